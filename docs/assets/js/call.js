// The call that an agent is in: what fills the blanks of scripts, and whatever else is kept until it is
// over. All of it stays in this tab, is put into pages as text and never sent; another tab is another call.
"use strict";
window.handbookCall = (() => {
  const { variables, blank } = window.handbookDesk;
  const { own } = window.handbookMake;
  const KEY = window.handbookKept.under("hb-call");
  const names = new Map(variables.map(([id, name]) => [id, name]));
  const ids = new Map(variables.map(([id, name]) => [name, id]));

  const read = () => {
    try {
      const held = JSON.parse(sessionStorage.getItem(KEY));
      return held && typeof held.slots === "object" ? held : null;
    } catch {
      return null;
    }
  };
  const empty = () => ({ since: 0, slots: {}, runs: {} });

  let state = read() || empty();
  const write = () => {
    try { sessionStorage.setItem(KEY, JSON.stringify(state)); } catch { /* private mode: kept in the page */ }
  };
  const tell = () => document.dispatchEvent(new CustomEvent("hb-call"));
  const change = (changed) => {
    state.since = state.since || Date.now();
    changed(state);
    write();
    tell();
  };

  const value = (id) => (own(state.slots, id) ? state.slots[id] : "");
  const name = (id) => names.get(id) || id;

  // What follows a blank is not said twice: 今天 18:00 前 before 前, ￥128 元 before 元.
  const fitting = (given, after) => {
    const rest = after.trimStart();
    const bare = rest.startsWith("元") ? given.replace(/^[￥¥]\s*/, "") : given;
    for (let said = Math.min(bare.length - 1, rest.length); said > 0; said -= 1) {
      const end = rest.slice(0, said).trimEnd();
      if (/\D/.test(end) && bare.endsWith(end)) return bare.slice(0, -end.length).trimEnd();
    }
    return bare;
  };

  // Blanks show what they are filled with; the others show what belongs there.
  const fill = (root) => {
    for (const slot of root.querySelectorAll(".hb-slot[data-slot]")) {
      const id = slot.dataset.slot;
      const given = value(id);
      slot.classList.toggle("is-filled", given !== "");
      const after = slot.nextSibling;
      slot.textContent = given ? fitting(given, after ? after.textContent : "") : name(id);
      if (given) slot.title = name(id);
      else slot.removeAttribute("title");
    }
  };

  const slot = (id) => {
    const made = document.createElement("span");
    made.className = "hb-slot";
    made.dataset.slot = id;
    made.textContent = name(id);
    return made;
  };

  // Words in which blanks are written as 〔订单号〕 or [order number], with every piece between made by `shown`.
  const [before, after] = blank;
  const BLANK = new RegExp(`\\${before}([^\\${before}\\${after}]+)\\${after}`, "g");
  const worded = (text, shown) => text.split(BLANK).flatMap((piece, i) => {
    if (i % 2 === 0) return shown(piece);
    return ids.has(piece) ? [slot(ids.get(piece))] : shown(before + piece + after);
  });
  const filled = (text) => text.replace(BLANK, (whole, said, at) => {
    const given = value(ids.get(said));
    return given ? fitting(given, text.slice(at + whole.length)) : whole;
  });

  // Paper is for the next customer, too.
  const unfill = () => {
    const filled = state;
    state = empty();
    fill(document);
    state = filled;
  };

  fill(document);
  addEventListener("beforeprint", unfill);
  addEventListener("afterprint", () => fill(document));
  document.addEventListener("hb-call", () => fill(document));
  document.addEventListener("hb-content", (event) => fill(event.target));
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    state = read() || empty();
    tell();
  });

  return {
    fill, filled, name, names, value, worded,
    since: () => state.since,
    slots: () => Object.entries(state.slots),
    set: (id, text) => change(({ slots }) => { if (text) slots[id] = text; else delete slots[id]; }),
    mood: () => state.mood || "",
    feel: (mood) => change((held) => { held.mood = mood; }),
    run: (id) => (own(state.runs, id) ? state.runs[id] : null),
    runs: () => Object.entries(state.runs),
    keep: (id, run) => change(({ runs }) => { if (run) runs[id] = run; else delete runs[id]; }),
    clear: () => { state = empty(); write(); tell(); },
  };
})();
