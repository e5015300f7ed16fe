//! The layout before runs had names: one run in two slots, each the number of its write, a line break and the save.

use super::{Cells, Place, Reading, RunId, SetAside, Shelf, slot::Card};
use crate::save::{Save, SaveError};

/// The cells of the one run that there was.
pub const OLD_SLOTS: [&str; 2] = ["cloud-backup-simulator/run/a", "cloud-backup-simulator/run/b"];

impl<C: Cells> Shelf<C> {
    /// Has the run of the old layout, where there is one, lie like any other from now on. What does not read is set aside.
    /// A run that cannot be written is given all the same; it lies where it was, to be taken over another time.
    pub fn take_over_old(&mut self, run: RunId, writer: &str, used_ms: i64) -> (Option<Reading>, Vec<SetAside>) {
        let (mut read, mut set_aside) = (Vec::new(), Vec::new());
        for key in OLD_SLOTS {
            let Some(text) = self.cells.get(key) else { continue };
            match read_old(&text) {
                Ok((sequence, text, save)) => read.push((sequence, key, text.to_owned(), save)),
                Err(reason) => set_aside.push(self.move_aside(key, &text, reason)),
            }
        }
        read.sort_by_key(|(sequence, ..)| *sequence);
        let Some((_, newest, text, save)) = read.pop() else { return (None, set_aside) };
        // The older save makes room for the newer one, which was read just now.
        let older: Vec<_> = read.into_iter().map(|(_, key, ..)| key).collect();
        self.remove_all(&older);
        let mut place = Place::new(run, writer);
        // The newer one goes last: alone, the older one would be taken for the run.
        if self.write(&mut place, &Card::of(&save, used_ms), &text).is_ok() && self.remove_all(&older) {
            let _ = self.cells.remove(newest);
        }
        (Some(Reading { place, save }), set_aside)
    }

    /// Whether all of them are gone.
    fn remove_all(&mut self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.cells.get(key).is_none() || self.cells.remove(key).is_ok())
    }
}

fn read_old(text: &str) -> Result<(u64, &str, Save), SaveError> {
    let (sequence, text) = text.split_once('\n').ok_or(SaveError::Foreign)?;
    Ok((sequence.parse().map_err(|_| SaveError::Foreign)?, text, Save::read(text)?))
}
