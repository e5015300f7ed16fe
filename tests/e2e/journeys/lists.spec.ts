import { expect, test } from "../support/simulator";

for (const theme of ["light", "dark"] as const) {
  test(`every list is accessible in the ${theme} theme`, async ({ simulator, page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await simulator.open();
    await simulator.advance("P3DT2H1M");
    for (const hash of ["#/instances", "#/plans", "#/jobs", "#/ecs", "#/ecs/disks", "#/snapshots", "#/policies", "#/activity"]) {
      await page.goto(`./${hash}`);
      await expect(page.getByRole("row").nth(1)).toBeVisible();
      await simulator.expectAccessible();
    }
  });
}

test("a list is searched, ordered and filtered, and says what it hides", async ({ simulator, page }) => {
  await simulator.open();
  const rows = page.getByRole("rowheader");
  await expect(rows).toHaveCount(5);
  await page.getByRole("checkbox", { name: "Show instances without protection" }).check();
  await expect(rows).toHaveCount(8);
  const name = page.getByRole("columnheader", { name: /ECS Instance Name/ });
  await expect(name).toHaveAttribute("aria-sort", "ascending");
  await name.getByRole("button").press("Enter");
  await expect(name).toHaveAttribute("aria-sort", "descending");
  await expect(rows.first()).toContainText("shop-web-2");
  await page.getByLabel("Name, ID or policy").fill("no such thing");
  await expect(page.getByText('Search and filters hide all rows "no such thing": 8')).toBeVisible();
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByLabel("Status").selectOption("Stopped");
  await expect(rows).toHaveCount(1);
});

test("several instances are picked by keyboard, and what is done with them says with which", async ({ simulator, page }) => {
  await simulator.open();
  await page.getByRole("checkbox", { name: "Show instances without protection" }).check();
  await page.getByRole("checkbox", { name: "Select shop-api-1" }).press("Space");
  await page.getByRole("checkbox", { name: "Select shop-db-2" }).press("Space");
  const bar = page.getByRole("group", { name: "Selected rows" });
  await expect(bar.getByRole("status")).toHaveText("2 selected");
  await expect(bar.getByRole("button", { name: "Resume Plan" })).toHaveAttribute("aria-disabled", "true");
  await expect(bar.getByRole("button", { name: "Resume Plan" })).toHaveAccessibleDescription(/not suspended/);
  await simulator.expectAccessible();
  await bar.getByRole("button", { name: "Suspend Plan (1)" }).press("Enter");
  const question = page.getByRole("dialog", { name: "Suspend Plan" });
  await expect(question).toContainText("With selected: 1 / 2 shop-api-1");
  await expect(question).toContainText("shop-db-2: No policy protects it");
  await expect(question).toContainText("until they are resumed: 1.");
  await simulator.expectAccessible();
  await question.getByRole("button", { name: "Suspend Plan" }).press("Enter");
  await expect(simulator.row("shop-api-1")).toContainText("suspended");
  await expect(bar).toBeHidden();
});

test("what has no policy is associated at once, and several plans are deleted", async ({ simulator, page }) => {
  await simulator.open();
  await page.getByRole("checkbox", { name: "Show instances without protection" }).check();
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("button", { name: "Associate Backup Policy (3)" }).click();
  const panel = page.getByRole("dialog", { name: "Associate Backup Policy" });
  await panel.getByRole("radio", { name: /shop-nightly/ }).check();
  await simulator.expectAccessible();
  await panel.getByRole("button", { name: "OK" }).click();
  await expect(page.getByText("8 / 8 Protected")).toBeVisible();
  await page.getByRole("link", { name: "Backup Plans" }).click();
  await page.getByLabel("Name, ID or policy").fill("shop-nightly");
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("button", { name: "Delete Plan", exact: true }).click();
  const question = page.getByRole("dialog", { name: "Delete Plan" });
  await expect(question).toContainText("Instances are no longer protected: 6.");
  await question.getByRole("button", { name: "Delete Plan" }).click();
  await expect(page.getByText('Search and filters hide all rows "shop-nightly": 2')).toBeVisible();
});

test("the activity is searched by instance and rule, filtered and paged", async ({ simulator, page }) => {
  await simulator.open("#/activity");
  await simulator.advance("P30D");
  const rows = page.getByRole("table", { name: "Activity" }).getByRole("rowheader");
  await expect(rows).toHaveCount(20);
  await page.getByLabel("Search the activity").fill("JOB-08");
  await expect(rows.first()).toContainText("has a new backup point");
  await page.getByLabel("Search the activity").fill("shop-db-1");
  await page.getByLabel("About").selectOption("Jobs");
  await expect(rows.first()).toContainText("Backup of shop-db-1");
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page.getByText(/^21-40 \/ /)).toBeVisible();
  await page.getByLabel("Outcome").selectOption("Failed or skipped");
  await expect(page.getByText(/Search and filters hide all rows "shop-db-1"/)).toBeVisible();
});

test("protection is stopped after saying what will happen, and the points stay", async ({ simulator, page }) => {
  await simulator.open();
  await simulator.advance("P3D");
  await page.getByLabel("shop-web-1: More actions").press("Enter");
  await simulator.row("shop-web-1").getByRole("button", { name: "Stop Protection" }).press("Enter");
  const question = page.getByRole("dialog", { name: "Stop Protection" });
  await expect(question).toContainText("Its backup points stay and still expire: 3.");
  await simulator.expectAccessible();
  await question.getByRole("button", { name: "Stop Protection" }).click();
  await expect(page.getByText("4 / 8 Protected")).toBeVisible();
  await expect(page.getByRole("rowheader", { name: /shop-web-1/ })).toBeHidden();
  await page.getByRole("checkbox", { name: "Show instances without protection" }).check();
  await page.getByRole("button", { name: "Show history shop-web-1" }).click();
  await expect(page.getByText("Backup points: 3")).toBeVisible();
});

test("a plan is modified, suspended and deleted on its tab", async ({ simulator, page }) => {
  await simulator.open();
  await page.getByRole("link", { name: "Backup Plans" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Backup Plans" })).toBeFocused();
  const row = simulator.row("shop-db-1");
  await expect(row).toContainText("every 6 hours");
  await row.getByLabel("shop-db-1: More actions").click();
  await row.getByRole("button", { name: "Modify Plan" }).click();
  const panel = page.getByRole("dialog", { name: "Modify Plan" });
  await panel.getByRole("switch", { name: "Protect All Disks" }).uncheck();
  await panel.getByRole("checkbox", { name: /Data disk/ }).first().uncheck();
  await simulator.expectAccessible();
  await panel.getByRole("button", { name: "OK" }).click();
  await expect(panel).toBeHidden();
  await row.getByLabel("shop-db-1: More actions").click();
  await row.getByRole("button", { name: "Suspend Plan" }).click();
  await expect(row).toContainText("suspended");
  await row.getByLabel("shop-db-1: More actions").click();
  await row.getByRole("button", { name: "Delete Plan" }).click();
  await page.getByRole("dialog", { name: "Delete Plan" }).getByRole("button", { name: "Delete Plan" }).click();
  await expect(row).toBeHidden();
});

test("a running job is cancelled after saying what becomes of it", async ({ simulator, page }) => {
  await simulator.open();
  await simulator.row("shop-db-1").getByRole("button", { name: "Run Now" }).click();
  await page.getByRole("link", { name: "Jobs" }).click();
  await page.getByRole("button", { name: "Cancel Job" }).first().click();
  const question = page.getByRole("dialog", { name: "Cancel Job" });
  await expect(question).toContainText("leaves no backup point and no snapshot");
  await question.getByRole("button", { name: "Cancel Job" }).click();
  await page.getByLabel("Backup Status").selectOption("Canceled");
  await expect(simulator.row("shop-db-1")).toContainText("Canceled");
});

test("one disk of an instance is backed up with application consistency", async ({ simulator, page }) => {
  await simulator.open();
  await page.getByRole("button", { name: "Add ECS Backup" }).click();
  const panel = simulator.addBackup;
  await panel.getByRole("checkbox", { name: /shop-search-1/ }).check();
  await panel.getByRole("button", { name: "All Disks" }).click();
  const object = page.getByRole("dialog", { name: "Backup Object" });
  await object.getByRole("switch", { name: "Protect All Disks" }).uncheck();
  await object.getByRole("checkbox", { name: /System disk/ }).uncheck();
  await expect(object.getByRole("checkbox", { name: /Local/ }).first()).toBeDisabled();
  await simulator.expectAccessible();
  await object.getByRole("button", { name: "OK" }).click();
  await panel.getByRole("button", { name: "Next", exact: true }).click();
  await panel.getByRole("radio", { name: "Manual Backup" }).check();
  const application = panel.getByRole("checkbox", { name: "Enable Application-consistent Backup" });
  await expect(application).toBeDisabled();
  await expect(panel.getByText("The snapshot-consistent group is on")).toBeVisible();
  await panel.getByRole("switch", { name: /Snapshot-consistent group/ }).uncheck();
  await application.check();
  await expect(panel.getByText("no RAM role is bound to the instance")).toBeVisible();
  await panel.getByLabel("RAM role of the instance").fill("AliyunECSInstanceForHbrRole");
  await expect(panel.getByText("no RAM role is bound to the instance")).toBeHidden();
  await panel.getByRole("button", { name: "OK" }).click();
  await expect(panel).toBeHidden();
  await expect(simulator.row("shop-search-1")).toContainText("Running");
});

test("an instance is created, tagged, stopped and released in ECS", async ({ simulator, page }) => {
  await simulator.open("#/ecs");
  await page.getByRole("button", { name: "Create Instance" }).click();
  const panel = page.getByRole("dialog", { name: "Create Instance" });
  await panel.getByLabel("Instance Name").fill("newcomer");
  await panel.getByRole("button", { name: "OK" }).click();
  const row = simulator.row("newcomer");
  await expect(row).toContainText("Starting");
  await expect(row.getByRole("button", { name: "Stop", exact: true })).toHaveAttribute("aria-disabled", "true");
  await simulator.advance("PT2M");
  await row.getByLabel("newcomer: More actions").click();
  await row.getByRole("button", { name: "Edit Tags" }).click();
  const tags = page.getByRole("dialog", { name: "Edit Tags" });
  await tags.getByLabel("Key").fill("env");
  await tags.getByLabel("Value").fill("test");
  await tags.getByLabel("Value").press("Enter");
  await expect(tags.getByText("env:test")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row).toContainText("env:test");
  await row.getByLabel("newcomer: More actions").click();
  await row.getByRole("button", { name: "Force Release" }).click();
  const question = page.getByRole("dialog", { name: "Force Release" });
  await expect(question).toContainText("These disks go with all their data");
  await question.getByRole("button", { name: "Force Release" }).click();
  await expect(row).toBeHidden();
});

test("Cloud Backup's snapshots cannot be deleted in ECS, which says why", async ({ simulator, page }) => {
  await simulator.open("#/snapshots");
  await simulator.advance("P1DT3H");
  const first = page.getByRole("row").nth(1);
  await expect(first).toContainText("Source from Cloud Backup");
  const remove = first.getByRole("button", { name: "Delete" });
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await expect(remove).toHaveAccessibleDescription(/delete or extend its backup point there/);
  await page.getByRole("button", { name: "Snapshot Chains" }).click();
  await expect(page.getByRole("columnheader", { name: "Chain Size" })).toHaveAttribute("aria-sort", "descending");
});
