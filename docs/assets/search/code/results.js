/*
 * From ranked pages to what Material's list draws: per page its title with kind, evidence
 * and summary, and the section that answers best. Everything is escaped here.
 */
self.kb = self.kb || {};

kb.SNIPPET = 140; // letters around the first match, some four lines on a phone; half as many of Chinese

/** Material's items for a query. */
kb.results = function (typed, index) {
  return kb.search(typed, index).map(({ page: number, score, terms }) => {
    const page = index.pages[number];
    const mark = kb.marker(terms, index);
    const parts = [page.kind, page.evidence].filter(Boolean).map(kb.escape).join(" · ");
    const note = `<span class="kb-result-note">${parts}</span>`;
    const { summary: words, sections } = index.details[number];
    const summary = words ? `<span class="kb-result-summary">${mark(words)}</span>` : "";
    const item = { location: page.url, title: mark(page.title) + note + summary, text: "", terms: {}, score };
    const section = kb.bestSection(sections, terms, index);
    if (!section) return [item];
    return [item, {
      location: page.url.split("#")[0] + "#" + section.id,
      title: mark(section.heading),
      text: mark(kb.around(section.text, terms, index)),
      terms: {},
      score,
    }];
  });
};

/** The section with the rarest and most of the query's terms, if any has one. */
kb.bestSection = function (sections, terms, index) {
  let best = null;
  let highest = 0;
  for (const [id, heading, words] of sections) {
    const text = kb.fold(heading + " " + words, index.simplified);
    const own = new Set(kb.terms(text, index.lexicon));
    let score = 0;
    for (const term of terms)
      if (own.has(term) && !index.weak.has(term)) score += 1 / Math.sqrt(index.postings.get(term)?.length || 1);
    if (score > highest) [best, highest] = [{ id, heading, text: words }, score];
  }
  return best;
};

/** A function that escapes text and marks the query's terms in it. */
kb.marker = function (terms, index) {
  const wanted = new Set(terms.filter((term) => term[0] !== "~" && !index.weak.has(term)));
  return (text) => {
    const folded = [...text].map((character) => kb.fold(character, index.simplified)[0] || character).join("");
    if (folded.length !== text.length) return kb.escape(text);
    const marked = new Array(text.length).fill(false);
    for (const match of folded.matchAll(kb.RUN)) {
      const run = match[0];
      if (!kb.isHan(run)) {
        if (wanted.has(kb.stem(run))) marked.fill(true, match.index, match.index + run.length);
        continue;
      }
      for (let at = 0; at < run.length; at++)
        for (let length = Math.min(index.lexicon.longest, run.length - at); length > 1; length--)
          if (wanted.has(run.slice(at, at + length))) marked.fill(true, match.index + at, match.index + at + length);
    }
    let html = "";
    for (let at = 0; at < text.length; at++) {
      if (marked[at] && !marked[at - 1]) html += "<mark>";
      html += kb.escape(text[at]);
      if (marked[at] && !marked[at + 1]) html += "</mark>";
    }
    return html;
  };
};

/** The part of a text around its first match. */
kb.around = function (text, terms, index) {
  const length = /\p{Script=Han}{4}/u.test(text) ? kb.SNIPPET / 2 : kb.SNIPPET;
  if (text.length <= length) return text;
  const folded = kb.fold(text, index.simplified);
  const first = terms.filter((term) => !index.weak.has(term)).map((term) => folded.indexOf(term)).filter((at) => at >= 0);
  const start = Math.max(0, Math.min(...first, text.length) - length / 4);
  const from = start >= text.length - 1 ? 0 : start;
  const part = text.slice(from, from + length);
  return (from ? "…" : "") + part + (from + part.length < text.length ? "…" : "");
};

kb.escape = function (text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
};
