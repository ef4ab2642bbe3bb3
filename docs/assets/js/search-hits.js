// What a query finds, while it is collected: points, and by which words and for what reasons.
"use strict";
(() => {
  const search = window.handbookSearch;
  const SURE = 4; // points of a hit that its own name led to

  // By which words a hit was found, which are marked in it, and for what reasons. Thousands of hits
  // are found by the same, so it never changes: whatever is added makes another, once.
  const trail = (marks, whys) => ({ marks, whys, next: new Map() });
  const further = (from, mark, why) => {
    if (from.marks.has(mark) && (!why || from.whys.get(why.text) === why)) return from;
    const key = why || mark;
    if (!from.next.has(key)) {
      const whys = why ? new Map(from.whys).set(why.text, why) : from.whys;
      from.next.set(key, trail(new Set(from.marks).add(mark), whys));
    }
    return from.next.get(key);
  };

  class Hit {
    constructor(entry, start) {
      this.entry = entry;
      this.points = 0;
      this.cover = 0;
      this.share = 0;
      this.bonus = 0;
      this.total = 0;
      this.trail = start;
      this.part = null;
    }

    get marks() { return this.trail.marks; }

    get whys() { return this.trail.whys; }

    // Whether it was found only by what may have been meant.
    get guessed() { return this.whys.size > 0 && [...this.whys.values()].every(({ why }) => why === "fix"); }

    add(mark, why = null) { this.trail = further(this.trail, mark, why); }
  }

  const collection = () => Object.assign(new Map(), { start: trail(new Set(), new Map()) });

  const hit = (found, entry) => {
    let held = found.get(entry);
    if (!held) found.set(entry, held = new Hit(entry, found.start));
    return held;
  };

  const named = (found, entry, points, mark, why = null) => {
    const held = hit(found, entry);
    const better = points > held.points;
    if (better) held.points = points;
    held.add(mark, better ? why : null);
  };

  // The reason for each text: what is found alike has the same.
  const because = (why, from) => {
    const made = new Map();
    return (text) => {
      if (!made.has(text)) made.set(text, { text, why, from });
      return made.get(text);
    };
  };

  Object.assign(search, { SURE, collection, hit, named, because });
})();
