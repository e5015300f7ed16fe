//! A field of a form: its label, what it takes, and what is wrong with it.

use engine::{locale::Locale, rejection::Rejection, rule::Rule, words};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// What a field takes, said below it.
#[derive(Clone, Copy)]
pub enum Hint {
    /// A label of the page.
    Label(Label),
    /// A sentence of the engine.
    Said(fn(Locale) -> String),
    /// A sentence that changes with the form.
    Of(Signal<String>),
}

impl Hint {
    /// The hint in words, kept up to date.
    pub fn text(self) -> impl Fn() -> String + Copy + Send + Sync + 'static {
        let locale = use_library().locale;
        move || match self {
            Self::Label(label) => label.get(locale.get()).to_owned(),
            Self::Said(say) => say(locale.get()),
            Self::Of(text) => text.get(),
        }
    }
}

impl From<Label> for Hint {
    fn from(label: Label) -> Self {
        Self::Label(label)
    }
}

/// A labelled text input that says what is wrong as it is typed.
#[component]
pub fn Field(
    /// Tells it from the other fields of the page.
    id: &'static str,
    /// What it is called.
    label: Label,
    /// What it takes: range, unit.
    #[prop(into)]
    hint: Hint,
    /// The rule behind that.
    #[prop(optional)]
    rule: Option<Rule>,
    /// The `type` of the input.
    #[prop(default = "text")]
    kind: &'static str,
    /// The `step` of the input.
    #[prop(optional)]
    step: Option<&'static str>,
    /// What is typed.
    value: Signal<String>,
    /// Takes what is typed.
    on_input: Callback<String>,
    /// What is wrong with it.
    fault: Signal<Option<Rejection>>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described_by = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || if fault.with(Option::is_some) { format!("{hint_id} {error_id}") } else { hint_id.clone() }
    };
    view! {
        <div class="field" data-invalid=move || fault.with(Option::is_some).then_some("true")>
            <label for=id>{t(label)}</label>
            <input
                id=id
                type=kind
                step=step
                prop:value=value
                aria-describedby=described_by
                aria-invalid=move || fault.with(Option::is_some).then_some("true")
                on:input=move |event| on_input.run(event_target_value(&event))
            />
            <small id=hint_id>
                {hint.text()} {rule.map(|rule| view! { <RuleChip rule=rule /> })}
            </small>
            <FieldError id=error_id fault=fault />
        </div>
    }
}

/// What is wrong with a field, in words and with its rule.
#[component]
pub fn FieldError(
    /// Names it for `aria-describedby`.
    id: String,
    /// What is wrong.
    fault: Signal<Option<Rejection>>,
) -> impl IntoView {
    let locale = use_library().locale;
    view! {
        <p class="field-error" id=id>
            {dynamic(move || {
                fault
                    .get()
                    .map(|fault| {
                        view! {
                            <Icon picture=Picture::Failed />
                            <span>{words::rejection(&fault, locale.get())}</span>
                            <RuleChip rule=fault.rule() />
                        }
                    })
            })}
        </p>
    }
}
