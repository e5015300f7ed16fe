// Two branches side by side: ransomware with immutable backup and without.
import { expect, test, type SimulatorPage } from "../support/simulator";

/** One branch with immutable backup, one without; in both ransomware comes after ten days and the backups are attacked. */
async function attacked(simulator: SimulatorPage) {
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
      name: "lock or not",
      seed: 7,
      start: "2026-01-01T00:00:00+08:00",
      time_zone: "+08:00",
      regions: ["cn-hangzhou"],
      instances: [instance("one"), instance("two")],
    });
    const start = Date.parse("2026-01-01T00:00:00+08:00") / 1000;
    const rules = (...more: object[]) => [
      { RuleType: "BACKUP", BackupType: "COMPLETE", Schedule: `I|${start}|P1D` },
      { RuleType: "TRANSITION", Retention: 30 },
      ...more,
    ];
    const policy = await simulator.call("hbr", "CreatePolicyV2", { PolicyName: "daily", Rules: rules() });
    await simulator.call("hbr", "CreatePolicyBindings", {
      PolicyId: policy.PolicyId,
      PolicyBindingList: ["i-one", "i-two"].map((id) => ({ SourceType: "UDM_ECS", DataSourceId: id })),
    });
    const attack = async () => {
      await simulator.advance({ by: "P10D" });
      await simulator.call("sim", "InjectIncident", { Kind: "RansomwareInfection", InstanceIds: ["i-one"], HiddenHours: 24 });
      await simulator.advance({ by: "P2D" });
      await simulator.call("sim", "InjectIncident", { Kind: "BackupDeletion" });
      await simulator.advance({ by: "P1D" });
    };
    const first = simulator.branches()[0].id;
    await simulator.fork("without lock");
    await attack();
    await simulator.switchTo(first);
    await simulator.call("hbr", "UpdatePolicyV2", {
      PolicyId: policy.PolicyId,
      PolicyName: "daily",
      Rules: rules({ RuleType: "SECURITY", Immutable: true }),
    });
    await attack();
  });
}

const outcome = ({ page }: SimulatorPage, row: string) =>
  page.getByRole("table", { name: "Outcome" }).getByRole("row", { name: new RegExp(`^${row}`) });

const side = ({ page }: SimulatorPage, name: string) => page.getByRole("region", { name });

test("a lock makes the difference, and the page says which, why and what was done", async ({ simulator, page }) => {
  await attacked(simulator);
  await page.getByRole("button", { name: /^Branches/ }).click();
  await page.getByRole("dialog", { name: "Branches" }).getByRole("link", { name: "Compare" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Compare Branches" })).toBeVisible();
  await expect(outcome(simulator, "Instances that come back").getByRole("cell")).toHaveText([/2 of 2\s*better/, /1 of 2/, "1"]);
  await expect(page.getByText(/^They part at 1 Jan 2026, 00:00; actions in common: 2/)).toBeVisible();
  await expect(side(simulator, "Branch 1")).toContainText("Edit policy daily");
  await expect(side(simulator, "Branch 1")).toContainText("Points that withstood an attacker: 22");
  await expect(side(simulator, "Branch 1").getByRole("button", { name: "POL-72" })).toBeVisible();
  await expect(side(simulator, "without lock")).toContainText("Points that an attacker deleted: 24");
  // Colours change at once, so that they are judged as they stay.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const theme of ["light", "dark"]) {
    await page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), theme);
    await simulator.expectAccessible();
  }

  await page.getByLabel("Show").selectOption({ label: "one" });
  await expect(outcome(simulator, "Newest clean point").getByRole("cell")).toHaveText([/11 Jan 2026, 00:00\s*better/, /none/, ""]);
  await expect(outcome(simulator, "Data lost").getByRole("cell").nth(1)).toContainText("everything");
  await expect(outcome(simulator, "Recovery time").getByRole("cell").nth(1)).toContainText("not possible");
  await expect(page.getByRole("slider", { name: "Backup points" })).toHaveCount(2);
  await simulator.expectAccessible();
});

test("the line of the run moves both branches, and going over to one keeps the other", async ({ simulator, page }) => {
  await attacked(simulator);
  await page.goto("#/compare");
  await expect(outcome(simulator, "Instances that come back")).toContainText("1 of 2");
  const line = page.getByRole("slider", { name: "The whole run" });
  await line.focus();
  for (let press = 0; press < 5; press++) await page.keyboard.press("ArrowDown");
  await expect(side(simulator, "without lock")).toContainText("Fri 9 Jan 2026, 00:00");
  await expect(side(simulator, "Branch 1")).toContainText("Fri 9 Jan 2026, 00:00");
  await expect(outcome(simulator, "Instances that come back").getByRole("cell").last()).toHaveText("");
  await expect(side(simulator, "without lock")).toContainText("yet to come");

  // One of them stays where it is.
  await page.getByLabel("Move both branches together").uncheck();
  await line.focus();
  await page.keyboard.press("End");
  await expect(side(simulator, "Branch 1")).toContainText("Wed 14 Jan 2026, 00:00");
  await expect(side(simulator, "without lock")).toContainText("Fri 9 Jan 2026, 00:00");
  await expect(page.getByText("The two stand at different moments.")).toBeVisible();
  await page.getByLabel("Move both branches together").check();
  await expect(side(simulator, "without lock")).toContainText("Wed 14 Jan 2026, 00:00");

  // Beyond its own end time simply passes.
  await simulator.advance("P2D");
  await expect(side(simulator, "without lock")).toContainText("This branch came to 14 Jan 2026, 00:00");
  await side(simulator, "without lock").getByRole("button", { name: "Go to This Branch" }).click();
  await expect.poll(() => simulator.now()).toBe("2026-01-14T00:00:00+08:00");
  await expect(side(simulator, "without lock")).toContainText("Present");
  await expect(outcome(simulator, "Instances that come back")).toContainText("1 of 2");
});

test("one branch alone has nothing to be compared with, and the page says what to do", async ({ simulator, page }) => {
  await simulator.open("#/compare");
  await expect(page.getByText("There is only one branch so far.")).toBeVisible();
  await page.locator("main").getByRole("button", { name: "Branches" }).click();
  const dialog = page.getByRole("dialog", { name: "Branches" });
  await dialog.getByLabel("Name of the branch").fill("what if");
  await dialog.getByRole("button", { name: "Fork Here" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByText("They do not part: all actions are in common so far.")).toBeVisible();
  await page.setViewportSize({ width: 360, height: 780 });
  await simulator.expectAccessible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
});
