import { expect, test } from "../support/simulator";
import { content } from "../support/cells";
import type { Page } from "@playwright/test";

/** The cells of a file as a spreadsheet reads them. */
function cells(text: string): string[][] {
  expect(text.startsWith("\u{feff}")).toBe(true);
  expect(text.endsWith("\r\n")).toBe(true);
  const lines = text.slice(1).trimEnd().split("\r\n");
  return lines.map((line) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => cell.replaceAll('""', '"')));
}

async function download(page: Page, name = "Download CSV") {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).first().click()]);
  return { name: file.suggestedFilename(), rows: cells(await content(file)) };
}

test("all rows of a list are downloaded that search and filters leave, in the order and words that are shown", async ({ simulator, page }) => {
  await simulator.open();
  await simulator.advance("P20D");
  await page.evaluate(() => (location.hash = "#/jobs"));
  const shown = page.getByRole("table", { name: "Jobs" }).locator("tbody tr");
  await expect(shown).toHaveCount(20);
  const all = await download(page);
  expect(all.name).toBe("cloud-backup-jobs.csv");
  expect(all.rows[0]).not.toContain("Actions");
  expect(new Set(all.rows.map((row) => row.length)).size).toBe(1);
  const found = Number((await page.getByRole("navigation", { name: "Jobs" }).getByRole("status").innerText()).split("/")[1].replace(",", ""));
  expect(all.rows.length - 1).toBe(found);
  expect(found).toBeGreaterThan(20);
  // The list is as it was.
  await expect(shown).toHaveCount(20);
  await page.getByRole("searchbox").fill("shop-web-1");
  await expect(page.getByRole("navigation", { name: "Jobs" }).getByRole("status")).not.toContainText(`/ ${found}`);
  const some = await download(page);
  expect(some.rows.slice(1).every((row) => row.some((cell) => cell.includes("shop-web-1")))).toBe(true);
  expect(some.rows.length).toBeLessThan(all.rows.length);
});

test("lists of every screen are downloaded, in Chinese as in English", async ({ simulator, page }) => {
  await simulator.open();
  await simulator.advance("P3D");
  const lists = ["#/instances", "#/policies", "#/plans", "#/jobs", "#/activity", "#/ecs", "#/ecs/disks", "#/snapshots", "#/billing"];
  for (const hash of lists) {
    await page.evaluate((hash) => (location.hash = hash), hash);
    const file = await download(page);
    expect(file.rows.length, hash).toBeGreaterThan(1);
    expect(file.rows[1].some((cell) => cell !== ""), hash).toBe(true);
  }
  await page.evaluate(() => localStorage.setItem("cloud-backup-simulator/locale", "zh-CN"));
  await page.evaluate(() => (location.hash = "#/policies"));
  await simulator.reload();
  const file = await download(page, "下载CSV");
  expect(file.rows[0][0]).toBe("策略名称/ID");
  expect(file.rows[1][0]).toMatch(/^shop-/);
  await simulator.expectAccessible();
});

test("the rulebook is downloaded as it is filtered", async ({ simulator, page }) => {
  await simulator.open("#/rulebook");
  await page.getByRole("searchbox").fill("POL-40");
  const file = await download(page);
  expect(file.name).toBe("cloud-backup-rulebook.csv");
  expect(file.rows.slice(1).some((row) => row[0] === "POL-40")).toBe(true);
});
