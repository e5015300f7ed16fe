//! The hunt for texts that the readers of saves, links and scenarios do not survive.
//!
//! It needs the compiler's coverage, which only a nightly toolchain lets out; nothing else here does. What is found is
//! mended with a failing test first (`engine/tests/readers.rs`), which also asks the same of changed texts in every run of
//! the tests.

use std::{env, fs, process::Command};

use crate::{
    shell::{Outcome, output, root, run, say},
    tools,
};

/// Gives each reader so many texts. What it learns is left in `engine/fuzz/target/learned` and begun with the next time.
pub(crate) fn hunt(executions: &str) -> Outcome {
    executions.parse::<u64>().map_err(|_| format!("`{executions}` is not a number of executions"))?;
    let toolchains = output(Command::new("rustup").args(["toolchain", "list"]))?;
    if !toolchains.lines().any(|name| name.starts_with(NIGHTLY)) {
        return Err(format!("fuzzing needs a nightly toolchain: rustup toolchain install {NIGHTLY} --profile minimal"));
    }
    let present = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([tools::cargo_fuzz()?].into_iter().chain(env::split_paths(&present)));
    let path = path.map_err(|error| error.to_string())?;
    let folder = root().join("engine/fuzz");
    for reader in READERS {
        say(&format!("Fuzzing the reader of {reader}s with {executions} texts"));
        let learned = format!("target/learned/{reader}");
        fs::create_dir_all(folder.join(&learned)).map_err(|error| format!("{learned}: {error}"))?;
        let mut command = Command::new("rustup");
        command.current_dir(&folder).env("PATH", &path);
        // No sanitizer: there is no unsafe code here, and the allocator of the targets holds the limit of memory.
        command.args(["run", NIGHTLY, "cargo", "fuzz", "run", "--fuzz-dir", ".", "--sanitizer", "none", reader]);
        command.args([&learned, &format!("corpus/{reader}"), "--", &format!("-runs={executions}")]);
        run(command.args(["-max_len=2048", "-timeout=5", "-rss_limit_mb=512", "-print_final_stats=1"]))?;
    }
    Ok(())
}

const NIGHTLY: &str = "nightly";
const READERS: [&str; 3] = ["save", "link", "scenario"];
