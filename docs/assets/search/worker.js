/*
 * The search worker that stands in for Material's, speaking its protocol:
 * SETUP 0 (from the page), READY 1 (to it), QUERY 2 (from it), RESULT 3 (to it).
 *
 * Everything else is loaded at the first query: pages stay light for readers who never
 * search. The names of the files come with our own address.
 */
const address = new URL(self.location.href).searchParams;
let loading = null;
let newest = { turn: 0, typed: "" };

function fetchJson(name) {
  return fetch(new URL(address.get(name), self.location.href)).then((answer) => {
    if (!answer.ok) throw new Error(answer.status + " " + answer.url);
    return answer.json();
  });
}

async function load() {
  const data = fetchJson("index"); // on its way while the code loads
  importScripts(address.get("code"));
  const index = kb.buildIndex(await data);
  // Details say what a page answers and where in it: answer without them, then again with.
  fetchJson("details").then((details) => {
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
