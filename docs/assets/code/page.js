/*
 * The plan page, where JavaScript runs: only the chosen actions, the others below as a list.
 * Without it the page shows every action; all words and links stand in its HTML.
 */
const zkPlan = (() => {
  const byId = (id) => document.getElementById(id);
  const words = byId("plan-words").dataset;
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

  for (const task of document.querySelectorAll(".kb-task")) {
    const heading = task.querySelector("h3");
    const link = heading.querySelector("a:not(.headerlink)");
    const name = link.textContent;
    const add = button(words.add, name, () => change([...ids, heading.id], words.added, heading.id));
    const remove = button(words.remove, name, () =>
      change(ids.filter((id) => id !== heading.id), words.removed, heading.id));
    const buttons = document.createElement("p");
    buttons.className = "kb-task-buttons";
    buttons.append(add, remove);
    heading.after(buttons);
    const other = document.createElement("li");
    other.append(link.cloneNode(true), " ", button(words.add, name, () => add.click()));
    byId("plan-others").querySelector("ul").append(other);
    tasks.set(heading.id, { task, heading, name, add, remove, other });
  }

  /* Show the plan; what no shown action cites is no source of it. */
  function show() {
    const pinned = location.hash.slice(1);  // a link to one action shows it, chosen or not
    for (const [id, { task, add, remove, other }] of tasks) {
      const chosen = ids.includes(id);
      task.hidden = ids.length > 0 && !chosen && id !== pinned;
      add.hidden = chosen;
      remove.hidden = !chosen;
      other.hidden = !task.hidden;
    }
    for (const group of document.querySelectorAll(".kb-plan-group")) {
      group.hidden = !group.querySelector(".kb-task:not([hidden])");
    }
    const shown = ".kb-task:not([hidden]) .kb-cite, .kb-look .kb-cite";
    const cited = new Set([...document.querySelectorAll(shown)].map((cite) => cite.hash.slice(1)));
    for (const source of document.querySelectorAll(".kb-sources li")) {
      source.hidden = !cited.has(source.id);
    }
    byId("plan-others").hidden = ids.length === 0;
    byId("plan-empty").hidden = ids.length > 0;
    byId("plan-foreign").hidden = !foreign;
    document.dispatchEvent(new Event("zk-plan"));
  }

  /* Take over a changed choice, in the order of the page, and tell whoever cannot see it. */
  function change(wanted, said, focusOn) {
    ids = [...tasks.keys()].filter((id) => wanted.includes(id));
    foreign = false;
    zkStore.choose(ids);
    history.replaceState(null, "", ids.length ? zkStore.toAddress(ids) : location.pathname);
    show();
    say(said);
    const entry = tasks.get(focusOn);
    if (!entry) return;
    if (ids.includes(focusOn)) entry.remove.focus();
    else (entry.task.hidden ? byId("plan-others").querySelector("h2") : entry.add).focus();
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
    show();
    if (lost) say(words.unknown.replace("{count}", lost));
  }

  byId("plan-others").querySelector("h2").tabIndex = -1;
  byId("plan-merge").addEventListener("click", () => change([...zkStore.chosen(), ...ids], words.added));
  byId("plan-own").addEventListener("click", () => change(zkStore.chosen(), ""));
  addEventListener("hashchange", open);
  return { byId, words, tasks, say, show, open, change, ids: () => ids };
})();
