// The API explorer: an operation is found, filled in, run, undone and written for elsewhere; and the calls of actions.
import { expect, test, type SimulatorPage } from "../support/simulator";

const raw = ({ page }: SimulatorPage) => page.getByRole("textbox", { name: "Parameters as JSON" });
const answer = ({ page }: SimulatorPage, call: string) => page.getByRole("region", { name: call, exact: true });

test("an operation is found, filled in by field or as text, and answers with what the run has", async ({ simulator, page }) => {
  await simulator.open("#/api");
  await expect(page.getByRole("heading", { level: 2, name: "hbr DescribePoliciesV2" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search operations" }).fill("backupjobs2");
  await page.getByRole("link", { name: "DescribeBackupJobs2" }).click();
  await expect(page).toHaveURL(/#\/api\/hbr\/DescribeBackupJobs2$/);
  await page.getByRole("button", { name: "Empty" }).click();
  await page.getByRole("textbox", { name: "PageSize" }).fill("5");
  await expect(raw(simulator)).toHaveValue('{\n  "PageSize": 5\n}');
  await raw(simulator).fill('{ "PageSize": 7, "Colour": "green" }');
  await expect(page.getByRole("textbox", { name: "PageSize" })).toHaveValue("7");
  await expect(page.getByText("The simulator does not look at this.")).toBeVisible();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByText("Answered hbr DescribeBackupJobs2")).toBeVisible();
  await expect(answer(simulator, "hbr DescribeBackupJobs2")).toContainText('"TotalCount": ');
  await raw(simulator).fill('{ "PageSize": 7,\n }');
  await expect(page.getByText("Line 2, column 2 This is no JSON.")).toBeVisible();
  await simulator.expectAccessible();
});

test("a call acts on the run and is undone; a refusal has its code and rule; both are called up again", async ({ simulator, page }) => {
  await simulator.open("#/api/sim/TopUp");
  const before = await simulator.digest();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByText("The run was changed.")).toBeVisible();
  expect(await simulator.digest()).not.toBe(before);
  await page.getByRole("main").getByRole("button", { name: "Undo" }).click();
  expect(await simulator.digest()).toBe(before);
  await expect(page.getByRole("main").getByRole("button", { name: "Undo" })).toHaveCount(0);
  await page.goto("./#/api/hbr/CreatePolicyV2");
  await raw(simulator).fill('{ "PolicyName": "x", "Rules": [{ "RuleType": "REPLICATION" }] }');
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const outcome = page.getByRole("region", { name: "Answer" }).getByRole("status").first();
  await expect(outcome).toContainText("Refused");
  await expect(outcome.getByRole("button", { name: "ERR-02" })).toBeVisible();
  await page.getByRole("button", { name: "sim TopUp" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "sim TopUp" })).toBeVisible();
  await expect(raw(simulator)).toHaveValue('{\n  "Amount": "100.00"\n}');
});

test("a call is written for the command line, the SDK and programs", async ({ simulator, page }) => {
  await simulator.open("#/api/hbr/DeletePolicyV2");
  await raw(simulator).fill('{ "PolicyId": "po-1" }');
  await expect(page.getByRole("region", { name: "aliyun CLI" })).toHaveText(
    "aliyun hbr DeletePolicyV2 --version 2017-09-08 --region cn-hangzhou --PolicyId po-1 --force",
  );
  await page.getByRole("button", { name: "Python SDK" }).click();
  await expect(page.getByRole("region", { name: "Python SDK" })).toContainText("models.DeletePolicyV2Request(");
  await page.getByRole("button", { name: "Headless" }).click();
  await expect(page.getByRole("region", { name: "Headless" })).toHaveText(
    '{"call":["hbr","DeletePolicyV2",{"PolicyId":"po-1"}]}',
  );
  await page.goto("./#/api/sim/DescribeAccount");
  await expect(page.getByRole("button", { name: "Python SDK" })).toHaveCount(0);
});

test("what was done in the console shows the call that it made", async ({ simulator, page }) => {
  await simulator.open("#/overview");
  const last = page.getByRole("button", { name: "API call of the last action" });
  await expect(last).toHaveAttribute("aria-disabled", "true");
  await page.evaluate(() => (window as any).simulator.call("sim", "TopUp", { Amount: "5.00" }));
  await last.click();
  const dialog = page.getByRole("dialog", { name: "API call" });
  await expect(dialog).toContainText("sim TopUp");
  await dialog.getByRole("button", { name: "Headless" }).click();
  await expect(dialog.getByRole("region", { name: "Headless" })).toHaveText('{"call":["sim","TopUp",{"Amount":"5.00"}]}');
  await simulator.expectAccessible();
  await dialog.getByRole("link", { name: "Open in API Explorer" }).click();
  await expect(raw(simulator)).toHaveValue('{\n  "Amount": "5.00"\n}');
  await page.goto("./#/activity/actions");
  await page.getByRole("row", { name: /5\.00/ }).getByRole("button", { name: "API call" }).click();
  await expect(page.getByRole("dialog", { name: "API call" })).toContainText("sim TopUp");
});

test("the explorer speaks Chinese, and fits a phone", async ({ simulator, page }) => {
  await simulator.open("#/api/ecs/RunInstances");
  await page.getByRole("banner").getByRole("button", { name: "中文" }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("heading", { level: 1, name: "API调试" })).toBeVisible();
  await expect(page.getByText("创建实例并启动。")).toBeVisible();
  await expect(page.getByRole("button", { name: "发起调用" })).toBeVisible();
  const width = await page.evaluate(() => document.querySelector("main")!.scrollWidth - document.querySelector("main")!.clientWidth);
  expect(width).toBeLessThanOrEqual(0);
  await simulator.expectAccessible();
});
