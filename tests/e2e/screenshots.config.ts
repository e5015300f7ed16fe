import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

// The pictures of the README: `cargo xtask screenshots`.
export default defineConfig({ ...base, testDir: "./pictures" });
