// Finding and ranking. Titles, names and ids are held by the core, so they answer at once; postings
// tell of all other words; of the first entries the fragments say where exactly, and how well.
"use strict";
(() => {
  const search = window.handbookSearch;
  const {
    HAN, joined, normal, grams, posting, isAtHand, fragment, known, foresee, shelved, habits, sounds, beginnings, spoken, loosened, alike, near, tight, bare, cutUp, singles, bySound,
    meant, forms, inflected, collection, hit, named, because,
  } = search;
  const LEVEL = [0.34, 0.5, 0.64, 0.85];
  const TITLE = 1;
  const LATIN = /^[a-z\s]+$/;
  const READ = 24;
  const REMEMBERED = 100;
  const SHARDS = 4;
  const LIKELY = 4;
  const SAID = 2;
  const KIND = {
    sop: 1.24, script: 1.22, phrase: 1.06, sla: 1.08, kpi: 1.06, form: 1.05, path: 1.04,
    card: 0.7, manual: 0.6, guide: 0.8, qa: 0.8, fatal: 0.8, course: 0.85, training: 0.95,
    programme: 0.9, "training-plan": 0.9, scripts: 0.9, phrases: 0.85, "etiquette-guide": 0.85,
    "service-levels": 0.85, kpis: 0.85, scorecard: 0.85, forms: 0.8, roles: 0.8, channels: 0.8,
    terms: 0.75, term: 0.92,
  };
  const PREFERRED = 1.08;
  const INSIDE = 0.85; // for what is said to colleagues: mostly a customer waits
  const SURE = 4;
  const SENT = 0.84;
  const NAMED = 0.8;
  const ADJACENT = 1.1;
  const ALL = 0.99;
  const WHOLE = 0.9; // for holding every one of several words
  const WANTED = 1.12; // for being of the kind that is asked for
  const PLAIN = 3; // from here on a name leaves nothing to be asked in other words
  const SOUNDED = 3; // for a whole name that sounds like the query
  const LONG_NAME = 12;
  const LIKE = 0.5; // so much like a phrase not to be said is meant for it
  const AVOIDED = 4.5; // for being wholly like one
  const SHORT = 5; // fewer letters than these are mistaken for a whole word only
  const OTHERWISE = 0.9; // for an ask in other words
  const MEANT = 0.8; // for a name in the handbook's own words
  const LEAST = 0.25; // of points, to be told
  const HEADED = 0.6; // for a step whose title holds the query

  // --- Titles and names ----------------------------------------------------------------------------

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

  // --- Postings ------------------------------------------------------------------------------------

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

  // --- By sound and by mistake, in titles ----------------------------------------------------------------

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

  // --- The precise place -----------------------------------------------------------------------------

  const pairs = (core, text) => new Set(
    [...grams(text), ...[...text].filter((sign) => HAN.test(sign) && !core.signs.has(sign))],
  );

  const alikeness = (one, other) => {
    let shared = 0;
    for (const pair of one) if (other.has(pair)) shared += 1;
    return shared ? (2 * shared) / (one.size + other.size) : 0;
  };

  const bestPart = (parts, marks, query) => {
    let best = null;
    for (const part of parts) {
      const { head, body } = part;
      let points = head === query ? 4 : head.includes(query) ? 2 : body.includes(query) ? 1 : 0;
      for (const mark of marks) points += head.includes(mark) ? 0.7 : body.includes(mark) ? 0.3 : 0;
      if (points > (best ? best.points : 0.5)) best = { ...part, points };
    }
    return best;
  };

  // How much of the query an ask says, in other words too, and how much of the ask that is.
  const meantBy = (core, said, units) => {
    let cover = 0;
    let total = 0;
    let signs = 0;
    for (const { unit, weight } of units) {
      total += weight;
      const other = unit.others.filter(({ text }) => said.includes(text))
        .reduce((one, next) => (one && one.worth >= next.worth ? one : next), null);
      if (!other) continue;
      cover += weight * other.worth;
      signs += other.text.length;
    }
    const length = [...said].filter((sign) => !core.signs.has(sign)).length;
    const share = cover / (total || 1);
    const exact = Math.min(1, signs / (length || 1));
    return share ? (2 * share * exact) / (share + exact) : 0;
  };

  const read = async (core, each, { query, wanted, units }) => {
    const answer = await fragment(core, each.entry);
    each.answer = answer;
    let like = 0;
    for (const said of answer.asks) {
      like = Math.max(like, said === query ? 2.2 : alikeness(wanted, pairs(core, said)), OTHERWISE * meantBy(core, said, units));
    }
    each.bonus = like > 0.25 ? like * 2 : 0;
    if (query.length > 2 && answer.whole.includes(query)) each.bonus += ADJACENT;
    each.part = bestPart(answer.parts, each.marks, query);
    if (each.anchor) each.part = partOf(answer.parts, each.anchor) || each.part;
    if (each.part && each.points > 2 && each.part.points < 1) each.part = null; // the page itself is meant
    if (each.part) each.bonus += Math.min(each.part.points, 4) * 0.1;
    if (each.part && query.length > 2 && each.part.head.includes(query)) each.bonus += HEADED;
  };

  const partOf = (parts, wanted) => {
    const found = parts.find(({ anchor }) => anchor === wanted);
    return found && { ...found, points: 1 };
  };

  // --- The order -------------------------------------------------------------------------------------

  const preferred = (core, entry, reader) => (
    (reader.role !== null && core.rolesOf(entry).has(reader.role) ? PREFERRED : 1)
    * (reader.channel !== null && core.channelsOf(entry).has(reader.channel) ? PREFERRED : 1)
  );

  // No set means all.
  const open = (set, one) => !set.size || set.has(one);

  const fits = (core, entry, filter) => (
    (!filter.kinds || filter.kinds.includes(core.kind(entry)))
    && (filter.role === null || open(core.rolesOf(entry), filter.role))
    && (filter.channel === null || open(core.channelsOf(entry), filter.channel))
  );

  const before = (one, other) => one.total > other.total || (one.total === other.total && one.entry < other.entry);

  // Thousands are found, few are read: those stand first, in order, and the others after them.
  const sorted = (all, read) => {
    const first = [];
    const others = [];
    for (const each of all) {
      let at = first.length;
      while (at > 0 && before(each, first[at - 1])) at -= 1;
      if (at < read) first.splice(at, 0, each);
      else others.push(each);
      if (first.length > read) others.push(first.pop());
    }
    return [...first, ...others];
  };

  // The good ones, the best first.
  const ordered = (core, found, asked, least) => {
    const all = [];
    const day = core.today();
    const weights = core.kinds.map((kind) => (KIND[kind] || 1) * (asked.wants.has(kind) ? WANTED : 1));
    let top = 0;
    for (const each of found.values()) {
      const { entry, share } = each;
      if (!core.stands(entry, day) || !fits(core, entry, asked.filter)) continue;
      const body = each.cover * 2.6 * (0.45 + 0.55 * share * share) + (asked.several && share > ALL ? WHOLE : 0);
      const weight = weights[core.group[entry]] * (core.insiders.has(entry) ? INSIDE : 1);
      each.total = (each.points + body + each.bonus) * weight * preferred(core, entry, asked.reader);
      all.push(each);
      top = Math.max(top, each.total);
    }
    const enough = Math.max(least, top * 0.12);
    return sorted(all.filter(({ total }) => total >= enough), asked.read);
  };

  // --- The whole way -----------------------------------------------------------------------------------

  const letters = (query) => (/[a-z]/.test(query) ? query.replace(/[^a-z\u3400-\u9fff]/g, "") : "");

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

  // Whether the handbook has every word, or a form of it: what is spelt in letters is no slip then.
  const written = (units) => units.length > 0 && units.every(({ size, unit }) => size && !unit.others[0].why);

  const strong = (found, least) => [...found.values()].some(({ points }) => points >= least);

  // Words that are only letters may be one spelling set apart: "tui huan huo". But not where they
  // are words of the handbook, or begin one: "complaint form", "kpi mubiao".
  const together = async (core, query) => {
    const words = query.split(/\s+/);
    const own = await Promise.all(words.map((word) => !/[a-z]$/.test(word) || core.stop.has(word) || (word.length > 2 && english(core, word))));
    return words.reduce((said, word, i) => said + (own[i] || own[i - 1] ? " " : "") + word);
  };

  const english = async (core, word) => {
    const { texts, find } = core.calls;
    const begins = ([number, place]) => !/[a-z]/.test(texts[number][place - 1] || "");
    return find(word).some(begins) || (await posting(core, word)).length > 0 || (await forms(core, word)).length > 0;
  };

  const deep = async (core, query, found) => {
    const said = !strong(found, 2.4) && !/[\d]/.test(query) ? await together(core, query) : query;
    let all = await weighed(core, await inflected(core, cutUp(core, said)));
    if (said !== query && !all.some(({ size }) => size)) all = await weighed(core, await inflected(core, cutUp(core, query)));
    covered(all, found);
    if (!strong(found, PLAIN)) byMeaning(core, all.map(({ unit }) => unit), found);
    const top = Math.max(0, ...[...found.values()].map(({ cover }) => cover));
    const whole = query.replace(/\s+/g, "");
    if (!strong(found, 2)) byLikeness(core, whole, found);
    if (!strong(found, 2) && top < 0.75 && !(written(all) && LATIN.test(query))) await byMistake(core, whole, found);
    else if (!strong(found, SURE)) await byName(core, whole, found);
    sent(core, found);
    return all;
  };

  // What the words themselves bring, where what else they may be called must be fetched: of what is
  // at hand if that brings anything; and if nothing holds them, the titles that were meant.
  const soon = async (core, query, asked) => {
    const units = await inflected(core, cutUp(core, query));
    const here = (text) => isAtHand(core, text);
    const found = collection();
    const hold = async (texts) => {
      const own = texts.map((text) => ({ word: text, worth: 1, others: [{ text, worth: 1, why: "" }] }));
      covered(await Promise.all(own.map((unit) => weigh(core, unit))), found);
    };
    const all = units.flatMap(({ word }) => pieces(word));
    await hold(all.filter(here));
    if (!found.size && !all.every(here)) await hold(all);
    const isWhole = units.every(({ others }) => others.every(({ text }) => pieces(text).every(here)));
    if (isWhole && found.size) return []; // the whole way is as short
    if (!found.size) await byMistake(core, query.replace(/\s+/g, ""), found);
    return ordered(core, found, asked, LEAST);
  };

  // Teaches the core what people call things: the query in its words, and the kinds that it asks for.
  const taught = async (core, query) => {
    const { folds, families, asks } = await habits();
    core.learn(folds, families);
    const said = normal(query);
    const asking = asks.filter(([words]) => words.some((word) => said.includes(word)));
    return { said, wants: new Set(asking.flatMap(([, kinds]) => kinds)) };
  };

  // The first results, as far as a few shards of fragments hold them.
  const readable = (core, all, read) => {
    const held = new Set();
    return all.slice(0, read).filter(({ entry }) => {
      const shard = shelved(core, entry);
      if (held.size < SHARDS) held.add(shard);
      return held.has(shard);
    });
  };

  // The words of an entry, each with its channel and mood, and whose they are; those that suit the
  // reader's come first.
  const worded = (core, number, { say, variants, mind }) => {
    const { suiting, label } = window.handbookReader;
    const one = variants[suiting(variants) - 1];
    const { title, avoid, inside } = core.entry(number);
    const usual = say.map((text) => ({ text, suits: "", title, avoid, inside, mind }));
    return one ? [{ ...usual[0], text: one.text, suits: label(one) }, ...usual.slice(1)] : usual;
  };

  // The words to copy of a result: its own, else those of its step.
  const tell = async (core, each) => {
    const linked = each.part ? each.part.scripts.slice(0, SAID) : [];
    const scripts = linked.map(core.current).filter((number) => number >= 0);
    const all = await Promise.all(scripts.map((number) => fragment(core, number)));
    each.say = each.answer.say.length
      ? worded(core, each.entry, each.answer)
      : all.flatMap((answer, i) => worded(core, scripts[i], answer).slice(0, 1));
  };

  // Yields lists of results, the better one later. `asked` has the query, filter and reader, and how
  // many are shown at most.
  const look = async function* (core, asked) {
    let query = joined(asked.query);
    asked.several = /\S\s+\S/.test(asked.query);
    asked.wants = new Set();
    asked.read = Math.max(READ, asked.most || 0);
    const found = literal(core, asked.query, query);
    const sounding = letters(query);
    const heard = sounding.length > (found.size ? 1 : 0) && !strong(found, 2.4)
      && await byLetters(core, sounding, found);
    const at = ordered(core, found, asked, 0);
    const isOne = query.length < 2 && (HAN.test(query) || sounding);
    foresee(core, isOne ? { character: query } : { entries: at.slice(0, LIKELY).map(({ entry }) => entry) });
    yield at;
    if (isOne) return;
    if (!strong(found, PLAIN)) ({ said: query, wants: asked.wants } = await taught(core, query));
    const early = at.length ? [] : await soon(core, query, asked);
    if (early.length) yield early;
    const initials = heard && /^[a-z]{2}$/.test(query); // which stand in any English word
    const units = initials ? [] : await deep(core, query, found);
    const first = ordered(core, found, asked, LEAST);
    const some = readable(core, first, asked.read);
    if (!some.every(({ entry }) => known(entry))) yield first; // the rest must be fetched
    const wanted = pairs(core, query);
    await Promise.all(some.map((each) => read(core, each, { query, wanted, units })));
    const last = ordered(core, found, asked, LEAST);
    await Promise.all(last.slice(0, asked.read).filter(({ answer }) => answer).map((each) => tell(core, each)));
    yield last;
  };

  // What the first keys ask of all titles, made beforehand, piece by piece, when `rest` says so.
  const PIECES = [
    sounds, async (core) => beginnings(core.calls, (await sounds()).exact),
    (core) => core.calls.reading(""), (core) => core.knows(""), (core) => core.keys(), (core) => taught(core, ""),
  ];
  const readied = async (core, rest) => {
    habits().catch(() => {});
    for (const piece of PIECES) {
      await rest();
      await piece(core);
    }
  };

  Object.assign(search, { look, worded, readied });
})();
