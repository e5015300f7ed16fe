//! What narrows, orders and pages a list, and does something with the rows that are picked.

use engine::view::list::{Extent, Order, PAGE_SIZES, Query};
use leptos::prelude::*;

use super::{AllRows, Column, Filter, Frame, export, picks};
use crate::{
    app::t,
    components::{dynamic::dynamic, rule_chip::RuleChip},
    library::use_library,
    parts::use_parts,
    text::Label,
};

/// The search and the filters. Of a list within another only where it has more rows than fit on its smallest page.
pub fn tools(frame: &Frame, query: RwSignal<Query>, extent: Signal<Extent>) -> AnyView {
    let inner = frame.inner;
    let needed = Memo::new(move |_| !inner || extent.get().all > PAGE_SIZES[0]);
    let (search, filters) = (frame.search, frame.filters.clone());
    dynamic(move || needed.get().then(|| all_tools(search, filters.clone(), query))).into_any()
}

fn all_tools(search: Label, filters: Vec<Filter>, query: RwSignal<Query>) -> AnyView {
    view! {
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
        />
        {filters.into_iter().map(|filter| narrow(filter, query)).collect_view()}
    }
    .into_any()
}

/// The head of a column: a button where the list can be ordered by it, a check box where all rows can be picked.
pub fn head(column: Column, query: RwSignal<Query>, all: Option<AllRows>) -> AnyView {
    let Column { label, order, figure, why } = column;
    let class = figure.then_some("figure");
    let chip = why.map(|(_, rule)| view! { <RuleChip rule=rule /> });
    let hint = why.map(|(hint, _)| t(hint));
    let all = all.map(|(picks, rows)| picks::pick_all(picks, rows));
    let Some(order) = order else {
        return view! {
            <th scope="col" class=class title=hint>
                {all}
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
            {all}
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
pub fn nothing_found(frame: &Frame, query: RwSignal<Query>, extent: Signal<Extent>) -> AnyView {
    let locale = use_library().locale;
    let filters = frame.filters.clone();
    let clear = move |_| {
        query.update(|query| query.search.clear());
        for filter in &filters {
            if let Filter::Choice { chosen, .. } = filter {
                chosen.set(0);
            }
        }
    };
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
            <button type="button" on:click=clear>
                {t(Label::ClearSearch)}
            </button>
        </p>
    }
    .into_any()
}

/// What can be done with the rows that are picked, and the pages.
pub fn foot(frame: &Frame, query: RwSignal<Query>, extent: Signal<Extent>) -> AnyView {
    let rest = use_parts().screens;
    let (name, bulk) = (frame.name, frame.bulk);
    view! {
        {bulk
            .map(|bulk| {
                rest.once_here(move |screens| picks::bar(bulk.picks, (bulk.deeds)(screens)))
            })}
        {pages(name, query, extent, export::button(frame, extent))}
    }
    .into_any()
}

/// Which rows are shown, how many on a page, and the way to the others.
fn pages(name: Label, query: RwSignal<Query>, extent: Signal<Extent>, export: AnyView) -> AnyView {
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
        let [from, to, found] = [from, to, extent.found].map(|count| engine::view::format::count(count as u64));
        format!("{from}-{to} / {found}")
    };
    let size = move |size: usize| {
        view! {
            <option value=size.to_string() selected=move || query.with(|query| query.size == size)>
                {size}
            </option>
        }
    };
    // Few rows lie on one page whatever its size.
    let several = Memo::new(move |_| extent.get().found > PAGE_SIZES[0]);
    let way = move || {
        view! {
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
        }
    };
    view! {
        <nav class="pages" aria-label=t(name)>
            <span role="status" class="figure">
                {dynamic(span)}
            </span>
            {dynamic(move || several.get().then(way))}
            {export}
        </nav>
    }
    .into_any()
}
