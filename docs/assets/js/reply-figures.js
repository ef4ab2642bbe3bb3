// Quantities in a reply, read by the expressions and tables of handbook/model/figures.py: 三天, 24 小时,
// 不超过 10%, 1小时30分.
"use strict";
(() => {
  const { own } = window.handbookMake;
  const { expression } = window.handbookJudge;
  const TENTH = 10;
  const QUARTER = 15;
  const MINUTES = 60;

  const reader = (grammar) => {
    const { units, english, digits, tens, myriads, before, after } = grammar;
    const table = new Map();
    const signs = [...grammar.fold];
    for (let i = 0; i + 1 < signs.length; i += 2) table.set(signs[i], signs[i + 1]);
    const pattern = expression(grammar.pattern, "y");
    const begins = expression(grammar.start);
    const ahead = expression(grammar.ahead, "");
    const behind = expression(grammar.behind, "y");
    const which = expression(grammar.which, "");

    const fold = (text) => text.replace(/[^\0-\x7f]/g, (sign) => table.get(sign) || sign);

    // --- Numbers ------------------------------------------------------------------------------------

    const numeral = (words) => {
      if (own(tens, words[0]) && words[0] !== "十" || own(myriads, words[0])) return null;
      let [total, group, digit] = [0, 0, null];
      for (const sign of words) {
        if (own(digits, sign)) {
          if (digit) return null;
          digit = digits[sign];
        } else if (own(tens, sign)) {
          group += (digit === null ? 1 : digit) * tens[sign];
          digit = null;
        } else {
          total = (total + group + (digit || 0)) * myriads[sign];
          [group, digit] = [0, null];
        }
      }
      return total + group + (digit || 0);
    };

    const isDigit = (sign) => /\d/.test(sign);
    const number = (said) => {
      let words = said;
      if (own(english, words.toLowerCase())) return english[words.toLowerCase()];
      if (words.length > grammar.longest) return null;
      let factor = 1;
      const last = words[words.length - 1];
      if (isDigit(words[0]) && (own(tens, last) || own(myriads, last)) && last !== "十") {
        factor = tens[last] || myriads[last];
        words = words.slice(0, -1);
      }
      if (isDigit(words[0])) return factor * Number(words.replace(/,/g, ""));
      const [whole, rest] = words.split("点");
      const value = numeral(whole);
      if (value === null || !rest) return value;
      return Number(`${value}.${[...rest].map((sign) => digits[sign]).join("")}`);
    };

    // 两三天 is 2 to 3 days.
    const pair = (words) => {
      if (words.length !== 2 || ![...words].every((sign) => own(digits, sign))) return null;
      const [low, high] = [...words].map((sign) => digits[sign]);
      return low > 0 && low === high - 1 ? [low, high] : null;
    };

    // --- Amounts --------------------------------------------------------------------------------------

    const amount = (value, unit, upper = null) => ({ value, unit, upper });
    const range = (low, high, unit) =>
      (low === null || (high !== null && high <= low) ? null : amount(low, unit, high));
    const unitOf = (words) => units[words.toLowerCase()];

    const halved = (words) => {
      const unit = unitOf(words === "月" ? "个月" : words);
      return unit === "h" ? amount(30, "min") : amount(0.5, unit);
    };

    const isSaying = (groups, unit, text, start) => {
      if (groups.high) return false;
      if (unit === "points" && groups.low === "十") return true;
      return (groups.low === "一" || groups.low === "1") && which.test(text.slice(Math.max(0, start - 2), start));
    };

    const counted = (groups, text, start) => {
      const unit = unitOf(groups.unit);
      if (isSaying(groups, unit, text, start)) return null;
      const [low, high] = pair(groups.low) || [number(groups.low), groups.high ? number(groups.high) : null];
      if (low === null || (unit === "years" && low >= grammar.year) || (groups.high && high === null)) return null;
      const made = range(low + (groups.and || groups.more ? 0.5 : 0), high, unit);
      return made && made.unit === "h" && made.value % 1 && made.upper === null
        ? amount(made.value * MINUTES, "min") : made;
    };

    const single = (words, unit) => {
      const value = number(words);
      return value === null ? null : amount(value, unit);
    };
    const tenths = ({ tenths: said, half }) =>
      amount(TENTH * (number(said) || 0) + (half ? digits[half] : 0), "%");
    const scale = (words) => (words === "百" ? amount(100, "points") : single(words, "points"));

    const read = (groups, text, start) => {
      if (groups.share) return single(groups.share, "%");
      if (groups.tenths) return tenths(groups);
      if (groups.top || groups.points) return scale(groups.top || groups.points);
      if (groups.least) return range(number(groups.least), number(groups.most), "points");
      if (groups.quarters || groups.quarter) return amount(QUARTER * (number(groups.quarters || "1") || 1), "min");
      if (groups.halved) return halved(groups.halved);
      if (groups.days) return single(groups.days, "days");
      if (groups.money) return single(groups.money, grammar.money[groups.coin.toUpperCase()]);
      return counted(groups, text, start);
    };

    // --- What a quantity bounds --------------------------------------------------------------------------

    const named = (match, bounds) => {
      const found = match && Object.entries(match.groups).find(([, words]) => words !== undefined);
      return found ? bounds[Number(found[0].slice(1))] : null;
    };

    const bound = (text, start, end) => {
      const first = named(ahead.exec(text.slice(Math.max(0, start - grammar.window), start)), before);
      behind.lastIndex = end;
      const second = named(behind.exec(text), after);
      return first === null || first === "exactly" ? second || first || "bare" : first;
    };

    // --- The whole text ------------------------------------------------------------------------------------

    const spelt = (text) => {
      const folded = fold(text);
      const found = [];
      for (let at = 0; ;) {
        begins.lastIndex = at;
        const start = begins.exec(folded);
        if (!start) return found;
        pattern.lastIndex = start.index;
        const match = pattern.exec(folded);
        at = match ? start.index + match[0].length : start.index + 1;
        const made = match && read(match.groups, folded, start.index);
        if (!made) continue;
        const isScale = match.groups.top || match.groups.points || match.groups.least;
        found.push({
          start: start.index, end: at, amount: made, bound: isScale ? "scale" : bound(folded, start.index, at),
        });
      }
    };

    const SUMS = { "h+min": "min", "h+points": "min", "min+s": "s", "points+s": "s" };
    const sum = (first, second) => {
      const unit = SUMS[`${first.amount.unit}+${second.amount.unit}`];
      if (!unit || first.amount.upper !== null || second.amount.upper !== null) return null;
      const value = first.amount.value * MINUTES + second.amount.value;
      const open = first.bound === "bare" || first.bound === "exactly";
      return { start: first.start, end: second.end, amount: amount(value, unit), bound: open ? second.bound : first.bound };
    };

    // 1小时30分 is one duration of 90 minutes.
    return (text) => spelt(text).reduce((found, figure) => {
      const last = found[found.length - 1];
      const joined = last && !text.slice(last.end, figure.start).replace(/ /g, "") ? sum(last, figure) : null;
      if (joined) found[found.length - 1] = joined;
      else found.push(figure);
      return found;
    }, []);
  };

  window.handbookJudge.reader = reader;
})();
