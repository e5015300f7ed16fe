//! A simulated operator: random commands, legal and not, with the state checked after each. It prints its seed.
//!
//! `SOAK_SECONDS` makes it go on with new seeds for that long; otherwise a fixed few are played.

mod harness;

use std::time::{Duration, Instant};

use engine::{
    backup::job::JobStatus,
    chance::{Purpose, below},
    cloud::chain::{Origin, Snapshot},
    save::Save,
    simulation::{Replay, Simulation},
    time::Timestamp,
    units::Mib,
    world::World,
};
use harness::Lab;
use serde_json::{Value, json};

const SEEDS: u64 = 40;
const ACTIONS: u64 = 60;

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
        play(seed);
        played += 1;
    }
    println!("{played} seeds");
}

fn play(seed: u64) {
    let mut lab = Lab::two_web_servers();
    let mut operator = Operator { seed, drawn: 0 };
    for _ in 0..ACTIONS {
        let journal = lab.run.journal().entries.len();
        let before = lab.run.digest();
        let answer = operator.act(&mut lab);
        if answer["Success"] == json!(false) {
            assert_eq!(lab.run.digest(), before, "seed {seed}: a refused call changed something: {answer}");
            assert_eq!(lab.run.journal().entries.len(), journal, "seed {seed}: {answer}");
        }
        check(lab.run.world(), seed);
        let span = operator.pick(200_000);
        lab.run.advance_to(Timestamp(lab.run.now().0 + i64::try_from(span).unwrap()));
        check(lab.run.world(), seed);
    }
    opens_to_the_same(&lab.run, seed);
}

fn opens_to_the_same(run: &Simulation, seed: u64) {
    let (opened, parting) = Replay::of(Save::read(&Save::of(run).to_text()).unwrap()).finish();
    assert_eq!((parting, opened.digest()), (None, run.digest()), "seed {seed}");
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

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[usize::try_from(self.pick(choices.len() as u64)).unwrap()]
    }

    fn act(&mut self, lab: &mut Lab) -> Value {
        let instance = self.one_of(&["i-web1", "i-web2", "i-web2", "i-none"]);
        let policies = lab.call("hbr", "DescribePoliciesV2", json!({ "MaxResults": 100 }))["Policies"].clone();
        let policies = policies.as_array().cloned().unwrap_or_default();
        let chosen = usize::try_from(self.pick(policies.len().max(1) as u64)).unwrap();
        let policy = policies
            .get(chosen)
            .cloned()
            .unwrap_or(json!({ "PolicyId": "po-none", "Rules": [{ "RuleId": "rule-none" }] }));
        let id = policy["PolicyId"].clone();
        let days = self.pick(5);
        let rules = json!([
            { "RuleType": "BACKUP", "Schedule": format!("I|{}|PT{}H", lab.start, self.pick(26)) },
            { "RuleType": "TRANSITION", "Retention": days } ]);
        match self.pick(11) {
            0 => lab.call("hbr", "CreatePolicyV2", json!({ "PolicyName": "made", "Rules": rules })),
            1 => lab.call("hbr", "UpdatePolicyV2", json!({ "PolicyId": id, "Rules": rules })),
            2 => lab.call("hbr", "DeletePolicyV2", json!({ "PolicyId": id })),
            3 | 4 => lab.call(
                "hbr",
                "CreatePolicyBindings",
                json!({ "PolicyId": id, "PolicyBindingList": [{ "DataSourceId": instance }] }),
            ),
            5 => lab.call("hbr", "DeletePolicyBinding", json!({ "PolicyId": id, "DataSourceIds": [instance] })),
            6 => lab.call(
                "hbr",
                "UpdatePolicyBinding",
                json!({ "PolicyId": id, "DataSourceId": instance, "Disabled": self.pick(2) == 0 }),
            ),
            7 => lab.call("hbr", "ExecutePolicyV2", json!({ "PolicyId": id, "RuleId": policy["Rules"][0]["RuleId"] })),
            8 => lab.call("hbr", "CreateBackupJob", json!({ "InstanceId": instance, "Retention": days })),
            9 => {
                let jobs = lab.jobs();
                let job = jobs.first().map_or(json!("job-none"), |job| job["JobId"].clone());
                lab.call("hbr", "CancelBackupJob", json!({ "JobId": job }))
            }
            _ => {
                let points = lab.points();
                let chosen = usize::try_from(self.pick(points.len().max(1) as u64)).unwrap();
                let point = points.get(chosen).map_or(json!("s-none"), |point| point["SnapshotId"].clone());
                lab.call("hbr", "DeleteSnapshot", json!({ "SnapshotId": point }))
            }
        }
    }
}

/// What must hold in every state.
fn check(world: &World, seed: u64) {
    for (position, instance) in world.instances.iter() {
        for point in instance.history.points() {
            assert!(
                point.expires_at > world.now || point.completed_at >= world.now,
                "seed {seed}: a point outlived its retention"
            );
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
            assert_eq!(binding.suspended, binding.next_run().is_none(), "seed {seed}");
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
        assert!(disk.chain.is_empty() || disk.chain.stored() >= Mib(1), "seed {seed}");
    }
}
