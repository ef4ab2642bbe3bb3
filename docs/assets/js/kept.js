// What a reader keeps in this browser, whatever the language: another handbook on the same host has its own.
"use strict";
window.handbookKept = (() => {
  const root = new URL(document.body.dataset.root, location.href).pathname;
  const site = root.slice(0, root.length - window.handbookDesk.folder.length);
  const under = (name) => `${name} ${site}`;
  const get = (name, otherwise) => {
    try { return JSON.parse(localStorage.getItem(under(name))) || otherwise; } catch { return otherwise; }
  };
  const put = (name, value) => {
    try { localStorage.setItem(under(name), JSON.stringify(value)); } catch { /* private mode: nothing stays */ }
  };
  return { under, get, put };
})();
