import { expect, type Locator, type Page } from "@playwright/test";

/** What has the focus, as a person who works by keyboard meets it. Only looked at: nothing is done here. */
const focus = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { name: "nothing", isSeen: false, isCovered: false };
    const isMarked = (element: Element | null) => {
      if (!element) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    };
    // A switch or a segment wears the mark of the field in it.
    const isSeen = [element, element.nextElementSibling, element.closest("label")].some(isMarked);
    const label = element.getAttribute("aria-label") ?? element.closest("label")?.textContent ?? element.textContent;
    const name = `${element.tagName.toLowerCase()} ${label?.trim().slice(0, 40)}`;
    // Covered is what no point of it can be seen.
    const boxes = [...element.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    const points = boxes.flatMap(({ left, top, width, height }) =>
      [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + width * x, top + height * y])),
    );
    const isThere = ([x, y]: number[]) => {
      const found = document.elementFromPoint(x, y);
      return found !== null && (element.contains(found) || found.contains(element) || found.closest("label")?.contains(element) === true);
    };
    return { name, isSeen, isCovered: !points.some(isThere) };
  });

/** The keyboard, and nothing else. Every stop on the way must be seen: with a mark, and not covered. */
export class Keyboard {
  constructor(readonly page: Page) {}

  /** Walks to something with Tab, or back with Shift+Tab where that is the way. */
  async to(target: Locator) {
    await expect(target).toBeVisible();
    const where = await target.evaluate((element) => {
      const active = document.activeElement;
      if (element === active || (active && element.contains(active) && active !== document.body)) return 0;
      return active && active.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
    });
    const isThere = () => target.evaluate((element) => element === document.activeElement);
    for (let presses = 0; presses < STOPS_MAX && !(await isThere()); presses += 1) {
      await this.page.keyboard.press(where < 0 ? "Shift+Tab" : "Tab");
      const { name, isSeen, isCovered } = await focus(this.page);
      if (name !== "nothing") expect({ name, isSeen, isCovered }).toEqual({ name, isSeen: true, isCovered: false });
    }
    await expect(target).toBeFocused();
  }

  /** Presses keys; afterwards something has the focus. */
  async press(...keys: string[]) {
    for (const key of keys) await this.page.keyboard.press(key);
    await expect.poll(async () => (await focus(this.page)).name).not.toBe("nothing");
  }

  /** Walks to a button, link or switch and presses it. */
  async use(target: Locator, key = "Enter") {
    await this.to(target);
    await this.press(key);
  }

  /** Walks to a field and puts a text in the place of what it holds. */
  async fill(target: Locator, text: string) {
    await this.to(target);
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.type(text);
  }

  /** Chooses one of a group of radio buttons: to the group with Tab, within it with the arrows. */
  async choose(target: Locator) {
    const name = await target.getAttribute("name");
    const group = this.page.locator(`input[type="radio"][name="${name}"]:not(:disabled)`);
    const checked = group.and(this.page.locator(":checked"));
    await this.to((await checked.count()) > 0 ? checked.first() : group.first());
    if ((await checked.count()) === 0) await this.press("Space");
    for (let presses = 0; presses < 20 && !(await target.isChecked()); presses += 1) await this.press("ArrowDown");
    await expect(target).toBeChecked();
  }
}

const STOPS_MAX = 150;
