//! What the first load weighs, compressed as a good server would send it.

use std::{fs, path::PathBuf, process::Command};

use crate::shell::{Outcome, output, root, say};

/// The budget for all files of the first load together, in bytes of brotli.
const BUDGET: u64 = 250_000;

/// What the first load may weigh until it is within the budget. It only ever goes down, and goes away at the budget.
const CEILING: u64 = 360_000;

/// Node has brotli built in, and the project needs Node anyway.
const COMPRESS: &str = "const z=require('zlib'),f=require('fs');for(const p of process.argv.slice(1)){\
    const b=f.readFileSync(p);console.log(b.length,z.brotliCompressSync(b,\
    {params:{[z.constants.BROTLI_PARAM_QUALITY]:11,[z.constants.BROTLI_PARAM_SIZE_HINT]:b.length}}).length)}";

/// Prints the weight of each file and fails above the ceiling.
pub(crate) fn check() -> Outcome {
    say("Weighing the first load");
    let files = first_load()?;
    let printed = output(Command::new("node").arg("-e").arg(COMPRESS).args(&files))?;
    let mut total = 0;
    println!("{:>9}  {:>9}  file", "bytes", "brotli");
    for (file, line) in files.iter().zip(printed.lines()) {
        let mut sizes = line.split(' ').filter_map(|number| number.parse::<u64>().ok());
        let (raw, compressed) = (sizes.next().unwrap_or(0), sizes.next().unwrap_or(0));
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!("{raw:>9}  {compressed:>9}  {name}");
        total += compressed;
    }
    println!("{:>9}  {total:>9}  of {BUDGET}", "");
    if total > CEILING {
        return Err(format!("the first load weighs {total} bytes of brotli, over the ceiling of {CEILING}"));
    }
    if total > BUDGET {
        println!("still over the budget of {BUDGET} by {} bytes", total - BUDGET);
    }
    Ok(())
}

/// All files at the top of dist/ and the scenario that the page opens on.
fn first_load() -> Outcome<Vec<PathBuf>> {
    let dist = root().join("dist");
    let entries = fs::read_dir(&dist).map_err(|error| format!("dist/: {error}; run `cargo xtask build` first"))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.retain(|path| !path.to_string_lossy().ends_with(".d.ts"));
    files.sort();
    Ok(files)
}
