import { expect, test, type SimulatorPage } from "../support/simulator";

/** One instance of two disks under a daily policy, which archives or locks if it is told so. */
async function oneInstance(simulator: SimulatorPage, more: { archive?: number; immutable?: boolean } = {}) {
  await simulator.open();
  await simulator.page.evaluate(async ({ archive, immutable }) => {
    const { simulator } = window as any;
    await simulator.load({
      format: "cloud-backup-scenario/1",
      name: "life",
      seed: 7,
      start: "2026-01-01T00:00:00+08:00",
      time_zone: "+08:00",
      regions: ["cn-hangzhou"],
      instances: [
        {
          id: "i-one",
          name: "one",
          region: "cn-hangzhou",
          disks: [
            { id: "d-sys", kind: "system", category: "cloud_essd", size_gib: 40 },
            { id: "d-data", kind: "data", category: "cloud_essd", size_gib: 100 },
          ],
        },
      ],
    });
    const start = Date.parse("2026-01-01T01:00:00+08:00") / 1000;
    const policy = await simulator.call("hbr", "CreatePolicyV2", {
      PolicyName: "daily",
      PolicyType: "UDM_ECS_ONLY",
      Rules: [
        { RuleType: "BACKUP", BackupType: "COMPLETE", Schedule: `I|${start}|P1D`, Immutable: immutable },
        { RuleType: "TRANSITION", Retention: 90, ArchiveDays: archive },
      ],
    });
    await simulator.call("hbr", "CreatePolicyBindings", {
      PolicyId: policy.PolicyId,
      PolicyBindingList: [{ SourceType: "UDM_ECS", DataSourceId: "i-one" }],
    });
  }, more);
}

/** Opens the card of the oldest point. */
async function openOldest({ page }: SimulatorPage) {
  const id = await page.evaluate(async () => {
    const { Snapshots } = await (window as any).simulator.call("hbr", "DescribeUdmSnapshots", {
      SourceType: "UDM_ECS",
      InstanceId: "i-one",
    });
    const points = Snapshots.Snapshot ?? Snapshots;
    return points.sort((one: any, other: any) => one.StartTime - other.StartTime)[0].SnapshotId;
  });
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

test("a point is kept longer, and loses the part of one disk", async ({ simulator, page }) => {
  await oneInstance(simulator);
  await simulator.advance("P2D");
  const card = await openOldest(simulator);
  await expect(card).toContainText("1 Apr 2026");
  await card.getByRole("button", { name: "Delete the part of one disk: d-data" }).click();
  const question = page.getByRole("dialog", { name: "Delete" });
  await expect(question).toContainText("The point stays");
  await inBothThemes(simulator);
  await question.getByRole("button", { name: "Delete" }).click();
  await expect(card.getByRole("button", { name: /part of one disk/ })).toHaveCount(1);

  await card.getByRole("button", { name: "Extend Retention" }).click();
  const dialog = page.getByRole("dialog", { name: "Extend Retention" });
  await dialog.getByLabel("Retention in all (days)").fill("80");
  await expect(dialog.getByRole("button", { name: "Save" })).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel("Retention in all (days)").fill("365");
  await expect(dialog.getByRole("status")).toContainText("1 Jan 2027");
  await inBothThemes(simulator);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(card).toContainText("1 Jan 2027");
  await expect(card.getByRole("button", { name: "Delete", exact: true })).toHaveAttribute("aria-disabled", "true");
});

test("a locked point cannot be deleted and says why", async ({ simulator, page }) => {
  await oneInstance(simulator, { immutable: true });
  await simulator.advance("P2D");
  const card = await openOldest(simulator);
  const remove = card.getByRole("button", { name: "Delete", exact: true });
  await expect(remove).toHaveAccessibleDescription(/immutable: nobody can delete it before it expires/);
  await remove.press("Enter");
  await expect(page.getByRole("dialog", { name: "Delete" })).toBeHidden();
});

test("a point is archived, and deleting it early has its price", async ({ simulator, page }) => {
  await oneInstance(simulator, { archive: 14 });
  await simulator.advance("P14DT1H1M");
  const card = await openOldest(simulator);
  await expect(card).toContainText("Archiving");
  await simulator.advance("PT6H");
  await expect(card).toContainText("Archive Tier");
  await card.getByRole("button", { name: "Delete", exact: true }).click();
  const question = page.getByRole("dialog", { name: "Delete" });
  const charge = (await question.innerText()).match(/is charged: CNY (\d+\.\d\d)/)?.[1];
  expect(Number(charge)).toBeGreaterThan(0);
  await question.getByRole("button", { name: "Delete" }).click();
  await expect(question).toBeHidden();

  await simulator.advance("PT1H");
  await page.goto("#/billing");
  const line = page.getByRole("row", { name: /kept less than the required time/ });
  await expect(line).toContainText(charge!);
  await expect(line.getByRole("link", { name: /BIL-12/ }).or(line.getByRole("button", { name: /BIL-12/ })).first()).toBeVisible();
  await inBothThemes(simulator);
});

test("an overdue payment is seen on every screen until it is paid", async ({ simulator, page }) => {
  await oneInstance(simulator);
  await simulator.advance("P2D");
  await page.goto("#/incidents");
  await page.getByRole("combobox", { name: "Incident" }).selectOption({ label: "Overdue payment" });
  await page.getByRole("button", { name: "Inject" }).click();
  const banner = page.getByRole("region", { name: /^Overdue payment/ });
  await expect(page.getByRole("alert").filter({ hasText: /^Overdue payment$/ })).toBeAttached();
  await expect(banner).toContainText(/Pay CNY .* before .*deleted for good/);
  await inBothThemes(simulator);
  await simulator.advance("P1DT1H");
  await expect(banner).toContainText("the service is suspended");
  await page.goto("#/overview");
  await expect(banner.getByRole("listitem")).toHaveCount(4);
  await inBothThemes(simulator);
  await banner.getByRole("link", { name: "Billing" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Billing" })).toBeVisible();
  await page.getByRole("button", { name: "Pay What Is Due" }).click();
  await expect(banner).toBeHidden();
  await expect(page.getByRole("definition").filter({ hasText: "In order" })).toBeVisible();
  await expect(page.getByText("Account: In order")).toBeVisible();
});

test("a snapshot is changed and shared, and becomes an image that instances start from", async ({ simulator, page }) => {
  await oneInstance(simulator);
  await page.evaluate(() => (window as any).simulator.call("ecs", "CreateSnapshot", { DiskId: "d-sys", SnapshotName: "mine", RetentionDays: 30 }));
  await simulator.advance("PT3H");
  await page.goto("#/snapshots");
  const row = page.getByRole("row", { name: /mine|renamed/ });
  const choose = async (what: string) => {
    await row.getByLabel(/More actions/).click();
    await row.getByRole("button", { name: what }).click();
    return page.getByRole("dialog", { name: what });
  };
  const modify = await choose("Modify Snapshot");
  await modify.getByLabel("Snapshot Name").fill("renamed");
  await modify.getByRole("button", { name: "OK" }).click();
  await expect(row).toContainText("renamed");

  const share = await choose("Share Snapshot");
  await share.getByLabel("Share with").fill("1234567890");
  await inBothThemes(simulator);
  await share.getByRole("button", { name: "Share Snapshot" }).click();
  await share.getByRole("button", { name: "Stop Sharing 1234567890" }).click();
  await expect(share).toContainText("It is shared with nobody.");
  await share.getByRole("button", { name: "Close" }).last().click();

  await row.getByLabel(/More actions/).click();
  await expect(row.getByRole("button", { name: "Archive Snapshot" })).toHaveAccessibleDescription(/can be archived after 14 days/);
  await page.keyboard.press("Escape");

  const image = await choose("Create Custom Image");
  await image.getByLabel("Image Name").fill("golden");
  await image.getByRole("button", { name: "OK" }).click();
  await expect(image).toBeHidden();
  await page.getByRole("button", { name: "Custom Images" }).click();
  await expect(page.getByRole("row", { name: /golden/ })).toContainText("Completed");
  await inBothThemes(simulator);
  await page.goto("#/ecs");
  await page.getByRole("button", { name: "Create Instance" }).first().click();
  const panel = page.getByRole("dialog", { name: "Create Instance" });
  await expect(panel.getByLabel("Operating System").getByRole("option", { name: /golden/ })).toBeAttached();
});

test("an account is managed, seen beside the own one, and removed after a question", async ({ simulator, page }) => {
  await simulator.open("#/billing");
  await page.getByRole("textbox", { name: "Account user ID" }).fill("12a");
  await expect(page.getByText("`12a` is no user id of an account. Give its digits")).toBeVisible();
  await page.getByRole("textbox", { name: "Account user ID" }).fill("1234567890123456");
  await page.getByRole("textbox", { name: "Alias" }).fill("subsidiary");
  await page.getByRole("button", { name: "Add Account" }).click();
  const accounts = page.getByRole("table", { name: /Managed accounts/ });
  await expect(accounts.getByRole("row", { name: /1234567890123456 subsidiary hbrcrossrole Managed/ })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Account" })).toBeVisible();
  await simulator.expectAccessible();
  await accounts.getByRole("button", { name: "Remove Account" }).click();
  await page.getByRole("dialog", { name: "Remove Account" }).getByRole("button", { name: "Remove Account" }).click();
  await expect(accounts.getByRole("row", { name: /No longer managed/ })).toBeVisible();
});
