// Ways through time: back to a date, action by action, and to other branches.
import { expect, test } from "../support/simulator";

const policies = async (page: any): Promise<number> =>
  page.evaluate(async () => {
    const answer = await (window as any).simulator.call("hbr", "DescribePoliciesV2", { MaxResults: 100 });
    return answer.Policies.length;
  });

const create = async (page: any, name: string) =>
  page.evaluate(
    (name: string) =>
      (window as any).simulator.call("hbr", "CreatePolicyV2", {
        PolicyName: name,
        PolicyType: "UDM_ECS_ONLY",
        Rules: [
          { RuleType: "BACKUP", BackupType: "COMPLETE", Schedule: "I|1767196800|P1D" },
          { RuleType: "TRANSITION", Retention: 7 },
        ],
      }),
    name,
  );

test("an action is undone and done again, by key and by button", async ({ simulator, page }) => {
  await simulator.open("#/policies");
  const before = await policies(page);
  await create(page, "one-more");
  await expect(page.locator("main").getByText("one-more").first()).toBeVisible();
  await page.locator("body").press("Control+z");
  await expect(page.getByText("Undone: Create policy one-more.")).toBeVisible();
  expect(await policies(page)).toBe(before);
  await expect(page.locator("main").getByText("one-more")).toHaveCount(0);
  await page.getByRole("button", { name: "Redo", exact: true }).click();
  await expect(page.locator("main").getByText("one-more").first()).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.locator("main").getByText("one-more")).toHaveCount(0);
  await page.locator("body").press("Control+y");
  await expect(page.locator("main").getByText("one-more").first()).toBeVisible();
});

test("a date in the past takes the run back, and what lay ahead becomes a branch", async ({ simulator, page }) => {
  await simulator.open("#/policies");
  await simulator.advance("P2D");
  await create(page, "day-two");
  await simulator.advance("P8D");
  const end = await simulator.now();
  await page.locator("body").press("j");
  const jump = page.getByRole("dialog", { name: "Jump to a date" });
  await jump.getByLabel("Jump to").fill("2026-01-02T12:00");
  await jump.getByRole("button", { name: "Jump", exact: true }).click();
  await expect.poll(() => simulator.now()).toBe("2026-01-02T12:00:00+08:00");
  await expect(page.locator("main").getByText("day-two")).toHaveCount(0);
  await create(page, "another-way");
  await expect(page.getByText("kept as a branch")).toBeVisible();
  await page.getByRole("button", { name: /^Branches/ }).click();
  const branches = page.getByRole("dialog", { name: "Branches" });
  await expect(branches.getByRole("listitem")).toHaveCount(2);
  await simulator.expectAccessible();
  await branches.getByRole("button", { name: "Go There" }).click();
  await expect.poll(() => simulator.now()).toBe(end);
  await expect(page.locator("main").getByText("day-two").first()).toBeVisible();
  await expect(page.locator("main").getByText("another-way")).toHaveCount(0);
});

test("branches are forked, refused and removed in their dialog, and outlive a reload", async ({ simulator, page }) => {
  await simulator.open();
  await page.getByRole("button", { name: /^Branches/ }).click();
  const branches = page.getByRole("dialog", { name: "Branches" });
  await branches.getByRole("button", { name: "Fork Here" }).click();
  await expect(branches.getByText("cannot be the name of a branch")).toBeVisible();
  await branches.getByLabel("Name of the branch").fill("without replication");
  await branches.getByRole("button", { name: "Fork Here" }).click();
  await expect(branches.getByRole("listitem").filter({ hasText: "without replication" })).toContainText("Present");
  await page.keyboard.press("Escape");
  await simulator.reload();
  await page.getByRole("button", { name: /^Branches/ }).click();
  await expect(branches.getByRole("listitem")).toHaveCount(2);
  await branches.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog", { name: "Remove" }).getByRole("button", { name: "Remove" }).click();
  await expect(branches.getByRole("listitem")).toHaveCount(1);
});

test("programs fork, list and switch branches", async ({ simulator, page }) => {
  await simulator.open();
  const told = await page.evaluate(async () => {
    const { simulator } = window as any;
    await simulator.advance({ by: "P3D" });
    const first = simulator.branches()[0].id;
    const digest = await simulator.digest();
    const forked = await simulator.fork("what if");
    await simulator.advance({ by: "P3D" });
    const other = await simulator.digest();
    await simulator.switchTo(first);
    const back = await simulator.digest();
    await simulator.switchTo("what if");
    const again = await simulator.digest();
    const refused = await simulator.switchTo("nowhere").catch((error: Error) => error.message);
    return { digest, other, back, again, refused, names: simulator.branches().map((branch: any) => branch.name), forked };
  });
  expect(told.back).toBe(told.digest);
  expect(told.again).toBe(told.other);
  expect(told.other).not.toBe(told.digest);
  expect(told.names).toEqual([null, "what if"]);
  expect(told.forked).toBe("branch-2");
  expect(told.refused).toContain("no branch");
});
