/*
 * Ranking: BM25F over concepts, each by its best way, times how much of the query a page
 * covers. A page whose title or alias is what was typed comes first.
 */
self.kb = self.kb || {};

kb.K1 = 3;
kb.EXACT = 4; // times the best other score
kb.MOST = 30;

/** The pages for a query, best first: [{page, score, terms}]. */
kb.search = function (typed, index) {
  const concepts = kb.concepts(typed, index);
  const scores = new Map();
  const covered = new Map();
  const total = concepts.reduce((sum, concept) => sum + concept.weight, 0);
  for (const concept of concepts) {
    const best = new Map();
    for (const { term, weight } of concept.ways) {
      const postings = index.postings.get(term);
      if (!postings) continue;
      const pages = postings.length / 2;
      const idf = Math.log(1 + (index.pages.length - pages + 0.5) / (pages + 0.5));
      for (let i = 0; i < postings.length; i += 2) {
        const count = postings[i + 1];
        const score = (weight * idf * count) / (kb.K1 + count);
        if (score > (best.get(postings[i]) || 0)) best.set(postings[i], score);
      }
    }
    for (const [page, score] of best) {
      scores.set(page, (scores.get(page) || 0) + concept.weight * score);
      covered.set(page, (covered.get(page) || 0) + concept.weight);
    }
  }
  for (const [page, score] of scores)
    scores.set(page, score * (0.5 + (0.5 * covered.get(page)) / total) * index.pages[page].weight);
  kb.preferExact(typed, index, scores);
  kb.preferStart(typed, index, scores);
  if (!scores.size) kb.anyCharacter(typed, index, scores);
  const terms = [...new Set(concepts.flatMap((concept) => concept.ways.map((way) => way.term)))];
  return [...scores]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, kb.MOST)
    .map(([page, score]) => ({ page, score, terms }));
};

/** What an editor named a page is the surest sign that a reader means it. */
kb.preferExact = function (typed, index, scores) {
  const folded = kb.fold(typed, index.simplified);
  const mended = kb.mend(folded, index);
  const highest = Math.max(1, ...scores.values());
  const worth = new Map();
  const subject = kb.without(mended, index.opening, index.openingLongestFirst);
  for (const [key, part] of [[kb.key(folded), 1], [kb.key(mended), 1], [kb.core(mended, index), 0.5], [subject, 0.4]])
    for (const [page, how] of (key && index.exact.get(key)) || [])
      worth.set(page, Math.max(worth.get(page) || 0, how * part));
  for (const [page, how] of worth) scores.set(page, (scores.get(page) || 0) + kb.EXACT * how * highest);
};

/** Who says no more than that the score fell is led to where one starts: the self-check first. */
kb.preferStart = function (typed, index, scores) {
  const said = kb.mend(kb.fold(typed, index.simplified), index);
  const latin = said.match(kb.HAN) ? index.weak : index.opening; // the "go" of a product is a name
  if (!kb.core(said, index) || kb.without(said, latin, index.openingLongestFirst)) return;
  const highest = Math.max(1, ...scores.values());
  index.pages.forEach((page, number) => page.start && scores.set(number, highest * (1 + 1 / page.start)));
};

/** Never an empty answer to Chinese: pages that share a character, or where to start from. */
kb.anyCharacter = function (typed, index, scores) {
  const wanted = new Set((kb.fold(typed, index.simplified).match(kb.HAN) || []).join(""));
  index.pages.forEach((page, number) => {
    const text = kb.fold([page.title, ...page.aliases, ...page.hints].join(" "), index.simplified);
    let shared = 0;
    for (const character of wanted) if (text.includes(character)) shared++;
    if (shared) scores.set(number, shared * page.weight);
  });
  if (wanted.size && !scores.size)
    index.pages.forEach((page, number) => page.start && scores.set(number, 1 / (number + 1)));
};
