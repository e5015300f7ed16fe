//! The snapshots of both tiers in one order.

use std::collections::{VecDeque, vec_deque};

use super::Snapshot;

/// Standard and archived snapshots, oldest first.
#[derive(Clone)]
pub(super) struct ByAge<'c> {
    standard: vec_deque::Iter<'c, Snapshot>,
    archived: vec_deque::Iter<'c, Snapshot>,
}

impl<'c> ByAge<'c> {
    pub(super) fn of(standard: &'c VecDeque<Snapshot>, archived: Option<&'c VecDeque<Snapshot>>) -> Self {
        let archived = archived.map(VecDeque::iter).unwrap_or_default();
        Self { standard: standard.iter(), archived }
    }
}

impl<'c> Iterator for ByAge<'c> {
    type Item = &'c Snapshot;

    fn next(&mut self) -> Option<&'c Snapshot> {
        match (self.standard.clone().next(), self.archived.clone().next()) {
            (Some(standard), Some(archived)) if archived.taken < standard.taken => self.archived.next(),
            (Some(_), _) => self.standard.next(),
            (None, _) => self.archived.next(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let length = self.standard.len() + self.archived.len();
        (length, Some(length))
    }
}

impl DoubleEndedIterator for ByAge<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        match (self.standard.clone().next_back(), self.archived.clone().next_back()) {
            (Some(standard), Some(archived)) if archived.taken > standard.taken => self.archived.next_back(),
            (Some(_), _) => self.standard.next_back(),
            (None, _) => self.archived.next_back(),
        }
    }
}

impl ExactSizeIterator for ByAge<'_> {}
