import { expect, test } from "../support/simulator";

test("a snapshot is taken by hand, read whole, gone back to and deleted", async ({ simulator, page }) => {
  await simulator.open("#/snapshots");
  await simulator.advance("P1DT4H");
  await page.getByRole("button", { name: "Create Snapshot" }).press("Enter");
  const panel = page.getByRole("dialog", { name: "Create Snapshot" });
  await panel.getByLabel("Source Disk").selectOption({ label: "shop-web-2 · System disk · d-bp1web2sys00a" });
  await expect(panel.getByText("It would store 18 GiB of 18 GiB in use")).toBeVisible();

  // Each field is checked as it is typed.
  await panel.getByLabel("Snapshot Name").fill("auto-1");
  await expect(panel.getByText(/begins with auto/)).toBeVisible();
  await expect(panel.getByRole("button", { name: "OK" })).toBeDisabled();
  await panel.getByLabel("Snapshot Name").fill("before-upgrade");
  await panel.getByLabel("For days").fill("65537");
  await expect(panel.getByText(/cannot be kept for 65537 days/)).toBeVisible();
  await panel.getByLabel("For days").fill("14");
  await panel.getByLabel("Tag key").fill("acs:x");
  await expect(panel.getByText(/is not part of a tag/)).toBeVisible();
  await panel.getByLabel("Tag key").fill("why");
  await panel.getByLabel("Tag value").fill("upgrade");
  await panel.getByLabel("Tag value").press("Enter");
  await expect(panel.getByRole("listitem").filter({ hasText: "why:upgrade" })).toBeVisible();
  await simulator.expectAccessible();
  await panel.getByRole("button", { name: "OK" }).press("Enter");
  await expect(panel).toBeHidden();

  const row = page.getByRole("row", { name: /before-upgrade/ });
  await expect(row).toContainText("Created by hand");
  await simulator.advance("PT1H");
  await row.getByRole("button", { name: /^s-/ }).press("Enter");
  const detail = page.getByRole("dialog", { name: "Snapshot Details" });
  await expect(detail).toContainText("1 of 1, the oldest first");
  await expect(detail).toContainText("none: it stores all that was in use");
  await expect(detail).toContainText("why:upgrade");
  await simulator.expectAccessible();
  await detail.getByRole("button", { name: "Close" }).last().click();

  // A running instance keeps its disk; stopped, it is put back after saying what is lost.
  const menu = row.getByLabel(/More actions/);
  const back = row.getByRole("button", { name: "Roll Back Disk" });
  await menu.click();
  await expect(back).toHaveAccessibleDescription(/is Running, which does not allow this/);
  await page.evaluate(() => (window as any).simulator.call("ecs", "StopInstance", { InstanceId: "i-bp1k8e2rj8web2" }));
  await page.keyboard.press("Escape");
  await simulator.advance("PT5M");
  await menu.click();
  await back.click();
  const question = page.getByRole("dialog", { name: "Roll Back Disk" });
  await expect(question).toContainText("since 2 Jan 2026, 04:00 is lost");
  await simulator.expectAccessible();
  await question.getByRole("button", { name: "Roll Back Disk" }).click();
  await expect(question).toBeHidden();

  await row.getByRole("button", { name: "Delete" }).click();
  const remove = page.getByRole("dialog", { name: "Delete Snapshot" });
  await expect(remove).toContainText("It frees 18 GiB");
  await remove.getByRole("button", { name: "Delete Snapshot" }).click();
  await expect(row).toBeHidden();
});

test("a snapshot of Cloud Backup leads to its job and its point", async ({ simulator, page }) => {
  await simulator.open("#/snapshots");
  await simulator.advance("P1DT3H");
  await page.getByRole("row").nth(1).getByRole("button", { name: /^s-/ }).click();
  const detail = page.getByRole("dialog", { name: "Snapshot Details" });
  await expect(detail).toContainText("Permanent, goes with its backup point");
  const job = await detail.getByRole("link", { name: /^job-/ }).innerText();
  await detail.getByRole("link", { name: /^job-/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jobs" })).toBeFocused();
  await expect(page.getByRole("rowheader")).toHaveCount(1);
  await expect(page.getByRole("rowheader")).toContainText(job);
  await expect(page.getByRole("columnheader", { name: /Remote Replication Status/ })).toBeVisible();
});

test("an automatic snapshot policy is created, applied to disks and cancelled", async ({ simulator, page }) => {
  await simulator.open("#/snapshots");
  await page.getByRole("button", { name: "Automatic Snapshot Policies" }).press("Enter");
  await page.getByRole("button", { name: "Create Automatic Snapshot Policy" }).first().press("Enter");
  const form = page.getByRole("dialog", { name: "Create Automatic Snapshot Policy" });
  await form.getByLabel("Policy Name").fill("twice-a-day");
  await form.getByRole("checkbox", { name: "01:00" }).uncheck();
  await expect(form.getByText(/at least one/).last()).toBeVisible();
  await form.getByRole("checkbox", { name: "02:00" }).check();
  await form.getByRole("checkbox", { name: "14:00" }).check();
  await expect(form.getByText("every day at 02:00 and 14:00")).toBeVisible();
  await expect(form.locator(".next-runs").getByRole("listitem")).toHaveCount(5);
  await simulator.expectAccessible();
  await form.getByRole("button", { name: "OK" }).press("Enter");
  const row = page.getByRole("row", { name: /twice-a-day/ });
  await expect(row).toContainText("none");
  await expect(row.getByRole("button", { name: "Cancel for Disks" })).toHaveAccessibleDescription("It is applied to no disk");

  await row.getByRole("button", { name: "Apply to Disks" }).press("Enter");
  const apply = page.getByRole("dialog", { name: "Apply to Disks" });
  await expect(apply.getByText("Cloud Backup serves it too").first()).toBeVisible();
  await apply.getByRole("searchbox").fill("shop-web-2");
  await apply.getByRole("checkbox").first().check();
  await simulator.expectAccessible();
  await apply.getByRole("button", { name: "OK" }).press("Enter");
  await expect(row).toContainText("02:00");
  await simulator.advance("P1D");
  await page.getByRole("button", { name: "Disk Snapshots" }).click();
  await page.getByLabel("Attribute").selectOption("Automatic snapshot");
  await expect(page.getByRole("rowheader")).toHaveCount(2);

  await page.getByRole("button", { name: "Automatic Snapshot Policies" }).click();
  await row.getByRole("button", { name: "Cancel for Disks" }).click();
  const cancel = page.getByRole("dialog", { name: "Cancel for Disks" });
  await cancel.getByRole("checkbox").first().check();
  await cancel.getByRole("button", { name: "OK" }).click();
  await expect(row).toContainText("none");
});

test("a disk is snapshotted and rolled back from the list of disks", async ({ simulator, page }) => {
  await simulator.open("#/ecs/disks");
  await simulator.advance("P2D");
  const row = page.getByRole("row", { name: /shop-db-1/ }).filter({ hasText: "Data disk" }).first();
  await row.getByRole("button", { name: "Create Snapshot" }).click();
  const panel = page.getByRole("dialog", { name: "Create Snapshot" });
  await expect(panel.getByText("Cloud Backup serves this disk too")).toBeVisible();
  await panel.getByRole("radio", { name: "Permanent" }).check();
  await panel.getByRole("button", { name: "OK" }).click();
  await expect(panel).toBeHidden();
  await page.evaluate(() => (window as any).simulator.call("ecs", "StopInstance", { InstanceId: "i-bp1c7k2m9xdb01" }));
  await simulator.advance("PT3H");
  const menu = row.getByLabel(/More actions/);
  await menu.click();
  await row.getByRole("button", { name: "Roll Back Disk" }).click();
  const dialog = page.getByRole("dialog", { name: "Roll Back Disk" });
  await dialog.getByLabel("Snapshot to go back to").selectOption({ index: 1 });
  await expect(dialog).toContainText("is lost and cannot be brought back");
  await simulator.expectAccessible();
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog).toBeHidden();
});

test("a new instance has the tags that are typed for it", async ({ simulator, page }) => {
  await simulator.open("#/ecs");
  await page.getByRole("button", { name: "Create Instance" }).click();
  const panel = page.getByRole("dialog", { name: "Create Instance" });
  await panel.getByLabel("Instance Name").fill("tagged");
  await panel.getByLabel("Amount").fill("101");
  await expect(panel.getByText(/101 instances cannot be created at once/)).toBeVisible();
  await panel.getByLabel("Amount").fill("1");
  await panel.getByLabel("Tag key").fill("env");
  await panel.getByLabel("Tag value").fill("prod");
  await panel.getByLabel("Tag value").press("Enter");
  await panel.getByLabel("Tag key").fill("team");
  await simulator.expectAccessible();
  await panel.getByRole("button", { name: "OK" }).click();
  const row = simulator.row("tagged");
  await expect(row).toContainText("env:prod");
  await expect(row).toContainText("team:");
});
