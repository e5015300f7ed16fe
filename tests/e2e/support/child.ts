import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { launchOptions } from "./browser";

/** A Chromium of its own, with a profile that outlives it, to be killed. */
export class Child {
  private constructor(
    readonly browser: Browser,
    private readonly process: ChildProcess,
  ) {}

  static async start(profile: string): Promise<Child> {
    const executable = launchOptions.executablePath ?? chromium.executablePath();
    const own = ["--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
    const child = spawn(executable, [...launchOptions.args, ...own], { stdio: ["ignore", "ignore", "pipe"] });
    const endpoint = await new Promise<string>((found, failed) => {
      let said = "";
      child.stderr!.on("data", (data) => {
        said += data;
        const address = /ws:\/\/\S+/.exec(said);
        if (address) found(address[0]);
      });
      child.once("exit", () => failed(new Error(`Chromium did not start: ${said}`)));
    });
    return new Child(await chromium.connectOverCDP(endpoint), child);
  }

  /** Ends it at once, without a chance to write anything more. */
  async kill() {
    const gone = new Promise((gone) => this.process.once("exit", gone));
    this.process.kill("SIGKILL");
    await gone;
    await this.browser.close().catch(() => {});
  }

  /** Ends it in peace. */
  async close() {
    const gone = new Promise((gone) => this.process.once("exit", gone));
    const session = await this.browser.newBrowserCDPSession();
    session.send("Browser.close").catch(() => {});
    await gone;
  }
}

/** Waits until a text that was put into the storage of a page is on the disk: how many milliseconds that took. */
export async function onDisk(profile: string, text: string, patience_ms: number): Promise<number> {
  const begun = Date.now();
  const folder = join(profile, "Default", "Local Storage", "leveldb");
  const isThere = () => readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(text));
  while (!isThere()) {
    if (Date.now() > begun + patience_ms) throw new Error(`${text} is not on the disk after ${patience_ms} ms`);
    await new Promise((later) => setTimeout(later, 100));
  }
  return Date.now() - begun;
}
