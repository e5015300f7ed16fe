//! Links that are shut, data that changes its era, and many copies at once.

use proptest::prelude::*;

use crate::{
    backup::{binding::DiskScope, point::SnapshotRef, policy::ReplicationRule},
    catalog::region::Region,
    cloud::{
        DiskIdx,
        data::Condition,
        link::{Route, Shut},
    },
    command::{Command, EcsCommand},
    id::InstanceId,
    scenario::Scenario,
    simulation::Simulation,
    time::{DAY, Days, Seconds, Timestamp},
};

fn region(id: &str) -> Region {
    Region::parse(id).unwrap()
}

fn route() -> Route {
    Route { from: region("cn-hangzhou"), to: region("cn-shanghai") }
}

/// So many instances of one disk with 10 GiB in use: a first copy takes 103 s.
fn run(instances: usize) -> Simulation {
    let instance = |number: usize| {
        format!(
            r#"{{ "id": "i-{number}", "name": "app-{number}", "zone": "cn-hangzhou-h", "disks": [
                {{ "id": "d-{number}", "kind": "system", "size_gib": 40, "used_gib": 10, "hot_gib": 4,
                   "write_gib_per_day": "2", "growth_gib_per_day": "0.25" }} ] }}"#
        )
    };
    let instances: Vec<_> = (0..instances).map(instance).collect();
    let text = format!(
        r#"{{ "format": "cloud-backup-scenario/1", "name": "links", "seed": 3, "start": "2026-01-01T00:00:00+08:00",
              "regions": ["cn-hangzhou", "cn-shanghai"], "instances": [{}] }}"#,
        instances.join(",")
    );
    Simulation::new(Scenario::parse(&text).unwrap())
}

fn back_up(run: &mut Simulation, instance: usize, remote_days: u32) {
    let copy = ReplicationRule { region: route().to, retention: Days(remote_days), archive_after: None };
    let command = Command::BackUp {
        instance: InstanceId(format!("i-{instance}")),
        scope: DiskScope::All,
        options: crate::backup::binding::BackupOptions::default(),
        retention: Days(30),
        name: None,
        copy: Some(copy),
    };
    run.apply(command).unwrap();
}

fn advance(run: &mut Simulation, seconds: i64) {
    run.advance_to(run.now() + Seconds(seconds));
}

fn replica(run: &Simulation, number: usize) -> DiskIdx {
    let disk = run.world().disk(&format!("d-{number}").as_str().into()).unwrap();
    run.world().disk_in(disk, route().to).unwrap()
}

/// How many copies are under way, wait and are points of the destination.
fn counts(run: &Simulation) -> (usize, usize, usize) {
    let world = run.world();
    let (under_way, waiting) = world.links.iter().fold((0, 0), |(under_way, waiting), (_, link)| {
        (under_way + link.under_way().len(), waiting + link.waiting().len())
    });
    let points = world.instance_replicas_by_id().map(|replica| world.instances[replica].history.points().len());
    (under_way, waiting, points.sum())
}

#[test]
fn mdl_12_a_link_carries_ten_copies_and_the_rest_wait_in_order() {
    let mut run = run(12);
    for number in 0..12 {
        back_up(&mut run, number, 7);
    }
    // The snapshots take 60 s + 10,240 MiB at 200 MiB/s: 112 s.
    advance(&mut run, 112);
    assert_eq!(counts(&run), (10, 2, 0));
    let waiting: Vec<_> = run.world().links.iter().next().unwrap().1.waiting().cloned().collect();
    let disks: Vec<_> = waiting.iter().map(|task| run.world().disks[task.source.disk].id.as_str()).collect();
    assert_eq!(disks, ["d-10", "d-11"], "first come, first served");
    // 10,240 MiB at 100 MiB/s: 103 s.
    advance(&mut run, 102);
    assert_eq!(counts(&run), (10, 2, 0));
    advance(&mut run, 1);
    assert_eq!(counts(&run), (2, 0, 10));
    advance(&mut run, 103);
    assert_eq!(counts(&run), (0, 0, 12));
}

#[test]
fn mdl_16_a_cut_link_keeps_its_copies_in_order_and_they_start_anew() {
    let mut run = run(12);
    for number in 0..12 {
        back_up(&mut run, number, 7);
    }
    advance(&mut run, 112 + 50);
    run.close_link(route());
    assert_eq!(counts(&run), (0, 12, 0));
    assert!(run.world().disks[replica(&run, 0)].chain.is_empty(), "what was half made is gone");
    back_up(&mut run, 0, 7);
    advance(&mut run, DAY);
    assert_eq!(counts(&run), (0, 13, 0));
    let order: Vec<_> = run.world().links.iter().next().unwrap().1.waiting().map(|task| task.source.disk).collect();
    assert_eq!(order[0], order[12], "the newest task is last, what was under way is first");
    run.open_link(route());
    assert_eq!(counts(&run), (10, 3, 0));
    advance(&mut run, 103);
    assert_eq!(counts(&run), (3, 0, 10), "all begins anew");
    advance(&mut run, 103);
    assert_eq!(counts(&run), (0, 0, 13));
}

#[test]
fn mdl_16_a_link_is_open_only_when_nothing_keeps_it_shut() {
    let mut run = run(1);
    run.close_link(route());
    run.close_links(Shut::Region(route().to));
    run.close_links(Shut::Region(route().to));
    back_up(&mut run, 0, 7);
    advance(&mut run, 3_600);
    run.open_link(route());
    run.open_links(Shut::Region(route().to));
    assert_eq!(counts(&run), (0, 1, 0));
    let back = Route { from: route().to, to: route().from };
    assert!(!run.world().links.is_open(back), "an outage holds both ways");
    run.open_links(Shut::Region(route().to));
    assert_eq!(counts(&run), (1, 0, 0));
}

#[test]
fn pol_62_a_copy_that_waited_past_its_retention_is_not_made() {
    let mut run = run(1);
    run.close_link(route());
    back_up(&mut run, 0, 2);
    advance(&mut run, 3 * DAY);
    run.open_link(route());
    assert_eq!(counts(&run), (0, 0, 0));
    let jobs: Vec<_> = run.world().instances.iter().flat_map(|(_, instance)| instance.history.jobs()).collect();
    let part = jobs[0].terms.copy.as_ref().unwrap().parts[0];
    assert_eq!(part.state.failure().map(crate::backup::replication::CopyFailure::code), Some("Sim.RetentionOver"));
}

/// Each copy holds what the snapshot holds that it is of: by fingerprint, condition and size.
fn check_content(run: &Simulation) {
    let world = run.world();
    for replica in world.disk_replicas_by_id() {
        for snapshot in world.disks[replica].chain.iter() {
            let copy = SnapshotRef { disk: replica, taken: snapshot.taken };
            let source = world.copied_from(copy).expect("a copy knows its source");
            let Some(of) = world.disks[source.disk].chain.get(source.taken) else { continue };
            assert_eq!((of.content, of.disk_size), (snapshot.content, snapshot.disk_size));
            let eras = [(replica, copy.taken), (source.disk, source.taken)]
                .map(|(disk, taken)| world.disks[disk].era_of_snapshot(taken).unwrap());
            assert_eq!(eras[0], eras[1], "the same data in the same state");
        }
    }
}

#[test]
fn mdl_05_copies_hold_the_data_of_their_snapshots_through_infection_strike_and_roll_back() {
    let mut run = run(1);
    let disk = run.world().disk(&"d-0".into()).unwrap();
    let stored = |run: &Simulation| {
        let chain = &run.world().disks[replica(run, 0)].chain;
        chain.iter().map(|snapshot| snapshot.stored.0).collect::<Vec<_>>()
    };
    let day = |run: &mut Simulation| {
        advance(run, DAY - 600);
        back_up(run, 0, 90);
        advance(run, 600);
        check_content(run);
    };
    for _ in 0..2 {
        day(&mut run);
    }
    run.world.disks[disk].befall("infected", Condition::Infected, run.world.now);
    day(&mut run);
    run.world.disks[disk].befall("encrypted", Condition::Encrypted, run.world.now);
    day(&mut run);
    let sizes = stored(&run);
    // 4 × 2 / 6 GiB of the hot area and 0.25 GiB of growth: 1,366 + 256 MiB, give or take the rounding.
    assert!(sizes[1].abs_diff(1_622) <= 1 && sizes[2].abs_diff(1_622) <= 1, "an infection does not show: {sizes:?}");
    assert!(sizes[3] > 10_240, "the strike rewrote all that holds data: {sizes:?}");

    let first = run.world().disks[disk].chain.iter().next().unwrap().taken;
    run.world.disks[disk].roll_back(first, run.world.now);
    day(&mut run);
    assert_eq!(stored(&run)[4], run.world().disks[disk].chain.iter().last().unwrap().content.used.0);
    let newest = run.world().disks[disk].chain.iter().last().unwrap().taken;
    run.world.disks[disk].roll_back(newest, run.world.now);
    day(&mut run);
    assert!(stored(&run)[5] < 2_000, "what the newest copy is of was gone back to: little differs");
}

/// What a copy stores over the one before it in the chain, by the book (MDL-02, MDL-03).
fn recount(run: &Simulation, number: usize) -> Vec<u64> {
    let world = run.world();
    let snapshots: Vec<_> = world.disks[replica(run, number)].chain.iter().collect();
    let hot: u64 = 4 * 1_024;
    let stored = |position: usize| {
        let content = snapshots[position].content;
        let Some(before) = position.checked_sub(1).map(|before| snapshots[before].content) else {
            return content.used.0;
        };
        let written = content.written.0 - before.written.0;
        let changed = (hot * written).div_ceil(hot + written) + content.used.0 - before.used.0;
        changed.min(content.used.0)
    };
    (0..snapshots.len()).map(stored).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn snp_30_a_chain_of_copies_stores_what_a_recount_says(
        steps in proptest::collection::vec((0_u8..8, 0_usize..100, 700_i64..200_000), 1..40),
    ) {
        let mut run = run(2);
        for (action, pick, wait) in steps {
            let number = pick % 2;
            match action {
                0..=3 => back_up(&mut run, number, 1 + u32::try_from(pick).unwrap() % 20),
                4 => run.close_link(route()),
                5 => run.open_link(route()),
                _ => {
                    let world = run.world();
                    let holders: Vec<_> = world.holders_by_id().collect();
                    let points = holders.iter().flat_map(|holder| {
                        world.instances[*holder].history.points().map(|point| world.point_id(*holder, point.created))
                    });
                    let points: Vec<_> = points.collect();
                    if let Some(point) = points.get(pick % points.len().max(1)).cloned() {
                        run.apply(Command::DeletePoint { point }).unwrap();
                    }
                }
            }
            let until = Timestamp(run.now().0 + wait);
            while !run.step_until(until, 1).reached {
                check_content(&run);
            }
            check_content(&run);
            for number in 0..2 {
                let disk = run.world().disk(&format!("d-{number}").as_str().into()).unwrap();
                if run.world().disk_in(disk, route().to).is_some() {
                    let chain = &run.world().disks[replica(&run, number)].chain;
                    let stored: Vec<_> = chain.iter().map(|snapshot| snapshot.stored.0).collect();
                    prop_assert_eq!(stored, recount(&run, number));
                }
            }
            let (under_way, waiting, _) = counts(&run);
            prop_assert!(waiting == 0 || under_way == 10 || !run.world().links.is_open(route()));
        }
    }
}

#[test]
fn a_released_instance_is_copied_all_the_same() {
    let mut run = run(1);
    back_up(&mut run, 0, 7);
    advance(&mut run, 120);
    let release = EcsCommand::ReleaseInstance { instance: "i-0".into(), force: true };
    run.apply(Command::Ecs(release)).unwrap();
    advance(&mut run, 3_600);
    assert_eq!(counts(&run), (0, 0, 1));
}
