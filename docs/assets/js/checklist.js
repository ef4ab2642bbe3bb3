// A procedure as a checklist: steps are ticked through the call, a branch chooses the next one, limits run
// from the step before. What was done is kept with the call and can be pasted into the ticket. A step that
// the flow comes back to is to be done again; what was done before stays in the record.
"use strict";
(() => {
  const call = window.handbookCall;
  const { clock, watch, judge, limited, span, time, day } = window.handbookClock;
  const words = window.handbookWords;
  const END = "end";

  const { button, element, filled } = window.handbookMake;
  const say = (key, values) => filled(words[key], values);

  // --- The procedure, as its page has it -----------------------------------------------------------

  const target = (place) => {
    const link = place.querySelector("a");
    if (!link) return { to: END, said: place.textContent.trim() };
    const href = link.getAttribute("href");
    const to = href.startsWith("#") ? href.slice(1) : link.href;
    return { to, said: place.textContent.trim() };
  };

  const ways = (section, next) => {
    const branches = [...section.querySelectorAll(":scope > .hb-ways > li")].map((item) => ({
      item, when: item.firstElementChild.textContent.trim(), ...target(item.querySelector(".hb-go")),
    }));
    if (branches.length) return { branches, onward: null };
    const said = section.querySelector(":scope > .hb-next");
    return { branches, onward: said ? target(said) : { to: next, said: "" } };
  };

  const read = (main) => {
    const sections = [...main.querySelectorAll("section.hb-step")];
    return sections.map((section, i) => {
      const heading = section.querySelector("h3");
      const next = i + 1 < sections.length ? sections[i + 1].querySelector("h3").id : END;
      const title = `${i + 1} ${heading.textContent}`;
      return { id: heading.id, i, title, heading, section, limit: section.dataset.hbWithin, ...ways(section, next) };
    });
  };

  // --- What has been done ----------------------------------------------------------------------------

  const start = (main, steps) => {
    const [id, version] = document.body.dataset.doc.split(" ");
    const root = new URL(document.body.dataset.root, location.href).href;
    const path = location.href.split("#")[0].slice(root.length);
    const title = document.querySelector("h1").textContent.trim();
    const byId = new Map(steps.map((step) => [step.id, step]));
    const fresh = () => ({ on: true, version, title, path, at: Date.now(), log: [], clocks: {}, notes: "" });
    const run = () => call.run(id);
    const keep = (changed) => {
      const held = run() || fresh();
      changed(held);
      call.keep(id, held);
    };

    // The place in the log at which a step stands as done: nothing later came back to it.
    const entryOf = (log, step) => {
      const last = log.map((entry) => entry.step).lastIndexOf(step);
      return last < 0 || log.slice(last + 1).some((entry) => entry.to === step) ? -1 : last;
    };

    const current = ({ log }) => {
      const last = log[log.length - 1];
      let at = last ? last.to || last.step : steps[0].id;
      for (const seen = new Set(); byId.has(at) && !seen.has(at);) {
        seen.add(at);
        const done = entryOf(log, at);
        if (done < 0 || !log[done].to) break;
        at = log[done].to;
      }
      return at;
    };

    const startClock = (held, step) => {
      if (step && step.limit && !held.clocks[step.id]) {
        held.clocks[step.id] = { at: Date.now(), limit: step.limit, title: step.title };
      }
    };

    // The clock of a step that is not come to after all.
    const dropClock = (held, { to }) => { if (to && entryOf(held.log, to) < 0) delete held.clocks[to]; };

    const goOn = (held, entry, { to, said }) => {
      if (entry.to !== to) dropClock(held, entry);
      Object.assign(entry, { to, said });
      startClock(held, byId.get(to));
    };

    const finish = (held, step) => {
      const running = held.clocks[step.id];
      const entry = { step: step.id, title: step.title, at: Date.now() };
      if (running) Object.assign(entry, { began: running.at, limit: running.limit });
      delete held.clocks[step.id];
      held.log.push(entry);
      if (step.onward) goOn(held, entry, step.onward);
      return entry;
    };

    const tick = (step) => keep((held) => { finish(held, step); });
    const untick = (step) => keep((held) => {
      const [entry] = held.log.splice(entryOf(held.log, step.id), 1);
      dropClock(held, entry);
      if (entry.began) held.clocks[step.id] = { at: entry.began, limit: entry.limit, title: step.title };
    });
    const choose = (step, branch) => keep((held) => {
      const at = entryOf(held.log, step.id);
      const entry = at < 0 ? finish(held, step) : held.log[at];
      entry.when = branch.when;
      goOn(held, entry, branch);
    });

    // --- The summary -----------------------------------------------------------------------------------

    const took = ({ at, began, limit }) => {
      if (!began) return "";
      const late = judge(began, limit, at).state === "over" ? words.run_late : "";
      return say("run_took", { time: span(at - began), limit: limited(limit), late });
    };

    const skipped = ({ log }) => {
      const furthest = Math.max(-1, ...log.map(({ step }) => (byId.has(step) ? byId.get(step).i : -1)));
      const done = new Set(log.map(({ step }) => step));
      const over = new Set();
      for (const { step, to } of log) {
        if (!byId.has(step) || !byId.has(to)) continue;
        for (let i = byId.get(step).i + 1; i < byId.get(to).i; i += 1) over.add(i);
      }
      return steps.filter(({ id: of, i }) => i < furthest && !done.has(of) && !over.has(i));
    };

    const standing = (held) => {
      const at = current(held);
      const open = entryOf(held.log, at) >= 0;
      if (byId.has(at)) return say(open ? "run_choose" : "run_now", { step: byId.get(at).title });
      const last = held.log[held.log.length - 1];
      return at === END ? words.run_end : say("run_over", { step: last.said || title });
    };

    const summary = () => {
      const held = run();
      const versions = held.version === version ? version : `${held.version} → ${version}`;
      const clocks = Object.values(held.clocks)
        .map(({ at, limit, title: of }) => `${of} ${judge(at, limit, Date.now()).said}`);
      return [
        say("run_head", { title, id, version: versions }),
        say("run_times", { day: day(held.at), start: time(held.at), end: time(Date.now()) }),
        ...held.log.map((entry) => {
          const way = entry.when ? say("run_way", { when: entry.when, to: entry.said }) : "";
          return say("run_line", { time: time(entry.at), step: entry.title, took: took(entry), way });
        }),
        ...skipped(held).map((step) => say("run_skipped", { step: step.title })),
        standing(held),
        ...clocks,
        ...(held.notes ? [say("run_noted", { notes: held.notes })] : []),
      ].join("\n");
    };

    // --- What is shown --------------------------------------------------------------------------------------

    const panel = element("div", "hb-run hb-noprint");
    const state = element("p", "hb-run-state");
    state.setAttribute("role", "status");
    const changed = element("p", "hb-run-changed");
    const notes = element("textarea");
    notes.rows = 2;
    notes.addEventListener("input", () => keep((held) => { held.notes = notes.value; }));
    const copy = button("hb-button hb-strong", words.run_copy, () => window.handbookCopy.text(summary(), copy));
    const again = button("hb-button", words.run_again, () => call.keep(id, fresh()));
    const isOn = () => toggle.getAttribute("aria-pressed") === "true";
    const toggle = button("hb-button", words.run_start, () => {
      const on = !isOn();
      keep((held) => { held.on = on; });
    });
    const body = element("div", "hb-run-body", state, changed,
      element("label", "", element("span", "", words.run_notes), notes), element("div", "hb-run-foot", copy, again));
    panel.append(toggle, body);
    main.querySelector("#_steps").after(panel);

    const equip = (step) => {
      const box = element("input");
      box.type = "checkbox";
      box.setAttribute("aria-label", say("run_do", { step: step.heading.textContent }));
      box.addEventListener("change", () => (box.checked ? tick(step) : untick(step)));
      const timer = element("span", "hb-run-clock");
      const next = element("a", "hb-run-next");
      const row = element("div", "hb-tick hb-noprint", element("label", "", box, words.run_done), timer, next);
      step.heading.after(row);
      const radios = step.branches.map((branch) => {
        const radio = element("input", "hb-noprint");
        radio.type = "radio";
        radio.name = `_way-${step.id}`;
        radio.setAttribute("aria-label", branch.when);
        radio.addEventListener("change", () => choose(step, branch));
        branch.item.firstElementChild.prepend(radio);
        branch.item.addEventListener("click", (event) => {
          if (!row.hidden && !event.target.closest("a, input")) radio.click();
        });
        return radio;
      });
      return { box, timer, next, row, radios };
    };

    // The button goes with what it does; who pressed it is told, and stays at the step.
    const begin = (step, box) => {
      const of = { step: step.heading.textContent, limit: limited(step.limit) };
      const made = button("hb-button", words.run_clock, () => {
        keep((held) => startClock(held, step));
        box.focus();
        window.handbookCopy.say(say("run_clock_runs", of));
      });
      made.setAttribute("aria-label", say("run_clock_of", of));
      return made;
    };

    const showClock = (step, { timer, box }, held, entry) => {
      const running = held.clocks[step.id];
      if (entry && entry.began) timer.replaceChildren(took(entry));
      else if (running && !entry) timer.replaceChildren(clock(running.at, running.limit, step.title));
      else if (step.limit && !entry) {
        timer.replaceChildren(begin(step, box), element("small", "", limited(step.limit)));
      } else timer.replaceChildren();
    };

    const showStep = (step, parts, held, now) => {
      const at = entryOf(held.log, step.id);
      const entry = held.log[at];
      parts.row.hidden = !held.on;
      parts.box.checked = Boolean(entry);
      parts.radios.forEach((radio, i) => {
        radio.hidden = !held.on;
        radio.checked = Boolean(entry) && entry.when === step.branches[i].when;
      });
      const onward = entry && byId.get(entry.to);
      parts.next.hidden = !onward;
      if (onward) {
        parts.next.href = `#${onward.id}`;
        parts.next.textContent = say("run_next", { step: onward.title });
      }
      step.section.classList.toggle("is-done", held.on && Boolean(entry));
      step.section.classList.toggle("is-now", held.on && step.id === now);
      const clockState = JSON.stringify([at, held.clocks[step.id] || null]);
      if (parts.timer.dataset.held === clockState) return;
      parts.timer.dataset.held = clockState;
      showClock(step, parts, held, entry);
    };

    const equipped = new Map();
    const off = { on: false, log: [], clocks: {}, notes: "", version };
    const show = () => {
      const held = run() || off;
      if (held.on && !equipped.size) for (const step of steps) equipped.set(step, equip(step));
      body.hidden = !held.on;
      toggle.setAttribute("aria-pressed", String(held.on));
      const said = say("run_state", { done: held.log.length, now: standing(held) });
      if (state.textContent !== said) state.textContent = said;
      changed.textContent = held.version === version ? "" : say("run_changed", { old: held.version, new: version });
      if (notes.value !== held.notes) notes.value = held.notes;
      const now = current(held);
      for (const [step, parts] of equipped) showStep(step, parts, held, now);
      watch();
    };
    show();
    return show;
  };

  // --- On this page, and on the one that it turns into ------------------------------------------------------

  let show = () => {};
  const init = (root) => {
    const main = root.closest("main") || root.querySelector("main");
    const steps = main && main.querySelector("#_steps") && document.body.dataset.doc ? read(main) : [];
    show = steps.length ? start(main, steps) : () => {};
  };
  init(document.querySelector("main"));
  document.addEventListener("hb-content", (event) => init(event.target));
  document.addEventListener("hb-call", () => { show(); watch(); });
  watch();
})();
