//! Lists that mostly hold one item, which then needs no memory of its own.

use std::ops::{Deref, DerefMut};

/// A list that does not grow: one item in place, or any number elsewhere.
///
/// Most instances have one disk, and a run of years makes and forgets millions of jobs and points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Few<T> {
    /// One item.
    One([T; 1]),
    /// None, or several.
    Many(Box<[T]>),
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::One(one) => one,
            Self::Many(many) => many,
        }
    }
}

impl<T> DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match self {
            Self::One(one) => one,
            Self::Many(many) => many,
        }
    }
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self::Many(Box::default())
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items = items.into_iter();
        match (items.next(), items.next()) {
            (None, _) => Self::default(),
            (Some(one), None) => Self::One([one]),
            (Some(one), Some(two)) => Self::Many([one, two].into_iter().chain(items).collect()),
        }
    }
}

impl<'l, T> IntoIterator for &'l Few<T> {
    type IntoIter = std::slice::Iter<'l, T>;
    type Item = &'l T;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_items_comes_back_in_order() {
        for count in 0..5 {
            let few: Few<_> = (0..count).collect();
            assert_eq!(few.to_vec(), (0..count).collect::<Vec<_>>());
            assert_eq!(matches!(few, Few::One(_)), count == 1);
        }
    }
}
