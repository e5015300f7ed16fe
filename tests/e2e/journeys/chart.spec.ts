import { tenThousandPoints } from "../support/history";
import { expect, test } from "../support/simulator";

test("a year of dailies is zoomed and moved by keyboard, and the chosen point is in both views", async ({ simulator, page }) => {
  await tenThousandPoints(simulator, "#/instances/i-hourly");
  const chart = page.getByRole("slider", { name: "Backup points" });
  const strip = page.getByRole("slider", { name: "Points in view" });
  await expect(strip).toHaveAttribute("aria-valuetext", /10,000 of 10,000 points$/);
  const whole = await strip.getAttribute("aria-valuetext");
  await simulator.expectAccessible();

  // The chart itself: points by arrows, zoom by plus.
  await chart.focus();
  await page.keyboard.press("End");
  await expect(page.getByRole("article", { name: "Backup point" })).toContainText("21 Feb 2027, 15:30");
  await expect(chart).toHaveAttribute("aria-valuenow", "10000");
  await page.keyboard.press("PageUp");
  await expect(chart).toHaveAttribute("aria-valuenow", String(10_000 - 720));
  for (let press = 0; press < 5; press++) await page.keyboard.press("+");
  await expect(strip).toHaveAttribute("aria-valuetext", /: 312 of 10,000 points$/);

  // What is chosen elsewhere is brought into view.
  await page.keyboard.press("Home");
  await expect(strip).toHaveAttribute("aria-valuenow", "1");
  await expect(page.getByRole("article", { name: "Backup point" })).toContainText("1 Jan 2026, 00:30");

  // The strip: pages, ends, all.
  await strip.focus();
  await page.keyboard.press("PageUp");
  await expect(strip).toHaveAttribute("aria-valuenow", "312");
  await page.keyboard.press("End");
  await expect(strip).toHaveAttribute("aria-valuenow", String(10_000 - 312 + 1));
  await page.keyboard.press("0");
  await expect(strip).toHaveAttribute("aria-valuetext", whole!);

  // The table shows the page of the chosen point, and what is chosen in it shows in the chart.
  await chart.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("PageUp");
  await page.getByRole("button", { name: "Table" }).click();
  const chosen = page.locator(".points [aria-current]");
  await expect(chosen).toBeVisible();
  await expect(page.getByRole("article", { name: "Backup point" }).getByRole("heading", { level: 3 })).toHaveText(await chosen.innerText());
  await page.locator(".points tbody button").first().press("Enter");
  const first = await page.locator(".points tbody button").first().innerText();
  await page.getByRole("button", { name: "Chart", exact: true }).click();
  await expect(chart).toHaveAttribute("aria-valuetext", new RegExp(`^${first}`));

  // The way back leads to no chosen point, however many were chosen on the way.
  await page.goBack();
  await expect(page.getByRole("article", { name: "Backup point" })).toBeHidden();
});

test("the chart is zoomed and moved by pointer, wheel and buttons", async ({ simulator, page }) => {
  await tenThousandPoints(simulator, "#/instances/i-hourly");
  const chart = page.getByRole("slider", { name: "Backup points" });
  const strip = page.getByRole("slider", { name: "Points in view" });
  const shown = async () => Number(/: ([\d,]+) of/.exec((await strip.getAttribute("aria-valuetext"))!)![1]!.replace(",", ""));
  const first = async () => Number(await strip.getAttribute("aria-valuenow"));

  const box = (await chart.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, 10);
  await page.keyboard.down("Control");
  for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, -100);
  await page.keyboard.up("Control");
  await expect.poll(shown).toBeLessThan(4_000);
  const count = await shown();
  const middle = (await first()) + count / 2;
  expect(Math.abs(middle - 5_000)).toBeLessThan(400);

  // Dragging the chart up brings newer points.
  const before = await first();
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 40, { steps: 4 });
  await page.mouse.up();
  expect(await first()).toBeGreaterThan(before);
  expect(await shown()).toBe(count);
  await expect(page.getByRole("article", { name: "Backup point" }), "a drag chooses nothing").toBeHidden();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(page.getByRole("article", { name: "Backup point" })).toBeVisible();

  // The strip: its middle is dragged to the oldest, its newer edge to half of the time.
  const at = async (share: number) => {
    const overview = (await strip.boundingBox())!;
    await page.mouse.move(overview.x + overview.width * share, overview.y + overview.height / 2, { steps: 3 });
  };
  await at(0.5);
  await page.mouse.down();
  await at(0);
  await page.mouse.up();
  expect(await first()).toBe(1);

  const tools = page.getByRole("group", { name: "Points in view" });
  await expect(tools.getByRole("button", { name: "Older" })).toHaveAttribute("aria-disabled", "true");
  await tools.getByRole("button", { name: "Newer" }).click();
  expect(await first()).toBeGreaterThan(1);
  await tools.getByRole("button", { name: "Zoom in" }).click();
  expect(await shown()).toBe(Math.floor(count / 2));
  await tools.getByRole("button", { name: "Zoom out" }).click();
  await tools.getByRole("button", { name: "Show all" }).click();
  expect(await shown()).toBe(10_000);
});
