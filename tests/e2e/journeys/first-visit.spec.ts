import { expect, test } from "../support/simulator";

test("the page opens on the web shop, in both languages and themes, without a violation", async ({ simulator, page }) => {
  await simulator.open();
  await expect(simulator.row("shop-db-1")).toContainText("shop-db-6h");
  await simulator.expectAccessible();

  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "ECS实例备份" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await page.getByLabel("主题").first().selectOption("dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await simulator.expectAccessible();

  await simulator.reload();
  await expect(page.getByRole("heading", { level: 1, name: "ECS实例备份" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("every screen and dialog is free of violations, wide and narrow", async ({ simulator, page }) => {
  await simulator.open();
  await simulator.advance("P20D");
  for (const theme of ["light", "dark"]) {
    await page.getByLabel("Theme").first().selectOption(theme);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const hash of ["#/jobs", "#/instances/i-bp1k8e2rj7web1", "#/activity", "#/settings", "#/nowhere"]) {
        await page.evaluate((hash) => (location.hash = hash), hash);
        await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
        await simulator.expectAccessible();
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.evaluate(() => (location.hash = "#/instances"));
    await page.getByRole("button", { name: "Add ECS Backup" }).click();
    await simulator.expectAccessible();
    await page.keyboard.press("Escape");
  }
});
