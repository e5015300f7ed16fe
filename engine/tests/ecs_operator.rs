//! A simulated operator of ECS: random commands, legal and not, with the state checked after each. It prints its seed.

mod harness;

use engine::{
    chance::{Purpose, below},
    cloud::chain::Origin,
    save::Save,
    simulation::Replay,
    time::Timestamp,
    world::World,
};
use harness::Lab;
use serde_json::{Value, json};

const SEEDS: u64 = 15;
const ACTIONS: u64 = 60;

#[test]
fn whatever_the_operator_does_in_ecs_the_state_stays_sound() {
    for seed in 0..SEEDS {
        println!("operator seed {seed}");
        play(seed);
    }
}

fn play(seed: u64) {
    let mut lab = Lab::two_web_servers();
    let daily = lab.policy("daily", &format!("I|{}|PT3H", lab.start), 2);
    lab.bind(&daily, &["i-web1", "i-web2"]);
    let mut operator = Operator { seed, drawn: 0 };
    for _ in 0..ACTIONS {
        let before = lab.run.digest();
        let (product, action, params) = operator.choose(&mut lab);
        let answer = lab.call(product, action, params.clone());
        if answer["Success"] == json!(false) {
            assert_eq!(
                lab.run.digest(),
                before,
                "seed {seed}: refused, but it changed something: {action} {params} {answer}"
            );
            assert_ne!(answer["Code"], "Sim.UnknownOperation", "seed {seed}");
        }
        check(lab.run.world(), seed);
        let span = operator.pick(20_000);
        lab.run.advance_to(Timestamp(lab.run.now().0 + i64::try_from(span).unwrap()));
        check(lab.run.world(), seed);
    }
    let (opened, parting) = Replay::of(Save::read(&Save::of(&lab.run).to_text()).unwrap()).finish();
    assert_eq!((parting, opened.digest()), (None, lab.run.digest()), "seed {seed}");
}

/// Draws what to do next.
struct Operator {
    seed: u64,
    drawn: u64,
}

impl Operator {
    fn pick(&mut self, bound: u64) -> u64 {
        self.drawn += 1;
        below(bound, self.seed, Purpose::FleetSpread, 0, self.drawn)
    }

    /// The id of one of the items that are listed, or one that there is not.
    fn one_of(&mut self, lab: &mut Lab, action: &str, [list, name, id]: [&str; 3]) -> Value {
        let listed = lab.ecs_list(action, [list, name], json!({ "PageSize": 100 }));
        let chosen = usize::try_from(self.pick(listed.len() as u64 + 1)).unwrap();
        listed.get(chosen).map_or(json!("x-none"), |item| item[id].clone())
    }

    fn choose(&mut self, lab: &mut Lab) -> (&'static str, &'static str, Value) {
        let instance = self.one_of(lab, "DescribeInstances", ["Instances", "Instance", "InstanceId"]);
        let disk = self.one_of(lab, "DescribeDisks", ["Disks", "Disk", "DiskId"]);
        let snapshot = self.one_of(lab, "DescribeSnapshots", ["Snapshots", "Snapshot", "SnapshotId"]);
        let policy = self.one_of(
            lab,
            "DescribeAutoSnapshotPolicyEx",
            ["AutoSnapshotPolicies", "AutoSnapshotPolicy", "AutoSnapshotPolicyId"],
        );
        let number = self.pick(5);
        let zone = ["cn-hangzhou-h", "cn-hangzhou-i"][usize::try_from(self.pick(2)).unwrap()];
        let (action, params) = match self.pick(19) {
            0 => (
                "RunInstances",
                json!({ "InstanceType": "ecs.g7.large", "ZoneId": zone, "Amount": number,
                "DataDisk": [{ "Size": 20, "DeleteWithInstance": number > 2 }] }),
            ),
            1 | 2 => ("StartInstance", json!({ "InstanceId": instance })),
            3 => ("StopInstance", json!({ "InstanceId": instance })),
            4 => ("DeleteInstance", json!({ "InstanceId": instance, "Force": number == 0 })),
            5 => ("CreateDisk", json!({ "ZoneId": zone, "Size": 10 * number, "MultiAttach": "Enabled" })),
            6 => ("CreateDisk", json!({ "InstanceId": instance, "SnapshotId": snapshot })),
            7 | 8 => {
                ("AttachDisk", json!({ "DiskId": disk, "InstanceId": instance, "DeleteWithInstance": number > 2 }))
            }
            9 => ("DetachDisk", json!({ "DiskId": disk, "InstanceId": instance })),
            10 => ("ResizeDisk", json!({ "DiskId": disk, "NewSize": 100 * number })),
            11 | 12 => {
                ("CreateSnapshot", json!({ "DiskId": disk, "RetentionDays": number, "SnapshotName": "by-hand" }))
            }
            13 => ("DeleteSnapshot", json!({ "SnapshotId": snapshot, "Force": number > 2 })),
            14 => ("ResetDisk", json!({ "DiskId": disk, "SnapshotId": snapshot })),
            15 => (
                "CreateAutoSnapshotPolicy",
                json!({ "timePoints": [number, 3 * number], "retentionDays": 1,
                "repeatWeekdays": [1, 2, 3, 4, 5, 6, 7] }),
            ),
            16 => ("ApplyAutoSnapshotPolicy", json!({ "autoSnapshotPolicyId": policy, "diskIds": [disk] })),
            17 => ("CancelAutoSnapshotPolicy", json!({ "diskIds": [disk] })),
            _ => return ("hbr", "CreateBackupJob", json!({ "InstanceId": instance, "Retention": 1 })),
        };
        ("ecs", action, params)
    }
}

/// What must hold in every state.
fn check(world: &World, seed: u64) {
    for (position, disk) in world.disks.iter() {
        let owners = || disk.attached.iter().map(|owner| &world.instances[*owner]);
        assert_eq!(
            disk.wear.running_since.is_some(),
            owners().any(|owner| owner.status.writes()),
            "seed {seed}: {}",
            disk.id
        );
        assert!(owners().all(|owner| owner.disks.contains(&position)), "seed {seed}: attached on one side only");
        assert!(owners().count() <= 1 || disk.multi_attach, "seed {seed}: shared without multi-attach");
        let mut before = None;
        for snapshot in disk.chain.iter() {
            assert!(Some(snapshot.taken) > before, "seed {seed}: out of order");
            before = Some(snapshot.taken);
            if let Origin::Backup { instance, job } = snapshot.origin {
                let history = &world.instances[instance].history;
                let held = history.point(job).is_some() || history.running().any(|running| running.began == job);
                assert!(held || !snapshot.is_managed(), "seed {seed}: a snapshot of nobody");
            }
            let goes_at = snapshot.expires_at.map(|expires_at| expires_at.max(snapshot.ready_at));
            assert!(
                goes_at.is_none_or(|goes_at| goes_at > world.now),
                "seed {seed}: a snapshot outlived its retention"
            );
        }
    }
    for (position, instance) in world.instances.iter() {
        let changing = instance.status_until.is_some_and(|until| until > world.now);
        assert_eq!(changing, ["Starting", "Stopping"].contains(&instance.status.api_name()), "seed {seed}");
        for disk in &instance.disks {
            assert!(world.disks[*disk].attached.contains(&position), "seed {seed}: attached on one side only");
            assert!(instance.is_released() || !world.disks[*disk].is_released(), "seed {seed}: a disk without an end");
        }
        for point in instance.history.points() {
            let held =
                |held: &engine::backup::point::SnapshotRef| world.disks[held.disk].chain.get(held.taken).is_some();
            assert!(point.snapshots.iter().all(held), "seed {seed}: a point without its snapshot");
        }
    }
    for (_, policy) in world.auto_policies.iter() {
        assert_eq!(policy.next_run.is_some(), !policy.disks.is_empty(), "seed {seed}");
        assert!(policy.next_run.is_none_or(|next| next > world.now), "seed {seed}: a run was missed");
    }
    let labels = world.snapshot_labels.keys();
    assert!(
        labels.clone().all(|of| world.disks[of.disk].chain.get(of.taken).is_some()),
        "seed {seed}: a label of nothing"
    );
}
