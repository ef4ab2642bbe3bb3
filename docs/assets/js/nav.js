// The drawer on a phone, the place in the contents, printing, and links that work from a folder.
"use strict";
(() => {
  const nav = document.getElementById("nav");
  const opener = document.querySelector(".hb-menu");
  const veil = document.createElement("div");
  veil.className = "hb-veil";

  // --- The drawer ------------------------------------------------------------------------------

  const open = (wanted) => {
    nav.classList.toggle("is-open", wanted);
    opener.setAttribute("aria-expanded", String(wanted));
    if (wanted) {
      document.body.append(veil);
      nav.querySelector("button").focus();
    } else if (veil.isConnected) {
      veil.remove();
      opener.focus();
    }
  };

  const keepInside = (event) => {
    const all = nav.querySelectorAll("a, button");
    const [first, last] = [all[0], all[all.length - 1]];
    if (document.activeElement !== (event.shiftKey ? first : last)) return;
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  };

  opener.addEventListener("click", () => open(true));
  nav.querySelector(".hb-close").addEventListener("click", () => open(false));
  veil.addEventListener("click", () => open(false));
  addEventListener("keydown", (event) => {
    if (!veil.isConnected) return;
    if (event.key === "Escape") open(false);
    if (event.key === "Tab") keepInside(event);
  });

  // --- The entry of the contents whose section is being read --------------------------------------

  const links = new Map();
  for (const link of document.querySelectorAll("[data-hb-toc] a")) {
    links.set(document.getElementById(decodeURIComponent(link.hash.slice(1))), link);
  }

  let marked = null;
  const mark = () => {
    const edge = innerHeight * 0.3;
    let now = null;
    for (const [heading, link] of links) {
      if (heading.getBoundingClientRect().top > edge) break;
      now = link;
    }
    if (now === marked) return;
    if (marked) marked.removeAttribute("aria-current");
    marked = now;
    if (!now) return;
    now.setAttribute("aria-current", "location");
    const list = now.parentElement;
    if (list.scrollWidth > list.clientWidth) list.scrollLeft = now.offsetLeft - list.offsetLeft - 60;
  };

  let asked = false;
  const follow = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; mark(); });
  };
  if (links.size) {
    addEventListener("scroll", follow, { passive: true });
    follow();
  }

  // --- Printing, and no server ---------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-hb-print]")) print();
  });

  // From a folder on disk nobody answers a directory with its index page.
  window.handbookLed = (link) => {
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    return link;
  };
  if (location.protocol === "file:") {
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (link) window.handbookLed(link);
    }, true);
  }
})();
