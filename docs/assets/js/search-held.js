// Which entries hold the words of a query, by the postings, and how much that says.
"use strict";
(() => {
  const search = window.handbookSearch;
  const { HAN, grams, posting, headed, singles, bySound, meant, SURE, hit } = search;
  const LEVEL = [0.34, 0.5, 0.64, 0.85];
  const TITLE = 1;
  const NAMED = 0.8;
  const REMEMBERED = 100;

  // The entries of two lists of places, each with the lower level.
  const both = (one, other) => {
    const found = [];
    let j = 0;
    for (const place of one) {
      while (j < other.length && other[j] >> 2 < place >> 2) j += 1;
      if (j < other.length && other[j] >> 2 === place >> 2) found.push(Math.min(place, other[j]));
    }
    return found;
  };

  const pieces = (text) => (text.length === 1 ? [text] : grams(text));

  // Entries that hold a text, and how much its place says. Of what is typed, most was just asked for.
  const holders = async (core, text) => {
    if (!core.held.has(text)) {
      const found = await looked(core, text);
      if (core.held.size > REMEMBERED) core.held.clear();
      core.held.set(text, found);
    }
    return core.held.get(text);
  };

  const looked = async (core, text) => {
    const lists = await Promise.all(pieces(text).map((gram) => posting(core, gram)));
    const places = lists.length ? lists.reduce(both) : [];
    const told = new Map();
    const tell = (entry, strength) => told.set(entry, Math.max(told.get(entry) || 0, strength));
    for (const [number] of headed(core, text)) tell(core.calls.owners[number], number < core.titles ? TITLE : 0.93);
    for (const number of core.calls.reading(text)) {
      for (const entry of core.see(core.calls.owners[number])) tell(entry, NAMED);
    }
    const entries = [];
    const strengths = [];
    const hold = (entry, strength) => { entries.push(entry); strengths.push(strength); };
    for (const place of places) {
      const entry = place >> 2;
      hold(entry, Math.max(LEVEL[place & 3], told.get(entry) || 0));
      told.delete(entry);
    }
    told.forEach((strength, entry) => hold(entry, strength));
    return { entries: Uint32Array.from(entries), strengths: Float64Array.from(strengths) };
  };

  // Of several words for one thing the best that each entry holds: entries, worths, and which word.
  const strongest = (core, others, lists) => {
    const worths = new Float64Array(core.titles);
    const which = new Uint8Array(core.titles);
    const entries = [];
    others.forEach(({ worth }, i) => {
      lists[i].entries.forEach((entry, at) => {
        const here = lists[i].strengths[at] * worth;
        if (here <= worths[entry]) return;
        if (!worths[entry]) entries.push(entry);
        worths[entry] = here;
        which[entry] = i;
      });
    });
    return { entries, worths, which };
  };

  const weigh = async (core, unit) => {
    const lists = await Promise.all(unit.others.map(({ text }) => holders(core, text)));
    const held = strongest(core, unit.others, lists);
    const size = held.entries.length;
    const direct = lists.length ? lists[0].entries.length : 0;
    const many = Math.max(1, Math.min(direct || size, size));
    return { unit, held, size, weight: unit.worth * Math.log(1 + core.titles / many) };
  };

  // What nothing holds is mistaken, or said by sound.
  const mended = async (core, unit, alone) => {
    if (HAN.test(unit.word)) {
      const others = await meant(core, unit.word, alone);
      return others.length ? [{ ...unit, others }] : singles(core, unit.word);
    }
    const found = await bySound(core, unit.word);
    return found.length ? found : [unit];
  };

  const weighed = async (core, units) => {
    const all = await Promise.all(units.map((unit) => weigh(core, unit)));
    const done = [];
    for (const each of all) {
      if (each.size) { done.push(each); continue; }
      for (const unit of await mended(core, each.unit, units.length === 1)) done.push(await weigh(core, unit));
    }
    return done;
  };

  const covered = (all, found) => {
    const total = all.reduce((sum, { weight }) => sum + weight, 0) || 1;
    for (const { unit, held, weight } of all) {
      for (const entry of held.entries) {
        const each = hit(found, entry);
        const other = unit.others[held.which[entry]];
        each.cover += (weight / total) * held.worths[entry];
        each.share += weight / total;
        each.add(other.text, other.why && each.points < SURE ? other : null); // else its own name led there
      }
    }
  };

  Object.assign(search, { pieces, weigh, weighed, covered });
})();
