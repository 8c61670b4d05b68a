/*
 * The search worker that stands in for Material's, speaking its protocol:
 * SETUP 0 (from the page), READY 1 (to it), QUERY 2 (from it), RESULT 3 (to it).
 *
 * Everything else is loaded at the first query: pages stay light for readers who never
 * search. The names of the first files come with our own address; the index names the other.
 */
const address = new URL(self.location.href).searchParams;
let loading = null;
let newest = { turn: 0, typed: "" };

function fetchJson(name, cache) {
  return fetch(new URL(name, self.location.href), { cache }).then((answer) => {
    if (!answer.ok) throw new Error(answer.status + " " + answer.url);
    return answer.json();
  });
}

async function load() {
  // On its way while the code loads. Its name never changes: ask whether it is the newest.
  const coming = fetchJson(address.get("index"), "no-cache");
  importScripts(address.get("code"));
  const data = await coming;
  const index = kb.buildIndex(data);
  // Details say what a page answers and where in it: answer without them, then again with.
  fetchJson(data.details, "default").then((details) => {
    index.details = details;
    answer(newest.turn, newest.typed);
  }, () => {});
  return index;
}

async function answer(turn, typed) {
  let items = [];
  if (typed.trim()) {
    loading = loading || load();
    try {
      items = kb.results(typed, await loading);
    } catch (error) {
      loading = null; // offline now, perhaps not at the next key
      throw error;
    }
  }
  if (turn === newest.turn) self.postMessage({ type: 3, data: { items } });
}

self.addEventListener("message", ({ data: { type, data } }) => {
  if (type === 0) self.postMessage({ type: 1 });
  if (type !== 2) return;
  newest = { turn: newest.turn + 1, typed: data };
  answer(newest.turn, data);
});
