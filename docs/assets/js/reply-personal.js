// Numbers in a reply that belong to a person, told from others as handbook/check/personal.py tells them.
"use strict";
(() => {
  const { expression } = window.handbookJudge;
  const RUN = 4;
  const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const CHECKS = "10X98765432";
  const LONG = 18;
  const SHORT = 15;

  const finder = (data) => {
    const separators = expression(data.separators);
    const bare = (number) => number.replace(separators, "").toUpperCase();
    const digitsOf = (number) => number.replace(/\D/g, "");

    const isMadeUp = (digits) => {
      const steps = new Set();
      for (let i = 1; i < digits.length; i += 1) steps.add(digits[i] - digits[i - 1]);
      const counted = [[1], [-1], [1, -9]]
        .some((each) => each.length === steps.size && each.every((step) => steps.has(step)));
      return new Set(digits).size <= 2 || digits.includes("0".repeat(RUN)) || counted;
    };

    // --- Check digits -------------------------------------------------------------------------------

    const isBirthday = (said) => {
      const [year, month, day] = [said.slice(0, 4), said.slice(4, 6), said.slice(6)].map(Number);
      const date = new Date(year, month - 1, day);
      const exists = date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day;
      return exists && year >= 1900 && date <= new Date();
    };

    const isResident = (number) => {
      const birth = number.length === LONG ? number.slice(6, 14) : `19${number.slice(6, 12)}`;
      if (!data.provinces.includes(number.slice(0, 2)) || !isBirthday(birth)) return false;
      if (number.length === SHORT) return true;
      const total = WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(number[i]), 0);
      return CHECKS[total % 11] === number[LONG - 1];
    };

    const isHongKong = (number) => {
      const letters = number.slice(0, -7).padStart(2);
      const values = [...letters].map((letter) => (letter === " " ? 36 : letter.charCodeAt(0) - 55));
      values.push(...[...number.slice(-7, -1)].map(Number));
      const total = values.reduce((sum, value, i) => sum + value * (9 - i), 0);
      const check = number[number.length - 1];
      return (total + (check === "A" ? 10 : Number(check))) % 11 === 0;
    };

    const isTaiwan = (number) => {
      const value = 10 + data.taiwan.indexOf(number[0]);
      const weights = [8, 7, 6, 5, 4, 3, 2, 1, 1];
      const total = weights.reduce((sum, weight, i) => sum + weight * Number(number[i + 1]), 0);
      return (Math.floor(value / 10) + (value % 10) * 9 + total) % 10 === 0;
    };

    const isCard = (digits) => [...digits].reverse().reduce((sum, digit, i) => {
      const value = Number(digit) * (1 + (i % 2));
      return sum + (value > 9 ? value - 9 : value);
    }, 0) % 10 === 0;

    // --- What is somebody's ----------------------------------------------------------------------------

    const issued = expression([`^(?:${data.issued[0]})$`, data.issued[1]], "");
    const functional = expression(data.function, "");
    const exemplary = expression(data.example, "");
    const identity = (holds) => (number) => {
      const plain = bare(number);
      return !data.published.includes(plain) && holds(plain) && !isMadeUp(digitsOf(plain).slice(-8));
    };

    const isMobile = (number) => {
      const digits = bare(number).replace(/^\++/, "");
      return !data.mobiles.includes(digits.slice(-11)) && !isMadeUp(digits.slice(-8));
    };
    const isPayment = (number) => {
      const digits = bare(number);
      if (!issued.test(digits) || !isCard(digits) || data.cards.includes(digits)) return false;
      if (isMadeUp(digits.slice(-10)) || isMadeUp(digits.slice(6))) return false;
      return digits.length !== LONG || !isResident(digits);
    };
    const isPerson = (address) => {
      const [local, domain] = address.toLowerCase().split("@");
      return !functional.test(local) && !exemplary.test(domain);
    };
    const isPlate = (plate) => {
      const own = bare(plate).slice(2);
      const digits = digitsOf(own);
      return digits.length >= 2 && !(digits.length === own.length && isMadeUp(digits));
    };
    const isSecret = (value) => /\d/.test(value) && !(/^\d+$/.test(value) && isMadeUp(value));

    const kinds = [
      ["PRV01", data.mobile, isMobile], ["PRV02", data.resident, identity(isResident)],
      ["PRV02", data.hongKong, identity(isHongKong)], ["PRV02", data.taiwanese, identity(isTaiwan)],
      ["PRV03", data.card, isPayment], ["PRV04", data.mail, isPerson], ["PRV05", data.plate, isPlate],
      ["PRV06", data.passport, (number) => !isMadeUp(digitsOf(number))], ["PRV07", data.secret, isSecret],
    ].map(([code, pattern, holds]) => [code, expression(pattern, "gd"), holds]);

    return (text) => kinds.flatMap(([code, pattern, holds]) => [...text.matchAll(pattern)].flatMap((match) => {
      const [start, end] = match.indices.groups.number;
      const number = match.groups.number.normalize("NFKC");
      return data.examples.includes(bare(number)) || !holds(number) ? [] : [{ code, start, end }];
    }));
  };

  window.handbookJudge.finder = finder;
})();
