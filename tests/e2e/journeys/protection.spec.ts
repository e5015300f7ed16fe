import { expect, test } from "../support/simulator";
import { content } from "../support/cells";

test("the report tells how the fleet is protected and what to do, on the screen, on paper and as files", async ({ simulator, page }) => {
  await simulator.open("#/overview");
  await simulator.advance("P3D");
  await page.getByRole("link", { name: "Protection Report" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Protection Report" })).toBeFocused();
  const report = page.getByRole("table", { name: "Instance by instance" });
  await expect(report.getByRole("row", { name: /shop-web-1/ })).toContainText("recoverable; as new as scheduled");
  const todo = page.getByRole("region", { name: "What to do" });
  await expect(todo.getByRole("listitem").filter({ hasText: "All points lie in one region" })).toContainText("shop-web-1");
  await expect(todo.getByRole("button", { name: "POL-60" })).toBeVisible();
  await expect(page.getByText("Oldest of the newest points (RPO)")).toBeVisible();
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await simulator.expectAccessible();
  }

  const [json] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download JSON" }).click()]);
  const written = JSON.parse(await content(json));
  const answer = await page.evaluate(() => (window as any).simulator.call("sim", "DescribeRecoverability", {}));
  for (const said of answer.Instances) {
    const row = written.Instances.find((row: any) => row.InstanceId === said.InstanceId);
    expect([row.RpoSeconds, row.EstimatedRtoSeconds]).toEqual([said.RpoSeconds, said.EstimatedRtoSeconds]);
  }
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download CSV" }).click()]);
  expect((await content(csv)).trimEnd().split("\r\n")).toHaveLength(1 + written.Instances.length);

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Download JSON" })).toBeHidden();
  await expect(report).toBeVisible();
});

test("the report is found by name and reads in Chinese", async ({ simulator, page }) => {
  await simulator.open();
  await page.evaluate(() => localStorage.setItem("cloud-backup-simulator/locale", "zh-CN"));
  await page.evaluate(() => (location.hash = "#/protection"));
  await simulator.reload();
  await expect(page.getByRole("heading", { level: 1, name: "保护报告" })).toBeVisible();
  await expect(page.getByRole("region", { name: "处理建议" })).toContainText("请关联备份策略");
  await simulator.expectAccessible();
});
