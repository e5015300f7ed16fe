//! What the first load weighs, compressed as a good server would send it.

use std::{fs, path::PathBuf, process::Command};

use crate::shell::{Outcome, output, root, say};

/// The budget for all files of the first load together, in bytes of brotli.
const BUDGET: u64 = 250_000;

/// Node has brotli built in, and the project needs Node anyway.
const COMPRESS: &str = "const z=require('zlib'),f=require('fs');for(const p of process.argv.slice(1)){\
    const b=f.readFileSync(p);console.log(b.length,z.brotliCompressSync(b,\
    {params:{[z.constants.BROTLI_PARAM_QUALITY]:11,[z.constants.BROTLI_PARAM_SIZE_HINT]:b.length}}).length)}";

/// Prints the weight of each file and fails where those of the first load exceed the budget.
pub(crate) fn check() -> Outcome {
    say("Weighing the first load");
    let files = files()?;
    let printed = output(Command::new("node").arg("-e").arg(COMPRESS).args(&files))?;
    let (mut first, mut later) = (0, 0);
    println!("{:>9}  {:>9}  file", "bytes", "brotli");
    for (file, line) in files.iter().zip(printed.lines()) {
        let mut sizes = line.split(' ').filter_map(|number| number.parse::<u64>().ok());
        let (raw, compressed) = (sizes.next().unwrap_or(0), sizes.next().unwrap_or(0));
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let on_demand = name.starts_with("part-");
        println!("{raw:>9}  {compressed:>9}  {name}{}", if on_demand { "  (when it is wanted)" } else { "" });
        *if on_demand { &mut later } else { &mut first } += compressed;
    }
    println!("{:>9}  {first:>9}  the first load, of {BUDGET}; {later} more when they are wanted", "");
    if first > BUDGET {
        return Err(format!("the first load weighs {first} bytes of brotli, over the budget of {BUDGET}"));
    }
    Ok(())
}

/// All files at the top of dist/, but for the declarations and schemas that only editors read. Those of parts are fetched on demand.
fn files() -> Outcome<Vec<PathBuf>> {
    let dist = root().join("dist");
    let entries = fs::read_dir(&dist).map_err(|error| format!("dist/: {error}; run `cargo xtask build` first"))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    let is_for_editors = |path: &str| path.ends_with(".d.ts") || path.ends_with(".schema.json");
    files.retain(|path| !is_for_editors(&path.to_string_lossy()));
    files.sort();
    Ok(files)
}
