//! The catalogue of the scenarios that come with the page: made of their files, so that the gallery need not fetch them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::shell::{Outcome, cargo_command, root, say};

/// Writes `public/scenarios/index.json` anew.
pub(crate) fn write() -> Outcome {
    say("Listing the scenarios");
    let folder = root().join("public/scenarios");
    let index = folder.join("index.json");
    let mut command = cargo_command();
    command.args(["run", "--locked", "--quiet", "--bin", "headless", "--", "catalogue"]).args(files(&folder)?);
    let output = command.output().map_err(|error| format!("headless catalogue: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    fs::write(&index, output.stdout).map_err(|error| format!("{}: {error}", index.display()))
}

fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let is_scenario = |path: &PathBuf| {
        path.extension().is_some_and(|ext| ext == "json") && path.file_stem().is_some_and(|stem| stem != "index")
    };
    let mut files: Vec<_> = paths.filter(is_scenario).collect();
    files.sort();
    Ok(files)
}
