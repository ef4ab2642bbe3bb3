// The whole way from a query to its results: what is at hand answers at once, better lists follow.
"use strict";
(() => {
  const search = window.handbookSearch;
  const {
    HAN, joined, normal, posting, isAtHand, fragment, known, foresee, shelved, habits, sounds,
    beginnings, cutUp, forms, inflected, SURE, collection, literal, sent, byMeaning, byLetters,
    byMistake, byName, byLikeness, pieces, weigh, weighed, covered, pairs, read, ordered,
  } = search;
  const LATIN = /^[a-z\s]+$/;
  const READ = 24;
  const SHARDS = 4;
  const LIKELY = 4;
  const SAID = 2;
  const PLAIN = 3; // from here on a name leaves nothing to be asked in other words
  const LEAST = 0.25; // of points, to be told

  const letters = (query) => (/[a-z]/.test(query) ? query.replace(/[^a-z\u3400-\u9fff]/g, "") : "");

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
