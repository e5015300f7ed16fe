import { expect, test } from "../support/simulator";

test("a setting is checked as it is typed, applied, kept, and brought back", async ({ simulator, page }) => {
  await simulator.open("#/assumptions");
  await expect(page.getByText("not the vendor's")).toBeVisible();
  const before = await simulator.digest();
  const rate = page.getByRole("textbox", { name: "Snapshot creation, rate for changed data" });
  const apply = page.getByRole("button", { name: "Apply" });
  await expect(apply).toHaveAttribute("aria-disabled", "true");
  await rate.fill("0");
  await expect(rate).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText(/must be a whole number from 1 to 1000000/)).toBeVisible();
  await rate.press("Enter");
  expect(await simulator.digest()).toBe(before);

  await rate.fill("400");
  await rate.press("Enter");
  await expect(page.getByText("The settings are in force.")).toBeVisible();
  expect(await simulator.digest()).not.toBe(before);
  await simulator.reload();
  await expect(rate).toHaveValue("400");

  await page.getByRole("button", { name: /^Reset to default Snapshot creation, rate/ }).click();
  await expect(rate).toHaveValue("200");
  await apply.click();
  await expect(page.getByRole("button", { name: /^Reset to default Snapshot creation, rate/ })).toBeDisabled();
  await simulator.expectAccessible();
});
