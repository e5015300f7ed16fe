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
  const screen = () => new URL(page.url()).hash.split("/")[1];
  const from = screen();
  await keys.use(step(page, title).getByRole("link", { name: "Go to the screen" }));
  // The reader starts at the heading of another screen.
  if (screen() !== from) await expect(page.locator("main h1")).toBeFocused();
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
  await keys.use(page.getByRole("button", { name: "Add ECS Backup" }).first());
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
  await keys.use(page.getByRole("button", { name: "Create Backup Policy" }).first());
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

test("the lab of the hidden ransomware is played by keyboard alone, and nothing tells when it came before it is found", async ({ simulator, page }) => {
  test.setTimeout(240_000);
  const keys = new Keyboard(page);
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  const welcome = page.getByRole("dialog", { name: "Welcome" });
  await keys.use(welcome.getByRole("link"));
  await expect(page.getByRole("heading", { level: 1, name: "Scenarios" })).toBeFocused();
  const lab = await lesson(page, "lab-08-ransomware");
  const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: lab.title.en, exact: true }) });
  await keys.use(card.getByRole("button", { name: /^Start/ }));
  await expect(guide(page)).toBeVisible();
  const [contain, boundary, comeBack, evidence] = lab.steps.map((step) => step.title.en);

  await goToScreen(keys, page, contain);
  // The list has what can be done with the instance.
  await keys.use(page.locator("nav").getByRole("link", { name: "Backup Plans" }));
  await expect(page.locator("main h1")).toBeFocused();
  const row = simulator.row("shop-db-1");
  await keys.use(row.getByLabel("shop-db-1: More actions"));
  await keys.use(row.getByRole("button", { name: "Suspend Plan" }));
  await answer(keys, page, lab, 0);
  await isDone(page, 0);

  // The points are looked at from the newest on, until the boundary is found.
  await goToScreen(keys, page, boundary);
  const chart = page.getByRole("slider", { name: "Backup points" });
  const point = page.getByRole("article", { name: "Backup point" });
  await keys.to(chart);
  await keys.press("End");
  const objective = step(page, boundary).locator(".objectives > li");
  for (let back = 0; back < 6 && (await objective.getAttribute("data-state")) !== "reached"; back += 1) {
    if (back > 0) {
      await keys.to(chart);
      await keys.press("ArrowUp");
    }
    await keys.use(point.getByRole("button", { name: "Inspect" }));
    await expect(point.getByRole("button", { name: "Inspect" })).toBeHidden();
  }
  await expect(objective).toHaveAttribute("data-state", "reached");
  await answer(keys, page, lab, 1);
  await isDone(page, 1);

  // The clean point, the last that was inspected, becomes a new database.
  await goToScreen(keys, page, comeBack);
  await walkTo(keys, page, 3);
  await expect(point).toContainText("Clean");
  await keys.use(point.getByRole("button", { name: "Clone", exact: true }).last());
  const clone = page.getByRole("dialog", { name: "Restore Backup Point to New ECS Instance" });
  await keys.use(clone.getByRole("checkbox", { name: "Start the instance after restore" }), "Space");
  await keys.use(clone.getByRole("button", { name: "Create" }));
  await expect(clone).toBeHidden();
  await waitFor(keys, page, 2);
  await isDone(page, 2);

  // The infected one right after it is kept as evidence.
  await goToScreen(keys, page, evidence);
  await walkTo(keys, page, 2);
  await keys.use(point.getByRole("button", { name: "Extend Retention" }));
  const extend = page.getByRole("dialog", { name: "Extend Retention" });
  await keys.fill(extend.getByRole("textbox"), "120");
  await keys.press("Enter");
  await expect(extend).toBeHidden();
  await answer(keys, page, lab, 3);
  await isDone(page, 3);
  await readReport(keys, page);
});

/** Walks to a point of the chart, so many before the newest; each key waits for what the one before it did. */
async function walkTo(keys: Keyboard, page: Page, back: number) {
  const chart = page.getByRole("slider", { name: "Backup points" });
  await keys.to(chart);
  await expect(async () => {
    await keys.press("End");
    await expect(page.getByRole("article", { name: "Backup point" })).toBeVisible({ timeout: 1_000 });
    expect(await chart.getAttribute("aria-valuenow")).toBe(await chart.getAttribute("aria-valuemax"));
  }).toPass();
  const newest = Number(await chart.getAttribute("aria-valuemax"));
  for (let walked = 1; walked <= back; walked += 1) {
    await keys.press("ArrowUp");
    await expect(chart).toHaveAttribute("aria-valuenow", String(newest - walked));
  }
}
