import { expect, test } from "../support/simulator";

test("the rulebook is searched and filtered, and says so where nothing is left", async ({ simulator, page }) => {
  await simulator.open("#/rulebook");
  const rules = page.getByRole("article");
  await page.getByRole("searchbox", { name: "Search rules" }).fill("neither queued nor made up");
  await expect(rules).toHaveCount(1);
  await expect(rules).toContainText("POL-12");
  await expect(rules.getByRole("link", { name: "Policy Center (2026)" })).toHaveAttribute("href", /alibabacloud\.com/);
  await page.getByLabel("How the simulator stands to it").selectOption({ label: "Not carried out yet" });
  await expect(page.getByText("No rule matches.")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await page.getByLabel("How sure it is").selectOption({ label: "Not found in any document" });
  await expect(page.getByRole("status").filter({ hasText: "rules" })).toHaveText(/^\d+ \/ \d+ rules$/);
  await expect(page.getByRole("article", { name: "ARC-09" })).toContainText("Out of scope");
});

test("an address leads to its rule, and so does a rule's card", async ({ simulator, page }) => {
  await simulator.open("#/rulebook/RES-01");
  await expect(page.getByRole("article", { name: "RES-01" })).toBeFocused();
  await expect(page.getByRole("article", { name: "RES-01" })).toContainText("Followed");
  await page.evaluate(() => (location.hash = "#/overview"));
  await page.getByRole("button", { name: "CON-04" }).first().click();
  const card = page.getByRole("dialog", { name: "Rule" });
  await card.getByRole("link", { name: "Open in the Rulebook" }).click();
  await expect(card).toBeHidden();
  await expect(page.getByRole("article", { name: "CON-04" })).toBeFocused();
  await page.goto("./#/rulebook/POL-00");
  await expect(page.getByRole("heading", { level: 1, name: "There is no such page" })).toBeVisible();
});

test("what lies beside instance backup, and how it differs from snapshots", async ({ simulator, page }) => {
  await simulator.open("#/rulebook");
  const beside = page.getByRole("region", { name: "Beside instance backup" });
  for (const name of ["ECS File Backup", "Database Backup", "Disk Backup"]) {
    await expect(beside.getByRole("heading", { name })).toBeVisible();
  }
  await expect(page.getByRole("table", { name: /snapshot service/ }).getByRole("row", { name: /Retention/ })).toContainText("never permanently");
});
