//! Policy Center: every field of the form there and back, the list, the preview of tags, and the console's own refusals.

mod harness;

use engine::{
    backup::{
        policy::{Period, PolicyKind, PolicyRule, PolicySpec, TagFilter, TagOperator},
        schedule::ScheduleBounds,
    },
    catalog::region::Region,
    command::{Command, Receipt},
    id::PolicyId,
    locale::Locale,
    rule::Rule,
    time::Days,
    view::{
        plans::{self, PlansQuery},
        policies::{self, Outcome, PoliciesQuery},
        policy_form::{Choice, FormField, PolicyForm, ReplicationForm, Select, TagForm},
    },
    words,
};
use harness::Lab;
use serde_json::json;

const HANGZHOU: &str = "cn-hangzhou";

#[test]
fn pol_06_the_form_says_every_group_and_the_policy_does() {
    let mut lab = Lab::two_web_servers();
    let form = full(&lab);
    let zone = lab.run.world().zone;
    let spec = form.check(zone).unwrap();
    let names: Vec<_> = spec.rules.iter().map(PolicyRule::api_name).collect();
    assert_eq!(names, ["BACKUP", "TRANSITION", "REPLICATION", "TAG", "SECURITY"]);
    assert_eq!(spec.archive_after(), Some(Days(30)));
    assert_eq!(spec.retention(spec.backup_rules().next().unwrap()), Some(Days(90)));
    let special: Vec<_> = spec.special().iter().map(|special| (special.period, special.retention.0)).collect();
    assert_eq!(special, [(Period::Weekly, 105), (Period::Yearly, 1_095)]);
    assert!(spec.keeps_latest() && spec.is_immutable());
    let replication = spec.replication().unwrap();
    assert_eq!(
        (replication.region.id(), replication.retention, replication.archive_after),
        ("cn-shanghai", Days(80), Some(Days(20)))
    );
    let id = create(&mut lab, spec.clone());
    let again = PolicyForm::of_policy(lab.run.world(), policy(&lab, &id));
    assert_eq!(PolicyForm { edited: None, ..again.clone() }, form);
    assert_eq!(again.check(zone), Ok(spec));
    assert!(again.stays_immutable());
}

#[test]
fn pol_90_each_group_can_be_switched_off_again_and_rules_keep_their_ids() {
    let mut lab = Lab::two_web_servers();
    let zone = lab.run.world().zone;
    let form = PolicyForm { immutable: false, ..full(&lab) };
    let id = create(&mut lab, form.check(zone).unwrap());
    let before = policy(&lab, &id).rule_ids.clone();
    let mut form = PolicyForm::of_policy(lab.run.world(), policy(&lab, &id));
    form.special.values_mut().for_each(|choice| choice.on = false);
    form.keep_latest = false;
    form.archive.on = false;
    form.replication.on = false;
    form.tags.choose(Select::Nothing);
    form.retention_days = "9".to_owned();
    let spec = form.check(zone).unwrap();
    assert_eq!(spec.rules.len(), 2, "{spec:?}");
    assert!(!spec.keeps_latest() && spec.special().is_empty() && spec.archive_after().is_none());
    lab.run.apply(policies::edit(policy(&lab, &id), spec)).unwrap();
    assert_eq!(policy(&lab, &id).rule_ids, before[..2]);
}

#[test]
fn pol_14_what_the_form_does_not_say_stays_as_it_is() {
    let mut lab = Lab::two_web_servers();
    let zone = lab.run.world().zone;
    let (start, crontab) = (lab.start, format!("C|{}|0 0 2 ? * TUE,THU", lab.start));
    let answer = lab.call(
        "hbr",
        "CreatePolicyV2",
        json!({ "PolicyName": "scripted", "PolicyDescription": "by a script", "Rules": [
            { "RuleType": "TRANSITION", "RetentionRules": [
                { "AdvancedRetentionType": "MONTHLY", "Retention": 400, "WhichSnapshot": 1 },
                { "AdvancedRetentionType": "DAILY", "Retention": 40, "WhichSnapshot": 1 } ] },
            { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": crontab, "Retention": 7, "Immutable": true },
            { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": format!("I|{start}|P1D"), "Retention": 5 } ] }),
    );
    let id = PolicyId::from(answer["PolicyId"].as_str().unwrap_or_else(|| panic!("{answer}")));
    let spec = policy(&lab, &id).spec.clone();
    let form = PolicyForm::of_policy(lab.run.world(), policy(&lab, &id));
    assert_eq!(form.check(zone), Ok(spec.clone()), "an untouched form changes nothing, not a letter");
    assert_eq!(form.other_schedules().len(), 1);
    assert_eq!(form.special[&Period::Daily], Choice { on: true, days: "40".to_owned() });

    let renamed = PolicyForm { name: "renamed".to_owned(), ..form.clone() }.check(zone).unwrap();
    assert_eq!(renamed.rules, spec.rules);
    let longer = PolicyForm { retention_days: "8".to_owned(), ..form.clone() }.check(zone).unwrap();
    let retentions: Vec<_> = longer.backup_rules().map(|rule| longer.retention(rule)).collect();
    assert_eq!(
        retentions,
        [Some(Days(8)), Some(Days(8))],
        "POL-21: the form's retention is that of the TRANSITION rule"
    );
    let Command::UpdatePolicy { rule_ids, .. } = policies::edit(policy(&lab, &id), longer) else { panic!() };
    assert_eq!(rule_ids, policy(&lab, &id).rule_ids.iter().cloned().map(Some).collect::<Vec<_>>());
}

#[test]
fn pol_22_31_50_62_63_each_figure_says_what_is_wrong_and_what_mends_it() {
    let lab = Lab::two_web_servers();
    let zone = lab.run.world().zone;
    let check = |change: fn(&mut PolicyForm)| {
        let mut form = full(&lab);
        change(&mut form);
        let faults = form.check(zone).unwrap_err();
        let [fault] = faults.as_slice() else { panic!("{faults:?}") };
        let mut mended = form.clone();
        if let Some(value) = fault.repair() {
            mended.mend(fault.field, value);
            assert!(mended.check(zone).is_ok(), "{value} does not mend {fault:?}");
        }
        (fault.field, fault.rejection.rule(), fault.repair())
    };
    for (change, expected) in [
        (
            (|form| form.retention_days = "89".to_owned()) as fn(&mut PolicyForm),
            (FormField::Retention, Rule::Pol22, Some(90)),
        ),
        (|form| form.retention_days = "-1".to_owned(), (FormField::Retention, Rule::Err01, None)),
        (|form| form.retention_days = "ninety".to_owned(), (FormField::Retention, Rule::Pol20, None)),
        (|form| special(form, Period::Weekly, "90"), (FormField::Special(Period::Weekly), Rule::Pol31, Some(91))),
        (
            |form| special(form, Period::Monthly, "364636"),
            (FormField::Special(Period::Monthly), Rule::Pol20, Some(364_635)),
        ),
        (|form| form.archive.days = "13".to_owned(), (FormField::ArchiveDays, Rule::Pol50, Some(14))),
        (|form| form.archive.days = String::new(), (FormField::ArchiveDays, Rule::Pol50, None)),
        (|form| form.replication.region = None, (FormField::Destination, Rule::Err02, None)),
        (|form| form.replication.region = Region::parse(HANGZHOU), (FormField::Destination, Rule::Pol61, None)),
        (|form| form.replication.region = Region::parse("cn-hongkong"), (FormField::Destination, Rule::Reg02, None)),
        (|form| form.replication.retention_days = "79".to_owned(), (FormField::RemoteRetention, Rule::Pol63, Some(80))),
        (|form| form.replication.retention_days = "-1".to_owned(), (FormField::RemoteRetention, Rule::Err01, None)),
        (|form| form.replication.archive.days = "7".to_owned(), (FormField::RemoteArchiveDays, Rule::Pol50, Some(14))),
        (|form| form.interval = "99".to_owned(), (FormField::Cycle, Rule::Pol15, Some(31))),
        (|form| form.tags.filters[0].key.clear(), (FormField::Tag(0), Rule::Pol80, None)),
        (|form| form.tags.filters[1].value.clear(), (FormField::Tag(1), Rule::Pol80, None)),
    ] {
        assert_eq!(check(change), expected);
    }
    let mut off = full(&lab);
    off.archive = Choice { on: false, days: "x".to_owned() };
    off.retention_days = "9".to_owned();
    off.replication.on = false;
    off.replication.region = None;
    assert!(off.check(zone).is_ok(), "what is switched off is not judged");
}

#[test]
fn pol_22_the_form_tells_how_long_a_point_lies_in_each_tier() {
    let lab = Lab::two_web_servers();
    let tiers = |archive: &str, retention: &str| {
        let mut form = full(&lab);
        form.archive.days = archive.to_owned();
        form.retention_days = retention.to_owned();
        form.tiers()
    };
    let usual = tiers("30", "90").unwrap();
    assert_eq!(usual.percent(), [33, 67]);
    assert_eq!(usual.in_words(Locale::En), "Standard tier 30 days, then Archive tier 60 days; expires on day 90");
    assert_eq!([tiers("30", "29"), tiers("x", "90"), tiers("0", "90")], [None; 3]);
    let mut off = full(&lab);
    off.archive.on = false;
    assert_eq!(off.tiers(), None);
}

#[test]
fn pol_80_up_to_30_tags_and_without_any_none_is_associated() {
    let lab = Lab::two_web_servers();
    let zone = lab.run.world().zone;
    let mut form = full(&lab);
    form.tags.filters = vec![filter("env", TagOperator::Equal, "prod"); 30];
    assert!(form.check(zone).is_ok());
    form.tags.add();
    form.tags.filters[30].key = "env".to_owned();
    assert_eq!(form.check(zone).unwrap_err()[0].field, FormField::Tags);
    for _ in 0..31 {
        form.tags.remove(0);
    }
    assert_eq!(form.tags.select, Select::Nothing);
    assert_eq!(form.check(zone).unwrap().tags(), None);
    form.tags.choose(Select::All);
    assert!(form.check(zone).unwrap().tags().unwrap().filters.is_empty());
    form.tags.choose(Select::Tags);
    assert_eq!(form.check(zone).unwrap_err()[0].field, FormField::Tag(0), "to choose by tags begins with an empty one");
}

#[test]
fn pol_70_immutable_stays_in_the_form_too() {
    let mut lab = Lab::two_web_servers();
    let zone = lab.run.world().zone;
    let spec = full(&lab).check(zone).unwrap();
    let id = create(&mut lab, spec);
    let form = PolicyForm::of_policy(lab.run.world(), policy(&lab, &id));
    let faults = PolicyForm { immutable: false, ..form }.check(zone).unwrap_err();
    assert_eq!((faults[0].field, faults[0].rejection.rule()), (FormField::Immutable, Rule::Pol70));
}

#[test]
fn pol_15_bounds_that_were_narrowed_are_said_at_a_schedule_that_stays() {
    let mut lab = Lab::two_web_servers();
    let zone = lab.run.world().zone;
    let id = PolicyId::from(lab.policy("rare", &format!("I|{}|P30D", lab.start), 7).as_str());
    let form = PolicyForm::of_policy(lab.run.world(), policy(&lab, &id));
    assert!(form.check(zone).is_ok());
    let narrowed = PolicyForm { bounds: ScheduleBounds { hours_max: 23, days_max: 7 }, ..form };
    let fault = narrowed.check(zone).unwrap_err().remove(0);
    assert_eq!((fault.field, fault.rejection.rule(), fault.repair()), (FormField::Cycle, Rule::Pol15, Some(7)));
}

#[test]
fn reg_02_only_regions_of_the_scenario_that_snapshots_can_be_copied_to_are_offered() {
    let lab = Lab::two_web_servers();
    let form = PolicyForm::for_region(lab.run.world(), Region::parse(HANGZHOU).unwrap());
    let offered: Vec<_> = form.destinations(&lab.run.world().regions).into_iter().map(Region::id).collect();
    assert_eq!(offered, ["cn-shanghai"]);
    let mut elsewhere = form;
    elsewhere.replication.region = Region::parse("cn-beijing");
    assert_eq!(elsewhere.destinations(&lab.run.world().regions).len(), 2, "where copies go already stays");
}

#[test]
fn pol_91_the_console_deletes_a_policy_only_when_nothing_is_bound() {
    let mut lab = Lab::two_web_servers();
    let id = lab.policy("nightly", &format!("I|{}|P1D", lab.start), 7);
    lab.bind(&id, &["i-web2", "i-web1"]);
    let row = rows(&lab).remove(0);
    let bound = PlansQuery { policy: Some(row.id.clone()), ..PlansQuery::default() };
    let plans = plans::plans(lab.run.world(), Region::parse(HANGZHOU).unwrap(), &bound).rows;
    let names: Vec<_> = plans.iter().map(|plan| (plan.name.as_str(), plan.disks, plan.by_tag)).collect();
    assert_eq!((row.sources, names), (2, vec![("web-1", 2, false), ("web-2", 1, false)]));
    let refusal = row.stays_because().unwrap();
    assert_eq!(refusal.rule(), Rule::Pol91);
    assert!(words::rejection(&refusal, Locale::En).contains("2 still are"));
    assert!(words::rejection(&refusal, Locale::Zh).contains("2个数据源"));
    let unbind = json!({ "PolicyId": id, "DataSourceIds": ["i-web1", "i-web2"], "SourceType": "UDM_ECS" });
    lab.call("hbr", "DeletePolicyBinding", unbind);
    assert_eq!(rows(&lab)[0].stays_because(), None);
}

#[test]
fn pol_03_a_legacy_policy_is_listed_and_edited_but_takes_no_instance() {
    let lab = Lab::with(
        &json!([]),
        json!({ "policies": [{ "PolicyId": "po-old", "PolicyName": "old", "PolicyType": "UDM_ECS_ONLY", "Legacy": true, "Rules": [
            { "RuleType": "BACKUP", "BackupType": "COMPLETE", "Schedule": "I|1767204000|P1D" },
            { "RuleType": "TRANSITION", "Retention": 30 } ] }] }),
    );
    let row = rows(&lab).remove(0);
    assert_eq!((row.kind, row.kind_in_words(Locale::En)), (PolicyKind::Legacy, "Legacy"));
    assert_eq!(row.takes_none_because().map(|refusal| refusal.rule()), Some(Rule::Pol03));
    let mut form = PolicyForm::of_policy(lab.run.world(), policy(&lab, &row.id));
    assert!(form.is_legacy() && form.check(lab.run.world().zone).is_ok());
    form.archive.on = true;
    form.retention_days = "90".to_owned();
    assert_eq!(form.check(lab.run.world().zone).unwrap_err()[0].rejection.rule(), Rule::Pol03);
}

#[test]
fn pol_05_policies_are_listed_in_their_own_region() {
    let mut lab = Lab::two_web_servers();
    lab.policy("nightly", &format!("I|{}|P1D", lab.start), 7);
    assert_eq!(rows(&lab).len(), 1);
    let there = Region::parse("cn-shanghai").unwrap();
    let listed = policies::policies(lab.run.world(), there, &PoliciesQuery::default());
    assert_eq!((listed.rows.len(), listed.extent.all), (0, 0));
}

#[test]
fn pol_10_a_row_says_all_in_words() {
    let mut lab = Lab::two_web_servers();
    let zone = lab.run.world().zone;
    let spec = full(&lab).check(zone).unwrap();
    create(&mut lab, spec);
    let row = rows(&lab).remove(0);
    assert_eq!(row.schedules_in_words(zone, Locale::En), ["every 3 days at 02:00"]);
    assert_eq!(row.retention_in_words(Locale::En), ["90 days", "weekly 105 days", "yearly 1,095 days"]);
    assert_eq!(row.archive_in_words(Locale::Zh), "30天后");
    assert_eq!(row.replication_in_words(Locale::En), ["China (Shanghai)", "80 days"]);
    assert_eq!(row.tags_in_words(Locale::En), ["role = web", "env ≠ test"]);
}

#[test]
fn pol_81_detect_now_finds_what_the_policy_then_binds() {
    let mut lab = Lab::of(&json!([instance("i-a", "web"), instance("i-b", "web"), instance("i-c", "db")]));
    let other = lab.policy("other", &format!("I|{}|P1D", lab.start), 7);
    lab.bind(&other, &["i-b"]);
    let mut form = PolicyForm::for_region(lab.run.world(), Region::parse(HANGZHOU).unwrap());
    form.name = "tagged".to_owned();
    form.tags.choose(Select::Tags);
    form.tags.filters[0] = filter("role", TagOperator::Equal, "web");
    let detect = |lab: &Lab, edited: Option<&PolicyId>| {
        let rule = form.tags.rule().unwrap();
        let hits = policies::detect(lab.run.world(), Region::parse(HANGZHOU).unwrap(), edited, &rule);
        hits.into_iter().map(|hit| (hit.id.to_string(), hit.outcome)).collect::<Vec<_>>()
    };
    let elsewhere = Outcome::BoundElsewhere { policy: "other".to_owned() };
    assert_eq!(detect(&lab, None), [("i-a".to_owned(), Outcome::New), ("i-b".to_owned(), elsewhere.clone())]);
    let spec = form.check(lab.run.world().zone).unwrap();
    let id = create(&mut lab, spec);
    assert_eq!(detect(&lab, Some(&id)), [("i-a".to_owned(), Outcome::BoundHere), ("i-b".to_owned(), elsewhere)]);
    let row = rows(&lab).into_iter().find(|row| row.id == id).unwrap();
    let plans = plans::of_instance(lab.run.world(), &"i-a".into());
    assert!(row.sources == 1 && plans[0].by_tag && plans[0].policy == row.id);
}

#[test]
fn every_field_says_its_range_and_its_rule_in_both_languages() {
    let lab = Lab::two_web_servers();
    let form = full(&lab);
    let special = Period::ALL.map(FormField::Special);
    for field in [FormField::Type, FormField::Name, FormField::Frequency, FormField::FirstRun, FormField::Cycle]
        .into_iter()
        .chain(special)
        .chain([FormField::Retention, FormField::KeepLatest, FormField::ArchiveDays, FormField::Replication])
        .chain([FormField::Destination, FormField::RemoteRetention, FormField::RemoteArchiveDays])
        .chain([FormField::Immutable, FormField::Tags, FormField::Tag(0)])
    {
        let [en, zh] = Locale::ALL.map(|locale| form.hint(field, locale));
        assert!(!en.is_empty() && en != zh, "{field:?}: {en} {zh}");
    }
    assert_eq!(form.hint(FormField::ArchiveDays, Locale::En), "14 to 65,535 days; retention at least that and 60 more");
    assert_eq!(form.hint(FormField::Cycle, Locale::Zh), "每1~31天");
}

/// A form with something in every group.
fn full(lab: &Lab) -> PolicyForm {
    let mut form = PolicyForm {
        name: "full".to_owned(),
        interval: "3".to_owned(),
        retention_days: "90".to_owned(),
        keep_latest: true,
        archive: Choice { on: true, days: "30".to_owned() },
        replication: ReplicationForm {
            on: true,
            region: Region::parse("cn-shanghai"),
            retention_days: "80".to_owned(),
            archive: Choice { on: true, days: "20".to_owned() },
        },
        immutable: true,
        tags: TagForm {
            select: Select::Tags,
            filters: vec![filter("role", TagOperator::Equal, "web"), filter("env", TagOperator::Not, "test")],
        },
        ..PolicyForm::for_region(lab.run.world(), Region::parse(HANGZHOU).unwrap())
    };
    special(&mut form, Period::Weekly, "105");
    special(&mut form, Period::Yearly, "1095");
    form
}

fn special(form: &mut PolicyForm, period: Period, days: &str) {
    form.special.insert(period, Choice { on: true, days: days.to_owned() });
}

fn filter(key: &str, operator: TagOperator, value: &str) -> TagFilter {
    TagFilter { key: key.to_owned(), operator, value: value.to_owned() }
}

fn instance(id: &str, role: &str) -> serde_json::Value {
    json!({ "id": id, "zone": "cn-hangzhou-h", "tags": { "role": role }, "disks": [
        { "id": format!("d-{id}"), "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 10 } ] })
}

fn create(lab: &mut Lab, spec: PolicySpec) -> PolicyId {
    let region = Region::parse(HANGZHOU).unwrap();
    match lab.run.apply(Command::CreatePolicy { region, spec }) {
        Ok(Receipt::PolicyCreated(id)) => id,
        other => panic!("{other:?}"),
    }
}

fn policy<'l>(lab: &'l Lab, id: &PolicyId) -> &'l engine::backup::policy::Policy {
    let world = lab.run.world();
    &world.policies[world.policy(id).unwrap()]
}

fn rows(lab: &Lab) -> Vec<policies::PolicyRow> {
    policies::policies(lab.run.world(), Region::parse(HANGZHOU).unwrap(), &PoliciesQuery::default()).rows
}
