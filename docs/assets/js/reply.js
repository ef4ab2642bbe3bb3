// The page that checks a draft reply. What is typed stays in the page: it is judged here, shown as text,
// and changed by one click where the handbook says what to say instead.
"use strict";
(() => {
  const box = document.querySelector("[data-hb-reply]");
  const data = window.handbookReply;
  if (!box || !data) return;
  const { words } = data;
  const root = document.body.dataset.root;
  const call = window.handbookCall;
  const reader = window.handbookReader;
  const judge = window.handbookJudge.of(data);
  const PAUSE = 250;
  const LONGEST = 100000;
  const JUDGED = 12000; // longer is no reply, and would keep the page busy
  const LISTED = 60;
  const STOP = /[。！？!?；;\n]/;
  const GRAVE = /^(WRD01|WRD15|WRD24|VOC11|PRV)/;

  const { button, element, filled, own } = window.handbookMake;
  const say = (key, values) => filled(words[key], values);

  // --- The draft -------------------------------------------------------------------------------------

  const draft = element("textarea");
  draft.rows = 7;
  draft.maxLength = LONGEST;
  draft.placeholder = words.hint;
  draft.setAttribute("autocomplete", "off");
  const channel = element("select", "", ...[["", words.whole], ...Object.entries(data.channels)].map(([value, name]) => {
    const option = element("option", "", name);
    option.value = value;
    return option;
  }));
  const here = reader.channel();
  channel.value = own(data.channels, here) ? here : "";
  const status = element("p", "hb-reply-state");
  status.setAttribute("role", "status");
  const shown = element("p", "hb-reply-text");
  const list = element("ol", "hb-reply-list");
  const copy = button("hb-button", words.copy, () => window.handbookCopy.text(draft.value, copy));
  const clear = button("hb-button", words.clear, () => { replace(0, draft.value.length, ""); });
  const form = element("div", "hb-reply",
    element("div", "hb-reply-head", element("label", "", element("span", "", words.channel), channel)),
    element("label", "hb-reply-draft", element("span", "", words.draft), draft),
    element("div", "hb-run-foot", copy, clear), status, shown, list);
  shown.setAttribute("aria-label", words.shown);
  shown.setAttribute("role", "group");

  // By the browser's own editing, so that Ctrl+Z takes it back.
  const replace = (start, end, text) => {
    draft.focus();
    draft.setSelectionRange(start, end);
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (!done) draft.setRangeText(text, start, end, "end");
    check();
  };

  // The sentence that holds a place: a replacement is one, and takes the place of one.
  const sentence = (text, start, end) => {
    let from = start;
    let to = end;
    while (from > 0 && !STOP.test(text[from - 1])) from -= 1;
    while (to < text.length && !STOP.test(text[to - 1])) to += 1;
    if (text[to - 1] === "\n") to -= 1;
    return [from, Math.max(to, end)];
  };

  // --- What is said of a finding ------------------------------------------------------------------------

  const quoted = (found) => draft.value.slice(found.start, found.end);
  const linked = (path, text) => {
    const link = element("a", "", text);
    link.href = root + path;
    return link;
  };

  // What is certain to be meant: the full-width mark, the limit that holds.
  const certain = ({ fix, standard }) => {
    const { value } = data.limits.standards[standard] || { value: "" };
    return fix || (/^\d/.test(value) ? value : "");
  };

  const offers = (found) => {
    const fix = certain(found);
    if (fix) return [button("hb-button", say("widen", { words: fix.trim() }), () => replace(found.start, found.end, fix))];
    if (found.phrase === undefined) return [];
    return data.phrases[found.phrase].instead.map((text) => {
      const filled = call.filled(text);
      const ends = /[。！？!?]$/.test(filled);
      return button("hb-offer", filled, () => {
        const [from, to] = ends ? sentence(draft.value, found.start, found.end) : [found.start, found.end];
        replace(from, to, filled);
      });
    });
  };

  const PLAIN = { WRD15: "says_nothing", WRD24: "never_asked", blank: "filled", PRV04: "mail", PRV07: "secret" };
  const reasons = (found) => {
    if (found.phrase !== undefined) {
      const { why, text, path } = data.phrases[found.phrase];
      return [why, " ", path ? linked(path, say("why", { phrase: text })) : ""];
    }
    if (found.standard !== undefined) {
      const { name, value, path } = data.limits.standards[found.standard];
      return [say("limit", { value }), " ", path ? linked(path, name) : name];
    }
    if (found.code === "WRD13") return [say("length", found)];
    if (PLAIN[found.code]) return [words[PLAIN[found.code]]];
    return found.code.startsWith("PRV") ? [words.personal] : [];
  };

  const item = (found) => {
    const at = button("hb-reply-at", quoted(found) || channel.selectedOptions[0].textContent, () => {
      draft.focus();
      draft.setSelectionRange(found.start, found.end);
    });
    const head = element("p", "", element("b", "hb-badge", words[found.code]), " ", at);
    const made = element("li", GRAVE.test(found.code) ? "is-grave" : "", head);
    const why = reasons(found).filter(Boolean);
    if (why.length) made.append(element("p", "hb-reply-why", ...why));
    const choices = offers(found);
    if (choices.length) {
      const label = found.phrase === undefined ? [] : [element("span", "hb-muted", words.instead)];
      made.append(element("div", "hb-offers", ...label, ...choices));
    }
    return made;
  };

  // --- What is shown ------------------------------------------------------------------------------------------

  // The draft with what was found marked; where findings overlap the first counts.
  const marked = (text, all) => {
    const parts = [];
    let end = 0;
    for (const found of all) {
      if (found.start < end || found.end <= found.start) continue;
      const mark = element("mark", GRAVE.test(found.code) ? "is-grave" : "", text.slice(found.start, found.end));
      mark.title = words[found.code];
      parts.push(text.slice(end, found.start), mark);
      end = found.end;
    }
    return [...parts, text.slice(end)];
  };

  const check = () => {
    const text = draft.value;
    const long = text.length > JUDGED;
    const all = long ? [] : judge(text, channel.value);
    const empty = !text.trim();
    const said = long ? say("too_long", { n: text.length, limit: JUDGED }) : empty ? words.empty : all.length ? say("found", { n: all.length }) : words.none;
    if (status.textContent !== said) status.textContent = said;
    status.classList.toggle("is-good", !empty && !long && !all.length);
    shown.hidden = empty || !all.length;
    shown.replaceChildren(...marked(text, all));
    list.replaceChildren(...all.slice(0, LISTED).map(item));
    box.dataset.hbChecked = String(text.length);
  };

  let timer = 0;
  draft.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  });
  channel.addEventListener("change", () => { reader.prefer(channel.value); check(); });
  document.addEventListener("hb-call", () => { clearTimeout(timer); timer = setTimeout(check, PAUSE); });
  box.replaceChildren(form);
  check();
})();
