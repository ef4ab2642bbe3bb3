// Turns a page over on the day on which it will read otherwise: body[data-next] holds days with the
// pages that lie ready, "2026-12-01=next/2026-12-01/sops/A/". Scripts that equip a page listen for
// hb-content, which tells them of the new one, of the one before and of what the reader was typing in.
"use strict";
(() => {
  const { body } = document;
  const { root, today, words } = window.handbookManifest;
  const turns = (body.dataset.next || "").split(" ").filter(Boolean).map((turn) => turn.split("="));
  let turned = "";

  // What lies ready is no longer to come once its day is there. Then what it leads to, which lay ready with
  // it, is found where it belongs.
  const AHEAD = /\bnext\/(\d{4}-\d\d-\d\d)\//;
  const settle = () => {
    const now = [...document.querySelectorAll("[data-hb-coming]")].filter(({ dataset }) => dataset.hbComing <= today());
    if (!now.length) return;
    for (const told of now) told.remove();
    for (const link of document.querySelectorAll("main [href]:not([href^='#'])")) {
      const { href } = new URL(link.getAttribute("href"), location.href);
      link.setAttribute("href", href.replace(AHEAD, (ahead, day) => (day <= today() ? "" : ahead)));
    }
  };

  const show = (page, url) => {
    for (const part of page.querySelectorAll("[href], [src]")) {
      const name = part.hasAttribute("href") ? "href" : "src";
      const link = part.getAttribute(name);
      if (!link.startsWith("#")) part.setAttribute(name, new URL(link, url).href);
    }
    const main = document.adoptNode(page.querySelector("main"));
    const before = document.querySelector("main");
    const typing = document.activeElement;
    // Where somebody searches, the box stays with its question.
    const box = before.querySelector("[data-hb-search]");
    if (box) main.querySelector("[data-hb-search]").replaceWith(box);
    before.replaceWith(main);
    settle();
    if (main.contains(typing)) typing.focus();
    document.title = page.title;
    if (page.body.dataset.doc) body.dataset.doc = page.body.dataset.doc;
    main.dispatchEvent(new CustomEvent("hb-content", { bubbles: true, detail: { before, typing } }));
  };

  const offer = (day, url) => {
    const text = document.createElement("p");
    const link = document.createElement("a");
    link.href = url;
    link.textContent = words("turned_link", { day });
    text.append(link);
    const notice = document.createElement("div");
    notice.className = "hb-notice hb-notice-ahead";
    notice.setAttribute("role", "alert");
    notice.append(text);
    document.querySelector(".hb-page").prepend(notice);
  };

  const due = () => turns.filter(([from]) => from <= today()).pop() || [];

  const turn = async () => {
    settle();
    const [day, path] = due();
    if (!path || path === turned) return;
    turned = path;
    const url = new URL(path, root).href;
    try {
      if (location.protocol === "file:") throw new Error("a browser reads no file for another");
      const answer = await fetch(url, { cache: "no-cache" });
      if (!answer.ok) throw new Error(answer.statusText);
      show(new DOMParser().parseFromString(await answer.text(), "text/html"), url);
    } catch {
      offer(day, url);
    }
  };

  if (!turns.length && !document.querySelector("[data-hb-coming]")) return;
  document.addEventListener("hb-in-force", (event) => {
    const [, path] = due();
    if (!path || path === turned) return; // what lies ready was made before this version was known
    event.preventDefault();
    turn();
  });
  turn();
  setInterval(turn, 60 * 1000);
  document.addEventListener("visibilitychange", turn);
})();
