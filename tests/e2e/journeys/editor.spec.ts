// The scenario editor: a draft from a bundled scenario, from the present run or from nothing, checked as it is typed.
import { content } from "../support/cells";
import { expect, test } from "../support/simulator";

test("a scenario is written, mended, tried and downloaded", async ({ simulator, page }) => {
  test.setTimeout(120_000);
  await simulator.open("#/scenarios");
  await page.getByRole("link", { name: "Write or change a scenario" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Scenario Editor" })).toBeVisible();
  // Nothing is sound yet: each fault leads to its field.
  await expect(page.getByRole("button", { name: "Try It" })).toBeDisabled();
  await page.getByRole("button", { name: "$.story.en" }).click();
  await expect(page.locator("#edit-story-en")).toBeFocused();
  await page.getByRole("button", { name: "$.wrong_route" }).click();
  await expect(page.locator("#edit-whole")).toBeFocused();
  expect(await page.evaluate(() => document.scrollingElement!.scrollTop)).toBe(0);

  await page.getByLabel("A Bundled Scenario").selectOption({ index: 1 });
  await page.getByRole("button", { name: "A Bundled Scenario" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Replace the Draft" }).click();
  await expect(page.getByText("No fault found")).toBeVisible();
  for (const theme of ["light", "dark"]) {
    await page.getByRole("combobox", { name: "Theme" }).selectOption(theme);
    await simulator.expectAccessible();
  }
  const title = page.locator("#edit-title-en");
  const story = page.locator("#edit-story-en");
  await story.fill("");
  await expect(story).toHaveAccessibleDescription(/must be a text/);
  await expect(page.getByRole("button", { name: "Try It" })).toBeDisabled();
  await story.fill("A story of our own.");
  await title.fill("A lab of our own");
  await page.locator("#edit-steps-0-objectives-0-points").fill("1");
  await expect(page.getByText(/worth 100 points together/).first()).toBeVisible();
  await page.reload();
  await simulator.ready();
  await expect(title).toHaveValue("A lab of our own");
  await page.locator("#edit-steps-0-objectives-0-points").fill("0");
  const sum = await page.getByText(/^Points in sum/).textContent();
  const missing = 100 - Number(/\d+/.exec(sum!)![0]);
  await page.locator("#edit-steps-0-objectives-0-points").fill(String(missing));
  await expect(page.getByText("No fault found")).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  const file = JSON.parse(await content(await download));
  expect(file.title.en).toBe("A lab of our own");
  await page.getByRole("button", { name: "Try It" }).click();
  await expect(page.getByRole("complementary", { name: "Guide" })).toBeVisible();
  expect(JSON.parse(await page.evaluate(() => (window as any).simulator.save())).body.scenario.title.en).toBe("A lab of our own");
});

test("steps are added, moved and removed by keyboard", async ({ simulator, page }) => {
  await simulator.open("#/scenarios/edit");
  const add = page.getByRole("button", { name: "Add a Step" });
  await add.press("Enter");
  await expect(page.locator("#edit-steps-0-title-en")).toBeFocused();
  await page.keyboard.type("One");
  await add.press("Enter");
  await expect(page.locator("#edit-steps-1-title-en")).toBeFocused();
  await page.keyboard.type("Two");
  await page.getByRole("button", { name: "Move Up: Step 2" }).press("Enter");
  await expect(page.locator("#edit-steps-0-title-en")).toHaveValue("Two");
  await page.getByRole("button", { name: "Remove: Step 1" }).press("Enter");
  await expect(page.locator("#edit-steps-0-title-en")).toHaveValue("One");
  await expect(page.locator("#edit-steps-1-title-en")).toHaveCount(0);
});

test("the present run becomes a scenario that begins where the run stands", async ({ simulator, page }) => {
  await simulator.open();
  await simulator.advance("P10D");
  const [now, digest] = [await simulator.now(), await simulator.digest()];
  await page.evaluate(() => (location.hash = "#/scenarios/edit"));
  await page.getByRole("button", { name: "The Present Run" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Replace the Draft" }).click();
  await page.getByLabel("Kind").selectOption("World to explore");
  await expect(page.getByText("No fault found")).toBeVisible();
  await page.getByRole("button", { name: "Try It" }).click();
  await expect.poll(() => page.evaluate(() => (window as any).simulator.digest() !== undefined)).toBe(true);
  await expect.poll(() => simulator.now()).toBe(now);
  await expect.poll(() => simulator.digest()).toBe(digest);
});
