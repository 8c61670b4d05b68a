/* How many entries are within their review date: a page that was built once cannot know. */
if (document.getElementById("freshness-share")) {
  const line = document.getElementById("freshness-share");
  const today = new Date().toISOString().slice(0, 10);
  let all = 0, fresh = 0;
  for (const each of line.dataset.due.split(" ")) {
    const [date, count] = each.split("*");
    all += Number(count);
    if (date >= today) fresh += Number(count);
  }
  const share = Math.floor((100 * fresh) / all);
  line.append(" ", line.dataset.share.replace("{share}", share));
}
