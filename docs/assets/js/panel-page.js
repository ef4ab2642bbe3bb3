// The panel's side of being embedded. Links open beside it. A page around it whose origin handbook.yml names
// may ask, and is told what is copied; to any other it is a frame that says nothing.
"use strict";
(() => {
  const box = document.querySelector("[data-hb-panel]");
  if (!box) return;
  const LONGEST = 2000;
  const search = window.handbookSearch;
  const input = box.querySelector("input");
  const framed = window.parent !== window;
  const around = framed ? window.parent : window.opener;
  const known = new Set([location.origin, ...box.dataset.hbPanel.split(" ").filter(Boolean)]);

  // A guess: what is told goes to the origin it names, and the browser hands it to no other.
  const nearest = () => {
    const [first] = Array.from(location.ancestorOrigins || []);
    if (first) return first;
    try { return new URL(document.referrer).origin; } catch { return ""; }
  };
  let partner = known.has(nearest()) ? nearest() : "";
  const tell = (name, more) => {
    if (around && partner) around.postMessage({ type: `handbook:${name}`, ...more }, partner);
  };

  addEventListener("message", ({ source, origin, data }) => {
    if (!around || source !== around || !known.has(origin) || !data) return;
    if (data.type !== "handbook:search" || typeof data.query !== "string") return;
    partner = origin;
    input.value = data.query.slice(0, LONGEST);
    input.dispatchEvent(new Event("input"));
  });

  document.addEventListener("hb-copy", async ({ target, detail }) => {
    const row = target.closest(".hb-hit");
    if (!row) return;
    const { entry } = await search.core();
    const { id, kind, title } = entry(Number(row.firstChild.id.split("-").pop()));
    tell("copy", { ...detail, id, kind, title, page: row.querySelector("a").href });
  });

  document.addEventListener("click", ({ target }) => {
    const link = target.closest("a[href]");
    if (!link || link.closest(".hb-past")) return;
    link.target = "_blank";
    link.rel = "noopener";
  }, true);

  // The box empties itself by Escape; once it is empty, the frame may go, and at once by the shortcut that
  // brought it. That says nothing, so any page may hear it.
  const brought = window.handbookShortcut(new URLSearchParams(location.hash.slice(1)).get("shortcut") || "");
  addEventListener("keydown", (event) => {
    const empty = event.key === "Escape" && !event.isComposing && !input.value && !event.target.closest(".hb-call");
    // What is typed is nobody's shortcut, whatever the address says.
    const typed = !event.altKey && !event.ctrlKey && !event.metaKey && event.key.length === 1;
    if (!framed || !empty && (typed || !brought(event))) return;
    if (!empty) event.preventDefault();
    window.parent.postMessage({ type: "handbook:close" }, "*");
  }, true);

  // Whoever comes into the frame, or into a window of its own, comes to type.
  const settle = () => { if (document.activeElement === document.body) input.focus(); };
  addEventListener("focus", settle);
  if (document.hasFocus()) settle();
  tell("ready", {});
})();
