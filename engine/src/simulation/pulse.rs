//! How much happened when, over the whole run: a count of jobs for each of a few hundred spans of time.

use crate::time::{HOUR, Seconds, Timestamp};

/// Jobs counted by the span of time that they began in.
///
/// It never grows beyond [`SPANS_MAX`] spans: as the run grows, spans are joined two by two. It follows from the run, is
/// for looking only, and no part of the digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pulse {
    start: Timestamp,
    /// How long a span is.
    width: Seconds,
    counts: Vec<u32>,
    /// The instant that the last span ends before.
    end: Timestamp,
}

impl Pulse {
    /// Nothing has happened yet.
    pub(super) fn from(start: Timestamp) -> Self {
        Self { start, width: Seconds(HOUR), counts: Vec::new(), end: start }
    }

    /// Counts a job that begins now, which is not before the one counted last.
    pub(super) fn beat(&mut self, now: Timestamp) {
        if now >= self.end {
            self.reach(now);
        }
        if let Some(last) = self.counts.last_mut() {
            *last = last.saturating_add(1);
        }
    }

    /// The spans that have passed, in order: when each begins, how long it is, and how many jobs began in it.
    pub fn spans(&self) -> impl Iterator<Item = (Timestamp, Seconds, u32)> + '_ {
        let begins = (self.start.0..).step_by(usize::try_from(self.width.0).unwrap_or(usize::MAX));
        begins.zip(&self.counts).map(|(begins, count)| (Timestamp(begins), self.width, *count))
    }

    /// Makes the span of `now` the last.
    fn reach(&mut self, now: Timestamp) {
        while self.span_of(now) >= SPANS_MAX {
            self.counts = self.counts.chunks(2).map(|pair| pair.iter().copied().fold(0, u32::saturating_add)).collect();
            self.width.0 *= 2;
        }
        let last = self.span_of(now);
        self.counts.resize(self.counts.len().max(last + 1), 0);
        self.end = Timestamp(self.start.0 + i64::try_from(self.counts.len()).unwrap_or(0) * self.width.0);
    }

    fn span_of(&self, at: Timestamp) -> usize {
        usize::try_from((at - self.start).0 / self.width.0).unwrap_or(0)
    }
}

/// How many spans there are at most: enough for one every few pixels of a wide screen.
const SPANS_MAX: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::DAY;

    fn counted(pulse: &Pulse) -> u64 {
        pulse.spans().map(|(_, _, count)| u64::from(count)).sum()
    }

    #[test]
    fn jobs_are_counted_by_the_hour_at_first() {
        let mut pulse = Pulse::from(Timestamp(1_000));
        for after in [0, 0, 10, HOUR - 1, HOUR, 3 * HOUR] {
            pulse.beat(Timestamp(1_000 + after));
        }
        let counts: Vec<_> = pulse.spans().collect();
        let span = |number: i64, count| (Timestamp(1_000 + number * HOUR), Seconds(HOUR), count);
        assert_eq!(counts, [span(0, 4), span(1, 1), span(2, 0), span(3, 1)]);
    }

    #[test]
    fn centuries_take_no_more_room_and_lose_no_job() {
        let mut pulse = Pulse::from(Timestamp(0));
        for day in 0..365 * 200 {
            pulse.beat(Timestamp(day * DAY));
        }
        assert_eq!(counted(&pulse), 365 * 200);
        assert!((SPANS_MAX / 2..=SPANS_MAX).contains(&pulse.spans().count()));
        let (_, width, count) = pulse.spans().next().unwrap();
        assert_eq!(i64::from(count), width.0 / DAY + i64::from(width.0 % DAY > 0), "the first span is full");
    }

    #[test]
    fn a_long_silence_is_crossed_at_once() {
        let mut pulse = Pulse::from(Timestamp(0));
        pulse.beat(Timestamp(0));
        pulse.beat(Timestamp(9_000 * 365 * DAY));
        assert_eq!((counted(&pulse), pulse.spans().next().unwrap().2), (2, 1));
    }
}
