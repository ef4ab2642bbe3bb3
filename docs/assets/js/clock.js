// Limits that run: <span data-hb-at="ms" data-hb-limit="10 min"> shows what is left, in words and colour.
// What takes days is told by the day and hour that it must be done by; working days are Monday to Friday.
"use strict";
window.handbookClock = (() => {
  const words = window.handbookWords;
  const lang = document.documentElement.lang;
  const timeZone = window.handbookZone;
  const SECOND = 1000;
  const DAY = 86400 * SECOND;
  const SECONDS = { s: 1, min: 60, h: 3600, days: 86400, weeks: 604800 };
  const MONTHS = { months: 1, quarters: 3, years: 12 };
  const NEAR = 0.2;

  // Made when it is asked for: it costs a slow computer a tenth of a second.
  let weekday = null;
  const isFree = (time) => {
    weekday = weekday || new Intl.DateTimeFormat("en", { weekday: "short", timeZone });
    return /^S/.test(weekday.format(time));
  };
  // Swedish writes days and times as everything here does: 2026-11-23, 19:59.
  const time = (at) => new Date(at).toLocaleTimeString("sv", { timeStyle: "short", timeZone });
  const day = (at) => new Date(at).toLocaleDateString("sv", { timeZone });
  const moment = (at) => {
    const name = new Date(at).toLocaleDateString(lang, { weekday: "short", timeZone });
    return `${day(at)} ${name} ${time(at)}`;
  };

  const workdays = (at, count) => {
    let due = at;
    for (let left = Math.ceil(count); left > 0;) {
      due += DAY;
      if (!isFree(due)) left -= 1;
    }
    return due;
  };

  // When something must be done that began at a moment.
  const due = (at, limit) => {
    const [number, unit] = limit.split(" ");
    if (unit === "workdays") return workdays(at, Number(number));
    if (SECONDS[unit]) return at + Number(number) * SECONDS[unit] * SECOND;
    const end = new Date(at);
    end.setMonth(end.getMonth() + Number(number) * MONTHS[unit]);
    return end.getTime();
  };

  const limited = (limit) => {
    const [number, unit] = limit.split(" ");
    return `${number} ${window.handbookDesk.units[unit]}`;
  };

  const span = (length) => {
    const seconds = Math.floor(Math.abs(length) / SECOND);
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    if (!parts[0]) parts.shift();
    return parts.map((part, i) => (i ? String(part).padStart(2, "0") : part)).join(":");
  };

  // How it stands at a moment: running, near or over, and in words.
  const judge = (at, limit, now) => {
    const end = due(at, limit);
    const left = end - now;
    const whole = end - at;
    const state = left < 0 ? "over" : left <= whole * NEAR ? "near" : "running";
    const long = whole >= DAY;
    const said = long ? moment(end) : span(left);
    return { state, said: words[`clock_${long ? "due_" : ""}${state}`].replace("{time}", said) };
  };

  const before = new Map();
  const show = () => {
    const now = Date.now();
    for (const clock of document.querySelectorAll("[data-hb-at]")) {
      const { hbAt: at, hbLimit: limit, hbOf: of } = clock.dataset;
      const { state, said } = judge(Number(at), limit, now);
      if (clock.textContent !== said) clock.textContent = said;
      clock.dataset.state = state;
      const key = `${of} ${at}`;
      if (before.get(key) !== state && before.has(key)) window.handbookCopy.say(`${of} ${said}`);
      before.set(key, state);
    }
  };

  let timer = 0;
  const watch = () => {
    show();
    if (document.querySelector("[data-hb-at]")) timer = timer || setInterval(show, SECOND);
    else { clearInterval(timer); timer = 0; }
  };

  const clock = (at, limit, of) => {
    const made = document.createElement("span");
    made.className = "hb-timer";
    made.setAttribute("role", "timer");
    Object.assign(made.dataset, { hbAt: String(at), hbLimit: limit, hbOf: of });
    return made;
  };

  return { clock, watch, judge, limited, span, time, day };
})();
