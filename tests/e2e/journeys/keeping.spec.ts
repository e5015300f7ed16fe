import { expect, test } from "../support/simulator";

const slots = ["cloud-backup-simulator/run/a", "cloud-backup-simulator/run/b"];

test("a damaged save is set aside, said so, and offered for download", async ({ simulator, page }) => {
  await simulator.open();
  await simulator.advance("P3D");
  await page.evaluate((slots) => {
    for (const slot of slots) {
      const text = localStorage.getItem(slot);
      if (text) localStorage.setItem(slot, text.slice(0, text.length / 2));
    }
  }, slots);
  // The page saves as it leaves; a tab that was killed does not.
  await page.addInitScript(() => window.addEventListener("pagehide", (event) => event.stopImmediatePropagation(), { capture: true }));
  await page.evaluate(() => Object.defineProperty(Storage.prototype, "setItem", { value: () => {} }));
  await simulator.reload();
  await expect(page.getByRole("alert").filter({ hasText: "set aside" }).first()).toBeVisible();
  expect(await simulator.now()).toBe("2026-01-01T00:00:00+08:00");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).first().click();
  expect((await download).suggestedFilename()).toBe("set-aside.json");
});

test("a full storage is said so, and the run goes on with an export at hand", async ({ simulator, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Storage.prototype, "setItem", {
      value: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    });
  });
  await simulator.open();
  await simulator.advance("P1D");
  await expect(page.getByRole("alert").filter({ hasText: "not being saved" })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export this run" }).click();
  expect((await download).suggestedFilename()).toBe("run.json");
});

test("without storage the page says so and works", async ({ simulator, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  await simulator.open();
  await expect(page.getByRole("alert").filter({ hasText: "gives the page no storage" })).toBeVisible();
  await simulator.advance("P1D");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export this run" }).click();
  expect((await download).suggestedFilename()).toBe("run.json");
});

test("a foreign save is set aside, and the app starts clean", async ({ simulator, page }) => {
  await simulator.open();
  await page.evaluate((slots) => {
    localStorage.setItem(slots[0], '99\n{"kind":"another program"}');
    localStorage.removeItem(slots[1]);
  }, slots);
  await page.addInitScript(() => window.addEventListener("pagehide", (event) => event.stopImmediatePropagation(), { capture: true }));
  await page.evaluate(() => Object.defineProperty(Storage.prototype, "setItem", { value: () => {} }));
  await simulator.reload();
  await expect(page.getByRole("alert").filter({ hasText: "not a saved run of the simulator" })).toBeVisible();
  expect(await simulator.now()).toBe("2026-01-01T00:00:00+08:00");
  expect(await page.evaluate(() => localStorage.getItem("cloud-backup-simulator/set-aside/1"))).toContain("another program");
  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "不是本模拟器的存档" })).toBeVisible();
});

test("a damaged save that a full storage cannot set aside is offered for download", async ({ simulator, page }) => {
  await simulator.open();
  await page.evaluate((slots) => {
    for (const slot of slots) localStorage.setItem(slot, "7\n{");
  }, slots);
  await page.addInitScript(() => {
    window.addEventListener("pagehide", (event) => event.stopImmediatePropagation(), { capture: true });
    Object.defineProperty(Storage.prototype, "setItem", {
      value: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    });
  });
  await page.evaluate(() => Object.defineProperty(Storage.prototype, "setItem", { value: () => {} }));
  await simulator.reload();
  await expect(page.getByRole("alert").filter({ hasText: "download it now" })).toHaveCount(2);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).first().click();
  expect((await download).suggestedFilename()).toBe("set-aside.json");
});

test("two tabs do not overwrite each other unasked", async ({ simulator, page, context }) => {
  await simulator.open();
  const other = await context.newPage();
  await other.goto(page.url());
  await other.evaluate(() => (window as any).simulator.ready);
  const elsewhere = page.getByRole("alert").filter({ hasText: "another tab" });
  // One that only looks takes nothing away.
  await simulator.advance("P1D");
  await expect(elsewhere).toBeHidden();
  await expect(other.getByRole("alert").filter({ hasText: "another tab" })).toBeVisible();
  await other.evaluate(() => (window as any).simulator.advance({ by: "P9D" }));
  const saved = () => page.evaluate((slots) => slots.map((slot) => localStorage.getItem(slot)), slots);
  const before = await saved();
  expect(await saved()).toEqual(before);
  await other.getByRole("button", { name: "Save this one instead" }).click();
  await expect(elsewhere).toBeVisible();
  await simulator.expectAccessible();
  await simulator.advance("P1D");
  await simulator.reload();
  expect(await simulator.now()).toBe("2026-01-10T00:00:00+08:00");
});
