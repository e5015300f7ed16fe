import { expect, test } from "../support/simulator";

const parts = /part-[^/]*\.wasm$/;

test("the first screen needs no other part; the first gesture fetches the rest", async ({ simulator, page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => {
    if (parts.test(request.url())) fetched.push(request.url());
  });
  await simulator.visit();
  await expect(simulator.row("shop-db-1")).toContainText("shop-db-6h");
  expect(fetched).toEqual([]);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  expect(fetched.length).toBeGreaterThan(0);
});

test.describe("with a network that fails", () => {
  test.use({ expected: /Failed to load|Failed to fetch|ERR_FAILED/ });

  test("a part that cannot be fetched is said so, and comes when it is tried again", async ({ simulator, page }) => {
    await page.route(parts, (route) => route.abort());
    await simulator.visit();
    await page.getByRole("link", { name: "Jobs" }).first().click();
    const notice = page.getByRole("alert").filter({ hasText: "could not be fetched" });
    await expect(notice).toBeVisible();
    await simulator.expectAccessible();
    await page.unroute(parts);
    await notice.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Jobs" })).toBeFocused();
  });
});
