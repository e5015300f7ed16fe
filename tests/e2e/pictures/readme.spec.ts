import { test } from "../support/simulator";

test("the picture of the README", async ({ simulator, page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await simulator.open("#/instances/i-bp1k8e2rj7web1");
  await simulator.advance("P364DT10H");
  const chart = page.getByRole("slider", { name: "Backup points" });
  await chart.focus();
  for (const key of ["End", "ArrowUp", "ArrowUp", "ArrowUp"]) await page.keyboard.press(key);
  await page.screenshot({ path: "../../docs/images/instances.png" });
});
