use engine::{
    backup::schedule::NumberSet,
    locale::Locale,
    rejection::{Field as At, Problem, Rejection},
};
use leptos::prelude::*;
use page::{
    components::{check_boxes::CheckBoxes, field::Field},
    text::Label,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::stage::{Stage, focused, settle, show, tell, text};

/// A field of days, in which only a number is right.
async fn days(typed: RwSignal<String>) -> Stage {
    let fault = Signal::derive(move || {
        let given = typed.get();
        given.parse::<u32>().is_err().then(|| Problem::NotANumber { given }.at(At::Retention))
    });
    show(move || {
        view! {
            <Field
                id="days"
                label=Label::RetentionPeriod
                hint=Label::RetentionHint
                value=typed.into()
                on_input=Callback::new(move |new| typed.set(new))
                fault=fault
            />
        }
    })
    .await
}

#[wasm_bindgen_test]
async fn a_field_has_a_label_and_is_described_by_what_it_takes() {
    let stage = days(RwSignal::new("7".to_owned())).await;
    assert_eq!(text(&stage.one("label[for=days]")), "Retention Period");
    let input = stage.one("#days");
    assert_eq!(stage.description(&input), ["1 to 364,635 days; no permanent retention"]);
    assert_eq!(input.get_attribute("aria-invalid"), None);
    assert!(!stage.has(".field[data-invalid]"));
}

#[wasm_bindgen_test]
async fn what_is_wrong_is_said_as_it_is_typed_tied_to_the_field_with_its_rule() {
    let typed = RwSignal::new("7".to_owned());
    let stage = days(typed).await;
    stage.type_into("#days", "seven").await;
    let input = stage.one("#days");
    assert_eq!(typed.get_untracked(), "seven");
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("true"));
    let [hint, error] = stage.description(&input).try_into().unwrap();
    assert!(hint.starts_with("1 to"), "{hint}");
    assert!(error.starts_with("`seven` is not a whole number."), "{error}");
    assert_eq!(text(&stage.one("#days-error button.rule")), "POL-20");
    stage.type_into("#days", "8").await;
    assert_eq!(stage.description(&input).len(), 1);
    assert_eq!((input.get_attribute("aria-invalid"), text(&stage.one("#days-error"))), (None, String::new()));
}

#[wasm_bindgen_test]
async fn what_is_typed_stays_with_its_focus_while_all_around_it_changes() {
    let stage = days(RwSignal::new("7".to_owned())).await;
    let input = stage.one("#days");
    input.focus().unwrap();
    stage.type_into("#days", "1 week").await;
    stage.library.locale.set(Locale::Zh);
    settle().await;
    assert_eq!(text(&stage.one("label[for=days]")), "保留时间");
    let after: HtmlInputElement = stage.one("#days").unchecked_into();
    assert_eq!(after.value(), "1 week");
    assert_eq!(focused(), Some(after.into()));
}

#[wasm_bindgen_test]
async fn check_boxes_give_the_numbers_that_are_chosen_and_say_what_is_wrong() {
    let chosen = RwSignal::new(NumberSet::default());
    let fault =
        Signal::derive(move || (chosen.get() == NumberSet::default()).then(|| Rejection::from(Problem::NothingChosen)));
    let stage = show(move || {
        view! {
            <CheckBoxes
                id="weekdays"
                label=Label::Weekdays
                hint=Label::WeekdaysHint
                numbers=0..=6
                name=|weekday, locale| engine::view::format::weekday(weekday, locale).to_owned()
                chosen=chosen.into()
                on_change=Callback::new(move |days| chosen.set(days))
                fault=fault
            />
        }
    })
    .await;
    let group = stage.one("fieldset#weekdays");
    assert_eq!(text(&stage.one("legend")), "Weekdays");
    assert_eq!(stage.description(&group).len(), 2, "the hint, and that nothing is chosen");
    assert!(group.has_attribute("data-invalid"));
    let boxes = stage.all("input");
    assert_eq!(boxes.len(), 7);
    for position in [0, 6] {
        let day: HtmlInputElement = boxes[position].clone().unchecked_into();
        day.set_checked(true);
        tell(&day, "change").await;
    }
    let weekend = chosen.get_untracked();
    assert_eq!((0..7).filter(|day| weekend.contains(*day)).collect::<Vec<_>>(), [0, 6]);
    assert_eq!(stage.description(&group), ["At the time of day of the first execution"]);
    assert!(!group.has_attribute("data-invalid"));
}
