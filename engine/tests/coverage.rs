//! Every rule that is carried out has a test that bears its id.
//!
//! A test proves the rules in its name: `pol_12_…` proves POL-12, `pol_40_and_job_11_…` both, `pol_61_to_pol_63_…` all three.

use std::{collections::BTreeSet, fs, path::Path};

use engine::rule::{Area, Rule, Standing};

/// The areas that the engine carries out, but for what it does not carry out yet.
const CARRIED_OUT: &[Area] = &[
    Area::Policies,
    Area::Creation,
    Area::Snapshots,
    Area::Archive,
    Area::Jobs,
    Area::Restores,
    Area::Account,
    Area::Errors,
    Area::Billing,
    Area::Comparison,
    Area::Regions,
    Area::Model,
];

/// Rules that no test of the engine can prove, and why.
const EXCUSED: &[(&str, &str)] = &[
    ("POL-06", "says where things stand on a screen"),
    ("POL-11", "names the fields of a form"),
    ("CON-01", "says where things stand on a screen"),
    ("CON-39", "says how an instance feels while a snapshot is taken"),
    ("CON-56", "says what another console cannot do"),
    ("RES-09", "says where things stand on a screen"),
    ("SNP-06", "says what happens inside of a file system"),
    ("SNP-11", "says where snapshots lie and that they cannot be downloaded"),
];

#[test]
fn every_rule_that_is_carried_out_is_proved_by_a_test_of_its_name() {
    let proved = proved();
    let excused = |id: &str| EXCUSED.iter().any(|(excused, _)| *excused == id);
    let unproved: Vec<_> = Rule::all()
        .filter(|rule| {
            CARRIED_OUT.contains(&rule.area())
                && !rule.is_planned()
                && !matches!(rule.standing(), Standing::OutOfScope { .. })
        })
        .map(Rule::id)
        .filter(|id| !proved.contains(*id) && !excused(id))
        .collect();
    assert!(unproved.is_empty(), "no test bears the names of {unproved:?}");
}

#[test]
fn every_name_of_a_test_means_a_rule() {
    for id in proved() {
        assert!(Rule::parse(&id).is_some(), "a test names {id}, which is no rule");
    }
}

/// The ids that the names of all tests bear.
fn proved() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for folder in ["src", "tests"] {
        visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut ids);
    }
    ids
}

fn visit(folder: &Path, ids: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder of the engine") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            visit(&path, ids);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source file");
            let names = text.lines().filter_map(|line| line.trim_start().strip_prefix("fn "));
            for name in names.filter_map(|rest| rest.split('(').next()) {
                ids.extend(ids_in(name));
            }
        }
    }
}

/// The ids in the name of a function: an area, a number of two digits; `_to_` stands for all between.
fn ids_in(name: &str) -> Vec<String> {
    let words: Vec<_> = name.split('_').collect();
    let id_at = |position: usize| -> Option<(Area, u8)> {
        let area = Area::ALL.into_iter().find(|area| area.prefix().to_lowercase() == words[position])?;
        let number = words.get(position + 1).filter(|number| number.len() == 2)?;
        Some((area, number.parse().ok()?))
    };
    let mut ids = Vec::new();
    for position in 0..words.len() {
        let Some((area, number)) = id_at(position) else { continue };
        let last = match words.get(position + 2) {
            Some(&"to") if position + 3 < words.len() => id_at(position + 3).map_or(number, |(_, last)| last),
            _ => number,
        };
        let id = |number| format!("{}-{number:02}", area.prefix());
        ids.extend((number..=last).map(id).filter(|id| Rule::parse(id).is_some() || number == last));
    }
    ids.dedup();
    ids
}

#[test]
fn names_are_read_as_meant() {
    assert_eq!(ids_in("pol_12_a_run_is_skipped"), ["POL-12"]);
    assert_eq!(ids_in("con_30_and_con_31_a_group"), ["CON-30", "CON-31"]);
    assert_eq!(ids_in("pol_61_to_pol_63_and_reg_02_copies"), ["POL-61", "POL-62", "POL-63", "REG-02"]);
    assert!(ids_in("what_a_console_has").is_empty());
}
