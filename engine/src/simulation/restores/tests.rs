//! What a copy in another region can be restored to.

use crate::{
    backup::{
        binding::BackupOptions,
        consistency::Consistency,
        point::{Archiving, Point, SnapshotRef},
        restore::RestoreStatus,
    },
    catalog::{disk::DiskCategory, instance_type::InstanceType, region::Region},
    cloud::{InstanceIdx, chain::Origin},
    command::{CloneOrder, Command, InPlace, Receipt, RestoreOrder, RestoreTarget},
    id::{Occasion, PointId, RestoreId},
    rule::Rule,
    scenario::Scenario,
    simulation::Simulation,
    time::{Days, Seconds},
};

/// A run with a copy of a point in Shanghai, where the source is stopped; the copy's id and holder.
fn with_copy() -> (Simulation, PointId, InstanceIdx) {
    let text = r#"{ "format": "cloud-backup-scenario/1", "name": "copy", "seed": 1, "start": "2026-01-01T00:00:00+08:00",
        "regions": ["cn-hangzhou", "cn-shanghai"], "instances": [ { "id": "i-web", "name": "web", "status": "Stopped",
        "zone": "cn-hangzhou-h", "disks": [ { "id": "d-web", "kind": "system", "category": "cloud_essd", "size_gib": 40,
        "used_gib": 20 } ] } ] }"#;
    let mut run = Simulation::new(Scenario::parse(text).unwrap());
    run.apply(Command::ActivateService).unwrap();
    let shanghai = Region::parse("cn-shanghai").unwrap();
    let world = &mut run.world;
    let (instance, disk) = (world.instance(&"i-web".into()).unwrap(), world.disk(&"d-web".into()).unwrap());
    let (holder, copy) = (world.ensure_instance_replica(instance, shanghai), world.ensure_disk_replica(disk, shanghai));
    let (now, created) = (world.now, Occasion { at: world.now, nth: 0 });
    let taken = world.disks[copy].next_occasion(now);
    world.disks[copy].take_snapshot(taken, Origin::Backup { instance: holder, job: created }, now);
    let consistency = Consistency::of(&world.instances[instance], &std::iter::empty(), &BackupOptions::default());
    world.instances[holder].history.add_point(Point {
        created,
        completed_at: now,
        retention: Days(7),
        expires_at: now.plus_days(Days(7)),
        special: None,
        immutable: false,
        whole: true,
        archiving: Archiving::Never,
        extended: false,
        inspected_at: None,
        consistency,
        policy: None,
        snapshots: std::iter::once(SnapshotRef { disk: copy, taken }).collect(),
        skipped: Box::default(),
    });
    let point = world.point_id(holder, created);
    (run, point, holder)
}

fn restore(run: &mut Simulation, point: &PointId, target: RestoreTarget) -> RestoreId {
    let order = RestoreOrder { point: point.clone(), region: None, target };
    let Ok(Receipt::RestoreStarted(id)) = run.apply(Command::Restore(order)) else { panic!("refused") };
    id
}

#[test]
fn res_10_a_copy_is_never_rolled_back() {
    let (mut run, point, holder) = with_copy();
    let before = run.digest();
    let how = InPlace { instance: "i-web".into(), force: true, boot: false };
    let part = run.world.disk_point_id(run.world.instances[holder].history.points().next().unwrap().snapshots[0]);
    for (point, target) in [(point, RestoreTarget::Instance(how.clone())), (part, RestoreTarget::Disk(how))] {
        let refused = run.apply(Command::Restore(RestoreOrder { point, region: None, target })).unwrap_err();
        assert_eq!((refused.rule(), refused.code()), (Rule::Res10, "InvalidParameter.Mismatch"));
    }
    assert_eq!(run.digest(), before);
}

#[test]
fn res_10_disaster_recovery_makes_an_instance_in_the_region_of_the_copy() {
    let (mut run, point, _) = with_copy();
    let shanghai = Region::parse("cn-shanghai").unwrap();
    let vswitch = run.world.networks.first_vswitch(shanghai, None).unwrap();
    let group = run.world.networks.first_security_group(vswitch).unwrap();
    let clone = CloneOrder {
        instance_type: InstanceType::parse("ecs.g7.large").unwrap(),
        category: DiskCategory::CloudEssd,
        performance_level: None,
        vswitch: run.world.networks.vswitches[vswitch].id.clone(),
        security_group: run.world.networks.security_groups[group].id.clone(),
        name: "web-dr".to_owned(),
        host_name: "web".to_owned(),
        public_ip: false,
        private_ip: None,
        boot: true,
    };
    let id = restore(&mut run, &point, RestoreTarget::NewInstance(clone));
    let restore = run.world.restore(&id).unwrap().restore.clone();
    assert_eq!(restore.ends_at - restore.began.at, Seconds(120 + 41), "a copy has no instant access");
    run.advance_to(restore.ends_at + Seconds(60));
    assert_eq!(run.world.restore(&id).unwrap().restore.status, RestoreStatus::Complete);
    let made = &run.world.instances[restore.target];
    assert_eq!((made.region, made.name.as_str(), made.status.api_name()), (shanghai, "web-dr", "Running"));
    assert!(!made.is_replica() && made.zone.starts_with("cn-shanghai"));
}
