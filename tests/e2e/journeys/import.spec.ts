import { expect, test } from "../support/simulator";
import type { Page } from "@playwright/test";

const ANSWERS = [
  ["ecs", "DescribeInstances", { PageSize: 100 }],
  ["ecs", "DescribeDisks", { PageSize: 100 }],
  ["hbr", "DescribePoliciesV2", { MaxResults: 100 }],
  ["hbr", "DescribePolicyBindings", { MaxResults: 100 }],
] as const;

const panel = (page: Page, name = "Import a Real Set-Up") => page.getByRole("dialog", { name });
const call = (page: Page, [product, action, params]: (typeof ANSWERS)[number]) =>
  page.evaluate(([product, action, params]) => (window as any).simulator.call(product, action, params), [product, action, params] as const);
const file = (name: string, value: unknown) => ({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(value)) });

/** What a policy says, without when it was made. */
const rules = (answer: any) => answer.Policies.map(({ PolicyName, Rules }: any) => ({ PolicyName, Rules }));

test("what the services answer becomes a run with the same policies", async ({ simulator, page }) => {
  await simulator.open("#/scenarios");
  const answers = [];
  for (const wanted of ANSWERS) answers.push(await call(page, wanted));
  await page.getByRole("button", { name: "Import a Real Set-Up" }).press("Enter");
  await expect(panel(page).getByText("aliyun ecs DescribeInstances")).toBeVisible();
  await expect(panel(page).getByRole("listitem").filter({ hasText: "DescribeInstances" })).toContainText("needed");
  await simulator.expectAccessible();

  const input = panel(page).getByLabel("Files with the answers");
  await input.setInputFiles([file("ecs.json", answers.slice(0, 2)), file("policies.json", answers[2])]);
  await expect(panel(page).getByRole("listitem").filter({ hasText: "ecs.json" })).toContainText(/\d+ instances, \d+ disks/);
  await panel(page).getByRole("textbox", { name: "Or paste an answer" }).fill(JSON.stringify(answers[3]));
  await panel(page).getByRole("button", { name: "Add" }).press("Enter");
  await expect(panel(page).getByRole("status").filter({ hasText: "associations" })).toContainText(/\d+ instances, 3 policies, \d+ associations/);

  const used = panel(page).getByRole("group", { name: "System disks" }).getByRole("textbox", { name: "Used (%)" });
  await used.fill("0");
  await expect(panel(page)).toContainText("must be a whole number from 1 to 100");
  await expect(panel(page).getByRole("button", { name: "Open as a Run" })).toHaveAttribute("aria-disabled", "true");
  await used.fill("40");
  await panel(page).getByLabel("First day of the run").fill("2027-02-01");
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await simulator.expectAccessible();
  }
  await panel(page).getByRole("button", { name: "Open as a Run" }).press("Enter");
  await expect.poll(() => simulator.now()).toBe("2027-02-01T00:00:00+08:00");
  await expect(page.getByRole("banner")).toContainText("Imported set-up");
  expect(rules(await call(page, ANSWERS[2]))).toEqual(rules(answers[2]));
});

test("what cannot be read or has no place is told, in Chinese too", async ({ simulator, page }) => {
  await simulator.open("#/scenarios");
  await page.evaluate(() => localStorage.setItem("cloud-backup-simulator/locale", "zh-CN"));
  await simulator.reload();
  await page.getByRole("button", { name: "导入真实环境" }).click();
  const chinese = panel(page, "导入真实环境");
  const instances = { Instances: { Instance: [
    { InstanceId: "i-a", RegionId: "cn-hangzhou", InstanceType: "strange" },
    { InstanceId: "i-b", RegionId: "mars-1" },
  ] } };
  await chinese.getByLabel("包含返回结果的文件").setInputFiles([
    file("instances.json", instances),
    { name: "broken.json", mimeType: "application/json", buffer: Buffer.from("{") },
  ]);
  await expect(chinese.getByText(/broken\.json：不是有效的JSON/)).toBeVisible();
  await expect(chinese).toContainText("未导入i-b：不模拟地域mars-1。");
  await expect(chinese).toContainText("i-a将改为ecs.g7.large");
  await simulator.expectAccessible();
  await chinese.getByRole("button", { name: "移除 instances.json" }).click();
  await expect(chinese).toContainText("尚未提供文件。");
});
