// The page that shows the panel at work: a ticket that takes what is copied, the bookmark, the site's address.
"use strict";
(() => {
  const ticket = document.querySelector("[data-hb-ticket]");
  if (!ticket) return;
  const site = new URL(document.body.dataset.root, location.href).href;
  const reply = ticket.querySelector("textarea");
  const told = ticket.querySelector("[data-hb-told]");

  for (const code of document.querySelectorAll("[data-hb-site]")) {
    code.textContent = code.textContent.replace(code.dataset.hbSite, site);
  }

  ticket.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("handbook:copy", ({ detail }) => {
    reply.setRangeText(detail.text, reply.selectionStart, reply.selectionEnd, "end");
    told.textContent = `${detail.title} · ${detail.id}`;
  });
  ticket.querySelector("[data-hb-ask]").addEventListener("click", () => {
    const asked = ticket.querySelector("[data-hb-asked]");
    const selection = getSelection();
    const chosen = asked.contains(selection.anchorNode) ? String(selection).trim() : "";
    window.handbookPanel.search(chosen || asked.textContent.trim());
  });

  // In a bookmark of any page: the panel in a window of its own, asked for the words that are selected there.
  const bookmark = document.querySelector("[data-hb-bookmark]");
  const address = JSON.stringify(`${site}panel/?q=`);
  const shape = JSON.stringify("popup,width=400,height=760");
  bookmark.href = `javascript:void open(${address}+encodeURIComponent(getSelection()),"handbook",${shape})`;
  bookmark.hidden = false;
  bookmark.addEventListener("click", (event) => {
    event.preventDefault();
    open(`${site}panel/?q=${encodeURIComponent(String(getSelection()))}`, "handbook", "popup,width=400,height=760");
  });
})();
