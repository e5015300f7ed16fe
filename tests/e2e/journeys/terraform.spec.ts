import { expect, test } from "../support/simulator";
import { content } from "../support/cells";
import type { Page } from "@playwright/test";

const panel = (page: Page, name = "Export as Terraform") => page.getByRole("dialog", { name });
const code = (page: Page) => panel(page).getByRole("region", { name: "Export as Terraform" });

test("all policies are taken home as Terraform, with what it cannot say in words", async ({ simulator, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await simulator.open("#/policies");
  await page.getByRole("button", { name: "Export as Terraform" }).first().press("Enter");
  await expect(code(page)).toContainText('resource "alicloud_hbr_policy" "shop_nightly"');
  await expect(code(page)).toContainText('source_type    = "UDM_ECS"');
  await expect(panel(page).getByRole("status").first()).toContainText(/3 policies, \d+ associations/);
  await expect(panel(page).getByRole("heading", { name: "What Terraform cannot say" })).toBeVisible();
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await simulator.expectAccessible();
  }
  await panel(page).getByRole("button", { name: "Copy" }).press("Enter");
  await expect(panel(page).getByText("Copied.")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    panel(page).getByRole("button", { name: "Download cloud-backup.tf" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("cloud-backup.tf");
  const text = await content(download);
  expect(copied).toBe(text);
  expect(await page.evaluate(async () => (await (window as any).simulator.call("sim", "ExportTerraform", {})).Hcl)).toBe(text);
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
});

test("one policy is taken home from its row, in Chinese too", async ({ simulator, page }) => {
  await simulator.open("#/policies");
  await simulator.row("shop-nightly").getByLabel("shop-nightly: More actions").click();
  await simulator.row("shop-nightly").getByRole("button", { name: "Export as Terraform" }).click();
  await expect(code(page)).toContainText('"shop_nightly"');
  await expect(code(page)).not.toContainText("shop_db_6h");
  await page.keyboard.press("Escape");
  await page.evaluate(() => localStorage.setItem("cloud-backup-simulator/locale", "zh-CN"));
  await simulator.reload();
  await page.getByRole("button", { name: "导出为Terraform" }).first().click();
  await expect(panel(page, "导出为Terraform").getByRole("heading", { name: "Terraform无法表达的内容" })).toBeVisible();
  await expect(panel(page, "导出为Terraform").getByRole("status").first()).toContainText("3个策略");
  await simulator.expectAccessible();
});

test("policies of other regions come along when they are wanted, and what is said in comments is said in words", async ({ simulator, page }) => {
  await simulator.open("#/policies");
  await page.evaluate(async () => {
    const start = Math.floor(Date.parse((window as any).simulator.now()) / 1000);
    const rules = [
      { RuleType: "BACKUP", BackupType: "COMPLETE", Schedule: `I|${start}|P1D` },
      { RuleType: "TRANSITION", Retention: 120, ArchiveDays: 15 },
    ];
    await (window as any).simulator.call("hbr", "CreatePolicyV2", { RegionId: "cn-shanghai", PolicyName: "elsewhere", Rules: rules });
  });
  await page.getByRole("button", { name: "Export as Terraform" }).first().click();
  await expect(code(page)).not.toContainText("elsewhere");
  await panel(page).getByRole("combobox", { name: "Policies" }).selectOption({ label: "All regions of this run (4)" });
  await expect(code(page)).toContainText(/provider\s+= alicloud\.cn-/);
  const said = panel(page).getByRole("listitem").filter({ hasText: "elsewhere" });
  await expect(said).toContainText("asks for 30 days or more");
  await expect(said.getByRole("button", { name: "POL-50" })).toBeVisible();
  await simulator.expectAccessible();
});
