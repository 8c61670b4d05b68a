/* The text of the plan as a picture, for programs that neither print nor copy. Comes when asked for. */
const zkPicture = (text) => {
  const width = 720, margin = 40, line = 42;
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const font = `26px ${getComputedStyle(document.body).fontFamily}`;
  pen.font = font;
  const rows = [];
  for (const paragraph of text.split("\n")) {
    let row = "";
    /* A line may break at every Chinese character and after every sign, but not within a word. */
    for (const part of paragraph.match(/[\p{Script=Han}\p{P}]|[^\p{Script=Han}\p{P}\s]+|\s+/gu) || []) {
      const full = row.trim() && pen.measureText(row + part).width > width - 2 * margin;
      if (full && !/^[\p{Pe}\p{Pf}\p{Po}]$/u.test(part)) { rows.push(row); row = part.trimStart(); }
      else row += part;
    }
    rows.push(row);
  }
  const height = rows.length * line + 2 * margin;
  const scale = Math.min(1, 16000 / height);  // phones draw nothing on a larger canvas
  canvas.width = width * scale;
  canvas.height = height * scale;
  pen.scale(scale, scale);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = "#111";
  pen.font = font;
  pen.textBaseline = "top";
  rows.forEach((row, place) => pen.fillText(row, margin, margin + place * line));
  return canvas.toDataURL("image/png");
};
