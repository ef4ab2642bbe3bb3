// offline/: what the copy in this browser holds, what can be chosen, how far it has got. The words
// stand in the page's templates, one a state.
"use strict";
(() => {
  const panel = document.querySelector("[data-hb-offline]");
  if (!panel) return;
  const { own } = window.handbookMake;
  const { dayOf, moment } = window.handbookManifest;
  const { possible, ask, take, drop } = window.handbookOffline;
  const box = panel.querySelector("[data-hb-verdict]");
  const form = panel.querySelector("form");
  const part = (name, value) => panel.querySelector(`template[data-hb-${name}="${value}"]`).content;

  const size = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

  // --- The state ---------------------------------------------------------------------------------------

  const show = (state, facts = {}, notes = []) => {
    const words = part("words", state).cloneNode(true);
    for (const place of words.querySelectorAll("[data-of]")) {
      if (own(facts, place.dataset.of)) place.textContent = facts[place.dataset.of];
    }
    const bar = words.querySelector("progress");
    if (bar && facts.size) Object.assign(bar, { max: facts.size, value: facts.done });
    const lines = notes.map((name) => part("note", name).cloneNode(true));
    box.dataset.verdict = box.dataset[state] || state;
    box.replaceChildren(words, ...lines);
    box.hidden = false;
  };

  const facts = ({ edition, size: bytes, at }) => (
    { edition, day: dayOf(edition), size: size(bytes), at: moment(at) }
  );

  const absent = new URLSearchParams(location.search).has("page") ? ["absent"] : [];

  const tell = ({ current, progress, failed }) => {
    const notes = [...absent, ...(failed ? [failed] : [])];
    form.querySelector("[value=drop]").disabled = !current;
    if (progress && progress.size) {
      const share = `${Math.floor((100 * progress.done) / progress.size)} %`;
      show("fetching", { ...progress, share, whole: size(progress.size) }, notes);
    } else if (current) show("ready", facts(current), notes);
    else show("none", {}, notes);
  };

  const refused = () => { show("refused", {}, absent); };

  // --- The choice --------------------------------------------------------------------------------------

  const weigh = (name, bytes) => { form.querySelector(`[data-size=${name}]`).textContent = size(bytes); };

  const offered = ({ offer, choice }) => {
    if (!offer) return;
    const roles = form.elements.role;
    const sizes = new Map(offer.roles.map(([id, , bytes]) => [id, bytes]));
    roles.replaceChildren(...offer.roles.map(([id, label]) => new Option(label, id)));
    weigh("every", offer.every);
    weigh("all", offer.all);
    const known = sizes.has(choice);
    if (known) roles.value = choice;
    form.elements.what.value = known ? "role" : choice === "*" ? "all" : "every";
    const weighed = () => weigh("role", sizes.get(roles.value));
    roles.addEventListener("change", () => { form.elements.what.value = "role"; weighed(); });
    weighed();
    form.hidden = false;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const choices = { role: form.elements.role.value, every: "", all: "*" };
    const dropped = event.submitter && event.submitter.value === "drop";
    if (!dropped) show("fetching", { done: 0 });
    const done = dropped ? drop() : take(choices[form.elements.what.value]);
    done.then(tell, refused);
  });

  // --- Installing ----------------------------------------------------------------------------------------

  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    const button = panel.querySelector("[data-hb-install]");
    button.hidden = false;
    button.addEventListener("click", () => { event.prompt(); button.hidden = true; }, { once: true });
  });

  if (!possible) {
    show(location.protocol === "file:" ? "folder" : isSecureContext ? "refused" : "unsafe");
    return;
  }
  navigator.serviceWorker.addEventListener("message", ({ data }) => { if (data.offline) tell(data.offline); });
  ask("offer").then((told) => { tell(told); offered(told); }).catch(refused);
})();
