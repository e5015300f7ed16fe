//! A list as a file for spreadsheets: all rows that search and filters leave, in the columns and words that are shown.
//!
//! The rows are drawn as on the page, out of sight and in slices, and read: so no list has a second form of its own.

use engine::view::{
    csv,
    list::{Extent, PAGE_SIZES},
};
use gloo_timers::future::TimeoutFuture;
use leptos::{ev, mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use super::{Column, Every, Frame};
use crate::{
    adapters::download::download_as,
    app::t,
    components::dynamic::{Row, dynamic},
    library::{Library, now_ms, use_library},
    text::Label,
};

/// The button that downloads a list; of one within another only where it has more rows than fit on its smallest page.
pub fn button(frame: &Frame, extent: Signal<Extent>) -> AnyView {
    let Some(every) = frame.every.clone() else { return ().into_any() };
    let (columns, class, inner) = (frame.columns, frame.class, frame.inner);
    let needed = Memo::new(move |_| !inner || extent.get().all > PAGE_SIZES[0]);
    dynamic(move || needed.get().then(|| of_list(Every::clone(&every), columns, class))).into_any()
}

fn of_list(every: Every, columns: &'static [Column], class: &'static str) -> AnyView {
    let (library, owner) = (use_library(), Owner::current().unwrap_or_default());
    // How much is drawn, in percent, while it is.
    let done = RwSignal::new(None::<usize>);
    let press = move |_| {
        if done.get_untracked().is_none() {
            leptos::task::spawn_local(save(library, owner.clone(), Every::clone(&every), columns, class, done));
        }
    };
    view! {
        <button
            type="button"
            class="link export"
            aria-disabled=move || done.get().map(|_| "true")
            on:click=press
        >
            {t(Label::ExportCsv)}
            {dynamic(move || done.get().map(|percent| format!(" {percent}%")))}
        </button>
    }
    .into_any()
}

async fn save(
    library: Library,
    owner: Owner,
    every: Every,
    columns: &'static [Column],
    class: &'static str,
    done: RwSignal<Option<usize>>,
) {
    let locale = library.locale.get_untracked();
    let shown: Vec<_> = columns.iter().map(|column| column.label != Label::Actions).collect();
    let head = columns.iter().filter(|column| column.label != Label::Actions).map(|column| column.label.get(locale));
    let rows = every();
    let mut table: Vec<Vec<String>> = Vec::with_capacity(rows.len());
    let mut end = now_ms() + SLICE_MS;
    for (position, row) in rows.iter().enumerate() {
        let mut cells = owner.with(|| drawn(row));
        let mut is_shown = shown.iter();
        cells.retain(|_| *is_shown.next().unwrap_or(&true));
        table.push(cells);
        if now_ms() > end {
            // The screen may have gone meanwhile.
            if done.try_set(Some(position * 100 / rows.len())).is_some() {
                return;
            }
            TimeoutFuture::new(0).await;
            end = now_ms() + SLICE_MS;
        }
    }
    done.try_set(None);
    let text = csv::table(head, table.iter().map(|row| row.iter().map(String::as_str)));
    offer(library, class, &text);
}

/// The button that downloads the table in what stands right before it, as it stands there.
#[component]
pub fn TableFile(
    /// What the file is called after.
    name: &'static str,
) -> impl IntoView {
    let library = use_library();
    let press = move |event: ev::MouseEvent| {
        let button = event.current_target().and_then(|button| button.dyn_into::<Element>().ok());
        let before = button.and_then(|button| button.previous_element_sibling());
        let Some(table) = before.and_then(|before| before.query_selector("table").ok().flatten()) else { return };
        let lines: Vec<_> = children(&table).flat_map(|part| children(&part).collect::<Vec<_>>()).collect();
        let rows: Vec<_> = lines.iter().map(cells).collect();
        let mut rows = rows.iter().map(|row| row.iter().map(String::as_str));
        let head = rows.next().into_iter().flatten();
        offer(library, name, &csv::table(head.collect::<Vec<_>>(), rows));
    };
    view! {
        <button type="button" class="link export" on:click=press>
            {t(Label::ExportCsv)}
        </button>
    }
}

/// Offers a table as a file.
pub fn offer(library: Library, name: &str, text: &str) {
    if let Err(error) = download_as(&format!("cloud-backup-{name}.csv"), "text/csv;charset=utf-8", text) {
        library.toast(format!("{error:?}"), None);
    }
}

/// What is in the cells of a row, drawn where nobody sees it.
fn drawn((_, make): &Row) -> Vec<String> {
    let Ok(body) = document().create_element("tbody") else { return Vec::new() };
    let make = make.clone();
    let shown = mount_to(body.clone().unchecked_into::<HtmlElement>(), move || make());
    let line = body.query_selector("tr").ok().flatten();
    let cells = line.map(|line| cells(&line)).unwrap_or_default();
    drop(shown);
    cells
}

/// What is in the cells of a row.
fn cells(line: &Element) -> Vec<String> {
    let cell = |cell: Element| {
        let mut said = String::new();
        read(&cell, &mut said);
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    children(line).map(cell).collect()
}

fn children(element: &Element) -> impl Iterator<Item = Element> + use<> {
    std::iter::successors(element.first_element_child(), Element::next_element_sibling)
}

/// Reads what a person would: without what is only pressed, and with a space or a semicolon where something else begins.
fn read(node: &Node, said: &mut String) {
    if node.node_type() == Node::TEXT_NODE {
        let text = node.text_content().unwrap_or_default();
        if text.starts_with(CLOSING) {
            said.truncate(said.trim_end().len());
        }
        said.push_str(&text);
        return;
    }
    let Some(element) = node.dyn_ref::<Element>() else { return };
    if element.matches(UNSPOKEN).unwrap_or_default() {
        return;
    }
    let is_line = element.matches("small, li, p").unwrap_or_default() && !said.trim().is_empty();
    if is_line {
        said.truncate(said.trim_end().len());
    }
    said.push_str(if is_line { "; " } else { " " });
    let mut child = element.first_child();
    while let Some(here) = child {
        read(&here, said);
        child = here.next_sibling();
    }
    said.push(' ');
}

/// What is no word of a row.
const UNSPOKEN: &str = ".row-actions, .menu, button.quiet, input, select, svg, dialog, [aria-hidden=\"true\"]";
/// What stands right behind the word before it.
const CLOSING: [char; 10] = [':', ',', '.', ';', ')', '：', '，', '。', '、', '）'];
/// A slice leaves the browser time to answer at once to whatever is done.
const SLICE_MS: f64 = 12.0;
