// The site's manifest, and what follows from it on a day. An open page asks it whether it has been
// superseded (fresh.js), a printed copy whether it still holds (verify.js).
"use strict";
window.handbookManifest = (() => {
  const { own } = window.handbookMake;
  const PATIENCE = 10000;
  const FRESH = 15 * 60 * 1000;
  const PARTS = { year: "numeric", month: "2-digit", day: "2-digit" };
  const root = new URL(document.body.dataset.root, location.href).href;

  // The day in the handbook's time zone, whatever the reader's clock is set to.
  let format = null;
  const today = () => {
    format = format || new Intl.DateTimeFormat("en", { ...PARTS, timeZone: window.handbookZone });
    const said = Object.fromEntries(format.formatToParts(new Date()).map((p) => [p.type, p.value]));
    return `${said.year}-${said.month}-${said.day}`;
  };

  // `no-cache` asks the server whether what is kept still holds; `no-store` keeps nothing.
  const ask = async (cache) => {
    if (!navigator.onLine || location.protocol === "file:") throw new Error("offline");
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(`${root}manifest.json`, { cache, signal: stop.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const manifest = await answer.json();
      if (manifest.scheme !== 1) throw new Error("a manifest of another scheme");
      const said = Date.parse(answer.headers.get("Date") || "");
      const age = Number.isNaN(said) ? 0 : Math.abs(Date.now() - said);
      return { manifest, fresh: age < FRESH };
    } finally {
      clearTimeout(timer);
    }
  };

  const entry = (manifest, id) => (own(manifest.documents, id) ? manifest.documents[id] : null);

  // What is in force of a document on a day: a coming version from its day on.
  const inForce = (document, day) => {
    const next = (document.coming || []).filter(({ effective }) => effective <= day).pop();
    return next ? { ...document, ...next } : document;
  };

  const VERSION = /^\d+\.\d+\.\d+$/;
  const order = (a, b) => {
    const [left, right] = [a, b].map((version) => version.split(".").map(Number));
    const at = left.findIndex((number, i) => number !== right[i]);
    return at < 0 ? 0 : left[at] - right[at];
  };

  // The changes after one version up to another, newest first.
  const since = (document, from, to) => (document.changes || [])
    .filter(({ version }) => order(version, from) > 0 && order(version, to) <= 0);

  // An edition is named by its day and its digest.
  const dayOf = (edition) => edition.slice(0, 10).replaceAll(".", "-");
  const digestOf = (edition) => edition.slice(11);

  // Swedish writes a day as everything here does: 2026-11-23 19:59.
  const moment = (time) => new Date(time).toLocaleString("sv", { dateStyle: "short", timeStyle: "short" });
  const words = (name, values) => window.handbookWords[name]
    .replace(/\{(\w+)\}/g, (_, key) => values[key]);

  const keep = (name, value) => {
    try { localStorage.setItem(`${name} ${root}`, JSON.stringify(value)); } catch { /* not kept */ }
  };
  const kept = (name) => {
    try { return JSON.parse(localStorage.getItem(`${name} ${root}`)); } catch { return null; }
  };

  return {
    root, VERSION, today, ask, entry, inForce, order, since, dayOf, digestOf, moment, words, keep, kept,
  };
})();
