// The normal form of a text, which the index is written in: NFKC, lower case, Traditional characters
// folded to Simplified one by one. And what a text is looked up by, and how it sounds.
"use strict";
window.handbookSearch = {};
(() => {
  const LONGEST = 80;
  const HAN = /[\u3400-\u9fff]/;
  const RUN = /[\u3400-\u9fff]+|[a-z0-9]+/g;
  const JOINED = /([\u3400-\u9fff]) +(?=[a-z0-9])|([a-z0-9]) +(?=[\u3400-\u9fff])/g;
  const ENDS = /^[\s.,!?;:~、。()"“”「」『』]+|[\s.,!?;:~、。()"“”「」『』]+$/g;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = new Uint8Array(128);
  [...DIGITS].forEach((digit, value) => { VALUE[digit.charCodeAt(0)] = value; });

  const unmarked = (text) => text.replace(/['\u2019\u02bc]/g, ""); // "don't" as it is typed in haste
  const folds = new Map();
  let foldable = /(?!)/g;
  const learn = (pairs) => {
    const signs = [...pairs];
    for (let i = 0; i + 1 < signs.length; i += 2) folds.set(signs[i], signs[i + 1]);
    if (folds.size) foldable = new RegExp(`[${[...folds.keys()].join("")}]`, "g");
  };
  const folded = (text) => text.replace(foldable, (sign) => folds.get(sign));

  const plain = (text) => folded(text.normalize("NFKC").toLowerCase());
  const joined = (text) => text.replace(JOINED, "$1$2");
  const normal = (text) => joined(plain(text));

  // A query may be anything that a keyboard, a clipboard or a half-finished composition yields. How a
  // sentence ends says nothing of what is looked for.
  const query = (text) => plain(unmarked(text.slice(0, LONGEST)
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g, "$1"))
    .replace(/[\0-\x1f\x7f]/g, " ")).replace(ENDS, "");

  const runs = (text) => text.match(RUN) || [];

  // Pairs of neighbouring characters, runs of letters and digits, and such a run with what follows.
  const grams = (text) => {
    const found = [];
    let before = "";
    let end = -1;
    for (const match of text.matchAll(RUN)) {
      const run = match[0];
      if (HAN.test(run[0])) {
        if (before && match.index === end) found.push(before + run[0]);
        for (let i = 0; i + 1 < run.length; i += 1) found.push(run.slice(i, i + 2));
        before = "";
      } else {
        found.push(run);
        before = run;
      }
      end = match.index + run.length;
    }
    return found;
  };

  // Numbers as digits of base 64, five bits each and a sixth that says whether more follow.
  const numbers = (text) => {
    const found = [];
    let value = 0;
    let shift = 0;
    for (let i = 0; i < text.length; i += 1) {
      const digit = VALUE[text.charCodeAt(i)];
      value |= (digit & 31) << shift;
      if (digit > 31) { shift += 5; continue; }
      found.push(value);
      value = 0;
      shift = 0;
    }
    return found;
  };

  // How much two sets of pieces have in common.
  const alikeness = (one, other) => {
    let shared = 0;
    for (const pair of one) if (other.has(pair)) shared += 1;
    return shared ? (2 * shared) / (one.size + other.size) : 0;
  };

  // Places in order, four times the entry and a level: each number is the distance from the entry
  // before, and a level.
  const places = (text) => {
    const found = Uint32Array.from(numbers(text));
    let at = 0;
    for (let i = 0; i < found.length; i += 1) {
      at += found[i] & ~3;
      found[i] = at | (found[i] & 3);
    }
    return found;
  };

  const members = (text) => Array.from(places(text), (place) => place >> 2);

  // Lines of which each tells by a digit how much it shares with the one before it.
  const lengthened = (text) => {
    let line = "";
    return text.split("\n").map((rest) => {
      line = line.slice(0, VALUE[rest.charCodeAt(0)]) + rest.slice(1);
      return line;
    });
  };

  Object.assign(window.handbookSearch, {
    HAN, learn, plain, joined, normal, unmarked, query, runs, grams, alikeness, places, members, numbers, lengthened,
  });
})();
