//! A queue whose copies share what neither of them has changed.
//!
//! A run is copied at each checkpoint of its timeline. Its largest part is history that will never change again, so a
//! copy of it is a list of pointers, and only the chunks that are written to afterwards become two.

use std::{cmp::Ordering, collections::VecDeque, sync::Arc};

/// Items in the order they came: added at the back, taken from the front, changed in place.
#[derive(Clone, Debug)]
pub(crate) struct Chunks<T> {
    /// All of [`CHUNK_ITEMS`] but the first and the last; none is empty.
    chunks: VecDeque<Arc<VecDeque<T>>>,
    len: usize,
}

/// A small chunk is copied often and cheaply, a large one seldom and dearly: with 16, the pointers of a copy weigh a
/// hundredth of what they stand for.
const CHUNK_ITEMS: usize = 16;

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Self { chunks: VecDeque::new(), len: 0 }
    }
}

impl<T: Clone> Chunks<T> {
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn get(&self, position: usize) -> Option<&T> {
        let (chunk, position) = self.place(position);
        self.chunks.get(chunk)?.get(position)
    }

    pub(crate) fn get_mut(&mut self, position: usize) -> Option<&mut T> {
        let (chunk, position) = self.place(position);
        Arc::make_mut(self.chunks.get_mut(chunk)?).get_mut(position)
    }

    pub(crate) fn push_back(&mut self, item: T) {
        if let Some(last) = self.chunks.back_mut().filter(|last| last.len() < CHUNK_ITEMS) {
            Arc::make_mut(last).push_back(item);
        } else {
            let mut chunk = VecDeque::with_capacity(CHUNK_ITEMS);
            chunk.push_back(item);
            self.chunks.push_back(Arc::new(chunk));
        }
        self.len += 1;
    }

    /// Takes the first item out.
    pub(crate) fn pop_front(&mut self) -> Option<T> {
        let chunk = Arc::make_mut(self.chunks.front_mut()?);
        let first = chunk.pop_front();
        if chunk.is_empty() {
            self.chunks.pop_front();
        }
        self.len -= 1;
        first
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.range_from(0)
    }

    /// The items from this position on.
    pub(crate) fn range_from(&self, position: usize) -> impl DoubleEndedIterator<Item = &T> {
        let (chunk, position) = self.place(position);
        let first = self.chunks.get(chunk).into_iter().flat_map(move |chunk| chunk.range(position.min(chunk.len())..));
        first.chain(self.chunks.range((chunk + 1).min(self.chunks.len())..).flat_map(|chunk| chunk.iter()))
    }

    /// In which chunk an item is, and where in it.
    fn place(&self, position: usize) -> (usize, usize) {
        let in_first = self.chunks.front().map_or(0, |first| first.len());
        match position.checked_sub(in_first) {
            None => (0, position),
            Some(after) => (1 + after / CHUNK_ITEMS, after % CHUNK_ITEMS),
        }
    }

    /// Where the first item is that `is_before` does not hold for; it holds for none after it.
    pub(crate) fn partition_point(&self, is_before: impl Fn(&T) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len);
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle).is_some_and(&is_before) {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        low
    }

    /// Where the item is that `key_of` gives `key` for; the items are in the order of their keys.
    pub(crate) fn find_by_key<K: Ord>(&self, key: &K, key_of: impl Fn(&T) -> K) -> Option<usize> {
        // What is asked for most is the newest.
        let last = self.len.checked_sub(1)?;
        match key.cmp(&key_of(self.get(last)?)) {
            Ordering::Equal => return Some(last),
            Ordering::Greater => return None,
            Ordering::Less => {}
        }
        let position = self.partition_point(|item| key_of(item) < *key);
        self.get(position).filter(|item| key_of(item) == *key).map(|_| position)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Two copies that go their own ways are two plain queues.
        #[test]
        fn copies_are_plain_queues(steps in proptest::collection::vec((0..5_u8, 0..100_usize), 1..300)) {
            let (mut chunks, mut plain) = (Chunks::default(), VecDeque::new());
            let (mut copy, mut plain_copy) = (chunks.clone(), plain.clone());
            for (number, (step, at)) in (0_usize..).zip(steps) {
                match step {
                    0 | 1 => {
                        chunks.push_back(number * 2);
                        plain.push_back(number * 2);
                    }
                    2 => prop_assert_eq!(chunks.pop_front(), plain.pop_front()),
                    3 => {
                        if let (Some(item), Some(plain)) = (chunks.get_mut(at), plain.get_mut(at)) {
                            *item += 1;
                            *plain += 1;
                        }
                    }
                    _ => {
                        (copy, chunks) = (chunks, copy);
                        (plain_copy, plain) = (plain, plain_copy);
                        if at % 2 == 0 {
                            (copy, plain_copy) = (chunks.clone(), plain.clone());
                        }
                    }
                }
                prop_assert_eq!(chunks.len(), plain.len());
                prop_assert!(chunks.iter().eq(plain.iter()));
                prop_assert!(chunks.iter().rev().eq(plain.iter().rev()));
                prop_assert!(copy.iter().eq(plain_copy.iter()));
                let from = at.min(plain.len());
                prop_assert!(chunks.range_from(from).eq(plain.range(from..)));
                prop_assert_eq!(chunks.get(at), plain.get(at));
                let sorted = plain.iter().is_sorted();
                if sorted {
                    prop_assert_eq!(chunks.partition_point(|item| *item < at), plain.partition_point(|item| *item < at));
                    prop_assert_eq!(chunks.find_by_key(&at, |item| *item).is_some(), plain.contains(&at));
                }
            }
        }
    }
}
