import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Locator, type Page } from "@playwright/test";

/** The page as a person meets it: by role and name. */
export class SimulatorPage {
  constructor(readonly page: Page) {}

  async open(hash = "") {
    await this.page.goto(`./${hash}`);
    await this.ready();
  }

  async reload() {
    await this.page.reload();
    await this.ready();
  }

  async ready() {
    // A page that is being left has none any more.
    const isThere = () => this.page.evaluate(() => "simulator" in window).catch(() => false);
    await expect.poll(isThere).toBe(true);
    await this.page.evaluate(() => (window as any).simulator.ready);
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
  }

  /** Opens the page as a person does who has no program to wait for. */
  async visit(hash = "") {
    await this.page.goto(`./${hash}`);
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
  }

  get addBackup(): Locator {
    return this.page.getByRole("dialog", { name: "Add ECS Backup" });
  }

  row(name: string): Locator {
    return this.page.getByRole("row", { name: new RegExp(name) }).first();
  }

  /** The virtual clock, RFC 3339. */
  async now(): Promise<string> {
    return this.page.evaluate(() => (window as any).simulator.now());
  }

  async digest(): Promise<string> {
    return this.page.evaluate(() => (window as any).simulator.digest());
  }

  async advance(by: string) {
    await this.page.evaluate((by) => (window as any).simulator.advance({ by }), by);
  }

  /** No violation of WCAG 2.2 A and AA on what is shown. */
  async expectAccessible() {
    // Colours on their way from one theme to the other are no one's. Asked anew each frame: a transition whose
    // element leaves the rendering, as in a menu that closes, may never say that it has ended.
    await this.page.waitForFunction(() =>
      document.getAnimations().every((animation) => {
        const element = (animation.effect as KeyframeEffect | null)?.target;
        return !(animation instanceof CSSTransition) || animation.playState !== "running" || !element?.checkVisibility();
      }),
    );
    const { violations } = await new AxeBuilder({ page: this.page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
  }
}

/** Fails a journey on any console message of warning or error, any page error, and any request that leaves the origin. */
export const test = base.extend<{ simulator: SimulatorPage; expected: RegExp | undefined }>({
  // The one complaint that a journey is about, if any.
  expected: [undefined, { option: true }],
  simulator: async ({ page, baseURL, expected }, use) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (["warning", "error"].includes(message.type())) complaints.push(`console ${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
    page.on("request", (request) => {
      const own = request.url().startsWith(baseURL!) || request.url().startsWith("data:") || request.url().startsWith("blob:");
      if (!own) complaints.push(`request to ${request.url()}`);
    });
    await use(new SimulatorPage(page));
    expect(complaints.filter((complaint) => !expected?.test(complaint))).toEqual([]);
  },
});

export { expect };
