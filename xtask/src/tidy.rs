//! House rules that no other tool knows.

use std::{fs, process::Command};

use crate::shell::{Outcome, output, root};

/// What the engine must not name: floats, unordered maps, the host's clock, the browser.
const BANNED_IN_ENGINE: &[&str] =
    &["f32", "f64", "HashMap", "HashSet", "Utc::now", "Local::now", "Instant::now", "SystemTime", "web_sys", "js_sys"];

/// What nobody leaves behind.
const MARKERS: &[&str] = &["TODO", "FIXME", "XXX", "todo!(", "unimplemented!(", "#[ignore", "test.only(", "test.skip("];

/// The longest a source file may be; one that is longer wants to be a folder.
const LINES_MAX: usize = 600;

/// Checks every source file that git knows.
pub(crate) fn check() -> Outcome {
    let patterns = ["*.rs", "*.css", "*.ts", "*.js", "*.html"];
    let files = output(Command::new("git").current_dir(root()).arg("ls-files").args(patterns))?;
    let index = fs::read_to_string(root().join("index.html")).map_err(|error| error.to_string())?;
    let mut faults = Vec::new();
    for file in files.lines() {
        let text = fs::read_to_string(root().join(file)).map_err(|error| format!("{file}: {error}"))?;
        if file.starts_with("style/") && !index.contains(file) {
            faults.push(format!("{file}: not linked from index.html"));
        }
        if text.lines().count() > LINES_MAX {
            faults.push(format!("{file}: more than {LINES_MAX} lines"));
        }
        // This file names what it forbids.
        if file != "xtask/src/tidy.rs" {
            faults.extend(lines(file, &text));
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    Err(format!("untidy:\n{}", faults.join("\n")))
}

fn lines(file: &str, text: &str) -> Vec<String> {
    let in_engine = file.starts_with("engine/src/") && !file.starts_with("engine/src/bin/");
    let home = std::env::var("HOME").unwrap_or_default();
    let mut faults = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let banned = BANNED_IN_ENGINE.iter().filter(|word| in_engine && holds_word(line, word));
        let markers = MARKERS.iter().filter(|marker| line.contains(*marker));
        faults.extend(banned.chain(markers).map(|word| format!("{file}:{number}: `{word}`")));
        if home.len() > 1 && line.contains(&format!("{home}/")) {
            faults.push(format!("{file}:{number}: a path of this machine"));
        }
    }
    faults
}

/// Whether `line` holds `word` by itself and not as a part of another, outside of comments.
fn holds_word(line: &str, word: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    let part = |character: Option<char>| character.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(word).any(|(position, _)| {
        let (before, after) = (&code[..position], &code[position + word.len()..]);
        !part(before.chars().next_back()) && !part(after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_and_not_in_comments() {
        assert!(holds_word("let a: f64 = 1.0;", "f64"));
        assert!(!holds_word("let a: buf64 = 1;", "f64"));
        assert!(!holds_word("// no f64 here", "f64"));
    }
}
