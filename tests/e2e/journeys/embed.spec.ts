// The page in a frame of a page of another origin: without its own frame, and telling that page what happens.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";

let around: Server;
test.beforeAll(async () => {
  around = createServer((request, response) => {
    const framed = new URL(request.url!, "http://127.0.0.1").searchParams.get("frame");
    if (!framed) return response.writeHead(404).end();
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><title>Around</title>
      <script>window.told = []; addEventListener("message", (event) => told.push({ origin: event.origin, ...event.data }));</script>
      <iframe title="Simulator" width="1000" height="700" src="${framed.replaceAll("&", "&amp;")}"></iframe>`);
  });
  await new Promise<void>((ready) => around.listen(0, "127.0.0.1", ready));
});
test.afterAll(() => around.close());

test("a page of another origin shows a demo without its frame, and is told of beats and time", async ({ browser, page, baseURL }) => {
  const { port } = around.address() as AddressInfo;
  const own = new URL(baseURL!).origin;
  const framed = (origin: string) =>
    `${baseURL}?chrome=none&time=none&scenario=scenarios/demo-five-minutes.json&origin=${encodeURIComponent(origin)}`;
  const told = () => page.evaluate(() => (window as any).told);
  await page.goto(`http://127.0.0.1:${port}/?frame=${encodeURIComponent(framed(`http://127.0.0.1:${port}`))}`);
  const frame = page.frameLocator("iframe");
  const stage = frame.getByRole("region", { name: "Demo" });
  await expect(stage).toContainText("Qinghe runs three servers");
  await expect(frame.getByRole("navigation", { name: "Main navigation" })).toHaveCount(0);
  await expect(frame.getByRole("banner")).toHaveCount(0);
  await expect(frame.locator(".time-bar")).toBeHidden();
  await expect.poll(told).toContainEqual(
    expect.objectContaining({ origin: own, source: "cloud-backup-simulator", type: "run", scenario: "demo-five-minutes" }),
  );
  await stage.getByRole("button", { name: "Next" }).click();
  await expect.poll(told).toContainEqual(expect.objectContaining({ type: "beat", id: "bare", number: 1 }));
  await expect.poll(told).toContainEqual(expect.objectContaining({ type: "time", now: expect.stringContaining("2026-01-01") }));

  // Whoever names another origin keeps this one from hearing anything.
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(`http://127.0.0.1:${port}/?frame=${encodeURIComponent(framed("http://example.invalid"))}`);
  const deaf = elsewhere.frameLocator("iframe").getByRole("region", { name: "Demo" });
  await deaf.getByRole("button", { name: "Next" }).click();
  await expect(deaf).toContainText("1 of 11");
  expect(await elsewhere.evaluate(() => (window as any).told)).toEqual([]);
  await elsewhere.context().close();
});
