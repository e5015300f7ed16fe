// The completion report of a learner, and the table in which a trainer collects and checks many of them.
import type { Page } from "@playwright/test";
import { content } from "../support/cells";
import { begin, lesson, names, play } from "../support/lesson";
import { expect, test } from "../support/simulator";

const json = (name: string, text: string) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

/** Plays the first lab to its end as a learner, and gives the report. */
async function reportOf(page: Page, learner: string): Promise<string> {
  const [name] = await names(page, "lab");
  const lab = await lesson(page, name);
  await begin(page, lab.title.en);
  const answers = {};
  for (const step of lab.steps) await play(page, lab, step.solution, answers, "en");
  await page.evaluate(() => (location.hash = "#/report"));
  await page.getByRole("textbox", { name: "Name of the learner" }).fill(learner);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download JSON" }).click();
  return content(await download);
}

const table = (page: Page) => page.getByRole("table", { name: "Class" });

test("a lab ends in a report, and a class of reports and runs is checked in a table", async ({ simulator, page }) => {
  test.setTimeout(240_000);
  await simulator.open();
  const good = await reportOf(page, "Ada");
  for (const theme of ["light", "dark"]) {
    await page.getByRole("combobox", { name: "Theme" }).selectOption(theme);
    await simulator.expectAccessible();
  }
  await expect(page.getByRole("table", { name: "Objectives" })).toBeVisible();
  // The name is kept in the browser.
  await simulator.reload();
  await expect(page.getByRole("textbox", { name: "Name of the learner" })).toHaveValue("Ada");
  const run: string = await page.evaluate(() => (window as any).simulator.save());

  await page.evaluate(() => (location.hash = "#/scenarios"));
  await page.getByRole("link", { name: "Add Reports or Runs" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Class" })).toBeVisible();
  const forged = JSON.parse(good);
  forged.learner = "Mallory";
  forged.score = 99;
  await page.getByLabel("Add Reports or Runs").setInputFiles([
    json("ada.json", good),
    json("run.json", run),
    json("mallory.json", JSON.stringify(forged)),
    json("letter.json", "not a report"),
  ]);
  await expect(table(page).getByRole("row")).toHaveCount(5);
  await expect(table(page).getByRole("row", { name: /Ada/ })).toContainText("verified");
  await expect(table(page).getByRole("row", { name: /run\.json/ })).toContainText("verified");
  await expect(table(page).locator("tr").filter({ hasText: "mallory.json" }).locator(".not-verified")).toBeVisible();
  await expect(table(page).locator("tr").filter({ hasText: "letter.json" }).locator(".not-verified")).toBeVisible();
  for (const theme of ["light", "dark"]) {
    await page.getByRole("combobox", { name: "Theme" }).selectOption(theme);
    await simulator.expectAccessible();
  }
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV" }).click();
  const lines = (await content(await download)).trim().split(/\r?\n/);
  expect(lines.length).toBeGreaterThanOrEqual(3);
  expect(lines.some((line) => line.includes("Ada"))).toBe(true);
  // A learner's run opens beside the present one, by keyboard.
  await table(page).getByRole("row", { name: /Ada/ }).getByRole("button", { name: /^Open/ }).focus();
  await page.keyboard.press("Enter");
  const question = page.getByRole("dialog", { name: "Open a run?" });
  await question.getByRole("button", { name: "Open as a Run" }).click();
  await expect(page.getByRole("complementary", { name: "Guide" })).toBeVisible();
  await expect(table(page).getByRole("row")).toHaveCount(5);
});

test("files are dropped anywhere on the class page", async ({ simulator, page }) => {
  await simulator.open("#/class");
  const transfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    for (const name of ["one.json", "two.json"]) transfer.items.add(new File(["{}"], name, { type: "application/json" }));
    return transfer;
  });
  await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
  await expect(table(page).getByRole("row")).toHaveCount(3);
  await page.getByRole("button", { name: "Clear the Table" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Clear the Table" }).click();
  await expect(page.getByText("No file yet.")).toBeVisible();
});
