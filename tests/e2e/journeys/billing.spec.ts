import { expect, test } from "../support/simulator";
import { content } from "../support/cells";

test("the bill goes on in a forecast that says why and comes true", async ({ simulator, page }) => {
  await simulator.open("#/billing");
  await simulator.advance("P40D");
  const chart = page.getByRole("region", { name: "Cost over Time" }).first();
  await page.getByRole("combobox", { name: "Period" }).selectOption({ label: "Whole run" });
  await chart.getByText("Show as a table").click();
  await expect(chart.getByRole("columnheader", { name: "Standard snapshot storage fee" })).toBeVisible();
  await expect(chart.getByText("to come")).toHaveCount(0);

  const date = chart.getByLabel("Forecast to");
  await date.fill("2001-01-01");
  await expect(date).toHaveAttribute("aria-invalid", "true");
  await expect(chart.getByText("Choose a date after now")).toBeVisible();
  await chart.getByRole("button", { name: "+90 days" }).click();
  const found = chart.getByRole("status");
  await expect(found.getByText(/^CNY \d+\.\d\d$/)).toBeVisible();
  await expect(found.getByText(/What snapshots in the Standard tier occupied/).first()).toBeVisible();
  await expect(chart.locator(".bill-legend").getByText("to come")).toBeVisible();
  const foreseen = await found.getByText(/^CNY \d+\.\d\d$/).textContent();
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await simulator.expectAccessible();
  }

  // Time that passes as it was foreseen comes to what was said; an action makes another future.
  const from = await simulator.now();
  const to = `${await date.inputValue()}T00:00:00+08:00`;
  await page.evaluate((to) => (window as any).simulator.advance({ to }), to);
  const bill = await page.evaluate(
    ([from, to]) => (window as any).simulator.call("sim", "DescribeBill", { From: from, To: to }),
    [from, to],
  );
  expect(`CNY ${bill.Total}`).toBe(foreseen);
  await expect(found).toBeVisible();
  await page.evaluate(() => (window as any).simulator.call("sim", "TopUp", { Amount: "1.00" }));
  await expect(found).toHaveCount(0);
});

test("a resource plan is bought, stands on the bill and is taken back", async ({ simulator, page }) => {
  await simulator.open("#/billing");
  await simulator.advance("P3D");
  await page.evaluate(() => (window as any).simulator.call("sim", "TopUp", { Amount: "1000000.00" }));
  await page.getByRole("heading", { name: "Resource Plans" }).click();
  const plans = page.locator("details").filter({ has: page.getByRole("heading", { name: "Resource Plans" }) });
  await plans.getByLabel("Months").fill("0");
  await expect(plans.getByText("0 months is no term of a resource plan")).toBeVisible();
  await plans.getByLabel("Months").fill("6");
  await plans.getByLabel("Capacity (GiB)").fill("100");
  await expect(plans.getByText(/^CNY 54\.00 now, not refundable/)).toBeVisible();
  await plans.getByRole("button", { name: "Buy" }).click();
  await expect(plans.getByRole("row", { name: /OSS resource plan/ })).toContainText("54.00");
  await simulator.advance("P2D");
  await page.getByRole("combobox", { name: "Grouped by" }).selectOption({ label: "Storage Tier" });
  await expect(page.getByRole("row", { name: /What resource plans pay for/ }).first()).toContainText("0.00");
  await expect(page.getByRole("row", { name: /^Resource plan/ })).toContainText("54.00");
  await simulator.expectAccessible();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("heading", { name: "Resource Plans" }).click();
  await expect(plans.getByText("None has been bought.")).toBeVisible();
});

test("prices leave as a file and come back; a faulty file says where", async ({ simulator, page }) => {
  await simulator.open("#/billing");
  await page.getByRole("heading", { name: "Price Table" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export" }).click(),
  ]);
  const file = JSON.parse(await content(download));
  expect(file.prices.standard_price).toBe("0.12");
  const give = (file: unknown) =>
    page
      .getByLabel("Import", { exact: true })
      .setInputFiles({ name: "prices.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await give({ ...file, prices: { ...file.prices, standard_price: "-1", gold: "2" } });
  const faults = page.locator("details").getByRole("alert");
  await expect(faults).toContainText("$.prices.standard_price");
  await expect(faults).toContainText("$.prices.gold");
  await simulator.expectAccessible();
  await give({ ...file, prices: { standard_price: "0.24" } });
  await expect(faults).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "Standard snapshot storage (illustrative)" })).toHaveValue("0.24");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("The settings are in force.")).toBeVisible();
});

test("whether archiving pays is played and said, in Chinese too", async ({ simulator, page }) => {
  await simulator.open("#/billing");
  await page.evaluate(() => localStorage.setItem("cloud-backup-simulator/locale", "zh-CN"));
  await simulator.reload();
  await page.evaluate(async () => {
    const { call } = (window as any).simulator;
    const { Instances } = await call("ecs", "DescribeInstances", {});
    const bound = await call("hbr", "DescribePolicyBindings", {});
    const free = Instances.Instance.find(
      ({ InstanceId }: any) => !bound.PolicyBindings.some((one: any) => one.DataSourceId === InstanceId),
    );
    const Rules = [
      { RuleType: "BACKUP", Schedule: "I|1767196800|P1D" },
      { RuleType: "TRANSITION", Retention: 120, ArchiveDays: 30 },
    ];
    const policy = await call("hbr", "CreatePolicyV2", { PolicyName: "long", PolicyType: "UDM_ECS_ONLY", Rules });
    await call("hbr", "CreatePolicyBindings", {
      PolicyId: policy.PolicyId,
      PolicyBindingList: [{ SourceType: "UDM_ECS", DataSourceId: free.InstanceId }],
    });
  });
  await page.getByRole("heading", { name: "归档是否划算" }).click();
  const section = page.locator("details").filter({ has: page.getByRole("heading", { name: "归档是否划算" }) });
  await section.getByLabel("备份策略").selectOption({ label: "long" });
  await expect(section.getByLabel("归档天数")).toHaveValue("30");
  await section.getByRole("button", { name: "对比" }).click();
  await expect(section.getByRole("status")).toContainText(/30天后归档，整个期间共\d/);
  await expect(section.getByRole("row").nth(1)).toContainText("年");
  await simulator.expectAccessible();
});
