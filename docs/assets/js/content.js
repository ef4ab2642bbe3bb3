// Every [data-hb-text] gets its button to copy; what is wider than its place can be reached by keyboard.
"use strict";
(() => {
  const button = () => {
    const made = document.createElement("button");
    made.type = "button";
    made.dataset.hbCopy = "";
    made.textContent = window.handbookWords.copy;
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
      if (!box.querySelector("[data-hb-copy]")) box.prepend(button());
    }
    for (const box of root.querySelectorAll(".hb-scroll, pre")) sizes.observe(box);
  };
  equip(document);
  document.addEventListener("hb-content", (event) => equip(event.target));
})();
