// [data-hb-compare]: two releases of a document side by side. Each is read from its own page, whose
// pieces [data-hb-row] are named by their place, so that the same place of both stands in one row.
"use strict";
(() => {
  const cell = (tag, text, css) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (css) made.className = css;
    return made;
  };

  const pages = new Map();
  const rows = async (url) => {
    if (!pages.has(url)) {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      pages.set(url, [...page.querySelectorAll("[data-hb-row]")].map((part) => {
        const head = part.matches("section") ? part.firstElementChild : part;
        const text = part.matches("section") ? part.querySelector(".hb-lines").textContent : "";
        return [part.dataset.hbRow, { label: head.textContent, text, head: head === part }];
      }));
    }
    return pages.get(url);
  };

  // The places of the new one, with those that only the old one has after the place they followed.
  const merged = (old, fresh) => {
    const order = fresh.map(([key]) => key);
    const known = new Set(order);
    let after = -1;
    for (const [key] of old) {
      if (known.has(key)) after = order.indexOf(key);
      else { order.splice(after + 1, 0, key); after += 1; known.add(key); }
    }
    return order;
  };

  // A blank beside a Chinese character changes nothing that is said.
  const bare = (text) => text.replace(/([\u2e80-\uffef]) +| +(?=[\u2e80-\uffef])/g, "$1");

  const draw = (table, old, fresh, all) => {
    const [before, after] = [new Map(old), new Map(fresh)];
    const lines = merged(old, fresh).map((key) => {
      const [a, b] = [before.get(key), after.get(key)];
      const same = Boolean(a && b && bare(a.text) === bare(b.text) && bare(a.label) === bare(b.label));
      const row = document.createElement("tr");
      row.dataset.key = key;
      row.className = same ? "hb-same" : a && b ? "hb-changed" : a ? "hb-removed" : "hb-added";
      const { label, head } = b || a;
      row.append(cell("th", label, head ? "hb-row-head" : ""), cell("td", a ? a.text : "", "hb-lines"), cell("td", b ? b.text : "", "hb-lines"));
      row.hidden = same && !all;
      return row;
    });
    // What changed stands below the names of what holds it.
    for (const line of lines.filter((each) => !each.hidden)) {
      for (const head of lines) if (line.dataset.key.startsWith(`${head.dataset.key} `)) head.hidden = false;
    }
    const body = document.createElement("tbody");
    body.append(...lines);
    if (lines.every((line) => line.hidden)) {
      const row = document.createElement("tr");
      const told = cell("td", table.dataset.same);
      told.colSpan = 3;
      row.append(told);
      body.append(row);
    }
    table.replaceChildren(body);
  };

  const set = (box) => {
    const [form, table] = [box.querySelector("form"), box.querySelector("table")];
    const { old, new: fresh, all } = form.elements;
    const compare = async () => {
      try {
        draw(table, await rows(old.value), await rows(fresh.value), all.checked);
      } catch {
        table.replaceChildren(cell("caption", table.dataset.failed));
      }
    };
    box.hidden = false;
    form.addEventListener("input", compare);
    form.addEventListener("submit", (event) => event.preventDefault());
    compare();
  };

  document.querySelectorAll("[data-hb-compare]").forEach(set);
})();
