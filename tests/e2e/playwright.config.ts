import { defineConfig } from "@playwright/test";
import { launchOptions } from "./support/browser";

const TIMED = /(speed|kills)\.spec\.ts/;

// The page is served by `cargo xtask test e2e`, which says where in PAGE and which browser to use in CHROMIUM.
export default defineConfig({
  testDir: "./journeys",
  // Two journeys share a machine that may have two cores and much else to do.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  workers: 2,
  forbidOnly: true,
  reporter: [["list"]],
  outputDir: "../../target/test-results",
  // What is timed, or kills browsers, has the machine for itself once the rest is done.
  projects: [
    { name: "journeys", testIgnore: TIMED },
    { name: "timed", testMatch: TIMED, workers: 1, dependencies: ["journeys"] },
  ],
  use: { baseURL: process.env.PAGE, launchOptions, viewport: { width: 1280, height: 800 } },
});
