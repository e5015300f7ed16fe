//! The rows of the chart: a point each while there is room, else as many points as share a row of pixels.

use super::{HistoryView, Lane, Span, Window};
use crate::time::{Seconds, Timestamp};

/// A row of the chart: one point, or as many in a row as there are more points than rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The position of its first point.
    pub first: usize,
    /// How many points it stands for.
    pub count: usize,
    /// When the first of them was created.
    pub created_at: Timestamp,
    /// When half of them are in the Archive tier; none where most never are.
    pub archive_from: Option<Timestamp>,
    /// When half of them have gone.
    pub expires_at: Timestamp,
    /// When the last of them goes.
    pub longest: Timestamp,
    /// Whether all of them are locked.
    pub locked: bool,
}

/// From when to when the chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Its left edge.
    pub from: Timestamp,
    /// Its right edge.
    pub to: Timestamp,
}

impl Lane {
    /// The points of `window` in at most `rows_max` rows, oldest first: how the chart draws ten thousand as well as ten.
    pub fn bands(&self, window: Window, rows_max: usize) -> Vec<Band> {
        let rows = window.count.min(rows_max.max(1));
        let mut ends = Vec::new();
        let of = |row: usize| {
            let (first, next) = (row * window.count / rows, (row + 1) * window.count / rows);
            band(&self.points[window.first + first..window.first + next], window.first + first, &mut ends)
        };
        (0..rows).map(of).collect()
    }

    /// How many points were created in each of `bins` equal parts of the time from the oldest of them to `now`.
    pub fn density(&self, now: Timestamp, bins: usize) -> Vec<u32> {
        let mut counts = vec![0; bins.max(1)];
        let Some(oldest) = self.points.first() else { return counts };
        let (Seconds(whole), last) = (now - oldest.created.at, counts.len() - 1);
        for point in &self.points {
            let Seconds(offset) = point.created.at - oldest.created.at;
            let bin = i128::from(offset) * counts.len() as i128 / i128::from(whole.max(1));
            counts[usize::try_from(bin).unwrap_or(0).min(last)] += 1;
        }
        counts
    }
}

impl HistoryView {
    /// From when to when `window` is drawn: from its first creation on, with now in view. All points are drawn to the
    /// last expiry, a few only as far as most of them live: what is kept much longer would make them too short to see.
    pub fn range(&self, window: Window) -> Range {
        let is_whole = window.count == self.own.points.len();
        self.axis.filter(|_| is_whole).unwrap_or_else(|| self.own_range(window))
    }

    /// Until when points are made: now, or the last of those to come where it is looked ahead.
    pub fn made_until(&self) -> Timestamp {
        self.own.points.last().map_or(self.now, |last| last.created.at.max(self.now))
    }

    fn own_range(&self, window: Window) -> Range {
        let points = &self.own.points;
        let in_view = points.get(window.first..window.end()).unwrap_or_default();
        let (Some(first), Some(last)) = (in_view.first(), in_view.last()) else {
            return Range { from: self.now, to: self.now };
        };
        let copies = self.copies.iter().flat_map(|lane| &lane.points);
        let latest = points.iter().chain(copies).map(|point| point.expires_at).max().unwrap_or(self.now);
        let (Seconds(usual), Seconds(longest)) = (usual_life(in_view), latest - last.created.at);
        let share = i128::from((longest - usual).max(0)) * in_view.len() as i128 / points.len() as i128;
        let life = longest.min(usual) + i64::try_from(share).unwrap_or(0);
        Range { from: first.created.at, to: Timestamp(last.created.at.0 + life).max(self.now).min(latest) }
    }
}

/// Has several histories drawn on the same axis, so that they can be held against each other.
pub fn on_one_axis(views: &mut [&mut HistoryView]) {
    let whole = |view: &&mut HistoryView| view.own_range(Window { first: 0, count: view.own.points.len() });
    let ranges = views.iter().filter(|view| !view.own.points.is_empty()).map(whole);
    let joined = |a: Range, b: Range| Range { from: a.from.min(b.from), to: a.to.max(b.to) };
    let axis = ranges.reduce(joined);
    for view in views {
        view.axis = axis;
    }
}

/// How long three of four points are kept, or less.
fn usual_life(points: &[Span]) -> Seconds {
    let mut lives: Vec<_> = points.iter().map(Span::life).collect();
    let three_quarters = lives.len() * 3 / 4;
    if lives.is_empty() { Seconds(0) } else { *lives.select_nth_unstable(three_quarters).1 }
}

fn band(points: &[Span], first: usize, ends: &mut Vec<Timestamp>) -> Band {
    let mut median = |of: &dyn Fn(&Span) -> Option<Timestamp>| {
        ends.clear();
        ends.extend(points.iter().filter_map(of));
        let middle = points.len() / 2;
        (ends.len() > middle).then(|| *ends.select_nth_unstable(middle).1)
    };
    let expires_at = median(&|point| Some(point.expires_at));
    let archive_from = median(&|point| point.archive_from);
    Band {
        first,
        count: points.len(),
        created_at: points[0].created.at,
        archive_from: archive_from.filter(|at| Some(*at) < expires_at),
        expires_at: expires_at.unwrap_or(points[0].expires_at),
        longest: points.iter().map(|point| point.expires_at).max().unwrap_or(points[0].expires_at),
        locked: points.iter().all(|point| point.locked),
    }
}
