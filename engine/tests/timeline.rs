//! Time runs both ways, and forks: what is ahead is kept, and nothing that was done is lost.

mod harness;
mod simulated_operator;

use engine::{
    command::Command,
    digest::Digest,
    save::{COMMANDS_MAX, JournalEntry, Save},
    simulation::Simulation,
    time::{DAY, Seconds, Timestamp},
    timeline::{BOOKMARKS_MAX, BRANCHES_MAX, Opening, Timeline},
};
use harness::Lab;
use simulated_operator::play;

fn timeline() -> Timeline {
    Timeline::new(Lab::two_web_servers().run)
}

fn back_up(timeline: &mut Timeline, instance: &str) {
    let command: Command = serde_json::from_value(serde_json::json!({
        "BackUp": { "instance": instance, "scope": "All", "retention": 7 }
    }))
    .expect("a command");
    timeline.run_mut().apply(command).expect("a backup can be made");
    timeline.note();
}

fn wait(timeline: &mut Timeline, days: i64) {
    let until = timeline.run().now() + Seconds(days * DAY);
    timeline.run_mut().advance_to(until);
    timeline.note();
}

fn points(timeline: &Timeline) -> usize {
    let world = timeline.run().world();
    world.instances.iter().map(|(_, instance)| instance.history.points().len()).sum()
}

#[test]
fn what_is_ahead_can_be_had_again_action_by_action() {
    let mut timeline = timeline();
    back_up(&mut timeline, "i-web1");
    wait(&mut timeline, 2);
    back_up(&mut timeline, "i-web2");
    wait(&mut timeline, 2);
    let (end, digest) = (timeline.run().now(), timeline.run().digest());
    let start = timeline.run().world().start;
    timeline.rewind(start).unwrap();
    assert_eq!(
        (timeline.run().now(), timeline.run().journal().entries.len()),
        (start, 1),
        "given at exactly that time"
    );
    assert!(timeline.undo().is_some());
    assert_eq!((timeline.undo(), timeline.reached()), (None, end));
    assert!(timeline.redo().unwrap().is_some());
    assert!(timeline.redo().unwrap().is_some());
    assert_eq!(timeline.run().now(), start + Seconds(2 * DAY));
    assert_eq!(timeline.redo().unwrap(), None, "no action is left, so time goes on to where it was");
    assert_eq!((timeline.run().now(), timeline.run().digest()), (end, digest));
    assert_eq!(timeline.branches().len(), 1);
}

#[test]
fn another_way_makes_a_branch_of_what_was_ahead() {
    let mut timeline = timeline();
    back_up(&mut timeline, "i-web1");
    wait(&mut timeline, 1);
    back_up(&mut timeline, "i-web2");
    wait(&mut timeline, 1);
    let kept = timeline.run().digest();
    timeline.undo();
    back_up(&mut timeline, "i-web1");
    let branches = timeline.branches();
    assert_eq!(branches.len(), 2);
    assert!(branches[0].is_present && !branches[1].is_present);
    assert_eq!((branches[1].commands, branches[1].fork.unwrap().from), (2, branches[0].id));
    let other = branches[1].id;
    timeline.switch_to(other).unwrap();
    assert_eq!(timeline.run().digest(), kept, "nothing of it is lost");
    timeline.switch_to(branches[0].id).unwrap();
    assert_eq!((points(&timeline), timeline.run().journal().entries.len()), (1, 2));
}

#[test]
fn time_that_passes_the_next_action_goes_another_way_too() {
    let mut timeline = timeline();
    wait(&mut timeline, 1);
    back_up(&mut timeline, "i-web1");
    timeline.undo();
    assert!(timeline.next_command().is_some());
    wait(&mut timeline, 1);
    assert_eq!((timeline.next_command(), timeline.branches().len()), (None, 2));
}

#[test]
fn a_fork_leaves_the_branch_before_it_as_it_is() {
    let mut timeline = timeline();
    back_up(&mut timeline, "i-web1");
    wait(&mut timeline, 1);
    let before = timeline.run().digest();
    let first = timeline.branches()[0].id;
    let what_if = timeline.fork(" what if ").unwrap();
    assert_eq!(timeline.run().digest(), before, "a fork changes nothing of the state");
    back_up(&mut timeline, "i-web2");
    wait(&mut timeline, 1);
    let after = timeline.run().digest();
    timeline.switch_to(first).unwrap();
    assert_eq!(timeline.run().digest(), before);
    assert_eq!(timeline.find("what if").unwrap(), what_if);
    timeline.switch_to(what_if).unwrap();
    assert_eq!(timeline.run().digest(), after);
    timeline.rename(first, "as planned").unwrap();
    let names: Vec<_> = timeline.branches().into_iter().map(|branch| branch.name.unwrap()).collect();
    assert_eq!(names, ["as planned", "what if"]);
    assert_eq!(timeline.remove(first).unwrap().journal.entries.len(), 1);
    assert_eq!(timeline.branches().len(), 1);
}

#[test]
fn names_and_numbers_of_branches_are_checked() {
    let mut timeline = timeline();
    let code = |outcome: Result<_, engine::rejection::Problem>| outcome.map(drop).unwrap_err().code();
    let present = timeline.branches()[0].id;
    assert_eq!(code(timeline.fork("  ").map(drop)), "Sim.InvalidBranchName");
    assert_eq!(code(timeline.fork(&"x".repeat(65)).map(drop)), "Sim.InvalidBranchName");
    assert_eq!(code(timeline.fork("branch-1").map(drop)), "Sim.BranchNameTaken");
    assert_eq!(code(timeline.find("nowhere").map(drop)), "Sim.BranchNotFound");
    assert_eq!(code(timeline.remove(present).map(drop)), "Sim.PresentBranch");
    for number in 1..BRANCHES_MAX {
        timeline.fork(&format!("b{number}")).unwrap();
    }
    assert_eq!(code(timeline.fork("one more").map(drop)), "Sim.TooManyBranches");
    let start = timeline.run().world().start;
    assert_eq!(code(timeline.rewind(Timestamp(start.0 - 1))), "Sim.NotInThisRun");
}

/// Goes back to `to` by a replay from the very start, as the simulation itself does it.
fn by_the_long_way(run: &Simulation, to: Timestamp) -> Digest {
    let mut run = run.clone();
    run.rewind(to).unwrap();
    run.digest()
}

#[test]
fn a_rewind_from_a_checkpoint_comes_to_what_a_replay_from_the_start_comes_to() {
    let scenario = serde_json::json!({
        "format": "cloud-backup-scenario/1", "name": "fleet", "seed": 3, "start": "2026-01-01T00:00:00+08:00",
        "regions": ["cn-hangzhou"],
        "fleet": { "prefix": "app", "count": 200, "template": { "zone": "cn-hangzhou-h", "disks": [
            { "kind": "system", "size_gib": 40, "used_gib": 20, "write_gib_per_day": "1", "hot_gib": 4 } ] } },
    });
    let mut lab = Lab::of_scenario(&scenario);
    let policy = lab.policy("hourly", &format!("I|{}|PT6H", lab.start), 3);
    let all: Vec<_> = lab.run.world().instances.iter().map(|(_, instance)| instance.id.to_string()).collect();
    for some in all.chunks(50) {
        lab.bind(&policy, &some.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let mut timeline = Timeline::new(lab.run);
    for _ in 0..40 {
        wait(&mut timeline, 5);
    }
    let jobs = timeline.run().counts().job_starts;
    assert!(jobs > 150_000, "enough for checkpoints to be thinned: {jobs}");
    let start = timeline.run().world().start;
    for days in [199, 120, 77, 3] {
        let to = start + Seconds(days * DAY + 12_345);
        let expected = by_the_long_way(timeline.run(), to);
        timeline.rewind(to).unwrap();
        assert_eq!(timeline.run().digest(), expected, "day {days}");
    }
}

#[test]
fn whatever_the_operator_did_comes_again_after_any_way_through_time() {
    for seed in 0..6 {
        let run = play(seed, 60).run;
        let (end, digest) = (run.now(), run.digest());
        let commands = run.journal().entries.len();
        let mut timeline = Timeline::new(run);
        let span = (end - timeline.run().world().start).0;
        for part in [3, 1, 2] {
            let to = timeline.run().world().start + Seconds(span * part / 4);
            if to <= timeline.run().now() {
                timeline.rewind(to).unwrap();
            }
            timeline.redo().unwrap();
            timeline.undo();
        }
        while timeline.next_command().is_some() {
            timeline.redo().unwrap();
        }
        timeline.redo().unwrap();
        assert_eq!(timeline.run().journal().entries.len(), commands, "seed {seed}");
        assert_eq!((timeline.run().now(), timeline.run().digest()), (end, digest), "seed {seed}");
        assert_eq!(timeline.branches().len(), 1, "seed {seed}: nothing went another way");
    }
}

#[test]
fn a_save_keeps_all_branches_and_what_is_ahead() {
    let mut timeline = timeline();
    back_up(&mut timeline, "i-web1");
    wait(&mut timeline, 1);
    timeline.fork("what if").unwrap();
    back_up(&mut timeline, "i-web2");
    wait(&mut timeline, 1);
    timeline.undo();
    let text = Save::of_timeline(&timeline).to_text();
    let save = Save::read(&text).unwrap();
    let (mut opened, parting) = Opening::of(save).finish();
    assert_eq!(parting, None);
    assert_eq!(opened.branches(), timeline.branches());
    assert_eq!(opened.redo().unwrap(), timeline.redo().unwrap());
    assert_eq!(Save::of_timeline(&opened).to_text(), Save::of_timeline(&timeline).to_text());
    let first = opened.branches()[0].id;
    opened.switch_to(first).unwrap();
    timeline.switch_to(first).unwrap();
    assert_eq!(opened.run().digest(), timeline.run().digest());
}

#[test]
fn a_save_whose_branches_make_no_sense_is_refused() {
    let mut timeline = timeline();
    back_up(&mut timeline, "i-web1");
    wait(&mut timeline, 1);
    timeline.fork("what if").unwrap();
    let good = Save::of_timeline(&timeline);
    let refused = |spoil: &dyn Fn(&mut Save)| {
        let mut save = good.clone();
        spoil(&mut save);
        Save::read(&save.to_text()).unwrap_err().to_string()
    };
    let twice = refused(&|save| save.others.push(save.others[0].clone()));
    assert!(twice.contains("branch-1 is there twice"), "{twice}");
    let given = refused(&|save| save.others[0].given = 9);
    assert!(given.contains("fewer commands"), "{given}");
    let stands = refused(&|save| save.others[0].now = Timestamp(0));
    assert!(stands.contains("stands where"), "{stands}");
}

#[test]
fn a_branch_that_other_rules_played_is_refused_and_nothing_changes() {
    let mut timeline = timeline();
    back_up(&mut timeline, "i-web1");
    wait(&mut timeline, 1);
    timeline.fork("what if").unwrap();
    let mut save = Save::of_timeline(&timeline);
    save.others[0].journal.entries[0].digest = Digest::parse("00000000000000000000000000000001");
    let mut opened = Opening::of(save).finish().0;
    let (branches, digest) = (opened.branches(), opened.run().digest());
    let first = branches[0].id;
    assert_eq!(opened.switch_to(first).unwrap_err().code(), "Sim.BranchParts");
    assert_eq!((opened.branches(), opened.run().digest()), (branches, digest));
}

#[test]
fn a_command_ahead_that_is_refused_stays_ahead() {
    let mut timeline = timeline();
    wait(&mut timeline, 1);
    let mut save = Save::of_timeline(&timeline);
    let mut ahead = timeline.present();
    let command = serde_json::from_value(serde_json::json!({ "StopProtecting": { "instance": "i-none" } })).unwrap();
    ahead.journal.entries.push(JournalEntry { at: timeline.run().now(), command, digest: None });
    save.present = Some(ahead);
    let mut opened = Opening::of(save).finish().0;
    assert!(opened.redo().is_err());
    assert!(opened.next_command().is_some());
}

#[test]
fn seeking_goes_back_and_ahead_on_the_same_way() {
    let mut timeline = timeline();
    let start = timeline.run().world().start;
    let mut digests = vec![(start, timeline.run().digest())];
    for instance in ["i-web1", "i-web2", "i-web1"] {
        back_up(&mut timeline, instance);
        wait(&mut timeline, 1);
        digests.push((timeline.run().now(), timeline.run().digest()));
    }
    let reached = timeline.reached();
    for (at, digest) in [3, 0, 2, 1, 3, 1, 2].map(|position| digests[position]) {
        timeline.seek(at).unwrap();
        // What was given at exactly that instant is there too, except at the end, where nothing was.
        while timeline.run().digest() != digest && timeline.undo().is_some() {}
        assert_eq!((timeline.run().now(), timeline.run().digest()), (at, digest));
        assert_eq!((timeline.reached(), timeline.others().len()), (reached, 0));
    }
    assert!(timeline.seek(reached + Seconds(1)).is_err());
    assert!(timeline.seek(Timestamp(start.0 - 1)).is_err());
}

#[test]
fn a_run_keeps_its_title_and_its_bookmarks() {
    let mut timeline = timeline();
    let at = |day: i64| timeline_start() + Seconds(day * DAY);
    timeline.add_bookmark(at(9), "Auditor asks").unwrap();
    timeline.add_bookmark(at(3), " Lock on ").unwrap();
    timeline.set_title("Lock or no lock").unwrap();
    let mut opened = Opening::of(Save::read(&Save::of_timeline(&timeline).to_text()).unwrap()).finish().0;
    assert_eq!((opened.title(), opened.bookmarks()), (Some("Lock or no lock"), timeline.bookmarks()));
    let names = |timeline: &Timeline| timeline.bookmarks().iter().map(|mark| mark.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&opened), ["Lock on", "Auditor asks"]);
    opened.add_bookmark(at(9), "Auditor").unwrap();
    assert_eq!(names(&opened), ["Lock on", "Auditor"]);
    assert_eq!(opened.add_bookmark(at(1), " ").unwrap_err().code(), "Sim.InvalidBookmarkName");
    assert_eq!(opened.set_title(&"x".repeat(65)).unwrap_err().code(), "Sim.InvalidTitle");
    assert_eq!(opened.remove_bookmark(at(1)).unwrap_err().code(), "Sim.BookmarkNotFound");
    opened.remove_bookmark(at(3)).unwrap();
    for day in (10..).take(BOOKMARKS_MAX - 1) {
        opened.add_bookmark(at(day), "x").unwrap();
    }
    assert_eq!(opened.add_bookmark(at(1), "x").unwrap_err().code(), "Sim.TooManyBookmarks");
    opened.set_title("").unwrap();
    assert_eq!(opened.title(), None);
}

fn timeline_start() -> Timestamp {
    timeline().run().world().start
}

/// What can be done can be saved, and what is saved can be opened: a run ends where its save would be refused.
#[test]
fn a_run_has_no_more_commands_than_a_save_may_hold() {
    let scenario = serde_json::json!({ "format": "cloud-backup-scenario/1", "name": "fleet", "seed": 1,
        "start": "2026-01-01T00:00:00+08:00", "regions": ["cn-hangzhou"],
        "fleet": { "prefix": "app", "count": 65, "template": { "region": "cn-hangzhou",
            "disks": [{ "kind": "system", "size_gib": 40 }] } } });
    let mut run = Lab::of_scenario(&scenario).run;
    let command: Command = serde_json::from_value(serde_json::json!({ "TopUp": { "amount": 10_000 } })).unwrap();
    for _ in 0..COMMANDS_MAX {
        run.apply(command.clone()).unwrap();
    }
    let digest = run.digest();
    assert_eq!(run.apply(command).unwrap_err().code(), "Sim.TooManyCommands");
    assert_eq!((run.journal().entries.len(), run.digest()), (COMMANDS_MAX, digest));
    assert_eq!(Save::read(&Save::of(&run).to_text()).unwrap().journal.entries.len(), COMMANDS_MAX);
}
