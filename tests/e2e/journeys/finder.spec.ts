import { expect, test } from "../support/simulator";

test("one key finds an instance, a rule and a screen, by the keyboard alone", async ({ simulator, page }) => {
  await simulator.open();
  const field = page.getByRole("combobox", { name: /Name or ID/ });
  const options = page.getByRole("listbox", { name: "Results" }).getByRole("option");
  await page.keyboard.press("/");
  await expect(field).toBeFocused();
  await field.fill("shop-db");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await simulator.expectAccessible();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/instances\/i-bp1c7k2m/);

  await page.keyboard.press("/");
  await field.fill("pol-72");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article", { name: "POL-72" })).toBeFocused();

  await page.keyboard.press("/");
  await field.fill("assum");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Assumptions" })).toBeFocused();

  await page.keyboard.press("/");
  await field.fill("nothing is called so");
  await expect(page.getByText("by their whole ID")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
});

test("a backup point is found by its id, and the finder opens by the mouse too", async ({ simulator, page }) => {
  await simulator.open();
  await simulator.advance("P1D");
  const id = await page.evaluate(async () => {
    const answer = await (window as any).simulator.call("hbr", "DescribeUdmSnapshots", { SourceType: "UDM_ECS" });
    return answer.Snapshots[0].SnapshotId as string;
  });
  await page.getByRole("button", { name: "Find anything" }).click();
  await page.getByRole("combobox", { name: /Name or ID/ }).fill(id);
  await page.getByRole("option").filter({ hasText: id }).click();
  await expect(page).toHaveURL(new RegExp(`points/${id}$`));
  await page.locator("body").press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toContainText("Find anything");
});
