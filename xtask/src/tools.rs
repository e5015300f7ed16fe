//! The tools that are not Rust's own: found, or installed once into the user's cache.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::shell::{Outcome, answers, output, root, run, say};

const TRUNK: &str = "0.21.14";
const LEPTOSFMT: &str = "0.1.33";
const BINARYEN: &str = "132.0.0";
const CARGO_FUZZ: &str = "0.13.2";
const WASM_SPLIT: &str = "0.2.4";

/// Adds the WebAssembly target where it is missing.
pub(crate) fn wasm_target() -> Outcome {
    let installed = output(Command::new("rustup").current_dir(root()).args(["target", "list", "--installed"]));
    match installed {
        Ok(targets) if targets.lines().any(|target| target == WASM) => Ok(()),
        Ok(_) => {
            say("Adding the WebAssembly target to the Rust toolchain");
            run(Command::new("rustup").current_dir(root()).args(["target", "add", WASM]))
        }
        Err(error) => Err(format!("rustup is needed to add the WebAssembly target: {error}")),
    }
}

/// A search path on which trunk, wasm-bindgen and wasm-opt are found, in the versions that belong together.
pub(crate) fn page_path() -> Outcome<OsString> {
    wasm_target()?;
    let trunk = cargo_tool("trunk", TRUNK, &["--locked"], "about 3 minutes")?;
    let bindgen = cargo_tool("wasm-bindgen-cli", &wasm_bindgen_version()?, &[], "about 2 minutes")?;
    let split = cargo_tool(
        "wasm_split_cli_support",
        WASM_SPLIT,
        &["--locked", "--features", "build-binary"],
        "about a minute",
    )?;
    let paths = [trunk, bindgen, split, wasm_opt()?];
    let present = env::var_os("PATH").unwrap_or_default();
    env::join_paths(paths.into_iter().chain(env::split_paths(&present))).map_err(|error| error.to_string())
}

/// The runner of in-browser tests, which comes with wasm-bindgen.
pub(crate) fn wasm_test_runner() -> Outcome<PathBuf> {
    Ok(cargo_tool("wasm-bindgen-cli", &wasm_bindgen_version()?, &[], "about 2 minutes")?
        .join("wasm-bindgen-test-runner"))
}

/// The formatter of views.
pub(crate) fn leptosfmt() -> Outcome<PathBuf> {
    Ok(cargo_tool("leptosfmt", LEPTOSFMT, &[], "about a minute")?.join("leptosfmt"))
}

/// The folder of what runs fuzz targets.
pub(crate) fn cargo_fuzz() -> Outcome<PathBuf> {
    cargo_tool("cargo-fuzz", CARGO_FUZZ, &["--locked"], "about a minute")
}

/// Chromium and its driver: found, or installed where that is possible.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Finds a browser or installs one: by apt on Debian and Ubuntu, else says what to do.
pub(crate) fn browser() -> Outcome<Browser> {
    if let Some(browser) = installed_browser() {
        return Ok(browser);
    }
    if answers("apt-get") {
        say("Installing Chromium and its driver with apt (about a minute, once)");
        apt(&["update"])?;
        apt(&["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"])?;
    }
    installed_browser().ok_or_else(|| {
        "the tests need Chromium and chromedriver of the same version; install both and set CHROMIUM and CHROMEDRIVER \
         to their paths"
            .to_owned()
    })
}

/// Installs the packages of a folder that has a `package-lock.json`, where they are not there yet.
pub(crate) fn npm_install(folder: &Path) -> Outcome {
    let lock = fs::read(folder.join("package-lock.json")).map_err(|error| format!("package-lock.json: {error}"))?;
    let stamp = folder.join("node_modules/.installed-from");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say("Installing the packages of the browser tests (seconds, once)");
    run(Command::new("npm").current_dir(folder).args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(stamp, lock).map_err(|error| error.to_string())
}

/// The folder of a tool from crates.io, installed into the cache unless this version is there or on the path.
fn cargo_tool(name: &str, version: &str, options: &[&str], time: &str) -> Outcome<PathBuf> {
    let folder = cache()?.join(format!("{name}-{version}"));
    let done = folder.join(".complete");
    if !done.exists() {
        say(&format!("Installing {name} {version} ({time}, once)"));
        let mut command = crate::shell::cargo_command();
        command.args(["install", name, "--version", version, "--force", "--root"]).arg(&folder);
        command.args(options);
        // Tools of a development machine: built quickly rather than to run a little faster. Outside of the project, so
        // that its pinned settings do not apply to them.
        command.current_dir(env::temp_dir());
        command.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("RUSTUP_TOOLCHAIN", toolchain()?);
        run(&mut command)?;
        fs::write(&done, version).map_err(|error| format!("{}: {error}", done.display()))?;
    }
    Ok(folder.join("bin"))
}

/// The folder of wasm-opt, from the npm package binaryen: Debian's own is too old for today's modules.
fn wasm_opt() -> Outcome<PathBuf> {
    let folder = cache()?.join(format!("binaryen-{BINARYEN}"));
    let bin = folder.join("node_modules/.bin");
    if !bin.join("wasm-opt").exists() {
        say(&format!("Installing wasm-opt (binaryen {BINARYEN}) from npm (seconds, once)"));
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let package = format!("binaryen@{BINARYEN}");
        run(Command::new("npm")
            .current_dir(&folder)
            .args(["install", "--no-audit", "--no-fund", "--prefix", "."])
            .arg(package))?;
    }
    Ok(bin)
}

/// The version of wasm-bindgen in Cargo.lock: its command-line tool must be the same.
fn wasm_bindgen_version() -> Outcome<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"");
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    version.map(str::to_owned).ok_or_else(|| "Cargo.lock names no version of wasm-bindgen".to_owned())
}

/// The toolchain that the project runs with.
fn toolchain() -> Outcome<String> {
    let active = output(Command::new("rustup").current_dir(root()).args(["show", "active-toolchain"]))?;
    active.split_whitespace().next().map(str::to_owned).ok_or_else(|| "rustup names no active toolchain".to_owned())
}

fn installed_browser() -> Option<Browser> {
    let given = |name: &str, programs: &[&str]| {
        let named = env::var_os(name).map(PathBuf::from).into_iter();
        named.chain(programs.iter().map(PathBuf::from)).find(|program| answers(program))
    };
    Some(Browser {
        chromium: given("CHROMIUM", &["/usr/bin/chromium", "chromium", "google-chrome"])?,
        driver: given("CHROMEDRIVER", &["/usr/bin/chromedriver", "chromedriver"])?,
    })
}

fn apt(arguments: &[&str]) -> Outcome {
    let root = output(Command::new("id").arg("-u"))? == "0";
    let mut command = if root { Command::new("apt-get") } else { Command::new("sudo") };
    if !root {
        command.arg("apt-get");
    }
    run(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}

fn cache() -> Outcome<PathBuf> {
    let base = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let base = base.or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")));
    let base = base.ok_or("neither XDG_CACHE_HOME nor HOME is set: no place to install tools")?;
    Ok(base.join("cloud-backup-simulator/tools"))
}

/// The target of the page.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";
