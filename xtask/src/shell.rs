//! Running other programs, and saying what is being done.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// What every step gives back: nothing, or what went wrong in a sentence.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root").to_path_buf()
}

/// Says what comes next.
pub(crate) fn say(what: &str) {
    println!("\n=== {what}");
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{name}` failed ({status}): {}", words(command))),
        Err(error) => Err(format!("`{name}` cannot be started: {error}")),
    }
}

/// Runs a command and gives back what it printed, blanks trimmed.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("`{name}` cannot be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("`{name}` failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs cargo in the root.
pub(crate) fn cargo(arguments: &[&str]) -> Outcome {
    run(cargo_command().args(arguments))
}

/// Cargo, to be run in the root.
pub(crate) fn cargo_command() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Whether a program answers to `--version`.
pub(crate) fn answers(program: impl AsRef<std::ffi::OsStr>) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

fn words(command: &Command) -> String {
    command.get_args().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
