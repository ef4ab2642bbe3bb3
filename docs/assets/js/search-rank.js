// Ranking what was found. Of the first entries the fragments say where exactly, and how well.
"use strict";
(() => {
  const search = window.handbookSearch;
  const { HAN, grams, alikeness, fragment } = search;
  const KIND = {
    sop: 1.24, script: 1.22, phrase: 1.06, sla: 1.08, kpi: 1.06, form: 1.05, path: 1.04,
    card: 0.7, manual: 0.6, guide: 0.8, qa: 0.8, fatal: 0.8, course: 0.85, training: 0.95,
    programme: 0.9, "training-plan": 0.9, scripts: 0.9, phrases: 0.85, "etiquette-guide": 0.85,
    "service-levels": 0.85, kpis: 0.85, scorecard: 0.85, forms: 0.8, roles: 0.8, channels: 0.8,
    terms: 0.75, term: 0.92,
  };
  const PREFERRED = 1.08;
  const INSIDE = 0.85; // for what is said to colleagues: mostly a customer waits
  const ADJACENT = 1.1;
  const ALL = 0.99;
  const WHOLE = 0.9; // for holding every one of several words
  const WANTED = 1.12; // for being of the kind that is asked for
  const OTHERWISE = 0.9; // for an ask in other words
  const HEADED = 0.6; // for a step whose title holds the query

  // --- The precise place -----------------------------------------------------------------------------

  const pairs = (core, text) => new Set(
    [...grams(text), ...[...text].filter((sign) => HAN.test(sign) && !core.signs.has(sign))],
  );

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

  Object.assign(search, { pairs, read, ordered });
})();
