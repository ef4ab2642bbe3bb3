// Elements made by scripts, and words with their blanks filled in.
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
  window.handbookMake = { element, button, filled };
})();
