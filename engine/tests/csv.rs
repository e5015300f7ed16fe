//! Tables as spreadsheets read them.

use engine::view::csv::table;

#[test]
fn cells_are_quoted_and_lines_end_as_rfc_4180_has_it() {
    let rows = [["shop \"1\"", "a,b"], ["two\nlines", ""]];
    assert_eq!(
        table(["Name", "名称"], rows),
        "\u{feff}\"Name\",\"名称\"\r\n\"shop \"\"1\"\"\",\"a,b\"\r\n\"two\nlines\",\"\"\r\n"
    );
}

#[test]
fn what_a_spreadsheet_would_compute_is_defused_and_numbers_stay_numbers() {
    for cell in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "--1"] {
        assert!(table([], [[cell]]).contains(&format!("\"'{cell}\"")), "{cell:?}");
    }
    for cell in ["-12.50", "+1,024", "-", "a=b", "1 - 2", ""] {
        assert!(table([], [[cell]]).contains(&format!("\"{cell}\"")), "{cell:?}");
    }
}
