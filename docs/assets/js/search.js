// The search box over the index of Material's search plugin. What is typed is looked for as it
// stands, since Chinese has no spaces to cut at; only where nothing holds it, its pairs of
// characters are counted. The index is fetched when the box is first used.
"use strict";
(() => {
  const SHOWN = 20;
  const A_PAGE = 3;
  // What is looked for at work comes before what explains it.
  const WEIGHT = { sops: 1.5, scripts: 1.3, "service-levels": 1.2, training: 0.7, guide: 0.5 };
  const root = document.body.dataset.root;
  const said = window.handbookWords;
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const bare = (html) => html
    .replace(/<[^>]*>/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&")
    .replace(/\s+/g, " ").trim();

  const SECTIONS = new Map();
  for (const link of document.querySelectorAll("#nav a[href]")) {
    const folders = link.getAttribute("href").split("/").filter((part) => /^[a-z]/.test(part));
    if (folders.length === 1) SECTIONS.set(folders[0], link.textContent);
  }

  // --- The index ---------------------------------------------------------------------------

  let index = null;
  const load = () => {
    index = index || fetch(`${root}search/search_index.json.gz`)
      .then((answer) => { if (!answer.ok) throw new Error(answer.statusText); return answer.blob(); })
      .then(unpacked)
      .then(({ docs }) => sections(docs));
    index.catch(() => { index = null; });
    return index;
  };

  // Some servers say of such a file that it is compressed on the way, and then the browser unpacks it.
  const unpacked = async (blob) => {
    const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
    const packed = first === 0x1f && second === 0x8b;
    const stream = packed ? blob.stream().pipeThrough(new DecompressionStream("gzip")) : blob;
    return new Response(stream).json();
  };

  const sections = (docs) => {
    const pages = new Map();
    return docs.map(({ location: at, title, text }) => {
      const path = at.split("#")[0];
      const shown = bare(title);
      if (!pages.has(path)) pages.set(path, shown);
      const section = { at, path, title: shown, text: bare(text), page: pages.get(path) };
      section.keys = [plain(shown), plain(section.page + " " + path), plain(section.text)];
      section.head = at === path;
      section.weight = WEIGHT[path.split("/")[0]] || 1;
      return section;
    });
  };

  // --- Finding -----------------------------------------------------------------------------

  const score = ({ keys: [title, page, text], head }, words) => {
    let total = 0;
    for (const word of words) {
      const at = title.indexOf(word);
      if (at >= 0) total += (title === word ? 120 : at === 0 ? 70 : 50) + (head ? 20 : 0);
      else if (page.includes(word)) total += head ? 40 : 12;
      else if (text.includes(word)) total += 10;
      else return 0;
    }
    return total;
  };

  const pairs = (query) => {
    const found = new Set();
    for (const run of query.match(/[\u3400-\u9fff]+/g) || []) {
      for (let i = 0; i + 1 < run.length; i += 1) found.add(run.slice(i, i + 2));
    }
    return [...found];
  };

  // The rarer a pair is in the handbook, the more it says.
  const weighed = (all, wanted) => wanted.map((pair) => {
    const held = all.filter(({ keys: [title, , text] }) => title.includes(pair) || text.includes(pair));
    return [pair, held.length ? Math.log(1 + all.length / held.length) : 0];
  });

  const overlap = ({ keys: [title, , text] }, weights) => {
    let total = 0;
    for (const [pair, weight] of weights) {
      if (title.includes(pair)) total += 2 * weight;
      else if (text.includes(pair)) total += weight;
    }
    return total;
  };

  const ranked = (all, rate) => {
    const seen = new Map();
    return all.map((section) => [rate(section) * section.weight, section])
      .filter(([points]) => points > 0)
      .sort(([a], [b]) => b - a)
      .filter(([, { path }]) => {
        seen.set(path, (seen.get(path) || 0) + 1);
        return seen.get(path) <= A_PAGE;
      })
      .map(([, section]) => section);
  };

  const find = (all, query) => {
    const words = plain(query).split(/\s+/).filter(Boolean);
    const found = ranked(all, (section) => score(section, words));
    if (found.length) return [found, words];
    const wanted = pairs(plain(query));
    const weights = weighed(all, wanted);
    const least = 0.4 * weights.reduce((sum, [, weight]) => sum + weight, 0);
    const near = ranked(all, (section) => {
      const points = overlap(section, weights);
      return points > least ? points : 0;
    });
    return [near, wanted];
  };

  // --- Showing -----------------------------------------------------------------------------

  const marked = (text, words) => {
    const low = text.toLowerCase();
    const held = words.filter((word) => low.includes(word)).sort((a, b) => b.length - a.length);
    if (!held.length) return [text];
    const cut = new RegExp(`(${held.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "i");
    return text.split(cut).map((part, i) => {
      if (i % 2 === 0) return part;
      const mark = document.createElement("mark");
      mark.textContent = part;
      return mark;
    });
  };

  const excerpt = (text, words) => {
    const low = text.toLowerCase();
    const at = Math.min(...words.map((word) => low.indexOf(word)).filter((i) => i >= 0), text.length);
    const from = at < text.length ? Math.max(0, at - 24) : 0;
    return (from ? "…" : "") + text.slice(from, from + 110);
  };

  const element = (name, ...content) => {
    const made = document.createElement(name);
    made.append(...content);
    return made;
  };

  const option = (section, words, number) => {
    const link = element("a", element("b", ...marked(section.title, words)));
    link.href = root + section.at;
    link.id = `found-${number}`;
    link.setAttribute("role", "option");
    link.tabIndex = -1;
    const where = new Set([SECTIONS.get(section.path.split("/")[0]), section.head ? "" : section.page]);
    link.append(element("small", [...where].filter(Boolean).join(" › ")));
    if (section.text) link.append(element("span", ...marked(excerpt(section.text, words), words)));
    return link;
  };

  const wire = (box, number) => {
    const input = box.querySelector("input");
    const list = element("div");
    list.className = "hb-found";
    list.id = `hb-found-${number}`;
    list.setAttribute("role", "listbox");
    list.hidden = true;
    box.append(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-controls", list.id);

    const open = (wanted) => {
      list.hidden = !wanted;
      input.setAttribute("aria-expanded", String(wanted));
      if (!wanted) input.removeAttribute("aria-activedescendant");
    };
    const tell = (words) => { list.replaceChildren(element("p", words)); open(true); };

    const look = async () => {
      const query = input.value.trim();
      if (!query) { open(false); return; }
      if (!index) tell(said.wait);
      try {
        const all = await load();
        if (query !== input.value.trim()) return;
        const [found, words] = find(all, query);
        if (!found.length) { tell(said.none); return; }
        list.replaceChildren(...found.slice(0, SHOWN).map((section, i) => option(section, words, i)));
        if (found.length > SHOWN) list.append(element("p", said.more));
        list.scrollTop = 0;
        open(true);
      } catch (error) {
        tell(said.failed);
      }
    };

    const move = (step) => {
      const options = [...list.querySelectorAll("a")];
      if (!options.length) return;
      const now = options.findIndex((link) => link.getAttribute("aria-selected") === "true");
      if (now >= 0) options[now].removeAttribute("aria-selected");
      const next = options[now < 0 && step < 0 ? options.length - 1 : (now + step + options.length) % options.length];
      next.setAttribute("aria-selected", "true");
      next.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", next.id);
    };

    const keys = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => (list.querySelector("[aria-selected]") || list.querySelector("a") || input).click(),
      Escape: () => { open(false); input.blur(); },
    };
    input.addEventListener("focus", () => { load().catch(() => {}); if (input.value) look(); });
    input.addEventListener("input", look);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });
    document.addEventListener("pointerdown", (event) => { if (!box.contains(event.target)) open(false); });
    box.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) open(false);
    });
    list.addEventListener("click", () => open(false));
    return input;
  };

  const inputs = [...document.querySelectorAll("[data-hb-search]")].map(wire);
  const largest = () => inputs.find((input) => input.closest("main") && input.offsetParent) || inputs[0];
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

  addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !typing(event.target);
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (!(slash || k) || event.isComposing || !inputs.length) return;
    event.preventDefault();
    largest().focus();
    largest().select();
  });
  for (const chip of document.querySelectorAll("[data-hb-ask]")) {
    chip.addEventListener("click", () => {
      const input = largest();
      input.value = chip.dataset.hbAsk;
      input.focus();
    });
  }
})();
