//! Where runs lie: several beside each other, taken over from the old layout, shared with others, and never lost.

mod cells;
mod harness;

use cells::{Fault, Faulty, hours, save_after, write};
use engine::{
    save::{FORMAT_VERSION, Save, SaveError},
    shelf::{OLD_SLOTS, Place, RunId, Shelf, ShelfError, Why, WriteError},
};

const MINUTE_MS: i64 = 60_000;

fn shelf() -> (Shelf<Faulty>, Faulty) {
    let cells = Faulty::default();
    (Shelf::of(cells.clone()), cells)
}

/// A run that was saved `times` times, an hour apart.
fn saved(shelf: &mut Shelf<Faulty>, id: &str, times: i64) -> Place {
    let mut place = Place::new(RunId::new(id), "tab-1");
    for hour in 1..=times {
        write(shelf, &mut place, &save_after(hour), hour).unwrap();
    }
    place
}

fn opened(shelf: &mut Shelf<Faulty>, id: &str) -> i64 {
    hours(&shelf.open(&RunId::new(id), "tab-9").0.unwrap().save)
}

fn slots(cells: &Faulty, id: &str) -> Vec<String> {
    let stem = format!("cloud-backup-simulator/runs/{id}/");
    cells.texts().into_keys().filter(|key| key.starts_with(&stem)).collect()
}

#[test]
fn runs_lie_beside_each_other_and_the_one_used_last_comes_first() {
    let (mut shelf, _) = shelf();
    saved(&mut shelf, "first", 3);
    saved(&mut shelf, "second", 5);
    let runs = shelf.runs();
    assert_eq!(runs.iter().map(|run| run.id.as_str()).collect::<Vec<_>>(), ["second", "first"]);
    let card = runs[0].card.as_ref().unwrap();
    assert_eq!((card.scenario.en.as_str(), card.commands, card.branches, card.used_ms), ("lab", 0, 1, 5));
    assert_eq!((opened(&mut shelf, "first"), opened(&mut shelf, "second")), (3, 5));
}

#[test]
fn a_save_that_lies_there_is_not_written_again() {
    let (mut shelf, cells) = shelf();
    let mut place = saved(&mut shelf, "run", 2);
    let before = cells.texts();
    write(&mut shelf, &mut place, &save_after(2), 99).unwrap();
    assert_eq!(cells.texts(), before);
}

#[test]
fn a_write_that_fails_in_any_way_leaves_the_save_before() {
    let faults = [Fault::Refused, Fault::TornAndRefused(0), Fault::TornAndRefused(60), Fault::Torn(60), Fault::Dead];
    for fault in faults {
        let (mut shelf, cells) = shelf();
        let mut place = saved(&mut shelf, "run", 2);
        // The write and the one after room was made.
        cells.fail_with([fault, fault]);
        assert_eq!(write(&mut shelf, &mut place, &save_after(3), 3), Err(WriteError::Refused), "{fault:?}");
        cells.restart();
        assert_eq!(opened(&mut Shelf::of(cells.snapshot()), "run"), 2, "{fault:?}");
        // The same opening goes on as soon as it may.
        write(&mut shelf, &mut place, &save_after(4), 4).unwrap();
        assert_eq!(opened(&mut Shelf::of(cells.snapshot()), "run"), 4, "{fault:?}");
    }
}

#[test]
fn a_run_that_is_left_keeps_one_slot_that_reads() {
    let (mut shelf, cells) = shelf();
    saved(&mut shelf, "run", 4);
    assert_eq!(slots(&cells, "run").len(), 2);
    shelf.settle(&RunId::new("run"));
    assert_eq!(slots(&cells, "run").len(), 1);
    assert_eq!(opened(&mut shelf, "run"), 4);
    // Where the newest does not read, the other one stays, and the newest is set aside.
    saved(&mut shelf, "torn", 4);
    let newest = slots(&cells, "torn").pop().unwrap();
    let text = cells.texts()[&newest].clone();
    cells.put(&newest, &text[..text.len() - 9]);
    shelf.settle(&RunId::new("torn"));
    assert_eq!(opened(&mut shelf, "torn"), 3);
    assert_eq!(shelf.asides()[0].why, Why::Unreadable(SaveError::CutOff));
}

#[test]
fn where_there_is_no_room_runs_that_are_not_played_make_some() {
    let (mut shelf, cells) = shelf();
    saved(&mut shelf, "other", 2);
    let mut place = saved(&mut shelf, "run", 2);
    cells.limit(Some(cells.taken()));
    let mut save = save_after(3);
    save.title = Some("Longer than the one before".to_owned());
    assert_eq!(write(&mut shelf, &mut place, &save, 3), Err(WriteError::Refused), "all of them may be played just now");
    write(&mut shelf, &mut place, &save, 3 + MINUTE_MS).unwrap();
    assert_eq!((slots(&cells, "other").len(), opened(&mut shelf, "other")), (1, 2));
    assert_eq!(opened(&mut shelf, "run"), 3);
}

/// What becomes of the text of a slot.
type Harm<'a> = &'a dyn Fn(&str) -> String;

#[test]
fn cut_off_edited_and_newer_saves_are_told_apart_and_kept() {
    let newer = save_after(2).to_text().replace(&format!("cloud-backup-save/{FORMAT_VERSION}"), "cloud-backup-save/99");
    let edited = save_after(2).to_text().replace("\"seed\":7", "\"seed\":8");
    let cases: [(Harm, SaveError); 5] = [
        (&|text| text[..text.len() * 2 / 3].to_owned(), SaveError::CutOff),
        (&|text| text[..9].to_owned(), SaveError::CutOff),
        (&|text| text.replace('\n', "\n-"), SaveError::Damaged),
        (&|text| format!("{}\n{}", text.lines().next().unwrap(), engine::save::pack(&edited)), SaveError::Damaged),
        (
            &|text| format!("{}\n{}", text.lines().next().unwrap(), engine::save::pack(&newer)),
            SaveError::Newer { format: 99 },
        ),
    ];
    for (harm, reason) in cases {
        let (mut shelf, cells) = shelf();
        saved(&mut shelf, "run", 1);
        let slot = slots(&cells, "run").pop().unwrap();
        let harmed = harm(&cells.texts()[&slot]);
        cells.put(&slot, &harmed);
        let (outcome, set_aside) = shelf.open(&RunId::new("run"), "tab-9");
        assert_eq!(outcome.unwrap_err(), ShelfError::Read(reason.clone()));
        assert_eq!((set_aside.len(), &set_aside[0].reason), (1, &reason));
        let asides = shelf.asides();
        assert_eq!(asides[0].why, Why::Unreadable(reason.clone()), "the list says the same");
        assert_eq!(cells.texts()[&asides[0].key], harmed, "the very text is kept");
        assert!(shelf.runs().is_empty());
        if reason == (SaveError::Newer { format: 99 }) {
            assert_eq!(shelf.aside_text(&asides[0].key), Some(newer.clone()), "it is given as it was saved");
        }
        shelf.discard(&asides[0].key).unwrap();
        assert!(cells.texts().is_empty());
    }
}

#[test]
fn what_cannot_be_set_aside_stays_and_is_not_written_over() {
    let (mut shelf, cells) = shelf();
    saved(&mut shelf, "run", 2);
    let harmed = slots(&cells, "run").pop().unwrap();
    cells.put(&harmed, "{");
    cells.fail_with([Fault::Refused]);
    let (reading, set_aside) = shelf.open(&RunId::new("run"), "tab-2");
    assert_eq!((set_aside[0].key.as_ref(), set_aside[0].text.as_str()), (None, "{"));
    let mut place = reading.unwrap().place;
    for hour in 5..9 {
        write(&mut shelf, &mut place, &save_after(hour), hour).unwrap();
        assert_eq!(cells.texts()[&harmed], "{");
    }
    shelf.settle(&RunId::new("run"));
    assert_eq!(opened(&mut shelf, "run"), 8);
    assert_eq!(shelf.asides().len(), 1, "it is set aside as soon as there is room");
}

#[test]
fn two_who_have_the_same_run_open_notice_each_other() {
    let (mut one, cells) = shelf();
    let mut mine = saved(&mut one, "run", 2);
    let mut other = Shelf::of(cells.clone());
    let mut theirs = other.open(&RunId::new("run"), "tab-2").0.unwrap().place;
    // One that only looks takes nothing away.
    write(&mut other, &mut theirs, &save_after(2), 9).unwrap();
    write(&mut one, &mut mine, &save_after(3), 3).unwrap();
    assert_eq!(write(&mut other, &mut theirs, &save_after(7), 7), Err(WriteError::Elsewhere));
    assert_eq!(opened(&mut Shelf::of(cells.snapshot()), "run"), 3);
    // Whoever is told to takes the place, and the other one notices.
    other.take_over(&mut theirs);
    write(&mut other, &mut theirs, &save_after(7), 7).unwrap();
    assert_eq!(write(&mut one, &mut mine, &save_after(4), 4), Err(WriteError::Elsewhere));
    assert_eq!(opened(&mut Shelf::of(cells.snapshot()), "run"), 7);
}

#[test]
fn two_who_have_different_runs_open_do_not_meet() {
    let (mut one, cells) = shelf();
    let mut other = Shelf::of(cells.clone());
    let (mut mine, mut theirs) = (saved(&mut one, "mine", 1), saved(&mut other, "theirs", 1));
    for hour in 2..6 {
        write(&mut one, &mut mine, &save_after(hour), hour).unwrap();
        write(&mut other, &mut theirs, &save_after(hour + 10), hour).unwrap();
    }
    assert_eq!((opened(&mut one, "mine"), opened(&mut one, "theirs")), (5, 15));
}

#[test]
fn a_run_that_someone_else_removed_is_told_apart_and_can_be_saved_again() {
    let (mut one, cells) = shelf();
    let mut mine = saved(&mut one, "run", 2);
    Shelf::of(cells.clone()).remove(&RunId::new("run")).unwrap();
    assert_eq!(write(&mut one, &mut mine, &save_after(3), 3), Err(WriteError::Removed));
    one.take_over(&mut mine);
    write(&mut one, &mut mine, &save_after(3), 3).unwrap();
    assert_eq!(opened(&mut one, "run"), 3);
}

#[test]
fn a_run_is_renamed_copied_and_removed() {
    let (mut shelf, cells) = shelf();
    saved(&mut shelf, "run", 3);
    let (run, copy) = (RunId::new("run"), RunId::new("copy"));
    shelf.rename(&run, Some("Without replication".to_owned()), "tab-1").unwrap();
    shelf.copy(&run, copy.clone(), Some("A copy".to_owned()), 50).unwrap();
    let names: Vec<_> = shelf.runs().into_iter().map(|run| run.card.unwrap().title.unwrap()).collect();
    assert_eq!(names, ["A copy", "Without replication"]);
    assert_eq!((shelf.card(&run).unwrap().used_ms, slots(&cells, "run").len()), (3, 1), "a name is no use of it");
    shelf.remove(&run).unwrap();
    assert_eq!((shelf.runs().len(), opened(&mut shelf, "copy")), (1, 3));
    assert_eq!(shelf.open(&run, "tab-1").0.unwrap_err(), ShelfError::Gone);
    assert_eq!(shelf.rename(&run, None, "tab-1"), Err(ShelfError::Gone));
}

#[test]
fn what_is_kept_is_given_as_a_file_that_opens() {
    let (mut shelf, _) = shelf();
    saved(&mut shelf, "run", 3);
    let text = shelf.original(&RunId::new("run")).unwrap();
    assert_eq!(Save::read(&text).unwrap(), save_after(3));
    let key = shelf.keep_parted(&text).unwrap();
    assert_eq!(shelf.asides()[0].why, Why::Parted);
    assert_eq!(shelf.aside_text(&key), Some(text));
    assert_eq!(hours(&shelf.read_aside(&key).unwrap()), 3);
}

#[test]
fn the_old_layout_is_taken_over_whatever_format_it_has() {
    let (format_1, format_2) =
        (include_str!("fixtures/format-1-rules-3.json"), include_str!("fixtures/format-2-rules-4.json"));
    for text in [format_1, format_2] {
        let (mut shelf, cells) = shelf();
        cells.put(OLD_SLOTS[0], &format!("7\n{}", save_after(1).to_text()));
        cells.put(OLD_SLOTS[1], &format!("8\n{text}"));
        let (reading, set_aside) = shelf.take_over_old(RunId::new("old"), "tab-1", 5);
        assert_eq!((reading.unwrap().save, set_aside.len()), (Save::read(text).unwrap(), 0));
        assert!(OLD_SLOTS.iter().all(|slot| !cells.texts().contains_key(*slot)));
        assert_eq!(shelf.original(&RunId::new("old")).as_deref(), Some(text), "as it was written");
        assert!(shelf.take_over_old(RunId::new("none"), "tab-1", 5).0.is_none());
    }
}

#[test]
fn taking_over_loses_nothing_where_the_storage_fails() {
    for fault in [Fault::Refused, Fault::Torn(50), Fault::Dead] {
        for step in 0..4 {
            let (mut shelf, cells) = shelf();
            cells.put(OLD_SLOTS[0], &format!("8\n{}", save_after(8).to_text()));
            cells.put(OLD_SLOTS[1], &format!("7\n{}", save_after(7).to_text()));
            cells.fail_with(std::iter::repeat_n(Fault::None, step).chain([fault, fault]));
            let (reading, _) = shelf.take_over_old(RunId::new("old"), "tab-1", 5);
            let mut place = reading.unwrap().place;
            cells.restart();
            let mut after = Shelf::of(cells.snapshot());
            let again = after.take_over_old(RunId::new("again"), "tab-2", 6).0.map(|reading| hours(&reading.save));
            let there = again.or_else(|| Some(hours(&after.open(&RunId::new("old"), "tab-2").0.ok()?.save)));
            assert_eq!(there, Some(8), "{fault:?} at change {step}");
            write(&mut shelf, &mut place, &save_after(9), 9).unwrap();
            assert_eq!(opened(&mut shelf, "old"), 9);
        }
    }
}

#[test]
fn damaged_saves_of_the_old_layout_are_set_aside() {
    let (mut shelf, cells) = shelf();
    cells.put(OLD_SLOTS[0], "99\n{\"kind\":\"another program\"}");
    cells.put(OLD_SLOTS[1], &format!("98\n{}", save_after(4).to_text()));
    let (reading, set_aside) = shelf.take_over_old(RunId::new("old"), "tab-1", 5);
    assert_eq!((hours(&reading.unwrap().save), &set_aside[0].reason), (4, &SaveError::Foreign));
    assert_eq!(set_aside[0].text, "{\"kind\":\"another program\"}");
    assert_eq!(shelf.asides()[0].why, Why::Unreadable(SaveError::Foreign));
}

#[test]
fn what_is_there_is_counted_as_browsers_count() {
    let (mut shelf, cells) = shelf();
    cells.put("theme", "暗色🌙");
    assert_eq!(shelf.usage().all(), 5 + 4);
    saved(&mut shelf, "run", 2);
    shelf.keep_parted("original").unwrap();
    let usage = shelf.usage();
    assert_eq!(usage.all(), cells.taken());
    assert_eq!((usage.runs, usage.other), (shelf.runs()[0].units, 9));
    assert_eq!(usage.asides, shelf.asides()[0].units);
}
