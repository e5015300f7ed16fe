import { expect, test } from "../support/simulator";

test("each point says what keeps it and what becomes of it, and so it happens", async ({ simulator, page }) => {
  await simulator.open();
  await simulator.advance("P40D");
  const id = await page.evaluate(async () => {
    const answer = await (window as any).simulator.call("ecs", "DescribeInstances", { PageSize: 100 });
    return answer.Instances.Instance.find((one: any) => one.InstanceName === "shop-web-1").InstanceId;
  });
  await page.evaluate((id) => (location.hash = `#/instances/${id}`), id);
  await page.getByRole("button", { name: "Why?", exact: true }).press("Enter");
  const table = page.getByRole("table", { name: "Why?" });
  await expect(table.getByRole("row").nth(1)).toContainText("Comes with the next run");
  await expect(table.getByRole("row").nth(2)).toContainText("Kept for");
  await expect(table.getByRole("row").nth(2)).toContainText("Stays");
  await simulator.expectAccessible();

  const points = () =>
    page.evaluate(async (id) => (await (window as any).simulator.call("hbr", "DescribeUdmSnapshots", { SourceType: "UDM_ECS", InstanceId: id })).Snapshots.length, id);
  const said = await page.getByRole("status").filter({ hasText: "Next run on" }).innerText();
  const [comes, goes] = [/come: (\d+)/, /go: (\d+)/].map((number) => Number(said.match(number)![1]));
  expect([comes, goes]).toEqual([1, 1]);
  await page.getByRole("combobox", { name: "With the next run" }).selectOption({ label: "Goes" });
  await expect(table.locator("tbody tr")).toHaveCount(1);
  await expect(table).toContainText("Goes on");
  const before = await points();
  await simulator.advance("P1D");
  expect(await points()).toBe(before + comes - goes);
  await page.evaluate(() => localStorage.setItem("cloud-backup-simulator/locale", "zh-CN"));
  await simulator.reload();
  await page.getByRole("button", { name: "为什么？", exact: true }).first().click();
  await expect(page.getByRole("table", { name: "为什么？" })).toContainText("由下次执行创建");
  await simulator.expectAccessible();
});
