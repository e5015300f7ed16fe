import { expect, test } from "../support/simulator";

test("three instances are protected by keyboard alone, their points expire, and a reload finds it all", async ({ simulator, page }) => {
  await simulator.open();
  await page.getByRole("button", { name: "Add ECS Backup" }).focus();
  await page.keyboard.press("Enter");
  await expect(simulator.addBackup).toBeVisible();

  // Choose by walking through the panel with Tab and ticking with the space bar.
  for (const name of ["shop-db-2", "shop-search-1", "shop-web-2"]) {
    const box = simulator.addBackup.getByRole("checkbox", { name: new RegExp(name) });
    for (let presses = 0; presses < 80; presses++) {
      if (await box.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    await expect(box).toBeFocused();
    await page.keyboard.press("Space");
    await expect(box).toBeChecked();
  }
  await expect(simulator.addBackup.getByText("3 selected")).toBeVisible();
  await page.keyboard.press("Enter");

  await simulator.addBackup.getByRole("radio", { name: "Create a policy" }).focus();
  await page.keyboard.press("Space");
  const name = simulator.addBackup.getByLabel("Policy Name");
  await name.focus();
  await page.keyboard.type("1 nightly");
  await expect(simulator.addBackup.getByText("The name begins with 1. Begin it with a letter.")).toBeVisible();
  await simulator.expectAccessible();
  await name.press("Control+a");
  await page.keyboard.type("nightly");
  await simulator.addBackup.getByLabel("Retention Period").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("10");
  await expect(simulator.addBackup.getByRole("listitem")).toHaveCount(5);
  await page.keyboard.press("Enter");
  await expect(simulator.addBackup).toBeHidden();
  await expect(page.getByText("8 / 8 Protected")).toBeVisible();

  // Jump 40 days with the keyboard, and see that older points have gone.
  await page.locator("body").press("j");
  const jump = page.getByRole("dialog", { name: "Jump to a date" });
  await jump.getByRole("button", { name: "+30 days" }).focus();
  await page.keyboard.press("Enter");
  await expect(jump).toBeHidden();
  await page.locator("body").press("j");
  await jump.getByRole("button", { name: "+7 days" }).press("Enter");
  await page.locator("body").press("j");
  for (let day = 0; day < 3; day++) {
    await jump.getByRole("button", { name: "+1 day" }).press("Enter");
    if (day < 2) await page.locator("body").press("j");
  }
  await expect.poll(() => simulator.now()).toBe("2026-02-10T00:00:00+08:00");
  await page.getByRole("button", { name: "Show history shop-web-2" }).press("Enter");
  await expect(page.getByText("Backup points: 10")).toBeVisible();
  await page.getByRole("link", { name: "Activity" }).click();
  await page.getByLabel("Search the activity").fill("shop-web-2 reached the end");
  await expect(page.getByRole("row", { name: /shop-web-2 reached the end of its retention/ }).first()).toBeVisible();

  // What was done is there after a reload, to the digest.
  const digest = await simulator.digest();
  await simulator.reload();
  expect(await simulator.digest()).toBe(digest);
  expect(await simulator.now()).toBe("2026-02-10T00:00:00+08:00");
  await page.getByRole("link", { name: "ECS Instance Backup" }).click();
  await expect(simulator.row("shop-web-2")).toContainText("nightly");
});

test("a point tells why it is kept, and goes when it is deleted", async ({ simulator, page }) => {
  await simulator.open("#/instances/i-bp1k8e2rj7web1");
  await simulator.advance("P5D");
  const chart = page.getByRole("slider", { name: "Backup points" });
  await chart.focus();
  await page.keyboard.press("Home");
  const card = page.getByRole("article", { name: "Backup point" });
  await expect(card).toContainText("Kept for 30 days from its creation");
  await card.getByRole("button", { name: "JOB-11" }).click();
  const rule = page.getByRole("dialog", { name: "Rule" });
  await expect(rule).toContainText("can be deleted only if");
  await page.keyboard.press("Escape");
  await expect(rule).toBeHidden();
  await card.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("dialog", { name: "Delete" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Backup points: 4")).toBeVisible();
});

test("time plays, pauses and steps by keyboard", async ({ simulator, page }) => {
  await simulator.open();
  const start = await simulator.now();
  await page.locator("body").press("Space");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect.poll(() => simulator.now()).not.toBe(start);
  await page.locator("body").press("Space");
  const paused = await simulator.now();
  await page.locator("body").press(".");
  await expect.poll(() => simulator.now()).not.toBe(paused);
});

test("jobs are paged and tell of their disks", async ({ simulator, page }) => {
  await simulator.open("#/jobs");
  await simulator.advance("P10D");
  await expect(page.getByText(/^1 \/ \d+$/)).toBeVisible();
  const first = await page.getByRole("row").nth(1).innerText();
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page.getByText(/^2 \/ \d+$/)).toBeVisible();
  expect(await page.getByRole("row").nth(1).innerText()).not.toBe(first);
  await page.getByRole("button", { name: "Previous page" }).click();
  await page.getByRole("row").nth(1).getByRole("button", { name: /^Show the disks of job-/ }).click();
  await expect(page.getByRole("row").nth(2).getByRole("listitem").first()).toContainText("d-bp1");
});

test("a refused action says why and changes nothing; the menu closes behind a choice", async ({ simulator, page }) => {
  await simulator.open();
  const row = simulator.row("shop-web-1");
  await row.getByLabel("shop-web-1: More actions").click();
  await row.getByRole("button", { name: "Suspend Plan" }).click();
  await expect(row).toContainText("suspended");
  await expect(row.getByRole("button", { name: "Resume Plan" })).toBeHidden();
  const digest = await simulator.digest();
  await row.getByRole("button", { name: "Run Now" }).click();
  const refusal = page.getByRole("alert").filter({ hasText: "The backup plan has been suspended." });
  await expect(refusal).toContainText("ERR-04");
  expect(await simulator.digest()).toBe(digest);
  await simulator.expectAccessible();
  await refusal.getByRole("button", { name: "Close" }).click();
  await expect(refusal.getByText("suspended")).toBeHidden();
});

test("what was filled in stays while someone goes back for another instance", async ({ simulator, page }) => {
  await simulator.open();
  await page.getByRole("button", { name: "Add ECS Backup" }).click();
  await simulator.addBackup.getByRole("checkbox", { name: /shop-db-2/ }).check();
  await simulator.addBackup.getByRole("button", { name: "Next" }).click();
  await simulator.addBackup.getByRole("radio", { name: "Manual Backup" }).check();
  await simulator.addBackup.getByLabel("Backup Name").fill("before-release");
  await simulator.addBackup.getByRole("button", { name: "Previous" }).click();
  await simulator.addBackup.getByRole("checkbox", { name: /shop-web-2/ }).check();
  await simulator.addBackup.getByRole("button", { name: "Next" }).click();
  await expect(simulator.addBackup.getByRole("radio", { name: "Manual Backup" })).toBeChecked();
  await expect(simulator.addBackup.getByLabel("Backup Name")).toHaveValue("before-release");
});
