use engine::command::Command;
use leptos::prelude::*;
use page::{
    components::dialog::{Confirm, Dialog},
    text::Label,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{escape, focused, settle, show, text};

#[wasm_bindgen_test]
async fn a_dialog_opens_with_a_name_and_makes_what_it_holds_anew_each_time() {
    let open = RwSignal::new(false);
    let made = RwSignal::new(0);
    let stage = show(move || {
        view! {
            <Dialog open=open title=Label::Rule>
                {move || {
                    made.update_untracked(|made| *made += 1);
                    "inside"
                }}
            </Dialog>
        }
    })
    .await;
    assert_eq!(made.get_untracked(), 0, "nothing is made before it opens");
    for times in 1..=2 {
        open.set(true);
        settle().await;
        let dialog = stage.one("dialog:modal");
        assert_eq!(dialog.get_attribute("aria-label").as_deref(), Some("Rule"));
        assert!(text(&dialog).contains("inside"));
        assert_eq!(made.get_untracked(), times);
        open.set(false);
        settle().await;
        assert!(!stage.has("dialog[open]") && !text(&dialog).contains("inside"));
    }
}

#[wasm_bindgen_test]
async fn escape_closes_a_dialog_and_the_focus_goes_back_to_what_opened_it() {
    let open = RwSignal::new(false);
    let stage = show(move || {
        view! {
            <button type="button" id="opener" on:click=move |_| open.set(true)>
                "Open"
            </button>
            <Dialog open=open title=Label::Rule>
                <input id="within" />
            </Dialog>
        }
    })
    .await;
    let opener = stage.one("#opener");
    opener.focus().unwrap();
    opener.click();
    settle().await;
    let dialog = stage.one("dialog:modal");
    assert!(dialog.contains(focused().as_ref().map(JsCast::unchecked_ref)), "the focus is within");
    escape(&dialog).await;
    assert!(!open.get_untracked(), "whoever opened it knows that it is closed");
    assert!(!stage.has("dialog[open]"));
    assert_eq!(focused(), Some(opener.into()));
}

#[wasm_bindgen_test]
async fn the_button_close_closes_a_dialog() {
    let open = RwSignal::new(true);
    let stage = show(move || view! { <Dialog open=open title=Label::Rule>"inside"</Dialog> }).await;
    assert!(stage.has("dialog:modal"));
    stage.click("Close").await;
    assert!(!open.get_untracked() && !stage.has("dialog[open]"));
}

#[wasm_bindgen_test]
async fn what_is_refused_while_a_dialog_is_open_is_said_in_it() {
    let open = RwSignal::new(true);
    let stage = show(move || view! { <Dialog open=open title=Label::Rule>"inside"</Dialog> }).await;
    drop(stage.library.dispatch(Command::StopProtecting { instance: "i-none".into() }));
    settle().await;
    let alert = text(&stage.one("dialog:modal [role=alert]"));
    assert!(alert.contains("There is no instance i-none"), "{alert}");
}

#[wasm_bindgen_test]
async fn what_is_asked_is_done_once_when_it_is_confirmed_and_not_when_it_is_cancelled() {
    let (open, done) = (RwSignal::new(true), RwSignal::new(0));
    let stage = show(move || {
        view! {
            <Confirm
                open=open
                title=Label::DeletePoint
                consequence=Label::EnableImmutableConfirm
                on_confirm=Callback::new(move |()| done.update(|done| *done += 1))
            />
        }
    })
    .await;
    assert!(text(&stage.one("dialog:modal")).contains("It cannot be switched off again."));
    stage.click("Cancel").await;
    assert_eq!((open.get_untracked(), done.get_untracked()), (false, 0));
    open.set(true);
    settle().await;
    stage.click("Delete").await;
    assert_eq!((open.get_untracked(), done.get_untracked()), (false, 1));
}
