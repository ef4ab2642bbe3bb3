// The forms of an English word: the index holds words as they are written, so a query's word is looked
// for in each form that the index has of it. Told apart by stems, which nobody sees.
"use strict";
(() => {
  const search = window.handbookSearch;
  const WORD = /^[a-z]{3,}$/;
  const FORM = 0.96; // so much is another form worth

  // Step by step: British spellings, plural, endings, and what endings leave behind. A stem has a vowel
  // and three letters, so that "thing" and "need" stay as they are.
  const STEPS = [
    [/(..)our/, "$1or"], [/([iy])s(?=[aeiou])/, "$1z"],
    [/(?:ies|ied)$/, "y"], [/(x|[cs]h|ss)es$/, "$1"], [/([^sui])s$/, "$1"],
    [/([bt])re$/, "$1er"], [/(...[^p])ly$/, "$1"],
    [/ification$/, "ify"], [/([^eo])at(?:ion|e|ed|ing)$/, "$1"], [/(....[st])ion$/, "$1"],
    [/^([^aeiouy]?[^aeiouy][aeiouy][^aeiouywx])(?:ed|ing)$/, "$1e"], [/(?:ed|ing)$/, ""], [/ment$/, ""],
    [/(..)aint$/, "$1ain"],
    [/(....)e$/, "$1"], [/y$/, "i"], [/(...er)i$/, "$1"], [/or$/, "er"], [/(....)iz$/, "$1i"],
    [/([^aeioulsz])\1$/, "$1"], [/([aeiouy][^aeiouy]+[aeiouy]l)l$/, "$1"],
  ];
  const stem = (word) => (WORD.test(word) ? STEPS.reduce((left, [ending, rest]) => {
    const next = left.replace(ending, rest);
    return next.length > 2 && /[aeiouy]/.test(next) ? next : left;
  }, word) : word);

  // The words that begin with a letter, by their stems: made once for all that is asked of it.
  const letters = new Map();
  const byStem = async (core, letter) => {
    if (!letters.has(letter)) {
      const found = new Map();
      for (const word of await search.wordsWith(core, letter)) {
        if (!WORD.test(word)) continue;
        const key = stem(word);
        if (found.has(key)) found.get(key).push(word);
        else found.set(key, [word]);
      }
      letters.set(letter, found);
    }
    return letters.get(letter);
  };

  // The forms of a word that the index has, but for the word itself.
  const forms = async (core, word) => {
    if (!WORD.test(word)) return [];
    const found = (await byStem(core, word[0])).get(stem(word)) || [];
    return found.filter((other) => other !== word);
  };

  // Units with the forms of their words, and of what else these may be called.
  const inflected = (core, units) => Promise.all(units.map(async (unit) => {
    const others = await Promise.all(unit.others.map(async (other) => [
      other, ...(await forms(core, other.text)).map((text) => ({ ...other, text, worth: other.worth * FORM })),
    ]));
    return { ...unit, others: others.flat() };
  }));

  Object.assign(search, { stem, forms, inflected });
})();
