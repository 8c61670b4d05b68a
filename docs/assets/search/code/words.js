/*
 * Text to terms, the same way for the index and for queries.
 *
 * Han text becomes pairs of neighbouring characters (bigrams), and the lexicon's words.
 * Latin text becomes lightly stemmed words. Pinyin terms ("~hua bei") are made from the
 * readings of Han characters, so that typing the sound finds the word.
 */
self.kb = self.kb || {};

kb.HAN = /[\u3400-\u4dbf\u4e00-\u9fff\u3007]+/g;
kb.RUN = /[\u3400-\u4dbf\u4e00-\u9fff\u3007]+|[a-z0-9]+(?:['’][a-z]+)?/g;

/** Lower case, no accents, full-width forms made plain, traditional characters simplified. */
kb.fold = function (text, simplified) {
  const plain = text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  let folded = "";
  for (const character of plain.normalize("NFC")) folded += simplified.get(character) || character;
  return folded.replace(/\b([a-z])\/([a-z])\b/g, "$1$2"); // n/a is one word
};

/** A light English stem: plural, -ed and -ing only, so that it never joins unlike words. */
kb.stem = function (word) {
  let stem = word.replace(/['’]s?$/, "");
  if (stem.length > 4 && stem.endsWith("ies")) stem = stem.slice(0, -3) + "y";
  else if (stem.length > 3 && /[^su]s$/.test(stem)) stem = stem.slice(0, -1);
  if (stem.length > 5 && stem.endsWith("ing")) stem = stem.slice(0, -3);
  else if (stem.length > 4 && stem.endsWith("ed")) stem = stem.slice(0, -2);
  if (stem.length > 3 && /([bdgklmnprt])\1$/.test(stem)) stem = stem.slice(0, -1);
  return stem.length > 3 && stem.endsWith("e") ? stem.slice(0, -1) : stem;
};

/** The runs of Han characters and the Latin words of folded text, in order. */
kb.runs = function (folded) {
  return folded.match(kb.RUN) || [];
};

kb.isHan = function (run) {
  return run.charCodeAt(0) >= 0x3007;
};

/** The bigrams of a Han run; a single character stands for itself. */
kb.bigrams = function (run) {
  if (run.length === 1) return [run];
  const found = [];
  for (let i = 0; i + 1 < run.length; i++) found.push(run.slice(i, i + 2));
  return found;
};

/** Where words of the lexicon stand in a Han run, longest first: [{at, word}]. */
kb.lexical = function (run, lexicon) {
  const found = [];
  for (let at = 0; at < run.length; ) {
    let word = "";
    for (let length = Math.min(lexicon.longest, run.length - at); length > 1; length--) {
      const candidate = run.slice(at, at + length);
      if (lexicon.words.has(candidate)) {
        word = candidate;
        break;
      }
    }
    if (word) found.push({ at, word });
    at += word.length || 1;
  }
  return found;
};

/** All terms of folded text for the index. */
kb.terms = function (folded, lexicon) {
  const found = [];
  for (const run of kb.runs(folded)) {
    if (!kb.isHan(run)) {
      found.push(kb.stem(run));
      continue;
    }
    found.push(...kb.bigrams(run));
    for (let at = 0; at < run.length; at++)
      for (let length = 3; length <= Math.min(lexicon.longest, run.length - at); length++) {
        const word = run.slice(at, at + length);
        if (lexicon.words.has(word)) found.push(word);
      }
  }
  return found;
};

/** Pinyin terms of folded text: every pair of neighbouring syllables, in every reading. */
kb.pinyinTerms = function (folded, readings) {
  const found = [];
  for (const run of folded.match(kb.HAN) || [])
    for (let i = 0; i + 1 < run.length; i++)
      for (const first of readings.get(run[i]) || [])
        for (const second of readings.get(run[i + 1]) || []) found.push("~" + first + " " + second);
  return found;
};

/** The ways to read Latin text as pinyin: its syllables, or null when it is not pinyin. */
kb.syllables = function (text, inventory) {
  const best = new Array(text.length + 1).fill(null);
  best[0] = [];
  for (let end = 1; end <= text.length; end++)
    for (let length = 1; length <= Math.min(6, end); length++) {
      const before = best[end - length];
      const syllable = text.slice(end - length, end);
      if (before && inventory.has(syllable) && (!best[end] || before.length + 1 < best[end].length))
        best[end] = [...before, syllable];
    }
  return best[text.length];
};
