/*
 * The self-check, where JavaScript runs: one question at a time, and what the answers lead to.
 * All words and links are those of the page, which without it lists every answer. Answers
 * stay in this script's memory; only ids of actions leave it, in the address of the plan.
 */
(() => {
  const words = document.getElementById("check-words").dataset;
  const order = words.order.split(" ");
  const list = document.getElementById("check-list");
  const sections = [...list.querySelectorAll(".kb-question")];
  const plan = document.querySelector("#check-plan a");
  const root = document.documentElement;
  const named = () => sections.find((section) => `#${section.querySelector("h2").id}` === location.hash);
  if (named()) return;

  const make = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const say = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  /* Where a link of an answer leads, as kind and id: "actions/keep-proof". */
  const target = (link) => /(actions|causes)\/[a-z0-9-]+/.exec(link.pathname)[0];

  const form = make("form", { className: "kb-check", noValidate: true });
  const error = make("p", { className: "kb-error", role: "alert" });
  const result = make("section", { className: "kb-result", hidden: true });
  const back = make("button", { type: "button", className: "kb-quiet-button", textContent: words.back });
  const next = make("button", { type: "submit", className: "kb-button" });
  const questions = sections.map(question);
  let current = 0;

  function question(section, number) {
    const heading = section.querySelector("h2").cloneNode(true);
    heading.querySelector(".headerlink")?.remove();
    const text = heading.textContent.replace(/^\d+\s*/, "").trim();
    const legend = make("legend", { tabIndex: -1 },
      make("span", { className: "kb-progress", textContent: say(words.step, { step: number + 1, all: sections.length }) }),
      text);
    const alarm = make("div", { className: "kb-alarm", hidden: true });
    alarm.setAttribute("role", "alert");
    const fieldset = make("fieldset", { hidden: true }, legend, section.querySelector("p").cloneNode(true));
    const radios = ["yes", "no", "unsure"].map((answer) => {
      const radio = make("input", { type: "radio", name: `question-${number}`, value: answer, autocomplete: "off" });
      fieldset.append(make("label", {}, radio, ` ${words[answer]}`));
      return radio;
    });
    fieldset.append(alarm);
    const places = new Map([...section.querySelectorAll(".kb-answer")].map((each) => [each.dataset.answer, each]));
    const made = { legend, fieldset, radios, alarm,
      answer: () => radios.find((radio) => radio.checked)?.value,
      given: () => places.get(made.answer()),
    };
    fieldset.addEventListener("change", () => { error.textContent = ""; interrupt(made); });
    return made;
  }

  /*
   * A red flag does not wait for the other questions. It is read out and scrolled to; the focus
   * stays, since arrow keys pass over answers, and Tab leads into it.
   */
  function interrupt({ alarm, given }) {
    const urgent = given()?.querySelector(".kb-urgent");
    alarm.hidden = !urgent;
    alarm.replaceChildren();
    if (!urgent) return;
    const links = [...given().querySelectorAll("li")].filter((item) => target(item.querySelector("a")).startsWith("actions/"));
    alarm.append(urgent.cloneNode(true), make("ul", {}, ...links.map((item) => item.cloneNode(true))),
      make("p", { textContent: words.goOn }));
    alarm.scrollIntoView({ block: "nearest" });
  }

  function show(number) {
    current = number;
    questions.forEach(({ fieldset }, place) => { fieldset.hidden = place !== number; });
    back.hidden = number === 0;
    next.textContent = number === questions.length - 1 ? words.finish : words.next;
    error.textContent = "";
    form.hidden = false;
    result.hidden = true;
  }
  function go(number) {
    if (number === questions.length) finish();
    else {
      show(number);
      questions[number].legend.focus();
    }
  }

  /*
   * The browser's "back" goes to the question before, not away from the page. The history knows
   * the number of a question, never an answer: those are gone when the page is loaded again.
   */
  function forward(number) {
    history.pushState({ step: number }, "");
    go(number);
  }
  addEventListener("popstate", ({ state }) => {
    if (!list.hidden) return;
    const open = questions.findIndex(({ answer }) => !answer());
    const step = Math.min(state?.step ?? 0, open < 0 ? questions.length : open);
    history.replaceState({ step }, "");
    go(step);
  });
  history.replaceState({ step: 0 }, "");

  /*
   * Everything that the answers lead to, once each, with every reason why it is shown. What
   * a "no" leads to is for those whose other answers lead nowhere.
   */
  function found() {
    const all = new Map();
    const entry = (link) => {
      const key = target(link);
      if (!all.has(key)) all.set(key, { key, link, notes: new Set(), causes: [] });
      return all.get(key);
    };
    const items = (wanted) => questions.filter(({ answer }) => wanted(answer()))
      .flatMap(({ given }) => [...given()?.querySelectorAll("li") || []]);
    const told = items((answer) => answer !== "no");
    for (const item of told.length ? told : items(() => true)) {
      const [link, first] = item.querySelectorAll("a");
      entry(link).notes.add(item.querySelector(".kb-note").textContent);
      if (first) entry(first).causes.push(link.textContent);
    }
    return [...all.values()].sort((one, other) => order.indexOf(one.key) - order.indexOf(other.key));
  }
  /* Why something is shown: the notes of its answers, and the causes that it is done about. */
  function reasons({ notes, causes }) {
    const about = causes.length ? [say(words.for, { causes: causes.join(" · ") })] : [];
    return [...notes, ...about].map((text) => make("span", { className: "kb-reason", textContent: text }));
  }

  function finish() {
    const all = found();
    const part = (kind, title) => {
      const items = all.filter(({ key }) => key.startsWith(kind));
      if (!items.length) return [];
      const rows = items.map((item) => make("li", {}, item.link.cloneNode(true), ...reasons(item)));
      return [make("h3", { textContent: title }), make("ul", {}, ...rows)];
    };
    const ids = all.filter(({ key }) => key.startsWith("actions/")).map(({ key }) => key.slice(8));
    const heading = make("h2", { textContent: words.result, tabIndex: -1 });
    const alarms = questions.filter(({ alarm }) => !alarm.hidden)
      .map(({ given }) => given().querySelector(".kb-urgent").cloneNode(true));
    const again = make("button", { type: "button", className: "kb-quiet-button", textContent: words.again });
    again.addEventListener("click", () => { form.reset(); questions.forEach(interrupt); forward(0); });
    const toPlan = ids.length ? [make("p", { className: "kb-buttons" },
      make("a", { className: "kb-button", href: `${plan.href.split("#")[0]}#a=${ids.join(",")}`, textContent: words.toPlan }))] : [];
    result.replaceChildren(heading, make("p", { textContent: all.length ? words.note : words.none }), ...alarms,
      ...part("actions/", words.actions), ...toPlan, ...part("causes/", words.causes), make("p", {}, again));
    form.hidden = true;
    result.hidden = false;
    heading.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!questions[current].answer()) {
      error.textContent = words.choose;
      questions[current].radios[0].focus();
    } else forward(current + 1);
  });
  back.addEventListener("click", () => history.back());

  const all = make("button", { type: "button", className: "kb-quiet-button", textContent: words.all });
  function showAll(section) {
    for (const each of [form, result, all]) each.remove();
    list.hidden = false;
    root.classList.remove("kb-checking");
    const heading = section.querySelector("h2");
    heading.tabIndex = -1;
    heading.focus();
  }
  all.addEventListener("click", () => showAll(list));
  /* Somebody wants one question, by a link or by going back to it. */
  addEventListener("hashchange", () => named() && list.hidden && showAll(named()));
  form.append(...questions.map(({ fieldset }) => fieldset), error, make("p", { className: "kb-buttons" }, next, back));
  list.before(form, result, make("p", { className: "kb-check-all" }, all));
  list.hidden = true;
  root.classList.add("kb-checking");  // the contents name what is not shown
  show(0);
})();
