/*
 * A query as concepts. A concept is one thing the reader said, with every way to find it:
 * [{term, weight}]. Pages are scored by the best way, never by the sum, so that a word with
 * many synonyms counts no more than one with none.
 */
self.kb = self.kb || {};

kb.SYNONYM = 0.65; // a synonym is nearly as good as the word itself
kb.TYPO = 0.8;
kb.LOOSE = 0.25; // characters that only happen to stand together
kb.WEAK = 0.3; // words that nearly every page or question has
kb.PREFIX = 0.8;

/** Turn what was typed into concepts: [{weight, ways: [{term, weight}]}]. */
kb.concepts = function (typed, index) {
  const folded = kb.mend(kb.fold(typed, index.simplified), index);
  const runs = kb.runs(folded);
  const concepts = [];
  runs.forEach((run, at) => {
    if (kb.isHan(run)) concepts.push(...kb.hanConcepts(run, index));
    else concepts.push(kb.latinConcept(run, at === runs.length - 1, index));
  });
  concepts.push(...kb.pinyinConcepts(runs, index));
  concepts.push(...kb.phraseConcepts(runs, index));
  return concepts.filter((concept) => concept.ways.length);
};

/** Replace typos that were reviewed; the right word is what gets searched. */
kb.mend = function (folded, index) {
  for (const [wrong, right] of index.typos)
    if (kb.isHan(wrong) && folded.includes(wrong)) folded = folded.split(wrong).join(right);
  const latin = folded.replace(/[a-z]+/g, (word) => index.typos.get(word) || word);
  return latin.replace(kb.HAN, (run) => kb.mendSounds(run, index));
};

/** Han text that stands nowhere but sounds like a known word: 限止 is 限制. */
kb.mendSounds = function (run, index) {
  const unknown = (text) => kb.bigrams(text).some((pair) => !index.postings.has(pair));
  for (let length = Math.min(5, run.length); length > 1; length--)
    for (let at = 0; at + length <= run.length; at++) {
      const part = run.slice(at, at + length);
      if (!unknown(part)) continue;
      const word = kb.soundsOf(part, index).map((sound) => index.sounds.get(sound)).find(Boolean);
      const mended = (character, i) => character === part[i] || !index.weak.has(part[i]);
      if (word && [...word].some((character, i) => character === part[i]) && [...word].every(mended))
        run = run.slice(0, at) + word + run.slice(at + length);
    }
  return run;
};

kb.hanConcepts = function (run, index) {
  const words = kb.lexical(run, index.lexicon);
  const concepts = words.map(({ word }) => {
    const weak = index.weak.has(word);
    return kb.concept(word, weak ? kb.WEAK : 1, index, weak);
  });
  for (let at = 0; at + 1 < run.length; at++) {
    const pair = run.slice(at, at + 2);
    const inside = words.some((w) => w.at <= at && at + 2 <= w.at + w.word.length);
    const touches = words.some((w) => w.at < at + 2 && at < w.at + w.word.length);
    if (inside && words.some((w) => w.word === pair)) continue;
    const weak = index.weak.has(pair);
    const weight = weak ? kb.WEAK * kb.LOOSE : touches ? kb.LOOSE : 1;
    concepts.push(kb.concept(pair, inside ? kb.LOOSE * weight : weight, index, weak || touches));
  }
  // Synonyms that the lexicon does not know as words, such as 忘记还 in 花呗忘记还了.
  for (let at = 0; at < run.length; at++)
    for (let length = 2; length <= Math.min(8, run.length - at); length++) {
      const phrase = run.slice(at, at + length);
      if (index.synonyms.has(phrase) && !words.some((w) => w.word === phrase))
        concepts.push(kb.concept(phrase, 1, index, false));
    }
  if (run.length === 1) concepts.push({ weight: kb.LOOSE, ways: kb.startingWith(run, index) });
  return concepts;
};

kb.latinConcept = function (word, last, index) {
  const stem = kb.stem(word);
  const weak = index.weak.has(word) || index.weak.has(stem);
  const concept = kb.concept(word, weak ? kb.WEAK : 1, index, weak);
  const known = index.postings.has(stem);
  if (weak && known) return concept;
  if (last)
    for (const way of kb.startingWith(word, index))
      concept.ways.push({ term: way.term, weight: kb.PREFIX * way.weight });
  if (!known && !/^[0-9]/.test(word)) concept.ways.push(...kb.nearly(stem, index));
  return concept;
};

/** A word with its synonyms. Synonyms of several words become their rarest term. */
kb.concept = function (word, weight, index, plain) {
  const ways = kb.termsOf(word, index).map((term) => ({ term, weight: 1 }));
  const others = plain ? [] : index.synonyms.get(word) || index.synonyms.get(kb.stem(word)) || [];
  for (const other of others)
    for (const term of kb.termsOf(other, index)) ways.push({ term, weight: kb.SYNONYM });
  return { weight, ways };
};

kb.termsOf = function (word, index) {
  const terms = kb.terms(word, index.lexicon).filter((term) => !index.weak.has(term));
  if (!terms.length) return kb.terms(word, index.lexicon);
  if (terms.length === 1 || terms.includes(word)) return [terms.includes(word) ? word : terms[0]];
  const frequency = (term) => (index.postings.get(term) || []).length || Infinity;
  return [terms.reduce((rare, term) => (frequency(term) < frequency(rare) ? term : rare))];
};

/** Words of several parts that are synonyms of something: "cash out", "power bank". */
kb.phraseConcepts = function (runs, index) {
  const concepts = [];
  for (let at = 0; at + 1 < runs.length; at++) {
    const phrase = runs[at] + " " + runs[at + 1];
    const others = index.synonyms.get(phrase) || index.synonyms.get(runs[at] + "-" + runs[at + 1]);
    if (!others) continue;
    const ways = [...others].flatMap((other) => kb.termsOf(other, index));
    concepts.push({ weight: 1, ways: ways.map((term) => ({ term, weight: kb.SYNONYM })) });
  }
  return concepts;
};

/** Latin text that reads as pinyin also searches for how Han text sounds. */
kb.pinyinConcepts = function (runs, index) {
  const concepts = [];
  for (let at = 0; at < runs.length; at++) {
    let end = at;
    while (end < runs.length && !kb.isHan(runs[end])) end++;
    let syllables = null; // the longest stretch of words that reads as pinyin
    for (; end > at && !syllables; end--) syllables = kb.syllables(runs.slice(at, end).join(""), index.inventory);
    if (!syllables) continue;
    concepts.push(...kb.soundConcepts(syllables, index));
    at = end;
  }
  return concepts;
};

/** Known words by their sound, with their synonyms; pairs of syllables between them. */
kb.soundConcepts = function (syllables, index) {
  const concepts = [];
  let said = "";
  for (let at = 0; at < syllables.length; ) {
    let length = Math.min(8, syllables.length - at);
    while (length > 1 && !index.sounds.has(syllables.slice(at, at + length).join(" "))) length--;
    if (length > 1) said += index.sounds.get(syllables.slice(at, at + length).join(" "));
    at += length;
  }
  if (said) concepts.push(...kb.hanConcepts(said, index));
  for (let i = 0; i + 1 < syllables.length; i++) {
    const ways = kb.soundsLike(syllables[i], syllables[i + 1]).filter(({ term }) => index.postings.has(term));
    concepts.push({ weight: said ? kb.LOOSE : 1, ways });
  }
  return concepts;
};

/** The pair itself, and the pairs that many speakers do not tell apart (z/zh, n/ng, …). */
kb.soundsLike = function (first, second) {
  const alike = (syllable) => [
    syllable,
    syllable.replace(/^([zcs])h/, "$1"),
    syllable.replace(/^([zcs])(?!h)/, "$1h"),
    syllable.replace(/ng$/, "n"),
    syllable.replace(/n$/, "ng"),
  ];
  const pairs = new Map();
  for (const a of alike(first))
    for (const b of alike(second)) pairs.set("~" + a + " " + b, a === first && b === second ? 1 : kb.TYPO);
  return [...pairs].map(([term, weight]) => ({ term, weight }));
};

/** Terms that begin with what was typed so far, the most frequent first. */
kb.startingWith = function (start, index) {
  const found = [];
  for (const [term, postings] of index.postings)
    if (term !== start && term.startsWith(start)) found.push({ term, weight: 1, size: postings.length });
  return found.sort((a, b) => b.size - a.size).slice(0, 12);
};

/** Known words within one slip of an unknown one; two slips in long words. */
kb.nearly = function (word, index) {
  if (word.length < 4) return [];
  const allowed = word.length > 7 ? 2 : 1;
  return index.vocabulary
    .filter((known) => known[0] === word[0] && kb.distance(word, known, allowed) <= allowed)
    .map((term) => ({ term, weight: kb.TYPO }));
};

/** Letters to add, drop, change or swap; stops counting above `most`. */
kb.distance = function (a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length];
};
