// How quickly the page answers: no task over 50 ms while someone scrolls and pans through 10,000 points, and an answer to
// each click within 100 ms, from the press to the next frame that shows it.
//
// The only timed tests of the project; everything else that is fast or slow is measured in benchmarks. They run on
// machines that others use too, so a measure counts against what an idle page suffers in the same breath, and the best of
// a few tries counts: what the page itself does too slowly, it does too slowly each time.
import type { Page } from "@playwright/test";
import { POINTS, tenThousandPoints } from "../support/history";
import { expect, test } from "../support/simulator";

/** What one may wait for an answer, in milliseconds. */
const ANSWER_MAX = 100;
/** How often a measure is tried. */
const TRIES = 4;

/** The longest task while `act` is done, in milliseconds; 0 where none took 50 or more. */
async function longestTask(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const tasks: number[] = ((window as any).longTasks = []);
    const observer = ((window as any).taskObserver = new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map(({ duration }) => duration));
    }));
    observer.observe({ type: "longtask" });
  });
  await act();
  await frames(page, 2);
  return page.evaluate(() => {
    const { longTasks, taskObserver } = window as any;
    longTasks.push(...taskObserver.takeRecords().map(({ duration }: PerformanceEntry) => duration));
    taskObserver.disconnect();
    return Math.max(0, ...longTasks);
  });
}

/** Lets so many frames pass. */
async function frames(page: Page, count: number) {
  await page.evaluate(async (count) => {
    for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame);
    await new Promise((next) => setTimeout(next));
  }, count);
}

/** No task of `act` is long, but for those that an idle page suffers in the same time on this machine. */
async function expectNoLongTask(page: Page, act: () => Promise<void>) {
  const tries: string[] = [];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const busy = await longestTask(page, act);
    if (busy === 0) return;
    const idle = await longestTask(page, () => frames(page, 60));
    tries.push(`${busy.toFixed()} ms, idle ${idle.toFixed()} ms`);
  }
  expect(tries, "a task of 50 ms or more in every try").toEqual([]);
}

/**
 * How long the page takes to answer a click on what `selector` finds: from the event to the frame that shows what came of
 * it. Measured inside the page, where no other process stands between.
 */
async function answer(page: Page, selector: string): Promise<number> {
  return page.evaluate(async (selector) => {
    const target = document.querySelector<HTMLElement>(selector);
    if (!target) throw new Error(`nothing is ${selector}`);
    const { left, top, width, height } = target.getBoundingClientRect();
    const start = performance.now();
    target.dispatchEvent(
      new MouseEvent("click", { bubbles: true, cancelable: true, clientX: left + width / 2, clientY: top + height / 2 }),
    );
    // A change of the address is told in a task of its own, and what it brings is drawn in the frame after that.
    await new Promise((next) => setTimeout(() => requestAnimationFrame(() => setTimeout(next))));
    return performance.now() - start;
  }, selector);
}

/** A click is answered in time, at best; `before` brings the page to where it is clicked. */
async function expectAnswer(page: Page, what: string, selector: string, before: () => Promise<void>, shown: () => Promise<void>) {
  const tries: number[] = [];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    await before();
    await frames(page, 2);
    tries.push(await answer(page, selector));
    await shown();
    if (Math.min(...tries) <= ANSWER_MAX) return;
  }
  expect(Math.min(...tries), `${what}: ${tries.map((time) => time.toFixed()).join(", ")} ms`).toBeLessThanOrEqual(ANSWER_MAX);
}

const chart = (page: Page) => page.getByRole("slider", { name: "Backup points" });
const strip = (page: Page) => page.getByRole("slider", { name: "Points in view" });

test("no task is long while ten thousand points are scrolled through", async ({ simulator, page }) => {
  test.slow();
  await tenThousandPoints(simulator, "#/instances/i-hourly");
  await expect(page.getByText(`Backup points: ${POINTS.toLocaleString("en")}`)).toBeVisible();

  // The chart: panned by the wheel from end to end, zoomed in and out on the way, then dragged by its strip.
  const box = (await chart(page).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expectNoLongTask(page, async () => {
    await page.keyboard.down("Control");
    for (let turn = 0; turn < 20; turn++) await page.mouse.wheel(0, -100);
    await page.keyboard.up("Control");
    await page.keyboard.down("Shift");
    for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, turn < 20 ? 100 : -100);
    await page.keyboard.up("Shift");
  });
  const overview = (await strip(page).boundingBox())!;
  const at = (share: number) => [overview.x + overview.width * share, overview.y + overview.height / 2] as const;
  await expectNoLongTask(page, async () => {
    await page.mouse.move(...at(0.1));
    await page.mouse.down();
    for (let move = 0; move <= 40; move++) await page.mouse.move(...at(0.1 + 0.02 * move));
    await page.mouse.up();
  });
  await chart(page).focus();
  await page.keyboard.press("End");
  await expectNoLongTask(page, async () => {
    for (let press = 0; press < 20; press++) await page.keyboard.press("ArrowUp");
  });

  // The table: scrolled from top to bottom, and through its pages.
  await page.getByRole("button", { name: "Table" }).click();
  const main = page.getByRole("main");
  await expectNoLongTask(page, () =>
    main.evaluate(async (main) => {
      for (const end of [main.scrollHeight, 0]) {
        const from = main.scrollTop;
        for (let step = 1; step <= 30; step++) {
          main.scrollTop = from + ((end - from) * step) / 30;
          await new Promise(requestAnimationFrame);
        }
      }
    }),
  );
  const next = page.getByRole("region", { name: "Instance Protection" }).getByRole("button", { name: "Next page" });
  await expectNoLongTask(page, async () => {
    for (let turn = 0; turn < 10; turn++) await next.press("Enter");
  });
});

test("a click is answered within a tenth of a second among ten thousand points", async ({ simulator, page }) => {
  test.slow();
  await tenThousandPoints(simulator);
  const toggle = ".fleet button[aria-expanded]";
  const to = (hash: string, there: () => Promise<void>) => async () => {
    await page.evaluate((hash) => (location.hash = hash), hash);
    await there();
  };
  const list = to("#/instances", async () => {
    await expect(page.getByRole("button", { name: "Show history hourly" })).toBeVisible();
    await expect(chart(page)).toBeHidden();
  });
  const history = to("#/instances/i-hourly", () => expect(chart(page)).toBeVisible());

  await expectAnswer(page, "opening a history", toggle, list, () => expect(chart(page).locator("svg")).toBeVisible());
  await expectAnswer(page, "choosing a point", ".chart", history, () =>
    expect(page.getByRole("article", { name: "Backup point" })).toBeVisible(),
  );
  await history();
  await expectAnswer(page, "turning to the table", ".history .segmented button:nth-child(2)", async () => {
    await page.getByRole("button", { name: "Chart", exact: true }).click();
  }, () => expect(page.getByRole("table", { name: "Backup points" })).toBeVisible());
  await expectAnswer(page, "ordering the points by what they store", ".points th[data-sortable]:last-child button", async () => {}, () =>
    expect(page.getByRole("columnheader", { name: "Size in the chain" })).toHaveAttribute("aria-sort", /ascending|descending/),
  );
  await expectAnswer(page, "turning to Jobs", ".tabs a:last-child", list, () =>
    expect(page.getByRole("heading", { level: 1, name: "Jobs" })).toBeFocused(),
  );
});
