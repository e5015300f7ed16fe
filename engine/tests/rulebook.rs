//! The rulebook as people read it.

use std::collections::BTreeSet;

use engine::{
    catalog::limits,
    locale::Locale,
    openapi,
    rule::{Area, Confidence, Rule, Source, Standing},
};

#[test]
fn areas_and_ids_stand_in_order() {
    let order: Vec<_> = Rule::all().map(|rule| (rule.area(), rule.id())).collect();
    assert!(order.is_sorted());
    assert_eq!(order.iter().map(|(_, id)| id).collect::<BTreeSet<_>>().len(), Rule::all().len());
    assert_eq!(order.iter().map(|(area, _)| *area).collect::<BTreeSet<_>>(), Area::ALL.into());
}

#[test]
fn every_text_is_said_in_both_languages() {
    let areas = Area::ALL.map(|area| (area.prefix(), Locale::ALL.map(|locale| area.name(locale))));
    for (of, [english, chinese]) in all_texts().into_iter().chain(areas) {
        assert!(!english.is_empty() && !english.contains(is_chinese), "{of}: {english}");
        assert!(chinese.contains(is_chinese), "{of}: {chinese}");
    }
    for (of, [english, chinese]) in all_texts() {
        assert!(english.ends_with('.') && chinese.ends_with('。'), "{of}: {english} {chinese}");
    }
}

#[test]
fn chinese_has_no_spaces_beside_latin_words() {
    for (of, [_, chinese]) in all_texts() {
        let letters: Vec<_> = chinese.chars().collect();
        for around in letters.windows(3) {
            let [before, ' ', after] = around else { continue };
            let meet = |one: &char, other: &char| is_chinese(*one) && (is_chinese(*other) || other.is_alphanumeric());
            assert!(!meet(before, after) && !meet(after, before), "{of}: {chinese}");
        }
    }
}

#[test]
fn both_languages_give_the_same_figures() {
    for (of, [english, chinese]) in all_texts() {
        assert_eq!(figures(english), figures(chinese), "{of}: {english} {chinese}");
    }
}

#[test]
fn texts_cite_only_rules_that_exist() {
    for (of, [english, chinese]) in all_texts() {
        let cited = |text: &'static str| -> BTreeSet<_> {
            let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
            let prefixes = Area::ALL.map(|area| format!("{}-", area.prefix()));
            words.filter(|word| prefixes.iter().any(|prefix| word.starts_with(prefix))).collect()
        };
        assert_eq!(cited(english), cited(chinese), "{of}");
        for id in cited(english) {
            assert!(Rule::parse(id).is_some_and(|rule| rule.id() != of), "{of} cites {id}");
        }
    }
}

#[test]
fn documented_rules_have_a_source() {
    for rule in Rule::all() {
        let sources: BTreeSet<_> = rule.sources().iter().collect();
        assert_eq!(sources.len(), rule.sources().len(), "{rule} names a source twice");
        match rule.confidence() {
            Confidence::Verified | Confidence::SingleSource => assert!(rule.source_url().is_some(), "{rule}"),
            Confidence::NotFound => assert_eq!(rule.sources(), [], "{rule}"),
            Confidence::Inferred | Confidence::Ours => {}
        }
        let ours = matches!(rule.area(), Area::Model) || rule == Rule::Bil19;
        assert_eq!(rule.confidence() == Confidence::Ours, ours, "{rule}");
    }
    let used: BTreeSet<_> = Rule::all().flat_map(Rule::sources).collect();
    assert_eq!(used, Source::ALL.iter().collect());
    let keys: BTreeSet<_> = Source::ALL.iter().map(|source| source.key()).collect();
    assert_eq!(keys.len(), Source::ALL.len());
    assert!(Source::ALL.iter().filter_map(|source| source.url()).all(|url| url.starts_with("https://")));
}

#[test]
fn what_is_known_nowhere_is_not_followed() {
    for rule in Rule::all().filter(|rule| rule.confidence() == Confidence::NotFound) {
        assert_ne!(rule.standing(), Standing::Followed, "{rule}");
    }
}

/// An operation is carried out exactly when it can be called: the table of what is to come follows the code.
#[test]
fn operations_to_come_are_those_that_cannot_be_called() {
    let verbs = [
        "Add", "Cancel", "Check", "Copy", "Create", "Delete", "Describe", "Execute", "Get", "List", "Modify", "Open",
        "Reset", "Update",
    ];
    // No operations, or deprecated ones.
    let others = ["CheckRoleType", "CreatedByTag", "ResetDisks"];
    for rule in Rule::all().filter(|rule| rule.area() == Area::OpenApi) {
        if matches!(rule.standing(), Standing::OutOfScope { .. }) {
            continue;
        }
        let product = if rule < Rule::Api40 { "hbr" } else { "ecs" };
        let words = rule.text(Locale::En).split(|letter: char| !letter.is_ascii_alphanumeric());
        let named = words.filter(|word| {
            let rest = verbs.iter().find_map(|verb| word.strip_prefix(verb));
            rest.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_uppercase()))
                && !others.contains(word)
        });
        let missing: Vec<_> = named.filter(|action| !can_be_called(product, action)).collect();
        assert_eq!(rule.is_planned(), !missing.is_empty(), "{rule} is to come, but for {missing:?}");
    }
}

fn can_be_called(product: &str, action: &str) -> bool {
    openapi::operations().any(|known| (known.product, known.action) == (product, action))
}

#[test]
fn sources_have_titles() {
    let titles: BTreeSet<_> = Source::ALL.iter().map(|source| source.title()).collect();
    assert_eq!(titles.len(), Source::ALL.len());
    assert_eq!(Source::Seed.title(), "Back up ECS instances (2026)");
    assert_eq!(Source::ApiJob.title(), "DescribeBackupJobs2");
}

#[test]
fn texts_give_the_limits_that_are_enforced() {
    let (from, to) = (limits::RETENTION_DAYS.start().0, limits::RETENTION_DAYS.end().0);
    says(Rule::Pol20, &[from.into(), to.into()]);
    says(Rule::Pol04, &[count(*limits::NAME_LENGTH.start()), count(*limits::NAME_LENGTH.end())]);
    says(Rule::Pol14, &[count(*limits::RULES_PER_POLICY.start()), count(*limits::RULES_PER_POLICY.end())]);
    says(Rule::Con02, &[count(limits::INSTANCES_PER_OPERATION_MAX)]);
    let (manual, automatic) = (limits::SNAPSHOTS_PER_DISK_MAX, limits::AUTOMATIC_SNAPSHOTS_PER_DISK_MAX);
    says(Rule::Con60, &[count(manual), count(automatic), count(manual + automatic)]);
    says(Rule::Job10, &[*limits::JOBS_PER_PAGE.start(), *limits::JOBS_PER_PAGE.end(), limits::JOBS_PER_PAGE_DEFAULT]);
    for rule in [Rule::Api07, Rule::Api12, Rule::Pol98] {
        let pages = &limits::RESULTS_PER_PAGE;
        says(rule, &[*pages.start(), *pages.end(), limits::RESULTS_PER_PAGE_DEFAULT]);
    }
}

#[test]
fn texts_keep_the_documented_figures() {
    says(Rule::Pol22, &[60, 15, 75, 30, 210, 180]);
    says(Rule::Pol50, &[14, 65_535]);
    says(Rule::Pol62, &[7, 999]);
    says(Rule::Pol80, &[30]);
    says(Rule::Con23, &[10_000, 1_000_000, 461, 1_261, 65_536, 32_768, 2_000]);
    says(Rule::Con33, &[16, 32, 128, 256]);
    says(Rule::Con61, &[10, 1]);
    says(Rule::Snp23, &[64, 1_024]);
    says(Rule::Arc02, &[60, 1_440]);
    says(Rule::Arc03, &[74, 65_536]);
    says(Rule::Acc05, &[15]);
    says(Rule::Bil12, &[1_440, 100, 30, 60, 6]);
}

/// Every text, note and reason in English and Chinese, with the id of its rule.
fn all_texts() -> Vec<(&'static str, [&'static str; 2])> {
    let of = |rule: Rule| {
        let text = Some(Locale::ALL.map(|locale| rule.text(locale)));
        let note = rule.note(Locale::En).zip(rule.note(Locale::Zh)).map(<[_; 2]>::from);
        let why = match rule.standing() {
            Standing::Deviates { why } | Standing::OutOfScope { why } => Some([why.en, why.zh]),
            Standing::Followed | Standing::Setting => None,
        };
        [text, note, why].into_iter().flatten().map(move |texts| (rule.id(), texts))
    };
    Rule::all().flat_map(of).collect()
}

/// Both texts of the rule hold these figures.
fn says(rule: Rule, expected: &[i64]) {
    for locale in Locale::ALL {
        let text = rule.text(locale);
        let said: BTreeSet<_> = figures(text).into_iter().map(|figure| figure.replace(',', "")).collect();
        for figure in expected {
            assert!(said.contains(&figure.to_string()), "{rule} does not say {figure}: {text}");
        }
    }
}

/// The numbers in a text, as they are written.
fn figures(text: &str) -> BTreeSet<&str> {
    let runs = text.split(|letter: char| !letter.is_ascii_digit() && letter != ',' && letter != '.');
    runs.map(|run| run.trim_matches([',', '.'])).filter(|run| !run.is_empty()).collect()
}

fn count(limit: usize) -> i64 {
    i64::try_from(limit).expect("a small number")
}

fn is_chinese(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}
