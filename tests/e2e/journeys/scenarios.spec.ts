// The gallery, the first visit, and the ways a scenario comes to the page.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/simulator";

const now = (page: Page): Promise<string> => page.evaluate(() => (window as any).simulator.now());

const WORLD = {
  format: "cloud-backup-scenario/1",
  name: "two web servers",
  seed: 5,
  start: "2026-03-01T00:00:00+08:00",
  title: { en: "Two web servers", "zh-CN": "两台Web服务器" },
  story: { en: "Nothing is protected.", "zh-CN": "尚未保护。" },
  regions: ["cn-hangzhou"],
  instances: [
    {
      id: "i-web1",
      name: "web-1",
      region: "cn-hangzhou",
      disks: [{ id: "d-1", kind: "system", category: "cloud_essd", size_gib: 40 }],
    },
  ],
};

const file = (text: string) => ({ name: "scenario.json", mimeType: "application/json", buffer: Buffer.from(text) });

test("the gallery lists the labs in order, and a scenario begins beside the present run", async ({ simulator, page }) => {
  await simulator.open();
  await simulator.advance("P2D");
  await page.getByRole("link", { name: "Scenarios" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Scenarios" })).toBeVisible();
  const labs = page.getByRole("region", { name: "Labs" }).getByRole("listitem");
  await expect(labs.first()).toContainText("Lab 1");
  for (const theme of ["light", "dark"]) {
    await page.getByRole("combobox", { name: "Theme" }).selectOption(theme);
    await simulator.expectAccessible();
  }
  await labs.first().getByRole("button", { name: /^Start/ }).click();
  await expect(page.getByRole("complementary", { name: "Guide" })).toBeVisible();
  // The run that was left is kept, and the web shop is gone on with.
  await page.evaluate(() => (location.hash = "#/scenarios"));
  await page.getByRole("button", { name: /^Continue: Web shop/ }).click();
  await expect.poll(() => now(page)).toBe("2026-01-03T00:00:00+08:00");
  await expect(page.getByRole("complementary", { name: "Guide" })).toHaveCount(0);
  // And the lab, by keyboard.
  await page.evaluate(() => (location.hash = "#/scenarios"));
  await labs.first().getByRole("button", { name: /^Continue/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Guide" })).toBeVisible();
});

test("a scenario file is shown before it begins, and a faulty one says where", async ({ simulator, page }) => {
  await simulator.open("#/scenarios");
  const input = page.getByLabel("Open a scenario file");
  await input.setInputFiles(file(JSON.stringify({ ...WORLD, regions: ["cn-nowhere"], colour: "blue" })));
  const dialog = page.getByRole("dialog", { name: "Scenario file" });
  await expect(dialog).toContainText("$.regions[0]");
  await expect(dialog).toContainText("$.colour");
  await simulator.expectAccessible();
  await page.keyboard.press("Escape");
  await input.setInputFiles(file(JSON.stringify(WORLD)));
  await expect(dialog).toContainText("Nothing is protected.");
  await dialog.getByRole("button", { name: "Start" }).click();
  await expect.poll(() => now(page)).toBe("2026-03-01T00:00:00+08:00");
  await expect(page.getByRole("banner")).toContainText("Two web servers");
});

test("a scenario file is dropped anywhere on the page", async ({ simulator, page }) => {
  await simulator.open("#/overview");
  const transfer = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "scenario.json", { type: "application/json" }));
    return transfer;
  }, JSON.stringify(WORLD));
  await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
  await expect(page.getByRole("dialog", { name: "Scenario file" })).toContainText("Two web servers");
});

test("?scenario= begins a scenario of the same origin, once, and refuses others", async ({ simulator, page }) => {
  await page.route("**/own.json", (route) => route.fulfill({ json: WORLD }));
  await page.goto("./?scenario=own.json");
  await simulator.ready();
  await expect.poll(() => now(page)).toBe("2026-03-01T00:00:00+08:00");
  expect(new URL(page.url()).search).toBe("");
  await simulator.advance("P1D");
  await simulator.reload();
  expect(await now(page)).toBe("2026-03-02T00:00:00+08:00");
  // A run of it is kept: which one is meant is asked.
  await page.goto("./?scenario=own.json");
  const dialog = page.getByRole("dialog", { name: "Scenario file" });
  await dialog.getByRole("button", { name: "Continue" }).click();
  await simulator.ready();
  expect(await now(page)).toBe("2026-03-02T00:00:00+08:00");
  await page.goto("./?scenario=https%3A%2F%2Felsewhere.example%2Fown.json");
  await expect(dialog).toContainText("only from the address that this page comes from");
  await simulator.expectAccessible();
});

test.describe("with a file that is not there", () => {
  test.use({ expected: /404|Failed to load/ });
  test("?scenario= says so", async ({ page }) => {
    await page.goto("./?scenario=nothing-here.json");
    await expect(page.getByRole("dialog", { name: "Scenario file" })).toContainText("could not be fetched");
  });
});

test("the first visit asks once what to do, and a sandbox is made of a form", async ({ simulator, page }) => {
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.mouse.move(200, 300);
  const welcome = page.getByRole("dialog", { name: "Welcome" });
  await expect(welcome).toBeVisible();
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await simulator.expectAccessible();
  }
  await welcome.getByRole("button", { name: /Build your own fleet/ }).click();
  const form = page.getByRole("dialog", { name: "Empty sandbox" });
  await form.getByRole("textbox", { name: "Instances" }).fill("0");
  await expect(form).toContainText("A whole number from 1 to 1,000");
  await simulator.expectAccessible();
  await form.getByRole("textbox", { name: "Instances" }).fill("12");
  await form.getByRole("checkbox", { name: "China (Shanghai)" }).check();
  await form.getByRole("button", { name: "Create the Sandbox" }).click();
  await expect(page.getByRole("banner")).toContainText("Sandbox, 12 instances");
  await page.reload();
  await page.mouse.move(220, 320);
  await simulator.ready();
  await expect(welcome).toBeHidden();
  await expect(page.getByRole("banner")).toContainText("Sandbox, 12 instances");
  // It is found again.
  await page.evaluate(() => (location.hash = "#/scenarios"));
  await page.getByRole("button", { name: "What would you like to do?" }).click();
  await expect(welcome).toBeVisible();
});

test("the first visit leads to the first lab, by keyboard", async ({ page }) => {
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.mouse.move(200, 300);
  const welcome = page.getByRole("dialog", { name: "Welcome" });
  await expect(welcome).toBeVisible();
  await welcome.getByRole("button", { name: /^Learn/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Guide" })).toBeVisible();
  await expect(welcome).toBeHidden();
});
