// Limits by the everyday words for them, as handbook/check/sayings.py understands them: what none of those
// that are spoken of so allows is a contradiction.
"use strict";
(() => {
  const { expression } = window.handbookJudge;
  const OPEN = new Set(["more-than", "less-than", "scale"]);

  // Gives of a figure in a folded text the number of the standard that it contradicts.
  const sayer = ({ sayings, standards, seconds }) => {
    const clauses = expression(sayings.clause);
    const before = expression(sayings.before, "");
    const behind = expression(sayings.behind, "y");
    const filler = expression(sayings.next, "y");
    const length = (unit, value, upper) => seconds[unit] * (upper || value);
    const at = (pattern, place) => {
      pattern.lastIndex = place;
      return pattern.exec(text);
    };
    let text = "";

    const allows = ([number, least], { value, unit, upper }) => {
      const [limit, of, most] = standards[number].amounts[0];
      const more = of === "workdays" && unit !== of ? sayings.leeway : 0;
      const told = length(unit, value, upper);
      return least <= told && told <= length(of, limit, most) + more;
    };

    return (folded, { start, end, amount, bound }) => {
      if (!seconds[amount.unit] || OPEN.has(bound)) return undefined;
      text = folded;
      const first = Math.max(start - sayings.reach, 0);
      const starts = [first, first];
      for (const match of text.slice(first, start).matchAll(clauses)) starts.push(first + match.index + match[0].length);
      const rest = text.slice(end, end + sayings.reach);
      const [next] = rest.matchAll(clauses);
      const last = end + (next ? next.index : rest.length);
      const [early, late] = starts.slice(-2);
      if (before.test(text.slice(late, start)) || at(behind, end)) return undefined;
      const around = text.slice(early, last);
      const clause = text.slice(late, last);
      const from = end + at(filler, end)[0].length;
      const holds = (part) => (key) => sayings.keys[key].some((word) => part.includes(word));
      const meant = sayings.said.filter(([, , keys, word]) => text.startsWith(word, from) && keys.every(holds(around)));
      if (meant.some((one) => allows(one, amount))) return undefined;
      const near = meant.find(([, , keys, word]) => word || keys.some(holds(clause)));
      return near && near[0];
    };
  };

  window.handbookJudge.sayer = sayer;
})();
