import { expect, test } from "../support/simulator";

/** A scenario of one instance in each of two regions, in another time zone than the web shop's. */
const twoRegions = {
  format: "cloud-backup-scenario/1",
  name: "two regions",
  seed: 3,
  start: "2026-06-01T00:00:00+02:00",
  time_zone: "+02:00",
  regions: ["cn-beijing", "cn-shanghai"],
  instances: ["cn-beijing", "cn-shanghai"].map((region) => ({
    id: `i-${region}`,
    name: `server-${region}`,
    region,
    disks: [{ kind: "system", category: "cloud_essd", size_gib: 40 }],
  })),
};

test("another scenario takes the whole page over", async ({ simulator, page }) => {
  await simulator.open("#/instances/i-cn-shanghai");
  await expect(page.getByText("This run has no instance i-cn-shanghai")).toBeVisible();
  await page.evaluate((scenario) => (window as any).simulator.load(scenario), twoRegions);
  await expect(page.getByRole("banner")).toContainText("two regions");
  await expect(page.getByLabel("Region").locator("option")).toHaveText(["China (Beijing)", "China (Shanghai)"]);
  await expect(page.getByTestId("clock")).toContainText("UTC+02:00");
  await expect(page.getByText("This run has no instance")).toBeHidden();
});

test("an address leads to its instance in whatever region, and the region is kept", async ({ simulator, page }) => {
  await simulator.open();
  await page.evaluate((scenario) => (window as any).simulator.load(scenario), twoRegions);
  await page.evaluate(() => (location.hash = "#/instances/i-cn-shanghai"));
  await expect(simulator.row("server-cn-shanghai")).toBeVisible();
  await expect(page.getByText("No backup point yet")).toBeVisible();
  await page.evaluate(() => (location.hash = "#/jobs"));
  await simulator.reload();
  await expect(page.getByLabel("Region")).toHaveValue("cn-shanghai");
});

test("the way back leads out of a screen while a menu of it is open", async ({ simulator, page }) => {
  await simulator.open("#/jobs");
  await page.getByRole("link", { name: "ECS Instance Backup" }).click();
  await page.getByLabel("shop-web-1: More actions").press("Enter");
  await expect(page.getByRole("button", { name: "Suspend Plan" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Jobs" })).toBeFocused();
});

test("advances that are asked for together come one after the other", async ({ simulator, page }) => {
  await simulator.open();
  const answers = await page.evaluate(async () => {
    const { simulator } = window as any;
    return Promise.all([simulator.advance({ by: "P200D" }), simulator.advance({ by: "P1D" }), simulator.advance({ by: "PT1H" })]);
  });
  expect(answers.map(({ now }) => now)).toEqual([
    "2026-07-20T00:00:00+08:00",
    "2026-07-21T00:00:00+08:00",
    "2026-07-21T01:00:00+08:00",
  ]);
});

test("another run ends a jump of the one before, and is not moved by it", async ({ simulator, page }) => {
  await simulator.open();
  const now = await page.evaluate(async () => {
    const { simulator } = window as any;
    const shop = await (await fetch("./scenarios/web-shop.json")).json();
    const jump = simulator.advance({ by: "P36500D" });
    await new Promise((next) => setTimeout(next, 50));
    await simulator.load(shop);
    const after = simulator.advance({ by: "P3650D" });
    await Promise.all([jump, after]);
    return simulator.now();
  });
  expect(now).toBe("2035-12-30T00:00:00+08:00");
});

test("a long jump shows how far it is, leaves the page usable, and stops where it is told to", async ({ simulator, page }) => {
  await simulator.open();
  await page.locator("body").press("j");
  const jump = page.getByRole("dialog", { name: "Jump to a date" });
  await jump.getByLabel("Jump to").fill("2025-12-31T00:00");
  await expect(jump.getByText("Choose another time than now")).toBeVisible();
  await expect(jump.getByRole("button", { name: "Jump", exact: true })).toBeDisabled();
  await simulator.expectAccessible();
  await jump.getByLabel("Jump to").fill("2226-01-01T00:00");
  await jump.getByRole("button", { name: "Jump", exact: true }).click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.getByRole("link", { name: "Jobs" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jobs" })).toBeFocused();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("progressbar")).toBeHidden();
  const stopped = await simulator.now();
  expect(stopped > "2026-01-01" && stopped < "2226").toBe(true);
  await page.waitForTimeout(300);
  expect(await simulator.now()).toBe(stopped);
});

test("rewinding shows the earlier state on every screen", async ({ simulator, page }) => {
  await simulator.open("#/activity");
  await simulator.advance("P10D");
  await expect(page.getByRole("row").nth(1)).toContainText("11 Jan 2026");
  await page.evaluate(() => (window as any).simulator.rewind({ to: "2026-01-02T12:00:00+08:00" }));
  await expect(page.getByRole("row").nth(1)).toContainText("2 Jan 2026");
  const refusal = await page.evaluate(() =>
    (window as any).simulator.rewind({ to: "2026-03-01T00:00:00+08:00" }).catch((error: Error) => error.message),
  );
  expect(refusal).toContain("lies outside the run");
});

test("a run goes out as a file and comes back from it, to the digest", async ({ simulator, page }) => {
  await simulator.open("#/settings");
  await simulator.advance("P5D");
  const digest = await simulator.digest();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as a File" }).click();
  const file = await (await download).path();
  await page.getByRole("button", { name: "Start over" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Start over" }).click();
  expect(await simulator.now()).toBe("2026-01-01T00:00:00+08:00");
  const chooser = page.getByLabel("Open a run from a file");
  await chooser.setInputFiles(file);
  const question = page.getByRole("dialog", { name: "Open a run?" });
  await question.getByRole("button", { name: "Open as a Run" }).click();
  await expect(page.getByText("The run is open; it stands at 6 Jan 2026, 00:00")).toBeVisible();
  expect(await simulator.digest()).toBe(digest);
  await chooser.setInputFiles({ name: "holiday.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await expect(page.getByText("this is not a saved run of the simulator")).toBeVisible();
  await question.getByRole("button", { name: "Cancel" }).click();
  expect(await simulator.digest()).toBe(digest);
  await page.getByRole("banner").getByRole("button", { name: "中文" }).click();
  await chooser.or(page.getByLabel("从文件打开运行")).setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{") });
  await expect(page.getByText("可能被截断")).toBeVisible();
});

test("the focus stays on what was pressed while the row changes", async ({ simulator, page }) => {
  await simulator.open();
  const row = simulator.row("shop-web-1");
  const run = row.getByRole("button", { name: "Run Now" });
  await run.press("Enter");
  await expect(row).toContainText("Running 1 Jan 2026");
  await expect(run).toBeFocused();
  const more = row.getByLabel("shop-web-1: More actions");
  await more.press("Enter");
  await row.getByRole("button", { name: "Suspend Plan" }).press("Enter");
  await expect(row).toContainText("suspended");
  await expect(more).toBeFocused();
  await more.press("Enter");
  await page.keyboard.press("Escape");
  await expect(row.getByRole("button", { name: "Resume Plan" })).toBeHidden();
});

test("a running job is handled while it moves on", async ({ simulator, page }) => {
  await simulator.open("#/jobs");
  const row = page.getByRole("row").nth(1);
  await row.getByRole("button", { name: /^Show the disks of job-/ }).click();
  const progress = await row.getByRole("cell").nth(3).innerText();
  await simulator.advance("PT20M");
  await expect(row.getByRole("cell").nth(3)).not.toHaveText(progress);
  await expect(page.getByRole("row").nth(2).getByRole("listitem").first()).toBeVisible();
  await row.getByRole("button", { name: "Cancel Job" }).click();
  await page.getByRole("dialog", { name: "Cancel Job" }).getByRole("button", { name: "Cancel Job" }).click();
  await expect(row).toContainText("Canceled");
});

test("a call is always answered, whatever it is given", async ({ simulator, page }) => {
  await simulator.open();
  const digest = await simulator.digest();
  const answers = await page.evaluate(async () => {
    const { simulator } = window as any;
    const itself: any = {};
    itself.itself = itself;
    const given = [itself, () => 1, [1], "text", 5n, Symbol("s")];
    const calls = given.map((params) => simulator.call("hbr", "CreatePolicyV2", params));
    return Promise.all([...calls, simulator.call(1, 2), simulator.call()]);
  });
  expect(answers.map(({ Success }) => Success)).toEqual(answers.map(() => false));
  expect(answers.map(({ Code }) => Code).every((code: string) => code.startsWith("Sim."))).toBe(true);
  const failures = await page.evaluate(async () => {
    const { simulator } = window as any;
    const failed = (promise: Promise<unknown>) => promise.then(() => "", (error: Error) => error.message);
    return [
      await failed(simulator.load("../nowhere")),
      await failed(simulator.load({ format: "cloud-backup-scenario/1", colour: "red" })),
      await failed(simulator.advance({ by: "P1M" })),
      await failed(simulator.restore("{}")),
    ];
  });
  expect(failures[0]).toContain("letters, digits and hyphens only");
  expect(failures[1]).toContain("$.colour");
  expect(failures[2]).toContain("ISO 8601");
  expect(failures[3]).toContain("not a saved run");
  expect(await simulator.digest()).toBe(digest);
});

test("a scenario is loaded by name, as an object and as text; events are told from a number or a time on", async ({ simulator, page }) => {
  await simulator.open();
  const told = await page.evaluate(async (scenario) => {
    const { simulator } = window as any;
    await simulator.load(JSON.stringify(scenario));
    const other = simulator.now();
    await simulator.load("web-shop");
    await simulator.advance({ by: "P3D" });
    const all = simulator.events();
    const numbers = (options: object) => simulator.events(options).map(({ number }: any) => number);
    return {
      other,
      all: all.map(({ number }: any) => number),
      newest: numbers({ limit: 2 }),
      next: numbers({ since: 4, limit: 2 }),
      sinceTime: simulator.events({ since: "2026-01-03T02:00:00+08:00", limit: 1 })[0].time,
    };
  }, twoRegions);
  expect(told.other).toBe("2026-06-01T00:00:00+02:00");
  expect(told.newest).toEqual(told.all.slice(-2));
  expect(told.next).toEqual([5, 6]);
  expect(told.sinceTime).toBe("2026-01-03T02:00:00+08:00");
});
