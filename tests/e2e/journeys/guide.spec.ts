// Lessons: every lab is played through in the browser by its solution, and by a wrong route that must not pass.
import type { Page } from "@playwright/test";
import { begin, lesson, names, openStep, play } from "../support/lesson";
import { expect, test } from "../support/simulator";

const guide = (page: Page) => page.getByRole("complementary", { name: /^(Guide|指南)$/ });
const reached = (page: Page) => guide(page).locator('.objectives > li[data-state="reached"]');
const step = (page: Page) => guide(page).locator('.guide-step[data-state="now"]');

async function speak(page: Page, locale: string) {
  await page.getByRole("button", { name: locale === "en" ? "EN" : "中文", exact: true }).click();
}

async function firstLab(page: Page) {
  const [name] = await names(page, "lab");
  const lab = await lesson(page, name);
  await begin(page, lab.title.en);
  return lab;
}

const WORDS = { en: { start: "Start", guide: "Guide" }, "zh-CN": { start: "开始", guide: "指南" } };

for (const [position, locale] of [...Array(11).keys()].flatMap((position) => [[position, "en"], [position, "zh-CN"]] as const)) {
  test(`lesson ${position + 1} is solved by its solution and not by its wrong route, ${locale}`, async ({ simulator, page }) => {
    test.setTimeout(240_000);
    await simulator.open();
    const all = await names(page, "lab", "challenge");
    expect(all.length).toBe(11);
    const lab = await lesson(page, all[position]);
    await speak(page, locale);
    const title = lab.title[locale];
    const words = WORDS[locale];

    await begin(page, title, words);
    await expect(reached(page)).toHaveCount(0);
    await play(page, lab, lab.wrong_route!.actions, {}, locale);
    const refused = lab.steps.flatMap((step) => step.objectives ?? []).filter(({ id }) => lab.wrong_route!.refused.includes(id));
    expect(refused.length).toBeGreaterThan(0);
    for (const { title } of refused) {
      const line = guide(page).locator(".objectives > li").filter({ has: page.locator(".objective-title", { hasText: title[locale] }) });
      await expect(line).not.toHaveAttribute("data-state", "reached");
    }

    await begin(page, title, { ...words, start: locale === "en" ? "Start Anew" : "重新开始" });
    const answers = {};
    for (const [index, step] of lab.steps.entries()) {
      await play(page, lab, step.solution, answers, locale);
      await expect(guide(page).locator(".guide-step").nth(index)).toHaveAttribute("data-state", "done");
      // It survives a reload at every step.
      const before = await guide(page).locator(".guide-head").getByText(/\d+\/\d+/).first().textContent();
      const digest = await simulator.digest();
      await simulator.reload();
      expect(await simulator.digest()).toBe(digest);
      await expect(guide(page).locator(".guide-head").getByText(/\d+\/\d+/).first()).toHaveText(before!);
    }
    await expect(guide(page).locator(".debrief")).toBeVisible();
    await simulator.expectAccessible();
  });
}

test("a step says why not yet, gives hints at a cost, and is skipped and done again", async ({ simulator, page }) => {
  await simulator.open();
  const lab = await firstLab(page);
  await expect(step(page)).toContainText("Not yet");
  for (const theme of ["light", "dark"]) {
    await page.getByRole("combobox", { name: "Theme" }).selectOption(theme);
    await simulator.expectAccessible();
  }
  const hint = step(page).getByRole("button", { name: /^Hint 1\// });
  await expect(hint).toContainText(/costs/);
  await hint.click();
  await expect(step(page).locator(".hints li")).toHaveCount(1);
  await expect(step(page)).toContainText(lab.steps[0].hints![0].en.split("\n")[0].slice(0, 30));

  const before = await page.evaluate(() => (window as any).simulator.now());
  await step(page).getByRole("button", { name: "Skip the Step" }).click();
  const question = page.getByRole("dialog", { name: "Skip the Step" });
  await expect(question).toContainText("count no points");
  await simulator.expectAccessible();
  await question.getByRole("button", { name: "Skip the Step" }).click();
  const first = guide(page).locator(".guide-step").first();
  await expect(first).toHaveAttribute("data-state", "done");
  // What was reached is said.
  await expect(page.getByRole("status").filter({ hasText: "Reached" })).toHaveCount(1);
  await simulator.reload();
  await expect(first).toHaveAttribute("data-state", "done");

  await openStep(page, lab.steps[0].title.en);
  await first.getByRole("button", { name: "Restart the Step" }).click();
  await page.getByRole("dialog", { name: "Restart the Step" }).getByRole("button", { name: "Restart the Step" }).click();
  await expect(first).toHaveAttribute("data-state", "now");
  expect(await page.evaluate(() => (window as any).simulator.now())).toBe(before);
  // What was done lies ahead.
  await expect(page.getByRole("button", { name: "Redo" })).not.toHaveAttribute("aria-disabled", "true");
});

test("the guide is closed and opened again by keyboard, and counts the time", async ({ simulator, page }) => {
  await simulator.open();
  await firstLab(page);
  const timer = guide(page).getByRole("timer");
  await expect(timer).not.toHaveText("0:00");
  await guide(page).getByRole("button", { name: "Close the guide" }).focus();
  await page.keyboard.press("Enter");
  await expect(guide(page)).toHaveCount(0);
  const open = page.getByRole("button", { name: "Open the guide" });
  await expect(open).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(guide(page)).toBeVisible();
  await expect(guide(page).getByRole("heading", { level: 2 })).toBeFocused();
  const spent = async () => {
    const [minutes, seconds] = (await timer.textContent())!.split(":").map(Number);
    return minutes * 60 + seconds;
  };
  const before = await spent();
  await simulator.reload();
  expect(await spent()).toBeGreaterThanOrEqual(before);
});

test("on a phone the guide is a sheet, in Chinese", async ({ simulator, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await simulator.open();
  await page.evaluate(() => localStorage.setItem("cloud-backup-simulator/locale", "zh-CN"));
  await simulator.reload();
  const [name] = await names(page, "lab");
  const lab = await lesson(page, name);
  await begin(page, lab.title["zh-CN"], WORDS["zh-CN"]);
  await simulator.expectAccessible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBe(0);
  await guide(page).getByRole("button", { name: "收起指南" }).click();
  await expect(guide(page)).toHaveCount(0);
});

test("on a phone the guide makes way for a control with the focus, for the screen it leads to and for the report", async ({ simulator, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await simulator.open();
  const lab = await firstLab(page);
  const open = page.getByRole("button", { name: "Open the guide" });
  await page.getByRole("button", { name: "Add ECS Backup" }).first().focus();
  await expect(guide(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Add ECS Backup" }).first()).toBeFocused();
  await open.click();
  await step(page).getByRole("link", { name: "Go to the screen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Billing" })).toBeFocused();
  await expect(guide(page)).toHaveCount(0);
  await open.click();
  await guide(page).locator(".guide-foot").getByRole("link", { name: "Completion Report" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Completion Report" })).toBeFocused();
  await expect(guide(page)).toHaveCount(0);
  await page.evaluate(() => (location.hash = "#/billing"));
  await open.click();
  await page.evaluate(() => (location.hash = "#/class"));
  await expect(page.getByRole("heading", { level: 1, name: "Class" })).toBeVisible();
  await expect(guide(page)).toHaveCount(0);
  // The guide of another lab opens, though this one was closed.
  await begin(page, lab.title.en, { start: "Start Anew", guide: "Guide" });
});

test("a report is printed without the guide", async ({ simulator, page }) => {
  await simulator.open();
  await firstLab(page);
  await page.evaluate(() => (location.hash = "#/report"));
  await expect(page.getByRole("heading", { level: 1, name: "Completion Report" })).toBeVisible();
  await expect(guide(page)).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("aside.guide")).toBeHidden();
  await expect(page.getByRole("heading", { level: 1, name: "Completion Report" })).toBeVisible();
});
