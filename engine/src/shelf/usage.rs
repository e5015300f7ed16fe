//! How full the storage is.

use super::{Cells, RunId, Shelf, aside::ASIDE_STEM, legacy::OLD_SLOTS};

/// What lies in all cells, in UTF-16 code units, keys included: as browsers count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// What runs take.
    pub runs: usize,
    /// What texts that were set aside take.
    pub asides: usize,
    /// What all else takes, also that of other pages of the same origin.
    pub other: usize,
}

/// How many code units browsers give a page: five Mi (of two bytes each where they count bytes).
pub const UNITS_MAX: usize = 5 << 20;

impl Usage {
    /// All of it.
    pub fn all(self) -> usize {
        self.runs + self.asides + self.other
    }

    /// How full the storage is, in percent, rounded up.
    pub fn percent(self) -> usize {
        (self.all() * 100).div_ceil(UNITS_MAX).min(100)
    }
}

/// What a cell takes, in code units.
pub fn units(key: &str, text: &str) -> usize {
    key.encode_utf16().count() + text.encode_utf16().count()
}

impl<C: Cells> Shelf<C> {
    /// How full the storage is.
    pub fn usage(&self) -> Usage {
        let mut usage = Usage::default();
        for key in self.cells.keys() {
            let units = units(&key, &self.cells.get(&key).unwrap_or_default());
            let part = if RunId::of_key(&key).is_some() || OLD_SLOTS.contains(&key.as_str()) {
                &mut usage.runs
            } else if key.starts_with(ASIDE_STEM) {
                &mut usage.asides
            } else {
                &mut usage.other
            };
            *part += units;
        }
        usage
    }
}
