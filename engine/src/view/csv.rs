//! Tables as comma-separated values, for spreadsheets (RFC 4180).

/// A table with its head. It begins with the mark by which spreadsheets know that it is UTF-8.
pub fn table<'c, R: IntoIterator<Item = &'c str>>(
    head: impl IntoIterator<Item = &'c str>,
    rows: impl IntoIterator<Item = R>,
) -> String {
    let mut out = "\u{feff}".to_owned();
    write(&mut out, head);
    for row in rows {
        write(&mut out, row);
    }
    out
}

fn write<'c>(out: &mut String, cells: impl IntoIterator<Item = &'c str>) {
    for (position, text) in cells.into_iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        cell(out, text);
    }
    out.push_str("\r\n");
}

/// A cell: quoted, and never a formula, for its text may come from other people.
fn cell(out: &mut String, text: &str) {
    out.push('"');
    if is_formula(text) {
        out.push('\'');
    }
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}

/// Whether a spreadsheet would compute it. A number with its sign is none.
fn is_formula(text: &str) -> bool {
    let is_number = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',');
    match text.strip_prefix(['+', '-']) {
        Some(rest) => !is_number(rest),
        None => text.starts_with(['=', '@', '\t', '\r']),
    }
}
