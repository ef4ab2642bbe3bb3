// Every [data-hb-text] gets its button to copy, and every heading or row that has an id a link to itself,
// which copies its address; what is wider than its place can be reached by keyboard.
"use strict";
(() => {
  const { titled } = window.handbookMake;
  const button = (box) => {
    const made = document.createElement("button");
    made.type = "button";
    made.dataset.hbCopy = "";
    made.textContent = window.handbookWords.copy;
    made.setAttribute("aria-label", `${made.textContent} ${titled(box)}`.trim());
    return made;
  };

  const self = (at) => {
    const made = document.createElement("a");
    made.className = "hb-self hb-noprint";
    made.href = `#${at.id}`;
    made.setAttribute("aria-label", window.handbookWords.link_here);
    if (!at.matches("tr")) made.tabIndex = -1; // keys reach headings by the page's contents
    made.addEventListener("click", () => window.handbookCopy.text(made.href, made));
    return made;
  };

  // Again at each size, since the reader may enlarge the page.
  const sizes = new ResizeObserver((boxes) => {
    for (const { target: box } of boxes) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  });

  const equip = (root) => {
    for (const box of root.querySelectorAll("[data-hb-text]")) {
      if (!box.querySelector("[data-hb-copy]")) box.prepend(button(box));
    }
    for (const at of root.querySelectorAll(".hb-page h2[id], .hb-page h3[id], .hb-page tr[id]")) {
      const place = at.querySelector("th") || at;
      if (!place.querySelector(".hb-self")) place.append(self(at));
    }
    for (const box of root.querySelectorAll(".hb-scroll, pre")) sizes.observe(box);
  };
  equip(document);
  document.addEventListener("hb-content", (event) => equip(event.target));
})();
