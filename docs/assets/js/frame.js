// What the frame of a page leaves to the browser, since it would be the same bytes in every page: the
// search box, the switches, the sections, the contents. Without scripts a page leads to its section
// and home, and overview pages hold all sections themselves.
"use strict";
(() => {
  const words = window.handbookWords;
  const root = document.body.dataset.root;

  const { element } = window.handbookMake;
  const icon = (name) => element("i", `hb-i hb-i-${name}`);
  const named = (made, label) => { made.setAttribute("aria-label", label); return made; };

  const button = (css, name, label) => {
    const made = named(element("button", css, icon(name)), label);
    made.type = "button";
    return made;
  };

  const link = (path, ...content) => {
    const made = element("a", "", ...content);
    made.href = path.startsWith("#") ? path : root + path;
    return made;
  };

  // --- Head ----------------------------------------------------------------------------------

  const head = document.querySelector(".hb-head");
  const menu = button("hb-menu", "menu", words.menu);
  menu.setAttribute("aria-controls", "nav");
  menu.setAttribute("aria-expanded", "false");
  const theme = button("hb-theme", "theme", words.theme);
  theme.dataset.hbTheme = "";
  theme.setAttribute("aria-pressed", String(document.documentElement.dataset.mdColorScheme === "slate"));
  theme.title = words.theme;
  // Where the page has a large one, this one only keeps its place.
  const large = document.querySelector(".hb-search-large");
  const search = element("div", large ? "hb-search hb-search-spare" : "hb-search");
  search.dataset.hbSearch = "";
  head.prepend(menu);
  const languages = head.querySelectorAll(".hb-language");
  head.append(search, ...languages, theme);

  // The same place of the page, and the same question, in the other language.
  for (const other of languages) {
    other.addEventListener("click", () => {
      other.search = location.search;
      other.hash = location.hash;
    });
  }

  for (const box of document.querySelectorAll("[data-hb-search]")) {
    const input = named(element("input"), words.search);
    input.type = "search";
    input.autocomplete = "off";
    input.spellcheck = false;
    input.placeholder = box.dataset.hbSearch || words.hint;
    box.setAttribute("role", "search");
    box.append(icon("search"), input, element("kbd", "", "/"));
  }

  // --- Sections --------------------------------------------------------------------------------

  const nav = document.getElementById("nav");
  if (!nav.children.length) {
    for (const [group, sections] of window.handbookSections) {
      if (group) nav.append(element("p", "", group));
      nav.append(...sections.map(([path, title]) => link(path, title)));
    }
    const folder = nav.dataset.here;
    const here = [...nav.querySelectorAll("a")].find((each) => each.getAttribute("href") === root + folder);
    if (here) here.setAttribute("aria-current", "true");
  }
  nav.prepend(button("hb-close", "close", words.close));

  // --- Contents --------------------------------------------------------------------------------

  const list = () => {
    const contents = document.querySelector("[data-hb-toc]");
    if (!contents) return;
    contents.append(element("p", "", words.contents));
    for (const id of contents.dataset.hbToc.split(" ")) {
      const heading = document.getElementById(id);
      if (!heading) continue;
      const entry = link(`#${id}`, heading.textContent);
      if (heading.tagName !== "H2") entry.className = "sub";
      contents.append(entry);
    }
  };
  list();
  document.addEventListener("hb-content", list);
})();
