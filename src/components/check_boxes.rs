//! A field of check boxes for numbers, such as weekdays or months.

use std::ops::RangeInclusive;

use engine::{backup::schedule::NumberSet, locale::Locale, rejection::Rejection, rule::Rule};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        field::{FieldError, Hint},
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// A group of check boxes that says what is wrong as they are changed.
#[component]
pub fn CheckBoxes(
    /// Tells it from the other fields of the page.
    id: &'static str,
    /// What it is called.
    label: Label,
    /// What choosing means.
    #[prop(into)]
    hint: Hint,
    /// The rule behind that.
    #[prop(optional)]
    rule: Option<Rule>,
    /// What can be chosen.
    numbers: RangeInclusive<u32>,
    /// How a number is called.
    name: fn(u32, Locale) -> String,
    /// What is chosen.
    chosen: Signal<NumberSet>,
    /// Takes what is chosen.
    on_change: Callback<NumberSet>,
    /// What is wrong with it.
    fault: Signal<Option<Rejection>>,
) -> impl IntoView {
    let locale = use_library().locale;
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described_by = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || if fault.with(Option::is_some) { format!("{hint_id} {error_id}") } else { hint_id.clone() }
    };
    let check_box = move |number| {
        view! {
            <label class="way">
                <input
                    type="checkbox"
                    prop:checked=move || chosen.get().contains(number)
                    on:change=move |event| {
                        on_change
                            .run(chosen.get_untracked().with(number, event_target_checked(&event)));
                    }
                />
                {dynamic(move || name(number, locale.get()))}
            </label>
        }
    };
    view! {
        <fieldset
            class="field"
            id=id
            aria-describedby=described_by
            data-invalid=move || fault.with(Option::is_some).then_some("true")
        >
            <legend>{t(label)}</legend>
            <div class="choices">{numbers.map(check_box).collect_view()}</div>
            <small id=hint_id>
                {hint.text()} {rule.map(|rule| view! { <RuleChip rule=rule /> })}
            </small>
            <FieldError id=error_id fault=fault />
        </fieldset>
    }
}
