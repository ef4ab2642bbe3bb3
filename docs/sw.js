// Keeps a copy of the handbook for when there is no network. What a copy holds is told by a list that
// the build made (handbook/site/offline.py): packs of pages, and the files that pages load, each named
// by its digest. A new edition is fetched beside the one that is read, checked part by part, and takes
// its place by one write when nothing is missing. A page that came from a copy gets all its parts from
// the same copy, for as long as it is open. manifest.json never comes from here.
"use strict";
const SCHEME = 1;
const scope = new URL(self.registration.scope);
const NAME = `handbook ${SCHEME} ${scope.pathname}`;
const AT_ONCE = 4;
const OPEN = 3; // packs that stay open in memory
const OPENING = 60 * 1000; // within that a page that was asked for is listed as open
const RECENT = 10 * 60 * 1000; // so long a list of the same edition is taken for the newest
const own = (held, key) => Object.prototype.hasOwnProperty.call(held, key);
const NAMED = /[?/-][0-9a-f]{8}\b/; // an address that changes with what it holds

// --- What is kept: parts by their digest, and what is known of them --------------------------------

const keyOf = (name) => `${scope.href}offline/held/${name}`;
const held = async (name) => (await caches.open(NAME)).match(keyOf(name));
const hold = async (name, answer) => (await caches.open(NAME)).put(keyOf(name), answer);

// choice: "" for what every role needs, a role's id, "*" for everything; null for nothing.
// current: the copy that is read: its list, edition, choice and when it was last found to be the newest.
// aside: whether the reader was told of a newer edition that could not be fetched whole.
// readers: the list that each open page was read from, by the browser's id of the page.
const NOTHING = { choice: null, current: null, aside: false, readers: {} };
let remembered = null;
const known = () => {
  if (!remembered) {
    remembered = held("state").then((answer) => (answer ? answer.json() : { ...NOTHING }));
    remembered.catch(() => { remembered = null; });
  }
  return remembered;
};

// Writes one after the other; `changed` tells from what is known what is new.
let writing = Promise.resolve();
const change = (changed) => {
  writing = writing.catch(() => {}).then(async () => {
    const state = await known();
    Object.assign(state, changed(state));
    await hold("state", new Response(JSON.stringify(state)));
  });
  return writing;
};

const unpacked = (answer) => new Response(
  answer.body.pipeThrough(new DecompressionStream("gzip")),
).json();

// --- Lists and packs that have been opened ------------------------------------------------------------

const listed = async (name) => {
  const answer = await held(name);
  if (!answer) throw new Error("the list is gone");
  const told = await unpacked(answer);
  return {
    ...told,
    name,
    parts: new Map(told.files.map(([path, , digest]) => [path, digest])),
    pages: new Map(told.bundles.flatMap(([digest, , , , paths]) => paths.map((path) => [path, digest]))),
  };
};

const lists = new Map();
const list = (name) => {
  if (!lists.has(name)) {
    lists.set(name, listed(name));
    lists.get(name).catch(() => lists.delete(name));
  }
  return lists.get(name);
};

const packs = new Map();
const pack = (name) => {
  const found = packs.get(name) || held(name).then((answer) => answer && unpacked(answer));
  packs.delete(name);
  packs.set(name, found);
  found.then((opened) => { if (!opened) packs.delete(name); }, () => packs.delete(name));
  if (packs.size > OPEN) packs.delete(packs.keys().next().value);
  return found;
};

// --- Answers from a copy --------------------------------------------------------------------------------

const page = async (copy, path) => {
  const name = copy.pages.get(path);
  const opened = name && await pack(name);
  if (!opened) return null;
  const text = opened.pages[path]
    .replace(/[\ue000-\uf8ff]/g, (sign) => `<${opened.pieces[sign.charCodeAt(0) - 0xe000]}`)
    .slice(1)
    .replace(/[\ufdd0-\ufdd3]/g, (sign) => copy.fill[sign])
    .replace("<body ", "<body data-copy ");
  return new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8" } });
};

const part = (copy, path, search) => {
  const name = copy.parts.get(path + search) || copy.parts.get(path);
  return name ? held(name) : null;
};

const current = async () => {
  const state = await known();
  return state.current ? list(state.current.list).catch(() => null) : null;
};

const copyOf = async (reader) => {
  const state = await known();
  const name = own(state.readers, reader) ? state.readers[reader].list : null;
  return name ? list(name).catch(() => null) : null;
};

const reads = (reader, copy) => change(
  ({ readers }) => ({ readers: { ...readers, [reader]: { list: copy.name, at: Date.now() } } }),
);

const fromCopy = async (event, copy, path) => {
  const answer = copy && await page(copy, path);
  if (answer) event.waitUntil(reads(event.resultingClientId, copy));
  return answer;
};

// A page: from the copy, else from the network; what is in neither is told by the page that knows why.
const visited = async (event, path) => {
  const copy = await current();
  const { aside } = await known();
  const first = aside ? null : await fromCopy(event, copy, path);
  if (first) return first;
  // A browser's own cache may still have single pages of an edition.
  const answer = await fetch(event.request, aside ? { cache: "no-cache" } : {}).catch(() => null);
  if (answer && answer.status < 500) return answer;
  const second = aside ? await fromCopy(event, copy, path) : null;
  if (second) return second;
  if (answer || !copy || path === "offline/") return answer || Response.error();
  const place = copy.pages.has(`${path}/`) ? `${path}/` : `offline/?page=${encodeURIComponent(path)}`;
  return Response.redirect(scope.href + place);
};

// What a page loads. A page that came from the network gets from a copy only what cannot be another.
const loaded = async (event, path, search) => {
  const copy = await copyOf(event.clientId);
  const own = copy && (await part(copy, path, search) || await page(copy, path));
  if (own) return own;
  try {
    return await fetch(event.request);
  } catch (failed) {
    const kept = await current();
    const same = kept && NAMED.test(path + search) && await part(kept, path, search);
    if (same) return same;
    throw failed;
  }
};

const pathOf = (url) => {
  try {
    return decodeURIComponent(url.pathname.slice(scope.pathname.length)).replace(/(^|\/)index\.html$/, "$1");
  } catch {
    return null;
  }
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const path = pathOf(url);
  if (path === null || /^(manifest|offline)\.json$|\.(bin|pdf)$/.test(path)) return;
  const answer = request.mode === "navigate" ? visited(event, path) : loaded(event, path, url.search);
  // Where the browser cannot read what is kept, the site is there as if nothing were.
  event.respondWith(answer.catch(() => fetch(request)));
});

// --- Fetching a copy ------------------------------------------------------------------------------------

class Refused extends Error {
  constructor(why, path) {
    super(`${why}: ${path}`);
    this.why = why;
  }
}

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// A part is kept only if it is what the list names.
const fetched = async ({ name, path, cache }, stop) => {
  const answer = await fetch(scope.href + path, { cache, signal: stop });
  if (!answer.ok) throw new Refused("missing", path);
  const body = await answer.arrayBuffer();
  if (!hex(await crypto.subtle.digest("SHA-256", body)).startsWith(name)) throw new Refused("changed", path);
  const type = answer.headers.get("Content-Type") || "application/octet-stream";
  await hold(name, new Response(body, { headers: { "Content-Type": type } }));
};

const packed = (name, size) => ({ name, size, path: `offline/${name}.bin`, cache: "no-store" });

const wanted = (copy, choice) => {
  const number = copy.roles.findIndex(([role]) => role === choice);
  const chosen = ([, , roles, past]) => choice === "*"
    || (!past && (number < 0 || !roles.length || roles.includes(number)));
  return [
    ...copy.files.map(([path, size, name]) => ({ name, size, path, cache: "no-cache" })),
    ...copy.bundles.filter(chosen).map(([name, size]) => packed(name, size)),
  ];
};

const sizeOf = (parts) => parts.reduce((sum, { size }) => sum + size, 0);

const names = async () => {
  const keys = await (await caches.open(NAME)).keys();
  return new Set(keys.map(({ url }) => url.slice(keyOf("").length)));
};

const now = { running: null, stop: null, progress: null, failed: "" };

const told = async () => {
  const { choice, current: copy } = await known();
  return { choice, current: copy, progress: now.progress, failed: now.failed };
};

const tell = async () => {
  const status = await told();
  for (const client of await clients.matchAll({ includeUncontrolled: true })) client.postMessage({ offline: status });
};

// The first part that fails stops the others: what has been fetched is there the next time.
const all = async (parts, stop) => {
  const have = await names();
  const missing = parts.filter(({ name }) => !have.has(name));
  now.progress = { done: 0, size: sizeOf(missing) };
  const work = async () => {
    for (let next = missing.shift(); next; next = missing.shift()) {
      await fetched(next, stop.signal);
      now.progress.done += next.size;
      await tell();
    }
  };
  let first = null;
  const failed = (error) => { first = first || error; stop.abort(); };
  await Promise.all(Array.from({ length: AT_ONCE }, () => work().catch(failed)));
  if (first) throw first;
};

// What no copy in use holds. The pages open now may still ask for parts of the copy that they are from.
const tidied = async () => {
  const open = new Set((await clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id));
  const alive = ([id, { at }]) => open.has(id) || Date.now() - at < OPENING;
  await change(({ readers }) => ({ readers: Object.fromEntries(Object.entries(readers).filter(alive)) }));
  const { current: copy, readers } = await known();
  const used = new Set(["state"]);
  for (const name of new Set([copy.list, ...Object.values(readers).map((reader) => reader.list)])) {
    const kept = await list(name).catch(() => null);
    used.add(name);
    for (const one of kept ? wanted(kept, name === copy.list ? copy.choice : "*") : []) used.add(one.name);
  }
  const cache = await caches.open(NAME);
  for (const name of await names()) if (!used.has(name)) await cache.delete(keyOf(name));
  for (const name of lists.keys()) if (!used.has(name)) lists.delete(name);
};

const forgotten = async () => {
  await caches.delete(NAME);
  lists.clear();
  packs.clear();
  remembered = Promise.resolve({ ...NOTHING });
  await self.registration.unregister();
};

const answered = async (path, stop) => fetch(scope.href + path, { cache: "no-cache", signal: stop.signal });

// The list of the newest edition; null where the site is there and offers none any more.
const newest = async (stop) => {
  const answer = await answered("offline.json", stop);
  if (answer.status === 404 && (await answered("manifest.json", stop)).ok) return null;
  if (!answer.ok) throw new Refused("missing", "offline.json");
  const { scheme, list: name } = await answer.json();
  if (scheme !== SCHEME) throw new Refused("changed", "offline.json");
  if (!(await held(name))) await fetched(packed(name, 0), stop.signal);
  return list(name);
};

const renewed = async (stop) => {
  const copy = await newest(stop);
  if (!copy) return forgotten();
  const { choice } = await known();
  const { name, edition, day } = copy;
  const parts = wanted(copy, choice);
  await all(parts, stop); // of the same edition a part may have gone
  const size = sizeOf(parts);
  await change(() => ({ current: { list: name, edition, day, choice, size, at: Date.now() }, aside: false }));
  return tidied();
};

const why = (failed) => {
  if (failed instanceof Refused) return failed.why;
  return failed.name === "QuotaExceededError" ? "full" : "offline";
};

const renew = async () => {
  now.stop = new AbortController();
  now.failed = "";
  try {
    await renewed(now.stop);
  } catch (failed) {
    if (failed.name !== "AbortError") now.failed = why(failed);
  } finally {
    now.progress = null;
    now.running = null;
  }
  await tell();
};

const check = () => {
  now.running = now.running || renew();
  return now.running;
};

const stopped = async () => {
  if (now.stop) now.stop.abort();
  await now.running;
};

// --- What pages ask for ---------------------------------------------------------------------------------

const asked = {
  // `otherwise` is taken where nothing was chosen yet; `edition` is what the site is known to have.
  async check({ otherwise, edition }) {
    if (otherwise !== undefined) await change(({ choice }) => ({ choice: choice === null ? otherwise : choice }));
    const { choice, current: copy, aside } = await known();
    const recent = copy && copy.choice === choice && copy.edition === edition && Date.now() - copy.at < RECENT;
    if (choice !== null && (aside || !recent)) await check();
  },
  async take({ choice }) {
    await stopped();
    await change(() => ({ choice }));
    await check();
  },
  async drop() {
    await stopped();
    await forgotten();
  },
  async aside() { await change(() => ({ aside: true })); },
  async status() { /* every answer tells it */ },
  // What there is to choose from, with sizes in bytes.
  async offer() {
    const copy = await newest(new AbortController()).catch(current);
    if (!copy) return { offer: null };
    const size = (choice) => sizeOf(wanted(copy, choice));
    const roles = copy.roles.map(([role, label]) => [role, label, size(role)]);
    return { offer: { roles, every: size(""), all: size("*") } };
  },
};

addEventListener("message", (event) => {
  const { ask, ...rest } = event.data || {};
  if (!own(asked, ask)) return;
  const answer = async () => {
    const more = await asked[ask](rest);
    return { ...await told(), ...more };
  };
  event.waitUntil(answer().catch(() => ({ refused: true })).then((said) => event.ports[0]?.postMessage(said)));
});

addEventListener("install", () => self.skipWaiting());

addEventListener("activate", (event) => {
  const older = (name) => name !== NAME && name.replace(/^handbook \d+ /, "") === scope.pathname;
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (older(name)) await caches.delete(name);
    await clients.claim();
  })());
});
