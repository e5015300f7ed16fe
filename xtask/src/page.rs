//! Building the page.

use std::{fs, process::Command};

use crate::{
    shell::{Outcome, cargo, root, run, say},
    styles, tools,
};

/// What the released page may do: run its own script and module, use its own styles and pictures, fetch its own files.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'";

/// Where index.html wants the policy.
const PLACE_OF_POLICY: &str = "<!-- content-security-policy -->";

/// Builds the release page into dist/.
pub(crate) fn build() -> Outcome {
    let path = tools::page_path()?;
    fetch_crates()?;
    say("Building the release page");
    run(trunk(&path).args(["build", "--release", "--cargo-profile", "page", "--offline", "--locked"]))?;
    let index = root().join("dist/index.html");
    let html = fs::read_to_string(&index).map_err(|error| format!("dist/index.html: {error}"))?;
    if !html.contains(PLACE_OF_POLICY) {
        return Err(format!("dist/index.html has lost its `{PLACE_OF_POLICY}`"));
    }
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    let html = styles::joined(&html.replace(PLACE_OF_POLICY, &meta), &root().join("dist"))?;
    fs::write(&index, html).map_err(|error| format!("dist/index.html: {error}"))
}

/// Serves the page and builds it anew whenever a file changes. Without the policy: live reload is inline code.
pub(crate) fn dev() -> Outcome {
    let path = tools::page_path()?;
    fetch_crates()?;
    say("Serving with live reload");
    run(trunk(&path).args(["serve", "--offline"]))
}

/// Trunk builds offline, or it would fetch tools of its own; so the crates must be there before.
fn fetch_crates() -> Outcome {
    cargo(&["fetch", "--quiet", "--locked", "--target", tools::WASM])
}

fn trunk(path: &std::ffi::OsStr) -> Command {
    let mut command = Command::new("trunk");
    command.current_dir(root()).env("PATH", path).env_remove("NO_COLOR");
    command
}
