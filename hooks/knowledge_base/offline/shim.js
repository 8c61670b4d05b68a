/*
 * Only in the copy that is read from a folder, before all other scripts. A page from a folder
 * may not start workers and not fetch, but it may run scripts. So the search worker runs in
 * the page, and what it would fetch are scripts that hand their content over.
 */
var kbOffline = { files: {}, worker: null };

if (location.protocol === "file:") {
  const base = new URL(".", document.currentScript.src);
  const scripts = {};

  const run = (name) => scripts[name] = scripts[name] || new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(name, base);
    script.onload = resolve;
    script.onerror = () => reject(new Error(name));
    document.head.append(script);
  });

  const fetchFile = async (url) => {
    const name = url.pathname.split("/").pop();
    await run("search/" + name + ".js");
    return { ok: true, json: async () => kbOffline.files[name] };
  };

  /* A folder does not open its index by itself. */
  const withIndex = (value) => {
    if (Array.isArray(value)) return value.map(withIndex);
    if (!value || typeof value !== "object") return value;
    const copy = {};
    for (const key in value) copy[key] = withIndex(value[key]);
    if (typeof copy.location === "string") copy.location = copy.location.replace(/\/(?=$|#)/, "/index.html");
    return copy;
  };

  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      const self = {
        location: { href: new URL(url, location.href).href },
        postMessage: (data) => this.dispatchEvent(new MessageEvent("message", { data: withIndex(data) })),
        addEventListener: (type, listener) => this.inside.addEventListener(type, listener),
      };
      this.inside = new EventTarget();
      const code = new URL(self.location.href).searchParams.get("code");
      this.ready = Promise.all([run("search/" + code), run("search/worker.js")])
        .then(() => kbOffline.worker(self, fetchFile, () => {}));
    }
    postMessage(data) {
      this.ready.then(() => this.inside.dispatchEvent(new MessageEvent("message", { data })));
    }
    terminate() {}
  };
}
