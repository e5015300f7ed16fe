use leptos::prelude::*;
use page::{
    components::list::actions::{Action, RowActions},
    text::Label,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Stage, focused, press, settle, show};

/// A row that can be run, and stopped unless there is an obstacle; and something beside it.
async fn row(done: RwSignal<Vec<&'static str>>, obstacle: RwSignal<Option<String>>) -> Stage {
    let act = move |what| move || done.update(|done| done.push(what));
    show(move || {
        view! {
            <RowActions
                name=Signal::stored("web-1".to_owned())
                links=vec![Action::new(Label::RunNow, act("run"))]
                more=vec![
                    Action::new(Label::Stop, act("stop")).unless(move || obstacle.get()),
                    Action::new(Label::Release, act("release")),
                ]
            />
            <button type="button" id="beside">
                "Beside"
            </button>
        }
    })
    .await
}

/// Opens the menu as a person does; gives back what opens it.
async fn open(stage: &Stage) -> HtmlElement {
    let summary = stage.one("summary");
    assert_eq!(summary.get_attribute("aria-label").as_deref(), Some("web-1: More actions"));
    summary.focus().unwrap();
    summary.click();
    settle().await;
    assert!(stage.has("details[open]"));
    summary
}

#[wasm_bindgen_test]
async fn escape_closes_the_menu_and_the_focus_goes_back_to_it() {
    let stage = row(RwSignal::new(vec![]), RwSignal::new(None)).await;
    let summary = open(&stage).await;
    let item = stage.button("Release");
    item.focus().unwrap();
    press(&item, "a").await;
    assert!(stage.has("details[open]"), "other keys leave it open");
    press(&item, "Escape").await;
    assert!(!stage.has("details[open]"));
    assert_eq!(focused(), Some(summary.into()));
}

#[wasm_bindgen_test]
async fn the_menu_closes_when_the_focus_goes_elsewhere_and_not_while_it_moves_within() {
    let stage = row(RwSignal::new(vec![]), RwSignal::new(None)).await;
    open(&stage).await;
    stage.button("Stop").focus().unwrap();
    stage.button("Release").focus().unwrap();
    settle().await;
    assert!(stage.has("details[open]"));
    stage.one("#beside").focus().unwrap();
    settle().await;
    assert!(!stage.has("details[open]"));
}

#[wasm_bindgen_test]
async fn the_menu_closes_behind_what_is_chosen() {
    let done = RwSignal::new(vec![]);
    let stage = row(done, RwSignal::new(None)).await;
    stage.click("Run Now").await;
    let summary = open(&stage).await;
    stage.click("Release").await;
    assert_eq!(done.get_untracked(), ["run", "release"]);
    assert!(!stage.has("details[open]"));
    assert_eq!(focused(), Some(summary.into()));
}

#[wasm_bindgen_test]
async fn what_cannot_be_done_keeps_its_place_and_says_why_not() {
    let (done, obstacle) = (RwSignal::new(vec![]), RwSignal::new(Some("It is stopped.".to_owned())));
    let stage = row(done, obstacle).await;
    open(&stage).await;
    let stop = stage.button("Stop");
    assert_eq!(stop.get_attribute("aria-disabled").as_deref(), Some("true"));
    assert_eq!(stop.get_attribute("aria-description").as_deref(), Some("It is stopped."));
    stop.focus().unwrap();
    assert_eq!(focused().as_ref(), Some(stop.unchecked_ref()), "it can still be reached and read");
    stage.click("Stop").await;
    assert_eq!((done.get_untracked().len(), stage.has("details[open]")), (0, true));
    obstacle.set(None);
    settle().await;
    assert_eq!(stage.button("Stop").get_attribute("aria-disabled"), None);
    stage.click("Stop").await;
    assert_eq!(done.get_untracked(), ["stop"]);
}
