//! A simulated operator: random commands, legal and not, with the state checked after each. It prints its seed.
//!
//! `SOAK_SECONDS` makes it go on with new seeds for that long; otherwise a fixed few are played.

mod harness;
mod simulated_operator;

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use engine::{
    backup::{job::JobStatus, point::SnapshotRef},
    billing::{
        bill::{Bill, Grouping},
        money::MicroCny,
        settlement::Settlement,
    },
    cloud::{
        Disk, DiskIdx, Instance, InstanceIdx,
        chain::{Origin, Snapshot},
    },
    command::Command,
    id::PointId,
    time::Timestamp,
    units::Mib,
    world::World,
};
use harness::Lab;
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
    let mut books = Books::open(lab.run.world());
    let mut locked = BTreeMap::new();
    for _ in 0..ACTIONS {
        let journal = lab.run.journal().entries.len();
        let before = lab.run.digest();
        let answer = operator.act(&mut lab);
        if answer["Success"] == json!(false) {
            assert_eq!(lab.run.digest(), before, "seed {seed}: a refused call changed something: {answer}");
            assert_eq!(lab.run.journal().entries.len(), journal, "seed {seed}: {answer}");
        }
        check(lab.run.world(), seed);
        books.check(&lab, seed);
        check_locks(&mut locked, lab.run.world(), seed);
        operator.wait(&mut lab);
        check(lab.run.world(), seed);
        books.check(&lab, seed);
        check_locks(&mut locked, lab.run.world(), seed);
    }
    assert!(lab.opens_to_the_same(), "seed {seed}: opened again it differs");
}

/// Nothing that is locked or was extended goes before its time (POL-72, JOB-12), unless arrears take all (ACC-05).
fn check_locks(locked: &mut BTreeMap<PointId, Timestamp>, world: &World, seed: u64) {
    if world.account.arrears.is_some_and(|arrears| arrears.has_deleted()) {
        locked.clear();
    }
    for (point, until) in locked.iter() {
        let held = world.point(point).is_ok();
        assert!(held || *until <= world.now, "seed {seed}: {point} was to be kept until {until:?}");
    }
    for (position, instance) in world.instances.iter() {
        for point in instance.history.points().filter(|point| point.immutable || point.extended) {
            locked.insert(world.point_id(position, point.created), point.expires_at);
        }
    }
    locked.retain(|_, until| *until > world.now);
}

/// What someone who keeps accounts knows: what was paid, and the bills that are settled.
struct Books {
    paid_in: MicroCny,
    balance: MicroCny,
    /// How many commands of the Journal are in the books.
    entered: usize,
    settlements: Vec<Settlement>,
}

impl Books {
    fn open(world: &World) -> Self {
        Self { paid_in: world.account.paid_in, balance: world.balance(), entered: 0, settlements: Vec::new() }
    }

    /// No cent appears from nowhere or is lost, and no bill changes once it is settled.
    fn check(&mut self, lab: &Lab, seed: u64) {
        let world = lab.run.world();
        for entry in &lab.run.journal().entries[self.entered..] {
            match entry.command {
                Command::TopUp { amount } | Command::PayBill { amount: Some(amount) } => {
                    self.paid_in = self.paid_in + amount;
                }
                Command::PayBill { amount: None } => {
                    assert!(world.account.arrears.is_none(), "seed {seed}: paid, and yet something is due");
                    self.paid_in = world.account.paid_in;
                }
                _ => {}
            }
            // A bill is paid from outside, and settled by what it is paid with.
            if matches!(entry.command, Command::PayBill { .. }) {
                assert_eq!(world.balance(), self.balance, "seed {seed}: paying a bill changed the balance");
            }
        }
        self.entered = lab.run.journal().entries.len();
        assert_eq!(world.account.paid_in, self.paid_in, "seed {seed}: money came from nowhere");
        let settlements = world.settlements();
        assert!(settlements.starts_with(&self.settlements), "seed {seed}: a settled bill changed");
        self.settlements = settlements;
        self.balance = world.balance();
        let ends = self.settlements.windows(2).all(|pair| pair[0].hours.end == pair[1].hours.start);
        assert!(ends, "seed {seed}: an hour is settled twice or never");
        let settled: MicroCny = self.settlements.iter().map(|settled| settled.amount).sum();
        let towards_due = world.account.arrears.map_or(MicroCny::ZERO, |arrears| arrears.paid);
        assert_eq!(world.balance() + settled + towards_due, self.paid_in, "seed {seed}: the books do not balance");
        for settled in &self.settlements {
            let span = [settled.hours.start, settled.hours.end].map(|hour| Timestamp(hour * 3_600));
            let bill = Bill::draw_up(world, span[0], span[1], Grouping::Cause);
            assert_eq!(bill.total(), settled.amount, "seed {seed}: the bill says otherwise");
        }
        let whole = Grouping::ALL.map(|grouping| {
            let bill = Bill::draw_up(world, world.start, world.now, grouping);
            assert!(bill.lines.iter().all(|line| line.quantity > 0), "seed {seed}: a line of nothing");
            bill.lines.iter().map(|line| line.quantity).sum::<u128>()
        });
        assert!(whole.iter().all(|sum| *sum == whole[0]), "seed {seed}: groupings differ");
    }
}

/// What must hold in every state.
fn check(world: &World, seed: u64) {
    check_arrears(world, seed);
    check_copies(world, seed);
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
        for snapshot in disk.chain.iter().filter(|snapshot| !snapshot.is_archived()) {
            let written = before.map(|earlier| (earlier.taken, snapshot.content.written.0 - earlier.content.written.0));
            if written != snapshot.base.map(|base| (base.taken, base.delta.written.0)) {
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
            let source = instance_of(world, instance).history.job(job);
            let copying = source.and_then(|job| job.terms.copy.as_ref()).is_some_and(|copy| !copy.is_settled());
            let held = running || copying || history.point(job).is_some() || snapshot.let_go;
            assert!(held, "seed {seed}: a snapshot of nobody");
        }
    }
}

/// Every copy holds the data of what it is of, and no link carries more than it can.
fn check_copies(world: &World, seed: u64) {
    for replica in world.disk_replicas_by_id() {
        for snapshot in world.disks[replica].chain.iter() {
            let source = world.copied_from(SnapshotRef { disk: replica, taken: snapshot.taken });
            let source = source.unwrap_or_else(|| panic!("seed {seed}: a copy of nothing"));
            let era = |disk: DiskIdx, taken| world.disks[disk].era_of_snapshot(taken);
            let Some(of) = era(source.disk, source.taken) else { continue };
            assert_eq!(era(replica, snapshot.taken), Some(of), "seed {seed}: a copy holds other data");
        }
    }
    for (_, link) in world.links.iter() {
        assert!(link.under_way().len() == 10 || link.waiting().len() == 0, "seed {seed}: a copy waits for nothing");
        assert!(link.under_way().iter().all(|carried| carried.ends_at > world.now), "seed {seed}: a copy is overdue");
    }
}

/// An instance, or what it is a replica of.
fn instance_of(world: &World, instance: InstanceIdx) -> &Instance {
    &world.instances[world.source_of(instance)]
}

/// What an account that does not pay has, and has no more.
fn check_arrears(world: &World, seed: u64) {
    assert!(world.amount_due() >= MicroCny::ZERO, "seed {seed}: more was paid than due");
    let overdue = world
        .incidents
        .iter()
        .any(|injected| injected.goes_on() && injected.incident == engine::incident::Incident::PaymentOverdue);
    assert_eq!(overdue, world.account.arrears.is_some(), "seed {seed}: overdue without an incident, or the reverse");
    let Some(arrears) = world.account.arrears else { return };
    assert_eq!(arrears.has_deleted(), arrears.deletes_at() <= world.now, "seed {seed}: a step was missed");
    if arrears.suspends_at > world.now {
        return;
    }
    for (_, instance) in world.instances.iter() {
        let begun = instance.history.jobs().filter(|job| job.began.at >= arrears.suspends_at);
        assert!(
            begun.into_iter().all(|job| job.status == JobStatus::Failed),
            "seed {seed}: a suspended account backs up"
        );
        assert!(!arrears.has_deleted() || instance.history.points().len() == 0, "seed {seed}: a point survived");
    }
    // What disks or images were made from stays, but Cloud Backup has let go of it; those may go later.
    let managed = |state: &Disk| state.chain.iter().any(Snapshot::is_managed);
    let survived = arrears.has_deleted() && world.disks.iter().any(|(_, state)| managed(state));
    assert!(!survived, "seed {seed}: a snapshot survived");
}
