// Whether a key is the shortcut that is written like "Alt+Shift+H".
"use strict";
window.handbookShortcut = (shortcut) => {
  const keys = shortcut.toLowerCase().split("+").map((key) => key.trim());
  const last = keys.pop();
  return (event) => last !== "" && !event.isComposing
    && ["alt", "shift", "ctrl", "meta"].every((name) => event[`${name}Key`] === keys.includes(name))
    && (event.code === `Key${last.toUpperCase()}` || event.key.toLowerCase() === last);
};
