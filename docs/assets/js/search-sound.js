// How texts sound, and finding by sound: pinyin whole, half typed or with a syllable missing, initials,
// letters mixed with characters, and characters that only sound alike.
"use strict";
(() => {
  const search = window.handbookSearch;
  const { HAN, core, habits } = search;
  const LETTERS = 0x8000;
  const HALF = 0.55;
  const RARE = 0.45; // zh for an initial: most type its first letter alone
  const GAP = 0.5;
  const NONE = [];

  let ready = null;

  const syllables = (text) => {
    const names = [""];
    const codes = new Uint16Array(1 << 16); // by the sign's own code
    for (const group of text.split(" ")) {
      const [name] = group.match(/^[a-z]+/);
      names.push(name);
      for (const sign of group.slice(name.length)) codes[sign.charCodeAt(0)] = names.length - 1;
    }
    for (const sign of "abcdefghijklmnopqrstuvwxyz0123456789") codes[sign.charCodeAt(0)] = LETTERS | sign.charCodeAt(0);
    return { names, codes, numbers: new Map(names.map((name, i) => [name, i])) };
  };

  // One code for each place of a text: its syllable, or its letter. Of the words that are read
  // otherwise than their signs, longer ones come later and hold against shorter ones.
  const sounded = (text, { codes, numbers }, readings) => {
    const found = new Uint16Array(text.length);
    const given = [];
    for (let i = 0; i < text.length; i += 1) {
      const sign = text.charCodeAt(i);
      found[i] = codes[sign];
      for (const word of readings.get(sign) || NONE) if (text.startsWith(word.text, i)) given.push([word, i]);
    }
    given.sort(([one], [other]) => one.order - other.order);
    for (const [{ said }, at] of given) {
      said.forEach((syllable, i) => { found[at + i] = numbers.get(syllable) || found[at + i]; });
    }
    return found;
  };

  const bySign = (readings) => {
    const found = new Map();
    readings.forEach(([text, ...said], order) => {
      const sign = text.charCodeAt(0);
      if (!found.has(sign)) found.set(sign, []);
      found.get(sign).push({ text, said, order });
    });
    return found;
  };

  // The places of a text by the letters that they can begin with.
  const byLetter = ({ codes, text }, { names, further }) => {
    const letters = Uint8Array.from(names, (name) => name.charCodeAt(0));
    const found = Array.from({ length: 128 }, () => []);
    codes.forEach((code, place) => {
      if (!code) return;
      const firsts = further.has(text[place])
        ? new Set(further.get(text[place]).map((name) => name.charCodeAt(0)))
        : [code & LETTERS ? code ^ LETTERS : letters[code]];
      for (const first of firsts) found[first].push(place);
    });
    return found;
  };

  const beginnings = (store, way) => {
    if (!store.places.has(way)) store.places.set(way, byLetter(store, way));
    return store.places.get(way);
  };

  // All syllables of the signs that have several: who types may read them otherwise, or the table may.
  const several = (text, { names, codes }) => {
    const found = new Map();
    for (const group of text.split(" ")) {
      const [name] = group.match(/^[a-z]+/);
      for (const sign of group.slice(name.length)) {
        found.set(sign, [...(found.get(sign) || [names[codes[sign.charCodeAt(0)]]]), name]);
      }
    }
    return found;
  };

  const loose = (syllable) => syllable
    .replace(/^([zcs])h/, "$1").replace(/^n/, "l").replace(/^hu(?=.)/, "f").replace(/ng$/, "n");

  // Letters as they are typed by who does not tell these sounds apart.
  const loosened = (letters) => letters
    .replace(/([zcs])h/g, "$1").replace(/n(?=[aeiouv])/g, "l").replace(/hu(?=[aeio])/g, "f").replace(/ng(?![aeiouv])/g, "n");

  const open = async () => {
    const [opened, { readings: table, further }] = await Promise.all([core(), habits()]);
    const known = syllables(table);
    const { names } = known;
    const exact = { names, further: new Map() };
    const readings = bySign(opened.readings);
    for (const store of [opened.calls, opened.words]) {
      store.codes = sounded(store.text, known, readings);
      store.places = new Map();
      store.last = [new Map(), new Map()];
    }
    const words = new Map();
    const spelled = (way) => {
      if (!words.has(way)) words.set(way, spellings(opened.words, way));
      return words.get(way);
    };
    const either = { names, further: several(further, known) };
    return { known, spelled, exact, either, loose: { ...exact, names: names.map(loose) } };
  };

  const spellings = (store, { names }) => {
    const found = new Map();
    store.texts.forEach((word, i) => {
      if (!HAN.test(word)) return;
      const start = store.starts[i];
      let letters = "";
      for (let at = 0; at < word.length; at += 1) letters += names[store.codes[start + at]] || word[at];
      if (found.has(letters)) found.get(letters).push(word);
      else found.set(letters, [word]);
    });
    return found;
  };

  const sounds = () => {
    ready = ready || open();
    ready.catch(() => { ready = null; });
    return ready;
  };

  // --- Letters against a line ------------------------------------------------------------------

  // How well signs from `i` are said by the places from `j`: whole syllables count one, their beginnings less.
  const said = (signs, i, store, j, way, gaps) => {
    if (i === signs.length) return [0, 0, j];
    const code = store.codes[j];
    const sign = signs[i];
    if (HAN.test(sign)) {
      if (store.text[j] !== sign) return null;
      const rest = said(signs, i + 1, store, j + 1, way, gaps);
      return rest && [rest[0] + 1, rest[1] + 1, rest[2]];
    }
    if (!code) return null;
    if (code & LETTERS) {
      if (store.text[j] !== sign) return null;
      const rest = said(signs, i + 1, store, j + 1, way, gaps);
      return rest && [rest[0] + 1, rest[1] + 1, rest[2]];
    }
    return syllable(signs, i, store, j, way, gaps);
  };

  const syllable = (signs, i, store, j, way, gaps) => {
    let best = null;
    for (const name of way.further.get(store.text[j]) || [way.names[store.codes[j]]]) {
      best = better(best, begins(name, signs, i, store, j, way, gaps));
    }
    if (!best && gaps > 0 && i > 0) {
      const rest = said(signs, i, store, j + 1, way, gaps - 1);
      if (rest) best = [rest[0], rest[1] + GAP, rest[2]];
    }
    return best;
  };

  const better = (one, other) => (!one || (other && other[0] / other[1] > one[0] / one[1]) ? other : one);

  // The same, where the first place is a syllable of this name.
  const begins = (name, signs, i, store, j, way, gaps) => {
    let most = 0;
    while (most < name.length && signs[i + most] === name[most]) most += 1;
    let best = null;
    for (let length = most; length > 0; length -= 1) {
      const whole = length === name.length;
      const initial = length === 1 || (length === 2 && name[1] === "h");
      if (!whole && !initial && i + length < signs.length) continue;
      const rest = said(signs, i + length, store, j + 1, way, gaps);
      if (rest) best = better(best, [rest[0] + (whole ? 1 : initial && length === 2 ? RARE : HALF), rest[1] + 1, rest[2]]);
    }
    return best;
  };

  // Where signs can begin: where what was typed of them before was said, or their first sign.
  const begun = (store, signs, way, gaps) => {
    const last = store.last[gaps].get(way);
    if (last && signs.startsWith(last.signs)) return last.places;
    if (HAN.test(signs[0])) return [...store.text.matchAll(signs[0])].map(({ index }) => index);
    return beginnings(store, way)[signs.charCodeAt(0)] || [];
  };

  // Lines that say the signs: number, place, length, and how well from 0 to 1.
  const spoken = (store, signs, way, gaps = 0) => {
    const found = new Map();
    const places = [];
    for (const at of begun(store, signs, way, gaps)) {
      const match = said(signs, 0, store, at, way, gaps);
      if (!match) continue;
      places.push(at);
      const number = store.line(at);
      const quality = match[0] / match[1];
      if (!found.has(number) || found.get(number)[3] < quality) {
        found.set(number, [number, at - store.starts[number], match[2] - at, quality]);
      }
    }
    store.last[gaps].set(way, { signs, places });
    return [...found.values()];
  };

  // Letters cut into words that the handbook knows, as few as can be; none where some letters are left.
  const spelled = (letters, known) => {
    const best = [[]];
    for (let end = 1; end <= letters.length; end += 1) {
      for (let start = Math.max(0, end - 24); start < end; start += 1) {
        const words = best[start] && known.get(letters.slice(start, end));
        if (words && (!best[end] || best[end].length > best[start].length + 1)) {
          best[end] = [...best[start], [letters.slice(start, end), words]];
        }
      }
    }
    return best[letters.length] || [];
  };

  // The words that the handbook knows among letters, if they are most of them.
  const among = (letters, known) => {
    const found = [];
    let held = 0;
    for (let start = 0; start < letters.length;) {
      let end = Math.min(letters.length, start + 24);
      while (end > start && !known.has(letters.slice(start, end))) end -= 1;
      if (end - start > 2) {
        found.push([letters.slice(start, end), known.get(letters.slice(start, end))]);
        held += end - start;
      }
      start = Math.max(end, start + 1);
    }
    return held * 2 > letters.length ? found : [];
  };

  // Words that sound like this one, by the sounds of all its characters.
  const alike = (store, word, { known }, way) => {
    const { names } = way;
    const wanted = [...word].map((sign) => names[known.codes[sign.charCodeAt(0)]]);
    if (wanted.some((name) => !name)) return [];
    const found = [];
    for (const at of beginnings(store, way)[wanted[0].charCodeAt(0)]) {
      let i = 0;
      while (i < wanted.length && names[store.codes[at + i]] === wanted[i]) i += 1;
      if (i === wanted.length) {
        const number = store.line(at);
        found.push([number, at - store.starts[number], i]);
      }
    }
    return found;
  };

  // The places, from the first, at or after which one of two signs stands.
  const around = (text, one, two) => {
    const found = new Set();
    for (const sign of new Set([one, two])) {
      for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found.add(at - 1).add(at);
    }
    return [...found].sort((a, b) => a - b);
  };

  // Lines, the likeliest first, that hold the word but for one sign that is wrong, missing, too many, or two that are swapped.
  const near = (store, word) => {
    const found = [];
    const seen = new Set();
    const length = word.length;
    const turned = [...word].sort().join("");
    const holds = (number, place, size) => {
      if (seen.has(number)) return;
      seen.add(number);
      const line = store.texts[number];
      const swapped = [...line.slice(place, place + size)].sort().join("") === turned;
      found.push([number, place, size, (swapped ? 2 : 0) + (line.length === size ? 1 : 0)]);
    };
    const { text, texts, starts } = store;
    for (const start of around(text, word[0], word[1])) {
      const number = store.line(start);
      const at = start - starts[number];
      if (seen.has(number) || at < 0 || at + length - 1 > texts[number].length) continue;
      const size = off(word, texts[number], at);
      if (size) holds(number, at, size);
    }
    found.sort((a, b) => b[3] - a[3]);
    const turns = found.filter((each) => each[3] > 1);
    return turns.length ? turns : found;
  };

  // The length of a piece of the line that is one mistake away from the word; 0 where there is none.
  const off = (word, line, at) => {
    let head = 0;
    while (head < word.length && word[head] === line[at + head]) head += 1;
    const rest = (from, to) => word.slice(from) === line.slice(at + to, at + to + word.length - from);
    const { length } = word;
    if (head === 0 && length < 3) return 0;
    if (head + 1 < length && word[head] === line[at + head + 1] && word[head + 1] === line[at + head] && rest(head + 2, head + 2)) return length;
    if (at + length <= line.length && rest(head + 1, head + 1) && head < length && line[at + head] !== undefined) return length;
    if (head > 0 && head < length && rest(head, head + 1) && at + length + 1 <= line.length) return length + 1;
    if (length > 2 && head < length && rest(head + 1, head) && at + length - 1 <= line.length) return length - 1;
    return 0;
  };

  Object.assign(search, { sounds, beginnings, spoken, spelled, among, loosened, alike, near });
})();
