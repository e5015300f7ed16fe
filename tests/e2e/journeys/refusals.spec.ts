import { expect, test } from "../support/simulator";

test("a refusal stands in the panel that asked for it, with what was filled in", async ({ simulator, page }) => {
  await simulator.open();
  await page.getByRole("button", { name: "Add ECS Backup" }).click();
  const panel = simulator.addBackup;
  await panel.getByRole("checkbox", { name: /shop-web-2/ }).check();
  await panel.getByRole("button", { name: "Next", exact: true }).click();
  await panel.getByRole("radio", { name: "Create a policy" }).check();
  await panel.getByLabel("Policy Name").fill("second-thoughts");
  // Meanwhile a program protects the same instance.
  await page.evaluate(async () => {
    const call = (action: string, params: object) => (window as any).simulator.call("hbr", action, params);
    const [policy] = (await call("DescribePoliciesV2", {})).Policies;
    await call("CreatePolicyBindings", {
      PolicyId: policy.PolicyId,
      PolicyBindingList: [{ SourceType: "UDM_ECS", DataSourceId: "i-bp1k8e2rj8web2" }],
    });
  });
  await panel.getByRole("button", { name: "OK" }).press("Enter");

  // An instance has one policy: nothing has changed, and what was typed is still there.
  const refusal = panel.getByRole("alert").filter({ hasText: "is associated with the policy" });
  const said = page.getByText("is associated with the policy").locator("visible=true");
  await expect(refusal).toBeInViewport({ ratio: 1 });
  await expect(panel.getByLabel("Policy Name")).toHaveValue("second-thoughts");
  await expect(said).toHaveCount(1);
  await simulator.expectAccessible();

  // Its rule opens above the panel, and is gone again without it.
  await refusal.getByRole("button", { name: "POL-95" }).click();
  const rule = page.getByRole("dialog", { name: "Rule" });
  await expect(rule).toContainText("POL-95");
  await expect(rule.getByText("is associated with the policy")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(rule).toBeHidden();
  await expect(refusal).toBeVisible();

  // Asked again, it is said again, once; with another instance it is done, and nothing is left to read.
  await panel.getByRole("button", { name: "OK" }).press("Enter");
  await expect(said).toHaveCount(1);
  await panel.getByRole("button", { name: "Previous" }).click();
  await panel.getByRole("checkbox", { name: /shop-web-2/ }).uncheck();
  await panel.getByRole("checkbox", { name: /shop-search-1/ }).check();
  await panel.getByRole("button", { name: "Next", exact: true }).click();
  await panel.getByRole("button", { name: "OK" }).click();
  await expect(panel).toBeHidden();
  await expect(said).toHaveCount(0);
  await expect(page.getByText("7 / 8 Protected")).toBeVisible();
});

test("a plan that names a disk which has left is refused in its panel, and mended there", async ({ simulator, page }) => {
  await simulator.open("#/plans");
  const row = simulator.row("shop-db-1");
  const modify = async () => {
    await row.getByLabel("shop-db-1: More actions").click();
    await row.getByRole("button", { name: "Modify Plan" }).click();
  };
  const panel = page.getByRole("dialog", { name: "Modify Plan" });
  await modify();
  await panel.getByRole("switch", { name: "Protect All Disks" }).uncheck();
  await panel.getByRole("button", { name: "OK" }).click();
  await expect(panel).toBeHidden();

  await page.goto("./#/ecs/disks");
  const disk = page.getByRole("row", { name: /shop-db-1/ }).filter({ hasText: "Data disk" }).first();
  await disk.getByRole("button", { name: "Detach" }).click();
  await page.getByRole("dialog", { name: "Detach" }).getByRole("button", { name: "Detach" }).click();

  await page.goto("./#/plans");
  await modify();
  const digest = await simulator.digest();
  await panel.getByRole("button", { name: "OK" }).click();
  const refusal = panel.getByRole("alert").filter({ hasText: "The instance has no disk" });
  await expect(refusal).toBeInViewport({ ratio: 1 });
  expect(await simulator.digest()).toBe(digest);
  await simulator.expectAccessible();
  await refusal.getByRole("button", { name: "Close" }).click();
  await expect(refusal).toBeHidden();
  await panel.getByRole("switch", { name: "Protect All Disks" }).check();
  await panel.getByRole("button", { name: "OK" }).click();
  await expect(panel).toBeHidden();
  expect(await simulator.digest()).not.toBe(digest);
});
