// The panel in another system's page, by one tag: <script src="…/assets/js/panel.js" data-handbook async>. It adds
// a button and, when that is pressed, the panel in a frame. It needs no inline script or style, so a strict policy
// lets it be, and the styles of the page do not reach it. What the panel tells becomes events of the document.
"use strict";
(() => {
  const words = window.handbookPanelWords;
  delete window.handbookPanelWords;
  const shortcutOf = window.handbookShortcut;
  delete window.handbookShortcut;
  if (window.handbookPanel) return;
  const script = document.currentScript || document.querySelector("script[data-handbook]");
  const address = new URL("../../panel/", script.src);
  const { shortcut = "Alt+Shift+H", side = "right", button: wanted = "yes" } = script.dataset;

  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; font: 600 15px/1.4 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
    [hidden] { display: none !important; }
    button { border: 0; color: #fff; background: #0b4f6c; cursor: pointer; }
    button:hover { background: #083d54; }
    button:focus-visible { outline: 2px solid #0b4f6c; outline-offset: 2px; box-shadow: 0 0 0 2px #fff; }
    .open { position: fixed; z-index: 2147483000; bottom: 20px; min-height: 44px; padding: 0 18px; border-radius: 22px;
      box-shadow: 0 2px 12px rgba(0, 0, 0, .3); }
    .panel { position: fixed; z-index: 2147483001; top: 0; bottom: 0; display: flex; flex-direction: column;
      width: min(384px, 100vw); background: #fff; box-shadow: 0 0 28px rgba(0, 0, 0, .35); }
    .right { right: 0; } .left { left: 0; }
    .open.right { right: 20px; } .open.left { left: 20px; }
    .bar { display: flex; align-items: center; justify-content: space-between; padding-left: 12px; color: #fff;
      background: #083d54; }
    .bar span { font-size: 13px; font-weight: 400; }
    .bar button { min-height: 34px; padding: 0 14px; background: none; font-size: 13px; font-weight: 400; }
    .bar button:hover { background: #0b4f6c; }
    .bar button:focus-visible { outline-color: #fff; outline-offset: -3px; box-shadow: none; }
    iframe { flex: 1; width: 100%; border: 0; }
    @media print { .open, .panel { display: none; } }
  `;

  const element = (name, css, ...content) => {
    const made = document.createElement(name);
    if (css) made.className = css;
    made.append(...content);
    return made;
  };
  const where = side === "left" ? "left" : "right";
  const opener = element("button", `open ${where}`, words.open);
  const closer = element("button", "", words.close);
  const panel = element("section", `panel ${where}`, element("div", "bar", element("span", "", shortcut), closer));
  const host = element("div");
  panel.hidden = true;
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", words.title);
  for (const button of [opener, closer]) {
    button.type = "button";
    if (shortcut) button.setAttribute("aria-keyshortcuts", shortcut);
  }
  opener.title = shortcut && `${words.open} (${shortcut})`;
  opener.setAttribute("aria-expanded", "false");

  // --- The frame: asked for when it is first wanted --------------------------------------------------------

  let frame = null;
  let loaded = false;
  let waiting = null;
  const send = () => {
    if (!loaded || waiting === null) return;
    frame.contentWindow.postMessage({ type: "handbook:search", query: waiting }, address.origin);
    waiting = null;
  };
  const load = () => {
    if (frame) return;
    frame = element("iframe");
    frame.title = words.title;
    frame.allow = "clipboard-write";
    frame.src = `${address.href}#${new URLSearchParams({ shortcut })}`; // who types in it gets out by it
    frame.addEventListener("load", () => { loaded = true; if (!panel.hidden) frame.focus(); send(); });
    panel.append(frame);
  };

  // --- Opening and closing ----------------------------------------------------------------------------------

  let before = null;
  const show = (open) => {
    if (panel.hidden !== open) return;
    if (open) {
      before = document.activeElement;
      load();
    }
    panel.hidden = !open;
    opener.hidden = open || wanted === "none";
    opener.setAttribute("aria-expanded", String(open));
    // A frame that is focused before its page is there takes no keys.
    if (open) (loaded ? frame : closer).focus();
    else if (before && before !== host && before !== document.body) before.focus();
    else opener.focus();
  };
  const meant = shortcutOf(shortcut);

  opener.addEventListener("click", () => show(true));
  closer.addEventListener("click", () => show(false));
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") show(false); });
  addEventListener("keydown", (event) => {
    if (!meant(event)) return;
    event.preventDefault();
    show(panel.hidden);
  });

  // --- What the panel tells ------------------------------------------------------------------------------------

  addEventListener("message", ({ source, origin, data }) => {
    if (!frame || source !== frame.contentWindow || origin !== address.origin || !data) return;
    if (data.type === "handbook:close") show(false);
    if (data.type !== "handbook:copy" && data.type !== "handbook:ready") return;
    const { type, ...detail } = data;
    document.dispatchEvent(new CustomEvent(type, { detail }));
  });

  window.handbookPanel = {
    open: () => show(true),
    close: () => show(false),
    search: (query) => { waiting = String(query); show(true); send(); },
  };

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  const inside = host.attachShadow({ mode: "open" });
  inside.adoptedStyleSheets = [sheet];
  inside.append(opener, panel);
  opener.hidden = wanted === "none";
  const add = () => document.body.append(host);
  if (document.body) add();
  else document.addEventListener("DOMContentLoaded", add);
})();
