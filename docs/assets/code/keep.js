/* What a reader can do with the plan: tick, remember, erase, share, copy, print, be reminded. */
{
  const { byId, words, tasks, say, ids } = zkPlan;
  const remember = byId("plan-remember");
  const diary = byId("plan-diary");
  const boxes = () => [...document.querySelectorAll(".kb-task input")];
  const ticked = () => boxes().filter((box) => box.checked).map((box) => box.id).join(",");
  const date = (day) =>
    day.toLocaleDateString(words.locale, { year: "numeric", month: "long", day: "numeric" });

  /* Ticks, diary and the remembered choice */

  function fill() {
    const done = new Set(zkStore.kept("done").split(","));
    for (const box of boxes()) box.checked = done.has(box.id);
    diary.value = zkStore.kept("diary");
    remember.checked = zkStore.remembers();
  }
  function keep(name, value) {
    if (zkStore.remembers()) say(zkStore.keep(name, value) ? words.saved : words.notSaved);
    progress();
  }
  function progress() {
    const shown = boxes().filter((box) => !box.closest("[hidden]"));
    const done = shown.filter((box) => box.checked).length;
    const text = words.progress.replace("{done}", done).replace("{all}", shown.length);
    byId("plan-progress").textContent = ids().length ? text : "";
  }
  for (const box of boxes()) box.addEventListener("change", () => keep("done", ticked()));
  diary.addEventListener("change", () => keep("diary", diary.value));
  remember.addEventListener("change", () => {
    if (!remember.checked) {
      zkStore.forget(ids());
      say(words.forgotten);
      return;
    }
    remember.checked = zkStore.remember(ids());
    zkStore.keep("done", ticked());
    zkStore.keep("diary", diary.value);
    say(remember.checked ? words.saved : words.notSaved);
  });
  byId("plan-erase").addEventListener("click", () => {
    zkStore.erase();
    fill();
    zkPlan.change([], words.erased);
    zkStore.erase();  // the empty choice was kept again
  });

  /* The day to look again: the next one of its kind, never today. */

  function nextDay(day) {
    const now = new Date();
    const passed = now.getDate() >= day;
    return new Date(now.getFullYear(), now.getMonth() + (passed ? 1 : 0), day);
  }
  const looks = [...document.querySelectorAll(".kb-look")];
  for (const look of looks) {
    const strong = document.createElement("strong");
    strong.textContent = words.look.replace("{date}", date(nextDay(Number(look.dataset.day))));
    look.prepend(strong, " ");
  }
  byId("plan-calendar").hidden = looks.length === 0;
  byId("plan-calendar").addEventListener("click", () => {
    const events = looks.map((look) => ({ day: nextDay(Number(look.dataset.day)), note: look.textContent }));
    const file = new Blob([zkCalendar(words.event, events)], { type: "text/calendar" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "look-again.ics";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });

  /* Copies: the link holds ids only, the text has what a printed plan would have. */

  async function copy(text, said) {
    const area = byId("plan-text");
    area.value = text;
    area.hidden = false;
    try {
      await navigator.clipboard.writeText(text);  // refused without https, and in some chat programs
    } catch {
      area.select();
      if (!document.execCommand("copy")) { say(words.notCopied); return; }
    }
    area.hidden = true;
    say(said);
  }
  function asText() {
    const lines = [document.querySelector("h1").firstChild.textContent.trim(), ""];
    for (const { task, heading, name } of tasks.values()) {
      if (task.hidden) continue;
      lines.push(`■ ${name}`, `  ${task.querySelector(".kb-task-facts").textContent}`);
      for (const step of task.querySelectorAll("li")) {
        lines.push(`  ${step.querySelector("input").checked ? "☑" : "☐"} ${step.querySelector("label").textContent.trim()}`);
        const proof = step.querySelector(".kb-keep");
        if (proof) lines.push(`     ${proof.textContent.trim()}`);
      }
      lines.push(`  ${heading.querySelector("a").href}`, "");
    }
    lines.push(...looks.map((look) => look.querySelector("strong").textContent));
    lines.push(byId("end").querySelector("p").textContent, location.href);
    return lines.join("\n");
  }
  byId("plan-copy-link").addEventListener("click", () => copy(location.href, words.linkCopied));
  byId("plan-copy-text").addEventListener("click", () => copy(asText(), words.copied));

  /* Paper: WeChat has no print, so there the button would do nothing. */

  const printed = () => { byId("plan-printed").textContent = words.printed.replace("{date}", date(new Date())); };
  byId("plan-print").hidden = /MicroMessenger/.test(navigator.userAgent);
  byId("plan-print").addEventListener("click", () => print());
  addEventListener("beforeprint", printed);
  printed();

  /* The picture that another phone can read. Its library comes with the first plan to draw. */

  const place = document.currentScript.src;
  const scripts = new Map();
  function fetched(path) {
    if (!scripts.has(path)) {
      scripts.set(path, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = new URL(path, place);
        script.addEventListener("load", done);
        script.addEventListener("error", failed);
        document.head.append(script);
      }));
    }
    return scripts.get(path);
  }
  function draw() {
    byId("plan-address").textContent = location.href;
    const picture = byId("plan-qr");
    picture.parentElement.hidden = true;
    if (!ids().length || !location.protocol.startsWith("http")) return;
    if (typeof qrcode !== "function") { fetchLibrary(); return; }
    const code = qrcode(0, "L");
    code.addData(location.href);
    try { code.make(); } catch { return; }  // more than a picture holds; the address stands below
    const size = code.getModuleCount();
    let path = "";
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        if (code.isDark(row, column)) path += `M${column + 4},${row + 4}h1v1h-1z`;
      }
    }
    picture.setAttribute("viewBox", `0 0 ${size + 8} ${size + 8}`);  // four modules of quiet around
    picture.querySelector("path").setAttribute("d", path);
    picture.parentElement.hidden = false;
  }
  function fetchLibrary() {
    if (document.readyState === "complete") fetched("../vendor/qrcode-generator/qrcode.js").then(draw, () => {});
    else addEventListener("load", fetchLibrary, { once: true });
  }

  byId("plan-picture").addEventListener("click", async () => {
    try { await fetched("picture.js"); } catch { say(words.notDrawn); return; }
    const figure = document.querySelector(".kb-picture");
    const picture = Object.assign(new Image(), { src: zkPicture(asText()), alt: words.pictureOf });
    figure.querySelector("img")?.remove();
    figure.prepend(picture);
    figure.hidden = false;
    say(words.drawn);
  });

  document.addEventListener("zk-plan", () => {
    progress();
    draw();
    document.querySelector(".kb-picture").hidden = true;  // of another plan
  });
  byId("plan-tools").hidden = false;
  fill();
  zkPlan.open();
}
