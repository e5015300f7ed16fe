//! The bill against an independent recount: every hour of a random small world, snapshot by snapshot (BIL-14).

mod harness;

use std::collections::BTreeMap;

use engine::{
    cloud::{
        DiskIdx,
        chain::{Snapshot, Tier},
    },
    id::Occasion,
    scenario::settings::Setting,
    time::Timestamp,
};
use harness::Lab;
use proptest::prelude::*;
use serde_json::{Value, json};

const CAUSES: [&str; 5] = ["standard_storage", "archive_storage", "early_deletion", "software_fee", "copy_traffic"];
/// Hours that an archive snapshot is paid for at least.
const ARCHIVE_HOURS: i64 = 1_440;

/// What someone who looks at every snapshot after every event has written down.
#[derive(Default)]
struct Observer {
    known: BTreeMap<(DiskIdx, Occasion), Snapshot>,
    /// The copies that are not complete yet, with what each of them is to carry.
    on_their_way: BTreeMap<(DiskIdx, Occasion), u64>,
    /// MiB-hours, or MiB of traffic, by clock hour, instance, region and cause.
    counted: BTreeMap<(i64, String, String, &'static str), u128>,
    /// The prices of each hour: those that it ended with.
    prices: BTreeMap<i64, [i64; 5]>,
}

impl Observer {
    /// Lets time pass, event by event, and writes down what each hour begins with.
    fn advance(&mut self, lab: &mut Lab, until: Timestamp) {
        while lab.run.now() < until {
            let ends = Timestamp((lab.run.now().clock_hour() + 1) * 3_600 - 1);
            if lab.run.now() == ends {
                self.begin_hour(lab);
            }
            let next = Timestamp((Timestamp(lab.run.now().0 + 1).clock_hour() + 1) * 3_600 - 1).min(until);
            while !lab.run.step_until(next, 1).reached {
                self.look(lab);
            }
            self.look(lab);
        }
    }

    /// The last second of an hour: what is there goes over into the next.
    fn begin_hour(&mut self, lab: &Lab) {
        let hour = lab.run.now().clock_hour();
        self.prices.insert(hour, prices(lab));
        for ((disk, _), snapshot) in self.known.clone() {
            let tier = if matches!(snapshot.tier, Tier::Standard) { CAUSES[0] } else { CAUSES[1] };
            self.count(lab, hour + 1, disk, tier, snapshot.stored.0);
            if snapshot.is_managed() {
                self.count(lab, hour + 1, disk, CAUSES[3], snapshot.stored.0);
            }
        }
    }

    /// Notices what came and what went.
    fn look(&mut self, lab: &Lab) {
        let (world, hour) = (lab.run.world(), lab.run.now().clock_hour());
        let there = world
            .disks
            .iter()
            .flat_map(|(disk, state)| state.chain.iter().map(move |snapshot| ((disk, snapshot.taken), *snapshot)));
        let there: BTreeMap<_, _> = there.collect();
        for (key, snapshot) in &there {
            if !self.known.contains_key(key) {
                self.count(lab, hour, key.0, CAUSES[0], snapshot.stored.0);
                if snapshot.is_managed() {
                    self.count(lab, hour, key.0, CAUSES[3], snapshot.stored.0);
                }
                if world.disks[key.0].replica_of.is_some() {
                    self.on_their_way.insert(*key, snapshot.stored.0);
                }
            }
        }
        self.arrive(lab, &there);
        let before = std::mem::take(&mut self.known);
        for (key, snapshot) in before.iter().filter(|(key, _)| !there.contains_key(key)) {
            let Tier::Archive { since } = snapshot.tier else { continue };
            let left = ARCHIVE_HOURS - (hour - since.clock_hour());
            self.count(lab, hour, key.0, CAUSES[2], snapshot.stored.0 * left.max(0).unsigned_abs());
        }
        self.known = there;
    }

    /// Counts what is complete of the copies; those that have gone before are charged nothing.
    fn arrive(&mut self, lab: &Lab, there: &BTreeMap<(DiskIdx, Occasion), Snapshot>) {
        let now = lab.run.now();
        for (key, carried) in std::mem::take(&mut self.on_their_way) {
            match there.get(&key) {
                Some(copy) if copy.ready_at <= now => self.count(lab, now.clock_hour(), key.0, CAUSES[4], carried),
                Some(_) => drop(self.on_their_way.insert(key, carried)),
                None => {}
            }
        }
    }

    fn count(&mut self, lab: &Lab, hour: i64, disk: DiskIdx, cause: &'static str, mib_hours: u64) {
        let world = lab.run.world();
        let source = &world.disks[world.disks[disk].replica_of.unwrap_or(disk)];
        let owner = source.attached.first().expect("no disk of these worlds is ever detached");
        let region = if cause == CAUSES[4] { source.region } else { world.disks[disk].region };
        let key = (hour, world.instances[*owner].id.to_string(), region.to_string(), cause);
        *self.counted.entry(key).or_default() += u128::from(mib_hours);
    }

    /// The lines of the bill for these hours, by what `group` makes of hour and instance.
    fn bill(&self, hours: std::ops::Range<i64>, group: impl Fn(i64, &str) -> String) -> Vec<[String; 6]> {
        let mut lines: BTreeMap<(String, usize, &str, i64), u128> = BTreeMap::new();
        let counted = self.counted.iter().filter(|((hour, ..), _)| hours.contains(hour));
        for ((hour, instance, region, cause), mib_hours) in counted {
            let cause = CAUSES.iter().position(|other| other == cause).unwrap();
            *lines.entry((group(*hour, instance), cause, region, self.prices[hour][cause])).or_default() += mib_hours;
        }
        let lines = lines.into_iter().filter(|(_, mib_hours)| *mib_hours > 0);
        let write = |((group, cause, region, price), mib_hours): ((String, usize, &str, i64), u128)| {
            // Half a cent and more is one: a cent is 10,000 millionths, a GiB-month 1,024 × 720 MiB-hours.
            let divisor = if cause == 4 { 1_024 } else { 1_024 * 720 } * 10_000;
            let doubled = mib_hours * 2 * u128::try_from(price).unwrap();
            let cents = (doubled + divisor) / (2 * divisor);
            let price = format!("{}.{:02}", price / 1_000_000, price % 1_000_000 / 10_000);
            [
                group,
                region.to_owned(),
                CAUSES[cause].to_owned(),
                price,
                mib_hours.to_string(),
                format!("{}.{:02}", cents / 100, cents % 100),
            ]
        };
        lines.map(write).collect()
    }
}

fn prices(lab: &Lab) -> [i64; 5] {
    let get = |setting| lab.run.world().assumptions.get(setting);
    let archive = get(Setting::ArchivePrice);
    [get(Setting::StandardPrice), archive, archive, get(Setting::SoftwareFee), get(Setting::CopyPrice)]
}

/// The lines of a bill as the service draws it up.
fn billed(lab: &mut Lab, hours: &std::ops::Range<i64>, group_by: &str, group: &str) -> Vec<[String; 6]> {
    let at = |hour: i64| Timestamp(hour * 3_600).to_rfc3339_utc();
    let params = json!({ "From": at(hours.start), "To": at(hours.end), "GroupBy": group_by });
    let bill = lab.call("sim", "DescribeBill", params);
    let text = |item: &Value, name: &str| item[name].as_str().unwrap_or_default().to_owned();
    let lines = bill["Items"].as_array().unwrap_or_else(|| panic!("{bill}")).iter().map(|item| {
        let unit = if item["Unit"] == "GiB" { 1_024 } else { 1_024 * 720 };
        let mib_hours = mib_hours(item["Quantity"].as_str().unwrap(), unit).to_string();
        [
            text(item, group),
            text(item, "RegionId"),
            text(item, "Cause"),
            text(item, "UnitPrice"),
            mib_hours,
            text(item, "Amount"),
        ]
    });
    lines.collect()
}

/// The MiB-hours of a quantity in GiB-months, or the MiB of one in GiB, which 9 decimals tell exactly.
fn mib_hours(quantity: &str, unit: u128) -> u128 {
    let (whole, decimals) = quantity.split_once('.').unwrap_or((quantity, "0"));
    let billionths: u128 = whole.parse::<u128>().unwrap() * 1_000_000_000;
    let billionths = billionths + format!("{decimals:0<9}").parse::<u128>().unwrap();
    (billionths * unit + 500_000_000) / 1_000_000_000
}

/// Two instances: one with two disks under a policy that archives, one that is backed up by hand.
fn world() -> Lab {
    let mut lab = Lab::of(&json!([
        { "id": "i-a", "zone": "cn-hangzhou-h", "disks": [
            { "id": "d-a", "kind": "system", "size_gib": 40, "used_gib": 20, "write_gib_per_day": "2", "hot_gib": 8 },
            { "id": "d-data", "size_gib": 60, "used_gib": 7, "write_gib_per_day": "4", "growth_gib_per_day": "0.3" } ] },
        { "id": "i-b", "zone": "cn-hangzhou-h", "disks": [
            { "id": "d-b", "kind": "system", "size_gib": 40, "used_gib": 11, "hot_gib": 3 } ] } ]));
    let rules = json!([
        { "RuleType": "BACKUP", "Schedule": format!("I|{}|PT17H", lab.start + 1_234) },
        { "RuleType": "TRANSITION", "Retention": 74, "ArchiveDays": 14 },
        { "RuleType": "REPLICATION", "ReplicationRegionId": "cn-shanghai", "Retention": 75, "ArchiveDays": 14 } ]);
    let policy = lab.create_policy(rules)["PolicyId"].as_str().expect("a policy").to_owned();
    lab.bind(&policy, &["i-a"]);
    lab
}

/// Does one of a few things, legal or not.
fn act(lab: &mut Lab, action: u8, pick: usize) {
    let point = |lab: &mut Lab| {
        let points = lab.points();
        points.get(pick % points.len().max(1)).map_or(json!("s-none"), |point| point["SnapshotId"].clone())
    };
    let snapshot = |lab: &mut Lab| {
        let snapshots = lab.snapshots();
        snapshots.get(pick % snapshots.len().max(1)).map_or(json!("s-none"), |found| found["SnapshotId"].clone())
    };
    let disk = ["d-a", "d-data", "d-b"][pick % 3];
    let instance = ["i-a", "i-b"][pick % 2];
    match action {
        0 | 1 => {
            let detail = json!({ "doCopy": pick.is_multiple_of(3), "destinationRegionId": "cn-shanghai",
                                 "destinationRetention": 1 + pick % 9 });
            let job = json!({ "InstanceId": instance, "Retention": 1 + pick % 60, "Detail": detail });
            lab.call("hbr", "CreateBackupJob", job);
        }
        2 | 3 => drop(lab.call("ecs", "CreateSnapshot", json!({ "DiskId": disk }))),
        4 => {
            let point = point(lab);
            lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": point }));
        }
        5 | 6 => {
            let snapshot = snapshot(lab);
            lab.call("ecs", "DeleteSnapshot", json!({ "SnapshotId": snapshot }));
        }
        7 | 8 => {
            let snapshot = snapshot(lab);
            let archive = json!({ "SnapshotId": snapshot, "Category": "Archive" });
            lab.call("ecs", "ModifySnapshotCategory", archive);
        }
        9 => {
            let snapshot = snapshot(lab);
            let made = json!({ "RegionId": "cn-hangzhou", "ZoneId": "cn-hangzhou-h", "SnapshotId": snapshot });
            lab.call("ecs", "CreateDisk", made);
        }
        10 => {
            let names = [
                "standard_price_micro_cny",
                "archive_price_micro_cny",
                "software_fee_micro_cny",
                "copy_price_micro_cny",
            ];
            let name = names[pick % 4];
            lab.call("sim", "EditSettings", json!({ name: 10_000 * (pick % 40) }));
        }
        11 => {
            let params = json!({ "SnapshotId": snapshot(lab), "DestinationRegionId": "cn-shanghai",
                                 "Encrypted": pick.is_multiple_of(2) });
            lab.call("ecs", "CopySnapshot", params);
        }
        12 => drop(lab.call("sim", "EditSettings", json!({ "copy_mib_per_second": 1 + pick % 5 }))),
        13 => drop(lab.call("sim", "InjectIncident", json!({ "Kind": "PaymentOverdue" }))),
        _ => drop(lab.call("sim", "PayBill", json!({}))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn bil_14_the_bill_is_what_a_recount_of_every_hour_comes_to(
        steps in proptest::collection::vec((0_u8..15, 0_usize..1_000, 1_i64..400_000), 1..30),
        cut in (0_i64..600, 0_i64..600),
    ) {
        let mut lab = world();
        let mut observer = Observer::default();
        observer.look(&lab);
        for (action, pick, wait) in steps {
            act(&mut lab, action, pick);
            observer.look(&lab);
            let until = Timestamp(lab.run.now().0 + wait);
            observer.advance(&mut lab, until);
        }
        observer.prices.insert(lab.run.now().clock_hour(), prices(&lab));
        let (first, last) = (Timestamp(lab.start).clock_hour(), lab.run.now().clock_hour());
        let (from, length) = ((first + cut.0).min(last), cut.1);
        let part = from..(from + length).min(last + 1);
        for hours in [first..last + 1, part] {
            let recounted = observer.bill(hours.clone(), |_, _| String::new());
            prop_assert_eq!(billed(&mut lab, &hours, "cause", ""), recounted);
            let recounted = observer.bill(hours.clone(), |_, instance| instance.to_owned());
            prop_assert_eq!(billed(&mut lab, &hours, "instance", "InstanceId"), recounted);
            // A day begins at 16:00 UTC.
            let day = |hour: i64| Timestamp((hour + 8) * 3_600).to_rfc3339_utc()[..10].to_owned();
            let recounted = observer.bill(hours.clone(), |hour, _| day(hour));
            prop_assert_eq!(billed(&mut lab, &hours, "day", "Day"), recounted);
        }
    }
}
