use std::sync::Arc;

use engine::{
    locale::Locale,
    rule::Rule,
    view::{
        bulk::{Bulk, LeftOut},
        consequence::Consequence,
        list::{Page, Query},
    },
};
use leptos::prelude::*;
use page::{
    components::list::{
        Column, Frame, Picks,
        picks::{Deed, pick},
    },
    text::Label,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::stage::{Stage, settle, show, tell, text};

const COLUMNS: &[Column] = &[Column::ordered(Label::JobId, 0), Column::new(Label::Status)];

thread_local! {
    /// What was done last, for the deeds are plain functions.
    static DONE: std::cell::RefCell<Vec<String>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// Twelve rows, ten on a page, of which the odd ones cannot be started.
async fn twelve(picks: RwSignal<Option<Picks>>) -> Stage {
    show(move || {
        let own = Picks::none();
        picks.set(Some(own));
        let query = RwSignal::new(Query { size: 10, ..Query::by(0, false) });
        let rows: Vec<usize> = (0..12).collect();
        let page: Memo<Page<usize>> =
            Memo::new(move |_| query.get().page(&rows, rows.len(), &usize::cmp, &|number| *number));
        let nothing = Arc::new(|| ().into_any());
        let line = move |row: Memo<Option<usize>>| {
            let name = row.get_untracked().map(|number| number.to_string()).unwrap_or_default();
            let pick = pick(own, name.clone(), Signal::stored(name.clone()));
            view! {
                <tr>
                    <th scope="row">
                        <span class="pick">{pick}</span>
                        {name}
                    </th>
                    <td></td>
                </tr>
            }
            .into_any()
        };
        Frame::new(Label::Jobs, "numbers", COLUMNS, Label::Search, nothing).bulk(own, |_| vec![start()]).list(
            query,
            page,
            ToString::to_string,
            line,
        )
    })
    .await
}

fn start() -> Deed {
    let judge = |_: &engine::simulation::Simulation, keys: &[String], _: Locale| {
        let (even, odd): (Vec<_>, Vec<_>) =
            keys.iter().cloned().partition(|key| key.parse::<usize>().is_ok_and(|number| number % 2 == 0));
        let why = Consequence { text: "It is odd.".to_owned(), rule: Rule::Con04 };
        let left_out = odd.into_iter().map(|name| LeftOut { name, why: why.clone() });
        Bulk { commands: vec![], names: even, left_out: left_out.collect() }
    };
    Deed::new(Label::Start, judge, |bulk| DONE.set(bulk.names))
}

async fn set(stage: &Stage, selector: &str, on: bool) {
    let input: HtmlInputElement = stage.one(selector).unchecked_into();
    input.set_checked(on);
    tell(&input, "change").await;
}

fn all_box(stage: &Stage) -> (bool, bool) {
    let input: HtmlInputElement = stage.one("thead input").unchecked_into();
    (input.checked(), input.indeterminate())
}

#[wasm_bindgen_test]
async fn rows_are_picked_one_by_one_and_their_number_is_told() {
    let stage = twelve(RwSignal::new(None)).await;
    assert!(!stage.has(".bulk"), "nothing is offered while none is picked");
    set(&stage, "[aria-label='Select 4']", true).await;
    assert_eq!(text(&stage.one(".bulk [role=status]")), "1 selected");
    assert_eq!(all_box(&stage), (false, true), "some of the page");
    set(&stage, "[aria-label='Select 4']", false).await;
    assert!(!stage.has(".bulk"));
    assert_eq!(all_box(&stage), (false, false));
}

#[wasm_bindgen_test]
async fn all_of_the_page_are_picked_at_once_and_stay_picked_on_the_next() {
    let stage = twelve(RwSignal::new(None)).await;
    set(&stage, "thead input", true).await;
    assert_eq!(all_box(&stage), (true, false));
    assert_eq!(text(&stage.one(".bulk [role=status]")), "10 selected");
    stage.click("Next page").await;
    assert_eq!(all_box(&stage), (false, false), "of this page none");
    set(&stage, "thead input", true).await;
    assert_eq!(text(&stage.one(".bulk [role=status]")), "12 selected");
    set(&stage, "thead input", false).await;
    assert_eq!(text(&stage.one(".bulk [role=status]")), "10 selected", "those of the other page stay");
    stage.click("Clear selection").await;
    assert!(!stage.has(".bulk"));
}

#[wasm_bindgen_test]
async fn what_can_be_done_with_some_tells_with_how_many_and_what_with_none_why_not() {
    let stage = twelve(RwSignal::new(None)).await;
    set(&stage, "[aria-label='Select 3']", true).await;
    let start = stage.button("Start");
    assert_eq!(start.get_attribute("aria-disabled").as_deref(), Some("true"));
    assert_eq!(start.get_attribute("aria-description").as_deref(), Some("It is odd."));
    DONE.set(vec!["nothing yet".to_owned()]);
    stage.click("Start").await;
    assert_eq!(DONE.take(), ["nothing yet"], "what cannot be done is not");
    set(&stage, "[aria-label='Select 4']", true).await;
    set(&stage, "[aria-label='Select 6']", true).await;
    assert_eq!(stage.button("Start (2)").get_attribute("aria-disabled"), None);
    stage.click("Start (2)").await;
    assert_eq!(DONE.take(), ["4", "6"]);
}

#[wasm_bindgen_test]
async fn picks_are_cleared_by_whoever_has_done_something_with_them() {
    let picks = RwSignal::new(None);
    let stage = twelve(picks).await;
    set(&stage, "[aria-label='Select 2']", true).await;
    let picks = picks.get_untracked().unwrap();
    assert_eq!(picks.keys(), ["2"]);
    picks.clear();
    settle().await;
    let input: HtmlInputElement = stage.one("[aria-label='Select 2']").unchecked_into();
    assert!(!input.checked() && !stage.has(".bulk"));
}
