//! A simulated operator who restores: random commands, legal and not, held against what each snapshot held when it was
//! taken. It prints its seed.

mod harness;
mod restoring;

use std::collections::BTreeMap;

use engine::{
    backup::{
        point::SnapshotRef,
        restore::{Restore, RestoreKind, RestoreStatus},
    },
    chance::{Purpose, below},
    cloud::{DiskIdx, data::Fingerprint, instance::InstanceStatus},
    id::RestoreId,
    time::Timestamp,
    units::Mib,
    world::World,
};
use harness::Lab;
use restoring::contents;
use serde_json::{Value, json};

const SEEDS: u64 = 12;
const ACTIONS: u64 = 120;

#[test]
fn res_01_to_res_08_and_mdl_05_what_is_restored_is_what_the_snapshot_held_whatever_the_operator_does() {
    let mut ended = BTreeMap::new();
    for seed in 0..SEEDS {
        println!("restore operator seed {seed}");
        let watched = play(seed, true);
        let unwatched = play(seed, false);
        assert_eq!(watched.lab.run.digest(), unwatched.lab.run.digest(), "seed {seed}: stepping must not tell");
        assert!(watched.lab.opens_to_the_same(), "seed {seed}");
        for restore in watched.lab.run.world().restores.iter() {
            *ended.entry((restore.kind, restore.status)).or_insert(0) += 1;
        }
    }
    for kind in RestoreKind::ALL {
        for status in [RestoreStatus::Complete, RestoreStatus::Canceled] {
            assert!(ended.contains_key(&(kind, status)), "no {kind:?} ended {status:?}: {ended:?}");
        }
    }
    let any = |status| ended.keys().any(|(_, other)| *other == status);
    assert!(any(RestoreStatus::Failed) && any(RestoreStatus::Expired), "{ended:?}");
}

fn play(seed: u64, watched: bool) -> Watch {
    let disk = |id: &str, kind: &str, category: &str| {
        json!({ "id": id, "kind": kind, "category": category, "size_gib": 100, "used_gib": 40,
                "write_gib_per_day": "20", "hot_gib": 10, "growth_gib_per_day": "1" })
    };
    let instance = |name: &str, category: &str| {
        json!({ "id": format!("i-{name}"), "name": name, "zone": "cn-hangzhou-h", "disks": [
            disk(&format!("d-{name}-sys"), "system", category), disk(&format!("d-{name}-data"), "data", category) ] })
    };
    let lab = Lab::of(&json!([instance("one", "cloud_essd"), instance("two", "cloud_efficiency")]));
    let mut watch = Watch { lab, held: BTreeMap::new(), before: BTreeMap::new(), seen: BTreeMap::new() };
    watch.lab.call("sim", "EditSettings", json!({ "restore_seconds": 20_000, "restore_archive_seconds": 40_000 }));
    let start = watch.lab.start;
    let daily = watch.lab.policy("daily", &format!("I|{start}|PT8H"), 2);
    watch.lab.bind(&daily, &["i-one"]);
    let mut operator = Operator { seed, drawn: 0 };
    for _ in 0..ACTIONS {
        let before = watch.lab.run.digest();
        let (product, action, params) = operator.choose(&mut watch.lab);
        let answer = watch.lab.call(product, action, params.clone());
        if answer["Success"] == json!(false) {
            assert_eq!(watch.lab.run.digest(), before, "refused, but it changed something: {action} {params} {answer}");
            assert_ne!(answer["Code"], "Sim.UnknownOperation", "{action}");
        }
        let until = Timestamp(watch.lab.run.now().0 + i64::try_from(operator.pick(15_000)).unwrap());
        if watched {
            watch.look();
            while let Some(next) = watch.lab.run.next_due().filter(|next| *next <= until) {
                watch.lab.run.step_until(next, 1);
                watch.look();
            }
        }
        watch.lab.run.advance_to(until);
    }
    watch
}

/// A run, and a naive model of it: what each snapshot held as it was taken, each disk as its restore began.
struct Watch {
    lab: Lab,
    held: BTreeMap<SnapshotRef, (Fingerprint, Mib, Mib)>,
    before: BTreeMap<(RestoreId, DiskIdx), (Fingerprint, Mib)>,
    seen: BTreeMap<RestoreId, RestoreStatus>,
}

impl Watch {
    /// Notes the snapshots and restores that are new, and judges the restores that have ended.
    fn look(&mut self) {
        let world = self.lab.run.world();
        for disk in world.disks_by_id() {
            let state = &world.disks[disk];
            let new = state.chain.iter().map(|snapshot| SnapshotRef { disk, taken: snapshot.taken });
            for snapshot in new.filter(|snapshot| snapshot.taken.at == world.now) {
                let (fingerprint, used) = contents(world, disk);
                self.held.entry(snapshot).or_insert((fingerprint, used, state.size));
            }
        }
        for restore in world.restores.iter() {
            let id = world.restore_id(restore);
            let last = self.seen.insert(id.clone(), restore.status);
            if last.is_none() {
                let disks = restore.children.iter().map(|child| child.disk);
                self.before.extend(disks.map(|disk| ((id.clone(), disk), contents(world, disk))));
            }
            if last == Some(RestoreStatus::Running) && !restore.is_running() {
                self.judge(world, &id, restore);
            }
        }
        check(world);
    }

    fn judge(&self, world: &World, id: &RestoreId, restore: &Restore) {
        assert_eq!(restore.ends_at, world.now);
        let is_done = matches!(restore.status, RestoreStatus::Complete | RestoreStatus::PartialComplete);
        for child in &restore.children {
            let disk = &world.disks[child.disk];
            match (is_done, child.failure, restore.kind.is_in_place()) {
                (true, None, in_place) => {
                    let (fingerprint, used, size) = self.held[&child.snapshot];
                    assert_eq!(contents(world, child.disk), (fingerprint, used), "{restore:?}");
                    assert!(if in_place { disk.size == size } else { disk.size >= size }, "{restore:?}");
                }
                (false, _, false) => assert!(disk.is_released(), "left behind by {restore:?}"),
                (false, _, true) if !disk.is_released() => {
                    let before = self.before[&(id.clone(), child.disk)];
                    assert_eq!(contents(world, child.disk), before, "changed by {restore:?}");
                }
                _ => assert!(disk.is_released(), "failed, but it is there: {restore:?}"),
            }
        }
        if restore.kind == RestoreKind::NewInstance {
            assert_eq!(world.instances[restore.target].is_released(), !is_done, "{restore:?}");
        }
    }
}

/// What is so at any time.
fn check(world: &World) {
    for restore in world.restores.running() {
        for child in restore.going().filter(|_| restore.kind.is_in_place()) {
            let owners = world.disks[child.disk].attached.iter().map(|owner| world.instances[*owner].status);
            assert!(owners.clone().all(|status| status == InstanceStatus::Stopped), "{restore:?}");
            assert_eq!(world.disks[child.disk].chain.in_progress(world.now), 0, "{restore:?}");
            assert!(world.disks[child.snapshot.disk].chain.get(child.snapshot.taken).is_some(), "{restore:?}");
        }
    }
    for (position, instance) in world.instances.iter() {
        let mut making = world.restores.running().filter(|restore| restore.kind == RestoreKind::NewInstance);
        let is_being_made = making.any(|restore| restore.target == position);
        assert_eq!(instance.status == InstanceStatus::Pending, is_being_made, "{}", instance.id);
    }
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

    fn one_of(&mut self, items: &[Value], id: &str) -> Value {
        let chosen = usize::try_from(self.pick(items.len() as u64 + 1)).unwrap();
        items.get(chosen).map_or(json!("x-none"), |item| item[id].clone())
    }

    fn choose(&mut self, lab: &mut Lab) -> (&'static str, &'static str, Value) {
        let instances = lab.ecs_list("DescribeInstances", ["Instances", "Instance"], json!({ "PageSize": 100 }));
        let disks = lab.ecs_list("DescribeDisks", ["Disks", "Disk"], json!({ "PageSize": 100 }));
        let instance = self.one_of(&instances, "InstanceId");
        let disk = self.one_of(&disks, "DiskId");
        match self.pick(24) {
            0..=1 => ("hbr", "CreateBackupJob", json!({ "InstanceId": instance, "Retention": 1 + self.pick(3) })),
            2..=5 => ("ecs", "StopInstance", json!({ "InstanceId": instance })),
            6 => ("ecs", "StartInstance", json!({ "InstanceId": instance })),
            7 => ("ecs", "DetachDisk", json!({ "InstanceId": instance, "DiskId": disk })),
            8 => {
                let goes = self.pick(2) == 0;
                ("ecs", "AttachDisk", json!({ "InstanceId": instance, "DiskId": disk, "DeleteWithInstance": goes }))
            }
            9 => ("ecs", "ResizeDisk", json!({ "DiskId": disk, "NewSize": 100 + self.pick(100) })),
            10 if self.pick(3) == 0 => {
                ("ecs", "DeleteInstance", json!({ "InstanceId": instance, "Force": self.pick(2) == 0 }))
            }
            10 => ("sim", "InjectIncident", json!({ "Kind": "InstanceReleased", "InstanceId": instance })),
            11 => {
                let points = lab.points();
                ("hbr", "DeleteSnapshot", json!({ "SnapshotId": self.one_of(&points, "SnapshotId") }))
            }
            12..=13 => {
                let running = lab.restores_by(json!({ "Filters": [{ "Key": "Status", "Values": ["RUNNING"] }] }));
                ("hbr", "CancelRestoreJob", json!({ "RestoreId": self.one_of(&running, "RestoreId") }))
            }
            _ => ("hbr", "CreateRestoreJob", self.restore(lab, &instance)),
        }
    }

    fn restore(&mut self, lab: &mut Lab, instance: &Value) -> Value {
        let (points, parts) = (lab.points(), lab.disk_points());
        let of = |items: &[Value], chosen: Value| {
            items
                .iter()
                .find(|item| item["SnapshotId"] == chosen)
                .map_or(json!("i-none"), |item| item["InstanceId"].clone())
        };
        let (point, part) = (self.one_of(&points, "SnapshotId"), self.one_of(&parts, "SnapshotId"));
        let in_place = |operator: &mut Self, source: Value| {
            json!({ "sourceInstanceId": source, "forceRestore": operator.pick(3) == 0,
                    "bootAfterRestore": operator.pick(4) == 0 })
        };
        let (kind, point, detail) = match self.pick(5) {
            0 | 1 => ("UDM_ECS_ROLLBACK", point.clone(), in_place(self, of(&points, point))),
            2 => ("UDM_ECS_DISK_ROLLBACK", part.clone(), in_place(self, of(&parts, part))),
            3 => ("UDM_ECS_DISK", part, json!({ "targetInstanceId": instance, "diskCategory": "cloud_essd" })),
            _ => {
                let mut detail = lab.clone_detail("cn-hangzhou", "copy");
                detail["bootAfterRestore"] = json!(self.pick(2) == 0);
                ("UDM_ECS", point, detail)
            }
        };
        json!({ "RestoreType": kind, "SnapshotId": point, "UdmDetail": detail })
    }
}
