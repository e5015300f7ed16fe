// The line of the run: any moment of it by key and by pointer, and what is marked on it.
import { expect, test, type SimulatorPage } from "../support/simulator";

const line = ({ page }: SimulatorPage) => page.getByRole("slider", { name: "The whole run" });

const create = async ({ page }: SimulatorPage, name: string) =>
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

const inject = async ({ page }: SimulatorPage) =>
  page.evaluate(() => (window as any).simulator.call("sim", "InjectIncident", { Kind: "PaymentOverdue" }));

const branches = async ({ page }: SimulatorPage): Promise<number> =>
  page.evaluate(() => (window as any).simulator.branches().length);

/** The hours from the start of the run to where it stands. */
async function hours(simulator: SimulatorPage): Promise<number> {
  const start = Number(await line(simulator).getAttribute("aria-valuemin"));
  return (Date.parse(await simulator.now()) / 1000 - start) / 3600;
}

test("keys go an hour, a day, a month, and to the ends; what is ahead is kept", async ({ simulator, page }) => {
  await simulator.open("#/policies");
  await simulator.advance("P2D");
  await create(simulator, "day-two");
  await simulator.advance("P58D");
  const [end, digest] = [await simulator.now(), await simulator.digest()];
  await line(simulator).focus();
  for (const [key, reached] of [
    ["ArrowLeft", 60 * 24 - 1],
    ["ArrowRight", 60 * 24],
    ["ArrowDown", 59 * 24],
    ["PageDown", 29 * 24],
    ["ArrowUp", 30 * 24],
    ["Home", 0],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(() => hours(simulator)).toBe(reached);
    await expect(line(simulator)).toBeFocused();
  }
  await expect(page.locator("main").getByText("day-two")).toHaveCount(0);
  await expect(line(simulator)).toHaveAttribute("aria-valuetext", /1 Jan 2026/);
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => hours(simulator)).toBe(48);
  await expect(line(simulator)).toHaveAttribute("aria-valuetext", /: Create policy day-two$/);
  await page.keyboard.press("End");
  await expect.poll(() => simulator.now()).toBe(end);
  expect(await simulator.digest()).toBe(digest);
  await expect(page.locator("main").getByText("day-two").first()).toBeVisible();
  expect(await branches(simulator)).toBe(1);
  await simulator.expectAccessible();
});

test("keys that are pressed faster than the run can follow all count", async ({ simulator, page }) => {
  await simulator.open();
  await simulator.advance("P30D");
  await line(simulator).focus();
  for (let press = 0; press < 12; press++) await page.keyboard.press("ArrowDown");
  await expect.poll(() => hours(simulator)).toBe(18 * 24);
});

test("a pointer drags the playhead with its date, and the run follows when it is let go", async ({ simulator, page }) => {
  await simulator.open();
  await simulator.advance("P40D");
  const end = await simulator.now();
  const box = (await line(simulator).boundingBox())!;
  const x = (share: number) => box.x + box.width * share;
  const y = box.y + box.height / 2;
  await page.mouse.move(x(0.5), y);
  await page.mouse.down();
  await page.mouse.move(x(0.25), y, { steps: 5 });
  await expect(page.locator(".scrub-flag-text")).toHaveText(/2026/);
  expect(await simulator.now()).toBe(end);
  await page.mouse.up();
  await expect.poll(() => hours(simulator)).toBeLessThan(20 * 24);
  await expect(page.locator(".scrub-flag-text")).toHaveCount(0);
  // Between here and where the run had come to lies what was seen; beyond it time runs on.
  await page.mouse.click(x(0.5), y);
  await expect.poll(() => hours(simulator)).toBeGreaterThan(25 * 24);
  await page.mouse.click(x(0.9), y);
  await expect.poll(() => hours(simulator)).toBeGreaterThan(41 * 24);
  expect(await branches(simulator)).toBe(1);
});

test("incidents, actions and branches are marked, and say what they are", async ({ simulator, page }) => {
  await simulator.open();
  await simulator.advance("P3D");
  await create(simulator, "marked");
  await simulator.advance("P3D");
  await inject(simulator);
  await simulator.advance("P6D");
  await expect(page.locator(".scrub-incident title").first()).toHaveText(/^Overdue payment/);
  await expect(page.locator(".scrub-action title").first()).toHaveText("Create policy marked");
  await line(simulator).focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await expect.poll(() => hours(simulator)).toBe(6 * 24);
  await expect(line(simulator)).toHaveAttribute("aria-valuetext", /Overdue payment/);
  await page.keyboard.press("Shift+ArrowLeft");
  await expect.poll(() => hours(simulator)).toBe(3 * 24);
  await expect(page.locator(".scrub-incident[data-ahead]")).toHaveCount(1);
  await create(simulator, "another-way");
  await expect(page.locator(".scrub-way title")).toHaveText("Branch 2");
  await page.getByRole("button", { name: /^Branches/ }).click();
  const dialog = page.getByRole("dialog", { name: "Branches" });
  const other = dialog.getByRole("listitem").filter({ hasText: "Branch 2" });
  await other.getByRole("button", { name: "Rename" }).click();
  await other.getByLabel("Name of the branch").fill("unpaid");
  await simulator.expectAccessible();
  await other.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("listitem").filter({ hasText: "unpaid" })).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(page.locator(".scrub-way title")).toHaveText("unpaid");
});

test("the actions of the run are listed, each with the way to its moment", async ({ simulator, page }) => {
  await simulator.open("#/activity/actions");
  await simulator.advance("P3D");
  await create(simulator, "first");
  await simulator.advance("P3D");
  await create(simulator, "second");
  await expect(simulator.row("Create policy second")).toContainText("Done");
  await simulator.expectAccessible();
  await simulator.row("Create policy first").getByRole("button", { name: "Go There" }).click();
  await expect.poll(() => hours(simulator)).toBe(3 * 24);
  await expect(simulator.row("Create policy second")).toContainText("Ahead");
  await simulator.row("Create policy second").getByRole("button", { name: "Go There" }).click();
  await expect.poll(() => hours(simulator)).toBe(6 * 24);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByText("Undone: Create policy second.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Redo", exact: true })).toHaveAttribute("title", "Redo: Create policy second");
});

test("the names on the axis never collide, and a narrow screen has one slim row", async ({ simulator, page }) => {
  await simulator.open();
  for (const by of ["P1D", "P50D", "P200D", "P600D", "P900D"]) {
    await simulator.advance(by);
    for (const width of [700, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const boxes = () =>
        page.locator(".scrub-tick").evaluateAll((texts) => texts.map((text) => {
          const { left, right } = text.getBoundingClientRect();
          return [left, right];
        }));
      await expect.poll(async () => (await boxes()).length).toBeGreaterThan(1);
      const found = await boxes();
      for (let at = 1; at < found.length; at++) expect(found[at][0]).toBeGreaterThan(found[at - 1][1]);
    }
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator(".scrub-tick")).toHaveCount(0);
  expect((await line(simulator).boundingBox())!.height).toBeLessThanOrEqual(44);
  await simulator.expectAccessible();
});
