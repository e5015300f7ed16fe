//! Resource plans: prepaid, effective at once, for standard snapshots only; what exceeds them is charged (ACC-08, BIL-16).

mod harness;

use harness::Lab;
use serde_json::{Value, json};

const START: &str = "2026-01-01T00:00:00+08:00";

fn bill(lab: &mut Lab, group_by: &str) -> Vec<Value> {
    let now = lab.run.now().to_rfc3339(lab.run.world().zone);
    let bill = lab.call("sim", "DescribeBill", json!({ "From": START, "To": now, "GroupBy": group_by }));
    bill["Items"].as_array().unwrap_or_else(|| panic!("{bill}")).clone()
}

fn buy(lab: &mut Lab, kind: &str, gib: u32, months: u32) -> Value {
    let params = json!({ "Kind": kind, "RegionId": "cn-hangzhou", "CapacityGib": gib, "Months": months });
    lab.call("sim", "BuyResourcePlan", params)
}

fn balance(lab: &mut Lab) -> String {
    lab.call("sim", "DescribeAccount", json!({}))["Balance"].as_str().unwrap().to_owned()
}

/// The quantity of the lines of a cause, by the rule that they are charged by, in millionths.
fn quantity(lines: &[Value], cause: &str, rule: &str) -> u64 {
    let of = |line: &&Value| line["Cause"] == cause && line["Rule"] == rule;
    let micro = |line: &Value| {
        let text = line["Quantity"].as_str().unwrap();
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        whole.parse::<u64>().unwrap() * 1_000_000 + format!("{part:0<6}")[..6].parse::<u64>().unwrap()
    };
    lines.iter().filter(of).map(micro).sum()
}

/// A lab whose first server has one point.
fn backed_up() -> Lab {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 300);
    lab.advance("P1D");
    lab
}

#[test]
fn acc_08_a_plan_is_paid_at_once_from_the_balance_and_no_settlement_takes_it_again() {
    let mut lab = backed_up();
    let before = balance(&mut lab);
    let bought = buy(&mut lab, "OssStandardLrs", 100, 6);
    assert_eq!(bought["Price"], "54.00", "100 GiB for 6 months at 0.09: {bought}");
    assert_eq!(bought["EndTime"], "2026-07-01T00:00:00+08:00", "180 days from the hour of purchase");
    let cents = |text: &str| text.replace('.', "").parse::<i64>().unwrap();
    assert_eq!(cents(&before) - cents(&balance(&mut lab)), 5_400);
    // The hour of the purchase is on the bill once it has begun.
    lab.advance("PT1M");
    let lines = bill(&mut lab, "cause");
    let line = lines.iter().find(|line| line["Cause"] == "resource_plan").unwrap();
    assert_eq!(
        (&line["Quantity"], &line["UnitPrice"], &line["Amount"], &line["Rule"]),
        (&json!("600"), &json!("0.09"), &json!("54.00"), &json!("ACC-08"))
    );
    lab.advance("P60D");
    let settled: i64 = lab.run.world().settlements().iter().map(|month| month.amount.0 / 10_000).sum();
    assert_eq!(cents(&before) - cents(&balance(&mut lab)), 5_400 + settled, "months are settled without it");
    let plans = lab.call("sim", "DescribeResourcePlans", json!({}));
    assert_eq!(plans["ResourcePlans"].as_array().unwrap().len(), 1);
    assert!(lab.opens_to_the_same());
}

#[test]
fn bil_16_a_plan_covers_standard_storage_and_nothing_else_from_its_hour_on() {
    let mut lab = backed_up();
    let stored = bill(&mut lab, "cause");
    assert_eq!(quantity(&stored, "standard_storage", "BIL-16"), 0);
    buy(&mut lab, "Scu", 1_000, 1);
    lab.advance("P10D");
    let lines = bill(&mut lab, "cause");
    assert!(quantity(&lines, "standard_storage", "BIL-16") > 0);
    assert_eq!(
        quantity(&lines, "standard_storage", "BIL-10"),
        quantity(&stored, "standard_storage", "BIL-10"),
        "with more capacity than snapshots nothing more is charged"
    );
    assert!(quantity(&lines, "software_fee", "MDL-23") > quantity(&stored, "software_fee", "MDL-23"));
    for line in lines.iter().filter(|line| line["Rule"] == "BIL-16") {
        assert_eq!((&line["Amount"], &line["UnitPrice"]), (&json!("0.00"), &json!("0.00")), "{line}");
    }
    lab.advance("P30D");
    let after = bill(&mut lab, "cause");
    lab.advance("P1D");
    let later = bill(&mut lab, "cause");
    assert_eq!(quantity(&after, "standard_storage", "BIL-16"), quantity(&later, "standard_storage", "BIL-16"));
    assert!(quantity(&later, "standard_storage", "BIL-10") > quantity(&after, "standard_storage", "BIL-10"));
}

#[test]
fn acc_08_what_exceeds_the_capacity_is_charged_and_every_grouping_comes_to_the_same() {
    let mut lab = backed_up();
    lab.back_up("i-web2", 300);
    lab.advance("P1D");
    let unplanned = quantity(&bill(&mut lab, "cause"), "standard_storage", "BIL-10");
    buy(&mut lab, "OssStandardLrs", 2, 1);
    buy(&mut lab, "Scu", 1, 1);
    lab.advance("P3D");
    let lines = bill(&mut lab, "cause");
    // 3 GiB for the 72 hours since.
    assert_eq!(quantity(&lines, "standard_storage", "BIL-16"), 3 * 72 * 1_000_000 / 720);
    assert!(quantity(&lines, "standard_storage", "BIL-10") > unplanned);
    let all = |lines: &[Value], rule| quantity(lines, "standard_storage", rule);
    for group_by in ["region", "instance", "tier", "day", "month"] {
        let other = bill(&mut lab, group_by);
        for rule in ["BIL-10", "BIL-16"] {
            let apart = all(&other, rule).abs_diff(all(&lines, rule));
            assert!(apart <= 10, "{group_by} {rule}: {apart} millionths apart");
        }
    }
    let by_tier = bill(&mut lab, "tier");
    assert_eq!((&by_tier[0]["Tier"], by_tier.last().unwrap().get("Tier")), (&json!("STANDARD"), None));
}

#[test]
fn acc_08_what_cannot_be_bought_is_refused_and_changes_nothing() {
    let mut lab = backed_up();
    let digest = lab.run.digest();
    for (kind, gib, months, code, rule) in [
        ("OssStandardLrs", 0, 1, "Sim.CapacityOutOfRange", "ACC-08"),
        ("OssStandardLrs", 10, 0, "Sim.MonthsOutOfRange", "ACC-08"),
        ("OssStandardLrs", 10, 61, "Sim.MonthsOutOfRange", "ACC-08"),
        ("Scu", 1_000_000, 60, "InvalidAccountStatus.NotEnoughBalance", "ACC-08"),
    ] {
        let refused = buy(&mut lab, kind, gib, months);
        assert_eq!((&refused["Code"], &refused["Rule"]), (&json!(code), &json!(rule)), "{refused}");
        assert!(refused["Success"] == false);
    }
    let unknown = buy(&mut lab, "Cheap", 10, 1);
    assert!(unknown["Message"].as_str().unwrap().contains("OssStandardLrs, Scu"), "{unknown}");
    assert_eq!(lab.run.digest(), digest);
}

#[test]
fn bil_16_and_acc_08_a_plan_says_how_much_of_it_is_in_use_plans_of_oss_first() {
    let mut lab = backed_up();
    buy(&mut lab, "Scu", 100, 1);
    buy(&mut lab, "OssStandardLrs", 3, 1);
    let world = lab.run.world();
    let used = world.resource_plans.in_use(world, world.regions[0]);
    let stored: u64 = world.disks.iter().map(|(_, disk)| disk.chain.standard_now().0).sum();
    let gib: Vec<_> = used.iter().map(|(plan, used)| (plan.order.kind.api_name(), used.0)).collect();
    assert_eq!(gib, [("OssStandardLrs", 3 * 1_024), ("Scu", stored - 3 * 1_024)]);
}
