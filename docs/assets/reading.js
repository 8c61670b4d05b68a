/* What a page cannot know when it is built, or a reader only asks for while reading. */
(() => {
  /* A page does not know that it has become old; the reader's clock does. */
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0")).join("-");
  for (const place of document.querySelectorAll("[data-review-by]")) {
    const note = place.querySelector("[hidden]");
    if (note) note.hidden = today <= place.dataset.reviewBy;
  }
})();
