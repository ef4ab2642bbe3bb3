// Servers show one page for whatever they do not find: below the folder of another edition, that
// edition's own is opened instead, unless just this one is what is missing.
"use strict";
(() => {
  const { root, folders } = document.currentScript.dataset;
  const folder = folders.split(" ").find((each) => location.pathname.startsWith(root + each));
  const own = `${root}${folder}404.html`;
  if (folder && location.pathname !== own) location.replace(own);
})();
