import type { Page } from "@playwright/test";
import { anotherTab, content, slots } from "../support/cells";
import { expect, test } from "../support/simulator";

const advance = (page: Page, by: string) => page.evaluate((by) => (window as any).simulator.advance({ by }), by);
const now = (page: Page): Promise<string> => page.evaluate(() => (window as any).simulator.now());
const row = (page: Page, text: string | RegExp) => page.getByRole("row").filter({ hasText: text });

/** Two runs: a day on, and then another that is open, five days on. */
async function twoRuns(page: Page) {
  await advance(page, "P1D");
  await page.evaluate(() => (window as any).simulator.load("web-shop"));
  await advance(page, "P5D");
  await page.evaluate(() => (location.hash = "#/runs"));
  await expect(page.getByRole("heading", { level: 1, name: "Runs" })).toBeVisible();
}

async function choose(page: Page, text: string | RegExp, deed: string) {
  await row(page, text).locator("summary").click();
  await row(page, text).getByRole("button", { name: deed }).click();
}

test("runs are listed, renamed, duplicated, opened and deleted", async ({ simulator, page }) => {
  await simulator.open();
  await twoRuns(page);
  await expect(row(page, "6 Jan 2026")).toContainText("Open now");
  await expect(row(page, "2 Jan 2026")).toBeVisible();
  for (const theme of ["light", "dark"]) {
    await page.getByRole("combobox", { name: "Theme" }).selectOption(theme);
    await simulator.expectAccessible();
  }
  // The open one is renamed in the top bar too, and cannot be deleted.
  await choose(page, "6 Jan 2026", "Rename");
  await page.getByRole("textbox", { name: "Title" }).fill("Five days");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("banner")).toContainText("Five days");
  await expect(row(page, "Five days")).toContainText("6 Jan 2026");
  await row(page, "Five days").locator("summary").click();
  await expect(row(page, "Five days").getByRole("button", { name: "Delete Run" })).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  await choose(page, "2 Jan 2026", "Rename");
  await page.getByRole("textbox", { name: "Title" }).fill("One day");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await choose(page, "One day", "Duplicate");
  await expect(row(page, "One day 2")).toBeVisible();
  await row(page, "One day 2").getByRole("button", { name: "Open" }).click();
  await expect(row(page, "One day 2")).toContainText("Open now");
  expect(await now(page)).toBe("2026-01-02T00:00:00+08:00");
  await choose(page, "Five days", "Delete Run");
  const question = page.getByRole("dialog", { name: "Delete Run" });
  await expect(question).toContainText("for good");
  await question.getByRole("button", { name: "Delete Run" }).click();
  await expect(row(page, "Five days")).toHaveCount(0);
  await simulator.reload();
  await expect(row(page, "One day 2")).toContainText("Open now");
  await expect(row(page, /2 Jan 2026/)).toHaveCount(2);
});

test("a run is given as a file, and a file is opened beside the others", async ({ simulator, page }) => {
  await simulator.open();
  await twoRuns(page);
  const download = page.waitForEvent("download");
  await row(page, "2 Jan 2026").getByRole("button", { name: "Export" }).click();
  const text = await content(await download);
  await page.evaluate((text) => (window as any).simulator.restore(text), text);
  expect(await now(page)).toBe("2026-01-02T00:00:00+08:00");
  await expect(row(page, "2 Jan 2026")).toHaveCount(2);
  await expect(row(page, "6 Jan 2026")).toHaveCount(1);
  // A run that is left keeps one slot.
  await expect.poll(async () => (await slots(page)).length).toBeLessThanOrEqual(4);
});

test("the room there is is said, and how the browser keeps it", async ({ simulator, page }) => {
  await simulator.open("#/runs");
  await advance(page, "P1D");
  const room = page.getByRole("region", { name: "Storage" });
  await expect(room.getByRole("meter", { name: "How full the storage of this page is" })).toBeVisible();
  await expect(room).toContainText(/[\d.]+ k?B of 5\.2 MB: runs [\d.]+ k?B/);
  await expect(room.getByRole("status")).toContainText(/browser/i);
});

test("the list is used by keyboard, in Chinese and on a phone", async ({ simulator, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await simulator.open();
  await page.evaluate(() => localStorage.setItem("cloud-backup-simulator/locale", "zh-CN"));
  await simulator.reload();
  await advance(page, "P1D");
  await page.evaluate(() => (location.hash = "#/runs"));
  await expect(page.getByRole("heading", { level: 1, name: "运行" })).toBeVisible();
  await simulator.expectAccessible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBe(0);
  await page.getByRole("button", { name: "新建运行" }).focus();
  await page.keyboard.press("Enter");
  expect(await now(page)).toBe("2026-01-01T00:00:00+08:00");
  const summary = row(page, "2026").locator("summary").first();
  await summary.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "重命名" }).first()).toBeFocused();
});

/** A run that takes seconds to be played to where it stood. */
async function largeRun(page: Page) {
  await page.evaluate(async () => {
    const { simulator } = window as any;
    const disk = { kind: "system", category: "cloud_essd", size_gib: 40 };
    await simulator.load({
      format: "cloud-backup-scenario/1",
      name: "large",
      seed: 5,
      start: "2026-01-01T00:00:00+08:00",
      regions: ["cn-hangzhou"],
      fleet: { prefix: "app", count: 400, template: { region: "cn-hangzhou", disks: [disk] } },
    });
    const rules = [
      { RuleType: "BACKUP", BackupType: "COMPLETE", Schedule: "I|1767200400|PT1H" },
      { RuleType: "TRANSITION", Retention: 2 },
    ];
    const policy = await simulator.call("hbr", "CreatePolicyV2", { PolicyName: "hourly", PolicyType: "UDM_ECS_ONLY", Rules: rules });
    const { Instances } = await simulator.call("ecs", "DescribeInstances", { RegionId: "cn-hangzhou", MaxResults: 100 });
    for (const { InstanceId } of Instances.Instance)
      await simulator.call("hbr", "CreatePolicyBindings", {
        PolicyId: policy.PolicyId,
        PolicyBindingList: [{ SourceType: "UDM_ECS", DataSourceId: InstanceId }],
      });
    await simulator.advance({ by: "P600D" });
  });
}

/**
 * Presses Stop as soon as it is there, from inside the page: a fast machine opens even a large run in less than a
 * second, sooner than a click from outside arrives. What it read beside the button stays in `stopped`.
 */
function stopAtOnce() {
  const observer = new MutationObserver(() => {
    const stop = [...document.querySelectorAll("button")].find((button) => button.textContent?.trim() === "Stop");
    if (!stop) return;
    observer.disconnect();
    (window as any).stopped = stop.closest<HTMLElement>("main, section")?.innerText;
    stop.click();
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true });
}

/** What stood beside the Stop that was pressed. */
const stopped = (page: Page) => expect.poll(() => page.evaluate(() => (window as any).stopped));

test("a large run shows how far its opening is, and whoever stops it gets the list", async ({ simulator, page, context }) => {
  test.slow();
  await simulator.open();
  await largeRun(page);
  const [end, url] = [await now(page), page.url()];
  // Opened from another one, it can be stopped; the present one stays.
  await page.evaluate(() => (window as any).simulator.load("web-shop"));
  await page.evaluate(() => (location.hash = "#/runs"));
  await page.evaluate(stopAtOnce);
  await row(page, "large").getByRole("button", { name: "Open" }).click();
  await stopped(page).toBeTruthy();
  expect(await now(page)).toBe("2026-01-01T00:00:00+08:00");
  await row(page, "large").getByRole("button", { name: "Open" }).click();
  await expect(row(page, "large")).toContainText("Open now", { timeout: 30_000 });
  expect(await now(page)).toBe(end);
  await page.close();
  const tab = await context.newPage();
  await tab.addInitScript(stopAtOnce);
  await tab.goto(url);
  await stopped(tab).toContain("Opening large");
  await expect(tab.getByRole("heading", { level: 1, name: "Runs" })).toBeVisible();
  await tab.close();
  const again = await anotherTab(context, url);
  expect(await now(again)).toBe(end);
});
