// What was acknowledged is there after a tab or the whole browser was killed at a random moment. Four times as a journey;
// `cargo xtask soak kills` does it 200 times.
//
// A page can promise nothing of a browser that is killed right after a write: Chromium keeps localStorage in the process of
// the browser and writes it to the disk seconds later. So a tab is killed at any moment and nothing may be lost; the whole
// browser is killed as soon as what was acknowledged is on the disk, and how long that took is said.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Page, expect, test } from "@playwright/test";
import { Child, onDisk } from "../support/child";

const KILLS = Number(process.env.KILLS ?? 4);
/** Every so many kills, and at the last one, it is the browser's turn. */
const BROWSER_EVERY = 10;
/** Chromium holds writes back longer the more there were. */
const PATIENCE_MS = 300_000;
/** A run with more commands is left for another one. */
const COMMANDS_MAX = 150;

type Saved = { journal: unknown[]; now: number; digest: string };

const random = (most: number) => Math.floor(Math.random() * most);

/** Acts at random until it dies; what was done and awaited is acknowledged to `window.acknowledge`. */
async function act() {
  const { simulator } = window as any;
  const random = (most: number) => Math.floor(Math.random() * most);
  const policies: string[] = [];
  const deeds = [
    async () => {
      const Rules = [
        { RuleType: "BACKUP", BackupType: "COMPLETE", Schedule: `I|1767196800|PT${1 + random(23)}H` },
        { RuleType: "TRANSITION", Retention: 1 + random(30) },
      ];
      const answer = await simulator.call("hbr", "CreatePolicyV2", { PolicyName: `policy-${random(1e9)}`, PolicyType: "UDM_ECS_ONLY", Rules });
      if (answer.PolicyId) policies.push(answer.PolicyId);
    },
    async () => {
      const PolicyId = policies[random(policies.length)];
      if (PolicyId) await simulator.call("hbr", "DeletePolicyV2", { PolicyId });
    },
    () => simulator.call("hbr", "CreateBackupJob", { InstanceId: "i-bp1k8e2rj8web2", Retention: 1 + random(9) }),
    () => simulator.advance({ by: `PT${1 + random(200)}M` }),
    () => simulator.advance({ by: `P${1 + random(3)}D` }),
    () => simulator.fork(`branch ${random(1e9)}`),
  ];
  for (;;) {
    await new Promise((later) => setTimeout(later, random(30)));
    await deeds[random(deeds.length)]();
    (window as any).acknowledge(await simulator.save());
    if ((window as any).isEnough) return;
  }
}

async function opened(page: Page): Promise<Saved> {
  await page.goto(process.env.PAGE!);
  await page.waitForFunction(() => "simulator" in window);
  await page.evaluate(() => (window as any).simulator.ready);
  await expect(page.locator(".notice")).toHaveCount(0);
  return read(await page.evaluate(() => (window as any).simulator.save()));
}

/** Leaves the run for another one, in which something is done. */
async function another(page: Page): Promise<Saved> {
  const save = await page.evaluate(async () => {
    const { simulator } = window as any;
    await simulator.load("web-shop");
    await simulator.advance({ by: "PT1H" });
    return simulator.save();
  });
  return read(save);
}

function read(save: string): Saved {
  const { journal, now, digest } = JSON.parse(save).body;
  return { journal, now, digest };
}

/** Whatever was acknowledged is there; more may be, of which word did not arrive. */
function expectNothingLost(found: Saved, acknowledged: Saved) {
  expect(found.journal.slice(0, acknowledged.journal.length)).toEqual(acknowledged.journal);
  expect(found.now).toBeGreaterThanOrEqual(acknowledged.now);
  if (found.now === acknowledged.now && found.journal.length === acknowledged.journal.length)
    expect(found.digest).toBe(acknowledged.digest);
}

test(`nothing is lost in ${KILLS} kills`, async () => {
  test.setTimeout(60_000 + KILLS * 60_000);
  const profile = mkdtempSync(join(tmpdir(), "cloud-backup-simulator-"));
  const flushes: number[] = [];
  let acknowledgements = 0;
  let child = await Child.start(profile);
  try {
    let acknowledged: Saved | undefined;
    for (let kill = 1; kill <= KILLS; kill++) {
      const page = await child.browser.contexts()[0].newPage();
      let told: string | undefined;
      await page.exposeFunction("acknowledge", (save: string) => {
        told = save;
        acknowledgements++;
      });
      const found = await opened(page);
      if (acknowledged) expectNothingLost(found, acknowledged);
      acknowledged = found.journal.length > COMMANDS_MAX ? await another(page) : found;
      const session = await page.context().newCDPSession(page);
      const acting = page.evaluate(act).catch(() => {});
      await new Promise((later) => setTimeout(later, 20 + random(700)));
      if (kill % BROWSER_EVERY === 0 || kill === KILLS) {
        await page.evaluate(() => ((window as any).isEnough = true));
        await acting;
        const mark = `mark-${kill}-${Date.now()}`;
        await page.evaluate((mark) => localStorage.setItem("mark", mark), mark);
        flushes.push(await onDisk(profile, mark, PATIENCE_MS));
        await child.kill();
        child = await Child.start(profile);
      } else {
        const crashed = page.waitForEvent("crash");
        session.send("Page.crash").catch(() => {});
        await crashed;
        await page.close();
      }
      if (told) acknowledged = read(told);
    }
    const last = await opened(await child.browser.contexts()[0].newPage());
    expectNothingLost(last, acknowledged!);
    const slowest = Math.max(0, ...flushes);
    console.log(`${KILLS} kills, ${flushes.length} of the whole browser; ${acknowledgements} acknowledged actions, none lost; on the disk after at most ${slowest} ms`);
  } finally {
    await child.close().catch(() => {});
    rmSync(profile, { recursive: true, force: true });
  }
});
