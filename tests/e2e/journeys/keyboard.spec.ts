// Whole labs by keyboard alone: from the first visit to the completed report.
import type { Page } from "@playwright/test";
import { Keyboard } from "../support/keyboard";
import { lesson, type Lesson } from "../support/lesson";
import { expect, test } from "../support/simulator";

const guide = (page: Page) => page.getByRole("complementary", { name: "Guide" });
const step = (page: Page, title: string) =>
  guide(page).locator(".guide-step").filter({ has: page.getByRole("heading", { name: title, exact: true, includeHidden: true }) });

/** Goes to the screen of a step by its link in the guide. */
async function goToScreen(keys: Keyboard, page: Page, title: string) {
  await openStep(keys, page, title);
  const from = page.url();
  await keys.use(step(page, title).getByRole("link", { name: "Go to the screen" }));
  // The reader starts at the heading of another screen.
  if (page.url() !== from) await expect(page.locator("main h1")).toBeFocused();
}

async function openStep(keys: Keyboard, page: Page, title: string) {
  const details = step(page, title).locator(":scope > details");
  if (!(await details.evaluate((details: HTMLDetailsElement) => details.open))) {
    await keys.use(details.locator(":scope > summary"));
  }
}

/** Answers all questions of a step as its solution does. */
async function answer(keys: Keyboard, page: Page, lab: Lesson, position: number) {
  const of = lab.steps[position];
  for (const action of of.solution) {
    if (!action.answer) continue;
    const [id, right] = action.answer;
    const question = of.questions!.find((question) => question.id === id)!;
    await openStep(keys, page, of.title.en);
    const form = step(page, of.title.en).locator("form").filter({ hasText: question.text.en });
    await keys.choose(form.getByRole("radio", { name: question.choices[right].text.en, exact: true }));
    await keys.use(form.getByRole("button", { name: "Answer" }));
    await expect(form.locator(".because[data-right=true]")).toBeVisible();
  }
}

const isDone = (page: Page, position: number) =>
  expect(guide(page).locator(".guide-step").nth(position)).toHaveAttribute("data-state", "done");

/** Lets time pass from event to event until a step is done. */
async function waitFor(keys: Keyboard, page: Page, position: number, events = 40) {
  const of = guide(page).locator(".guide-step").nth(position);
  for (let event = 0; event < events; event += 1) {
    if (await of.locator('.objectives > li:not([data-state="reached"])').count() === 0) return;
    await keys.press(".");
  }
}

/** The report, once all is reached. */
async function readReport(keys: Keyboard, page: Page) {
  await keys.use(guide(page).locator(".guide-foot").getByRole("link", { name: "Completion Report" }));
  await expect(page.getByRole("heading", { level: 1, name: "Completion Report" })).toBeFocused();
}

test("the first lab is played by keyboard alone, from the first visit to the report", async ({ simulator, page }) => {
  test.setTimeout(240_000);
  const keys = new Keyboard(page);
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // The first key brings the rest of the page, and with it the question what one would like to do.
  await page.keyboard.press("Tab");
  const welcome = page.getByRole("dialog", { name: "Welcome" });
  await expect(welcome).toBeVisible();
  await keys.use(welcome.getByRole("button", { name: /^Learn/ }));
  await expect(guide(page)).toBeVisible();
  const lab = await lesson(page, "lab-01-first-backup");
  const [activate, byHand, protect, read] = lab.steps.map((step) => step.title.en);

  await goToScreen(keys, page, activate);
  await keys.use(page.getByRole("button", { name: "Activate Cloud Backup" }));
  await answer(keys, page, lab, 0);
  await isDone(page, 0);

  await goToScreen(keys, page, byHand);
  await keys.use(page.getByRole("button", { name: "Add ECS Backup" }));
  const panel = simulator.addBackup;
  await keys.use(panel.getByRole("checkbox", { name: /shop-web-1/ }), "Space");
  await keys.use(panel.getByRole("button", { name: "Next", exact: true }));
  await keys.choose(panel.getByRole("radio", { name: "Manual Backup" }));
  await keys.fill(panel.getByLabel("Retention Period").first(), "7");
  await keys.press("Enter");
  await expect(panel).toBeHidden();
  await waitFor(keys, page, 1);
  await answer(keys, page, lab, 1);
  await isDone(page, 1);

  await goToScreen(keys, page, protect);
  await keys.use(page.getByRole("button", { name: "Create Backup Policy" }));
  const form = page.getByRole("dialog", { name: "Create Backup Policy" });
  await keys.fill(form.getByRole("textbox", { name: "Policy Name" }), "shop-daily");
  await keys.use(form.getByRole("button", { name: "OK" }));
  await expect(form).toBeHidden();
  const row = simulator.row("shop-daily");
  await keys.use(row.getByLabel("shop-daily: More actions"));
  await keys.use(row.getByRole("button", { name: "Associate Resource" }));
  const associate = page.getByRole("dialog", { name: "Associate Resource" });
  await keys.use(associate.getByRole("checkbox", { name: /shop-db-1/ }), "Space");
  await keys.press("Enter");
  await expect(associate).toBeHidden();
  await isDone(page, 2);

  await goToScreen(keys, page, read);
  await waitFor(keys, page, 3);
  await answer(keys, page, lab, 3);
  await isDone(page, 3);
  await readReport(keys, page);
  await expect(page.locator("main")).toContainText("100");
});
