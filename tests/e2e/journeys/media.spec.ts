// The page in other media: forced colours, without motion, on paper, magnified, on a slim screen and on a wall.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/simulator";

const SCREENS = [
  "#/overview",
  "#/instances",
  "#/instances/i-bp1k8e2rj7web1",
  "#/plans",
  "#/jobs",
  "#/policies",
  "#/protection",
  "#/ecs",
  "#/ecs/disks",
  "#/snapshots",
  "#/activity",
  "#/rulebook",
  "#/assumptions",
  "#/settings",
  "#/nowhere",
];

async function go(page: Page, hash: string) {
  await page.evaluate((hash) => (location.hash = hash), hash);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** What is wider than its place: the page, or what scrolls in it. */
async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, document.querySelector("main")!, ...document.querySelectorAll("dialog[open]")]
      .filter((place) => place.scrollWidth > place.clientWidth)
      .map((place) => `${place.localName} by ${place.scrollWidth - place.clientWidth}`),
  );
}

/** The dialogs, each by what opens it. */
const DIALOGS: [string, string, (page: Page) => Promise<void>][] = [
  ["#/instances", "Add ECS Backup", (page) => page.getByRole("button", { name: "Add ECS Backup" }).click()],
  ["#/policies", "Create Backup Policy", (page) => page.getByRole("button", { name: "Create Backup Policy" }).click()],
  ["#/policies", "Export as Terraform", (page) => page.getByRole("button", { name: "Export as Terraform" }).click()],
  ["#/scenarios", "Import a Real Set-Up", (page) => page.getByRole("button", { name: "Import a Real Set-Up" }).click()],
  ["#/ecs", "Create Instance", (page) => page.getByRole("button", { name: "Create Instance" }).click()],
  ["#/ecs/disks", "Create Disk", (page) => page.getByRole("button", { name: "Create Disk" }).click()],
  ["#/overview", "Find anything", (page) => page.locator("body").press("/")],
  ["#/overview", "Keyboard shortcuts", (page) => page.locator("body").press("?")],
  ["#/overview", "Jump to a date", (page) => page.locator("body").press("j")],
];

async function inEachDialog(page: Page, check: (name: string) => Promise<void>) {
  for (const [hash, name, open] of DIALOGS) {
    await go(page, hash);
    await open(page);
    const dialog = page.getByRole("dialog", { name });
    await expect(dialog).toBeVisible();
    await check(name);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
}

for (const [name, viewport, scale] of [
  ["360 px wide", { width: 360, height: 740 }, 1],
  ["magnified to 200 %", { width: 720, height: 450 }, 2],
] as const) {
  test.describe(name, () => {
    test.use({ viewport, deviceScaleFactor: scale });

    for (const locale of ["en-GB", "zh-CN"]) {
      test.describe(locale, () => {
        test.use({ locale });

        test("no screen and no dialog scrolls sideways", async ({ simulator, page }) => {
          test.slow();
          await simulator.open();
          await simulator.advance("P40D");
          for (const screen of SCREENS) {
            await go(page, screen);
            expect(await overflowing(page), screen).toEqual([]);
          }
          // The dialogs are found by their English names.
          if (locale === "zh-CN") return;
          await inEachDialog(page, async (name) => expect(await overflowing(page), name).toEqual([]));
        });
      });
    }
  });
}

test.describe("in forced colours", () => {
  for (const theme of ["light", "dark"] as const) {
    test.describe(theme, () => {
      test.use({ forcedColors: "active", colorScheme: theme });

      test("every screen and dialog is free of violations", async ({ simulator, page }) => {
        test.slow();
        await simulator.open();
        await simulator.advance("P40D");
        for (const screen of SCREENS) {
          await go(page, screen);
          // A few rules stand for all.
          if (screen === "#/rulebook") await page.getByLabel("How the simulator stands to it").selectOption({ label: "Deviates" });
          await simulator.expectAccessible();
        }
        await inEachDialog(page, () => simulator.expectAccessible());
      });
    });
  }

  test.use({ forcedColors: "active" });

  test("the focus is seen on whatever has it, and so is what is current or pressed", async ({ simulator, page }) => {
    await simulator.open("#/instances/i-bp1k8e2rj7web1");
    await simulator.advance("P40D");
    await expect(page.getByRole("slider", { name: "Points in view" })).toBeVisible();
    const seen = new Set<string>();
    await page.locator("body").click({ position: { x: 0, y: 0 } });
    // From the top of the page on, beyond the chart and its strip.
    for (let press = 0; press < 200 && ![...seen].some((what) => what.endsWith(".strip")); press++) {
      await page.keyboard.press("Tab");
      const focus = await page.evaluate(() => {
        const at = document.activeElement!;
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
        const what = at === document.body ? "" : `${at.localName}.${at.className}`;
        return { what, outline: outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth), outlineColor };
      });
      if (!focus.what) continue;
      seen.add(focus.what);
      expect(focus.outline, focus.what).toBeGreaterThanOrEqual(1);
      expect(focus.outlineColor, focus.what).not.toMatch(/transparent|, 0\)$/);
    }
    expect(seen.size).toBeGreaterThan(10);
    for (const part of [".chart", ".strip"]) expect([...seen].some((what) => what.endsWith(part)), part).toBe(true);

    const differs = async (selector: string, other: string) =>
      page.evaluate(
        ([selector, other]) => {
          const look = (selector: string) => {
            const { backgroundColor, borderBlockEndColor } = getComputedStyle(document.querySelector(selector)!);
            return `${backgroundColor} ${borderBlockEndColor}`;
          };
          return look(selector!) !== look(other!);
        },
        [selector, other],
      );
    expect(await differs(".nav a[aria-current]", ".nav a:not([aria-current])")).toBe(true);
    expect(await differs(".tabs a[aria-current]", ".tabs a:not([aria-current])")).toBe(true);
    expect(await differs(".history [aria-pressed=true]", ".history [aria-pressed=false]")).toBe(true);
  });
});

test.describe("with reduced motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("nothing moves by itself", async ({ simulator, page }) => {
    await simulator.open();
    await simulator.advance("P40D");
    const moving = () =>
      page.evaluate(() => {
        const lasts = (times: string) => times.split(", ").some((time) => Number.parseFloat(time) > 0);
        const styled = [...document.querySelectorAll("*")].filter((element) => {
          const { transitionDuration, animationDuration } = getComputedStyle(element);
          return lasts(transitionDuration) || lasts(animationDuration);
        });
        return [...styled.map(({ localName, className }) => `${localName}.${className}`), ...document.getAnimations().map(String)];
      });
    for (const screen of SCREENS) {
      await go(page, screen);
      expect(await moving(), screen).toEqual([]);
    }
    await inEachDialog(page, async (name) => expect(await moving(), name).toEqual([]));
  });
});

test.describe("on paper", () => {
  // The width of a sheet between its margins.
  const SHEET = { width: 718, height: 1000 };

  test("the screen is there whole and dated, without what only moves it", async ({ simulator, page }) => {
    await simulator.open("#/instances/i-bp1k8e2rj7web1");
    await simulator.advance("P40D");
    await page.getByRole("slider", { name: "Backup points" }).press("End");
    await expect(page.getByRole("article", { name: "Backup point" })).toBeVisible();
    await page.setViewportSize(SHEET);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByTestId("clock")).toBeVisible();
    for (const moving of [page.getByRole("link", { name: "Policy Center" }), page.getByRole("button", { name: "Play" }), page.getByRole("button", { name: "Run Now" })]) {
      await expect(moving.first()).toBeHidden();
    }
    // The chart keeps to the sheet, bars and all.
    const chart = page.locator(".chart svg");
    await expect(chart).toBeVisible();
    const { x, width } = (await chart.boundingBox())!;
    expect(x + width).toBeLessThanOrEqual(SHEET.width);
    await expect(page.getByRole("article", { name: "Backup point" })).toContainText("Why is it so?");
    await expect(page.getByRole("article", { name: "Backup point" }).getByRole("button", { name: "Delete" })).toHaveCount(0);
  });

  test("no table is cut off", async ({ simulator, page }) => {
    await simulator.open();
    await simulator.advance("P40D");
    await page.setViewportSize(SHEET);
    await page.emulateMedia({ media: "print" });
    for (const screen of SCREENS) {
      await go(page, screen);
      const cut = await page.evaluate(() => {
        const main = document.querySelector("main")!;
        const whole = main.scrollHeight <= main.clientHeight && getComputedStyle(main).overflowY === "visible";
        const wide = [...main.querySelectorAll("table, svg")].filter((part) => part.getBoundingClientRect().right > innerWidth + 1);
        return [...(whole ? [] : ["main"]), ...wide.map((part) => part.className.toString())];
      });
      expect(cut, screen).toEqual([]);
    }
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.length).toBeGreaterThan(1_000);
  });
});

test.describe("on a wall", () => {
  test.use({ viewport: { width: 3840, height: 2160 } });

  test("the text is larger, and the chart takes its share", async ({ simulator, page }) => {
    await simulator.open("#/instances/i-bp1k8e2rj7web1");
    await simulator.advance("P40D");
    const size = await page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
    expect(size).toBeGreaterThanOrEqual(20);
    expect((await page.getByRole("slider", { name: "Backup points" }).boundingBox())!.height).toBeGreaterThan(400);
    expect(await overflowing(page)).toEqual([]);
  });
});
