//! Short names for what the module imports from its script.
//!
//! wasm-bindgen ends each of them with 16 characters of hash, which compress to nothing less and stand in the module and in
//! its script: for 265 names that was 6 kB of the first load (brotli).

use std::{fs, path::Path};

use wasm_encoder::{
    ImportSection, Module, RawSection,
    reencode::{Reencode, RoundtripReencoder},
};
use wasmparser::{Parser, Payload};

use crate::shell::Outcome;

/// Gives the imports of `module` that `script` provides short names, in both.
pub(crate) fn shorten(module: &Path, script: &Path) -> Outcome {
    let said = |path: &Path, error: String| format!("{}: {error}", path.display());
    let bytes = fs::read(module).map_err(|error| said(module, error.to_string()))?;
    let (shortened, names) = renamed(&bytes).map_err(|error| said(module, error))?;
    let mut text = fs::read_to_string(script).map_err(|error| said(script, error.to_string()))?;
    for (position, name) in names.iter().enumerate() {
        let key = format!(" {name}: ");
        if !text.contains(&key) {
            return Err(said(script, format!("provides no {name}")));
        }
        text = text.replacen(&key, &format!(" {}: ", short(position)), 1);
    }
    fs::write(script, text).map_err(|error| said(script, error.to_string()))?;
    fs::write(module, shortened).map_err(|error| said(module, error.to_string()))
}

/// The module with short names for what it imports from its script, and the names that they stand for, in order.
fn renamed(bytes: &[u8]) -> Result<(Vec<u8>, Vec<String>), String> {
    let mut names: Vec<String> = Vec::new();
    let mut out = Module::new();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload.map_err(|error| error.to_string())?;
        if let Payload::ImportSection(section) = payload {
            let mut imports = ImportSection::new();
            for import in section.into_imports() {
                let import = import.map_err(|error| error.to_string())?;
                let kind = RoundtripReencoder.entity_type(import.ty).map_err(|error| error.to_string())?;
                if import.module.ends_with(SCRIPT) {
                    let known = names.iter().position(|name| name == import.name);
                    let position = known.unwrap_or(names.len());
                    if known.is_none() {
                        names.push(import.name.to_owned());
                    }
                    imports.import(import.module, &short(position), kind);
                } else {
                    imports.import(import.module, import.name, kind);
                }
            }
            out.section(&imports);
        } else if let Some((id, range)) = payload.as_section() {
            let place = |at: u64| usize::try_from(at).map_err(|error| error.to_string());
            out.section(&RawSection { id, data: &bytes[place(range.start)?..place(range.end)?] });
        }
    }
    Ok((out.finish(), names))
}

/// The name of this number: `a` to `z`, then `ba`, `bb` and so on.
fn short(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b"abcdefghijklmnopqrstuvwxyz"[number % 26]));
        number /= 26;
        if number == 0 {
            return letters.iter().rev().collect();
        }
    }
}

/// How wasm-bindgen calls the module that is the script.
const SCRIPT: &str = "_bg.js";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_of_the_script_are_shortened_and_nothing_else() {
        let mut module = Module::new();
        let mut types = wasm_encoder::TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for (from, name) in [("./x_bg.js", "__wbg_a_1"), ("./other.js", "kept"), ("./x_bg.js", "__wbg_b_2")] {
            imports.import(from, name, wasm_encoder::EntityType::Function(0));
        }
        module.section(&types).section(&imports);
        let bytes = module.finish();
        let (bytes, names) = renamed(&bytes).unwrap();
        assert_eq!(names, ["__wbg_a_1", "__wbg_b_2"]);
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("kept") && !text.contains("__wbg"));
        assert!(renamed(b"no module").is_err());
    }

    #[test]
    fn short_names_are_all_different() {
        let all: std::collections::BTreeSet<_> = (0..2_000).map(short).collect();
        assert_eq!((all.len(), short(0).as_str(), short(26).as_str()), (2_000, "a", "ba"));
    }
}
