//! The three rings of tests: native, in a browser, journeys through the page.

use std::{path::PathBuf, process::Command};

use crate::{
    page, serve,
    shell::{Outcome, cargo, cargo_command, root, run, say},
    tools,
};

/// All rings.
pub(crate) fn all() -> Outcome {
    native()?;
    wasm()?;
    end_to_end()
}

/// The engine and the tools, natively.
pub(crate) fn native() -> Outcome {
    say("Native tests");
    cargo(&["test", "--locked", "-p", "engine", "-p", "xtask"])
}

/// The engine and the page inside Chromium.
pub(crate) fn wasm() -> Outcome {
    say("Tests inside the browser");
    run(in_browser()?.args(["--tests"]))
}

/// Cargo's tests of the page, inside Chromium.
fn in_browser() -> Outcome<Command> {
    tools::wasm_target()?;
    let browser = tools::browser()?;
    let runner = tools::wasm_test_runner()?;
    let mut command = cargo_command();
    command.args(["test", "--locked", "-p", "cloud-backup-simulator", "--target", tools::WASM]);
    command.args(["--features", "whole"]);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    command.env("CHROMEDRIVER", browser.driver);
    command.env("WASM_BINDGEN_TEST_TIMEOUT", BROWSER_SECONDS_MAX);
    Ok(command)
}

/// How long the tests of one file may take inside the browser. The runner's own 20 seconds are too few for the many
/// seeds on a machine that is busy or slow.
const BROWSER_SECONDS_MAX: &str = "600";

/// Journeys through the release page.
pub(crate) fn end_to_end() -> Outcome {
    page::build()?;
    say("Journeys through the page");
    run(playwright()?.args(["test"]))
}

/// Takes the pictures of the README.
pub(crate) fn screenshots() -> Outcome {
    page::build()?;
    say("Taking the pictures of the README");
    run(playwright()?.args(["test", "--config", "screenshots.config.ts"]))
}

/// Runs the long hunts of the engine's tests.
pub(crate) fn soak(seconds: &str) -> Outcome {
    say(&format!("Long hunts, {seconds} seconds each"));
    let mut command = cargo_command();
    command.args(["test", "--locked", "--profile", "soak", "-p", "engine", "--test", "operator", "--", "--nocapture"]);
    run(command.env("SOAK_SECONDS", seconds))
}

/// Plays many seeds natively, each through time in every way, and again inside the browser: all come to the same digests.
pub(crate) fn soak_seeds(count: &str) -> Outcome {
    say(&format!("{count} seeds, saved and opened, back and on again"));
    let digests = root().join("target/soak.digests");
    let mut native = cargo_command();
    native.args([
        "test",
        "--locked",
        "--profile",
        "soak",
        "-p",
        "engine",
        "--test",
        "time_machine",
        "--",
        "--nocapture",
    ]);
    run(native.env("SOAK_SEEDS", count).env("SOAK_DIGESTS", &digests))?;
    say(&format!("{count} seeds inside the browser"));
    let digests = std::fs::read_to_string(&digests).map_err(|error| format!("{}: {error}", digests.display()))?;
    let mut browser = in_browser()?;
    browser.args(["--profile", "soak", "--test", "digest"]).env("SOAK_DIGESTS_TEXT", digests);
    run(browser.env("WASM_BINDGEN_TEST_TIMEOUT", SOAK_BROWSER_SECONDS_MAX))
}

/// How long the browser may take for all seeds of a soak.
const SOAK_BROWSER_SECONDS_MAX: &str = "7200";

/// Playwright on the page as it is served, with the browser that is there.
pub(crate) fn playwright() -> Outcome<Command> {
    let folder = folder();
    tools::npm_install(&folder)?;
    let browser = tools::browser()?;
    let port = serve::in_background()?;
    let mut command = Command::new("npx");
    command.current_dir(folder).arg("playwright");
    command.env("CHROMIUM", browser.chromium).env("PAGE", format!("http://127.0.0.1:{port}/"));
    Ok(command)
}

fn folder() -> PathBuf {
    root().join("tests/e2e")
}
