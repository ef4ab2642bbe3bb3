// The search box: what is typed is looked for with every key, also while an input method composes. The
// list is a grid below the box, since a result holds a link and words to copy. On the page that is
// made for it the list stays open and the query stands in the address.
"use strict";
(() => {
  const search = window.handbookSearch;
  const { core, fragment, look, query: cleaned, shown, element, readied, worded } = search;
  const pins = window.handbookPins;
  const { filled, own } = window.handbookMake;
  const words = window.handbookWords;
  const root = document.body.dataset.root;
  const SHOWN = 20;
  const FIRST = 6;
  const QUIET = 300;
  const PAUSE = 200; // longer than between two keys
  const KEPT = 10;
  const KEYS = { history: "hb-asked", missed: "hb-missed", reader: "hb-reader", unslashed: "hb-unslashed" };
  const GROUPS = {
    sops: ["sop"], scripts: ["script", "scripts"], phrases: ["phrase", "phrases"],
    figures: ["sla", "std", "kpi", "service-levels", "kpis"], forms: ["form", "forms"],
    terms: ["term", "terms"],
  };

  // --- What the browser remembers --------------------------------------------------------------------

  const { get: kept, put: keep } = window.handbookKept;
  const remember = (query) => {
    const others = kept(KEYS.history, []).filter((each) => each !== query);
    keep(KEYS.history, [query, ...others].slice(0, KEPT));
  };
  const miss = (query) => {
    const all = kept(KEYS.missed, {});
    all[query] = (own(all, query) ? all[query] : 0) + 1;
    keep(KEYS.missed, all);
  };

  // --- Filters -----------------------------------------------------------------------------------------

  const select = (name, options) => {
    const made = element("select", "", ...[["", words[`any_${name}`]], ...options].map(([value, text]) => {
      const option = element("option", "", text);
      option.value = value;
      return option;
    }));
    made.name = name;
    made.setAttribute("aria-label", words[`by_${name}`]);
    return made;
  };

  const filters = async (changed) => {
    const opened = await core();
    const numbered = (list) => list.map(([, name], i) => [String(i), name]);
    const controls = [
      select("kind", Object.keys(GROUPS).map((name) => [name, words[`kind_${name}`]])),
      select("role", numbered(opened.roles)),
      select("channel", numbered(opened.channels)),
    ];
    const box = element("div", "hb-narrow", ...controls);
    box.addEventListener("change", changed);
    return box;
  };

  const number = (value) => (value === "" || value === undefined ? null : Number(value));
  const id = (list, place) => (place === null ? null : list[place][0]);
  const place = (list, wanted) => {
    const found = list.findIndex(([each]) => each === wanted);
    return found < 0 ? null : found;
  };

  // What the controls ask for, and what was asked of them last: that only ranks.
  const choice = (opened, controls) => {
    const chosen = Object.fromEntries(controls.map(({ name, value }) => [name, value]));
    const filter = {
      kinds: GROUPS[chosen.kind] || null, role: number(chosen.role), channel: number(chosen.channel),
    };
    const last = kept(KEYS.reader, {});
    const reader = { role: place(opened.roles, last.role), channel: place(opened.channels, last.channel) };
    return { filter, reader };
  };

  const prefer = (opened, controls) => {
    const { filter } = choice(opened, controls);
    const last = kept(KEYS.reader, {});
    keep(KEYS.reader, {
      role: id(opened.roles, filter.role) || last.role,
      channel: id(opened.channels, filter.channel) || last.channel,
    });
  };

  // --- A box -------------------------------------------------------------------------------------------

  const suited = () => `${window.handbookReader.channel()}/${window.handbookCall.mood()}`;

  // What could not be read may be there the next time; anything else is a fault of ours or of the browser.
  const why = (error) => (error.unread ? words.failed : words.broken);

  // Lets keys and the screen come first.
  const idle = () => new Promise((resolve) => { setTimeout(resolve); });
  const rest = () => new Promise((resolve) => { (window.requestIdleCallback || setTimeout)(resolve); });

  const wire = (box, count) => {
    const input = box.querySelector("input");
    const page = box.hasAttribute("data-hb-results");
    const panel = element("div", "hb-found");
    const list = element("div", "hb-hits");
    const said = element("p", "hb-said");
    const help = element("p", "hb-keys", `${words.keys} · ${words.keys_lines}`);
    const further = element("button", "hb-further", words.more);
    const state = { asked: null, round: 0, ready: null, suits: "", missed: 0, address: 0, painted: new Map(), then: null, rest: 0, guess: false, line: 0 };
    list.id = `hb-found-${count}`;
    list.setAttribute("role", "grid");
    list.setAttribute("aria-label", words.results);
    said.setAttribute("role", "status");
    panel.hidden = !page;
    further.type = "button";
    further.hidden = true;
    panel.append(said, list, further, help);
    help.id = `hb-keys-${count}`;
    input.setAttribute("aria-describedby", help.id);
    box.append(panel);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-haspopup", "grid");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-autocomplete", "list");

    const open = (wanted) => {
      panel.hidden = !wanted && !page;
      input.setAttribute("aria-expanded", String(wanted));
      if (!wanted) input.removeAttribute("aria-activedescendant");
    };
    const tell = (text) => { said.textContent = text; };
    const controls = () => [...panel.querySelectorAll(".hb-narrow select")];
    const rows = () => [...list.querySelectorAll(".hb-hit")];
    const chosen = () => list.querySelector('[aria-selected="true"]');
    // What keys act on: what is further down may be out of sight.
    const meant = () => chosen() || list.firstElementChild;
    const lines = () => [...chosen().querySelectorAll("[data-hb-copy]")];
    const inside = (selector) => meant() && meant().querySelector(selector);
    // What Ctrl+C copies says so: the words of the row that is chosen, else the first that can be seen.
    const inSight = (button) => {
      const edge = page ? innerHeight : Math.min(innerHeight, panel.getBoundingClientRect().bottom);
      return button.getBoundingClientRect().bottom <= edge;
    };
    const spoken = () => {
      if (chosen()) return lines()[state.line];
      const first = state.guess ? null : list.querySelector("[data-hb-copy]");
      return first && inSight(first) ? first : null;
    };
    const hint = () => {
      const button = spoken();
      for (const other of list.querySelectorAll(".hb-by-key")) other.classList.toggle("hb-by-key", other === button);
      if (button) button.classList.add("hb-by-key");
    };

    const prepare = () => {
      state.ready = state.ready || filters(async () => {
        prefer(await core(), controls());
        state.asked = null;
        ask();
      }).then((made) => { panel.prepend(made); });
      state.ready.catch(() => { state.ready = null; });
      return state.ready;
    };

    const toLine = (line) => {
      const button = lines()[line];
      state.line = button ? line : 0;
      input.setAttribute("aria-activedescendant", state.line ? button.id : chosen().firstChild.id);
      hint();
    };
    const choose = (row, line = 0) => {
      const before = chosen();
      if (before) before.setAttribute("aria-selected", "false");
      if (!row) { input.removeAttribute("aria-activedescendant"); return; }
      row.setAttribute("aria-selected", "true");
      row.scrollIntoView({ block: "nearest" });
      toLine(line);
    };

    // Rows that would be the same stay as they are.
    const paint = (opened, found) => {
      const before = state.painted;
      const at = chosen();
      state.painted = new Map(found.map((each) => {
        const { entry, marks, part, answer, say, whys } = each;
        const key = [entry, part && part.anchor, Boolean(answer), ...(say || []).map(({ text }) => text), ...whys.keys(), "", ...marks].join("\n");
        return [key, before.get(key) || shown(opened.entry(entry), each, `hb-hit-${count}-${entry}`, input.value)];
      }));
      const made = [...state.painted.values()];
      if (made.length !== list.children.length || made.some((row, i) => row !== list.children[i])) list.replaceChildren(...made);
      box.dataset.hbListed = state.asked;
      const still = at && made.find((row) => row.firstChild.id === at.firstChild.id);
      if (still) choose(still, state.line);
      else if (at && made.length) choose(made[0]);
      requestAnimationFrame(hint);
    };

    // Browsers allow few changes of the address in a row.
    const address = (query) => {
      if (!page) return;
      clearTimeout(state.address);
      state.address = setTimeout(() => {
        const url = new URL(location.href);
        if (query) url.searchParams.set("q", query);
        else url.searchParams.delete("q");
        try { history.replaceState(null, "", url); } catch { /* not from a folder on disk */ }
      }, QUIET);
    };

    // Where all is guessed, the handbook has no such word: its owner should hear of it.
    const counted = (query, found, most) => {
      clearTimeout(state.missed);
      state.guess = found.length > 0 && found.every(({ guessed }) => guessed);
      const n = Math.min(found.length, most);
      const left = found.length > n;
      tell(filled(state.guess ? words.guessed : left ? words.found_of : n ? words.found : words.none, { n, all: found.length, query }));
      if (!left && document.activeElement === further) input.focus();
      further.hidden = !left;
      further.onclick = () => { state.asked = null; ask(most + SHOWN); };
      if (!n || state.guess) state.missed = setTimeout(() => miss(query), 1500);
    };

    const answered = () => {
      box.dataset.hbAnswered = state.asked || "";
      if (state.then) state.then();
      state.then = null;
    };

    // What is done to a result waits for its place and its words.
    const then = (act) => {
      if (box.dataset.hbAnswered === undefined) state.then = act;
      else act();
    };

    // Pinned scripts, with the words that they have in this edition.
    const pinned = async (round) => {
      const opened = await core();
      const held = pins.all()
        .map((wanted) => opened.ids().indexOf(wanted))
        .map((at) => (at < 0 ? at : opened.current(at))).filter((at) => at >= 0);
      const answers = await Promise.all(held.map((entry) => fragment(opened, entry)));
      const left = !page && document.activeElement !== input;
      if (!held.length || round !== state.round || left) return;
      list.prepend(...held.map((entry, i) => {
        const answer = answers[i];
        const each = { entry, answer, say: worded(opened, entry, answer), part: null, marks: new Set(), whys: new Map() };
        return shown(opened.entry(entry), each, `hb-hit-${count}-${entry}`);
      }));
      tell(list.querySelector(".hb-past") ? `${words.pinned} · ${words.history}` : words.pinned);
      open(true);
    };

    const past = () => {
      state.asked = "";
      state.guess = false;
      state.round += 1;
      state.painted = new Map();
      further.hidden = true;
      list.replaceChildren(...kept(KEYS.history, []).map((query, i) => {
        const link = element("a", "", query);
        link.href = `${root}search/?q=${encodeURIComponent(query)}`;
        link.tabIndex = -1;
        link.addEventListener("click", (event) => { event.preventDefault(); input.value = query; ask(); });
        const cell = element("div", "hb-head-line", link);
        cell.id = `hb-past-${count}-${i}`;
        cell.setAttribute("role", "gridcell");
        const row = element("div", "hb-hit hb-past", cell);
        row.setAttribute("role", "row");
        return row;
      }));
      tell(list.children.length ? words.history : words.hint);
      open(page || list.children.length > 0);
      if (pins.all().length) pinned(state.round).catch((error) => tell(why(error)));
      answered();
    };

    const ask = async (most = SHOWN) => {
      const query = cleaned(input.value);
      if (query === state.asked) { if (query) open(true); return; }
      state.asked = query;
      state.round += 1;
      state.then = null;
      clearTimeout(state.rest);
      delete box.dataset.hbListed;
      delete box.dataset.hbAnswered;
      const { round } = state;
      const first = Math.max(FIRST, most - SHOWN); // what was shown before more was asked for stays
      address(input.value.trim());
      if (!query) { past(); return; }
      if (!state.ready) tell(words.wait);
      open(true);
      let found = [];
      try {
        const opened = await core();
        state.suits = suited();
        // What Traditional characters stand for is known only now.
        const folded = cleaned(query);
        for await (const list of look(opened, { query: folded, most, ...choice(opened, controls()) })) {
          if (round !== state.round) return;
          found = list;
          if (!found.length) continue;
          paint(opened, found.slice(0, first));
          await idle();
          if (round !== state.round) return;
        }
        if (!found.length) paint(opened, found);
        counted(query, found, most);
        // Rows further down would be made and thrown away with every key.
        if (found.length > first) state.rest = setTimeout(() => paint(opened, found.slice(0, most)), PAUSE);
        prepare();
      } catch (error) {
        if (round !== state.round) return;
        tell(why(error));
        state.asked = null;
        document.dispatchEvent(new CustomEvent("hb-unanswered", { detail: query }));
      }
      if (round === state.round) answered();
    };

    const move = (step) => {
      const all = rows();
      if (!all.length) return;
      const now = all.indexOf(chosen());
      choose(all[now < 0 && step < 0 ? all.length - 1 : (now + step + all.length) % all.length]);
    };
    // To another script of the chosen result; in the text itself the keys are the caret's.
    const aside = (event, step) => {
      const atEnd = input.selectionEnd === input.value.length;
      if (!chosen() || !(step < 0 || atEnd) || !lines()[state.line + step]) return;
      event.preventDefault();
      toLine(state.line + step);
    };
    const press = (found) => { if (found) found.click(); };
    const pin = () => {
      const button = inside("[data-hb-pin]");
      if (!button) return;
      button.click();
      const title = button.closest(".hb-hit").querySelector("a").textContent;
      const pinnedNow = button.getAttribute("aria-pressed") === "true";
      tell(filled(pinnedNow ? words.pin_now : words.pin_gone, { title }));
    };
    const copy = () => {
      const button = spoken();
      if (state.guess && !chosen()) window.handbookCopy.say(words.copy_guess);
      else if (button) button.click();
      else window.handbookCopy.say(words.copy_none);
    };
    const leave = () => {
      if (input.value && !panel.hidden && !page) { open(false); return; }
      input.value = "";
      ask();
      open(false);
      input.blur();
    };

    const keys = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => then(() => press(chosen() && state.line ? spoken() : inside("a"))),
      Escape: leave,
    };
    const offer = () => {
      if (cleaned(input.value)) ask();
      else past();
    };
    input.addEventListener("focus", () => {
      prepare().then(core).then((opened) => readied(opened, rest)).catch(() => {});
      offer();
    });
    input.addEventListener("input", () => ask());
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const unmarked = input.selectionStart === input.selectionEnd;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "c" && unmarked && !panel.hidden) {
        event.preventDefault();
        then(copy);
        return;
      }
      if (event.altKey && event.shiftKey && event.code === "KeyP" && !panel.hidden) {
        event.preventDefault();
        then(pin);
        return;
      }
      if (event.key === "ArrowRight") aside(event, 1);
      if (event.key === "ArrowLeft") aside(event, -1);
      if (!keys[event.key]) return;
      event.preventDefault();
      if (panel.hidden && event.key !== "Escape") offer();
      else keys[event.key]();
    });
    // Words follow the call's channel and mood, and what suits the channel comes first.
    document.addEventListener("hb-call", () => {
      if (panel.hidden || !state.asked || state.suits === suited()) return;
      state.asked = null;
      ask();
    });
    // What is in force is another thing from the day on which the page turned over.
    document.addEventListener("hb-content", () => {
      state.asked = null;
      if (!panel.hidden && cleaned(input.value)) ask();
    });
    document.addEventListener("pointerdown", (event) => { if (!box.contains(event.target)) open(false); });
    box.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) open(false);
    });
    list.addEventListener("click", (event) => {
      if (event.target.closest("a, [data-hb-copy]") && input.value.trim()) remember(input.value.trim());
      if (event.target.closest("a") && !event.target.closest(".hb-past")) open(false);
    });
    if (page) {
      input.value = new URLSearchParams(location.search).get("q") || "";
      ask();
    }
    return input;
  };

  const inputs = [...document.querySelectorAll("[data-hb-search]")].map(wire);
  const largest = () => inputs.find((input) => input.closest("main") && input.offsetParent) || inputs[0];
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

  addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !typing(event.target)
      && !kept(KEYS.unslashed, false);
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (!(slash || k) || event.isComposing || !inputs.length) return;
    event.preventDefault();
    largest().focus();
    largest().select();
  });

  // --- What stands on the page of searching: on this one, and on the one that it turns into ----------------

  // Who speaks to their computer types signs by chance, and can do without the one (WCAG 2.1.4).
  const slashing = (slashed) => {
    slashed.checked = !kept(KEYS.unslashed, false);
    slashed.addEventListener("change", () => { keep(KEYS.unslashed, !slashed.checked); offered(); });
  };
  const signs = document.querySelectorAll(".hb-search kbd");
  const offered = () => { for (const sign of signs) sign.hidden = kept(KEYS.unslashed, false); };

  // What was looked for in vain, as a table for the handbook's owner.
  const listing = (missed) => {
    const all = () => Object.entries(kept(KEYS.missed, {})).sort((a, b) => b[1] - a[1]);
    const cell = (text) => `"${text.replace(/"/g, '""').replace(/^[=+@-]/, "'$&")}"`;
    const [save, clear] = missed.querySelectorAll("button");
    const show = () => { missed.hidden = !all().length; };
    save.addEventListener("click", () => {
      const rows = all().map(([query, times]) => `${cell(query)},${times}`).join("\r\n");
      const link = element("a");
      link.href = URL.createObjectURL(new Blob([`\ufeff${rows}\r\n`], { type: "text/csv" }));
      link.download = "missed.csv";
      link.click();
      URL.revokeObjectURL(link.href);
    });
    clear.addEventListener("click", () => { keep(KEYS.missed, {}); show(); });
    show();
  };

  const equip = (page) => {
    page.querySelectorAll("[data-hb-slash]").forEach(slashing);
    page.querySelectorAll("[data-hb-missed]").forEach(listing);
  };
  offered();
  equip(document);
  document.addEventListener("hb-content", (event) => equip(event.target));
})();
