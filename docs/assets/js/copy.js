// <button data-hb-copy> copies the words of its [data-hb-text] with their blanks filled in. A blank that
// is not stays visible as 〔订单号〕, and is told of. Plain text and rich text go together where they can.
"use strict";
window.handbookCopy = (() => {
  const words = window.handbookWords;
  const { filled } = window.handbookMake;
  const SHOWN = 6000;
  const TOLD = 1600;

  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const plain = (parts) => parts.map(({ text }) => text).join("");
  const rich = (parts) => `<p>${parts
    .map(({ text, blank }) => (blank ? `<mark>${escaped(text)}</mark>` : escaped(text)))
    .join("").replace(/\n/g, "<br>")}</p>`;

  // The words as pieces of text, the blanks that are left open among them.
  const pieces = (box) => {
    const copy = box.cloneNode(true);
    for (const other of copy.querySelectorAll("button, [data-hb-uncopied]")) other.remove();
    for (const line of copy.querySelectorAll("br")) line.replaceWith("\n");
    const open = new Set();
    const [before, after] = window.handbookDesk.blank;
    for (const slot of copy.querySelectorAll(".hb-slot:not(.is-filled)")) {
      open.add(slot.textContent);
      slot.textContent = `\u0001${before}${slot.textContent}${after}\u0001`;
    }
    const text = copy.textContent.replace(/[ \t]*\n[ \t\n]*/g, "\n").trim();
    const parts = text.split("\u0001").map((piece, i) => ({ text: piece, blank: i % 2 === 1 }));
    return { parts: parts.filter((part) => part.text), open: [...open] };
  };

  // Where there is no clipboard to write to: pages by http, folders on disk.
  const byHand = (parts) => {
    const area = document.createElement("textarea");
    const give = (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      event.clipboardData.setData("text/plain", plain(parts));
      event.clipboardData.setData("text/html", rich(parts));
    };
    area.value = plain(parts);
    area.className = "hb-sr";
    document.body.append(area);
    area.select();
    document.addEventListener("copy", give, true);
    const done = document.execCommand("copy");
    document.removeEventListener("copy", give, true);
    area.remove();
    if (!done) throw new Error("copying is not allowed here");
  };

  const put = async (parts) => {
    const typed = (type, text) => [type, new Blob([text], { type })];
    try {
      const both = [typed("text/plain", plain(parts)), typed("text/html", rich(parts))];
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(both))]);
    } catch {
      byHand(parts);
    }
  };

  // --- What is told -------------------------------------------------------------------------------

  const toast = document.createElement("p");
  toast.className = "hb-toast hb-noprint";
  toast.setAttribute("role", "status");
  document.body.append(toast);
  let timer = 0;
  const say = (text) => {
    clearTimeout(timer);
    toast.textContent = text;
    timer = setTimeout(() => { toast.textContent = ""; }, SHOWN);
  };

  const mark = (button) => {
    if (button.classList.contains("is-copied")) return;
    const before = [...button.childNodes];
    button.classList.add("is-copied");
    button.replaceChildren(words.copied);
    setTimeout(() => {
      button.classList.remove("is-copied");
      button.replaceChildren(...before);
    }, TOLD);
  };

  const copy = async (parts, open, button) => {
    const back = document.activeElement;
    try {
      await put(parts);
    } catch {
      say(words.copy_refused);
      return;
    }
    if (back) back.focus({ preventScroll: true });
    mark(button);
    const whose = button.dataset.hbCopy;
    const copied = whose ? filled(words.copied_of, { title: whose }) : words.copied;
    say(open.length ? filled(words.unfilled, { copied, names: open.join(words.and) }) : copied);
    toast.classList.toggle("is-open", open.length > 0);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-hb-copy]");
    const box = button && button.closest("[data-hb-text]");
    if (!box) return;
    const { parts, open } = pieces(box);
    const detail = { text: plain(parts), html: rich(parts), open };
    button.dispatchEvent(new CustomEvent("hb-copy", { bubbles: true, detail }));
    copy(parts, open, button);
  });

  return { say, text: (text, button) => copy([{ text, blank: false }], [], button) };
})();
