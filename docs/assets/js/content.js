// What pages leave to the reader's browser. Every [data-hb-text] gets its button to copy, and every
// [data-hb-variants] shows the variants of its script in place, fetched from the script's page.
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

  const fetched = async (link) => {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const box = page.getElementById("_variants").nextElementSibling;
    box.className = "hb-inline";
    equip(box);
    link.after(document.adoptNode(box));
    return box;
  };

  const toggle = async (link) => {
    const open = link.getAttribute("aria-expanded") === "true";
    const box = link.nextElementSibling || (await fetched(link));
    box.hidden = open;
    link.setAttribute("aria-expanded", String(!open));
  };

  // The first link of such a box leads to the script's page; from a folder on disk it is followed.
  const offer = (box) => {
    const link = document.createElement("a");
    link.className = "hb-variants";
    link.href = `${box.querySelector("a").getAttribute("href")}#_variants`;
    link.textContent = window.handbookWords.variants.replace("{n}", box.dataset.hbVariants);
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      toggle(link).catch(() => location.assign(link.href));
    });
    box.append(link);
  };

  const init = (root) => {
    equip(root);
    root.querySelectorAll("[data-hb-variants]").forEach(offer);
  };
  init(document);
  document.addEventListener("hb-content", (event) => init(event.target));
})();
