import { defineConfig } from "@playwright/test";
import { launchOptions } from "./support/browser";

// The page is served by `cargo xtask test e2e`, which says where in PAGE and which browser to use in CHROMIUM.
export default defineConfig({
  testDir: "./journeys",
  timeout: 60_000,
  workers: 1,
  forbidOnly: true,
  reporter: [["list"]],
  outputDir: "../../target/test-results",
  use: { baseURL: process.env.PAGE, launchOptions, viewport: { width: 1280, height: 800 } },
});
