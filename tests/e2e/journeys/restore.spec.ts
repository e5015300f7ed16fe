import { expect, test, type SimulatorPage } from "../support/simulator";

/** One instance of two disks under a daily policy, which is copied to Shanghai if it is told so. */
async function oneInstance(simulator: SimulatorPage, copied = false) {
  await simulator.open();
  await simulator.page.evaluate(async (copied) => {
    const { simulator } = window as any;
    await simulator.load({
      format: "cloud-backup-scenario/1",
      name: "restore",
      seed: 7,
      start: "2026-01-01T00:00:00+08:00",
      time_zone: "+08:00",
      regions: ["cn-hangzhou", "cn-shanghai"],
      instances: [
        {
          id: "i-one",
          name: "one",
          region: "cn-hangzhou",
          disks: [
            { id: "d-sys", kind: "system", category: "cloud_essd", size_gib: 40 },
            { id: "d-data", kind: "data", category: "cloud_essd", size_gib: 100, used_gib: 40, write_gib_per_day: "4" },
          ],
        },
      ],
    });
    const start = Date.parse("2026-01-01T01:00:00+08:00") / 1000;
    const copy = { RuleType: "REPLICATION", ReplicationRegionId: "cn-shanghai", Retention: 14 };
    const policy = await simulator.call("hbr", "CreatePolicyV2", {
      PolicyName: "daily",
      PolicyType: "UDM_ECS_ONLY",
      Rules: [
        { RuleType: "BACKUP", BackupType: "COMPLETE", Schedule: `I|${start}|P1D` },
        { RuleType: "TRANSITION", Retention: 30 },
        ...(copied ? [copy] : []),
      ],
    });
    await simulator.call("hbr", "CreatePolicyBindings", {
      PolicyId: policy.PolicyId,
      PolicyBindingList: [{ SourceType: "UDM_ECS", DataSourceId: "i-one" }],
    });
  }, copied);
  await simulator.advance("P2DT12H");
}

/** Opens the card of the oldest point of a region. */
async function openOldest({ page }: SimulatorPage, region = "cn-hangzhou") {
  const id = await page.evaluate(async (region) => {
    const points = await (window as any).simulator.call("hbr", "DescribeUdmSnapshots", {
      SourceType: "UDM_ECS",
      UdmRegionId: region,
    });
    return points.Snapshots[0].SnapshotId;
  }, region);
  await page.goto(`#/instances/i-one/points/${id}`);
  const card = page.getByRole("article", { name: "Backup point" });
  await expect(card).toBeVisible();
  return card;
}

async function inBothThemes(simulator: SimulatorPage) {
  for (const theme of ["light", "dark"]) {
    await simulator.page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), theme);
    await simulator.expectAccessible();
  }
}

test("one disk is put back in place, after its instance was stopped", async ({ simulator, page }) => {
  await oneInstance(simulator);
  const card = await openOldest(simulator);
  await card.getByRole("button", { name: "Restore: d-data" }).click();
  const dialog = page.getByRole("dialog", { name: "Restore a disk" });
  await expect(dialog).toContainText("is lost for good");
  await expect(dialog).toContainText("d-data: 9.8 GiB written since.");
  await expect(dialog.getByRole("button", { name: "Restore", exact: true })).toBeDisabled();
  await inBothThemes(simulator);
  await dialog.getByRole("button", { name: "Stop Instance" }).click();
  await simulator.advance("PT2M");
  await expect(dialog.getByRole("button", { name: "Stop Instance" })).toHaveCount(0);
  await dialog.getByLabel("Start the instance after restore").check();
  await dialog.getByRole("button", { name: "Restore", exact: true }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Jobs" })).toBeVisible();
  const job = page.getByRole("row", { name: /Disk restore/ });
  await expect(job).toContainText("Created");
  await simulator.advance("PT1M");
  await expect(job).toContainText("Running");
  await simulator.advance("PT1M");
  await expect(job).toContainText("Completed");
  await inBothThemes(simulator);
});

test("an instance is cloned, cancelled, and cloned again by keyboard", async ({ simulator, page }) => {
  await oneInstance(simulator);
  const card = await openOldest(simulator);
  const clone = card.getByRole("button", { name: "Clone", exact: true });
  await clone.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Restore Backup Point to New ECS Instance" });
  await expect(panel).toContainText("2 vCPUs at CNY 0.50 an hour");
  await inBothThemes(simulator);
  await panel.getByLabel("Instance Name").fill("one-copy");
  await panel.getByLabel("Private IP").fill("10.0.0.1");
  await panel.getByRole("button", { name: "Create" }).click();
  await expect(panel).toContainText("is not an address for instances");
  await panel.getByLabel("Private IP").fill("");
  await panel.getByRole("button", { name: "Create" }).click();

  const job = page.getByRole("row", { name: /Instance clone/ }).first();
  await expect(job).toContainText("one-copy");
  await job.getByRole("button", { name: /Cancel Restore/ }).click();
  const question = page.getByRole("dialog", { name: "Cancel Restore" });
  await question.getByRole("button", { name: "Cancel Restore" }).click();
  await expect(job).toContainText("Canceled");
  await expect(job.getByRole("link")).toHaveCount(0);

  await openOldest(simulator);
  await page.getByRole("button", { name: "Clone", exact: true }).click();
  await panel.getByRole("button", { name: "Create" }).click();
  await simulator.advance("PT5M");
  await expect(job).toContainText("Completed");
  await job.getByRole("link", { name: "one-clone" }).click();
  await expect(page.getByRole("row", { name: /one-clone/ })).toContainText("Stopped");
});

test("a region is down, and the instance runs in Shanghai", async ({ simulator, page }) => {
  await oneInstance(simulator, true);
  await page.evaluate(() =>
    (window as any).simulator.call("sim", "InjectIncident", { Kind: "RegionOutage", RegionId: "cn-hangzhou", Hours: 24 }),
  );
  const card = await openOldest(simulator, "cn-shanghai");
  await expect(card.getByRole("button", { name: "Restore", exact: true })).toHaveAttribute("aria-disabled", "true");
  await card.getByRole("button", { name: "Disaster Recovery" }).click();
  const panel = page.getByRole("dialog", { name: "Disaster Recovery" });
  await expect(panel.getByLabel("vSwitch")).toContainText("cn-shanghai");
  await inBothThemes(simulator);
  await panel.getByRole("button", { name: "Create" }).click();
  const job = page.getByRole("row", { name: /Disaster Recovery/ });
  await expect(job).toContainText("one-dr");
  await simulator.advance("PT10M");
  await expect(job).toContainText("Completed");
  await job.getByRole("link", { name: "one-dr" }).click();
  await expect(page.getByRole("row", { name: /one-dr/ })).toContainText("Running");
});
