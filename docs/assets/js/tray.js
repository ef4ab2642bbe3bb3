// The tray of the call: a button in the head opens a form for the blanks, those of the page first. While
// something is filled in, a bar below the head says what, so that nobody answers with another call's names.
// Alt+Shift+C opens it, Alt+Shift+X clears the call; blanks in words to say open it by a click.
"use strict";
(() => {
  const call = window.handbookCall;
  const reader = window.handbookReader;
  const { variables, channels, moods } = window.handbookDesk;
  const { clock, time, watch } = window.handbookClock;
  const { moment } = window.handbookManifest;
  const words = window.handbookWords;
  const LONGEST = 200;
  const LONG_AGO = 4 * 3600 * 1000; // no call lasts that long
  const INPUT = { number: "numeric", money: "decimal" };

  const { button, element } = window.handbookMake;

  const tray = element("section", "hb-call hb-noprint");
  const bar = element("div", "hb-call-bar");
  const panel = element("form", "hb-call-panel");
  const count = element("b", "hb-call-count");
  const opener = button("hb-call-open", element("i", "hb-i hb-i-form"), () => turn(panel.hidden));
  opener.append(element("span", "", words.call), count);
  opener.title = `${words.call} (Alt+Shift+C)`;
  opener.setAttribute("aria-controls", "_call");
  panel.id = "_call";
  panel.hidden = true;
  panel.autocomplete = "off";
  tray.setAttribute("aria-label", words.call);
  tray.append(bar, panel);

  // --- The form -----------------------------------------------------------------------------------

  const field = ([id, name, example, type]) => {
    const input = element("input");
    input.dataset.hbBlank = id;
    input.value = call.value(id);
    input.placeholder = example;
    input.maxLength = LONGEST;
    input.autocomplete = "off";
    input.spellcheck = false;
    if (INPUT[type]) input.inputMode = INPUT[type];
    input.addEventListener("input", () => call.set(id, input.value.trim()));
    return element("label", "", element("span", "", name), input);
  };

  const chooser = (name, options, value, changed) => {
    const made = element("select", "", ...["", ...Object.keys(options)].map((key) => {
      const option = element("option", "", options[key] || words.usual);
      option.value = key;
      return option;
    }));
    made.value = value;
    made.addEventListener("change", () => changed(made.value));
    return element("label", "", element("span", "", name), made);
  };

  // The blanks in the order in which the page has them.
  const used = () => {
    const slots = document.querySelectorAll("main .hb-slot[data-slot], .hb-found .hb-slot[data-slot]");
    return new Set([...slots].map((slot) => slot.dataset.slot));
  };

  const build = () => {
    const here = used();
    const place = [...here];
    const first = variables.filter(([id]) => here.has(id)).sort((a, b) => place.indexOf(a[0]) - place.indexOf(b[0]));
    const others = variables.filter(([id]) => !here.has(id));
    const rest = element("details", "", element("summary", "", words.other_blanks),
      element("div", "hb-blanks", ...others.map(field)));
    rest.open = !first.length;
    const suits = element("div", "hb-blanks",
      chooser(words.channel, channels, reader.channel(), reader.prefer),
      chooser(words.feeling, moods, call.mood(), call.feel));
    panel.replaceChildren(
      element("div", "hb-blanks", ...first.map(field)),
      ...(others.length ? [rest] : []), suits,
      element("div", "hb-call-foot", element("p", "", words.stays),
        button("hb-button", words.clear_call, clear), button("hb-button hb-strong", words.done, () => turn(false))),
    );
  };

  const inputs = () => [...panel.querySelectorAll("[data-hb-blank]")];
  const turn = (open, id = "") => {
    const before = panel.hidden;
    if (open && before) build();
    panel.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (!open) {
      if (!before && panel.contains(document.activeElement)) opener.focus();
      return;
    }
    const all = inputs();
    const at = all.find((input) => input.dataset.hbBlank === id) || all.find((input) => !input.value) || all[0];
    if (!at) return;
    const folded = at.closest("details");
    if (folded) folded.open = true;
    at.focus();
    at.select();
  };

  const clear = () => {
    call.clear();
    window.handbookCopy.say(words.cleared);
    if (panel.hidden) return;
    build();
    turn(true);
  };

  // --- The bar --------------------------------------------------------------------------------------

  const told = ([id, value]) => element("span", "hb-call-value", element("small", "", call.name(id)), " ", value);
  const running = ([, { title, path, clocks }]) => {
    const link = element("a", "hb-call-value", title);
    link.href = document.body.dataset.root + path;
    const soonest = Object.values(clocks).pop();
    if (soonest) link.append(" ", clock(soonest.at, soonest.limit, soonest.title));
    return link;
  };
  let superseded = "";
  let shown = "";

  // What stays as it is keeps the focus; what goes gives it to the button that opens the tray.
  const show = () => {
    const filled = call.slots();
    const runs = call.runs().filter(([, { on, log }]) => on || log.length);
    const mood = moods[call.mood()];
    const active = filled.length + runs.length > 0 || Boolean(mood);
    count.textContent = filled.length ? String(filled.length) : "";
    document.documentElement.classList.toggle("hb-calling", active);
    const held = bar.contains(document.activeElement);
    bar.hidden = !active;
    const since = call.since();
    const old = Date.now() - since > LONG_AGO;
    const state = active && JSON.stringify([since, old, superseded, mood, filled, runs]);
    if (state === shown) return;
    shown = state;
    if (held) opener.focus();
    if (!active) return;
    const warned = [superseded, old ? words.call_old : ""].filter(Boolean)
      .map((warning) => element("b", "hb-call-warn", warning));
    const values = element("div", "hb-call-values", ...warned, ...runs.map(running), ...filled.map(told));
    if (mood) values.append(element("span", "hb-call-value", element("small", "", words.feeling), " ", mood));
    const cleared = button("hb-button", words.clear_call, clear);
    cleared.title = "Alt+Shift+X";
    bar.replaceChildren(element("b", "", words.call_since.replace("{time}", (old ? moment : time)(since))), values, cleared);
    watch();
  };

  // --- Keys and clicks --------------------------------------------------------------------------------

  panel.addEventListener("submit", (event) => event.preventDefault());
  panel.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") turn(false);
    if (event.key !== "Enter" || !event.target.matches("[data-hb-blank]")) return;
    event.preventDefault();
    const all = inputs();
    const next = all[all.indexOf(event.target) + 1];
    if (next && next.offsetParent) next.focus();
    else turn(false);
  });
  // What has the focus is never below it.
  tray.addEventListener("focusout", ({ relatedTarget: to }) => {
    if (to && !tray.contains(to) && !opener.contains(to)) turn(false);
  });
  addEventListener("keydown", (event) => {
    if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
    const act = { KeyC: () => turn(panel.hidden), KeyX: clear }[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("click", (event) => {
    const slot = event.target.closest(".hb-slot[data-slot]");
    if (!slot || slot.closest("a") || !call.names.has(slot.dataset.slot) || String(getSelection())) return;
    turn(true, slot.dataset.slot);
  });
  document.addEventListener("pointerdown", (event) => {
    if (panel.hidden || tray.contains(event.target) || opener.contains(event.target)) return;
    if (!event.target.closest(".hb-slot")) turn(false);
  });

  opener.setAttribute("aria-expanded", "false");
  document.querySelector(".hb-theme").before(opener);
  document.querySelector(".hb-head").after(tray);
  show();
  document.addEventListener("hb-call", show);
  addEventListener("focus", show);
  document.addEventListener("hb-superseded", ({ detail }) => { superseded = detail; show(); });
})();
