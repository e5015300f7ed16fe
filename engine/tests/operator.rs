//! A simulated operator: random commands, legal and not, with the state checked after each. It prints its seed.
//!
//! `SOAK_SECONDS` makes it go on with new seeds for that long; otherwise a fixed few are played.

mod harness;
mod simulated_operator;

use std::time::{Duration, Instant};

use engine::{
    backup::job::JobStatus,
    cloud::chain::{Origin, Snapshot},
    units::Mib,
    world::World,
};
use serde_json::json;
use simulated_operator::{ACTIONS, Operator, fleet, play};

const SEEDS: u64 = 40;

#[test]
fn whatever_the_operator_does_the_state_stays_sound() {
    let soak = std::env::var("SOAK_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
    let begun = Instant::now();
    let mut played = 0;
    for seed in 0.. {
        let go_on = soak.map_or(seed < SEEDS, |soak| begun.elapsed() < soak);
        if !go_on {
            break;
        }
        println!("operator seed {seed}");
        watch(seed);
        played += 1;
    }
    println!("{played} seeds");
}

/// The same seeds come to the same digests here and in the browser. When behaviour changes on purpose, raise
/// `RULES_VERSION` and put the new digests in their place: the test prints them.
#[test]
fn known_seeds_come_to_known_digests() {
    let golden = include_str!("golden/operator.digests");
    let played: Vec<_> =
        (0..golden.lines().count() as u64).map(|seed| play(seed, ACTIONS).run.digest().to_string()).collect();
    assert_eq!(played.join("\n"), golden.trim_end(), "in order of the seeds");
}

/// Time may be stepped in any slices between two commands.
#[test]
fn slices_of_time_make_no_difference() {
    for seed in 100..104 {
        let whole = play(seed, ACTIONS).run;
        let mut sliced = fleet().run;
        for entry in whole.journal().entries.clone() {
            while !sliced.step_until(entry.at, 3).reached {}
            sliced.apply(entry.command).unwrap();
        }
        while !sliced.step_until(whole.now(), 5).reached {}
        assert_eq!(sliced.digest(), whole.digest(), "seed {seed}");
    }
}

fn watch(seed: u64) {
    let mut lab = fleet();
    let mut operator = Operator::new(seed);
    for _ in 0..ACTIONS {
        let journal = lab.run.journal().entries.len();
        let before = lab.run.digest();
        let answer = operator.act(&mut lab);
        if answer["Success"] == json!(false) {
            assert_eq!(lab.run.digest(), before, "seed {seed}: a refused call changed something: {answer}");
            assert_eq!(lab.run.journal().entries.len(), journal, "seed {seed}: {answer}");
        }
        check(lab.run.world(), seed);
        operator.wait(&mut lab);
        check(lab.run.world(), seed);
    }
    assert!(lab.opens_to_the_same(), "seed {seed}: opened again it differs");
}

/// What must hold in every state.
fn check(world: &World, seed: u64) {
    for (position, instance) in world.instances.iter() {
        for point in instance.history.points() {
            let newest = instance.history.points().rev().find(|other| other.policy == point.policy);
            let kept = point.policy.is_some_and(|policy| world.policies[policy].spec.keeps_latest())
                && newest.is_some_and(|newest| newest.created == point.created);
            let live = point.expires_at > world.now || point.completed_at >= world.now;
            assert!(live || kept, "seed {seed}: a point outlived its retention");
            for held in &point.snapshots {
                assert!(
                    world.disks[held.disk].chain.get(held.taken).is_some(),
                    "seed {seed}: a point without its snapshot"
                );
            }
        }
        for job in instance.history.jobs() {
            let running = job.status == JobStatus::Running;
            assert_eq!(running, running && job.ends_at > world.now, "seed {seed}: a job runs past its end");
            assert_eq!(world.job(&world.job_id(position, job.began)).unwrap().job.began, job.began, "seed {seed}");
        }
        for binding in &instance.bindings {
            assert!(!world.policies[binding.policy].deleted, "seed {seed}: bound to a deleted policy");
            assert!(binding.next_runs.iter().flatten().all(|next| *next >= world.now), "seed {seed}: a run was missed");
            assert_eq!(binding.is_at_rest(), binding.next_run().is_none(), "seed {seed}");
        }
    }
    for (_, disk) in world.disks.iter() {
        let sizes = disk.chain.iter().map(|snapshot| snapshot.stored);
        assert_eq!(sizes.sum::<Mib>(), disk.chain.stored(), "seed {seed}: a chain is not the sum of its snapshots");
        // Every stored size anew from the list of live snapshots (MDL-03), where no rollback came between.
        let mut before: Option<&Snapshot> = None;
        for snapshot in disk.chain.iter() {
            if before.map(|earlier| earlier.taken) != snapshot.base.map(|base| base.taken) {
                break;
            }
            let expected = before.map_or(snapshot.content.used, |one| disk.changed(one.content, snapshot.content));
            assert_eq!(snapshot.stored, expected, "seed {seed}: a chain stores the wrong size");
            before = Some(snapshot);
        }
        for snapshot in disk.chain.iter() {
            let Origin::Backup { instance, job } = snapshot.origin else { continue };
            let history = &world.instances[instance].history;
            let running = history.job(job).is_some_and(|job| job.status == JobStatus::Running);
            assert!(running || history.point(job).is_some(), "seed {seed}: a snapshot of nobody");
        }
    }
}
