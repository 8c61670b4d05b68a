/* On pages about entries: a button that adds an action to the plan, and steps to tick. */
if (document.querySelector(".kb-add")) {
  const words = document.getElementById("plan-words").dataset;
  const status = document.getElementById("plan-status");

  const places = [...document.querySelectorAll(".kb-add")].map((place) => {
    const id = place.dataset.action;
    const link = place.querySelector("a");
    const plan = link.href.split("#")[0];
    const name = link.querySelector(".kb-hidden");
    const button = document.createElement("button");
    button.type = "button";
    button.append(words.add, name.cloneNode(true));

    const show = (ids) => {
      const chosen = ids.includes(id);
      if (chosen) {
        link.replaceChildren(words.open, name);
        link.href = plan + zkStore.toAddress(ids);
      }
      if (place.firstChild !== (chosen ? link : button)) place.replaceChildren(chosen ? link : button);
    };
    button.addEventListener("click", () => {
      const ids = [...zkStore.chosen(), id];
      if (!zkStore.choose(ids)) {  // nothing can be kept here: the plan page keeps it in its address
        location.href = plan + zkStore.toAddress(ids);
        return;
      }
      update();
      link.focus();
      status.textContent = words.added;
    });
    link.addEventListener("click", update);
    return show;
  });
  /* Each link holds the whole plan as it is now, not as it was when its own action was added. */
  function update() {
    const ids = zkStore.chosen();
    for (const show of places) show(ids);
  }
  addEventListener("pageshow", update);  // also when the reader comes back from the plan

  /* The same ticks as on the plan page; like there, kept only once the reader chose so. */
  const done = () => new Set(zkStore.kept("done").split(",").filter(Boolean));
  for (const box of document.querySelectorAll("input[data-step]")) {
    box.checked = done().has(box.dataset.step);
    box.addEventListener("change", () => {
      const steps = done();
      if (box.checked) steps.add(box.dataset.step);
      else steps.delete(box.dataset.step);
      if (zkStore.keep("done", [...steps].join(","))) status.textContent = words.saved;
    });
  }
}
