//! The scrubber: the whole run on a line, with what happened when, and some of what is planned.

mod marks;
mod plan;

pub use self::{
    marks::{LANES_MAX, Mark, MarkKind, Way, marks, ways},
    plan::plan,
};
use super::{format, history::Range};
use crate::{
    locale::Locale,
    simulation::Simulation,
    time::{DAY, HOUR, Seconds, Timestamp},
    timeline::Timeline,
};

/// The bars of the scrubber: how much happened in equal parts of its range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
    /// The height of each in thousandths of the highest, on a square-root scale; 0 where nothing happened.
    pub heights: Vec<u16>,
    /// From which bar on they are what is planned.
    pub ahead_from: usize,
}

/// How far a key moves the playhead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stride {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A month, of 30 days.
    Month,
}

/// From the start of the run to somewhat beyond where it or one of its branches has come to: the end moves seldom and by
/// much, so that the line keeps still while time plays.
pub fn range(timeline: &Timeline) -> Range {
    let from = timeline.run().world().start;
    let others = timeline.others().iter().map(|branch| branch.reached);
    let reached = others.fold(timeline.reached(), Timestamp::max);
    let wanted = (reached - from).0.saturating_mul(10) / 9;
    let length = LENGTHS.into_iter().map(|days| days * DAY).find(|length| *length >= wanted);
    let longest = LENGTHS[LENGTHS.len() - 1] * DAY;
    let length = length.unwrap_or_else(|| (wanted / longest + 1).saturating_mul(longest));
    Range { from, to: Timestamp(from.0.saturating_add(length)) }
}

/// The bars of `range`, so many; those ahead of the run as `plan` has them.
pub fn bars(run: &Simulation, range: Range, count: usize, plan: &[u32]) -> Bars {
    let edges: Vec<_> = (0..=count).map(|edge| edge_at(range, count, edge)).collect();
    let ahead_from = edges.partition_point(|edge| *edge < run.now()).max(1).min(count);
    let sums: Vec<u64> = cumulated(run, &edges[..=ahead_from]);
    let past = sums.windows(2).map(|pair| pair[1] - pair[0]);
    let ahead = (ahead_from..count).map(|bar| u64::from(plan.get(bar).copied().unwrap_or(0)));
    let counts: Vec<u64> = past.chain(ahead).collect();
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let height = |count: u64| u16::try_from((count.saturating_mul(1_000_000) / most).isqrt()).unwrap_or(1_000);
    Bars { heights: counts.into_iter().map(height).collect(), ahead_from }
}

/// Where the playhead goes from `at` by so many strides, within what the run has been through.
pub fn moved(timeline: &Timeline, at: Timestamp, stride: Stride, by: i64) -> Timestamp {
    let length = match stride {
        Stride::Hour => HOUR,
        Stride::Day => DAY,
        Stride::Month => 30 * DAY,
    };
    within(timeline, Timestamp(at.0.saturating_add(length.saturating_mul(by))))
}

/// The nearest instant that the run has been through.
pub fn within(timeline: &Timeline, at: Timestamp) -> Timestamp {
    at.clamp(timeline.run().world().start, timeline.reached())
}

/// Where the playhead stands, in words: its date, and what is marked there.
pub fn text(timeline: &Timeline, at: Timestamp, marks: &[Mark], locale: Locale) -> String {
    let date = format::weekday_date_time(at, timeline.run().world().zone, locale);
    let here = marks.iter().filter(|mark| mark.at == at).map(|mark| mark.text.as_str());
    let (colon, comma) = match locale {
        Locale::En => (": ", "; "),
        Locale::Zh => ("：", "；"),
    };
    let here: Vec<_> = here.collect();
    if here.is_empty() { date } else { format!("{date}{colon}{}", here.join(comma)) }
}

/// The instant at which a bar begins, or the last one ends.
fn edge_at(range: Range, count: usize, edge: usize) -> Timestamp {
    let Seconds(length) = range.to - range.from;
    let part = i128::from(length) * edge as i128 / count.max(1) as i128;
    Timestamp(range.from.0 + i64::try_from(part).unwrap_or(length))
}

/// Which bar an instant lies in; none beyond the last.
fn bar_of(range: Range, count: usize, at: Timestamp) -> Option<usize> {
    let (Seconds(after), Seconds(length)) = (at - range.from, range.to - range.from);
    let bar = i128::from(after) * count as i128 / i128::from(length.max(1));
    usize::try_from(bar).ok().filter(|bar| *bar < count)
}

/// How many jobs had begun by each of these instants, which are in order: within a span as if they came evenly.
fn cumulated(run: &Simulation, instants: &[Timestamp]) -> Vec<u64> {
    let mut spans = run.pulse().spans().peekable();
    let mut before = 0;
    let mut sums = Vec::with_capacity(instants.len());
    for at in instants {
        while let Some((_, _, count)) = spans.next_if(|(begins, width, _)| *begins + *width <= *at) {
            before += u64::from(count);
        }
        let part = spans.peek().map_or(0, |(begins, width, count)| {
            // The span of the present is not over: what began in it began by now.
            let width = width.0.min((run.now() - *begins).0 + 1).max(1);
            let behind = (*at - *begins).0.clamp(0, width);
            u64::from(*count) * behind.unsigned_abs() / width.unsigned_abs()
        });
        sums.push(before + part);
    }
    sums
}

/// How long the range may be, in days.
const LENGTHS: [i64; 14] = [30, 60, 90, 180, 365, 548, 730, 1_095, 1_461, 2_190, 2_922, 4_383, 5_844, 7_305];
