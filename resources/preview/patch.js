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

  // From where to where a block reaches in the window: to the next one, as the lines of the text do.
  function edges(index) {
    const top = body.children[index]?.getBoundingClientRect().top ?? 0;
    const next = body.children[index + 1];
    return [top, next ? next.getBoundingClientRect().top : body.getBoundingClientRect().bottom];
  }

  // For scrolling the head of the page belongs to the first block, so that both begin at their tops.
  function wholeEdges(index) {
    const [top, bottom] = edges(index);
    return [index === 0 ? -scrollY : top, bottom];
  }

  function within([top, bottom], share) {
    return top + share * (bottom - top);
  }

  // The last block that begins above a height of the window; the first if none does.
  function blockAbove(y) {
    let low = 0;
    let high = body.children.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (body.children[middle].getBoundingClientRect().top <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function mark(index) {
    const block = body.children[index] ?? null;
    const before = body.querySelector(":scope > .here");
    if (before === block) return;
    before?.classList.remove("here");
    block?.classList.add("here");
  }

  const LINE = 28;
  const moves = {
    stay() {},
    follow(index, share) {
      scrollBy({ top: within(wholeEdges(index), share), behavior: "instant" });
    },
    reveal(index, share, height) {
      const y = within(edges(index), share);
      if (y < 0 || y > innerHeight - LINE) scrollBy({ top: y - height * innerHeight, behavior: "instant" });
    },
  };

  // The person is at a place of the text: mark the block that is written (-1: none), and come along.
  function here(marked, move, index, share, height) {
    mark(marked);
    moves[move](index, share, height);
  }

  // The place at the top of the window: the inverse of follow.
  function place() {
    const index = blockAbove(0.5);
    const [top, bottom] = wholeEdges(index);
    return [index, bottom > top ? Math.min(1, Math.max(0, -top / (bottom - top))) : 0];
  }

  // What was clicked: the block, the share of its words before the place, the word, and how far into it.
  // Null where a click means something else, or where there is no text.
  function at(x, y) {
    const { clientWidth, clientHeight } = document.documentElement;
    const hit = x < clientWidth && y < clientHeight ? document.elementFromPoint(x, y) : null;
    if (!hit || !body.contains(hit) || hit.closest("a[href], summary") || !getSelection().isCollapsed) return null;
    const index = blockAbove(y);
    const block = body.children[index];
    const caret = document.caretRangeFromPoint(x, y);
    if (!block) return null;
    if (!caret || !block.contains(caret.startContainer)) return [index, 0, "", 0];
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(caret.startContainer, caret.startOffset);
    const ratio = before.toString().length / Math.max(1, block.textContent.length);
    const text = caret.startContainer.nodeType === Node.TEXT_NODE ? caret.startContainer.data : "";
    const into = text.slice(0, caret.startOffset).match(/[\p{L}\p{N}]*$/u)[0];
    const rest = text.slice(caret.startOffset).match(/^[\p{L}\p{N}]*/u)[0];
    return [index, ratio, into + rest, into.length];
  }

  return { show, head: setHead, splice, here, place, at };
})();
