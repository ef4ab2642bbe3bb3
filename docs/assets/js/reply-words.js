// Phrases sought in a reply as handbook/check/fold.py and phrases.py seek them: all in one pass, in any
// width and script, with markup and line breaks between Chinese characters left out.
"use strict";
window.handbookJudge = {};
(() => {
  const expression = ([source, flags], more = "g") => new RegExp(source, flags + more);

  const folder = ({ pairs, out }) => {
    const table = new Map();
    for (let i = 0; i + 1 < pairs.length; i += 2) table.set(pairs[i], pairs[i + 1]);
    const leftOut = expression(out);
    const fold = (text) => {
      let made = "";
      for (let i = 0; i < text.length; i += 1) made += table.get(text[i]) || text[i];
      return made;
    };
    // The folded text, and where in the text each of its characters stood.
    const folded = (text) => {
      const places = [];
      let kept = "";
      let end = 0;
      const keep = (to) => {
        for (let i = end; i < to; i += 1) places.push(i);
        kept += text.slice(end, to);
      };
      for (const match of text.matchAll(leftOut)) {
        keep(match.index);
        end = match.index + match[0].length;
      }
      keep(text.length);
      return { value: fold(kept), places };
    };
    return { fold, folded };
  };

  // --- Many words at once (Aho and Corasick) --------------------------------------------------------

  const LATIN = /[0-9a-z]/;
  const node = (depth) => ({ next: new Map(), fail: null, word: null, short: null, depth });

  const automaton = (words) => {
    const root = node(0);
    for (const word of words) {
      let at = root;
      for (const sign of word) {
        for (let i = 0; i < sign.length; i += 1) {
          if (!at.next.has(sign[i])) at.next.set(sign[i], node(at.depth + 1));
          at = at.next.get(sign[i]);
        }
      }
      at.word = word;
    }
    const queue = [];
    for (const each of root.next.values()) { each.fail = root; queue.push(each); }
    for (let i = 0; i < queue.length; i += 1) {
      const at = queue[i];
      at.short = at.fail.word === null ? at.fail.short : at.fail;
      for (const [sign, each] of at.next) {
        let back = at.fail;
        while (back !== root && !back.next.has(sign)) back = back.fail;
        each.fail = back.next.get(sign) || root;
        queue.push(each);
      }
    }
    return root;
  };

  // Every word in a text, in the order of their ends.
  const search = (root, text, found) => {
    let at = root;
    for (let i = 0; i < text.length; i += 1) {
      while (at !== root && !at.next.has(text[i])) at = at.fail;
      at = at.next.get(text[i]) || root;
      for (let hit = at.word === null ? at.short : at; hit; hit = hit.short) found(hit.word, i + 1 - hit.depth, i + 1);
    }
  };

  const isCut = (text, start, end) =>
    (LATIN.test(text[start]) && start > 0 && LATIN.test(text[start - 1]))
    || (LATIN.test(text[end - 1]) && end < text.length && LATIN.test(text[end]));

  const outside = (spans, innocent) => spans
    .filter(([start, end]) => !innocent.some(([from, to]) => from <= start && end <= to));

  // Of spans that overlap the longest, the first of equals.
  const longest = (spans) => {
    const kept = [];
    for (const span of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
      const last = kept[kept.length - 1];
      if (!last || span[0] >= last[1]) kept.push(span);
      else if (span[1] - span[0] > last[1] - last[0]) kept[kept.length - 1] = span;
    }
    return kept;
  };

  // Phrases with their shapes and the longer terms in which these are innocent.
  const seeker = (phrases, fold) => {
    const owners = new Map();
    const add = (word, owner, innocent) => {
      const folded = fold(word).trim();
      if (!folded) return;
      if (!owners.has(folded)) owners.set(folded, []);
      owners.get(folded).push([owner, innocent]);
    };
    phrases.forEach(({ shapes, allow }, owner) => {
      for (const word of shapes) add(word, owner, false);
      for (const word of allow) add(word, owner, true);
    });
    const root = automaton(owners.keys());
    return (text) => {
      const hits = new Map();
      const innocent = new Map();
      search(root, text, (word, start, end) => {
        if (isCut(text, start, end)) return;
        for (const [owner, allowed] of owners.get(word)) {
          const kept = allowed ? innocent : hits;
          if (!kept.has(owner)) kept.set(owner, []);
          kept.get(owner).push([start, end]);
        }
      });
      return [...hits].flatMap(([owner, spans]) =>
        longest(outside(spans, innocent.get(owner) || [])).map(([start, end]) => ({ owner, start, end })));
    };
  };

  // Names in a text, the leftmost and of these the longest first; none overlaps another.
  const namer = (names) => {
    const root = automaton(names);
    return (text) => {
      const spans = [];
      search(root, text, (name, start, end) => {
        if (!isCut(text, start, end)) spans.push([start, end, name]);
      });
      spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      let last = 0;
      return spans.filter(([start, end]) => start >= last && (last = end) > 0);
    };
  };

  Object.assign(window.handbookJudge, { expression, folder, seeker, namer });
})();
