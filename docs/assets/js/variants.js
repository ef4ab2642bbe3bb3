// Other words of a script for a channel or a mood: [data-hb-variants="chat shop /angry"] lists them. A
// choice in the script's box puts them in its place, fetched from the script's page when they are needed.
// The channel is the reader's and is kept, the mood belongs to the call; other scripts follow both.
"use strict";
(() => {
  const words = window.handbookWords;
  const call = window.handbookCall;
  const { channel, prefer, suiting, label } = window.handbookReader;
  const AHEAD = "400px";

  const parsed = (token) => {
    const [of, mood = ""] = token.split("/");
    return { channel: of, mood };
  };

  const pages = new Map();
  const page = (href) => {
    const asked = pages.get(href) || fetch(href).then(async (answer) => {
      if (!answer.ok) throw new Error(answer.statusText);
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    });
    pages.set(href, asked);
    asked.catch(() => pages.delete(href));
    return asked;
  };

  // What was chosen in a script's own box holds until the call is over.
  let calls = 0;
  let began = call.since();

  // A script is equipped when it comes into view: a library has hundreds.
  const wired = new Map();
  const watch = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      if (!wired.has(target)) wired.set(target, wire(target));
      wired.get(target)();
    }
  }, { rootMargin: AHEAD });

  // Equips a script; what is returned lets its words follow channel and mood.
  const wire = (box) => {
    const text = box.querySelector("[data-hb-text]");
    const link = box.querySelector("a[href]");
    const variants = box.dataset.hbVariants.split(" ").map(parsed);
    const bare = (nodes) => [...nodes].filter((node) => !(node.matches && node.matches("button")));
    const own = bare(text.childNodes);
    let shown = 0;
    let wanted = 0;
    let chosen = -1;

    const choice = document.createElement("select");
    choice.append(...["", ...variants].map((variant, i) => {
      const option = document.createElement("option");
      option.value = String(i);
      option.textContent = variant ? label(variant) : words.usual;
      return option;
    }));
    choice.setAttribute("aria-label", `${words.other} ${window.handbookMake.titled(text)}`.trim());
    choice.className = "hb-choose hb-noprint";

    const found = async (number) => {
      const listed = box.matches("[data-hb-script]") ? document : await page(link.href);
      const all = listed.getElementById("_variants").nextElementSibling;
      const { childNodes } = all.querySelectorAll("[data-hb-text]")[number - 1];
      return bare(childNodes).map((node) => document.importNode(node, true));
    };

    const show = async (number) => {
      choice.value = String(number);
      wanted = number;
      if (number === shown) return;
      const nodes = number ? await found(number) : own;
      if (wanted !== number) return;
      shown = number;
      text.replaceChildren(...text.querySelectorAll("[data-hb-copy]"), ...nodes);
      call.fill(text);
    };

    const follow = () => {
      if (chosen !== calls) show(suiting(variants)).catch(() => { choice.value = String(shown); });
    };

    choice.addEventListener("change", async () => {
      const number = Number(choice.value);
      chosen = calls;
      const here = await show(number).then(() => true, () => false);
      const { channel: of, mood } = variants[number - 1] || {};
      if (of) prefer(of);
      if (mood) call.feel(mood);
      if (!here) location.assign(window.handbookLed(new URL(`${link.href}#_variants`)));
    });

    const head = box.querySelector(".hb-label");
    if (head) head.append(choice);
    else text.before(choice);
    return follow;
  };

  const init = (root) => root.querySelectorAll("[data-hb-variants]").forEach((box) => watch.observe(box));
  init(document);
  document.addEventListener("hb-content", (event) => init(event.target));

  let [here, mood] = [channel(), call.mood()];
  document.addEventListener("hb-call", () => {
    const over = began && !call.since();
    began = call.since();
    if (over) calls += 1;
    else if (here === channel() && mood === call.mood()) return;
    [here, mood] = [channel(), call.mood()];
    for (const box of wired.keys()) { watch.unobserve(box); watch.observe(box); }
  });
})();
