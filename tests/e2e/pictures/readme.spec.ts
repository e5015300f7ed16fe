import { mkdir, writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { test, type SimulatorPage } from "../support/simulator";

/** Where they lie, seen from the folder of the journeys. */
const FOLDER = "../../docs/images";

/** The pictures of the README, each in both themes. */
const PICTURES: Record<string, (simulator: SimulatorPage, page: Page) => Promise<void>> = {
  async overview(simulator) {
    await simulator.open("#/overview");
    await simulator.advance("P364DT10H");
  },
  async history(simulator, page) {
    await simulator.open("#/instances/i-bp1k8e2rj7web1");
    await page.evaluate(async () => {
      const { simulator } = window as any;
      const { Policies } = await simulator.call("hbr", "DescribePoliciesV2", {});
      const nightly = Policies.find(({ PolicyName }: { PolicyName: string }) => PolicyName === "shop-nightly");
      // A policy with a history of its own: archived after a month, and kept longer once a month.
      await simulator.call("hbr", "UpdatePolicyV2", {
        PolicyId: nightly.PolicyId,
        Rules: [
          ...nightly.Rules.filter(({ RuleType }: { RuleType: string }) => RuleType === "BACKUP"),
          { RuleType: "TRANSITION", Retention: 90, ArchiveDays: 30, RetentionRules: [{ AdvancedRetentionType: "MONTHLY", Retention: 365 }] },
        ],
      });
      await simulator.advance({ by: "P352DT10H" });
    });
    const chart = page.getByRole("slider", { name: "Backup points" });
    await chart.focus();
    for (const key of ["Home", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  },
  async policy(simulator, page) {
    await simulator.open("#/policies");
    await simulator.advance("P364DT10H");
    await page.getByRole("button", { name: /Edit Policy/ }).last().click();
    await page.getByRole("dialog").getByRole("textbox").first().waitFor();
  },
};

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.use({ viewport: { width: 1440, height: 900 }, colorScheme: theme });

    for (const [name, show] of Object.entries(PICTURES)) {
      test(`the picture ${name}`, async ({ simulator, page }) => {
        await show(simulator, page);
        await page.mouse.move(0, 0);
        // WebP, which Playwright's own screenshots cannot be: a quarter of the bytes.
        const browser = await page.context().newCDPSession(page);
        const { data } = await browser.send("Page.captureScreenshot", { format: "webp", quality: 85 });
        await mkdir(FOLDER, { recursive: true });
        await writeFile(`${FOLDER}/${name}-${theme}.webp`, Buffer.from(data, "base64"));
      });
    }
  });
}
