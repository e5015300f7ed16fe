//! House rules that no other tool knows.

use std::{fs, path::Path, process::Command};

use crate::shell::{Outcome, output, root};

/// What the engine must not name: floats, unordered maps, the host's clock, the browser.
const BANNED_IN_ENGINE: &[&str] =
    &["f32", "f64", "HashMap", "HashSet", "Utc::now", "Local::now", "Instant::now", "SystemTime", "web_sys", "js_sys"];

/// What nobody leaves behind.
const MARKERS: &[&str] = &["TODO", "FIXME", "XXX", "todo!(", "unimplemented!(", "#[ignore", "test.only(", "test.skip("];

/// The longest a source file may be; one that is longer wants to be a folder.
const LINES_MAX: usize = 600;

/// Names of three words, which are the same in both languages.
const NAMES: &[&str] = &["Alibaba Cloud Linux 3"];

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
        if speaks_to_people(file) {
            let said = sentences(&text).into_iter();
            faults.extend(said.map(|(number, words)| format!("{file}:{number}: a sentence in code: {words}")));
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

/// Whether a file shows something to people and so may have no sentence of its own: those are labels, which have both
/// languages. What answers programs answers in English.
fn speaks_to_people(file: &str) -> bool {
    let has_labels = file == "src/text.rs" || file.starts_with("src/text/");
    file.starts_with("src/")
        && Path::new(file).extension().is_some_and(|kind| kind == "rs")
        && !has_labels
        && !file.starts_with("src/bridge")
}

/// The texts of the code, with their lines, that are sentences or parts of one: three words in a row, or three characters
/// of Chinese. What a programmer alone reads is none, and neither are tests and comments.
fn sentences(text: &str) -> Vec<(usize, &str)> {
    const FOR_PROGRAMMERS: [&str; 7] =
        ["reason = ", "expect(", "panic!(", "unreachable!(", "assert", "JsError::new(", "#[doc"];
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = (1..).zip(code.lines()).filter(|(_, line)| {
        !line.trim_start().starts_with("//") && !FOR_PROGRAMMERS.iter().any(|mark| line.contains(mark))
    });
    let quoted = lines.flat_map(|(number, line)| line.split('"').skip(1).step_by(2).map(move |text| (number, text)));
    quoted.filter(|(_, text)| is_sentence(text)).collect()
}

fn is_sentence(text: &str) -> bool {
    let is_word = |word: &str| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_alphabetic());
    let words: Vec<_> = text.split(' ').map(|word| word.trim_end_matches(['.', ':', ';', '?', '!'])).collect();
    let is_english = words.windows(3).any(|three| three.iter().all(|word| is_word(word)));
    (is_english && !NAMES.contains(&text))
        || text.chars().filter(|letter| ('\u{4e00}'..='\u{9fff}').contains(letter)).count() > 2
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

    #[test]
    fn sentences_are_found_and_names_are_not() {
        let code = "view! { <p>\"This is wrong here.\"</p> }\n// \"not in a comment at all\"\nx.expect(\"it is plain data\");\n";
        assert_eq!(sentences(code), [(1, "This is wrong here.")]);
        assert_eq!(sentences("let class = \"panel wide\"; let name = \"中文\";"), []);
        assert_eq!(sentences("format!(\"已删除{n}个\")").len(), 1);
        assert_eq!(sentences("#[cfg(test)]\nlet a = \"a test may say so\";"), []);
    }
}
