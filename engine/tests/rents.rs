//! What restores make is paid for as it goes, until it is released (RES-14, MDL-25, BIL-18).

mod harness;
mod restoring;

use harness::Lab;
use serde_json::{Value, json};

/// The lines of the bill of the whole run for what restores made.
fn rents(lab: &mut Lab, group_by: &str) -> Vec<(String, String, String, String)> {
    let now = lab.run.now().to_rfc3339(lab.run.world().zone);
    let params = json!({ "From": "2026-01-01T00:00:00+08:00", "To": now, "GroupBy": group_by });
    let bill = lab.call("sim", "DescribeBill", params);
    let text = |line: &Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
    let lines = bill["Items"].as_array().unwrap_or_else(|| panic!("{bill}")).iter();
    let rented = lines.filter(|line| line["Cause"] == "instance" || line["Cause"] == "disk");
    rented
        .map(|line| {
            assert_eq!((line["Rule"].as_str(), line["RegionId"].as_str()), (Some("RES-14"), Some("cn-hangzhou")));
            (text(line, "Cause"), text(line, "Quantity"), text(line, "UnitPrice"), text(line, "Amount"))
        })
        .collect()
}

fn line(cause: &str, quantity: &str, price: &str, amount: &str) -> (String, String, String, String) {
    (cause.to_owned(), quantity.to_owned(), price.to_owned(), amount.to_owned())
}

fn cloned() -> (Lab, String) {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 30);
    lab.advance("P1D");
    let point = lab.points()[0]["SnapshotId"].clone();
    assert_eq!(rents(&mut lab, "cause"), [], "nothing that a scenario begins with is charged");
    let restore = lab.clone_from(&point, "copy");
    let id = lab.restore_job(&restore)["TargetInstanceId"].as_str().unwrap().to_owned();
    (lab, id)
}

#[test]
fn res_14_and_mdl_25_a_clone_is_paid_for_by_the_hour_until_its_release() {
    let (mut lab, id) = cloned();
    lab.advance("PT9H59M");
    // Two vCPUs at 0.25; 240 GiB of level PL1 at 1.00 for a month of 720 hours.
    let ten_hours = [line("instance", "20", "0.25", "5.00"), line("disk", "3.333333333", "1.00", "3.33")];
    assert_eq!(rents(&mut lab, "cause"), ten_hours);
    lab.ecs("DeleteInstance", json!({ "InstanceId": id, "Force": true }));
    lab.advance("P5D");
    assert_eq!(rents(&mut lab, "cause"), ten_hours, "the hour of the release is the last");
    assert_eq!(rents(&mut lab, "instance"), ten_hours);
    assert!(lab.opens_to_the_same());
}

#[test]
fn bil_18_its_prices_are_settings_that_count_from_their_hour_on() {
    let (mut lab, _) = cloned();
    lab.advance("PT9H59M");
    let edited =
        lab.call("sim", "EditSettings", json!({ "vcpu_price_micro_cny": 1_000_000, "disk_pl1_price_micro_cny": 0 }));
    assert_eq!(edited["vcpu_price_micro_cny"], 1_000_000);
    lab.advance("PT5H");
    let lines = rents(&mut lab, "cause");
    assert_eq!(lines[0], line("instance", "18", "0.25", "4.50"));
    assert_eq!(lines[1], line("instance", "12", "1.00", "12.00"));
    assert!(lab.opens_to_the_same());
}

#[test]
fn mdl_25_a_disk_is_charged_at_its_level_and_anew_when_it_grows() {
    let mut lab = Lab::two_web_servers();
    lab.back_up("i-web1", 30);
    lab.advance("P1D");
    let points =
        lab.call("hbr", "DescribeUdmSnapshots", json!({ "SourceType": "UDM_ECS_DISK", "DiskId": "d-web1-data" }));
    let point = points["Snapshots"][0]["SnapshotId"].clone();
    let detail = json!({ "targetInstanceId": "i-web1", "diskCategory": "cloud_essd", "diskPerformanceLevel": "PL0" });
    let restore = lab.restore("UDM_ECS_DISK", &point, detail);
    lab.advance("PT23H59M");
    assert_eq!(rents(&mut lab, "cause"), [line("disk", "6.666666667", "0.50", "3.33")], "200 GiB for a day");
    let disks = lab.ecs_list("DescribeDisks", ["Disks", "Disk"], json!({ "InstanceId": "i-web1" }));
    let new =
        disks.iter().find(|disk| disk["PerformanceLevel"] == "PL0").unwrap_or_else(|| panic!("{restore}: {disks:?}"));
    lab.ecs("ResizeDisk", json!({ "DiskId": new["DiskId"], "NewSize": 400 }));
    lab.advance("P1D");
    assert_eq!(rents(&mut lab, "cause"), [line("disk", "20", "0.50", "10.00")], "then twice as much");
    assert_eq!(rents(&mut lab, "instance"), [line("disk", "20", "0.50", "10.00")]);
}

#[test]
fn res_14_what_is_bought_by_hand_is_on_no_bill() {
    let mut lab = Lab::two_web_servers();
    lab.ecs("RunInstances", json!({ "InstanceType": "ecs.g7.large" }));
    lab.advance("P10D");
    assert_eq!(rents(&mut lab, "cause"), []);
}
