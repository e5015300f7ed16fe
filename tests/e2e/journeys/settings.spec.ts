import { expect, test } from "../support/simulator";

test("language, theme and text size are chosen in Settings and kept", async ({ simulator, page }) => {
  await simulator.open("#/settings");
  const main = page.getByRole("main");
  const sizes = main.getByRole("group", { name: "Text size" });
  await sizes.getByRole("button", { name: "Large" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-scale", "room");
  await simulator.expectAccessible();
  await simulator.reload();
  await expect(page.locator("html")).toHaveAttribute("data-scale", "room");
  await expect(sizes.getByRole("button", { name: "Large" })).toHaveAttribute("aria-pressed", "true");
  await sizes.getByRole("button", { name: "Normal" }).click();
  await main.getByRole("button", { name: "中文" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "设置" })).toBeVisible();
});
