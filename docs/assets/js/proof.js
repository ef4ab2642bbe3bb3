// What paper says of itself, and that nothing is folded on it. Draws the code by which a printed page is checked. [data-hb-code] holds its modules, row by row, as
// bits in base64: a tenth of the bytes of the drawing, which only paper needs.
"use strict";
(() => {
  const QUIET = 4;
  const SVG = "http://www.w3.org/2000/svg";

  const draw = (place) => {
    const bytes = [...atob(place.dataset.hbCode)].map((sign) => sign.charCodeAt(0));
    const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
    const side = Math.floor(Math.sqrt(bits.length));
    let path = "";
    for (let at = 0; at < side * side; at += 1) {
      if (bits[at] === "1") path += `M${(at % side) + QUIET} ${Math.floor(at / side) + QUIET}h1v1h-1z`;
    }
    const picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("viewBox", `0 0 ${side + 2 * QUIET} ${side + 2 * QUIET}`);
    picture.setAttribute("class", "hb-code");
    picture.setAttribute("aria-hidden", "true");
    picture.setAttribute("shape-rendering", "crispEdges");
    const drawn = document.createElementNS(SVG, "path");
    drawn.setAttribute("d", path);
    picture.append(drawn);
    place.prepend(picture);
  };

  // The stamp stands on the first sheet and the foot on the last; those between say it at their edge: in
  // the page's margin, with numbers; where the browser has no boxes there, as the foot of a table, which it
  // repeats.
  const edge = new CSSStyleSheet();
  const line = document.createElement("p");
  line.className = "hb-sheet-foot";
  const marked = () => {
    const { doc, edition } = document.body.dataset;
    const note = document.querySelector(".hb-foot span:last-of-type");
    const [id, version] = (doc || "").split(" ");
    const said = [document.querySelector("h1")?.textContent, id, version, edition, note && note.textContent];
    const text = said.filter(Boolean).join(" · ").replace(/\s+/g, " ");
    edge.replaceSync(`@page { @bottom-left { content: ${JSON.stringify(text)} } }`);
    document.adoptedStyleSheets = [edge];
    if (window.CSSMarginRule) return;
    line.textContent = text;
    document.body.append(line);
    document.body.classList.add("hb-sheets");
  };

  // Answers stay where they are: what is printed may be given to who is asked. What changes on a later day may be
  // longer than the page that it stands before.
  const folded = () => [...document.querySelectorAll("details:not([open])")].filter((each) => !each.closest(".hb-quiz, .hb-notice"));
  let opened = [];
  addEventListener("beforeprint", () => {
    marked();
    opened = folded();
    for (const each of opened) each.open = true;
  });
  addEventListener("afterprint", () => {
    line.remove();
    document.body.classList.remove("hb-sheets");
    for (const each of opened) each.open = false;
  });

  const init = (root) => root.querySelectorAll("[data-hb-code]").forEach(draw);
  init(document);
  document.addEventListener("hb-content", (event) => init(event.target));
})();
