// Light or dark: the reader's choice, else the system's; and whether the browser can do what other scripts
// need. Runs before the page is painted, in browsers where they would not even begin.
"use strict";
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const KEY = "hb-scheme";

  const chosen = () => {
    try { return localStorage.getItem(KEY); } catch { return null; }
  };
  const keep = (scheme) => {
    try { localStorage.setItem(KEY, scheme); } catch { /* private mode: the choice lasts a page */ }
  };
  const show = (scheme) => {
    root.dataset.mdColorScheme = scheme;
    const button = document.querySelector("[data-hb-theme]");
    if (button) button.setAttribute("aria-pressed", String(scheme === "slate"));
  };
  const wanted = () => chosen() || (system.matches ? "slate" : "default");

  root.classList.replace("no-js", "js");
  show(wanted());
  if (system.addEventListener) system.addEventListener("change", () => show(wanted()));
  addEventListener("storage", (event) => { if (event.key === KEY) show(wanted()); });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-hb-theme]")) return;
    const scheme = root.dataset.mdColorScheme === "slate" ? "default" : "slate";
    keep(scheme);
    show(scheme);
  });

  // --- Too old a browser ---------------------------------------------------------------------------

  const able = () => {
    try {
      return Boolean(new RegExp("(?<=a)") && new CSSStyleSheet() && new DecompressionStream("gzip"))
        && "replaceChildren" in Element.prototype;
    } catch {
      return false;
    }
  };
  if (able()) return;
  document.addEventListener("DOMContentLoaded", () => {
    const line = document.createElement("p");
    line.className = "hb-notice hb-noprint";
    line.textContent = window.handbookOutdated;
    document.querySelector(".hb-body").before(line);
  });
})();
