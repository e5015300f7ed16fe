import { expect, test } from "../support/simulator";

const parts = /part-[^/]*\.wasm$/;
const style = /part-style-[^/]*\.css$/;

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

test("the style of the other parts comes with them, and before anything of them is seen", async ({ simulator, page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => {
    if (style.test(request.url())) fetched.push(request.url());
  });
  // The style is what comes last.
  await page.route(style, async (route) => {
    await new Promise((next) => setTimeout(next, 1_000));
    await route.continue();
  });
  await simulator.visit();
  expect(fetched).toEqual([]);
  await page.getByRole("link", { name: "Overview" }).click();
  await expect(page.getByText("Fetching")).toBeVisible();
  await expect(page.locator(".overview")).toBeVisible();
  expect(fetched.length).toBe(1);
  await expect(page.locator(".overview")).toHaveCSS("display", "grid");
});

test.describe("with a network that fails", () => {
  // The scan for violations fetches the style sheets too.
  test.use({ expected: /Failed to load|Failed to fetch|ERR_FAILED|preload assets/ });

  for (const [what, files] of [["part", parts], ["style", style]] as const) {
    test(`a ${what} that cannot be fetched is said so, and comes when it is tried again`, async ({ simulator, page }) => {
      await page.route(files, (route) => route.abort());
      await simulator.visit();
      await page.getByRole("link", { name: "Jobs" }).first().click();
      const notice = page.getByRole("alert").filter({ hasText: "could not be fetched" });
      await expect(notice).toBeVisible();
      await simulator.expectAccessible();
      await page.unroute(files);
      await notice.getByRole("button", { name: "Try again" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Jobs" })).toBeFocused();
    });
  }

  test("a saved run waits where the part that opens it cannot be fetched", async ({ simulator, page }) => {
    await simulator.open();
    await simulator.advance("P3D");
    await page.route(parts, (route) => route.abort());
    await page.reload();
    await expect(page.getByRole("alert").filter({ hasText: "could not be fetched" })).toBeVisible();
    await page.unroute(parts);
    await page.getByRole("link", { name: "Reload" }).click();
    await simulator.ready();
    expect(await simulator.now()).toBe("2026-01-04T00:00:00+08:00");
  });

  test("a page that cannot start says so", async ({ page }) => {
    await page.route(/_bg\.wasm$/, (route) => route.abort());
    await page.goto("./");
    const notice = page.getByRole("alert").filter({ hasText: "could not be fetched" });
    await expect(notice.getByRole("link", { name: "Reload" })).toBeVisible();
  });
});

test("a fault of the page itself is said, and a reload goes on from the last save", async ({ simulator, page }) => {
  await simulator.open("#/jobs");
  await simulator.advance("P3D");
  await page.evaluate(() => window.dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") })));
  const notice = page.getByRole("alert").filter({ hasText: "The last save is kept" });
  await expect(notice).toBeVisible();
  await simulator.expectAccessible();
  await notice.getByRole("link", { name: "Reload" }).click();
  await expect(notice).toBeHidden();
  await simulator.ready();
  expect(await simulator.now()).toBe("2026-01-04T00:00:00+08:00");
});
