// Fetches what checks a reply, on the page that does so: the rules of its edition, then the script.
"use strict";
(() => {
  const { search } = new URL(document.currentScript.src);
  const { root } = document.body.dataset;

  const load = (src) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

  // On the page that this one turned into the draft goes on, and where its writer was.
  const goOn = (box, { before, typing }) => {
    const [draft, held] = [box, before].map((page) => page.querySelector("textarea"));
    if (!held) return;
    draft.value = held.value;
    draft.dispatchEvent(new Event("input"));
    if (typing !== held) return;
    draft.focus();
    draft.setSelectionRange(held.selectionStart, held.selectionEnd);
  };

  const init = async (page, turned) => {
    const box = page.querySelector("[data-hb-reply]");
    if (!box) return;
    try {
      await load(box.querySelector("link").href);
      await load(`${root}assets/js/reply.js${search}`);
      if (!box.querySelector(".hb-reply")) throw new Error("the check did not start");
      if (turned) goOn(box, turned);
    } catch {
      box.textContent = window.handbookWords.reply_failed;
    }
  };
  init(document);
  document.addEventListener("hb-content", (event) => init(event.target, event.detail));
})();
