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

for (const theme of ["light", "dark"]) {
  test(`every screen is free of violations, wide and narrow, ${theme}`, async ({ simulator, page }) => {
    await page.emulateMedia({ colorScheme: theme as "light" | "dark" });
    await simulator.open();
    await simulator.advance("P20D");
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const hash of ["#/policies", "#/jobs", "#/instances/i-bp1k8e2rj7web1", "#/activity", "#/settings", "#/nowhere"]) {
        await page.evaluate((hash) => (location.hash = hash), hash);
        await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
        await simulator.expectAccessible();
      }
    }
    await page.getByRole("button", { name: "Menu" }).click();
    await simulator.expectAccessible();
  });

  test(`every dialog is free of violations, ${theme}`, async ({ simulator, page }) => {
    await page.emulateMedia({ colorScheme: theme as "light" | "dark" });
    await simulator.open("#/instances/i-bp1k8e2rj7web1");
    await simulator.advance("P20D");
    await page.getByRole("slider", { name: "Backup points" }).press("Home");
    const card = page.getByRole("article", { name: "Backup point" });
    await expect(card).toBeVisible();
    await simulator.expectAccessible();
    const close = async () => {
      await expect(page.getByRole("dialog")).toBeVisible();
      await simulator.expectAccessible();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();
    };
    await card.getByRole("button", { name: "POL-22" }).click();
    await close();
    await card.getByRole("button", { name: "Delete", exact: true }).click();
    await close();
    await page.locator("body").press("?");
    await close();
    await page.getByRole("button", { name: "Add ECS Backup" }).click();
    await simulator.expectAccessible();
    await simulator.addBackup.getByRole("button", { name: "Select all" }).click();
    await simulator.addBackup.getByRole("button", { name: "Next", exact: true }).click();
    for (const way of ["Create a policy", "Manual Backup", "Associate an existing policy"]) {
      await simulator.addBackup.getByRole("radio", { name: way }).check();
      await simulator.expectAccessible();
    }
    await close();
  });
}
