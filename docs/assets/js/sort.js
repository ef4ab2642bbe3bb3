// table[data-hb-sort]: a click or Enter on a heading sorts by its column, once more turns it round.
// A cell's data-v is its value for sorting, else its text; cells with the same data-k, its kind, stay
// together, and those without a value come last both ways. th[data-hb-nosort] stays as it is.
"use strict";
(() => {
  // Made when it is asked for: it costs a slow computer a good part of a tenth of a second.
  let words = null;
  const inOrder = (a, b) => {
    words = words || new Intl.Collator(document.documentElement.lang, { numeric: true });
    return words.compare(a, b);
  };

  const value = (row, column) => {
    const cell = row.cells[column];
    const said = cell ? cell.dataset.v ?? cell.textContent.trim() : "";
    return { kind: (cell && cell.dataset.k) || "", said: said === "—" ? "" : said };
  };

  const compare = (a, b) => {
    const difference = Number(a) - Number(b);
    return Number.isNaN(difference) ? inOrder(a, b) : difference;
  };

  const place = (a, b, turned) => {
    if (!a.said || !b.said) return Boolean(b.said) - Boolean(a.said);
    return a.kind === b.kind ? turned * compare(a.said, b.said) : inOrder(a.kind, b.kind);
  };

  const sort = (table, th) => {
    const up = th.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    th.setAttribute("aria-sort", up ? "ascending" : "descending");
    const body = table.tBodies[0];
    const keyed = [...body.rows].map((row) => [value(row, th.cellIndex), row]);
    keyed.sort(([a], [b]) => place(a, b, up ? 1 : -1));
    body.append(...keyed.map(([, row]) => row));
  };

  const init = (root) => {
    for (const table of root.querySelectorAll("table[data-hb-sort]")) {
      if (!table.tHead || !table.tBodies.length) continue;
      for (const th of table.tHead.rows[0].cells) {
        if (th.hasAttribute("data-hb-nosort")) continue;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "hb-sort";
        button.append(...th.childNodes);
        button.addEventListener("click", () => sort(table, th));
        th.append(button);
      }
    }
  };
  init(document);
  document.addEventListener("hb-content", (event) => init(event.target));
})();
