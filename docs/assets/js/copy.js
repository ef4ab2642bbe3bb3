// <button data-hb-copy> copies the words of its [data-hb-text]; blanks stay visible as 〔订单号〕.
"use strict";
(() => {
  const words = (box) => {
    if (box.dataset.hbText) return box.dataset.hbText;
    const copy = box.cloneNode(true);
    for (const other of copy.querySelectorAll("button, [data-hb-uncopied]")) other.remove();
    for (const slot of copy.querySelectorAll(".hb-slot")) slot.textContent = `〔${slot.textContent}〕`;
    for (const line of copy.querySelectorAll("br")) line.replaceWith("\n");
    return copy.textContent.replace(/[ \t]*\n[ \t\n]*/g, "\n").trim();
  };

  const byHand = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "hb-sr";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("copying is not allowed here");
  };

  const put = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      byHand(text);
    }
  };

  const say = (button) => {
    if (button.classList.contains("is-copied")) return;
    const before = button.innerHTML;
    button.classList.add("is-copied");
    button.setAttribute("aria-live", "polite");
    button.textContent = window.handbookWords.copied;
    setTimeout(() => {
      button.classList.remove("is-copied");
      button.innerHTML = before;
    }, 1600);
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-hb-copy]");
    const box = button && button.closest("[data-hb-text]");
    if (!box) return;
    const back = document.activeElement;
    await put(words(box));
    if (back) back.focus({ preventScroll: true });
    say(button);
  });
})();
