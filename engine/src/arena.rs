//! Growing tables with typed positions, so that a disk can never be looked up among the policies.

use std::{
    marker::PhantomData,
    ops::{Index, IndexMut},
};

/// A position in an [`Arena`].
pub trait Position: Copy {
    /// The position as a plain number.
    fn index(self) -> usize;
    /// The position that stands for a plain number.
    fn from_index(index: usize) -> Self;
}

/// A table that only grows: what is gone stays in place and says so itself, so a position is good for ever.
#[derive(Clone, Debug)]
pub struct Arena<P, T> {
    items: Vec<T>,
    position: PhantomData<P>,
}

impl<P, T> Default for Arena<P, T> {
    fn default() -> Self {
        Self { items: Vec::new(), position: PhantomData }
    }
}

impl<P: Position, T> Arena<P, T> {
    /// Adds `item` at the end and says where it stands.
    pub fn push(&mut self, item: T) -> P {
        self.items.push(item);
        P::from_index(self.items.len() - 1)
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// All items in the order they came.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (P, &T)> + ExactSizeIterator {
        self.items.iter().enumerate().map(|(index, item)| (P::from_index(index), item))
    }

    /// All positions in order.
    pub fn positions(&self) -> impl DoubleEndedIterator<Item = P> + ExactSizeIterator + use<P, T> {
        (0..self.items.len()).map(P::from_index)
    }
}

impl<P: Position, T> Index<P> for Arena<P, T> {
    type Output = T;

    fn index(&self, position: P) -> &T {
        &self.items[position.index()]
    }
}

impl<P: Position, T> IndexMut<P> for Arena<P, T> {
    fn index_mut(&mut self, position: P) -> &mut T {
        &mut self.items[position.index()]
    }
}

/// Declares typed positions of arenas.
macro_rules! positions {
    ($($(#[$doc:meta])* $name:ident)+) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $crate::arena::Position for $name {
            fn index(self) -> usize {
                self.0 as usize
            }

            fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).expect("tables hold fewer than 2^32 items"))
            }
        }
    )+ };
}
pub(crate) use positions;
