//! Sets of small numbers, as the fields of a crontab are.

/// A set of numbers from 0 to 63.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberSet(u64);

impl NumberSet {
    /// Whether `number` is in it.
    pub fn contains(self, number: u32) -> bool {
        number < 64 && self.0 >> number & 1 == 1
    }

    /// How many numbers are in it.
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its numbers in order.
    pub fn iter(self) -> impl Iterator<Item = u32> + Clone {
        (0..64).filter(move |number| self.contains(*number))
    }

    /// The least number that is at least `least`.
    pub fn first_from(self, least: u32) -> Option<u32> {
        let rest = if least < 64 { self.0 >> least << least } else { 0 };
        (rest != 0).then(|| rest.trailing_zeros())
    }

    /// Its number, if it has just one.
    pub fn only(self) -> Option<u32> {
        (self.len() == 1).then(|| self.0.trailing_zeros())
    }

    /// Its numbers that are at most `greatest`, which is below 63.
    pub(super) fn up_to(self, greatest: u32) -> Self {
        Self(self.0 & ((2 << greatest) - 1))
    }

    /// The same with `number`, which is below 64, in it or not.
    pub fn with(mut self, number: u32, contained: bool) -> Self {
        match contained {
            true => self.insert(number),
            false => self.0 &= !(1 << number),
        }
        self
    }

    pub(super) fn insert(&mut self, number: u32) {
        self.0 |= 1 << number;
    }
}

impl FromIterator<u32> for NumberSet {
    /// Collects numbers below 64.
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut set = Self::default();
        numbers.into_iter().for_each(|number| set.insert(number));
        set
    }
}
