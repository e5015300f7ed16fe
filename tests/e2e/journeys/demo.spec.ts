// The demo that sells: it plays by itself, waits for talk, takes clicks that are off its script, and is worked from a
// second window.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/simulator";

const DEMO = "?scenario=scenarios/demo-five-minutes.json";
const stage = (page: Page) => page.getByRole("region", { name: "Demo" });
const beat = (page: Page, number: number) => expect(stage(page)).toContainText(`${number} of 11`, { timeout: 30_000 });

test("the demo plays by itself, takes what is off its script, and goes on to its end", async ({ simulator, page }) => {
  test.setTimeout(180_000);
  await page.goto(`./${DEMO}`);
  await simulator.ready();
  await expect(stage(page)).toContainText("Qinghe runs three servers");
  const start = await simulator.now();
  for (const theme of ["light", "dark"]) {
    await page.getByRole("combobox", { name: "Theme" }).selectOption(theme);
    await simulator.expectAccessible();
  }
  // By itself: two beats with their pause, and the time of a third.
  await stage(page).getByRole("combobox", { name: "Speed of the demo" }).selectOption("4×");
  await stage(page).getByRole("button", { name: "Play the demo" }).click();
  await beat(page, 1);
  await beat(page, 3);
  await expect.poll(() => simulator.now(), { timeout: 20_000 }).toContain("2026-01-03T00:00:00");
  await page.keyboard.press("p");
  await expect(stage(page).getByRole("button", { name: "Play the demo" })).toBeVisible();
  const left = await simulator.digest();

  // Off the script: somebody asks, and the seller shows it; one key returns.
  await simulator.advance("P40D");
  await expect(stage(page)).toContainText("R returns to the script");
  await page.evaluate(() => (location.hash = "#/billing"));
  await page.keyboard.press("r");
  await expect(stage(page)).not.toContainText("R returns to the script");
  await expect.poll(() => simulator.digest()).toBe(left);
  expect(await page.evaluate(() => location.hash)).toContain("#/instances/");

  // A reload is in the same beat.
  await simulator.reload();
  await beat(page, 3);
  for (let number = 4; number <= 11; number += 1) {
    await page.keyboard.press("n");
    await beat(page, number);
  }
  await expect(stage(page)).toContainText("The demo is over");
  await expect(page.getByRole("heading", { level: 1, name: "Billing" })).toBeVisible();
  await expect(stage(page).getByRole("button", { name: "Next" })).toBeDisabled();
  await page.keyboard.press("b");
  await beat(page, 10);
  await page.keyboard.press("Shift+R");
  await expect(stage(page)).toContainText("Ready");
  await expect.poll(() => simulator.now()).toBe(start);
});

test("a presenter has the notes in a second window, and works the demo from there", async ({ simulator, page }) => {
  await page.goto(`./${DEMO}`);
  await simulator.ready();
  const opened = page.waitForEvent("popup");
  await stage(page).getByRole("button", { name: "Presenter Window" }).click();
  const presenter = await opened;
  await expect(presenter.getByRole("heading", { level: 1, name: "Presenter" })).toBeVisible();
  await expect(presenter.getByRole("heading", { level: 2, name: "Five minutes of Cloud Backup" })).toBeVisible();
  await expect(presenter.getByText("No backup", { exact: true })).toBeVisible();
  await presenter.getByRole("button", { name: "Next" }).click();
  await beat(page, 1);
  await expect(presenter.getByRole("heading", { level: 2, name: "No backup" })).toBeVisible();
  await presenter.getByRole("button", { name: "Pause the demo" }).click();
  await expect(stage(page).getByRole("button", { name: "Play the demo" })).toBeVisible();
  await presenter.getByRole("button", { name: "中文" }).click();
  await expect(presenter.getByRole("heading", { level: 1, name: "演讲者" })).toBeVisible();
  const { violations } = await new AxeBuilder({ page: presenter }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
  // It says so when the demo's own window is gone.
  await page.goto("about:blank");
  await expect(presenter.getByRole("status")).toContainText("没有演示响应", { timeout: 10_000 });
});

test("a demo with the names and prices of an audience begins from a form, and from its link", async ({ simulator, page }) => {
  await simulator.open("#/scenarios");
  await page.getByRole("button", { name: "Customise: Five minutes of Cloud Backup" }).click();
  const form = page.getByRole("dialog", { name: "Customise" });
  await form.getByLabel("Company").fill("Blue Kite");
  await form.getByLabel("Standard snapshots").fill("dear");
  await expect(form.getByLabel("Standard snapshots")).toHaveAccessibleDescription(/must be a price from 0 to 1 CNY/);
  await expect(form.getByRole("button", { name: "Begin with These" })).toBeDisabled();
  await form.getByLabel("Standard snapshots").fill("0.2");
  await form.getByLabel("Region of the copies").selectOption({ label: "China (Beijing)" });
  await simulator.expectAccessible();
  const link = await form.getByLabel("Link that begins with these").inputValue();
  await form.getByRole("button", { name: "Begin with These" }).click();
  await expect(stage(page)).toContainText("Blue Kite runs three servers");
  const prices = (of: string) => JSON.parse(of).body.scenario.variables.map((variable: any) => variable.value ?? variable.default);
  const chosen = prices(await page.evaluate(() => (window as any).simulator.save()));
  expect(chosen.slice(0, 3)).toEqual(["Blue Kite", "cn-hangzhou", "cn-beijing"]);
  expect(chosen[4]).toBe("0.2");

  const other = await page.context().browser()!.newContext();
  const tab = await other.newPage();
  await tab.goto(link);
  await expect(stage(tab)).toContainText("Blue Kite runs three servers");
  await other.close();
});

test("the page takes the whole screen, and a presenter's keys turn the pages there", async ({ simulator, page }) => {
  await page.goto(`./${DEMO}`);
  await simulator.ready();
  await page.keyboard.press("f");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await expect(stage(page).getByRole("button", { name: "Leave Full Screen" })).toBeVisible();
  await page.keyboard.press("PageDown");
  await beat(page, 1);
  await page.keyboard.press("f");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true);
});
