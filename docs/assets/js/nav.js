// The drawer on a phone, the place in the contents, and links that also work from a folder.
"use strict";
(() => {
  const nav = document.getElementById("nav");
  const opener = document.querySelector("[data-hb-menu]");
  const veil = document.createElement("div");
  veil.className = "hb-veil";

  const open = (wanted) => {
    nav.classList.toggle("is-open", wanted);
    opener.setAttribute("aria-expanded", String(wanted));
    if (wanted) {
      document.body.append(veil);
      nav.querySelector("a").focus();
    } else if (veil.isConnected) {
      veil.remove();
      opener.focus();
    }
  };

  opener.setAttribute("role", "button");
  opener.addEventListener("click", (event) => { event.preventDefault(); open(true); });
  nav.querySelector("[data-hb-close]").addEventListener("click", (event) => {
    event.preventDefault();
    open(false);
  });
  veil.addEventListener("click", () => open(false));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && veil.isConnected) open(false);
  });
  nav.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || !veil.isConnected) return;
    const links = nav.querySelectorAll("a");
    const last = event.shiftKey ? links[0] : links[links.length - 1];
    if (document.activeElement !== last) return;
    event.preventDefault();
    (event.shiftKey ? links[links.length - 1] : links[0]).focus();
  });

  // The entry of the contents whose section is being read.
  const links = new Map();
  for (const link of document.querySelectorAll("[data-hb-toc] a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
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
  if (links.size) {
    let asked = false;
    addEventListener("scroll", () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => { asked = false; mark(); });
    }, { passive: true });
    mark();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-hb-print]")) print();
  });

  // From a folder on disk there is no server that answers a directory with its index page.
  if (location.protocol === "file:") {
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (link && link.protocol === "file:" && link.pathname.endsWith("/")) {
        link.pathname += "index.html";
      }
    }, true);
  }
})();
