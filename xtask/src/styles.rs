//! One style sheet instead of many: fewer requests, and each compresses better beside the others.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

use crate::shell::Outcome;

/// What stands before the address of a sheet in index.html, as Trunk writes it.
const LINK: &str = "<link rel=\"stylesheet\" href=\"./";

/// Puts all sheets that `html` links into one file of `folder`, in their order, and links that in their place.
pub(crate) fn joined(html: &str, folder: &Path) -> Outcome<String> {
    let (mut page, mut styles, mut place) = (String::new(), String::new(), None);
    for line in html.lines() {
        let Some(sheet) = sheet(line) else {
            page.push_str(line);
            page.push('\n');
            continue;
        };
        place.get_or_insert(page.len());
        let file = folder.join(sheet);
        styles += &fs::read_to_string(&file).map_err(|error| format!("{sheet}: {error}"))?;
        fs::remove_file(&file).map_err(|error| format!("{sheet}: {error}"))?;
    }
    let place = place.ok_or("index.html links no style sheet")?;
    let mut hasher = DefaultHasher::new();
    styles.hash(&mut hasher);
    let name = format!("style-{:016x}.css", hasher.finish());
    fs::write(folder.join(&name), styles).map_err(|error| format!("{name}: {error}"))?;
    page.insert_str(place, &format!("    {LINK}{name}\">\n"));
    Ok(page)
}

/// The file that a line links as a style sheet.
fn sheet(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix(LINK)?.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_become_one_in_their_order() {
        let folder = std::env::temp_dir().join(format!("styles-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("b-1.css"), "b {}\n").unwrap();
        fs::write(folder.join("a-2.css"), "a {}\n").unwrap();
        let html = format!("<head>\n    {LINK}b-1.css\"/>\n    {LINK}a-2.css\"/>\n</head>\n");
        let page = joined(&html, &folder).unwrap();
        let name = page.lines().find_map(sheet).unwrap();
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), "b {}\na {}\n");
        assert_eq!(page, format!("<head>\n    {LINK}{name}\">\n</head>\n"));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_dir_all(folder).unwrap();
    }
}
