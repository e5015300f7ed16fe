//! What a person looks at in the history of an instance: which points are in view, and which is chosen.

use engine::{
    id::PointId,
    view::history::{self, HistoryView, IN_VIEW_MIN, Look, Step, Window},
};
use leptos::prelude::*;

use crate::library::{Library, use_library};

/// What is looked at. Copies share it.
#[derive(Clone, Copy)]
pub struct Looking {
    library: Library,
    view: Memo<Option<HistoryView>>,
    look: RwSignal<Look>,
    chosen: Memo<Option<usize>>,
    choose: Callback<Option<PointId>>,
}

impl Looking {
    /// Looks at all points of a history.
    pub fn new(
        view: Memo<Option<HistoryView>>,
        point: Memo<Option<PointId>>,
        choose: Callback<Option<PointId>>,
    ) -> Self {
        let library = use_library();
        let chosen = Memo::new(move |_| {
            let created = point.with(|id| library.read(|run| history::created(run.world(), id.as_ref()?)))?;
            view.with(|view| view.as_ref()?.own.position(created))
        });
        Self { library, view, look: RwSignal::new(Look::Whole), chosen, choose }
    }

    /// Reads the history and what of it is in view; none where the instance has gone.
    pub fn read<T>(self, read: impl FnOnce(&HistoryView, Window) -> T) -> Option<T> {
        let look = self.look.get();
        self.view.with(|view| view.as_ref().map(|view| read(view, view.own.window(look))))
    }

    /// Reads the history, whatever of it is in view; none where the instance has gone.
    pub fn read_all<T>(self, read: impl FnOnce(&HistoryView) -> T) -> Option<T> {
        self.view.with(|view| view.as_ref().map(read))
    }

    /// What is in view.
    pub fn window(self) -> Window {
        self.read(|_, window| window).unwrap_or(Window { first: 0, count: 0 })
    }

    /// How many points there are.
    pub fn all(self) -> usize {
        self.read_all(|view| view.own.points.len()).unwrap_or(0)
    }

    /// Whether there are more points than fill the chart.
    pub fn can_zoom(self) -> bool {
        self.all() > IN_VIEW_MIN
    }

    /// Whether all points are in view.
    pub fn is_whole(self) -> bool {
        self.window().count == self.all()
    }

    /// The position of the chosen point.
    pub fn chosen_position(self) -> Option<usize> {
        self.chosen.get()
    }

    /// Chooses the point at `position`.
    pub fn choose(self, position: usize) {
        let library = self.library;
        let id = self.view.with_untracked(|view| {
            let view = view.as_ref()?;
            let created = view.own.points.get(position)?.created;
            library.read(|run| history::id(run.world(), &view.instance, view.own.region, created))
        });
        if id.is_some() {
            self.choose.run(id);
        }
    }

    /// Chooses no point.
    pub fn choose_none(self) {
        self.choose.run(None);
    }

    /// Has these points in view.
    pub fn set(self, window: Window) {
        let look = self.view.with_untracked(|view| view.as_ref().map(|view| view.own.look(window)));
        self.look.set(look.unwrap_or_default());
    }

    /// Takes a step; zooms around the chosen point where it is in view, else around the middle.
    pub fn step(self, step: Step) {
        let window = untrack(|| self.window());
        self.set(window.after(step, self.centre(window), untrack(|| self.all())));
    }

    /// Zooms a little, around `row` or like a step.
    pub fn zoom(self, out: bool, row: Option<usize>) {
        let window = untrack(|| self.window());
        let (times, of) = if out { (5, 4) } else { (4, 5) };
        let around = row.unwrap_or_else(|| self.centre(window));
        self.set(window.zoomed(times, of, around, untrack(|| self.all())));
    }

    /// Moves by a tenth of what is in view, towards newer points or older ones.
    pub fn step_rows(self, newer: bool) {
        let window = untrack(|| self.window());
        let by = i64::try_from(window.count / 10 + 1).unwrap_or(1);
        self.move_to(window.first, if newer { by } else { -by });
    }

    /// Has the same number of points in view from `rows` beyond `first` on.
    pub fn move_to(self, first: usize, rows: i64) {
        let rows = isize::try_from(rows).unwrap_or(0);
        let (window, all) = untrack(|| (self.window(), self.all()));
        self.set(window.moved_to(first.saturating_add_signed(rows), all));
    }

    /// Brings a point into view when it is chosen, wherever that was done.
    pub fn follow_chosen(self) {
        Effect::new(move |_| {
            let Some(position) = self.chosen.get() else { return };
            let (window, all) = untrack(|| (self.window(), self.all()));
            if !window.holds(position) {
                self.set(window.showing(position, all));
            }
        });
    }

    fn centre(self, window: Window) -> usize {
        let chosen = self.chosen.get_untracked().filter(|position| window.holds(*position));
        chosen.unwrap_or(window.first + window.count / 2)
    }
}
