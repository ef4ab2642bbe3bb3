// What is wrong with a reply, by the handbook's own rules. handbook/check/reply.py gives what they go by,
// and tests/check/replies.json what they must agree in with `handbook check`.
"use strict";
(() => {
  const { expression, folder, seeker, namer, reader, finder, sayer } = window.handbookJudge;
  const { own } = window.handbookMake;
  const SOUND = /[\p{L}\p{N}]/gu;
  const MOST = 100;

  const judge = (data) => {
    const { fold, folded } = folder(data.fold);
    const parts = data.phrases.map((phrase, i) => ({ ...phrase, i })).filter(({ whole }) => !whole);
    const seek = seeker(parts, fold);
    const half = expression(data.half);
    const polite = expression(data.polite);
    const innocent = expression(data.innocent, "y");
    const asked = expression(data.asked, "gd");
    const figures = reader(data.figures);
    const personal = finder(data.personal);
    const single = new Set(data.single);
    const bare = (text) => (fold(text).match(SOUND) || []).join("");
    const whole = new Map(data.phrases.flatMap(({ whole: counts, shapes }, i) =>
      (counts ? shapes.map((shape) => [bare(shape), i]) : [])));
    const applies = (i, channel) => {
      const { channels } = data.phrases[i];
      return !channel || !channels.length || channels.includes(channel);
    };
    const called = Object.fromEntries(["lines", "clauses"].map((kind) =>
      [kind, new Map(data.phrases.flatMap((phrase, i) => phrase[kind].map((words) => [words, i])))]));
    const asks = (kind, said, channel) => {
      const phrase = called[kind].get(said.replace(polite, ""));
      return phrase !== undefined && applies(phrase, channel) ? phrase : undefined;
    };
    const origin = ({ places }, start, end) => ({ start: places[start], end: places[end - 1] + 1 });

    const isInnocent = (text, end) => {
      innocent.lastIndex = end;
      return innocent.test(text);
    };
    const phrases = (text, channel) => {
      const made = folded(text);
      return seek(made.value).filter(({ end }) => !isInnocent(made.value, end))
        .map(({ owner, start, end }) => ({ code: "WRD01", phrase: parts[owner].i, ...origin(made, start, end) }))
        .filter(({ phrase }) => applies(phrase, channel));
    };

    // What a phrase is called by, where a clause says nothing else.
    const near = (text, channel) => [...text.matchAll(/[^。！？；，,;!?\n]+/g)].flatMap((match) => {
      const phrase = asks("clauses", bare(match[0]), channel);
      return phrase === undefined ? []
        : [{ code: "WRD25", phrase, start: match.index, end: match.index + match[0].length }];
    });

    // Requests for codes, passwords and the like.
    const secrets = (text) => {
      const made = folded(text);
      return [...made.value.matchAll(asked)]
        .map(({ indices }) => ({ code: "WRD24", ...origin(made, ...indices.groups.found) }));
    };

    // Every line is a message: a phrase that counts as a whole, what it is called by, a word that says nothing.
    const messages = (text, channel) => [...text.matchAll(/[^\n]+/g)].filter((match) => match[0].trim()).flatMap((match) => {
      const said = bare(match[0]);
      const at = { start: match.index, end: match.index + match[0].length };
      const phrase = whole.get(said);
      if (phrase !== undefined && applies(phrase, channel)) return [{ code: "WRD01", phrase, ...at }];
      const close = asks("lines", said, channel);
      if (close !== undefined) return [{ code: "WRD25", phrase: close, ...at }];
      return [...said].length <= 1 || single.has(said) ? [{ code: "WRD15", ...at }] : [];
    });

    const FULL = { ",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。" };
    const wide = (piece) => {
      if (piece[0] === '"') return `“${piece.slice(1, -1)}”`;
      if (piece[0] === "(") return `（${piece.slice(1, -1)}）`;
      return [...new Set(piece.trimEnd())].map((sign) => FULL[sign]).join("");
    };
    const punctuation = (text) => [...text.matchAll(half)].map((match) => ({
      code: "WRD07", start: match.index, end: match.index + match[0].length, fix: wide(match[0]),
    }));

    const tooLong = (text, channel) => {
      const { sent, said, signs } = data.length;
      const length = [...text.trim()].length;
      if (own(sent, channel) && length > sent[channel]) {
        return [{ code: "WRD13", start: 0, end: 0, length, limit: sent[channel] }];
      }
      const sounds = (text.match(SOUND) || []).length;
      return said.includes(channel) && sounds > signs
        ? [{ code: "WRD13", start: 0, end: 0, length: sounds, limit: signs }] : [];
    };

    const open = expression(data.blank);
    const blanks = (text) => [...text.matchAll(open)]
      .map((match) => ({ code: "blank", start: match.index, end: match.index + match[0].length }));

    // --- Limits -------------------------------------------------------------------------------------------

    const { names, standards, seconds, fixed } = data.limits;
    const between = expression([`^(?:${data.limits.between[0]})$`, data.limits.between[1]], "");
    const alone = expression(data.limits.alone, "y");
    const bearers = new Map();
    for (const [name, numbers] of Object.entries(names)) {
      const held = bearers.get(fold(name)) || [];
      bearers.set(fold(name), [...new Set([...held, ...numbers])]);
    }
    const find = namer(bearers.keys());
    const dimension = (unit) => (seconds[unit] ? "time" : unit);
    const exact = ({ value, unit, upper }) => {
      const factor = fixed[unit];
      if (!factor) return `${unit} ${value} ${upper}`;
      return `s ${value * factor} ${upper === null ? null : upper * factor}`;
    };
    const STATED = new Set(["at-most", "at-least", "exactly"]);
    const isAlone = (text, from, start, end) => {
      alone.lastIndex = end;
      return !text.slice(from, start).trim() && alone.test(text);
    };
    const measured = standards.map(({ amounts }) =>
      amounts.map(([value, unit, upper]) => ({ value, unit, upper })));

    const spoken = sayer(data.limits);
    const limits = (text) => {
      const made = folded(text);
      const named = find(made.value).map(([start, end, name]) => ({ name, ...origin(made, start, end) }));
      const direct = new Set();
      let last = 0;
      let at = -1;
      const contrary = named.length ? figures(text).flatMap(({ start, end, amount, bound }) => {
        while (at + 1 < named.length && named[at + 1].end <= start) at += 1;
        const from = at < 0 ? -1 : named[at].end;
        const said = from >= last && between.test(text.slice(from, start));
        last = end;
        if (!said || bound === "about" || bound === "scale") return [];
        const standard = bearers.get(named[at].name)
          .find((number) => dimension(measured[number][0].unit) === dimension(amount.unit));
        if (standard === undefined) return [];
        direct.add(start);
        if (!STATED.has(bound) && !(bound === "bare" && isAlone(text, from, start, end))) return [];
        const allowed = measured[standard].some((one) => exact(one) === exact(amount));
        return allowed ? [] : [{ code: "VOC11", start, end, standard }];
      }) : [];
      return [...contrary, ...figures(made.value).flatMap((figure) => {
        const place = origin(made, figure.start, figure.end);
        const standard = direct.has(place.start) ? undefined : spoken(made.value, figure);
        return standard === undefined ? [] : [{ code: "VOC15", ...place, standard }];
      })];
    };

    // Everything, in the order of its place; of one kind the first hundred.
    return (text, channel = "") => {
      const counts = new Map();
      const few = ({ code }) => {
        counts.set(code, (counts.get(code) || 0) + 1);
        return counts.get(code) <= MOST;
      };
      return [
        ...phrases(text, channel), ...messages(text, channel), ...near(text, channel), ...secrets(text), ...limits(text), ...personal(text),
        ...blanks(text), ...punctuation(text), ...tooLong(text, channel),
      ].sort((a, b) => a.start - b.start || a.end - b.end).filter(few);
    };
  };

  window.handbookJudge.of = judge;
})();
