// Elements made by scripts, words with their blanks filled in, and what older browsers lack.
"use strict";
(() => {
  const element = (name, css, ...content) => {
    const made = document.createElement(name);
    if (css) made.className = css;
    made.append(...content);
    return made;
  };
  const button = (css, text, act) => {
    const made = element("button", css, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const own = (held, key) => Object.prototype.hasOwnProperty.call(held, key);
  // What words to copy are called: the heading of what they belong to, and their own label.
  const titled = (text) => {
    const item = text.closest(".hb-script, .hb-pair");
    const box = text.closest(".hb-say, .hb-variants div");
    const label = box && (box.querySelector("dt, .hb-label a") || box.querySelector(".hb-label"));
    return [item && item.querySelector("h3"), label].map((each) => (each ? each.textContent : "")).join(" ").trim();
  };
  window.handbookMake = { element, button, filled, titled, own };
})();
