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
