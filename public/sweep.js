// Tries policies beside the page, which answers meanwhile: the same module, in a worker.
addEventListener("message", async ({ data }) => {
  const { js, wasm, save, ask } = JSON.parse(data);
  const say = (said) => postMessage(JSON.stringify(said));
  try {
    const page = await import(js);
    await page.default({ module_or_path: wasm });
    say({ Found: await page.sweep(save, ask, (behind, all) => say({ Behind: [behind, all] })) });
  } catch (error) {
    say({ Failed: String(error?.message ?? error) });
  }
});
