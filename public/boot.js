// Starts the page: a script of its own instead of inline code, so that the content security policy can forbid the latter.
const { js, wasm } = document.currentScript.dataset;
const start = import(new URL(js, document.baseURI).href).then((page) =>
  page.default({ module_or_path: new URL(wasm, document.baseURI) }),
);
// Programs can wait for the interface from the first moment on; the page fills it in.
window.simulator = { ready: start.then(() => undefined) };
