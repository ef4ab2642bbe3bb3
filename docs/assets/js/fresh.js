// Whether what is being read still holds: asked on loading, on coming back and every few minutes. A
// page that has been superseded says so at the top; one that cannot ask says as of when it is.
"use strict";
(() => {
  const INTERVAL = 3 * 60 * 1000;
  const PAUSE = 5000;
  const { root, today, ask, entry, inForce, since, dayOf, digestOf, moment, words, keep, kept } =
    window.handbookManifest;
  const copy = window.handbookOffline;
  const { edition, doc } = document.body.dataset;
  const folder = location.protocol === "file:";
  const [id] = (doc || "").split(" ");

  const { element } = window.handbookMake;

  // --- Reviews whose day has passed since the build ---------------------------------------------

  const overdue = () => {
    const reviews = document.querySelectorAll("[data-hb-due]");
    if (!reviews.length) return; // the day costs a slow computer a good part of a tenth of a second
    const day = today();
    for (const due of reviews) {
      if (due.dataset.hbDue >= day || due.nextElementSibling?.matches(".hb-badge-overdue")) continue;
      due.after(" ", element("b", "hb-badge hb-badge-overdue", words("overdue")));
    }
  };

  // --- As of when ---------------------------------------------------------------------------------

  const quiet = element("span", "hb-as-of");
  const unsure = () => {
    const taken = folder || document.body.hasAttribute("data-copy");
    const offline = words(taken ? "as_of" : "offline", { date: dayOf(edition) });
    const last = kept("hb-checked");
    quiet.textContent = last ? words("last", { offline, time: moment(last) }) : offline;
    if (!quiet.isConnected) document.querySelector(".hb-stamp, .hb-foot").append(quiet);
  };

  // --- The bar --------------------------------------------------------------------------------------

  let shown = null;
  const announce = (title) => document.dispatchEvent(new CustomEvent("hb-superseded", { detail: title }));
  const clear = () => {
    if (!shown) return;
    shown.remove();
    shown = null;
    announce("");
    document.body.classList.remove("hb-superseded");
  };

  let newest = "";
  const reload = async ({ target }) => {
    target.disabled = true;
    try {
      await copy.renew(newest);
      if (!folder) await fetch(location.href, { cache: "reload" });
    } catch { /* the reload tells */ }
    location.reload();
  };

  const loader = () => {
    const button = element("button", "hb-button hb-strong", words("load"));
    button.type = "button";
    button.addEventListener("click", reload);
    return button;
  };

  const leading = (path, text) => {
    const link = element("a", "hb-button hb-strong", text);
    link.href = root + path;
    return link;
  };

  const list = (changes) => {
    if (!changes.length) return [];
    const items = changes.map(({ version: of, date, summary }) => element("li", "", `${of} · ${date} · ${summary}`));
    return [element("details", "", element("summary", "", words("changed")), element("ul", "", ...items))];
  };

  const bar = (title, action, changes = []) => {
    const told = action.matches("button") ? [" ", words("stale")] : [];
    const text = element("p", "", element("b", "", title), ...told);
    const made = element("div", "hb-fresh hb-noprint", text, action, ...list(changes));
    made.setAttribute("role", "alert");
    if (shown && shown.textContent === made.textContent) return;
    clear();
    (document.querySelector(".hb-call") || document.querySelector(".hb-head")).after(made);
    document.body.classList.add("hb-superseded");
    shown = made;
    announce(title);
  };

  // --- The verdict ------------------------------------------------------------------------------------

  // A coming version's day has come. Who can turn the page over listens and prevents the bar.
  const turnsOver = (now) => {
    const detail = { id, ...now };
    return !document.dispatchEvent(new CustomEvent("hb-in-force", { cancelable: true, detail }));
  };

  const retired = (manifest, { superseded_by: by }) => {
    const next = by && entry(manifest, by);
    const action = next && next.url
      ? leading(next.url, words("successor", { title: next.title }))
      : leading("register/", words("register"));
    bar(words("retired"), action);
  };

  // Whether the document is in order. A page that lies ready for a day says itself that it is to come.
  const judgeDocument = (manifest) => {
    if (document.querySelector("[data-hb-coming]")?.dataset.hbComing > today()) return true;
    const [, version, digest] = document.body.dataset.doc.split(" "); // another one once the page has turned over
    const known = entry(manifest, id);
    if (!known) return bar(words("gone"), leading("register/", words("register")));
    const now = inForce(known, today());
    if (now.standing === "retired") return retired(manifest, now);
    if (now.version === version && now.digest === digest) return true;
    const turned = now !== known;
    if (turned && turnsOver(now)) return true;
    const name = turned ? "turned" : now.version === version ? "corrected" : "superseded";
    return bar(words(name, { old: version, new: now.version }), loader(), since(now, version, now.version));
  };

  // Every edition has a search of its own: of one that is no more nothing answers, whatever is read.
  let unanswered = "";
  const judgeEdition = (now) => {
    if (digestOf(now) === digestOf(edition)) return clear();
    const action = unanswered
      ? leading(`search/?q=${encodeURIComponent(unanswered)}`, words("load")) : loader();
    return bar(words("edition", { old: edition, new: now }), action);
  };

  const judge = (manifest) => {
    if (doc && !judgeDocument(manifest)) return;
    if (doc && !unanswered) clear();
    else judgeEdition(manifest.edition);
  };

  // --- Asking ---------------------------------------------------------------------------------------------

  // A connection that comes or goes is always news; a focus soon after the last answer is not. Only the
  // answer to the last question counts: one that was on its way when the connection went would hide that.
  const CONNECTION = ["online", "offline"];
  let asked = 0;
  let turn = 0;
  const check = async (event) => {
    overdue();
    const soon = Date.now() - asked < PAUSE && !CONNECTION.includes(event?.type);
    if (document.hidden || soon) return;
    asked = Date.now();
    const mine = ++turn;
    try {
      const { manifest } = await ask("no-cache");
      // Something on the way still gives an older one than the page itself.
      if (dayOf(manifest.edition) < dayOf(edition)) throw new Error("an old manifest");
      keep("hb-checked", Date.now());
      if (mine !== turn) return;
      quiet.remove();
      newest = manifest.edition;
      copy.seen(newest);
      judge(manifest);
    } catch {
      if (mine === turn) unsure();
    }
  };

  // A folder on a shared drive may be replaced below an open page. A page on a disk may not read the
  // manifest, but may run a script that says which edition the folder is.
  const look = () => {
    overdue();
    unsure();
    const script = document.createElement("script");
    script.src = `${root}edition.js?${Date.now()}`;
    script.addEventListener("load", () => {
      script.remove();
      judgeEdition(window.handbookEdition);
    });
    document.head.append(script);
  };

  if (!edition) return;
  const again = folder ? look : check;
  overdue();
  document.addEventListener("hb-content", overdue);
  (window.requestIdleCallback || setTimeout)(again);
  setInterval(again, INTERVAL);
  for (const event of ["focus", ...CONNECTION]) addEventListener(event, again);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) again(); });
  document.addEventListener("visibilitychange", again);
  document.addEventListener("hb-unanswered", ({ detail: query }) => {
    unanswered = query;
    asked = 0;
    again();
  });
})();
