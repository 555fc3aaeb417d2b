"use strict";
// Runs in a world of its own: the page has no script and cannot reach this.
globalThis.copydesk = (() => {
  const head = document.getElementById("head");
  const body = document.getElementById("body");

  function setHead(language, html) {
    document.documentElement.lang = language;
    head.innerHTML = html;
  }

  function splice(start, gone, blocks) {
    for (let i = 0; i < gone; i++) body.children[start].remove();
    const added = document.createDocumentFragment();
    for (const html of blocks) {
      const block = document.createElement("div");
      block.className = "block";
      block.innerHTML = html;
      added.append(block);
    }
    body.insertBefore(added, body.children[start] ?? null);
  }

  function show(language, headHtml, blocks, top) {
    setHead(language, headHtml);
    splice(0, body.children.length, blocks);
    scrollTo({ top, behavior: "instant" });
  }

  function reveal(index) {
    body.children[index]?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  return { show, head: setHead, splice, reveal };
})();
