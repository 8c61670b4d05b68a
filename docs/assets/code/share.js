/* On pages about entries: pass the page on, by what the device has for it, or print it. */
for (const place of document.querySelectorAll(".kb-share")) {
  const words = document.getElementById("plan-words").dataset;
  const status = document.getElementById("plan-status");
  const address = location.href.split("#")[0];

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);  // refused without https, and in some chat programs
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = address;
      place.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };
  const actions = {
    share: () => navigator.share({ title: document.title, url: address }).catch(() => {}),  // or thought better of it
    copy: async (button) => {
      const label = button.textContent;
      button.textContent = status.textContent = (await copy()) ? words.copied : words.notCopied;
      button.focus();
      setTimeout(() => { button.textContent = label; status.textContent = ""; }, 5000);
    },
    print: () => print(),
  };
  const online = location.protocol.startsWith("http");  // the address of a file is of use to nobody else
  const shown = {
    share: online && Boolean(navigator.share),
    copy: online,
    print: !/MicroMessenger/.test(navigator.userAgent),  // which has no print
  };
  for (const button of place.querySelectorAll("button")) {
    const { do: name } = button.dataset;
    button.hidden = !shown[name];
    button.addEventListener("click", () => actions[name](button));
  }
  place.hidden = false;
}
