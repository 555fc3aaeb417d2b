// What a page is dressed in: the organisation's style, and pictures. Of the text's own addresses none can be loaded;
// the one way in is here, for pictures beside the article and for those that the person allowed.
Object.assign(copydesk, (() => {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [sheet];
  let dress = { base: "", remote: false, missing: "", failed: "" };

  function note(sentence, address, description) {
    const box = document.createElement("span");
    box.className = "not-loaded";
    const name = document.createElement("b");
    name.textContent = sentence.replace("{address}", address);
    const words = document.createElement("span");
    words.textContent = description;
    box.append(name, " ", words);
    return box;
  }

  // A picture that another computer would send, in the place of the words that stand for it.
  function allow(box) {
    const image = document.createElement("img");
    image.alt = box.querySelector("span")?.textContent ?? "";
    image.src = box.dataset.picture;
    box.replaceWith(image);
  }

  function find(image) {
    const source = (image.getAttribute("src") ?? "").trim().toWellFormed();
    if (!source || /^[a-z][a-z0-9+.-]*:/i.test(source)) return;
    image.dataset.address = source;
    image.src = dress.base + encodeURIComponent(source);
  }

  function putOn(root) {
    if (dress.base) root.querySelectorAll("img").forEach(find);
    if (dress.remote) root.querySelectorAll(".not-loaded[data-picture]").forEach(allow);
  }

  // Before anything is painted: what was put into the page gets its pictures.
  new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes) if (node.isConnected && node.parentElement) putOn(node.parentElement);
  }).observe(document.body, { childList: true, subtree: true });

  document.addEventListener("error", ({ target }) => {
    if (!(target instanceof HTMLImageElement) || !target.isConnected) return;
    const { address } = target.dataset;
    const remote = target.src.startsWith("https:");
    if (address) target.replaceWith(note(dress.missing, address, target.alt));
    else if (remote) target.replaceWith(note(dress.failed, new URL(target.src).host, target.alt));
  }, true);

  return {
    dress(style, given) {
      sheet.replaceSync(style);
      dress = given;
    },
  };
})());
