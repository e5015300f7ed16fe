import { expect, test } from "../support/simulator";

test("a backup is replicated, and its copy is seen in the destination region", async ({ simulator, page }) => {
  await simulator.open();
  await page.getByRole("button", { name: "Add ECS Backup" }).click();
  const panel = simulator.addBackup;
  await panel.getByRole("checkbox", { name: /shop-web-2/ }).check();
  await panel.getByRole("button", { name: "Next" }).press("Enter");
  await panel.getByLabel("Manual Backup").check();
  await panel.getByLabel("Replication to Other Region").press("Space");
  await expect(panel.getByLabel("Destination Region")).toHaveValue("cn-shanghai");
  const days = panel.getByLabel("Remote Retention Period");
  await expect(days).toHaveValue("7");
  await days.fill("0");
  await expect(panel.getByRole("button", { name: "OK" })).toBeDisabled();
  await days.fill("30");
  await simulator.expectAccessible();
  await panel.getByRole("button", { name: "OK" }).press("Enter");
  await expect(panel).toBeHidden();

  // Its progress is told by the job, and by the link that carries it.
  await page.getByRole("link", { name: "Jobs" }).first().click();
  await simulator.advance("PT5M");
  const job = page.getByRole("row", { name: /shop-web-2/ });
  await expect(job).toContainText(/Replicating \d+%/);
  await expect(page.getByRole("region", { name: "Copies between regions" })).toContainText("shop-web-2");
  await simulator.expectAccessible();
  await simulator.advance("PT2H");
  await expect(job).toContainText("Completed China (Shanghai)");
  await expect(page.getByRole("region", { name: "Copies between regions" })).toBeHidden();

  // From its history it is one step to the copy, in Shanghai.
  await job.getByRole("link", { name: "shop-web-2" }).click();
  const regions = page.getByRole("group", { name: "Backup points in" });
  await regions.getByRole("button", { name: "China (Shanghai) (1)" }).press("Enter");
  await expect(page.getByLabel("Region")).toHaveValue("cn-shanghai");
  const row = page.getByRole("row", { name: /shop-web-2/ }).first();
  await expect(row).toContainText("Replicated from China (Hangzhou)");
  await expect(row.getByRole("button", { name: "Run Now" })).toHaveCount(0);
  await page.getByRole("button", { name: "Table" }).click();
  await page.getByRole("region", { name: "Instance Protection" }).getByRole("row").nth(1).getByRole("button").click();
  const card = page.getByRole("article", { name: "Backup point" });
  await expect(card).toContainText("China (Hangzhou)");
  await expect(card).toContainText("Kept for 30 days");
  await simulator.expectAccessible();

  // An address of the copy leads to it from anywhere.
  const address = page.url().split("#")[1];
  await page.getByLabel("Region").selectOption("cn-hangzhou");
  await page.goto("./#/jobs");
  await page.goto(`./#${address}`);
  await expect(page.getByLabel("Region")).toHaveValue("cn-shanghai");
  await expect(card).toBeVisible();
});

test("a snapshot is copied to another region by hand", async ({ simulator, page }) => {
  await simulator.open("#/snapshots");
  await page.evaluate(() => (window as any).simulator.call("ecs", "CreateSnapshot", { DiskId: "d-bp1web2sys00a" }));
  await simulator.advance("PT1H");
  const row = page.getByRole("row", { name: /d-bp1web2sys00a/ });
  await row.getByLabel(/More actions/).click();
  await row.getByRole("button", { name: "Copy Snapshot" }).click();
  const form = page.getByRole("dialog", { name: "Copy Snapshot" });
  await form.getByLabel("Snapshot Name").fill("elsewhere");
  await form.getByLabel("Encrypt the copy").press("Space");
  await form.getByLabel("KMS key").fill("key-of-shanghai");
  await simulator.expectAccessible();
  await form.getByRole("button", { name: "OK" }).press("Enter");
  await expect(form).toBeHidden();
  await simulator.advance("PT2H");
  await page.getByLabel("Region").selectOption("cn-shanghai");
  const copy = page.getByRole("row", { name: /elsewhere/ });
  await expect(copy).toContainText("Replicated from China (Hangzhou)");
  await copy.getByRole("button", { name: /^s-/ }).click();
  await expect(page.getByRole("dialog", { name: "Snapshot Details" })).toContainText("Copied from");
});
