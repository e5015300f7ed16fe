// Plan: a policy is rehearsed before it is saved, and policies are compared.
import { expect, test, type SimulatorPage } from "../support/simulator";
import type { Page } from "@playwright/test";

const panel = (page: Page, name = "Create Backup Policy") => page.getByRole("dialog", { name });

async function inBothThemes(simulator: SimulatorPage) {
  await simulator.page.emulateMedia({ reducedMotion: "reduce" });
  for (const theme of ["light", "dark"]) {
    await simulator.page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), theme);
    await simulator.expectAccessible();
  }
}

test("a new policy is rehearsed from its panel, edited, and saved as it was rehearsed", async ({ simulator, page }) => {
  await simulator.open("#/policies");
  const before = await simulator.digest();
  await page.getByRole("button", { name: "Create Backup Policy" }).click();
  const form = panel(page);
  await form.getByRole("button", { name: "Rehearse" }).press("Enter");
  await expect(form.getByRole("textbox", { name: "Policy Name" })).toBeFocused();
  await form.getByRole("textbox", { name: "Policy Name" }).fill("planned");
  await form.getByRole("button", { name: "Rehearse" }).click();
  await expect(page).toHaveURL(/#\/plan$/);
  await expect(page.getByRole("combobox", { name: "Policy" })).toHaveValue("");
  await expect(page.getByText("Choose at least one instance.")).toBeVisible();

  await page.getByRole("checkbox", { name: /shop-web-1/ }).check();
  await page.getByRole("button", { name: "Rehearse", exact: true }).click();
  await expect(page.getByText(/planned makes 91 points of 1 instances/)).toBeVisible();
  await expect(page.getByRole("region", { name: "Save Policy" })).toContainText("shop-web-1 (shop-nightly)");
  expect(await simulator.digest()).toBe(before);
  await inBothThemes(simulator);

  // Back in the panel everything is as it was typed.
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(form.getByRole("textbox", { name: "Policy Name" })).toHaveValue("planned");
  await form.getByRole("textbox", { name: "Retention Period", exact: true }).fill("7");
  await form.getByRole("button", { name: "Rehearse" }).click();
  await expect(page.locator("summary", { hasText: "Rehearse for instances" })).toContainText("1");
  await expect(page.getByText(/planned makes .* At the end \d+ points are there/)).toBeVisible();

  await page.getByRole("button", { name: "Save Policy" }).click();
  await expect(page).toHaveURL(/#\/policies$/);
  const row = simulator.row("planned");
  await expect(row).toContainText("7 days");
  await row.getByRole("button", { name: "Show bound sources" }).click();
  await expect(page.getByRole("table", { name: "Bound Sources" })).toContainText("shop-web-1");
});

test("a day of the calendar lists what happens on it, by keyboard too", async ({ simulator, page }) => {
  await simulator.open("#/policies");
  const row = simulator.row("shop-nightly");
  await row.getByLabel("shop-nightly: More actions").click();
  await row.getByRole("button", { name: "Rehearse" }).click();
  await expect(page).toHaveURL(/#\/plan\/policy\//);
  await expect(page.getByText(/shop-nightly makes/)).toBeVisible();
  const day = page.getByRole("button", { name: /^Fri 2 Jan 2026: created/ });
  await day.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("button", { name: /^Sat 3 Jan 2026: created/ })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const chosen = page.getByRole("button", { name: /^Sat 10 Jan 2026: created/ });
  await expect(chosen).toHaveAttribute("aria-pressed", "true");
  const items = page.getByRole("table", { name: "What happens, by date" }).locator("tbody").getByRole("row");
  await expect(items.first()).toContainText("10 Jan 2026");
  await page.getByRole("button", { name: "All days" }).click();
  await expect(items.first()).toContainText("1 Jan 2026");
  await page.getByRole("button", { name: "1 year" }).click();
  await expect(page.getByText("What is chosen has changed since.")).toBeVisible();
  await page.getByRole("button", { name: "Rehearse Again" }).click();
  await expect(page.getByText(/to 1 Jan 2027, shop-nightly makes/)).toBeVisible();
  await page.getByLabel("Month").selectOption({ label: "Jun 2026" });
  await expect(page.getByRole("button", { name: /^Mon 1 Jun 2026: created/ })).toBeVisible();
  await page.getByLabel("Look ahead to").fill("2020-01-01");
  await expect(page.getByText(/^A day after today/)).toBeVisible();
  await inBothThemes(simulator);
});

test("policies are compared on the same instances, and it is said which meets what is asked for", async ({ simulator, page }) => {
  await simulator.open("#/plan");
  await page.getByRole("navigation", { name: "Plan" }).getByRole("link", { name: "Compare Policies" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Compare Policies" })).toBeVisible();
  const first = page.getByRole("group", { name: "A" });
  await first.getByRole("combobox", { name: "Policy" }).selectOption({ label: "Simple policy" });
  await first.getByRole("combobox", { name: "Schedule" }).selectOption({ label: "Hourly" });
  await first.getByRole("textbox", { name: "Archive after days" }).fill("15");
  await expect(first.getByText(/too short/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Compare", exact: true })).toBeDisabled();
  await first.getByRole("textbox", { name: "Archive after days" }).fill("");
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(page.getByText(/Daily, 30 days is the cheapest that meets an RPO of 1 d 1 h/)).toBeVisible();
  await expect(page.getByText(/Weekly, 180 days does not: its worst RPO is/)).toBeVisible();
  await page.getByRole("textbox", { name: "RPO, hours" }).fill("2");
  // An hour apart for 30 days is more than a disk may have snapshots (CON-60).
  await expect(page.getByText(/None of them meets an RPO of 2 h.*Hourly, 30 days does not: its worst RPO is/)).toBeVisible();
  await page.getByRole("textbox", { name: "RPO, hours" }).fill("25");
  const figures = page.getByRole("table", { name: "What each comes to" });
  await expect(figures.getByRole("row", { name: /^Longest look-back/ })).toContainText("30 d");
  await page.getByText("Points in figures").click();
  await expect(page.getByRole("table", { name: "Points in figures" }).getByRole("row")).toHaveCount(62);
  await inBothThemes(simulator);
  await page.evaluate(() => (window as any).simulator.ready);
  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "策略对比" })).toBeVisible();
  await expect(page.getByText(/费用最低/)).toBeVisible();
});

test("a grid of settings is swept beside the page, stopped, swept again, and the best are marked", async ({ simulator, page }) => {
  await simulator.open("#/plan/compare");
  const sweep = page.getByRole("region", { name: "Sweep a grid of settings" });
  await sweep.getByRole("button", { name: "Sweep" }).click();
  await sweep.getByRole("button", { name: "Stop" }).click();
  await expect(sweep.getByText("Stopped before its end.")).toBeVisible();
  await sweep.getByRole("checkbox", { name: "Hourly" }).uncheck();
  await sweep.getByRole("checkbox", { name: "180 days" }).uncheck();
  await sweep.getByRole("checkbox", { name: "90 days" }).uncheck();
  await expect(sweep.getByText("9 policies")).toBeVisible();
  await sweep.getByRole("button", { name: "Sweep" }).click();
  const found = sweep.getByRole("table", { name: "Sweep a grid of settings" });
  await expect(found.locator("tbody").getByRole("row")).toHaveCount(9, { timeout: 30_000 });
  await expect(found.getByRole("row", { name: /Efficient/ }).first()).toBeVisible();
  await sweep.getByRole("button", { name: "Look-back" }).click();
  await inBothThemes(simulator);
  await found.getByRole("button", { name: "Compare Weekly, 30 days" }).click();
  await expect(page.getByRole("group", { name: "D" }).getByRole("combobox", { name: "Schedule" })).toHaveValue("3");
});
