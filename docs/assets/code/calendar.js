/* A calendar file (RFC 5545) of days to look again, each month for a year. */
const zkCalendar = (title, events) => {
  const escape = (text) => text.replace(/\s+/g, " ").trim().replace(/[\\;,]/g, "\\$&");
  const day = (date) =>
    `${date.getFullYear()}${String(date.getMonth() + 1).padStart(2, "0")}${String(date.getDate()).padStart(2, "0")}`;

  /* Lines have at most 75 bytes; the rest follows after a line break and a space. */
  const fold = (line) => {
    const encoder = new TextEncoder();
    const parts = [""];
    let length = 0;
    for (const letter of line) {
      const bytes = encoder.encode(letter).length;
      if (length + bytes > 74) { parts.push(""); length = 0; }
      parts[parts.length - 1] += letter;
      length += bytes;
    }
    return parts.join("\r\n ");
  };

  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//knowledge base//look again//"];
  for (const { day: date, note } of events) {
    lines.push(
      "BEGIN:VEVENT", `UID:look-again-${date.getDate()}@${location.hostname || "offline"}`,
      `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${day(date)}`,
      `RRULE:FREQ=MONTHLY;BYMONTHDAY=${date.getDate()};COUNT=12`, "TRANSP:TRANSPARENT",
      `SUMMARY:${escape(title)}`, `DESCRIPTION:${escape(note)}`, "END:VEVENT",
    );
  }
  lines.push("END:VCALENDAR", "");
  return lines.map(fold).join("\r\n");
};
