// Starts the page: a script of its own instead of inline code, so that the content security policy can forbid the latter.
const { js, wasm } = document.currentScript.dataset;
const start = import(new URL(js, document.baseURI).href).then(async (page) => {
  await page.default({ module_or_path: new URL(wasm, document.baseURI) });
  return page;
});
// Programs wait for the interface, from the first moment on; it is fetched when the first of them does.
let ready;
window.simulator = {
  get ready() {
    ready ??= start.then((page) => page.attachSimulator());
    // A failed fetch may be tried again.
    ready.catch(() => (ready = undefined));
    return ready;
  },
};
