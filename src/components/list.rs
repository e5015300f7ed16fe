//! Lists: search, filters, columns to order by, rows and pages, and what is said where there is nothing.

pub mod actions;

use std::sync::Arc;

use engine::{
    rule::Rule,
    view::list::{Extent, Order, PAGE_SIZES, Page, Query},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::{Row, Rows, dynamic, row},
        rule_chip::RuleChip,
    },
    library::use_library,
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
            <Pages name=name query=query extent=extent />
        }
        .into_any()
    };
    view! {
        <div class="tools">
            {lead.map(|lead| lead())}
            <input
                type="search"
                aria-label=t(search)
                placeholder=t(search)
                prop:value=move || query.with(|query| query.search.clone())
                on:input=move |event| {
                    query
                        .update(|query| {
                            query.search = event_target_value(&event);
                            query.page = 0;
                        });
                }
            /> {filters.into_iter().map(|filter| narrow(filter, query)).collect_view()}
        </div>
        {dynamic(move || match filling.get() {
            Filling::Rows => table(),
            Filling::Nothing => empty(),
            Filling::NothingFound => nothing_found(query, extent, clear),
        })}
    }
}

/// The head of a column: a button where the list can be ordered by it.
fn head(column: Column, query: RwSignal<Query>) -> AnyView {
    let Column { label, order, figure, why } = column;
    let class = figure.then_some("figure");
    let chip = why.map(|(_, rule)| view! { <RuleChip rule=rule /> });
    let hint = why.map(|(hint, _)| t(hint));
    let Some(order) = order else {
        return view! {
            <th scope="col" class=class title=hint>
                {t(label)}
                {chip}
            </th>
        }
        .into_any();
    };
    let direction = move || match query.with(|query| query.order) {
        Some(Order { column, descending }) if column == order => {
            Some(if descending { "descending" } else { "ascending" })
        }
        _ => None,
    };
    view! {
        <th scope="col" class=class aria-sort=direction data-sortable="true">
            <button
                type="button"
                class="sort"
                title=hint
                on:click=move |_| query.update(|query| query.reorder(order))
            >
                {t(label)}
            </button>
            {chip}
        </th>
    }
    .into_any()
}

fn narrow(filter: Filter, query: RwSignal<Query>) -> AnyView {
    match filter {
        Filter::Scope { label, on } => view! {
            <label class="filter">
                <input
                    type="checkbox"
                    prop:checked=on
                    on:change=move |event| {
                        on.set(event_target_checked(&event));
                        query.update(|query| query.page = 0);
                    }
                />
                {t(label)}
            </label>
        }
        .into_any(),
        Filter::Choice { label, options, chosen } => {
            let option = move |(position, label): (usize, &Label)| {
                view! {
                    <option value=position.to_string() selected=move || chosen.get() == position>
                        {t(*label)}
                    </option>
                }
            };
            view! {
                <label class="filter">
                    {t(label)}
                    <select on:change=move |event| {
                        chosen.set(event_target_value(&event).parse().unwrap_or_default());
                        query.update(|query| query.page = 0);
                    }>{options.iter().enumerate().map(option).collect_view()}</select>
                </label>
            }
            .into_any()
        }
    }
}

/// Says what search and filters hide, and takes them back.
fn nothing_found(query: RwSignal<Query>, extent: Signal<Extent>, clear: Callback<()>) -> AnyView {
    let locale = use_library().locale;
    let sentence = move || {
        let searched = query.with(|query| query.search.trim().to_owned());
        let searched = if searched.is_empty() { String::new() } else { format!(" \"{searched}\"") };
        let (locale, hidden) = (locale.get(), extent.get().hidden());
        format!("{}{searched}{}{hidden}", Label::ListHides.get(locale), Label::Colon.get(locale))
    };
    view! {
        <p class="empty" role="status">
            {dynamic(sentence)}
            " "
            <button type="button" on:click=move |_| clear.run(())>
                {t(Label::ClearSearch)}
            </button>
        </p>
    }
    .into_any()
}

/// Which rows are shown, how many on a page, and the way to the others.
#[component]
fn Pages(name: Label, query: RwSignal<Query>, extent: Signal<Extent>) -> impl IntoView {
    let is_first = move || extent.get().page == 0;
    let is_last = move || extent.get().page + 1 >= extent.get().pages();
    // Buttons stay focusable at either end, so that whoever pages by keyboard does not lose their place.
    let turn = move |forwards: bool| {
        let extent = extent.get_untracked();
        let page = if forwards { extent.page + 1 } else { extent.page.saturating_sub(1) };
        query.update(|query| query.page = page.min(extent.pages() - 1));
    };
    let span = move || {
        let extent = extent.get();
        let (from, to) = extent.span();
        format!("{from}-{to} / {}", engine::view::format::count(extent.found as u64))
    };
    let size = move |size: usize| {
        view! {
            <option value=size.to_string() selected=move || query.with(|query| query.size == size)>
                {size}
            </option>
        }
    };
    view! {
        <nav class="pages" aria-label=t(name)>
            <span role="status" class="figure">
                {dynamic(span)}
            </span>
            <label class="filter">
                {t(Label::RowsOnPage)}
                <select on:change=move |event| {
                    let size = event_target_value(&event).parse().unwrap_or(PAGE_SIZES[0]);
                    query
                        .update(|query| {
                            query.page = query.page * query.size / size;
                            query.size = size;
                        });
                }>{PAGE_SIZES.into_iter().map(size).collect_view()}</select>
            </label>
            <button
                type="button"
                aria-disabled=move || is_first().then_some("true")
                on:click=move |_| turn(false)
            >
                {t(Label::PreviousPage)}
            </button>
            <span class="figure">
                {dynamic(move || format!("{} / {}", extent.get().page + 1, extent.get().pages()))}
            </span>
            <button
                type="button"
                aria-disabled=move || is_last().then_some("true")
                on:click=move |_| turn(true)
            >
                {t(Label::NextPage)}
            </button>
        </nav>
    }
}
