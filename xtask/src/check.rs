//! What CI checks beside the tests.

use std::process::Command;

use crate::{
    page,
    shell::{Outcome, cargo, output, root, run, say},
    size, tidy, tools,
};

/// Formats, lints, tidiness, release build, size.
pub(crate) fn all() -> Outcome {
    say("Checking formats");
    cargo(&["fmt", "--all", "--check"])?;
    run(leptosfmt()?.arg("--check"))?;
    say("Checking lints");
    let deny = ["--", "--deny", "warnings"];
    cargo(&[&["clippy", "--locked", "-p", "engine", "-p", "xtask", "--all-targets"][..], &deny].concat())?;
    tools::wasm_target()?;
    let page = ["clippy", "--locked", "-p", "cloud-backup-simulator", "--all-targets", "--target", tools::WASM];
    cargo(&[&page[..], &deny].concat())?;
    cargo(&[&page[..], &["--features", "whole"], &deny].concat())?;
    say("Checking tidiness");
    tidy::check()?;
    page::build()?;
    size::check()
}

/// Formats everything.
pub(crate) fn fix() -> Outcome {
    run(&mut leptosfmt()?)?;
    cargo(&["fmt", "--all"])
}

/// leptosfmt over the page's sources.
fn leptosfmt() -> Outcome<Command> {
    let files = output(Command::new("git").current_dir(root()).args(["ls-files", "src/*.rs"]))?;
    let mut command = Command::new(tools::leptosfmt()?);
    command.current_dir(root()).arg("--quiet").args(files.lines());
    Ok(command)
}
