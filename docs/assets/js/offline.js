// The page's side of the copy for reading without a network, which docs/sw.js keeps: starts the worker,
// has it look for a new edition whenever the site was asked, and makes the handbook installable. Where
// a browser or address allows no worker, nothing happens; offline/ says why.
"use strict";
window.handbookOffline = (() => {
  const { root, keep, kept } = window.handbookManifest;
  const NONE = "hb-no-copy";
  const PATIENCE = 10000;
  // A frame in another system's page would keep a copy of its own, apart from the reader's.
  const possible = Boolean(window.handbookApp) && window.parent === window && isSecureContext && location.protocol !== "file:"
    && "serviceWorker" in navigator && "DecompressionStream" in window;

  const worker = async () => {
    const registered = await navigator.serviceWorker.register(`${root}sw.js`, { scope: root, updateViaCache: "none" });
    if (registered.active) return registered.active;
    return new Promise((resolve, reject) => {
      const starting = registered.installing || registered.waiting;
      starting.addEventListener("statechange", () => {
        if (starting.state === "activated") resolve(starting);
        if (starting.state === "redundant") reject(new Error("the worker did not start"));
      });
    });
  };

  const ask = async (name, more) => {
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise((resolve, reject) => {
      port1.onmessage = ({ data }) => (data.refused ? reject(new Error("nothing can be kept")) : resolve(data));
    });
    (await worker()).postMessage({ ask: name, ...more }, [port2]);
    return answer;
  };

  // What is taken where the reader has chosen nothing: what the role needs that the search knows of.
  const role = () => window.handbookKept.get("hb-reader", {}).role || "";

  // The site was found to have this edition: the copy follows.
  const seen = (edition) => {
    const spares = navigator.connection && navigator.connection.saveData;
    if (!possible || kept(NONE) || (spares && !navigator.serviceWorker.controller)) return;
    ask("check", { edition, otherwise: role() }).catch(() => { /* the next time */ });
  };

  // Before a page is loaded anew: it must come in the edition that the reader was told of, if not from
  // the copy then from the site.
  const renew = async (edition) => {
    if (!possible || !navigator.serviceWorker.controller) return;
    const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE, {}); });
    const { current } = await Promise.race([ask("check", {}), late]);
    if (!current || current.edition !== edition) await Promise.race([ask("aside"), late]);
  };

  const take = async (choice) => {
    keep(NONE, false);
    if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
    return ask("take", { choice });
  };

  const drop = async () => {
    keep(NONE, true);
    return ask("drop");
  };

  const linked = (rel, href) => {
    const link = document.createElement("link");
    link.rel = rel;
    link.href = href;
    document.head.append(link);
  };

  const link = document.createElement("a");
  link.className = "hb-noprint";
  link.href = `${root}offline/`;
  link.textContent = window.handbookWords.offline_use;
  document.querySelector(".hb-foot").append(link);
  // A browser complains of a manifest beside a file, so no page names it.
  if (window.handbookApp && location.protocol !== "file:") linked("manifest", root + window.handbookApp);

  return { possible, ask, seen, renew, take, drop };
})();
