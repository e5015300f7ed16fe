import { readFileSync } from "node:fs";
import type { BrowserContext, Download, Page } from "@playwright/test";

/** What the cells of runs, and of what was set aside, are called. */
export const RUNS = "cloud-backup-simulator/runs/";
export const ASIDES = "cloud-backup-simulator/set-aside/";

/** All cells of the page's storage. */
export function cells(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => ({ ...localStorage }));
}

/** The cells of runs; a run may have two. */
export async function slots(page: Page): Promise<[string, string][]> {
  return Object.entries(await cells(page)).filter(([key]) => key.startsWith(RUNS));
}

/** Opens an address of the page's origin at which the page itself does not run, to change its storage unseen. */
export async function besides(page: Page) {
  await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  await page.goto("./favicon.svg");
}

/** A text as the page packs it: compressed, in the letters of an address. */
export function pack(page: Page, text: string): Promise<string> {
  return page.evaluate(async (text) => {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }, text);
}

/** The text that was packed. */
export function unpack(page: Page, packed: string): Promise<string> {
  return page.evaluate(async (packed) => {
    const binary = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).text();
  }, packed);
}

/** Changes every slot that there is; the page does not run meanwhile. */
export async function changeSlots(page: Page, change: (text: string) => Promise<string> | string) {
  await besides(page);
  for (const [key, text] of await slots(page)) {
    const changed = await change(text);
    await page.evaluate(([key, text]) => localStorage.setItem(key, text), [key, changed] as const);
  }
}

/** Changes the save of every slot, which is packed anew. */
export async function changeSaves(page: Page, change: (save: string) => string) {
  await changeSlots(page, async (text) => {
    const [line, packed] = text.split("\n");
    return `${line}\n${await pack(page, change(await unpack(page, packed)))}`;
  });
}

/** What a download holds. */
export async function content(download: Download): Promise<string> {
  return readFileSync(await download.path(), "utf8");
}

/** Another tab on the same page, once it has started. */
export async function anotherTab(context: BrowserContext, url: string): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(url);
  await tab.waitForFunction(() => "simulator" in window);
  await tab.evaluate(() => (window as any).simulator.ready);
  return tab;
}

/** The renderer of a tab dies at once, as by a fault of the browser. */
export async function crash(page: Page) {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => {});
  await crashed;
}
