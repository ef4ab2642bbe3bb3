// Scripts that an agent keeps at hand: their ids stay in this browser. Every [data-hb-script] gets a
// button that pins it, so do results; the empty search box lists what is pinned.
"use strict";
window.handbookPins = (() => {
  const KEY = "hb-pinned";
  const { get, put } = window.handbookKept;

  const all = () => {
    const held = get(KEY, []);
    return Array.isArray(held) ? held : [];
  };

  const toggle = (id) => {
    const others = all().filter((each) => each !== id);
    put(KEY, others.length < all().length ? others : [id, ...others]);
  };

  const show = (button) => button.setAttribute("aria-pressed", String(all().includes(button.dataset.hbPin)));

  const button = (id, title = "") => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "hb-pin hb-noprint";
    made.dataset.hbPin = id;
    made.textContent = window.handbookWords.pin;
    if (title) made.setAttribute("aria-label", `${made.textContent} ${title}`);
    show(made);
    return made;
  };

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-hb-pin]");
    if (!pressed) return;
    toggle(pressed.dataset.hbPin);
    document.querySelectorAll("[data-hb-pin]").forEach(show);
  });

  const init = (root) => {
    for (const box of root.querySelectorAll("[data-hb-script]")) box.append(button(box.dataset.hbScript));
  };
  init(document);
  document.addEventListener("hb-content", (event) => init(event.target));
  return { all, button };
})();
