// Every [data-hb-text] gets its button to copy.
"use strict";
(() => {
  const button = () => {
    const made = document.createElement("button");
    made.type = "button";
    made.dataset.hbCopy = "";
    made.textContent = window.handbookWords.copy;
    return made;
  };

  const equip = (root) => {
    for (const box of root.querySelectorAll("[data-hb-text]")) {
      if (!box.querySelector("[data-hb-copy]")) box.prepend(button());
    }
  };
  equip(document);
  document.addEventListener("hb-content", (event) => equip(event.target));
})();
