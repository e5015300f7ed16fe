//! Lists: search, filters, columns to order by, rows and pages, and what is said where there is nothing.
//!
//! The rows are there at first; what narrows, orders, pages and picks them comes with the rest of the page ([`tools`],
//! [`picks`]).

pub mod actions;
pub mod export;
pub mod picks;
pub mod tools;

use std::sync::Arc;

use engine::{
    rule::Rule,
    view::list::{Extent, Page, Query},
};
use leptos::prelude::*;

use crate::{
    app::{go, t},
    components::{
        dynamic::{Row, Rows, dynamic, row},
        icon::{Icon, Picture},
    },
    library::use_library,
    parts::{Screens, use_parts},
    route::Route,
    text::Label,
};

/// A column of a list.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    label: Label,
    /// Which of the orders of the view model it stands for.
    order: Option<usize>,
    figure: bool,
    why: Option<(Label, Rule)>,
}

/// What narrows a list.
#[derive(Clone, Copy)]
pub enum Filter {
    /// One of several choices; the first hides nothing.
    Choice {
        /// What is chosen by.
        label: Label,
        /// The choices.
        options: &'static [Label],
        /// Which is chosen.
        chosen: RwSignal<usize>,
    },
    /// Whether some belong to the list at all: it is not undone by Clear.
    Scope {
        /// What is shown beside.
        label: Label,
        /// Whether it is.
        on: RwSignal<bool>,
    },
}

/// Something that is made each time it is shown.
pub type Make = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// What stands around the rows of a list.
#[derive(Clone)]
pub struct Frame {
    /// What the list is called.
    pub name: Label,
    /// Its class, for its style.
    pub class: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// What is searched.
    pub search: Label,
    /// What narrows it.
    pub filters: Vec<Filter>,
    /// What is done beside it, such as adding to it.
    pub lead: Option<Make>,
    /// What is said where there is nothing to find: a sentence and a button.
    pub empty: Make,
    /// What can be done with several rows.
    pub bulk: Option<Bulk>,
    /// Whether it lies within another: search and filters are then there only where there is much to search.
    pub inner: bool,
    /// All rows that search and filters leave, once the list is made.
    pub every: Option<Every>,
}

/// Makes all rows of a list, whatever page is shown.
pub type Every = Arc<dyn Fn() -> Vec<Row> + Send + Sync>;

/// The rows that are picked, to do something with all of them: their keys.
#[derive(Clone, Copy, Debug)]
pub struct Picks(RwSignal<Vec<String>>);

/// All rows of the page, to be picked at once.
pub type AllRows = (Picks, Signal<Vec<Row>>);

/// What can be done with the rows that are picked.
#[derive(Clone, Copy)]
pub struct Bulk {
    /// The rows.
    pub picks: Picks,
    /// Makes what can be done, once the rest of the page is here.
    pub deeds: fn(Screens) -> Vec<picks::Deed>,
}

/// A piece of a list that comes with the rest of the page.
pub type Piece = fn(&Frame, RwSignal<Query>, Signal<Extent>) -> AnyView;

/// What is between the rows and their frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filling {
    Rows,
    NothingFound,
    Nothing,
}

impl Column {
    /// A column that the list cannot be ordered by.
    pub const fn new(label: Label) -> Self {
        Self { label, order: None, figure: false, why: None }
    }

    /// A column that the list can be ordered by: the `order`-th of its view model.
    pub const fn ordered(label: Label, order: usize) -> Self {
        Self { order: Some(order), ..Self::new(label) }
    }

    /// The same for figures, which stand at the end.
    pub const fn figure(self) -> Self {
        Self { figure: true, ..self }
    }

    /// The same with what is to be known of its values, and the rule behind that.
    pub const fn why(self, hint: Label, rule: Rule) -> Self {
        Self { why: Some((hint, rule)), ..self }
    }
}

impl Picks {
    /// None yet.
    pub fn none() -> Self {
        Self(RwSignal::new(Vec::new()))
    }
}

impl Frame {
    /// A list without filters, and without anything to be done beside it.
    pub fn new(name: Label, class: &'static str, columns: &'static [Column], search: Label, empty: Make) -> Self {
        Self {
            name,
            class,
            columns,
            search,
            filters: Vec::new(),
            lead: None,
            empty,
            bulk: None,
            inner: false,
            every: None,
        }
    }

    /// The same with a filter of choices, the first of which hides nothing.
    pub fn choice(mut self, label: Label, options: &'static [Label], chosen: RwSignal<usize>) -> Self {
        self.filters.push(Filter::Choice { label, options, chosen });
        self
    }

    /// The same with a button that opens something beside it, such as a panel that adds to it.
    pub fn opener(self, label: Label, act: Callback<()>) -> Self {
        let lead: Make = Arc::new(move || {
            view! {
                <button type="button" class="primary" on:click=move |_| act.run(())>
                    <Icon picture=Picture::Plus />
                    {t(label)}
                </button>
            }
            .into_any()
        });
        Self { lead: Some(lead), ..self }
    }

    /// The same with what can be done with several rows; each row has its check box of [`picks::pick`].
    pub fn bulk(self, picks: Picks, deeds: fn(Screens) -> Vec<picks::Deed>) -> Self {
        Self { bulk: Some(Bulk { picks, deeds }), ..self }
    }

    /// The same within another list.
    pub fn inner(self) -> Self {
        Self { inner: true, ..self }
    }

    /// The list of `page`, each row by its `key` and drawn by `line`.
    pub fn list<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        query: RwSignal<Query>,
        page: Memo<Page<T>>,
        key: fn(&T) -> String,
        line: impl Fn(Memo<Option<T>>) -> AnyView + Send + Sync + 'static,
    ) -> AnyView {
        let extent = Signal::derive(move || page.with(|page| page.extent));
        let line: Line<T> = Arc::new(line);
        let every = every(query, page, Arc::clone(&line));
        list(Self { every: Some(every), ..self }, query, extent, lines(page, key, line))
    }
}

/// A sentence with a way to another screen below.
pub fn empty_but(sentence: impl Fn() -> AnyView + Send + Sync + 'static, button: Label, to: Route) -> Make {
    empty(sentence, button, Callback::new(move |()| go(&to)))
}

/// The button that opens what lies under a row, and closes it again. `labels` say what it does, before the `name` of the
/// row: while that is closed, and while it is open.
pub fn expander(
    open: impl Fn() -> bool + Copy + Send + Sync + 'static,
    name: impl Fn() -> String + Send + Sync + 'static,
    labels: [Label; 2],
    toggle: impl Fn() + 'static,
) -> AnyView {
    let locale = use_library().locale;
    let label = move || format!("{} {}", labels[usize::from(open())].get(locale.get()), name());
    view! {
        <button
            type="button"
            class="quiet"
            aria-label=label
            aria-expanded=move || open().to_string()
            on:click=move |_| toggle()
        >
            {dynamic(move || {
                let picture = if open() { Picture::ChevronDown } else { Picture::ChevronRight };
                view! { <Icon picture=picture /> }
            })}
        </button>
    }
    .into_any()
}

/// A sentence with a button below.
pub fn empty(sentence: impl Fn() -> AnyView + Send + Sync + 'static, button: Label, act: Callback<()>) -> Make {
    Arc::new(move || {
        view! {
            <p class="empty">
                {sentence()} " " <button type="button" on:click=move |_| act.run(())>
                    {t(button)}
                </button>
            </p>
        }
        .into_any()
    })
}

/// The rows of a page. Each looks itself up by its key, so that it stays, and what has the focus in it, while it changes.
fn lines<T: Clone + PartialEq + Send + Sync + 'static>(
    page: Memo<Page<T>>,
    key: fn(&T) -> String,
    line: Line<T>,
) -> Signal<Vec<Row>> {
    Signal::derive(move || {
        let keys: Vec<String> = page.with(|page| page.rows.iter().map(key).collect());
        let keyed = keys.into_iter().map(|own| {
            let line = Arc::clone(&line);
            row(own.clone(), move || {
                let own = own.clone();
                line(Memo::new(move |_| page.with(|page| page.rows.iter().find(|row| key(row) == own).cloned())))
            })
        });
        keyed.collect()
    })
}

/// How a row is drawn.
type Line<T> = Arc<dyn Fn(Memo<Option<T>>) -> AnyView + Send + Sync>;

/// All rows: the list is asked for one page of them, and again for that which is shown before anyone sees it.
fn every<T: Clone + PartialEq + Send + Sync + 'static>(
    query: RwSignal<Query>,
    page: Memo<Page<T>>,
    line: Line<T>,
) -> Every {
    Arc::new(move || {
        let shown = query.get_untracked();
        query.set(Query { page: 0, size: usize::MAX, ..shown.clone() });
        let rows = page.get_untracked().rows;
        query.set(shown);
        let drawn = |one: T| {
            let line = Arc::clone(&line);
            row("", move || {
                let one = one.clone();
                line(Memo::new(move |_| Some(one.clone())))
            })
        };
        rows.into_iter().map(drawn).collect()
    })
}

/// What is chosen of a filter whose first choice hides nothing.
pub fn chosen<T: Copy>(choices: &[T], chosen: RwSignal<usize>) -> Option<T> {
    chosen.get().checked_sub(1).and_then(|position| choices.get(position).copied())
}

/// The list of a frame.
fn list(frame: Frame, query: RwSignal<Query>, extent: Signal<Extent>, rows: Signal<Vec<Row>>) -> AnyView {
    let rest = use_parts().screens;
    let frame = Arc::new(frame);
    let filling = Memo::new(move |_| match extent.get() {
        Extent { all: 0, .. } => Filling::Nothing,
        Extent { found: 0, .. } => Filling::NothingFound,
        _ => Filling::Rows,
    });
    let piece = {
        let frame = Arc::clone(&frame);
        move |of: fn(&Screens) -> Piece| {
            let frame = Arc::clone(&frame);
            rest.once_here(move |screens| of(&screens)(&frame, query, extent)).into_any()
        }
    };
    let lead = frame.lead.as_ref().map(|lead| lead());
    let tools = piece(|screens| screens.list_tools);
    let body = move || match filling.get() {
        Filling::Nothing => (frame.empty)(),
        Filling::NothingFound => piece(|screens| screens.list_nothing_found),
        Filling::Rows => {
            let mut all = frame.bulk.map(|bulk| (bulk.picks, rows));
            view! {
                <div class="table-frame">
                    <table class=format!("list {}", frame.class) aria-label=t(frame.name)>
                        <thead>
                            <tr>
                                {frame
                                    .columns
                                    .iter()
                                    .map(|column| head(*column, query, all.take()))
                                    .collect_view()}
                            </tr>
                        </thead>
                        <tbody>
                            <Rows rows=rows />
                        </tbody>
                    </table>
                </div>
                {piece(|screens| screens.list_foot)}
            }
            .into_any()
        }
    };
    view! {
        <div class="tools">{lead} {tools}</div>
        {dynamic(body)}
    }
    .into_any()
}

/// The head of a column: its label, or more where the rest of the page is here.
fn head(column: Column, query: RwSignal<Query>, all: Option<AllRows>) -> AnyView {
    let rest = use_parts().screens;
    dynamic(move || match rest.here() {
        Some(screens) => (screens.list_head)(column, query, all),
        None => view! {
            <th scope="col" class=column.figure.then_some("figure")>
                {t(column.label)}
            </th>
        }
        .into_any(),
    })
    .into_any()
}
