// Finding titles, names and ids, as they are written, by sound and by mistake. The core holds them, so they
// answer at once.
"use strict";
(() => {
  const search = window.handbookSearch;
  const {
    HAN, grams, tight, bare, sounds, spoken, loosened, alike, alikeness, near, SURE, collection, hit,
    named, because,
  } = search;
  const MEANT = 0.8; // for a name in the handbook's own words
  const SOUNDED = 3; // for a whole name that sounds like the query
  const LONG_NAME = 12;
  const LIKE = 0.5; // so much like a phrase not to be said is meant for it
  const AVOIDED = 4.5; // for being wholly like one
  const SHORT = 5; // fewer letters than these are mistaken for a whole word only
  const SENT = 0.84;

  // --- As they are written -----------------------------------------------------------------------

  // Letters cut out of a word are hardly what was meant: "th" is neither "empathy" nor "third".
  const parted = (line, at) => at > 0 && /[a-z]{2}/.test(line.slice(at - 1, at + 1));
  const placed = (line, place, length) => {
    if (length === line.length) return 5;
    const cut = parted(line, place) + parted(line, place + length);
    return (place === 0 ? 3 : 2.2) - cut * (length < 4 ? 2 : 1) + length / line.length;
  };

  // Where the word itself is in titles and names: "mail" is not in "email", nor "hat" in "that".
  const headed = ({ calls }, text) => calls.find(text).filter(([number, place]) => !parted(calls.texts[number], place));

  const called = ({ calls, titles }, number) => (number < titles ? 1 : 0.9);

  const byTitle = (core, query, found) => {
    const { calls } = core;
    for (const [number, place] of calls.find(query)) {
      const points = placed(calls.texts[number], place, query.length) * called(core, number);
      named(found, calls.owners[number], points, query);
    }
  };

  // Titles that the query holds: in「不知道,你找别人」the forbidden「不知道」.
  const byInside = (core, query, found) => {
    const { calls } = core;
    for (let start = 0; start < query.length; start += 1) {
      for (let end = start + 2; end <= Math.min(query.length, start + 16); end += 1) {
        const piece = query.slice(start, end);
        if (piece === query) continue; // found already
        for (const number of calls.reading(piece)) {
          const entry = calls.owners[number];
          const share = piece.length / query.length;
          named(found, entry, (core.avoids.has(entry) ? 2.4 : 0.6) * share + 0.4, piece);
        }
      }
    }
  };

  // What is called by the one word that says something, or by the handbook's own word for it.
  const byMeaning = (core, [unit, ...more], found) => {
    if (!unit || more.length) return;
    const { calls } = core;
    for (const other of unit.others.filter(({ text, why, worth }) => (why || text.length > 1) && worth > MEANT)) {
      for (const [number, place] of headed(core, other.text)) {
        const points = placed(calls.texts[number], place, other.text.length) * called(core, number) * other.worth * MEANT;
        named(found, calls.owners[number], points, other.text, other.why ? other : null);
      }
    }
  };

  const byWords = (core, words, found) => {
    let all = null;
    for (const word of words) {
      const here = new Map(core.calls.find(word).map(([number]) => [number, true]));
      all = all ? new Map([...all].filter(([number]) => here.has(number))) : here;
    }
    for (const number of all.keys()) {
      const share = words.join("").length / core.calls.texts[number].length;
      for (const word of words) named(found, core.calls.owners[number], (2 + share) * called(core, number), word);
    }
  };

  const byId = (core, query, found) => {
    const [whole, part] = query.split("#");
    if (!/^[a-z0-9\P{L}]+$/u.test(whole) || !/[a-z]/.test(whole)) return;
    // Typed up to a leading zero, an id can only be meant as it is written: SOP-RET-0 begins SOP-RET-01.
    const [key, keys] = /[^0-9]0+$/.test(whole) ? [tight(whole), core.padded()] : [bare(whole), core.keys()];
    if (key.length < 2) return;
    keys.forEach((held, number) => {
      const at = held.indexOf(key);
      if (at < 0) return;
      const full = held.length === key.length;
      const series = at === 0 && /^\d+$/.test(held.slice(key.length));
      const own = key.length > 2 && core.ids()[number].endsWith(`.${whole}`);
      const points = full ? 7 : series ? 4.5 : at === 0 ? 3.5 : key.length > 3 || own ? 2.5 + key.length / held.length : 0;
      if (!points) return;
      named(found, number, points, whole);
      if (part && full) hit(found, number).anchor = part;
    });
  };

  const literal = (core, typed, query) => {
    const found = collection();
    const words = typed.split(/\s+/).filter(Boolean);
    byId(core, typed, found);
    byTitle(core, query, found);
    if (words.length > 1) {
      byWords(core, words, found);
      byTitle(core, words.join(""), found);
    }
    byInside(core, query, found);
    for (const entry of found.keys()) if (!core.stands(entry, core.today())) found.delete(entry);
    sent(core, found);
    return found;
  };

  // What the glossary sends to: who types a term wants the procedure and the script.
  const sent = (core, found) => {
    for (const each of [...found.values()]) {
      if (each.points < SURE) continue;
      const [why] = each.whys.values();
      for (const other of core.see(each.entry)) {
        const held = hit(found, other);
        held.points = Math.max(held.points, each.points * SENT);
        for (const mark of each.marks) held.add(mark);
        if (why) held.add(why.text, why);
      }
    }
  };

  // --- By sound and by mistake ----------------------------------------------------------------------

  const byLetters = async (core, letters, found) => {
    const table = await sounds();
    const { calls } = core;
    let said = spoken(calls, letters, table.exact);
    if (!said.length && letters.length > 1) said = spoken(calls, letters, table.either);
    if (!said.length && letters.length > 3) said = spoken(calls, letters, table.exact, 1);
    if (!said.length && letters.length > 3) said = spoken(calls, loosened(letters), table.loose, 0);
    const reason = because("sound", letters);
    for (const [number, place, length, quality] of said) {
      const text = calls.texts[number].slice(place, place + length);
      const points = placed(calls.texts[number], place, length) * quality * 0.8 * called(core, number);
      named(found, calls.owners[number], points, text, reason(text));
    }
    return said.length > 0;
  };

  const byMistake = async (core, query, found) => {
    if (query.length < 2 || query.length > 16) return;
    const table = await sounds();
    const { calls } = core;
    const unheard = [...found.values()].every(({ guessed }) => guessed); // a pair of characters that is held is no slip
    const tries = [
      [() => alike(calls, query, table, table.exact), 0.7],
      [() => alike(calls, query, table, table.loose), 0.62],
      [() => (query.length > 2 || unheard ? near(calls, query) : []), query.length > 2 ? 0.6 : 0.4],
    ];
    const reason = because("fix", query);
    for (const [look, worth] of tries) {
      const held = look();
      for (const [number, place, length] of held) {
        const line = calls.texts[number];
        if (parted(line, place) || (length < SHORT && parted(line, place + length))) continue;
        const text = line.slice(place, place + length);
        const points = placed(line, place, length) * worth * called(core, number);
        named(found, calls.owners[number], points, text, reason(text));
      }
      if (held.length) return;
    }
  };

  // What is called just as the query sounds: 退还货 is a slip of 退换货, though both 退还 and 货 are words.
  const byName = async (core, query, found) => {
    if (query.length < 3 || query.length > LONG_NAME) return;
    const table = await sounds();
    const { calls } = core;
    for (const [number, , length] of alike(calls, query, table, table.exact)) {
      const text = calls.texts[number];
      if (length !== text.length || text === query) continue;
      named(found, calls.owners[number], SOUNDED * called(core, number), text, { text, why: "fix", from: query });
    }
  };

  // What is not to be said, by other words much like it.
  const byLikeness = (core, query, found) => {
    const wanted = spelt(query);
    for (const [number, held] of avoided(core)) {
      const like = alikeness(wanted, held);
      if (like > LIKE) named(found, core.calls.owners[number], like * AVOIDED, core.calls.texts[number]);
    }
  };

  const spelt = (text) => new Set([...grams(text), ...[...text].filter((sign) => HAN.test(sign))]);

  let unsaid = null;
  const avoided = (core) => {
    unsaid = unsaid || core.calls.owners.flatMap((entry, number) => (
      core.avoids.has(entry) ? [[number, spelt(core.calls.texts[number])]] : []
    ));
    return unsaid;
  };

  Object.assign(search, { headed, literal, sent, byMeaning, byLetters, byMistake, byName, byLikeness });
})();
