import { expect, test, type SimulatorPage } from "../support/simulator";

/** Two instances of one disk each under a daily policy; two days have passed. */
async function twoInstances(simulator: SimulatorPage) {
  await simulator.open();
  await simulator.page.evaluate(async () => {
    const { simulator } = window as any;
    const instance = (name: string) => ({
      id: `i-${name}`,
      name,
      region: "cn-hangzhou",
      disks: [{ id: `d-${name}`, kind: "system", category: "cloud_essd", size_gib: 40, used_gib: 20 }],
    });
    await simulator.load({
      format: "cloud-backup-scenario/1",
      name: "drill",
      seed: 7,
      start: "2026-01-01T00:00:00+08:00",
      time_zone: "+08:00",
      regions: ["cn-hangzhou", "cn-shanghai"],
      instances: [instance("one"), instance("two")],
    });
    const start = Date.parse("2026-01-01T01:00:00+08:00") / 1000;
    const policy = await simulator.call("hbr", "CreatePolicyV2", {
      PolicyName: "daily",
      PolicyType: "UDM_ECS_ONLY",
      Rules: [
        { RuleType: "BACKUP", BackupType: "COMPLETE", Schedule: `I|${start}|P1D` },
        { RuleType: "TRANSITION", Retention: 30 },
      ],
    });
    await simulator.call("hbr", "CreatePolicyBindings", {
      PolicyId: policy.PolicyId,
      PolicyBindingList: ["i-one", "i-two"].map((id) => ({ SourceType: "UDM_ECS", DataSourceId: id })),
    });
  });
  await simulator.advance("P2D");
}

/** The ids of the points of `i-one`, oldest first. */
async function points({ page }: SimulatorPage): Promise<string[]> {
  return page.evaluate(async () => {
    const { Snapshots } = await (window as any).simulator.call("hbr", "DescribeUdmSnapshots", {
      SourceType: "UDM_ECS",
      InstanceId: "i-one",
    });
    const points = Snapshots.Snapshot ?? Snapshots;
    return points.sort((one: any, other: any) => one.StartTime - other.StartTime).map((point: any) => point.SnapshotId);
  });
}

async function inBothThemes(simulator: SimulatorPage) {
  for (const theme of ["light", "dark"]) {
    await simulator.page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), theme);
    await simulator.expectAccessible();
  }
}

test("ransomware hides, is found by an inspection, and is recovered from; the report says how well", async ({
  simulator,
  page,
}) => {
  await twoInstances(simulator);
  await page.goto("#/incidents");
  await page.getByRole("checkbox", { name: "one" }).check();
  await page.getByLabel("Hours hidden").fill("48");
  await inBothThemes(simulator);
  await page.getByRole("button", { name: "Inject" }).click();
  await expect(simulator.row("Ransomware infection")).toContainText("strikes on");
  await simulator.advance("PT49H");
  await expect(simulator.row("Ransomware infection")).toContainText("disks encrypted: 1");

  // The newest point from before the strike looks well, and is not.
  const [, clean, infected] = await points(simulator);
  for (const [point, found] of [
    [infected, "Infected"],
    [clean, "Clean"],
  ]) {
    await page.goto(`#/instances/i-one/points/${point}`);
    const card = page.getByRole("article", { name: "Backup point" });
    await card.getByRole("button", { name: "Inspect" }).click();
    await expect(card).toContainText(found);
    await expect(card.getByRole("button", { name: "Inspect" })).toHaveCount(0);
  }
  await inBothThemes(simulator);
  const card = page.getByRole("article", { name: "Backup point" });
  await card.getByRole("button", { name: "Restore", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Restore an ECS instance" });
  await expect(dialog).toContainText("is lost for good");
  await dialog.getByRole("button", { name: "Stop Instance" }).click();
  await simulator.advance("PT2M");
  await dialog.getByLabel("Start the instance after restore").check();
  await dialog.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jobs" })).toBeVisible();
  await simulator.advance("PT10M");

  await page.goto("#/incidents");
  await page.getByRole("link", { name: "Drill Report" }).first().click();
  const report = page.getByRole("region", { name: /Ransomware came to one/ });
  await expect(report.getByRole("row", { name: /^one/ })).toContainText("Clean");
  await expect(report.getByRole("row", { name: /^one/ })).toContainText("Restore");
  await expect(report).toContainText("None");
  await inBothThemes(simulator);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download JSON" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("cloud-backup-drill.json");
});

test("an outage is told on every screen, refuses what acts there, and is over in its time", async ({ simulator, page }) => {
  await twoInstances(simulator);
  await page.goto("#/incidents");
  await page.getByRole("combobox", { name: "Incident" }).selectOption({ label: "Outage of a region" });
  await page.getByLabel("Hours", { exact: true }).fill("0");
  await expect(page.getByText(/An outage of 0 hours/)).toBeVisible();
  await page.getByLabel("Hours", { exact: true }).fill("5");
  await page.getByRole("button", { name: "Inject" }).click();
  const banner = page.getByText(/China \(Hangzhou\) is out of order until/);
  await expect(banner.first()).toBeVisible();
  await page.goto("#/overview");
  await expect(banner.first()).toBeVisible();
  await expect(simulator.row("one")).toContainText("out of order");
  await inBothThemes(simulator);
  const refused = await page.evaluate(() =>
    (window as any).simulator.call("hbr", "CreateBackupJob", { SourceType: "UDM_ECS", InstanceId: "i-one", Retention: 7 }),
  );
  expect(refused.Rule).toBe("MDL-16");
  await simulator.advance("PT5H");
  await expect(banner).toHaveCount(0);
  await expect(simulator.row("one")).toContainText("back in 2 min");
});

test("every kind of incident is injected from the screen", async ({ simulator, page }) => {
  await twoInstances(simulator);
  await page.goto("#/incidents");
  const kinds = [
    "Deletion of data",
    "Failure of a disk",
    "Replication link down",
    "Attack on the backups",
    "Metadata synchronization fails",
    "Overdue payment",
    "Release of an instance",
  ];
  for (const kind of kinds) {
    await page.getByRole("combobox", { name: "Incident" }).selectOption({ label: kind });
    await page.getByRole("button", { name: "Inject" }).click();
    await expect(simulator.row(kind)).toBeVisible();
  }
  await expect(simulator.row("Attack on the backups")).toContainText("points deleted: 4, withstood: 0");
  await page.getByText("Reveal the truth").click();
  await expect(page.getByRole("table", { name: "Reveal the truth" })).toContainText("It has no backup point");
  await inBothThemes(simulator);
});
