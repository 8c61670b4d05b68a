/*
 * The frame of every page: menu, search, colours, keys, wide tables, printing. Runs before the
 * theme's script, which it prepares for what the theme does not foresee.
 */
(() => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];

  /*
   * The theme takes every alternate in the head for another site's home page: it asks each for
   * a sitemap, on whatever origin, and takes over clicks on links to it. A space after the
   * word hides the links from its selector and means the same.
   */
  for (const link of document.head.querySelectorAll("link[rel=alternate]")) link.rel = "alternate ";

  /*
   * The theme opens its menu and its search by check boxes, which a keyboard does not reach
   * and a screen reader does not name. Buttons work the boxes and say whether they are open.
   */
  function opener(box, button, changed) {
    const sync = () => {
      button.setAttribute("aria-expanded", box.checked);
      changed(box.checked);
    };
    button.addEventListener("click", () => box.click());
    box.addEventListener("change", sync);
    return (open) => { if (box.checked !== open) box.click(); };
  }

  /* The menu covers the page where there is no room beside the text: it keeps the focus. */
  const drawer = one("#__drawer");
  const menuButton = one(".kb-open-menu");
  const menu = one("#kb-menu");
  if (drawer && menuButton && menu) {
    const behind = all(".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer");
    const open = opener(drawer, menuButton, (opened) => {
      for (const part of behind) part.inert = opened;
      if (opened) one(".kb-close-menu").focus();
      else if (menu.contains(document.activeElement)) menuButton.focus();
    });
    one(".kb-close-menu").addEventListener("click", () => open(false));
    matchMedia("(min-width: 76.25em)").addEventListener("change", () => open(false));
    addEventListener("keydown", (event) => event.key === "Escape" && open(false));
    addEventListener("pagehide", () => open(false));
  }

  /* The search closes when the focus leaves it; the theme closes it at every Tab. */
  const searching = one("#__search");
  const searchButton = one(".kb-open-search");
  const search = one("#kb-search");
  if (searching && searchButton && search) {
    const query = one(".md-search__input");
    const open = opener(searching, searchButton, (opened) => {
      if (!opened && search.contains(document.activeElement) && searchButton.offsetParent) searchButton.focus();
    });
    searchButton.addEventListener("click", () => query.focus());
    one(".kb-close-search").addEventListener("click", () => open(false));
    search.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !search.contains(event.relatedTarget)) open(false);
    });

    /* The theme searches on keyup only: not after paste, voice, handwriting or a picked word. */
    let timer = 0;
    const ask = () => {
      clearTimeout(timer);
      timer = setTimeout(() => query.dispatchEvent(new KeyboardEvent("keyup")), 30);
    };
    query.addEventListener("input", (event) => event.isComposing || ask());
    query.addEventListener("compositionend", ask);

    /* Where to start, while there is nothing to search for or nothing was found. */
    const suggestions = search.querySelector(".kb-suggestions");
    const results = search.querySelector(".md-search-result__list");
    const show = () => {
      suggestions.hidden = Boolean(query.value.trim() && results.children.length);
      /* Results are links like any other, not only for the arrow keys. */
      for (const link of results.querySelectorAll("a[tabindex]")) link.removeAttribute("tabindex");
    };
    new MutationObserver(show).observe(results, { childList: true });
    query.addEventListener("input", show);
    query.form.addEventListener("reset", () => setTimeout(show));
    show();
  }

  /*
   * Keys that the theme takes and readers need: Tab within the search; and single characters
   * anywhere, which people who speak to their computer set off by talking (WCAG 2.1.4). Only
   * the slash opens the search, until a reader turns that off.
   */
  const SLASH = "kb.slash";
  const slash = one(".kb-slash input");
  if (slash) {
    slash.checked = localStorage.getItem(SLASH) !== "off";
    slash.addEventListener("change", () => {
      if (slash.checked) localStorage.removeItem(SLASH);
      else localStorage.setItem(SLASH, "off");
    });
  }
  addEventListener("keydown", (event) => {
    const letter = "fs/pn,.".includes(event.key) && !(event.ctrlKey || event.metaKey || event.altKey);
    if (searching && searching.checked ? event.key === "Tab" : letter) event.stopImmediatePropagation();
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (letter && event.key === "/" && slash && slash.checked && searching && !typing) {
      event.preventDefault();
      if (!searching.checked) searching.click();
      one(".md-search__input").focus();
    }
  }, true);

  /* The colours that were chosen, on this device; without a choice, those of the device. */
  const KEY = "kb.colours";
  const preferred = matchMedia("(prefers-color-scheme: dark)");
  const choices = all(".kb-colours [type=radio]");
  const paint = () => {
    const chosen = localStorage.getItem(KEY) || "";
    const dark = chosen ? chosen === "dark" : preferred.matches;
    document.documentElement.dataset.mdColorScheme = dark ? "slate" : "default";
    for (const choice of choices) choice.checked = choice.value === chosen;
  };
  for (const choice of choices) {
    choice.addEventListener("change", () => {
      if (choice.value) localStorage.setItem(KEY, choice.value);
      else localStorage.removeItem(KEY);
      /* Also where the choice could not be kept. */
      document.documentElement.dataset.mdColorScheme =
        (choice.value || (preferred.matches ? "dark" : "light")) === "dark" ? "slate" : "default";
    });
  }
  preferred.addEventListener("change", paint);
  addEventListener("storage", (event) => event.key === KEY && paint());
  paint();

  /*
   * The same page in the other language begins at the section that is being read, or with the
   * plan that the address holds. Section ids are the same in both.
   */
  function section() {
    if (location.hash.startsWith("#a=")) return location.hash;
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.getBoundingClientRect();
    if (named && named.bottom > 0 && named.top < innerHeight) return location.hash;
    if (scrollY < 40) return "";
    const read = all("article :is(h1, h2, h3)[id]")
      .filter((each) => each.checkVisibility?.() !== false && each.getBoundingClientRect().top < innerHeight / 3).pop();
    return read && read.localName !== "h1" ? `#${read.id}` : "";
  }
  for (const link of all("body a[hreflang]")) {
    for (const event of ["click", "auxclick"]) link.addEventListener(event, () => { link.hash = section(); });
  }

  /* A table that is wider than the page scrolls by itself, by keyboard too, under a name. */
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth;
      if (scrolls) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  all("article table").forEach((table, index) => {
    if (table.className) return;  // made by a template, which knows better
    const scroller = document.createElement("div");
    scroller.className = "kb-scroll";
    table.replaceWith(scroller);
    scroller.append(table);
    table.className = "kb-plain";  // the theme leaves tables with a class alone
    const name = table.caption || heading(scroller);
    if (name) {
      name.id ||= `table-${index}`;
      scroller.setAttribute("role", "region");
      scroller.setAttribute("aria-labelledby", name.id);
    }
    watch.observe(scroller);
  });
  function heading(element) {
    for (let at = element; at && at.tagName !== "ARTICLE"; at = at.previousElementSibling || at.parentElement)
      if (/^H[1-6]$/.test(at.tagName)) return at;
    return null;
  }

  /* Paper has no clicks: what is folded is printed open, and folded again afterwards. */
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const each of folded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
  });
})();
