// The index: its parts are scripts that hand themselves over, fetched when they are asked for. The
// folder is named by the edition's digest, so a page never meets the parts of another edition.
"use strict";
(() => {
  const search = window.handbookSearch;
  const { learn, normal, unmarked, stem, places, members, numbers, lengthened } = search;
  const root = document.body.dataset.root;
  const SECOND = 1000;
  const MOST = { p: 64, f: 20 }; // so many shards of postings and of fragments are remembered
  const ANSWERS = 150;
  const asked = new Map(); // what was asked for last stands last
  const atHand = new Set();
  const held = new Map();

  search.put = (name, value) => held.set(name, value);

  const unread = (why) => Object.assign(new Error(why), { unread: true });

  const fetched = (name) => {
    const { folder, sounds } = window.handbookIndex;
    const address = root + (name === "sounds" ? sounds : `${folder}${name}.js`);
    const script = document.querySelector(`script[src="${address}"]`) || document.createElement("script");
    return new Promise((resolve, reject) => {
      script.addEventListener("load", () => {
        if (held.has(name)) resolve(held.get(name));
        else reject(unread(`${name} holds nothing`));
      });
      script.addEventListener("error", () => reject(unread(`${name} could not be read`)));
      if (script.isConnected) return; // the page brings it along
      script.src = address;
      script.async = true;
      document.head.append(script);
    }).finally(() => script.remove());
  };

  const begun = (name, open) => {
    const answer = fetched(name).then(open).finally(() => held.delete(name));
    answer.then(() => { if (asked.has(name)) atHand.add(name); }, () => asked.delete(name));
    return answer;
  };

  const part = (name, open) => {
    const answer = asked.get(name) || begun(name, open);
    asked.delete(name);
    asked.set(name, answer);
    const same = [...asked.keys()].filter((one) => one[0] === name[0]);
    if (same.length > MOST[name[0]]) forget(same[0]);
    return answer;
  };

  const forget = (name) => {
    asked.delete(name);
    atHand.delete(name);
  };

  const once = (made) => {
    let value = null;
    return () => { value = value || made(); return value; };
  };

  // --- Lines of text that are looked through from end to end -----------------------------------

  const hash = (text, start, end) => {
    let found = 0;
    for (let i = start; i < end; i += 1) found = Math.imul(found, 31) + text.charCodeAt(i) | 0;
    return found ^ found >>> 15;
  };

  const lines = (texts, owners) => {
    const text = `\n${texts.join("\n")}\n`;
    const starts = new Uint32Array(texts.length + 1);
    let at = 1;
    texts.forEach((line, i) => { starts[i] = at; at += line.length + 1; });
    starts[texts.length] = at;
    // Lines by their text, in chains. A Map of tens of thousands of texts takes ten times as long to make.
    const chains = once(() => {
      const first = new Int32Array(1 << (33 - Math.clz32(texts.length))).fill(-1);
      const next = new Int32Array(texts.length);
      for (let i = texts.length - 1; i >= 0; i -= 1) {
        const at = hash(text, starts[i], starts[i + 1] - 1) & (first.length - 1);
        next[i] = first[at];
        first[at] = i;
      }
      return { first, next };
    });

    // The numbers of the lines that read so.
    const reading = (piece) => {
      const found = [];
      const { first, next } = chains();
      for (let i = first[hash(piece, 0, piece.length) & (first.length - 1)]; i >= 0; i = next[i]) {
        if (texts[i] === piece) found.push(i);
      }
      return found;
    };

    const line = (place) => {
      let [low, high] = [0, texts.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] <= place) low = middle;
        else high = middle - 1;
      }
      return low;
    };

    // Numbers of lines with the place of the word in them.
    const find = (word) => {
      const found = [];
      for (let place = text.indexOf(word); place >= 0;) {
        const number = line(place);
        found.push([number, place - starts[number]]);
        place = text.indexOf(word, starts[number + 1]);
      }
      return found;
    };
    return { text, texts, starts, owners, line, find, reading, codes: null };
  };

  // --- The core --------------------------------------------------------------------------------

  // Ids, on lines of their own, without what sets their parts apart; and as any spelling of them is read.
  const tight = (ids) => ids.toLowerCase().replace(/[^a-z0-9\n]+/g, "");
  const bare = (ids) => tight(ids.replace(/(^|[^0-9])0+(?=\d)/g, "$1"));

  // For whom entries are, set by set.
  const groupsOf = (sets, text) => {
    const held = new Map();
    const of = once(() => Uint16Array.from(numbers(text)));
    return (entry) => {
      const number = of()[entry];
      if (!held.has(number)) held.set(number, new Set(members(sets[number])));
      return held.get(number);
    };
  };

  // What can be found, by number: of thousands a query needs few, so each is made when it is asked for.
  const catalogue = (core, titles) => {
    const ids = lengthened(core.ids);
    const rolesOf = groupsOf(core.roles_sets, core.roles_of);
    const channelsOf = groupsOf(core.channels_sets, core.channels_of);
    const avoids = new Set(core.avoid);
    const insiders = new Set(core.inside);
    const since = new Map();
    const until = new Map();
    for (const [on, gone, come] of core.turns) {
      if (gone >= 0) until.set(gone, on);
      if (come >= 0) since.set(come, on);
    }
    const group = new Uint16Array(ids.length);
    let end = 0;
    core.groups.forEach(([, , , , count], number) => { group.fill(number, end, end += count); });
    const id = (number) => core.groups[group[number]][2] + ids[number];
    const kinds = core.groups.map(([each]) => each);
    const kind = (number) => kinds[group[number]];
    const entry = (number) => {
      const [, name, , pattern] = core.groups[group[number]];
      return {
        kind: kind(number), name, id: id(number), title: titles[number], avoid: avoids.has(number), inside: insiders.has(number),
        path: () => pattern.replace("*", () => ids[number]),
      };
    };
    // Whether it can be found on a day: those of coming versions from theirs on.
    const stands = (number, day) => !(since.get(number) > day || until.get(number) <= day);
    return { entry, group, kinds, kind, rolesOf, channelsOf, avoids, insiders, until, stands, size: ids.length, all: once(() => ids.map((_, number) => id(number))) };
  };

  // Groups of words that mean the same, by each of their words in any form.
  const byWord = (groups) => {
    const found = new Map();
    for (const group of groups) {
      for (const word of new Set(group.map(stem))) {
        if (found.has(word)) found.get(word).push(group);
        else found.set(word, [group]);
      }
    }
    return found;
  };

  // Rows of words, one for a group.
  const grouped = (rows) => byWord(rows ? rows.split("\n").map((row) => row.split("\t")) : []);

  // The terms with their other names, in the normal form; the handbook's own word first.
  const termed = (core, titles, names) => {
    const found = new Map();
    let at = 0;
    for (const [kind, , , , count] of core.groups) {
      for (let i = at; kind === "term" && i < at + count; i += 1) {
        if (names[i]) found.set(`${titles[i]}\t${names[i]}`, [...new Set([titles[i], ...names[i].split("\t")].filter(Boolean))]);
      }
      at += count;
    }
    return [...found.values()];
  };

  const opened = (core) => {
    learn(core.folds);
    const titles = lengthened(core.titles);
    const { size, all, until, ...found } = catalogue(core, titles);
    const called = normal(unmarked(titles.join("\n"))).split("\n");
    const owners = called.map((_, i) => i);
    const names = normal(unmarked(core.names)).split("\n");
    names.forEach((row, i) => {
      for (const name of row ? row.split("\t") : []) {
        called.push(name);
        owners.push(i);
      }
    });

    // What takes another's place on a day that is to come.
    const next = new Map(core.turns.filter(([, gone]) => gone >= 0).map(([, gone, come]) => [gone, come]));
    let day = "";
    let told = 0;
    const today = () => {
      if (core.turns.length && Date.now() - told > SECOND) {
        told = Date.now();
        day = window.handbookManifest.today();
      }
      return day;
    };
    const current = (number) => {
      let at = number;
      while (at >= 0 && until.get(at) <= today()) at = next.get(at);
      return at;
    };
    const see = new Map(core.see.map(([term, ...others]) => [term, others]));

    const terms = once(() => termed(core, called, names));
    const meaning = once(() => byWord(terms()));
    const words = once(() => new Set([...core.words.split(" "), ...terms().flat()].filter(Boolean)));
    let everyday = new Map();
    const spoken = once(() => lines([...words()], [...words()]));
    const readings = core.readings ? core.readings.split("\n").map((row) => row.split(" ")) : [];
    return {
      ...found,
      readings,
      ids: all,
      keys: once(() => bare(all().join("\n")).split("\n")),
      padded: once(() => tight(all().join("\n")).split("\n")),
      held: new Map(),
      today, current,
      see: (term) => (see.get(term) || []).map(current).filter((at) => at >= 0),
      titles: size,
      calls: lines(called, owners),
      groups: (word) => [...(meaning().get(stem(word)) || []), ...(everyday.get(stem(word)) || [])],
      knows: (word) => words().has(word) || everyday.has(word),
      // What people call things beyond the handbook's own words.
      learn: (signs, families) => {
        if (everyday.size) return;
        learn(signs);
        everyday = grouped(families);
      },
      get words() { return spoken(); },
      roles: core.roles,
      channels: core.channels,
      stop: new Set(core.stop.split(" ")),
      signs: new Set(core.signs),
      firsts: [...core.postings],
      starts: core.fragments,
    };
  };

  // --- Postings and fragments --------------------------------------------------------------------

  const unpressed = async (text, encoding) => {
    const signs = atob(text);
    const bytes = new Uint8Array(signs.length);
    for (let i = 0; i < signs.length; i += 1) bytes[i] = signs.charCodeAt(i);
    const { readable, writable } = new DecompressionStream("gzip");
    const writer = writable.getWriter();
    writer.write(bytes).catch(() => {}); // whoever reads hears of it
    writer.close().catch(() => {});
    return new TextDecoder(encoding).decode(await new Response(readable).arrayBuffer());
  };

  // A shelf is text: below a line with "=" and a first character, a line for each of its grams. Of
  // thousands of lines few are asked for, so they are found when they are.
  const shelf = (text) => {
    const all = `\n${text}\n`;
    const below = (first) => {
      const head = all.indexOf(`\n=${first}\n`);
      const next = all.indexOf("\n=", head + 1);
      return head < 0 ? [0, 0] : [head + 2 + first.length, next < 0 ? all.length : next];
    };
    const row = (gram) => {
      const [first] = gram;
      const [head, end] = below(first);
      const start = `\n${gram.slice(first.length)} `;
      const at = all.indexOf(start, head);
      return at < 0 || at >= end ? "" : all.slice(at + start.length, all.indexOf("\n", at + 1));
    };
    const grams = (first) => Array.from(all.slice(...below(first)).matchAll(/\n(\S*) /g), ([, rest]) => first + rest);
    return { row, grams };
  };

  const last = (list, fits) => {
    let found = -1;
    for (let i = 0; i < list.length && fits(list[i]); i += 1) found = i;
    return found;
  };

  const NOTHING = new Uint32Array();
  const unpacked = new Map();

  const shelfOf = (number) => part(`p${number}`, async (text) => shelf(await unpressed(text, "utf-8")));
  const shelfWith = (core, gram) => last(core.firsts, (first) => first <= gram[0]);

  // Whether the postings of a pair of characters need not be fetched; before the first shelf there are none.
  const isAtHand = (core, gram) => {
    const number = shelfWith(core, gram);
    return number < 0 || unpacked.has(gram) || atHand.has(`p${number}`);
  };

  // The places of one pair of characters.
  const posting = async (core, gram) => {
    if (unpacked.has(gram)) return unpacked.get(gram);
    const number = shelfWith(core, gram);
    if (number < 0) return NOTHING;
    const row = (await shelfOf(number)).row(gram);
    const found = row ? places(row) : NOTHING;
    unpacked.set(gram, found);
    return found;
  };

  // What begins with a sign and is looked up by.
  const wordsWith = async (core, first) => {
    const number = shelfWith(core, first);
    return number < 0 ? [] : (await shelfOf(number)).grams(first);
  };

  // The shard of fragments that an entry is in.
  const shelved = (core, entry) => last(core.starts, (start) => start <= entry);

  // What is compared with a query is brought into the normal form once.
  const answer = ([lead = "", value = "", say = [], asks = [], parts = [], variants = [], mind = ""]) => {
    const made = parts.map(([anchor, title, limit, text, scripts]) => (
      { anchor, title, limit, text, scripts, head: normal(title), body: normal(text) }
    ));
    return {
      lead, value, say, mind, asks: asks.map(normal), parts: made,
      variants: variants.map(([channel, mood, text]) => ({ channel, mood, text })),
      whole: [normal([lead, value, ...say, ...asks].join("\n")), ...made.flatMap(({ head, body }) => [head, body])].join("\n"),
    };
  };

  const fragments = (number) => part(`f${number}`, async (text) => JSON.parse(await unpressed(text, "utf-16le")));

  const answers = new Map();
  const fragment = async (core, entry) => {
    if (!answers.has(entry)) {
      const number = shelved(core, entry);
      const shard = await fragments(number);
      if (answers.size > ANSWERS) answers.clear();
      answers.set(entry, answer(shard[entry - core.starts[number]]));
    }
    return answers.get(entry);
  };
  const known = (entry) => answers.has(entry);

  // Asks for what will be wanted next; who then wants it hears of what went wrong.
  const foresee = (core, { character = "", entries: likely = [] }) => {
    const shelves = character ? [shelfWith(core, character)] : [];
    const shards = new Set(likely.map((entry) => shelved(core, entry)));
    for (const asking of [...shelves.filter((number) => number >= 0).map(shelfOf), ...[...shards].map(fragments)]) {
      asking.catch(() => {});
    }
  };

  Object.assign(search, {
    tight, bare, posting, wordsWith, isAtHand, fragment, known, foresee, shelved,
    core: () => part("core", opened),
    habits: () => part("sounds", (held) => held),
  });
  if (document.querySelector("[data-hb-results]")) search.core();
})();
