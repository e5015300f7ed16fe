//! The past of a gauge, in few bytes: a fleet of ten thousand disks keeps years of it.

use std::{ops::Range, sync::Arc};

use crate::units::Mib;

/// A clock hour, and the hours after it in which nothing changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Its first hour.
    pub(super) hour: i64,
    /// What was metered for that hour.
    pub(super) first: Mib,
    /// What was metered for each hour after it.
    pub(super) then: Mib,
}

/// Stretches in the order of time, each ending where the next begins.
///
/// A stretch is written as three differences to the one before, in as many bytes as they need: about six for a daily
/// backup. Full pages are never written to again, and copies of a ledger share them.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    pages: Vec<Arc<[u8]>>,
    /// The page that is written to.
    open: Vec<u8>,
    last: Stretch,
}

/// A page is full at so many bytes.
const PAGE_BYTES: usize = 256;

impl Stretch {
    /// What of it falls into `hours`, where it ends before `end`.
    pub(super) fn mib_hours(&self, hours: &Range<i64>, end: i64) -> u64 {
        let first = if hours.contains(&self.hour) { self.first.0 } else { 0 };
        let idle = (self.hour + 1).max(hours.start)..end.min(hours.end);
        first + self.then.0 * (idle.end - idle.start).max(0).unsigned_abs()
    }
}

impl Ledger {
    /// Adds a stretch, unless nothing was there before it either.
    pub(super) fn push(&mut self, stretch: Stretch) {
        if self.is_empty() && stretch.first == Mib::ZERO && stretch.then == Mib::ZERO {
            return;
        }
        if self.open.len() >= PAGE_BYTES {
            self.pages.push(std::mem::take(&mut self.open).into());
        }
        write(&mut self.open, stretch.hour - self.last.hour);
        write(&mut self.open, difference(self.last.then, stretch.first));
        write(&mut self.open, difference(self.last.then, stretch.then));
        self.last = stretch;
    }

    /// All stretches, the first first.
    pub(super) fn iter(&self) -> impl Iterator<Item = Stretch> + '_ {
        let mut pages = self.pages.iter().map(|page| &page[..]).chain([&self.open[..]]);
        let (mut rest, mut last) = (&[][..], Stretch::default());
        std::iter::from_fn(move || {
            if rest.is_empty() {
                rest = pages.next()?;
            }
            let hour = last.hour + read(&mut rest)?;
            let first = Mib(last.then.0.wrapping_add_signed(read(&mut rest)?));
            let then = Mib(last.then.0.wrapping_add_signed(read(&mut rest)?));
            last = Stretch { hour, first, then };
            Some(last)
        })
    }

    fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.open.is_empty()
    }
}

fn difference(from: Mib, to: Mib) -> i64 {
    to.0.wrapping_sub(from.0).cast_signed()
}

/// Writes a number in groups of seven bits, the lowest first; small ones of either sign take one byte.
fn write(bytes: &mut Vec<u8>, number: i64) {
    let mut rest = ((number << 1) ^ (number >> 63)).cast_unsigned();
    while rest >= 0x80 {
        bytes.push(rest.to_le_bytes()[0] | 0x80);
        rest >>= 7;
    }
    bytes.push(rest.to_le_bytes()[0]);
}

fn read(bytes: &mut &[u8]) -> Option<i64> {
    let (mut number, mut shift) = (0_u64, 0);
    loop {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            return Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers in proptest::collection::vec(any::<i64>(), 0..20)) {
            let mut bytes = Vec::new();
            for number in &numbers {
                write(&mut bytes, *number);
            }
            let mut rest = &bytes[..];
            let read: Vec<_> = std::iter::from_fn(|| read(&mut rest)).collect();
            prop_assert_eq!(read, numbers);
        }
    }

    #[test]
    fn stretches_go_on_over_pages() {
        let stretch = |hour| Stretch { hour, first: Mib(hour.unsigned_abs() * 7), then: Mib(3) };
        let mut ledger = Ledger::default();
        (1..1_000).map(stretch).for_each(|stretch| ledger.push(stretch));
        assert!(ledger.pages.len() > 5);
        let copy = ledger.clone();
        ledger.push(stretch(1_000));
        assert!(ledger.iter().eq((1..=1_000).map(stretch)));
        assert!(copy.iter().eq((1..1_000).map(stretch)));
    }

    #[test]
    fn small_numbers_take_one_byte() {
        for number in -64..64 {
            let mut bytes = Vec::new();
            write(&mut bytes, number);
            assert_eq!(bytes.len(), 1, "{number}");
        }
    }
}
