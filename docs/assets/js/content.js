// Every [data-hb-text] gets its button to copy, and every heading or row that has an id a link to itself,
// which copies its address; what is wider than its place can be reached by keyboard.
"use strict";
(() => {
  const { filled, titled } = window.handbookMake;
  const button = (box) => {
    const made = document.createElement("button");
    made.type = "button";
    made.dataset.hbCopy = "";
    made.textContent = window.handbookWords.copy;
    made.setAttribute("aria-label", `${made.textContent} ${titled(box)}`.trim());
    return made;
  };

  // What a step is called begins with its number, which a style sheet sets.
  const called = (place) => {
    const step = place.closest("section.hb-step");
    const number = step ? [...step.parentElement.querySelectorAll(":scope > .hb-step")].indexOf(step) + 1 : "";
    return `${number} ${place.textContent}`.replace(/\s+/g, " ").trim();
  };

  // The link has a name of its own, and so is no part of what its place is called.
  const self = (at, place) => {
    const title = called(place);
    const made = document.createElement("a");
    made.className = "hb-self hb-noprint";
    made.href = `#${at.id}`;
    made.setAttribute("aria-label", filled(window.handbookWords.link_to, { title }));
    made.addEventListener("click", () => window.handbookCopy.text(made.href, made));
    place.setAttribute("aria-label", title);
    place.append(made);
  };

  // The heading above something.
  const above = (box) => {
    const headings = [...document.querySelectorAll(".hb-page h1, .hb-page h2, .hb-page h3")];
    return headings.filter((each) => each.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
  };

  // Again at each size, since the reader may enlarge the page. What the first column covers while it
  // stays in its place is not in sight.
  const sizes = new ResizeObserver((boxes) => {
    for (const { target: box } of boxes) {
      const first = box.querySelector("tr > :first-child");
      if (first) box.style.scrollPaddingLeft = `${first.offsetWidth}px`;
      if (box.scrollWidth > box.clientWidth) {
        const heading = above(box);
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        if (heading) box.setAttribute("aria-label", called(heading));
      } else for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    }
  });

  const equip = (root) => {
    for (const box of root.querySelectorAll("[data-hb-text]")) {
      if (!box.querySelector("[data-hb-copy]")) box.prepend(button(box));
    }
    for (const at of root.querySelectorAll(".hb-page h2[id], .hb-page h3[id], .hb-page tr[id]")) {
      const place = at.querySelector("th") || at;
      if (!place.querySelector(".hb-self")) self(at, place);
    }
    for (const box of root.querySelectorAll(".hb-scroll, pre")) sizes.observe(box);
  };
  equip(document);
  document.addEventListener("hb-content", (event) => equip(event.target));
})();
