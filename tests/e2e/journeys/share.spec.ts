// Runs passed on: by link, by file, at an instant.
import type { Page } from "@playwright/test";
import { begin, lesson, play } from "../support/lesson";
import { expect, SimulatorPage, test } from "../support/simulator";

const createPolicies = async (page: Page, times: number) =>
  page.evaluate(async (times: number) => {
    const { simulator } = window as any;
    for (let number = 0; number < times; number += 1) {
      // Names without a pattern, which no compression makes small.
      const note = Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) => byte.toString(16)).join("");
      await simulator.call("hbr", "CreatePolicyV2", {
        PolicyName: `policy-${number}`,
        PolicyType: "UDM_ECS_ONLY",
        PolicyDescription: note,
        Rules: [
          { RuleType: "BACKUP", BackupType: "COMPLETE", Schedule: "I|1767196800|P1D" },
          { RuleType: "TRANSITION", Retention: 7 },
        ],
      });
    }
  }, times);

const share = async (page: Page) => {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  return page.getByRole("dialog", { name: "Share this run" });
};

const question = (page: Page) => page.getByRole("dialog", { name: "Open a run?" });

/** The part of the link from `#` on. */
const link = async (page: Page): Promise<string> => {
  const dialog = await share(page);
  const address = await dialog.getByLabel("Link to the run").inputValue();
  await page.keyboard.press("Escape");
  return address.slice(address.indexOf("#"));
};

test("a link opens to the same run elsewhere, and is asked about first", async ({ simulator, page, browser, baseURL, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await simulator.open();
  await createPolicies(page, 2);
  await simulator.advance("P20D");
  const [digest, now] = [await simulator.digest(), await simulator.now()];
  const dialog = await share(page);
  await expect(dialog.getByText("8,000")).toBeVisible();
  await simulator.expectAccessible();
  await dialog.getByRole("button", { name: "Copy Link" }).click();
  await expect(dialog.getByText("The link is copied.")).toBeVisible();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toContain("#/open/");
  expect(address.length).toBeLessThan(1500);

  const elsewhere = await browser.newContext({ baseURL });
  const other = new SimulatorPage(await elsewhere.newPage());
  await other.page.goto(address);
  const asked = question(other.page);
  await expect(asked).toContainText("Web shop, one year");
  await expect(asked).toContainText("backup jobs");
  expect(await other.page.evaluate(() => location.hash)).toBe("#/instances");
  await other.expectAccessible();
  // Nothing happens before the answer.
  await other.ready();
  expect(await other.now()).toBe("2026-01-01T00:00:00+08:00");
  await asked.getByRole("button", { name: "Open as a Run" }).click();
  await expect.poll(() => other.now()).toBe(now);
  expect(await other.digest()).toBe(digest);
  // A reload does not ask again.
  await other.reload();
  await expect(asked).toBeHidden();
  expect(await other.digest()).toBe(digest);
  await elsewhere.close();
});

test("a run too large for a link says so and is saved as a file, which opens again", async ({ simulator, page }) => {
  await simulator.open("#/jobs");
  await createPolicies(page, 300);
  const digest = await simulator.digest();
  const dialog = await share(page);
  await expect(dialog.getByText("is too long: it may have 8000")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Copy Link" })).toHaveCount(0);
  await simulator.expectAccessible();
  const saving = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save as a File" }).click();
  const file = await (await saving).path();
  await page.keyboard.press("Escape");
  await simulator.advance("P5D");
  await page.goto("./#/settings");
  await page.getByLabel("Open a run from a file").setInputFiles(file);
  await expect(question(page)).toContainText("300");
  await question(page).getByRole("button", { name: "Open as a Run" }).click();
  await expect.poll(() => simulator.digest()).toBe(digest);
});

test("a bad link is refused with a reason in both languages, and nothing else happens", async ({ simulator, page }) => {
  await simulator.open("#/jobs");
  await simulator.advance("P3D");
  const whole = await link(page);
  const digest = await simulator.digest();
  for (const [bad, reason] of [
    [whole.slice(0, whole.length - 20), "may have been cut off"],
    ["#/open/", "not a link to a run"],
    ["#/open/!!!", "may have been cut off"],
    [`${whole}/at/noon`, "not an instant"],
    [`${whole}/at/2030-01-01T00:00:00Z`, "points at"],
    [`#/open/${"A".repeat(9_000)}`, "too long"],
  ]) {
    await page.evaluate((hash) => (location.hash = hash), bad);
    await expect(question(page)).toContainText(reason);
    await expect(question(page)).toContainText("It cannot be opened.");
    expect(await page.evaluate(() => location.hash)).toBe("#/jobs");
    await expect(page.getByRole("heading", { level: 1, name: "Jobs", includeHidden: true })).toBeVisible();
    await question(page).getByRole("button", { name: "Cancel" }).click();
  }
  await page.evaluate((hash) => (location.hash = hash), whole.slice(0, 60));
  await simulator.expectAccessible();
  const given = page.waitForEvent("download");
  await question(page).getByRole("button", { name: "Download What Was Given" }).click();
  expect((await given).suggestedFilename()).toBe("not-opened.txt");
  await question(page).getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "中文" }).click();
  await page.evaluate((hash) => (location.hash = hash), whole.slice(0, 60));
  await expect(page.getByRole("dialog", { name: "打开运行？" })).toContainText("可能被截断");
  expect(await simulator.digest()).toBe(digest);
});

test("a link pasted into the open page is asked about where the person is", async ({ simulator, page }) => {
  await simulator.open();
  const whole = await link(page);
  await simulator.advance("P3D");
  await page.goto("./#/policies");
  await page.evaluate((hash) => (location.hash = hash), whole);
  await expect(question(page)).toBeVisible();
  expect(await page.evaluate(() => location.hash)).toBe("#/policies");
  await question(page).getByRole("button", { name: "Cancel" }).click();
  expect(await simulator.now()).toBe("2026-01-04T00:00:00+08:00");
});

test("a file that is dropped on the page is asked about", async ({ simulator, page }) => {
  await simulator.open();
  await simulator.advance("P2D");
  const dialog = await share(page);
  const saving = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save as a File" }).click();
  const text = await (await import("node:fs/promises")).readFile(await (await saving).path(), "utf8");
  await page.keyboard.press("Escape");
  await simulator.advance("P5D");
  const drag = async (kind: string, text: string) =>
    page.evaluate(
      ([kind, text]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], "run.json", { type: "application/json" }));
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
      },
      [kind, text],
    );
  await drag("dragover", text);
  await expect(page.getByText("Drop the file here")).toBeVisible();
  await simulator.expectAccessible();
  await drag("drop", text);
  await expect(page.getByText("Drop the file here")).toBeHidden();
  await question(page).getByRole("button", { name: "Open as a Run" }).click();
  await expect.poll(() => simulator.now()).toBe("2026-01-03T00:00:00+08:00");
  await drag("drop", `${text.slice(0, 400)}`);
  await expect(question(page)).toContainText("It cannot be opened.");
});

test("an instant is marked, gone back to and linked to", async ({ simulator, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await simulator.open();
  await simulator.advance("P4D");
  const digest = await simulator.digest();
  await page.getByRole("button", { name: "Bookmarks", exact: true }).click();
  const bookmarks = page.getByRole("dialog", { name: "Bookmarks" });
  await bookmarks.getByRole("button", { name: "Mark This Instant" }).click();
  await expect(bookmarks.getByText("cannot be the name of a bookmark")).toBeVisible();
  await bookmarks.getByLabel("Name of the bookmark").fill("before the attack");
  await page.keyboard.press("Enter");
  await expect(bookmarks.getByRole("listitem")).toContainText("before the attack");
  await simulator.expectAccessible();
  await page.keyboard.press("Escape");
  await simulator.advance("P6D");
  await page.getByRole("button", { name: "Bookmarks", exact: true }).click();
  await bookmarks.getByRole("button", { name: "Copy Link" }).click();
  await expect(bookmarks.getByText("The link is copied.")).toBeVisible();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toMatch(/\/at\/2026-01-04T16:00:00Z$/);
  await bookmarks.getByRole("button", { name: "Go There" }).click();
  await expect.poll(() => simulator.digest()).toBe(digest);
  await simulator.advance("P1D");
  await page.evaluate((hash) => (location.hash = hash), address.slice(address.indexOf("#")));
  await expect(question(page)).toContainText("Opens at");
  await question(page).getByRole("button", { name: "Open as a Run" }).click();
  await expect.poll(() => simulator.digest()).toBe(digest);
  await page.getByRole("button", { name: "Bookmarks", exact: true }).click();
  await bookmarks.getByRole("button", { name: "Remove" }).click();
  await expect(bookmarks.getByText("No instant is marked yet.")).toBeVisible();
});

test("a link to a run of a lab names the lab, which whoever opens it fetches", async ({ simulator, page, browser, baseURL }) => {
  await simulator.open();
  const lab = await lesson(page, "lab-01-first-backup");
  await begin(page, lab.title.en);
  for (const step of lab.steps) await play(page, lab, step.solution, {}, "en");
  const [digest, whole] = [await simulator.digest(), await link(page)];
  // The lab alone would be longer.
  expect(whole.length).toBeLessThan(1_800);
  const elsewhere = await browser.newContext({ baseURL });
  const other = new SimulatorPage(await elsewhere.newPage());
  const fetched = other.page.waitForRequest("**/scenarios/lab-01-first-backup.json");
  await other.page.goto(`./${whole}`);
  await fetched;
  await question(other.page).getByRole("button", { name: "Open as a Run" }).click();
  await other.ready();
  await expect.poll(() => other.digest()).toBe(digest);
  await expect(other.page.getByRole("complementary", { name: "Guide" }).locator(".debrief")).toBeVisible();
  await elsewhere.close();
});
