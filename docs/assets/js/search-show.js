// A result as it is shown: title, where, the reason if it is not what was typed, the answer itself
// with a button to copy it. All of it is put there as text.
"use strict";
(() => {
  const search = window.handbookSearch;
  const { plain } = search;
  const { button: pin } = window.handbookPins;
  const call = window.handbookCall;
  const root = document.body.dataset.root;
  const words = window.handbookWords;
  const ROOM = 120;
  const REMEMBERED = 1000;
  const SCRIPTS = 2;

  const { element } = window.handbookMake;

  // --- Marks -----------------------------------------------------------------------------------------

  // The normal form of a text, and from which sign each of its signs comes.
  const mapped = (text) => {
    const whole = plain(text);
    if (whole.length === text.length) return [whole, null];
    let form = "";
    const from = [];
    let at = 0;
    for (const sign of text) {
      const same = plain(sign);
      for (let i = 0; i < same.length; i += 1) from.push(at);
      form += same;
      at += sign.length;
    }
    from.push(at);
    return [form, from];
  };

  const forms = new Map();
  const formed = (text) => {
    if (forms.size > REMEMBERED) forms.clear();
    if (!forms.has(text)) forms.set(text, mapped(text));
    return forms.get(text);
  };

  const spans = (text, marks) => {
    const [form, from] = formed(text);
    const held = [];
    for (const mark of [...marks].filter((each) => each.length > 0).sort((a, b) => b.length - a.length)) {
      for (let at = form.indexOf(mark); at >= 0; at = form.indexOf(mark, at + mark.length)) {
        const span = from ? [from[at], from[at + mark.length]] : [at, at + mark.length];
        if (!held.some(([start, end]) => span[0] < end && start < span[1])) held.push(span);
      }
    }
    return held.sort((a, b) => a[0] - b[0]);
  };

  const marked = (text, marks) => {
    const found = [];
    let at = 0;
    for (const [start, end] of spans(text, marks)) {
      found.push(text.slice(at, start), element("mark", "", text.slice(start, end)));
      at = end;
    }
    return [...found, text.slice(at)].filter((each) => each !== "");
  };

  const excerpt = (text, marks) => {
    const [first] = spans(text, marks);
    const from = first && first[0] > ROOM / 2 ? first[0] - 24 : 0;
    const cut = text.slice(from, from + ROOM);
    return (from ? "…" : "") + cut + (from + ROOM < text.length ? "…" : "");
  };

  // --- Parts -------------------------------------------------------------------------------------------

  // A folded form as it stands in one of some texts, in whatever script that is; or as it last stood.
  const seen = new Map();
  const written = (form, texts) => {
    for (const text of texts.filter(Boolean)) {
      const [span] = spans(text, [form]);
      if (span) { seen.set(form, text.slice(...span)); break; }
    }
    return seen.get(form) || form;
  };

  const reason = (entry, { whys, part, answer }, typed) => {
    const [why] = whys.values();
    if (!why) return [];
    const said = words[`why_${why.why}`];
    const texts = [entry.title, part && part.title, part && part.text, answer && answer.lead];
    return [element("span", "hb-why", said, " ", `${written(why.from, [typed])} → ${written(why.text, texts)}`)];
  };

  // The arrows go through the list; Tab leaves it.
  const unreached = (made) => { made.tabIndex = -1; return made; };

  const uncopied = (text, css = "hb-suits") => {
    const made = element("small", css, text);
    made.dataset.hbUncopied = "";
    return made;
  };

  // Whose words are copied: instead of what is not to be said, and not to a customer.
  const whose = ({ title, avoid, inside }) => title + (avoid ? ` → ${words.instead}` : inside ? ` · ${words.inside}` : "");

  const copyable = (line, marks) => {
    const { text, suits, inside, mind } = line;
    const button = element("button", "", words.copy);
    button.type = "button";
    button.dataset.hbCopy = whose(line);
    button.setAttribute("aria-label", `${words.copy} ${whose(line)}`);
    const shown = call.worded(text, (piece) => marked(piece, marks));
    const said = element("q", "", ...shown);
    if (suits) said.prepend(uncopied(suits));
    if (inside) said.prepend(uncopied(words.inside, "hb-inside"));
    const box = element("div", "hb-line", said, unreached(button));
    if (mind) box.append(uncopied(mind, ""));
    box.dataset.hbText = "";
    call.fill(box);
    return box;
  };

  const place = (entry, { part }) => {
    if (!part) return [];
    const limit = part.limit ? [element("b", "hb-limit", part.limit)] : [];
    return [element("span", "hb-at", `${part.title} `, ...limit)];
  };

  // The answer below a title, once its fragment is there.
  const details = (entry, each) => {
    if (!each.answer) return [];
    const { answer, part, marks, say = [] } = each;
    const made = place(entry, each);
    const text = part ? part.text : answer.lead;
    if (answer.value) made.push(element("b", "hb-limit", answer.value));
    if (text) made.push(element("p", "", ...marked(excerpt(text, marks), marks)));
    const lines = say.slice(0, SCRIPTS).map((line) => copyable(line, marks));
    if (lines.length && entry.avoid) made.push(element("p", "hb-instead", words.instead));
    return [...made, ...lines];
  };

  const address = (entry, each) => {
    const anchor = each.part ? `#${each.part.anchor}` : "";
    return root + entry.path() + anchor;
  };

  // One row of the list.
  const shown = (entry, each, id, typed = "") => {
    const link = element("a", "", element("b", "", ...marked(entry.title, each.marks)));
    link.href = address(entry, each);
    unreached(link);
    const kind = entry.avoid ? words.avoid : entry.name;
    const head = element("div", "hb-head-line", link, element("small", entry.avoid ? "hb-no" : "", kind), ...reason(entry, each, typed));
    if (entry.kind === "script") head.append(unreached(pin(entry.id, entry.title)));
    head.id = id;
    head.setAttribute("role", "gridcell");
    const row = element("div", "hb-hit", head);
    row.setAttribute("role", "row");
    const more = details(entry, each);
    if (more.length) {
      const cell = element("div", "hb-more", ...more);
      cell.setAttribute("role", "gridcell");
      row.append(cell);
      cell.querySelectorAll(".hb-line").forEach((line, i) => {
        const [said, button] = line.children;
        said.id = `${id}-said-${i}`;
        button.id = `${id}-copy-${i}`;
        for (const each of i ? [button] : [button, head]) each.setAttribute("aria-describedby", said.id);
      });
    }
    return row;
  };

  Object.assign(search, { shown, element });
})();
