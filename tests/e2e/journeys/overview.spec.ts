import { expect, test } from "../support/simulator";

test("the overview says what is unprotected, and adding a backup mends it", async ({ simulator, page }) => {
  await simulator.open("#/overview");
  await expect(page).toHaveTitle(/Overview/);
  const protection = page.getByRole("region", { name: "Is everything protected?" });
  await expect(protection.locator("li").filter({ hasText: "is protected by no policy" })).toHaveCount(3);
  await protection.getByRole("button", { name: /^Add ECS Backup shop-/ }).first().click();
  await expect(simulator.addBackup.getByRole("checkbox", { checked: true })).toHaveCount(1);
  await simulator.addBackup.getByRole("button", { name: "Next", exact: true }).click();
  await simulator.addBackup.getByRole("radio", { name: "Associate an existing policy" }).check();
  await simulator.addBackup.getByRole("radio", { name: /shop-nightly/ }).check();
  await simulator.addBackup.getByRole("button", { name: "OK" }).click();
  await expect(simulator.addBackup).toBeHidden();
  await expect(protection.locator("li").filter({ hasText: "is protected by no policy" })).toHaveCount(2);
});

test("the overview holds the newest points against their schedules and says what comes next", async ({ simulator, page }) => {
  await simulator.open("#/overview");
  await simulator.advance("P2DT5H");
  const recovery = page.getByRole("region", { name: "Could I recover right now?" });
  await expect(recovery.getByRole("row", { name: /shop-db-1/ })).toContainText("as new as scheduled");
  await expect(recovery.getByRole("row", { name: /shop-db-1/ })).toContainText("every 6 h");
  const next = page.getByRole("region", { name: "What happens next?" });
  await expect(next.getByRole("row").filter({ hasText: /backup of shop-db-1/ }).first()).toContainText("POL-10");
  await expect(page.getByRole("region", { name: "Jobs of the last 24 hours" })).toContainText("Completed");
  await recovery.getByRole("link", { name: "shop-db-1" }).click();
  await expect(page).toHaveURL(/#\/instances\/i-bp1c7k2m9xdb01$/);
});

for (const theme of ["light", "dark"] as const) {
  test(`overview, rulebook, assumptions and settings are free of violations, wide and narrow, ${theme}`, async ({ simulator, page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: theme });
    await simulator.open();
    await simulator.advance("P20D");
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const hash of ["#/overview", "#/rulebook", "#/assumptions", "#/settings"]) {
        await page.evaluate((hash) => (location.hash = hash), hash);
        await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
        // A few rules stand for all: the scan of hundreds of entries of one form takes long and finds no more.
        if (hash === "#/rulebook") await page.getByLabel("How the simulator stands to it").selectOption({ label: "Deviates" });
        await simulator.expectAccessible();
      }
    }
  });
}
