// Starts the page: a script of its own instead of inline code, so that the content security policy can forbid the latter.
// The page may be asked for without its frame, to be shown in another one.
for (const part of ["chrome", "time"]) {
  if (new URLSearchParams(location.search).get(part) === "none") document.documentElement.dataset[part] = "none";
}
const { js, wasm } = document.currentScript.dataset;
const start = import(new URL(js, document.baseURI).href).then(async (page) => {
  await page.default({ module_or_path: new URL(wasm, document.baseURI) });
  await page.start();
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

// Where the page cannot start, or its module fails under it, there is none of its own words to say so.
const tell = (language, english, chinese) => {
  if (document.querySelector(".crash")) return;
  const notice = document.createElement("p");
  notice.className = "notice crash";
  notice.setAttribute("role", "alert");
  const isChinese = language.startsWith("zh");
  const reload = document.createElement("a");
  // An address without a part after `#` loads the page anew.
  reload.href = "./";
  reload.textContent = isChinese ? "重新加载" : "Reload";
  notice.append(isChinese ? chinese : english, " ", reload);
  document.body.append(notice);
};
start.catch(() =>
  tell(
    navigator.language,
    "The page could not be fetched, or this browser cannot run it.",
    "无法获取页面，或此浏览器无法运行该页面。",
  ),
);
let failed = false;
const fail = (error) => {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  failed = true;
  tell(
    document.documentElement.lang,
    "The page met an error of its own and stopped. The last save is kept; go on from it:",
    "页面自身出错，已停止。最近一次保存仍在，可从该处继续：",
  );
};
window.addEventListener("error", (event) => fail(event.error));
window.addEventListener("unhandledrejection", (event) => fail(event.reason));
// What a failed module holds is not to be saved.
window.addEventListener("pagehide", (event) => failed && event.stopImmediatePropagation(), { capture: true });
