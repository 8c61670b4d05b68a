/*
 * The reader's plan on this device: chosen actions, ticked steps, a line of diary.
 *
 * Adding an action keeps its id as long as the tab is open. Only "remember" keeps it longer,
 * and only then are ticks and the diary kept at all. A browser may refuse to store anything,
 * so every access may fail: it then says so by what it returns, never by an exception.
 */
const zkStore = (() => {
  const PREFIX = "zk.v1.";

  /* Where storage is blocked even naming a store throws, unless something stands in for it. */
  const use = (store, action) => {
    try { return action(window[store]); } catch { return null; }
  };
  const get = (store, name) => use(store, (kept) => kept.getItem(PREFIX + name));
  const put = (store, name, value) =>
    use(store, (kept) => {
      kept.setItem(PREFIX + name, value);
      return kept.getItem(PREFIX + name) === value;
    }) === true;
  const empty = (store) => use(store, (kept) => {
    for (const key of Object.keys(kept)) if (key.startsWith(PREFIX)) kept.removeItem(key);
  });
  const list = (text) => [...new Set((text || "").split(",").filter(Boolean))];

  const remembers = () => get("localStorage", "plan") !== null;
  const choose = (ids) => put(remembers() ? "localStorage" : "sessionStorage", "plan", ids.join(","));

  return {
    remembers,
    choose,
    /* The ids of the chosen actions. */
    chosen: () => list(get(remembers() ? "localStorage" : "sessionStorage", "plan")),
    /* What is remembered under a name; ids are separated by commas. */
    kept: (name) => get("localStorage", name) || "",
    keep: (name, value) => remembers() && put("localStorage", name, value),
    remember: (ids) => put("localStorage", "plan", ids.join(",")),
    forget: (ids) => { empty("localStorage"); choose(ids); },
    erase: () => { empty("localStorage"); empty("sessionStorage"); },
    /* Chat programs write a comma in an address as %2C. */
    inAddress: (hash) => {
      const found = /^#a=([^&]*)/.exec(hash);
      return found && list(found[1].replace(/%2C/gi, ","));
    },
    toAddress: (ids) => `#a=${ids.join(",")}`,
  };
})();
