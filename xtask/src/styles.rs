//! Two style sheets instead of many: one for the first screen, one that comes with the other parts of the page. That makes
//! fewer requests, and each sheet compresses better beside the others.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

use crate::shell::Outcome;

/// What stands before the address of a sheet in index.html, as Trunk writes it.
const LINK: &str = "<link rel=\"stylesheet\" href=\"./";

/// What stands before the address of the sheet that the page fetches with its other parts. No browser knows `later`; the
/// page makes it `stylesheet` then.
const LATER: &str = "<link data-later rel=\"later\" href=\"./";

/// From here on index.html links what the first screen does not need.
const PLACE_OF_LATER: &str = "<!-- styles of the other parts -->";

/// Puts the sheets that `html` links into two files of `folder`, in their order, and links those in their place.
pub(crate) fn joined(html: &str, folder: &Path) -> Outcome<String> {
    let (first, rest) =
        html.split_once(PLACE_OF_LATER).ok_or_else(|| format!("index.html has lost its `{PLACE_OF_LATER}`"))?;
    let (first, first_styles) = taken(first, folder)?;
    let (rest, later_styles) = taken(rest, folder)?;
    let first_name = written("style", &first_styles, folder)?;
    let later_name = written("part-style", &later_styles, folder)?;
    Ok(format!("{}    {LINK}{first_name}\">\n    {LATER}{later_name}\">{rest}", first.trim_end_matches(' ')))
}

/// A piece of `html` without the sheets that it links, and what they say; their files go.
fn taken(html: &str, folder: &Path) -> Outcome<(String, String)> {
    let (mut page, mut styles) = (String::new(), String::new());
    for line in html.split_inclusive('\n') {
        let Some(sheet) = sheet(line) else {
            page.push_str(line);
            continue;
        };
        let file = folder.join(sheet);
        styles += &fs::read_to_string(&file).map_err(|error| format!("{sheet}: {error}"))?;
        fs::remove_file(&file).map_err(|error| format!("{sheet}: {error}"))?;
    }
    Ok((page, styles))
}

/// Writes a sheet and says its name, which changes with what it says.
fn written(stem: &str, styles: &str, folder: &Path) -> Outcome<String> {
    if styles.is_empty() {
        return Err(format!("index.html links no sheet for {stem}"));
    }
    let mut hasher = DefaultHasher::new();
    styles.hash(&mut hasher);
    let name = format!("{stem}-{:016x}.css", hasher.finish());
    fs::write(folder.join(&name), styles).map_err(|error| format!("{name}: {error}"))?;
    Ok(name)
}

/// The file that a line links as a style sheet.
fn sheet(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix(LINK)?.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_become_two_in_their_order() {
        let folder = std::env::temp_dir().join(format!("styles-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (file, styles) in [("b-1.css", "b {}\n"), ("a-2.css", "a {}\n"), ("c-3.css", "c {}\n")] {
            fs::write(folder.join(file), styles).unwrap();
        }
        let link = |file: &str| format!("    {LINK}{file}\"/>\n");
        let html =
            format!("<head>\n{}{}    {PLACE_OF_LATER}\n{}</head>\n", link("b-1.css"), link("a-2.css"), link("c-3.css"));
        let page = joined(&html, &folder).unwrap();
        let first = page.lines().find_map(sheet).unwrap();
        let later = page.lines().find_map(|line| line.trim_start().strip_prefix(LATER)?.split('"').next()).unwrap();
        assert_eq!(fs::read_to_string(folder.join(first)).unwrap(), "b {}\na {}\n");
        assert_eq!(fs::read_to_string(folder.join(later)).unwrap(), "c {}\n");
        assert!(later.starts_with("part-"), "it counts as fetched when it is wanted");
        assert_eq!(page, format!("<head>\n    {LINK}{first}\">\n    {LATER}{later}\">\n</head>\n"));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
        fs::remove_dir_all(folder).unwrap();
    }
}
