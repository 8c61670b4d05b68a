/* What a page cannot know when it is built, or a reader only asks for while reading. */
(() => {
  const { glossary } = document.currentScript.dataset;

  /* A page does not know that it has become old; the reader's clock does. */
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0")).join("-");
  for (const place of document.querySelectorAll("[data-review-by]")) {
    const note = place.querySelector("[hidden]");
    if (note) note.hidden = today <= place.dataset.reviewBy;
  }

  /*
   * Terms are links to the glossary. Where the browser can show a text on top of the page, a
   * button shows the definition instead, by touch, mouse and keyboard, and leads on to the link.
   */
  if (!HTMLElement.prototype.hasOwnProperty("popover")) return;
  const width = Math.min(innerWidth - 32, 360);
  for (const term of document.querySelectorAll("a > .kb-term")) {
    const link = term.parentElement;
    const button = document.createElement("button");
    const note = document.createElement("span");
    button.type = "button";
    button.className = "kb-term";
    button.textContent = term.textContent;
    note.className = "kb-definition";
    note.popover = "auto";
    note.append(term.dataset.definition, " ", link.cloneNode());
    note.lastChild.textContent = glossary;
    button.popoverTargetElement = note;
    note.addEventListener("beforetoggle", () => {
      const place = button.getBoundingClientRect();
      note.style.left = `${Math.max(16, Math.min(place.left, innerWidth - width - 16)) + scrollX}px`;
      note.style.top = `${place.bottom + scrollY + 6}px`;
    });
    /* A line may break beside a button, but not before a full stop or behind a bracket. */
    const whole = document.createElement("span");
    whole.className = "kb-whole";
    const before = link.previousSibling?.data?.match(/[\p{Ps}\p{Pi}]$/u);
    const after = link.nextSibling?.data?.match(/^[^\P{P}\p{Ps}\p{Pi}]+/u);
    if (before) link.previousSibling.data = link.previousSibling.data.slice(0, -1);
    if (after) link.nextSibling.data = link.nextSibling.data.slice(after[0].length);
    whole.append(before?.[0] ?? "", button, after?.[0] ?? "");
    link.replaceWith(whole, note);
  }
})();
