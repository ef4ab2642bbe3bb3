// A query taken apart: what the customer says becomes what the handbook writes. A unit is something
// that is looked for; its alternatives are the words that would do, each with its worth and its reason.
"use strict";
(() => {
  const search = window.handbookSearch;
  const { HAN, runs, stem, sounds, spoken, spelled, among, loosened, alike, near } = search;
  const LONGEST = 12;
  const A_FEW = 6;
  const FELLOWS = 9;
  const FELLOW = 0.8;
  const OWN = 0.92;
  const SINGLE = 0.45;
  const FIGURES = { 一: "1", 二: "2", 两: "2", 三: "3", 四: "4", 五: "5", 六: "6", 七: "7", 八: "8", 九: "9", 十: "10" };

  const alternative = (text, worth, why = "", from = "") => ({ text, worth, why, from });

  // --- Chinese: the words of the handbook, then what is left ---------------------------------------

  // Cut so that as little as can be stays unknown, in as few words as can be.
  const cut = (core, run) => {
    const best = [[0, []]];
    for (let end = 1; end <= run.length; end += 1) {
      for (let start = Math.max(0, end - LONGEST); start < end; start += 1) {
        const piece = run.slice(start, end);
        const kind = sort(core, piece);
        if (!kind) continue;
        const cost = best[start][0] + { word: 1, stop: 1.1, sign: 1.6, short: 2, left: 6 }[kind];
        if (!best[end] || cost < best[end][0]) best[end] = [cost, [...best[start][1], [piece, kind]]];
      }
    }
    return best[run.length][1];
  };

  const sort = (core, piece) => {
    if (piece.length === 1) return core.signs.has(piece) ? "sign" : core.knows(piece) ? "short" : "left";
    if (core.stop.has(piece)) return "stop";
    return core.knows(piece) || core.calls.reading(piece).length ? "word" : "";
  };

  const pieces = (core, run) => {
    const found = [];
    let left = "";
    const flush = () => {
      if (left.length > 1) found.push([left, "left"]);
      else if (left) found.push([left, "single"]);
      left = "";
    };
    for (const [piece, kind] of cut(core, run)) {
      if (kind === "left") { left += piece; continue; }
      flush();
      found.push([piece, kind]);
    }
    flush();
    return found;
  };

  // --- What else a word may be called ----------------------------------------------------------------

  const synonyms = (core, word) => {
    const found = [];
    for (const group of core.groups(word)) {
      for (const other of group) {
        if (stem(other) === stem(word)) continue;
        found.push(alternative(other, other === group[0] ? OWN : FELLOW, "synonym", word));
      }
    }
    return found.sort((a, b) => b.worth - a.worth).slice(0, FELLOWS);
  };

  const figures = (word) => {
    const other = word.replace(/[一二两三四五六七八九十](?=[天日次个小分元件年月周题])/g, (sign) => FIGURES[sign]);
    return other === word ? [] : [alternative(other, 0.95)];
  };

  const every = (core, word) => [alternative(word, 1), ...figures(word), ...synonyms(core, word)];

  const unit = (core, word, worth = 1) => ({ word, worth, others: every(core, word) });

  const halves = (core, run) => {
    const found = [];
    for (let i = 0; i + 1 < run.length; i += 1) found.push(unit(core, run.slice(i, i + 2), 0.6));
    return found;
  };

  const singles = (core, word) => [...word].map((sign) => unit(core, sign, SINGLE));

  // Words that carry the meaning; if all are of the kind that says little, then those.
  const cutUp = (core, query) => {
    const all = runs(query).flatMap((run) => (HAN.test(run[0]) ? pieces(core, run) : [[run, core.stop.has(run) ? "stop" : "letters"]]));
    const telling = all.filter(([, kind]) => kind !== "sign" && kind !== "stop");
    const some = telling.length ? telling : all.filter(([piece]) => piece.length > 1);
    return some.flatMap(([piece, kind]) => {
      if (kind === "single") return [unit(core, piece, SINGLE)];
      return kind === "left" && piece.length > 2 ? halves(core, piece) : [unit(core, piece)];
    });
  };

  // --- By sound, and mistaken ------------------------------------------------------------------------

  const best = (found, store) => found
    .sort((a, b) => b[3] - a[3] || store.texts[a[0]].length - store.texts[b[0]].length)
    .slice(0, A_FEW);

  // Units for letters that are no word of the handbook but sound like some.
  const bySound = async (core, letters) => {
    const table = await sounds();
    const rough = loosened(letters);
    const exact = spelled(letters, table.spelled(table.exact));
    const words = exact.length ? exact : spelled(rough, table.spelled(table.loose));
    if (words.length) return words.map((word) => sounding(core, word));
    const store = core.words;
    let like = spoken(store, letters, table.exact);
    if (!like.length) like = spoken(store, letters, table.either);
    const found = best(like.length ? like : spoken(store, rough, table.loose), store);
    const others = found.map(([number, , , quality]) => alternative(store.texts[number], 0.85 * quality, "sound", letters));
    if (others.length) return [{ word: letters, worth: 1, others }];
    const turned = swapped(letters).map((one) => spelled(one, table.spelled(table.exact))).find((one) => one.length);
    if (turned) return turned.map((word) => sounding(core, word));
    return among(letters, table.spelled(table.exact)).map((word) => sounding(core, word));
  };

  // With two neighbours the other way round: tuikaun for tuikuan.
  const swapped = (letters) => [...letters].slice(1).map((_, i) => letters.slice(0, i) + letters[i + 1] + letters[i] + letters.slice(i + 2));

  const sounding = (core, [spelling, same]) => ({
    word: spelling, worth: 1,
    others: same.flatMap((word) => [
      alternative(word, 0.95, "sound", spelling),
      ...synonyms(core, word).map((other) => ({ ...other, worth: other.worth * 0.9 })),
    ]),
  });

  // Words that may have been meant by one that nothing holds.
  // Among other words a pair of characters is rather another word than a slip of one.
  const meant = async (core, word, alone) => {
    const table = await sounds();
    const store = core.words;
    const fixed = (found, worth) => found.slice(0, A_FEW).flatMap(([number, place, length]) => {
      const text = store.texts[number].slice(place, place + length);
      return [alternative(text, worth, "fix", word), ...synonyms(core, text)
        .map((other) => ({ ...other, worth: other.worth * worth, why: "fix", from: word }))];
    });
    const same = fixed(alike(store, word, table, table.exact), 0.9);
    if (same.length) return same;
    const close = fixed(alike(store, word, table, table.loose), 0.85);
    if (close.length) return close;
    if (word.length > 2) return fixed(near(store, word), 0.8);
    return alone ? fixed(near(store, word), 0.6) : [];
  };

  Object.assign(search, { cutUp, singles, bySound, meant });
})();
