use engine::{command::Command, rule::Rule};
use leptos::prelude::*;
use page::components::toasts::Toasts;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, settle, show, text};

async fn toasts() -> Stage {
    show(|| view! { <Toasts /> }).await
}

fn messages(stage: &Stage) -> Vec<String> {
    stage.all("[role=alert] p").iter().map(|message| text(message)).collect()
}

#[wasm_bindgen_test]
async fn a_refusal_is_read_out_with_its_rule_and_that_nothing_was_changed() {
    let stage = toasts().await;
    assert_eq!(messages(&stage), [""; 0]);
    let refused = stage.library.dispatch(Command::StopProtecting { instance: "i-none".into() }).unwrap_err();
    settle().await;
    let [message] = messages(&stage).try_into().unwrap();
    assert!(message.starts_with("Not done. Nothing was changed."), "{message}");
    assert!(message.contains("There is no instance i-none"), "{message}");
    assert_eq!(text(&stage.one("[role=alert] button.rule")), refused.rule().id());
}

#[wasm_bindgen_test]
async fn an_announcement_is_no_refusal() {
    let stage = toasts().await;
    stage.library.toast("All is well".to_owned(), None);
    settle().await;
    assert_eq!(messages(&stage), ["All is well"]);
    assert!(!stage.has("button.rule"));
}

#[wasm_bindgen_test]
async fn messages_are_dismissed_one_by_one_and_few_are_shown_at_once() {
    let stage = toasts().await;
    for number in 1..=4 {
        stage.library.toast(format!("message {number}"), Some(Rule::Pol12));
    }
    settle().await;
    let shown = || messages(&stage).into_iter().map(|text| text.chars().find(char::is_ascii_digit)).collect::<Vec<_>>();
    assert_eq!(shown(), [Some('2'), Some('3'), Some('4')], "the newest last");
    stage.all("button[aria-label=Close]")[1].click();
    settle().await;
    assert_eq!(shown(), [Some('2'), Some('4')]);
}
