//! Which rows of the chart are in view: zooming and moving over ten thousand of them.

use super::Lane;
use crate::id::Occasion;

/// The fewest points in view, where there are more: their bars fill the chart.
pub const IN_VIEW_MIN: usize = 24;

/// The points in view: `count` of them from position `first` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The position of the oldest in view.
    pub first: usize,
    /// How many are in view.
    pub count: usize,
}

/// What someone looks at, so that it stays the same while points come and go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// All points.
    #[default]
    Whole,
    /// The newest.
    Newest {
        /// How many.
        count: usize,
    },
    /// Those from one point on.
    From {
        /// When that point was created.
        created: Occasion,
        /// How many.
        count: usize,
    },
}

/// A step of zooming or moving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Half as many points.
    In,
    /// Twice as many points.
    Out,
    /// All points.
    Whole,
    /// An eighth of what is in view further back.
    Older,
    /// An eighth of what is in view further on.
    Newer,
    /// All that is in view further back, but for one point.
    PageOlder,
    /// All that is in view further on, but for one point.
    PageNewer,
    /// To the oldest point.
    Oldest,
    /// To the newest point.
    Newest,
}

impl Window {
    /// The position after the newest in view.
    pub fn end(self) -> usize {
        self.first + self.count
    }

    /// Whether the point at `position` is in view.
    pub fn holds(self, position: usize) -> bool {
        (self.first..self.end()).contains(&position)
    }

    /// As many points of `all`, from `first` on or as near to it as there are so many.
    pub fn of(first: usize, count: usize, all: usize) -> Self {
        let count = count.max(IN_VIEW_MIN).min(all);
        Self { first: first.min(all - count), count }
    }

    /// The window after a step. Zooming keeps the point at `around` where it is.
    pub fn after(self, step: Step, around: usize, all: usize) -> Self {
        let (by, page) = ((self.count / 8).max(1), self.count.saturating_sub(1).max(1));
        match step {
            Step::In => self.zoomed(1, 2, around, all),
            Step::Out => self.zoomed(2, 1, around, all),
            Step::Whole => Self::of(0, all, all),
            Step::Older => self.moved_to(self.first.saturating_sub(by), all),
            Step::Newer => self.moved_to(self.first + by, all),
            Step::PageOlder => self.moved_to(self.first.saturating_sub(page), all),
            Step::PageNewer => self.moved_to(self.first + page, all),
            Step::Oldest => self.moved_to(0, all),
            Step::Newest => self.moved_to(all, all),
        }
    }

    /// The window with its count times `times / of`; the point at `around` stays where it is.
    pub fn zoomed(self, times: usize, of: usize, around: usize, all: usize) -> Self {
        let count = (self.count * times / of.max(1)).max(IN_VIEW_MIN).min(all);
        let before = around.saturating_sub(self.first).min(self.count);
        Self::of(around.saturating_sub(before * count / self.count.max(1)), count, all)
    }

    /// The same window from `first` on.
    pub fn moved_to(self, first: usize, all: usize) -> Self {
        Self::of(first, self.count, all)
    }

    /// The window moved no further than it must so that `position` is in view.
    pub fn showing(self, position: usize, all: usize) -> Self {
        let first = self.first.min(position).max((position + 1).saturating_sub(self.count));
        self.moved_to(first, all)
    }
}

impl Lane {
    /// What is in view.
    pub fn window(&self, look: Look) -> Window {
        let all = self.points.len();
        match look {
            Look::Whole => Window::of(0, all, all),
            Look::Newest { count } => Window::of(all, count, all),
            Look::From { created, count } => Window::of(self.position_at(created), count, all),
        }
    }

    /// What someone looks at who has `window` in view.
    pub fn look(&self, window: Window) -> Look {
        let all = self.points.len();
        match self.points.get(window.first) {
            Some(first) if window.end() < all => Look::From { created: first.created, count: window.count },
            _ if window.count < all => Look::Newest { count: window.count },
            _ => Look::Whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_in_and_out_leads_back_and_never_leaves_the_points() {
        let whole = Window::of(0, 10_000, 10_000);
        let near = whole.after(Step::In, 7_500, 10_000);
        assert_eq!(near, Window { first: 3_750, count: 5_000 });
        assert_eq!(near.after(Step::Out, 7_500, 10_000), whole);
        let mut window = whole;
        for _ in 0..20 {
            window = window.after(Step::In, 9_999, 10_000);
            assert!(window.holds(9_999) && window.end() <= 10_000);
        }
        assert_eq!(window.count, IN_VIEW_MIN);
        assert_eq!(window.after(Step::Whole, 0, 10_000), whole);
    }

    #[test]
    fn moving_ends_at_either_end() {
        let window = Window::of(4_000, 100, 10_000);
        assert_eq!(window.after(Step::Older, 0, 10_000).first, 3_988);
        assert_eq!(window.after(Step::PageNewer, 0, 10_000).first, 4_099);
        assert_eq!(window.after(Step::Newest, 0, 10_000).end(), 10_000);
        assert_eq!(window.after(Step::Newest, 0, 10_000).after(Step::Newer, 0, 10_000).end(), 10_000);
        assert_eq!(window.after(Step::Oldest, 0, 10_000).after(Step::PageOlder, 0, 10_000).first, 0);
    }

    #[test]
    fn a_point_is_brought_into_view_by_the_shortest_way() {
        let window = Window::of(100, 50, 1_000);
        assert_eq!(window.showing(120, 1_000), window);
        assert_eq!(window.showing(99, 1_000).first, 99);
        assert_eq!(window.showing(150, 1_000).first, 101);
    }

    #[test]
    fn few_points_or_none_are_all_in_view() {
        assert_eq!(Window::of(5, 3, 10), Window { first: 0, count: 10 });
        let none = Window::of(0, 0, 0);
        assert_eq!((none.after(Step::In, 0, 0), none.showing(3, 0).count), (none, 0));
    }
}
