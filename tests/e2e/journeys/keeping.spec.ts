import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { ASIDES, RUNS, anotherTab, besides, cells, changeSaves, changeSlots, content, crash, slots } from "../support/cells";
import { expect, test } from "../support/simulator";

const OLD_SLOTS = ["cloud-backup-simulator/run/a", "cloud-backup-simulator/run/b"];
const START = "2026-01-01T00:00:00+08:00";

const alert = (page: Page, text: string) => page.getByRole("alert").filter({ hasText: text });
const digest = (page: Page): Promise<string> => page.evaluate(() => (window as any).simulator.digest());
const advance = (page: Page, by: string) => page.evaluate((by) => (window as any).simulator.advance({ by }), by);
const now = (page: Page): Promise<string> => page.evaluate(() => (window as any).simulator.now());

/** From now on nothing is saved as a page goes: what is there was saved before. */
async function withoutLastSave(page: Page) {
  await page.addInitScript(() => {
    const stop = (event: Event) => event.stopImmediatePropagation();
    window.addEventListener("pagehide", stop, { capture: true });
    window.addEventListener("visibilitychange", stop, { capture: true });
  });
}

/** Clicks a button and gives what is downloaded. */
async function downloaded(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).first().click();
  return content(await download);
}

test("a tab that crashes, is closed or loaded anew has lost nothing", async ({ simulator, page, context }) => {
  await withoutLastSave(page);
  await simulator.open();
  await advance(page, "P3DT5H");
  await page.evaluate(() => (window as any).simulator.call("hbr", "OpenHbrService", {}));
  const before = await digest(page);
  await simulator.reload();
  expect(await digest(page)).toBe(before);
  await advance(page, "PT7H");
  const closed = await digest(page);
  const url = page.url();
  await crash(page);
  const next = await anotherTab(context, url);
  expect(await digest(next)).toBe(closed);
  await advance(next, "PT1H");
  const last = await digest(next);
  await next.close();
  const again = await anotherTab(context, url);
  expect(await digest(again)).toBe(last);
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
  await advance(page, "P1D");
  await expect(alert(page, "not being saved")).toBeVisible();
  await simulator.expectAccessible();
  expect(JSON.parse(await downloaded(page, "Export this run")).format).toContain("cloud-backup-save/");
  await alert(page, "not being saved").getByRole("link", { name: "Delete runs to make room" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Runs" })).toBeVisible();
});

test("a storage that fills up on the way keeps the last save, and saves again when there is room", async ({ simulator, page }) => {
  await withoutLastSave(page);
  await simulator.open();
  await advance(page, "P1D");
  const saved = await digest(page);
  // Another page of the same origin takes all the room there is.
  await page.evaluate(() => {
    let piece = "x".repeat(1 << 20);
    for (let number = 0; piece.length > 0; number++) {
      try {
        localStorage.setItem(`filler-${number}`, piece);
      } catch {
        piece = piece.slice(piece.length / 2 + 1);
      }
    }
  });
  const policies = async (names: string[]) => {
    for (const name of names)
      await page.evaluate((PolicyName) => {
        const rules = [{ RuleType: "BACKUP", BackupType: "COMPLETE", Schedule: "I|1767196800|P1D" }, { RuleType: "TRANSITION", Retention: 7 }];
        return (window as any).simulator.call("hbr", "CreatePolicyV2", { PolicyName, PolicyType: "UDM_ECS_ONLY", Rules: rules });
      }, name);
  };
  await policies(["first", "second", "third"]);
  await expect(alert(page, "the storage is full")).toBeVisible();
  const other = await anotherTab(page.context(), page.url());
  expect(await digest(other)).toBe(saved);
  await other.close();
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith("filler-")) localStorage.removeItem(key);
  });
  await policies(["room"]);
  await expect(alert(page, "the storage is full")).toBeHidden();
  const last = await digest(page);
  await simulator.reload();
  expect(await digest(page)).toBe(last);
});

test("without storage the page says so and works", async ({ simulator, page }) => {
  await page.addInitScript(() => {
    const denied = {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    };
    Object.defineProperty(window, "localStorage", denied);
    Object.defineProperty(window, "sessionStorage", denied);
  });
  await simulator.open();
  await expect(alert(page, "gives the page no storage")).toBeVisible();
  await advance(page, "P1D");
  const text = await downloaded(page, "Export this run");
  // Another run is opened; the one before is not lost unseen.
  await page.evaluate((text) => (window as any).simulator.restore(text), text);
  await expect(alert(page, "The run you left could not be saved")).toBeVisible();
  expect(JSON.parse(await downloaded(page, "Download")).body.now).toBe(JSON.parse(text).body.now);
});

test("two tabs with the same run do not overwrite each other unasked", async ({ simulator, page, context }) => {
  await withoutLastSave(page);
  await simulator.open();
  await advance(page, "P1D");
  const other = await anotherTab(context, page.url());
  expect(await now(other)).toBe("2026-01-02T00:00:00+08:00");
  // One that only looks takes nothing away.
  await advance(page, "P1D");
  await expect(alert(page, "another tab")).toBeHidden();
  await expect(alert(other, "another tab")).toBeVisible();
  await advance(other, "P9D");
  const before = await slots(page);
  expect(await slots(page)).toEqual(before);
  await other.getByRole("button", { name: "Save this one instead" }).click();
  await expect(alert(page, "another tab")).toBeVisible();
  await simulator.expectAccessible();
  await advance(page, "P1D");
  await simulator.reload();
  expect(await now(page)).toBe("2026-01-11T00:00:00+08:00");
});

test("a tab that was not told of another one notices it before it writes", async ({ simulator, page, context }) => {
  await simulator.open();
  await advance(page, "P1D");
  await context.addInitScript(() => window.addEventListener("storage", (event) => event.stopImmediatePropagation(), { capture: true }));
  const deaf = await anotherTab(context, page.url());
  await advance(page, "P1D");
  const saved = await slots(page);
  await expect(alert(deaf, "another tab")).toBeHidden();
  await advance(deaf, "P9D");
  await expect(alert(deaf, "another tab")).toBeVisible();
  expect(await slots(page)).toEqual(saved);
});

test("two tabs with different runs go on side by side, and each comes back to its own", async ({ simulator, page, context }) => {
  await simulator.open();
  await advance(page, "P1D");
  const other = await anotherTab(context, page.url());
  await other.evaluate(() => (window as any).simulator.load("web-shop"));
  await advance(other, "P5D");
  await advance(page, "P1D");
  await advance(other, "P1D");
  for (const tab of [page, other]) await expect(alert(tab, "another tab")).toBeHidden();
  for (const tab of [page, other]) {
    await tab.reload();
    await tab.waitForFunction(() => "simulator" in window);
    await tab.evaluate(() => (window as any).simulator.ready);
  }
  expect([await now(page), await now(other)]).toEqual(["2026-01-03T00:00:00+08:00", "2026-01-07T00:00:00+08:00"]);
});

test("a run that another tab deletes goes on and can be saved again", async ({ simulator, page, context }) => {
  await simulator.open();
  await advance(page, "P1D");
  const other = await anotherTab(context, page.url());
  await other.evaluate(() => (window as any).simulator.load("web-shop"));
  await other.evaluate(() => (location.hash = "#/runs"));
  const row = other.getByRole("row").filter({ hasText: "2 Jan 2026" });
  await row.locator("summary").click();
  await row.getByRole("button", { name: "Delete Run" }).click();
  await other.getByRole("dialog", { name: "Delete Run" }).getByRole("button", { name: "Delete Run" }).click();
  await expect(row).toHaveCount(0);
  await advance(page, "P1D");
  await expect(alert(page, "another tab has deleted this run")).toBeVisible();
  await page.getByRole("button", { name: "Save this one instead" }).click();
  await expect(alert(page, "another tab")).toBeHidden();
  await simulator.reload();
  expect(await now(page)).toBe("2026-01-03T00:00:00+08:00");
});

const harms: { name: string; reason: string; chinese: string; harm: (page: Page) => Promise<void> }[] = [
  {
    name: "cut off",
    reason: "its end is missing",
    chinese: "存档被截断",
    harm: (page) => changeSlots(page, (text) => text.slice(0, (text.length * 3) / 4)),
  },
  {
    name: "edited",
    reason: "changed after it was written",
    chinese: "校验和不符",
    harm: (page) => changeSaves(page, (save) => save.replace('"now":1767', '"now":1768')),
  },
  {
    name: "of a newer version",
    reason: "open it with a newer version",
    chinese: "请使用更新的版本打开",
    harm: (page) => changeSaves(page, (save) => save.replace(/cloud-backup-save\/\d+/, "cloud-backup-save/99")),
  },
];

for (const { name, reason, chinese, harm } of harms) {
  test(`a save that is ${name} is set aside with its reason and can be downloaded`, async ({ simulator, page }) => {
    await simulator.open();
    await advance(page, "P3D");
    await harm(page);
    const harmed = await slots(page);
    await simulator.open();
    expect(await now(page)).toBe(START);
    await expect(alert(page, reason).first()).toBeVisible();
    await simulator.expectAccessible();
    const text = await downloaded(page, "Download");
    const kept = Object.entries(await cells(page)).filter(([key]) => key.startsWith(ASIDES));
    expect(kept.map(([, text]) => text).sort()).toEqual(harmed.map(([, text]) => text).sort());
    // What still unpacks is given as it was saved, the rest as it lies there.
    if (name === "cut off") expect(harmed.map(([, text]) => text)).toContain(text);
    else expect(JSON.parse(text).body.scenario.name).toBe("web-shop");
    await page.getByRole("button", { name: "中文" }).click();
    await expect(alert(page, chinese).first()).toBeVisible();
  });
}

test("a save that cannot be set aside stays where it is and is offered for download", async ({ simulator, page }) => {
  await simulator.open();
  await advance(page, "P3D");
  await changeSlots(page, () => "{");
  const harmed = await slots(page);
  await page.addInitScript(() => {
    Object.defineProperty(Storage.prototype, "setItem", {
      value: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    });
  });
  await simulator.open();
  await expect(alert(page, "It stays where it is").first()).toBeVisible();
  expect(await downloaded(page, "Download")).toBe("{");
  expect(await slots(page)).toEqual(harmed);
});

test("a run of the old layout is taken over", async ({ simulator, page }) => {
  const fixture = readFileSync("../../engine/tests/fixtures/format-2-rules-4.json", "utf8");
  await besides(page);
  await page.evaluate(([key, text]) => localStorage.setItem(key, `12\n${text}`), [OLD_SLOTS[0], fixture] as const);
  await simulator.open();
  const branches = await page.evaluate(() => (window as any).simulator.branches());
  expect(branches.length).toBeGreaterThan(1);
  const keys = Object.keys(await cells(page));
  expect(keys).not.toContain(OLD_SLOTS[0]);
  expect(keys.some((key) => key.startsWith(RUNS))).toBe(true);
});

test("a foreign text in the old place is set aside, and the page starts clean", async ({ simulator, page }) => {
  await besides(page);
  await page.evaluate((key) => localStorage.setItem(key, '99\n{"kind":"another program"}'), OLD_SLOTS[0]);
  await simulator.open();
  expect(await now(page)).toBe(START);
  await expect(alert(page, "not a saved run of the simulator")).toBeVisible();
  expect(await downloaded(page, "Download")).toBe('{"kind":"another program"}');
});

test("a run that comes out differently says where and how much; both ways go on, and the original is kept", async ({ simulator, page }) => {
  const fixture = readFileSync("../../engine/tests/fixtures/format-1-rules-3.json", "utf8");
  await besides(page);
  await page.evaluate(([key, text]) => localStorage.setItem(key, `12\n${text}`), [OLD_SLOTS[0], fixture] as const);
  await simulator.open();
  const notice = alert(page, "comes out differently");
  await expect(notice).toContainText("At action 1 of 4 (Create policy daily)");
  await expect(notice).toContainText("It was played by rules 3");
  await expect(notice).toContainText("no figures to compare with");
  await expect(notice.getByRole("row", { name: /Backup points - \d+/ })).toBeVisible();
  await simulator.expectAccessible();
  expect(await downloaded(page, "Download the original")).toBe(fixture);
  const outcome = await now(page);
  await notice.getByRole("button", { name: "Go on from where both agree" }).click();
  await expect(notice).toBeHidden();
  expect(await now(page)).toBe(START);
  // All that was done lies ahead.
  await page.getByRole("button", { name: "Redo" }).click();
  await page.evaluate(() => (location.hash = "#/runs"));
  const asides = page.getByRole("region", { name: "Set Aside" });
  await expect(asides.getByRole("listitem")).toContainText("as it was saved, before it came out differently");
  const download = page.waitForEvent("download");
  await asides.getByRole("button", { name: "Download" }).click();
  expect(await content(await download)).toBe(fixture);
  // A file that comes out differently says so too, and the new outcome is gone on with.
  await page.evaluate((text) => (window as any).simulator.restore(text), fixture);
  await notice.getByRole("button", { name: "Go on with the new outcome" }).click();
  await expect(notice).toBeHidden();
  expect(await now(page)).toBe(outcome);
  await simulator.reload();
  expect(await now(page)).toBe(outcome);
  await expect(notice).toBeHidden();
});
