import { expect, type Page } from "@playwright/test";

/** An action of a scenario file. */
export type Action = {
  call?: [string, string, Record<string, unknown>];
  as?: string;
  refused?: string;
  advance?: Record<string, string>;
  answer?: [string, number];
  command?: unknown;
};

/** A scenario file, as far as a lesson is played from it. */
export type Lesson = {
  name: string;
  kind?: string;
  order?: number;
  title: Record<string, string>;
  debrief?: Record<string, string>;
  steps: {
    id: string;
    title: Record<string, string>;
    objectives?: { id: string; title: Record<string, string> }[];
    questions?: { id: string; text: Record<string, string>; choices: { text: Record<string, string>; right: boolean }[] }[];
    hints?: Record<string, string>[];
    solution: Action[];
  }[];
  wrong_route?: { actions: Action[]; refused: string[] };
};

/** The file of a bundled scenario, as the page would fetch it. */
export async function lesson(page: Page, name: string): Promise<Lesson> {
  return page.evaluate(async (name) => (await fetch(`./scenarios/${name}.json`)).json(), name);
}

/** The names of the bundled lessons of some kinds, in order. */
export async function names(page: Page, ...kinds: string[]): Promise<string[]> {
  const index = await page.evaluate(async () => (await fetch("./scenarios/index.json")).json());
  const entries = index.scenarios.filter((entry: Lesson) => kinds.includes(entry.kind ?? ""));
  return entries.sort((a: Lesson, b: Lesson) => (a.order ?? 99) - (b.order ?? 99)).map((entry: Lesson) => entry.name);
}

/** Begins a bundled scenario from the gallery. */
export async function begin(page: Page, title: string, words = { start: "Start", guide: "Guide" }) {
  await page.evaluate(() => (location.hash = "#/scenarios"));
  const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
  await card.getByRole("button", { name: new RegExp(`^${words.start}`) }).last().click();
  await expect(page.getByRole("complementary", { name: words.guide })).toBeVisible();
}

/** A value of an action, with `$name.path` put in. */
function filled(value: any, answers: Record<string, any>): any {
  if (typeof value === "string" && value.startsWith("$")) {
    return value.slice(1).split(".").reduce((inner, key) => inner?.[key], answers);
  }
  if (Array.isArray(value)) return value.map((inner) => filled(inner, answers));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, answers)]));
  }
  return value;
}

/** Plays actions as a learner's clicks come to: calls, time, and answers in the guide. */
export async function play(page: Page, lesson: Lesson, actions: Action[], answers: Record<string, any>, locale: string) {
  for (const action of actions) {
    if (action.call) {
      const [product, operation, params] = action.call;
      const answer = await page.evaluate(
        ([product, operation, params]) => (window as any).simulator.call(product, operation, params),
        [product, operation, filled(params, answers)] as const,
      );
      const refused = answer.Success === false || (answer.Code !== undefined && answer.Code !== "200");
      if (refused !== (action.refused !== undefined)) throw new Error(`${operation}: ${JSON.stringify(answer)}`);
      if (action.as) answers[action.as] = answer;
    } else if (action.advance) {
      await page.evaluate((moment) => (window as any).simulator.advance(moment), action.advance);
    } else if (action.answer) {
      await answer(page, lesson, action.answer, locale);
    } else {
      throw new Error(`a journey cannot play ${JSON.stringify(action)}`);
    }
  }
}

/** Opens the step of the guide that has this title, where it is closed. */
export async function openStep(page: Page, title: string) {
  const step = page.locator(".guide-step").filter({ has: page.getByRole("heading", { name: title, exact: true, includeHidden: true }) });
  const details = step.locator(":scope > details");
  if (!(await details.evaluate((details: HTMLDetailsElement) => details.open))) {
    await details.locator(":scope > summary").click();
  }
  return step;
}

async function answer(page: Page, lesson: Lesson, [id, choice]: [string, number], locale: string) {
  const step = lesson.steps.find((step) => step.questions?.some((question) => question.id === id))!;
  const question = step.questions!.find((question) => question.id === id)!;
  const shown = await openStep(page, step.title[locale]);
  const form = shown.locator("form").filter({ hasText: question.text[locale] });
  await form.getByRole("radio", { name: question.choices[choice].text[locale], exact: true }).check();
  await form.getByRole("button").click();
  await expect(form.locator(".because").first()).toBeVisible();
}
