/*
 * The plan page, where JavaScript runs: only the chosen actions, the others below as a list.
 * Without it the page shows every action; all words and links stand in its HTML. What is not
 * chosen is never laid out: plan.css keeps it away until this script has run.
 */
const zkPlan = (() => {
  const byId = (id) => document.getElementById(id);
  const words = byId("plan-words").dataset;
  const contents = document.querySelectorAll(".md-nav--secondary a[href^='#']");
  const tasks = new Map();  // in the order of the page, which is that of the printed rule
  let ids = [];
  let foreign = false;  // the address holds another plan than the one that is remembered here

  /* Said aloud, and shown for a moment: it must not stay over what has the focus. */
  let timer = 0;
  const say = (text) => {
    byId("plan-status").textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => { byId("plan-status").textContent = ""; }, 6000);
  };
  const button = (text, name, action) => {
    const made = document.createElement("button");
    made.type = "button";
    const hidden = document.createElement("span");
    hidden.className = "kb-hidden";
    hidden.textContent = ` ${name}`;
    made.append(text, hidden);
    made.addEventListener("click", action);
    return made;
  };

  /* The list of the others, under the same headings as the tasks. */
  const others = byId("plan-others");
  const groups = [...document.querySelectorAll(".kb-plan-group")].map((section) => {
    const title = document.createElement("h3");
    title.textContent = section.querySelector("h2").firstChild.textContent;
    const list = document.createElement("ul");
    others.append(title, list);
    return { section, title, list };
  });

  for (const task of document.querySelectorAll(".kb-task")) {
    const heading = task.querySelector("h3");
    const link = heading.querySelector("a:not(.headerlink)");
    const name = link.textContent;
    const id = heading.id;
    const other = document.createElement("li");
    const add = button(words.add, name, () => change([...ids, id], words.added, () => remove.focus()));
    const remove = button(words.remove, name, () =>
      change(ids.filter((each) => each !== id), words.removed, () =>
        task.hidden ? focusNear(task, [...tasks.values()].map((each) => each.task), "h3 a") : add.focus()));
    const addOther = button(words.addShort, name, () =>
      change([...ids, id], words.added, () => focusNear(other, [...others.querySelectorAll("li")], "button")));
    const buttons = document.createElement("p");
    buttons.className = "kb-task-buttons";
    buttons.append(add, remove);
    task.append(buttons);
    other.append(link.cloneNode(true), addOther);
    groups.find(({ section }) => section.contains(task)).list.append(other);
    tasks.set(id, { task, heading, name, add, remove, other });
  }

  /* Show the plan; what no shown action cites is no source of it. */
  function show() {
    const pinned = location.hash.slice(1);  // a link to one action shows it, chosen or not
    for (const [id, { task, add, remove, other }] of tasks) {
      const chosen = ids.includes(id);
      task.hidden = !chosen && id !== pinned;
      add.hidden = chosen;
      remove.hidden = !chosen;
      other.hidden = !task.hidden;
    }
    for (const { section, title, list } of groups) {
      section.hidden = !section.querySelector(".kb-task:not([hidden])");
      title.hidden = list.hidden = !list.querySelector("li:not([hidden])");
    }
    const shown = ".kb-task:not([hidden]) .kb-cite, .kb-look .kb-cite";
    const cited = new Set([...document.querySelectorAll(shown)].map((cite) => cite.hash.slice(1)));
    for (const source of document.querySelectorAll(".kb-sources li")) {
      source.hidden = !cited.has(source.id);
    }
    for (const link of contents) {
      link.parentElement.hidden = Boolean(byId(link.hash.slice(1))?.closest("[hidden]"));
    }
    if (!ids.length) others.open = true;
    others.hidden = groups.every(({ list }) => list.hidden);
    others.querySelector("h2").textContent = ids.length ? words.others : words.all;
    byId("plan-empty").hidden = ids.length > 0;
    for (const each of document.querySelectorAll(".kb-plan-start")) each.hidden = ids.length > 0;
    byId("plan-foreign").hidden = !foreign;
    document.dispatchEvent(new Event("zk-plan"));
  }

  const address = () => (ids.length ? zkStore.toAddress(ids) : location.pathname);

  /* Take over a changed choice, in the order of the page, and tell whoever cannot see it. */
  function change(wanted, said, focus) {
    ids = [...tasks.keys()].filter((id) => wanted.includes(id));
    foreign = false;
    zkStore.choose(ids);
    history.replaceState(null, "", address());
    show();
    say(said);
    focus?.();
  }

  /* The focus moves from what has gone to the nearest in its list, so that one can go on. */
  function focusNear(gone, list, inside) {
    const place = list.indexOf(gone);
    const near = [...list.slice(place), ...list.slice(0, place).reverse()];
    const next = near.find((each) => each.getClientRects().length > 0);
    (next ? next.querySelector(inside) : others.querySelector("summary")).focus();
  }

  function open() {
    const own = zkStore.chosen().filter((id) => tasks.has(id));
    const given = zkStore.inAddress(location.hash);
    const known = given && given.filter((id) => tasks.has(id));
    ids = known || (ids.length ? ids : own);
    ids = [...tasks.keys()].filter((id) => ids.includes(id));
    foreign = Boolean(given && own.length && zkStore.remembers() && own.join() !== ids.join());
    if (!foreign && given) zkStore.choose(ids);
    const lost = given ? given.length - known.length : 0;
    if (lost) history.replaceState(null, "", address());
    others.open = false;
    show();
    document.documentElement.classList.add("kb-plan-shown");
    if (!given) byId(location.hash.slice(1))?.scrollIntoView();  // all has moved since the browser did
    if (lost) say(words.unknown.replace("{count}", lost));
  }

  byId("plan-merge").addEventListener("click", () => change([...zkStore.chosen(), ...ids], words.added));
  byId("plan-own").addEventListener("click", () => change(zkStore.chosen(), ""));
  addEventListener("hashchange", open);
  return { byId, words, tasks, say, show, open, change, ids: () => ids };
})();
