/* Runs before the theme's script, which it prepares for what the theme does not foresee. */

/*
 * The theme takes every alternate in the head for another site's home page: it asks each for
 * a sitemap, on whatever origin, and takes over clicks on links to it. A space after the
 * word hides the links from its selector and means the same.
 */
for (const link of document.head.querySelectorAll("link[rel=alternate]")) link.rel = "alternate ";

/* The theme searches on keyup only: not after paste, voice, handwriting or a picked word. */
const box = document.querySelector(".md-search__input");
if (box) {
  let timer = 0;
  const search = () => {
    clearTimeout(timer);
    timer = setTimeout(() => box.dispatchEvent(new KeyboardEvent("keyup")), 30);
  };
  box.addEventListener("input", (event) => event.isComposing || search());
  box.addEventListener("compositionend", search);

  /* Where to start, while there is nothing to search for or nothing was found. */
  const output = document.querySelector(".md-search__output");
  const suggestions = output.querySelector(".kb-suggestions");
  const list = output.querySelector(".md-search-result__list");
  const show = () => { suggestions.hidden = Boolean(box.value.trim() && list.children.length); };
  new MutationObserver(show).observe(list, { childList: true });
  box.addEventListener("input", show);
  box.form.addEventListener("reset", () => setTimeout(show));
  show();
}
