// What paper says of itself. Draws the code by which a printed page is checked. [data-hb-code] holds its modules, row by row, as
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

  // The stamp stands on the first sheet and the foot on the last; those between say it at their edge,
  // where the browser knows of page margins.
  const edge = new CSSStyleSheet();
  addEventListener("beforeprint", () => {
    const { doc, edition } = document.body.dataset;
    const note = document.querySelector(".hb-foot span:last-of-type");
    const [id, version] = (doc || "").split(" ");
    const said = [document.querySelector("h1")?.textContent, id, version, edition, note && note.textContent];
    const text = said.filter(Boolean).join(" · ").replace(/\s+/g, " ");
    edge.replaceSync(`@page { @bottom-left { content: ${JSON.stringify(text)} } }`);
    document.adoptedStyleSheets = [edge];
  });

  const init = (root) => root.querySelectorAll("[data-hb-code]").forEach(draw);
  init(document);
  document.addEventListener("hb-content", (event) => init(event.target));
})();
