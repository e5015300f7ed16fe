//! Cutting the page's module into parts, as a step of Trunk's build.
//!
//! Trunk has built the whole module and bound it to JavaScript. Here it is cut at the functions marked `wasm_split`, and
//! the files that Trunk made give way to those of the first part, under the same names; beside them lie the other parts,
//! whose names carry the same hash, so that a cache never mixes two builds.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    imports,
    shell::{Outcome, root, run, say},
    tools,
};

/// The module as Cargo names it.
const MODULE: &str = "cloud-backup-simulator";

/// What the module may use of WebAssembly; all of it is in every browser of the last years.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Where wasm-split puts the functions that fetch the parts.
const LOADER: &str = "__wasm_split.js";

/// How wasm-split reads a part: only from servers that know the media type of WebAssembly.
const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";

/// How the page reads it: from any server.
const WHOLE: &str = "WebAssembly.instantiate(await (await src).arrayBuffer(), imports)";

/// Cuts what lies in Trunk's staging folder.
pub(crate) fn staged() -> Outcome {
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let staging = staging.ok_or("`split` is a step of Trunk's build and is called by Trunk")?;
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let built = target().join(tools::WASM).join(if release { "page" } else { "debug" });
    let parts = target().join("parts");
    if parts.exists() {
        fs::remove_dir_all(&parts).map_err(|error| format!("{}: {error}", parts.display()))?;
    }
    let stem = stem(&staging)?;
    say("Cutting the module into parts");
    run(Command::new("wasm-split-cli").arg(built.join(format!("{MODULE}.wasm"))).arg(&parts).args([
        "--target",
        "web",
        "--out-name",
        &stem,
    ]))?;
    run(Command::new("wasm-bindgen")
        .arg(parts.join(format!("{stem}.wasm")))
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", &stem, "--out-dir"])
        .arg(&staging))?;
    let main = format!("{stem}_bg.wasm");
    let hash = stem.rsplit('-').next().unwrap_or_default();
    let mut modules = vec![staging.join(&main)];
    let loader = format!("parts-{hash}.js");
    // Not the key of the same name by which the module finds what is imported.
    replace(&staging.join(format!("{stem}.js")), &format!("from \"./{LOADER}\""), &format!("from \"./{loader}\""))?;
    fs::copy(parts.join(LOADER), staging.join(&loader)).map_err(|error| format!("{LOADER}: {error}"))?;
    replace(&staging.join(&loader), STREAMED, WHOLE)?;
    for part in names(&parts)? {
        let Some(name) = part.strip_suffix(".wasm").filter(|name| *name != stem) else { continue };
        let named = format!("part-{}-{hash}.wasm", name.trim_start_matches("split_"));
        replace(&staging.join(&loader), &part, &named)?;
        let place = staging.join(&named);
        fs::copy(parts.join(&part), &place).map_err(|error| format!("{part}: {error}"))?;
        modules.push(place);
    }
    if release {
        imports::shorten(&staging.join(&main), &staging.join(format!("{stem}.js")))?;
        bare(&staging.join(STARTER))?;
        for module in modules {
            run(Command::new("wasm-opt")
                .args(["-Oz", "--strip-debug", "--strip-producers"])
                .args(FEATURES)
                .arg(&module)
                .arg("--output")
                .arg(&module))?;
        }
    }
    Ok(())
}

/// The name, with its hash, that Trunk gave to the page's script.
fn stem(staging: &Path) -> Outcome<String> {
    let found = names(staging)?;
    let mut scripts = found.iter().filter_map(|name| name.strip_suffix(".js").filter(|name| name.starts_with(MODULE)));
    scripts.next().map(str::to_owned).ok_or_else(|| format!("Trunk has put no {MODULE}*.js into its staging folder"))
}

/// The files of a folder, in order.
fn names(folder: &Path) -> Outcome<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

/// Writes `to` wherever a file says `from`, which it must.
fn replace(file: &Path, from: &str, to: &str) -> Outcome {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    if !text.contains(from) {
        return Err(format!("{} does not name {from}", file.display()));
    }
    fs::write(file, text.replace(from, to)).map_err(|error| format!("{}: {error}", file.display()))
}

fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The script that starts the page; it is no module, so nothing else makes it small.
const STARTER: &str = "boot.js";

/// Takes the lines that are nothing but comments away.
fn bare(script: &Path) -> Outcome {
    let said = |error| format!("{}: {error}", script.display());
    let text = fs::read_to_string(script).map_err(said)?;
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let bare: String = code.flat_map(|line| [line, "\n"]).collect();
    fs::write(script, bare).map_err(said)
}
