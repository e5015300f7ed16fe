//! The bill: by cause, exact, rounded once on the line (BIL-01, BIL-10 to BIL-14, MDL-20 to MDL-24).
#![allow(clippy::needless_pass_by_value, reason = "parameters are written in place with `json!`")]

mod harness;

use harness::Lab;
use serde_json::{Value, json};

fn bill(lab: &mut Lab, [from, to]: [&str; 2], group_by: &str) -> Value {
    lab.call("sim", "DescribeBill", json!({ "From": from, "To": to, "GroupBy": group_by }))
}

fn items(bill: &Value) -> &[Value] {
    bill["Items"].as_array().unwrap_or_else(|| panic!("{bill}"))
}

/// What the items have under `name`, in their order.
fn column<'b>(bill: &'b Value, name: &str) -> Vec<&'b str> {
    items(bill).iter().map(|item| item[name].as_str().unwrap_or_else(|| panic!("{item}"))).collect()
}

fn cents(text: &Value) -> i64 {
    text.as_str().unwrap().replace('.', "").parse().unwrap()
}

/// One instance whose one disk holds so many GiB and never changes.
fn still(used_gib: u64) -> Lab {
    Lab::of(&json!([{ "id": "i-a", "zone": "cn-hangzhou-h", "disks": [{ "id": "d-a", "kind": "system",
        "size_gib": 2_000, "used_gib": used_gib, "write_gib_per_day": "0", "growth_gib_per_day": "0" }] }]))
}

const JANUARY: [&str; 2] = ["2026-01-01T00:00:00+08:00", "2026-01-31T00:00:00+08:00"];

#[test]
fn bil_01_bil_10_and_mdl_23_a_hundred_gib_for_thirty_days_cost_12_and_the_software_fee() {
    let mut lab = still(100);
    lab.back_up("i-a", 400);
    lab.advance("P30D");
    let bill = bill(&mut lab, JANUARY, "cause");
    assert_eq!(
        items(&bill),
        [
            json!({ "Cause": "standard_storage", "RegionId": "cn-hangzhou", "Quantity": "100", "Unit": "GiB-month",
                "UnitPrice": "0.12", "Amount": "12.00", "Rule": "BIL-10" }),
            json!({ "Cause": "software_fee", "RegionId": "cn-hangzhou", "Quantity": "100", "Unit": "GiB-month",
                "UnitPrice": "0.05", "Amount": "5.00", "Rule": "MDL-23" }),
        ]
    );
    assert_eq!(bill["Total"], "17.00");
}

#[test]
fn mdl_23_snapshots_that_cloud_backup_does_not_manage_cost_no_software_fee() {
    let mut lab = still(100);
    lab.ecs("CreateSnapshot", json!({ "DiskId": "d-a" }));
    lab.advance("P30D");
    let bill = bill(&mut lab, JANUARY, "cause");
    assert_eq!((column(&bill, "Cause"), &bill["Total"]), (vec!["standard_storage"], &json!("12.00")));
}

#[test]
fn bil_17_instant_access_sharing_and_groups_are_free() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 400);
    lab.advance("PT1H");
    let snapshot = lab.snapshots()[0]["SnapshotId"].clone();
    let shared =
        lab.call("sim", "ShareSnapshot", json!({ "SnapshotId": snapshot, "AccountIds": ["1234567890123456"] }));
    assert_eq!(shared["SharedWith"], json!(["1234567890123456"]), "{shared}");
    lab.advance("P1D");
    let now = lab.run.now().to_rfc3339_utc();
    let bill = bill(&mut lab, [JANUARY[0], &now], "cause");
    assert_eq!(
        column(&bill, "Cause"),
        ["standard_storage", "software_fee"],
        "one group of ESSDs, one snapshot of it shared: nothing else"
    );
}

#[test]
fn bil_14_from_11_02_06_to_15_20_20_is_5_hours() {
    let mut lab = still(144);
    lab.advance("PT11H2M6S");
    let snapshot = lab.ecs("CreateSnapshot", json!({ "DiskId": "d-a" }))["SnapshotId"].clone();
    lab.advance("PT4H18M14S");
    lab.ecs("DeleteSnapshot", json!({ "SnapshotId": snapshot }));
    lab.advance("P2D");
    let whole = bill(&mut lab, JANUARY, "cause");
    // 144 GiB for 5 hours of 720.
    assert_eq!((column(&whole, "Quantity"), column(&whole, "Amount")), (vec!["1"], vec!["0.12"]));
    let hours = |lab: &mut Lab, from: &str, to: &str| {
        let at = |time: &str| format!("2026-01-01T{time}+08:00");
        let bill = bill(lab, [&at(from), &at(to)], "cause");
        column(&bill, "Quantity").first().map(|quantity| (*quantity).to_owned())
    };
    assert_eq!(hours(&mut lab, "00:00:00", "11:00:00"), None);
    assert_eq!(hours(&mut lab, "11:59:59", "11:59:59").as_deref(), Some("0.2"), "the hour that both lie in");
    assert_eq!(hours(&mut lab, "11:00:00", "12:00:00").as_deref(), Some("0.2"), "its end is no part of a span");
    assert_eq!(hours(&mut lab, "11:00:00", "12:00:01").as_deref(), Some("0.4"), "an hour that has begun counts whole");
    assert_eq!(hours(&mut lab, "15:59:00", "23:00:00").as_deref(), Some("0.2"), "to the end of the hour of deletion");
    assert_eq!(hours(&mut lab, "16:00:00", "23:00:00"), None);
}

#[test]
fn pol_16_and_bil_14_a_day_begins_at_midnight_of_utc_plus_8() {
    let mut lab = still(72);
    lab.advance("PT22H30M");
    lab.ecs("CreateSnapshot", json!({ "DiskId": "d-a" }));
    lab.advance("P1DT2H");
    let bill = bill(&mut lab, ["2026-01-01T22:00:00+08:00", "2026-01-03T04:00:00+08:00"], "day");
    assert_eq!(column(&bill, "Day"), ["2026-01-01", "2026-01-02", "2026-01-03"]);
    assert_eq!(column(&bill, "Quantity"), ["0.2", "2.4", "0.1"], "2 hours, 24, and the one that has begun");
}

#[test]
fn bil_02_prices_are_the_same_in_all_regions_and_lines_name_theirs() {
    let disk = |id: &str| json!([{ "id": id, "kind": "system", "size_gib": 40, "used_gib": 10 }]);
    let mut lab = Lab::of(&json!([
        { "id": "i-h", "region": "cn-hangzhou", "disks": disk("d-h") },
        { "id": "i-s", "region": "cn-shanghai", "disks": disk("d-s") } ]));
    lab.back_up("i-h", 400);
    lab.back_up("i-s", 400);
    lab.advance("P30D");
    let (standard, software) = ("standard_storage", "software_fee");
    let by_cause = bill(&mut lab, JANUARY, "cause");
    assert_eq!(column(&by_cause, "Cause"), [standard, standard, software, software]);
    let by_region = bill(&mut lab, JANUARY, "region");
    assert_eq!(column(&by_region, "Cause"), [standard, software, standard, software]);
    assert_eq!(column(&by_region, "RegionId"), ["cn-hangzhou", "cn-hangzhou", "cn-shanghai", "cn-shanghai"]);
    assert_eq!(column(&by_region, "UnitPrice"), ["0.12", "0.05", "0.12", "0.05"]);
    assert_eq!(by_cause["Total"], by_region["Total"]);
}

#[test]
fn bil_01_storage_belongs_to_the_instance_that_has_the_disk_or_had_it_last() {
    let mut lab = Lab::of(&json!([
        { "id": "i-a", "zone": "cn-hangzhou-h", "disks": [{ "id": "d-a", "kind": "system", "size_gib": 40 },
            { "id": "d-moved", "size_gib": 200, "used_gib": 72, "write_gib_per_day": "0", "growth_gib_per_day": "0" }] },
        { "id": "i-b", "zone": "cn-hangzhou-h", "disks": [{ "id": "d-b", "kind": "system", "size_gib": 40 }] } ]));
    lab.ecs("CreateSnapshot", json!({ "DiskId": "d-moved" }));
    let whose = |lab: &mut Lab, hour: u32| {
        let span = [format!("2026-01-01T{hour:02}:00:00+08:00"), format!("2026-01-01T{:02}:00:00+08:00", hour + 1)];
        let bill = bill(lab, [&span[0], &span[1]], "instance");
        column(&bill, "InstanceId").first().map(|id| (*id).to_owned()).unwrap()
    };
    lab.advance("PT5H30M");
    lab.ecs("DetachDisk", json!({ "InstanceId": "i-a", "DiskId": "d-moved" }));
    lab.advance("PT3H");
    assert_eq!(whose(&mut lab, 7), "i-a", "a detached disk is its last instance's");
    lab.ecs("AttachDisk", json!({ "InstanceId": "i-b", "DiskId": "d-moved" }));
    lab.advance("PT3H");
    assert_eq!((whose(&mut lab, 0), whose(&mut lab, 7)), ("i-a".to_owned(), "i-a".to_owned()), "the past stays");
    assert_eq!((whose(&mut lab, 8), whose(&mut lab, 10)), ("i-b".to_owned(), "i-b".to_owned()));
    lab.ecs("DeleteInstance", json!({ "InstanceId": "i-b", "Force": true }));
    lab.advance("PT3H");
    assert_eq!(whose(&mut lab, 13), "i-b", "also when that is released");
}

#[test]
fn mdl_20_mdl_21_mdl_23_and_bil_19_prices_are_settings_and_an_edit_counts_from_its_hour_on() {
    let mut lab = still(720);
    lab.back_up("i-a", 400);
    lab.advance("PT10H30M");
    let settings = lab.call("sim", "EditSettings", json!({ "standard_price_micro_cny": 1_000_000 }));
    let defaults = (&settings["archive_price_micro_cny"], &settings["software_fee_micro_cny"]);
    assert_eq!(defaults, (&json!(60_000), &json!(50_000)));
    lab.call("sim", "EditSettings", json!({ "software_fee_micro_cny": 0 }));
    lab.advance("PT5H");
    let span = ["2026-01-01T00:00:00+08:00", "2026-01-01T15:00:00+08:00"];
    let bill = bill(&mut lab, span, "cause");
    assert_eq!(column(&bill, "UnitPrice"), ["0.12", "1.00", "0.00", "0.05"]);
    assert_eq!(column(&bill, "Quantity"), ["10", "5", "5", "10"]);
    assert_eq!(column(&bill, "Amount"), ["1.20", "5.00", "0.00", "0.50"]);
    for wrong in [json!({ "standard_price_micro_cny": -1 }), json!({ "archive_price_micro_cny": 1_000_000_001 })] {
        assert_eq!(lab.call("sim", "EditSettings", wrong.clone())["Code"], "Sim.InvalidSetting", "{wrong}");
    }
}

#[test]
fn bil_14_hours_before_the_run_and_to_come_are_on_no_bill() {
    let mut lab = still(72);
    lab.back_up("i-a", 400);
    lab.advance("PT9H30M");
    let all = bill(&mut lab, ["1999-01-01T00:00:00Z", "2999-01-01T00:00:00Z"], "cause");
    assert_eq!(column(&all, "Quantity")[0], "1", "nine hours and the one that has begun");
    let left_out = lab.call("sim", "DescribeBill", json!({}));
    assert_eq!(left_out["Items"], all["Items"], "the present month up to now");
}

#[test]
fn bil_02_a_bill_that_makes_no_sense_is_refused() {
    let mut lab = still(10);
    for wrong in [
        json!({ "From": "2026-01-02T00:00:00Z", "To": "2026-01-01T00:00:00Z" }),
        json!({ "From": "yesterday" }),
        json!({ "GroupBy": "colour" }),
        json!({ "To": 5 }),
    ] {
        let answer = lab.call("sim", "DescribeBill", wrong.clone());
        assert_eq!((&answer["Code"], &answer["Rule"]), (&json!("Sim.InvalidParameter"), &json!("BIL-02")), "{wrong}");
    }
}

#[test]
fn bil_14_totals_are_the_sums_of_their_lines_and_spans_add_up() {
    let mut lab = Lab::two_web_servers();
    let policy = lab.policy("often", &format!("I|{}|PT5H", lab.start), 3);
    lab.bind(&policy, &["i-web1", "i-web2"]);
    lab.advance("P20DT7H30M");
    let span = ["2026-01-01T00:00:00+08:00", "2026-01-21T08:00:00+08:00"];
    let mut exact = Vec::new();
    for group_by in ["cause", "region", "instance", "day"] {
        let bill = bill(&mut lab, span, group_by);
        let sum: i64 = items(&bill).iter().map(|item| cents(&item["Amount"])).sum();
        assert_eq!(sum, cents(&bill["Total"]), "{group_by}");
        exact.push(mib_hours(&bill));
    }
    let [first, rest @ ..] = &exact[..] else { panic!("four groupings") };
    assert!(rest.iter().all(|other| other == first), "however it is grouped it is the same");
    let parts = [[span[0], "2026-01-05T13:00:00+08:00"], ["2026-01-05T13:00:00+08:00", span[1]]];
    let sum: u64 = parts.map(|part| mib_hours(&bill(&mut lab, part, "cause"))).iter().sum();
    assert_eq!(sum, *first);
}

/// The MiB-hours of all lines, which 9 decimals of a GiB-month tell exactly.
fn mib_hours(bill: &Value) -> u64 {
    let of = |text: &str| {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let billionths =
            whole.parse::<u128>().unwrap() * 1_000_000_000 + format!("{decimals:0<9}").parse::<u128>().unwrap();
        u64::try_from((billionths * 737_280 + 500_000_000) / 1_000_000_000).unwrap()
    };
    column(bill, "Quantity").into_iter().map(of).sum()
}

#[test]
fn bil_11_bil_12_and_mdl_24_a_hundred_gib_that_leave_the_archive_after_30_of_60_days_cost_6_more() {
    let mut lab = still(100);
    let snapshot = lab.ecs("CreateSnapshot", json!({ "DiskId": "d-a" }))["SnapshotId"].clone();
    lab.advance("P20D");
    lab.ecs("ModifySnapshotCategory", json!({ "SnapshotId": snapshot, "Category": "Archive" }));
    lab.advance("P1D");
    let archived = lab.run.now();
    // An hour, and 102,400 MiB at 50 MiB/s: it is in the archive after 1 h 34 min 8 s.
    lab.advance("P29DT1H34M8S");
    lab.ecs("DeleteSnapshot", json!({ "SnapshotId": snapshot }));
    lab.advance("P1D");
    let span = [archived.to_rfc3339_utc(), lab.run.now().to_rfc3339_utc()];
    let bill = bill(&mut lab, [&span[0], &span[1]], "cause");
    assert_eq!(column(&bill, "Cause"), ["archive_storage", "early_deletion"]);
    assert_eq!(column(&bill, "Rule"), ["BIL-11", "BIL-12"]);
    assert_eq!(column(&bill, "UnitPrice"), ["0.06", "0.06"]);
    let [stored, early] = column(&bill, "Amount")[..] else { panic!("{bill}") };
    assert_eq!(early, "6.00");
    assert_eq!(stored, "5.82", "29 days, the hour that it began and that of the deletion: 698 of 720 hours");
}
