/*
 * The inverted index, built in the worker from the pages' texts.
 *
 * index.postings maps a term to [page, weighted count, …]; the count is BM25F's: each field
 * counts by its weight and against its own average length.
 */
self.kb = self.kb || {};

/* What a word is worth where. Titles and aliases are what editors chose for finding a page. */
kb.FIELDS = {
  title: { weight: 9, b: 0.6 },
  aliases: { weight: 6, b: 0.2 },
  other: { weight: 4, b: 0.2 },
  hints: { weight: 2.5, b: 0.3 },
};

/** Make the index of the data that the build wrote. */
kb.buildIndex = function (data) {
  const simplified = new Map();
  const pairs = [...data.fold];
  for (let i = 0; i < pairs.length; i += 2) simplified.set(pairs[i], pairs[i + 1]);
  const readings = new Map();
  for (const [syllable, characters] of Object.entries(data.pinyin))
    for (const character of characters) readings.set(character, [...(readings.get(character) || []), syllable]);
  const words = new Set(data.lexicon);
  const longest = Math.max(2, ...data.lexicon.map((word) => word.length));
  const index = {
    pages: data.pages,
    details: data.pages.map(() => ({ summary: "", sections: [] })), // until they are loaded
    simplified,
    readings,
    inventory: new Set(Object.keys(data.pinyin)),
    lexicon: { words, longest },
    weak: kb.wordSet(data.weak),
    weakLongestFirst: kb.longestFirst(data.weak),
    opening: kb.wordSet([...data.weak, ...data.opening]),
    openingLongestFirst: kb.longestFirst([...data.weak, ...data.opening]),
    sounds: new Map(),
    synonyms: kb.groups(data.synonyms),
    typos: new Map(Object.entries(data.typos)),
    postings: new Map(),
    exact: new Map(),
    vocabulary: [],
  };
  for (const word of [...words, ...index.synonyms.keys()]) kb.addSounds(index, word);
  const fields = data.pages.map((page) => kb.fieldsOf(page, index));
  const averages = {};
  for (const name of Object.keys(kb.FIELDS))
    averages[name] = fields.reduce((sum, each) => sum + each[name].length, 0) / fields.length || 1;
  fields.forEach((each, number) => kb.addPage(index, number, each, averages));
  index.vocabulary = [...index.postings.keys()].filter((term) => /^[a-z]{4,}$/.test(term));
  return index;
};

/** The terms of each field of a page. */
kb.fieldsOf = function (page, index) {
  const terms = (text) => {
    const folded = kb.fold(text, index.simplified);
    return [...kb.terms(folded, index.lexicon), ...kb.pinyinTerms(folded, index.readings)];
  };
  return {
    title: terms(page.title),
    aliases: terms(page.aliases.join("\n")),
    other: terms(page.other.join("\n")),
    hints: terms(page.hints.join("\n")),
  };
};

kb.addPage = function (index, number, fields, averages) {
  const counts = new Map();
  for (const [name, { weight, b }] of Object.entries(kb.FIELDS)) {
    const length = 1 - b + (b * fields[name].length) / averages[name];
    for (const term of fields[name]) counts.set(term, (counts.get(term) || 0) + weight / length);
  }
  for (const [term, count] of counts) {
    if (!index.postings.has(term)) index.postings.set(term, []);
    index.postings.get(term).push(number, count);
  }
  const page = index.pages[number];
  const names = [[page.title, 1], ...[...page.aliases, ...page.other].map((name) => [name, 0.6])];
  for (const [name, worth] of names) {
    const folded = kb.fold(name, index.simplified);
    for (const [key, part] of [[kb.key(folded), 1], [kb.core(folded, index), 0.5]]) {
      if (!key) continue;
      if (!index.exact.has(key)) index.exact.set(key, new Map());
      const pages = index.exact.get(key);
      pages.set(number, Math.max(pages.get(number) || 0, worth * part));
    }
  }
};

/** Note how a word sounds, so that its pinyin finds it: "hua bei" → 花呗. */
kb.addSounds = function (index, word) {
  if (word.length < 2 || word.length > 8 || !/^[\u3400-\u9fff]+$/.test(word)) return;
  for (const sound of kb.soundsOf(word, index)) if (!index.sounds.has(sound)) index.sounds.set(sound, word);
};

/** The ways to say Han text, such as "hua bei"; at most eight. */
kb.soundsOf = function (text, index) {
  let sounds = [""];
  for (const character of text) {
    const readings = index.readings.get(character) || [];
    sounds = sounds.flatMap((start) => readings.map((reading) => (start ? start + " " : "") + reading)).slice(0, 8);
  }
  return sounds;
};

/** Text without anything but letters, digits and Han: names are compared by it. */
kb.key = function (folded) {
  return kb.runs(folded).map((run) => (kb.isHan(run) ? run : kb.stem(run))).join(" ");
};

/** What is left of a name without weak words: 花呗逾期了怎么办 and 花呗逾期 are one. */
kb.core = function (folded, index) {
  return kb.without(folded, index.weak, index.weakLongestFirst);
};

/** What is left of text without the given words; Han text has no spaces, so longest first. */
kb.without = function (folded, words, hanLongestFirst) {
  const kept = [];
  for (const run of kb.runs(folded)) {
    if (!kb.isHan(run)) {
      if (!words.has(run) && !words.has(kb.stem(run))) kept.push(kb.stem(run));
      continue;
    }
    let rest = run;
    for (const word of hanLongestFirst) rest = rest.split(word).join("");
    if (rest) kept.push(rest);
  }
  return kept.join(" ");
};

kb.wordSet = (words) => new Set(words.flatMap((word) => [word, kb.stem(word)]));
kb.longestFirst = (words) => words.filter((word) => kb.isHan(word)).sort((a, b) => b.length - a.length);

/** For each word of a synonym group, the others: Map(word → [words]). */
kb.groups = function (lists) {
  const groups = new Map();
  for (const list of lists)
    for (const word of list) {
      const others = groups.get(word) || new Set();
      for (const other of list) if (other !== word) others.add(other);
      groups.set(word, others);
    }
  return groups;
};
