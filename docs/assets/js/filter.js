// [data-hb-filter] shows what its controls ask for. A control <select data-hb-by="scene"> keeps the
// elements whose data-scene holds its value among words set apart by spaces; an element without that
// attribute does not take part. <input data-hb-by="text"> looks into [data-hb-item] and its data-words.
// A [data-hb-group] without anything left goes too, and what leads to it in the page's contents;
// [data-hb-count] says how many are left, and
// [data-hb-none] that none is, and leads to the search, which knows more: pinyin, slips, words for the same. The choice stands in the address, so that a link leads to it.
"use strict";
(() => {
  const plain = (text) => text.normalize("NFKC").toLowerCase();

  const contents = [...document.querySelectorAll("[data-hb-toc] a")];

  const set = (box) => {
    const controls = [...box.querySelectorAll("[data-hb-by]")];
    const names = controls.map((control) => control.dataset.hbBy).filter((name) => name !== "text");
    const all = box.querySelectorAll(["[data-hb-item]", ...names.map((n) => `[data-${n}]`)].join());
    const parts = [...all].filter((part) => !part.matches("[data-hb-by]"));
    const items = parts.filter((part) => part.hasAttribute("data-hb-item"));
    const groups = [...box.querySelectorAll("[data-hb-group]")];
    const links = new Map(groups.map((group) => [group, contents.filter(({ hash }) => (
      hash && group.contains(document.getElementById(decodeURIComponent(hash.slice(1))))))]));
    const count = box.querySelector("[data-hb-count]");
    const none = box.querySelector("[data-hb-none]");
    const texts = new Map();

    const fits = (part, name, value) => {
      if (!value) return true;
      if (name !== "text") {
        const held = part.getAttribute(`data-${name}`);
        return held === null || held.split(" ").includes(value);
      }
      if (!part.hasAttribute("data-hb-item")) return true;
      if (!texts.has(part)) texts.set(part, plain(`${part.textContent} ${part.dataset.words || ""}`));
      return plain(value).split(/\s+/).every((word) => texts.get(part).includes(word));
    };

    const keep = () => {
      const url = new URL(location.href);
      for (const { dataset, value } of controls) {
        if (value) url.searchParams.set(dataset.hbBy, value);
        else url.searchParams.delete(dataset.hbBy);
      }
      try { history.replaceState(null, "", url); } catch { /* not from a folder on disk */ }
    };

    const apply = () => {
      for (const part of parts) {
        part.hidden = !controls.every(({ dataset, value }) => fits(part, dataset.hbBy, value.trim()));
      }
      for (const group of groups) {
        group.hidden = !items.some((item) => !item.hidden && group.contains(item));
        for (const link of links.get(group)) link.hidden = group.hidden;
      }
      const shown = items.filter((item) => !item.hidden).length;
      if (count) count.textContent = shown;
      if (!none) return;
      none.hidden = shown > 0;
      const typed = controls.find(({ dataset, value }) => dataset.hbBy === "text" && value.trim());
      const link = none.querySelector("[data-hb-elsewhere]");
      link.hidden = !typed;
      if (typed) link.search = `?q=${encodeURIComponent(typed.value.trim())}`;
    };

    const asked = new URLSearchParams(location.search);
    for (const control of controls) {
      const value = asked.get(control.dataset.hbBy);
      if (value !== null) control.value = value;
      control.addEventListener("input", () => { apply(); keep(); });
    }
    apply();
  };

  const init = (root) => root.querySelectorAll("[data-hb-filter]").forEach(set);
  init(document);
  document.addEventListener("hb-content", (event) => init(event.target));
})();
