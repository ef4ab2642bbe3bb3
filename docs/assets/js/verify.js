// The page that a printed copy's code opens: ?id=SOP-CMP-01&v=2.1.0&d=1a2b3c4d, and &e= for the
// edition of a manual or an overview, &c= for the number of a controlled copy. The verdict's words stand in the page's templates; it comes
// from a manifest that was fetched just now, and without one is never that a copy holds.
"use strict";
(() => {
  const page = document.querySelector("[data-hb-verify]");
  if (!page) return;
  const { root, VERSION, today, ask, entry, inForce, order, since, dayOf, digestOf, moment, words, keep, kept } =
    window.handbookManifest;
  const box = page.querySelector("[data-hb-verdict]");
  const form = page.querySelector("form");
  const template = (name, value) => page.querySelector(`template[data-hb-${name}${value ? `="${value}"` : ""}]`).content;
  const note = (name) => template("note", name).textContent;

  // --- What the copy says of itself --------------------------------------------------------------

  const plain = (text) => (text || "").normalize("NFKC").trim();
  const read = () => {
    const asked = new URLSearchParams(location.search);
    const [id, version, digest, edition, number] = ["id", "v", "d", "e", "c"].map((name) => plain(asked.get(name)));
    return {
      id: id.toUpperCase(), version: version.replace(/^v/i, ""), digest: digest.toLowerCase(), edition,
      number: /^\d{1,6}$/.test(number) ? number : "",
    };
  };

  // --- What that is worth ---------------------------------------------------------------------------

  const factsOf = (copy, now) => ({
    title: now.title,
    current: now.standing === "in-force" ? now.version : "",
    effective: now.effective,
    review: now.standing === "retired" ? "" : now.review_due,
    owner: now.owner,
    link: now.url,
  });

  // A manual has been superseded where one of its documents has: those since its edition's day.
  const replaced = (manifest, now, edition) => {
    const day = edition ? dayOf(edition) : "";
    const changed = [];
    for (const id of now.holds || []) {
      const held = entry(manifest, id);
      const [last] = held ? held.changes || [] : [];
      if (!day || !last || held.effective < day) continue;
      changed.push({ title: `${held.title} ${held.version}`, date: held.effective, summary: last.summary, url: held.url });
    }
    return changed;
  };

  const sameVersion = (manifest, copy, now) => {
    if (copy.digest && copy.digest !== now.digest) {
      if (!now.holds) return ["mismatch"];
      return ["superseded", { changes: replaced(manifest, now, copy.edition) }];
    }
    const notes = [copy.digest ? "" : "typed", now.review_due && now.review_due < today() ? "overdue" : ""];
    return ["in-force", {}, notes.filter(Boolean)];
  };

  const otherVersion = (copy, now) => {
    if (order(copy.version, now.version) > 0) {
      const next = (now.coming || []).find(({ version }) => version === copy.version);
      return next ? ["coming", { effective: next.effective, review: next.review_due }] : ["unchecked", {}, ["ahead"]];
    }
    const listed = (now.changes || []).some(({ version }) => version === copy.version);
    if (!listed && !now.more) return ["unknown", {}, ["unlisted"], true];
    const changes = since(now, copy.version, now.version)
      .map(({ version, date, summary }) => ({ title: version, date, summary }));
    return ["superseded", { changes }, listed ? [] : ["more"]];
  };

  const judgeEdition = (manifest, { edition }) => {
    if (digestOf(edition) === digestOf(manifest.edition)) return ["edition", {}];
    const day = dayOf(edition);
    const changes = Object.values(manifest.documents)
      .filter(({ standing, effective }) => standing === "in-force" && effective >= day)
      .map(({ title, version, effective, url, changes: [last] }) => (
        { title: `${title} ${version}`, date: effective, summary: last.summary, url }));
    return ["edition-old", { changes }];
  };

  const judge = (manifest, copy) => {
    if (!copy.id) return judgeEdition(manifest, copy);
    const known = entry(manifest, copy.id);
    if (!known) return ["unknown", {}];
    const now = inForce(known, today());
    const facts = factsOf(copy, now);
    const told = (verdict, more, notes, instead) => [verdict, { ...facts, ...more }, notes, instead];
    if (now.standing === "retired") {
      const by = now.superseded_by && entry(manifest, now.superseded_by);
      return told("retired", { successor: by, reason: now.retired_because });
    }
    if (now.standing !== "in-force") return told("coming");
    if (!VERSION.test(copy.version)) return told("unknown", {}, ["unlisted"], true);
    return told(...(copy.version === now.version ? sameVersion(manifest, copy, now) : otherVersion(copy, now)));
  };

  // --- Showing ------------------------------------------------------------------------------------------

  const item = ({ title, date, summary, url }) => {
    const line = document.createElement("li");
    const name = document.createElement(url ? "a" : "b");
    if (url) name.href = root + url;
    name.textContent = title;
    const time = document.createElement("time");
    time.textContent = date;
    const what = document.createElement("p");
    what.textContent = summary;
    line.append(time, name, what);
    return line;
  };

  const fillers = {
    link: (place, path) => { place.href = root + path; },
    successor: (place, { title, url }) => { place.textContent = title; if (url) place.href = root + url; },
    changes: (place, changes) => { place.replaceChildren(...changes.map(item)); },
  };

  const fill = (part, facts) => {
    for (const place of part.querySelectorAll("[data-of]")) {
      const value = facts[place.dataset.of];
      const empty = !value || value.length === 0;
      if (!empty) (fillers[place.dataset.of] || ((at, text) => { at.textContent = text; }))(place, value);
      const row = place.closest("[data-row]");
      if (row) row.hidden = empty;
    }
  };

  // With `instead`, the notes take the place of the verdict's usual reason.
  const show = (copy, [verdict, facts = {}, notes = [], instead = false], when) => {
    const head = template("words", verdict).cloneNode(true);
    const why = head.querySelector("[data-of=why]");
    const said = [instead ? "" : why.textContent, facts.reason || "", ...notes.map(note)];
    why.textContent = said.filter(Boolean).join("\n");
    const body = template("facts").cloneNode(true);
    fill(body, { ...copy, copy: copy.version, ...facts, when });
    box.dataset.verdict = verdict;
    box.replaceChildren(head, body);
    box.hidden = false;
  };

  const unsure = (copy, why) => {
    const last = kept("hb-manifest");
    const known = last && copy.id && entry(last.manifest, copy.id);
    const facts = known ? factsOf(copy, inForce(known, today())) : {};
    const when = last ? words("known", { time: moment(last.at), edition: last.manifest.edition }) : "";
    show(copy, ["unchecked", facts, [why]], when);
  };

  // --- Asking ----------------------------------------------------------------------------------------------

  const check = async () => {
    const copy = read();
    for (const [name, value] of [["id", copy.id], ["v", copy.version], ["d", copy.digest]]) {
      form.elements[name].value = value;
    }
    if (!copy.id && !copy.edition) return;
    if (box.hidden) show(copy, ["reading"], "");
    try {
      const { manifest, fresh } = await ask("no-store");
      if (!fresh) { unsure(copy, "stale"); return; }
      const at = Date.now();
      keep("hb-manifest", { at, manifest });
      const when = words("checked", { time: moment(at), edition: manifest.edition });
      show(copy, judge(manifest, copy), when);
    } catch {
      unsure(copy, "offline");
    }
  };

  check();
  for (const event of ["online", "offline", "pageshow"]) {
    addEventListener(event, (happened) => { if (event !== "pageshow" || happened.persisted) check(); });
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) check(); });
})();
