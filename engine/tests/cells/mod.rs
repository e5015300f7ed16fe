//! Cells in memory that refuse, tear and die on demand, and saves to put into them.
#![allow(dead_code, unreachable_pub, reason = "each test file uses some of it")]

use std::{
    cell::RefCell,
    collections::{BTreeMap, VecDeque},
    rc::Rc,
};

use engine::{
    save::Save,
    shelf::{Card, Cells, Refused, Shelf},
    simulation::Simulation,
    time::Seconds,
};

/// What goes wrong with a change of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// It is refused and changes nothing.
    Refused,
    /// It is refused, but took place.
    DoneAndRefused,
    /// It is refused, and a part of the text is there: so many hundredths of it.
    TornAndRefused(usize),
    /// Nothing is said, but only so many hundredths of the text are there.
    Torn(usize),
    /// The machine stops: neither this nor any later change takes place.
    Dead,
}

#[derive(Clone, Debug, Default)]
struct Memory {
    cells: BTreeMap<String, String>,
    faults: VecDeque<Fault>,
    is_dead: bool,
    /// How many code units there is room for, where that is limited.
    room: Option<usize>,
}

/// Cells in memory. Copies share them, as tabs do.
#[derive(Clone, Debug, Default)]
pub struct Faulty(Rc<RefCell<Memory>>);

impl Faulty {
    /// What goes wrong with the next changes; nothing after that.
    pub fn fail_with(&self, faults: impl IntoIterator<Item = Fault>) {
        self.0.borrow_mut().faults = faults.into_iter().collect();
    }

    /// Limits the room, or not.
    pub fn limit(&self, room: Option<usize>) {
        self.0.borrow_mut().room = room;
    }

    /// The machine starts again: what was there is there, and nothing goes wrong.
    pub fn restart(&self) {
        let mut memory = self.0.borrow_mut();
        (memory.is_dead, memory.faults) = (false, VecDeque::new());
    }

    /// The same cells for themselves, without faults.
    pub fn snapshot(&self) -> Self {
        Self(Rc::new(RefCell::new(Memory { cells: self.0.borrow().cells.clone(), ..Memory::default() })))
    }

    /// All texts by their keys.
    pub fn texts(&self) -> BTreeMap<String, String> {
        self.0.borrow().cells.clone()
    }

    /// Puts a text into a cell, whatever may go wrong.
    pub fn put(&self, key: &str, text: &str) {
        self.0.borrow_mut().cells.insert(key.to_owned(), text.to_owned());
    }

    /// How much room is taken.
    pub fn taken(&self) -> usize {
        self.0.borrow().cells.iter().map(|(key, text)| engine::shelf::units(key, text)).sum()
    }
}

impl Memory {
    fn next_fault(&mut self) -> Fault {
        if self.is_dead {
            return Fault::Dead;
        }
        let fault = self.faults.pop_front().unwrap_or(Fault::None);
        self.is_dead = fault == Fault::Dead;
        fault
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), Refused> {
        let others = self.cells.iter().filter(|(other, _)| *other != key);
        let taken: usize = others.map(|(key, text)| engine::shelf::units(key, text)).sum();
        if self.room.is_some_and(|room| taken + engine::shelf::units(key, text) > room) {
            return Err(Refused);
        }
        let fault = self.next_fault();
        let written = match fault {
            Fault::Refused | Fault::Dead => None,
            Fault::None | Fault::DoneAndRefused => Some(text.to_owned()),
            Fault::TornAndRefused(hundredths) | Fault::Torn(hundredths) => {
                Some(text.chars().take(text.chars().count() * hundredths / 100).collect())
            }
        };
        if let Some(written) = written {
            self.cells.insert(key.to_owned(), written);
        }
        if matches!(fault, Fault::None | Fault::Torn(_)) { Ok(()) } else { Err(Refused) }
    }

    fn remove(&mut self, key: &str) -> Result<(), Refused> {
        let fault = self.next_fault();
        if !matches!(fault, Fault::Refused | Fault::Dead) {
            self.cells.remove(key);
        }
        if matches!(fault, Fault::None | Fault::Torn(_)) { Ok(()) } else { Err(Refused) }
    }
}

impl Cells for Faulty {
    fn keys(&self) -> Vec<String> {
        self.0.borrow().cells.keys().cloned().collect()
    }

    fn get(&self, key: &str) -> Option<String> {
        self.0.borrow().cells.get(key).cloned()
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), Refused> {
        self.0.borrow_mut().set(key, text)
    }

    fn remove(&mut self, key: &str) -> Result<(), Refused> {
        self.0.borrow_mut().remove(key)
    }
}

/// A run of two web servers `hours` after its start.
pub fn save_after(hours: i64) -> Save {
    let mut run: Simulation = super::harness::Lab::two_web_servers().run;
    let until = run.now() + Seconds(hours * 3_600);
    run.advance_to(until);
    Save::of(&run)
}

/// How many hours after the start a save stands.
pub fn hours(save: &Save) -> i64 {
    (save.now - save.scenario.start).0 / 3_600
}

/// Writes a save where `place` says.
pub fn write(
    shelf: &mut Shelf<Faulty>,
    place: &mut engine::shelf::Place,
    save: &Save,
    used_ms: i64,
) -> Result<(), engine::shelf::WriteError> {
    shelf.write(place, &Card::of(save, used_ms), &save.to_text())
}
