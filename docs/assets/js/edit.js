// At the foot of a page: its source in the forge's editor, and an issue that already says which
// document, version and place it is about. Only where handbook.yml names a repository.
"use strict";
(() => {
  const forge = window.handbookForge;
  const { src, doc } = document.body.dataset;
  const foot = document.querySelector(".hb-foot");
  if (!forge || !foot) return;
  const words = window.handbookWords;

  const link = (label, href) => {
    const made = document.createElement("a");
    made.className = "hb-noprint";
    made.textContent = label;
    made.href = href;
    made.rel = "noopener";
    made.target = "_blank";
    foot.append(made);
    return made;
  };

  const issue = () => {
    const [id, version] = (doc || "").split(" ");
    const about = [id, version].filter(Boolean).join(" ");
    const heading = document.querySelector("h1");
    const title = [about, heading && heading.textContent.trim()].filter(Boolean).join(" ");
    const [first, second] = forge.fields;
    const body = `${words.about} ${location.href}\n${about}\n\n`;
    return `${forge.issue}?${new URLSearchParams([[first, title], [second, body]])}`;
  };

  if (src) link(words.edit, forge.edit + src);
  const report = link(words.report, issue());
  report.addEventListener("click", () => { report.href = issue(); }); // the place may have changed
})();
