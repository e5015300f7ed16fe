//! Lists: search, filters, columns to order by, rows and pages, and what is said where there is nothing.
//!
//! The rows are there at first; what narrows, orders and pages them comes with the rest of the page ([`tools`]).

pub mod actions;
pub mod tools;

use std::sync::Arc;

use engine::{
    rule::Rule,
    view::list::{Extent, Page, Query},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::dynamic::{Row, Rows, dynamic, row},
    parts::use_parts,
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
}

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
pub fn lines<T: Clone + PartialEq + Send + Sync + 'static>(
    page: Memo<Page<T>>,
    key: fn(&T) -> String,
    line: impl Fn(Memo<Option<T>>) -> AnyView + Send + Sync + 'static,
) -> Signal<Vec<Row>> {
    let line = Arc::new(line);
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

/// What is chosen of a filter whose first choice hides nothing.
pub fn chosen<T: Copy>(choices: &[T], chosen: RwSignal<usize>) -> Option<T> {
    chosen.get().checked_sub(1).and_then(|position| choices.get(position).copied())
}

/// How much there is of a page's list.
pub fn extent<T: Send + Sync + 'static>(page: Memo<Page<T>>) -> Signal<Extent> {
    Signal::derive(move || page.with(|page| page.extent))
}

/// A list.
#[component]
pub fn List(
    /// What stands around its rows.
    frame: Frame,
    /// What is asked of it.
    query: RwSignal<Query>,
    /// How much there is of it.
    extent: Signal<Extent>,
    /// The rows of its page.
    rows: Signal<Vec<Row>>,
) -> impl IntoView {
    let Frame { name, class, columns, search, filters, lead, empty } = frame;
    let rest = use_parts().screens;
    let filling = Memo::new(move |_| match extent.get() {
        Extent { all: 0, .. } => Filling::Nothing,
        Extent { found: 0, .. } => Filling::NothingFound,
        _ => Filling::Rows,
    });
    let clear = {
        let filters = filters.clone();
        Callback::new(move |()| {
            query.update(|query| query.search.clear());
            for filter in &filters {
                if let Filter::Choice { chosen, .. } = filter {
                    chosen.set(0);
                }
            }
        })
    };
    let table = move || {
        view! {
            <div class="table-frame">
                <table class=format!("list {class}") aria-label=t(name)>
                    <thead>
                        <tr>{columns.iter().map(|column| head(*column, query)).collect_view()}</tr>
                    </thead>
                    <tbody>
                        <Rows rows=rows />
                    </tbody>
                </table>
            </div>
            {rest.once_here(move |screens| (screens.list_pages)(name, query, extent))}
        }
        .into_any()
    };
    view! {
        <div class="tools">
            {lead.map(|lead| lead())}
            {rest.once_here(move |screens| (screens.list_tools)(search, filters.clone(), query))}
        </div>
        {dynamic(move || match filling.get() {
            Filling::Rows => table(),
            Filling::Nothing => empty(),
            Filling::NothingFound => {
                rest.once_here(move |screens| (screens.list_nothing_found)(query, extent, clear))
                    .into_any()
            }
        })}
    }
}

/// The head of a column: its label, or more where the rest of the page is here.
fn head(column: Column, query: RwSignal<Query>) -> AnyView {
    let rest = use_parts().screens;
    dynamic(move || match rest.here() {
        Some(screens) => (screens.list_head)(column, query),
        None => view! {
            <th scope="col" class=column.figure.then_some("figure")>
                {t(column.label)}
            </th>
        }
        .into_any(),
    })
    .into_any()
}
