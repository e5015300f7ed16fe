//! Whatever is done with the runs that lie somewhere, and whatever fails on the way: what was acknowledged is there.

mod cells;
mod harness;

use std::{cell::RefCell, collections::BTreeMap};

use cells::{Fault, Faulty, hours, save_after, write};
use engine::{
    save::Save,
    shelf::{Place, RunId, Shelf, ShelfError},
};
use proptest::prelude::*;

/// Something that is done with a run: which of a few it is, by its number.
#[derive(Clone, Debug)]
enum Deed {
    /// It is saved, by whoever has it open; if nobody has, it is opened first, or begun.
    Save(usize),
    /// Whoever has it open leaves it.
    Leave(usize),
    /// It gets another name, if nobody has it open.
    Rename(usize),
    /// The runs that nobody plays are settled.
    SettleOthers(usize),
    /// It is removed, if nobody has it open.
    Remove(usize),
    /// All that was open is gone, as after a crash, and the storage works again.
    Restart,
    /// The same, and the newest save of the run is damaged meanwhile: only so many hundredths of it are left.
    Rot(usize, usize),
    /// What goes wrong with the next changes.
    Fail(Vec<Fault>),
}

/// What is known of a run, beside the shelf.
#[derive(Clone, Debug, Default)]
struct Known {
    /// The last save that was acknowledged: so many hours after the start.
    acknowledged: Option<i64>,
    /// Those that were tried since: one of them may have been written all the same.
    tried: Vec<i64>,
    /// The saves before, which may be found where the last one was damaged from outside.
    before: Vec<i64>,
    /// Whether it was damaged from outside.
    is_rotten: bool,
    /// Whether someone tried to remove it: it may be gone, but need not.
    may_be_gone: bool,
}

struct Trial {
    cells: Faulty,
    shelf: Shelf<Faulty>,
    places: BTreeMap<usize, Place>,
    known: BTreeMap<usize, Known>,
    /// Texts that were damaged from outside, with the runs they are of: they are to be found somewhere.
    rotten: Vec<(usize, String)>,
    clock: i64,
    openings: u32,
}

const RUNS: usize = 3;
/// Longer than it takes to hold a run for one that nobody plays.
const PAUSE_MS: i64 = 100_000;

fn id(run: usize) -> RunId {
    RunId::new(&format!("run{run}"))
}

/// Saves are made once: most of the time would go into them.
fn save(hour: i64) -> Save {
    thread_local! {
        static MADE: RefCell<BTreeMap<i64, Save>> = const { RefCell::new(BTreeMap::new()) };
    }
    MADE.with_borrow_mut(|made| made.entry(hour).or_insert_with(|| save_after(hour)).clone())
}

impl Trial {
    fn new() -> Self {
        let cells = Faulty::default();
        let shelf = Shelf::of(cells.clone());
        let (places, known) = (BTreeMap::new(), BTreeMap::new());
        Self { cells, shelf, places, known, rotten: Vec::new(), clock: 0, openings: 0 }
    }

    fn carry_out(&mut self, deed: &Deed) {
        self.clock += 1;
        match *deed {
            Deed::Save(run) => self.save(run),
            Deed::Leave(run) => {
                self.places.remove(&run);
                self.shelf.settle(&id(run));
            }
            Deed::Rename(run) if !self.places.contains_key(&run) => {
                let _ = self.shelf.rename(&id(run), Some(format!("name {}", self.clock)), "renamer");
            }
            Deed::SettleOthers(run) => self.shelf.settle_others(&id(run), self.clock + PAUSE_MS),
            Deed::Remove(run) if !self.places.contains_key(&run) => self.remove(run),
            Deed::Restart => self.restart(),
            Deed::Rot(run, hundredths) => {
                self.restart();
                self.rot(run, hundredths);
            }
            Deed::Fail(ref faults) => self.cells.fail_with(faults.iter().copied()),
            Deed::Rename(_) | Deed::Remove(_) => {}
        }
    }

    fn save(&mut self, run: usize) {
        // A run that does not read is not begun anew in its own place.
        let Some(mut place) = self.places.remove(&run).or_else(|| self.open_or_begin(run)) else { return };
        let hour = self.clock;
        let known = self.known.entry(run).or_default();
        known.tried.push(hour);
        if write(&mut self.shelf, &mut place, &save(hour), self.clock).is_ok() {
            let before = known.acknowledged.replace(hour);
            known.before.extend(before);
            known.before.append(&mut known.tried);
            (known.is_rotten, known.may_be_gone) = (false, false);
        }
        self.places.insert(run, place);
    }

    fn open_or_begin(&mut self, run: usize) -> Option<Place> {
        self.openings += 1;
        let opening = format!("opening{}", self.openings);
        match self.shelf.open(&id(run), &opening).0 {
            Ok(reading) => {
                // What is found is what the person sees from now on.
                let known = self.known.entry(run).or_default();
                known.before.extend(known.acknowledged.take());
                known.acknowledged = Some(hours(&reading.save));
                Some(reading.place)
            }
            Err(ShelfError::Gone) => Some(Place::new(id(run), &opening)),
            Err(_) => None,
        }
    }

    fn remove(&mut self, run: usize) {
        let _ = self.shelf.remove(&id(run));
        if let Some(known) = self.known.get_mut(&run) {
            known.may_be_gone = true;
        }
        self.rotten.retain(|(of, _)| *of != run);
    }

    fn restart(&mut self) {
        self.places.clear();
        self.cells.restart();
    }

    fn rot(&mut self, run: usize, hundredths: usize) {
        let stem = format!("cloud-backup-simulator/runs/{}/", id(run));
        let slots = self.cells.texts().into_iter().filter(|(key, _)| key.starts_with(&stem));
        let sequence = |text: &str| {
            let head = text.lines().next().and_then(|line| serde_json::from_str::<serde_json::Value>(line).ok());
            head.and_then(|head| head["sequence"].as_u64())
        };
        let Some((key, text)) = slots.max_by_key(|(_, text)| sequence(text)) else { return };
        let left: String = text.chars().take(text.chars().count() * hundredths / 100).collect();
        self.cells.put(&key, &left);
        self.rotten.retain(|(_, rotten)| *rotten != text);
        self.rotten.push((run, left));
        if let Some(known) = self.known.get_mut(&run) {
            known.is_rotten = true;
        }
    }

    /// What a start after a crash right now would find.
    fn check(&self) {
        let cells = self.cells.snapshot();
        let mut found_then = Shelf::of(cells.clone());
        for (run, known) in &self.known {
            let Some(acknowledged) = known.acknowledged else { continue };
            let found = found_then.open(&id(*run), "checker").0.ok().map(|reading| hours(&reading.save));
            match found {
                Some(found) if found == acknowledged || known.tried.contains(&found) => {}
                Some(found) => assert!(
                    (known.is_rotten || known.may_be_gone) && known.before.contains(&found),
                    "run {run}: found {found}, acknowledged {acknowledged}"
                ),
                None => assert!(known.is_rotten || known.may_be_gone, "run {run} is gone, with {acknowledged}"),
            }
        }
        let texts = cells.texts();
        for (run, rotten) in &self.rotten {
            let is_kept = texts.values().any(|text| text.ends_with(rotten.as_str()));
            assert!(is_kept, "what was damaged of run {run} is gone unseen");
        }
    }
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        3 => Just(Fault::None),
        2 => Just(Fault::Refused),
        1 => Just(Fault::DoneAndRefused),
        2 => (0_usize..100).prop_map(Fault::TornAndRefused),
        2 => (0_usize..100).prop_map(Fault::Torn),
        1 => Just(Fault::Dead),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    let run = 0..RUNS;
    prop_oneof![
        8 => run.clone().prop_map(Deed::Save),
        2 => run.clone().prop_map(Deed::Leave),
        1 => run.clone().prop_map(Deed::Rename),
        1 => run.clone().prop_map(Deed::SettleOthers),
        1 => run.clone().prop_map(Deed::Remove),
        2 => Just(Deed::Restart),
        1 => (run, 0_usize..100).prop_map(|(run, left)| Deed::Rot(run, left)),
        4 => prop::collection::vec(fault(), 1..4).prop_map(Deed::Fail),
    ]
}

proptest! {
    #[test]
    fn what_was_acknowledged_is_there_whatever_fails(deeds in prop::collection::vec(deed(), 1..25)) {
        let mut trial = Trial::new();
        for deed in &deeds {
            trial.carry_out(deed);
            trial.check();
        }
    }
}
