// Light or dark: the reader's choice, else the system's. Runs before the page is painted.
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
  const show = (scheme) => { root.dataset.mdColorScheme = scheme; };
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
})();
