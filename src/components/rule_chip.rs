//! A rule's id that opens what the rule says and where it is documented.

use engine::rule::{Confidence, Rule};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{dialog::Dialog, dynamic::dynamic, rule_stand::RuleStand},
    library::use_library,
    route::Route,
    text::Label,
};

/// The rule that is being read, in context: one card serves all chips of the page.
#[derive(Clone, Copy)]
pub struct RuleRead(RwSignal<Option<Rule>>);

impl RuleRead {
    /// Nothing is being read yet.
    pub fn provide() {
        provide_context(Self(RwSignal::new(None)));
    }
}

/// The id of a rule; pressed, it says the rule.
#[component]
pub fn RuleChip(
    /// The rule.
    rule: Rule,
) -> impl IntoView {
    let read = expect_context::<RuleRead>().0;
    view! {
        <button
            type="button"
            class="rule"
            aria-haspopup="dialog"
            on:click=move |_| read.set(Some(rule))
        >
            {rule.id()}
        </button>
    }
}

/// What the rule says that was pressed last.
#[component]
pub fn RuleCard() -> impl IntoView {
    let locale = use_library().locale;
    let read = expect_context::<RuleRead>().0;
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if read.get().is_some() {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            read.set(None);
        }
    });
    view! {
        <Dialog open=open title=Label::Rule>
            {dynamic(move || {
                read.get()
                    .map(|rule| {
                        let source = rule
                            .source_url()
                            .map(|url| {
                                view! {
                                    <a href=url target="_blank" rel="noreferrer noopener">
                                        {t(Label::Source)}
                                    </a>
                                }
                            });
                        view! {
                            <div class="rule-card">
                                <p>
                                    <code>{rule.id()}</code>
                                    " "
                                    {rule.text(locale.get())}
                                </p>
                                {rule.note(locale.get()).map(|note| view! { <p>{note}</p> })}
                                <p>
                                    <RuleStand rule=rule />
                                    " "
                                    <small>{t(confidence(rule.confidence()))} " " {source}</small>
                                </p>
                                <p>
                                    <a
                                        href=Route::Rulebook {
                                            rule: Some(rule),
                                        }
                                            .to_string()
                                        on:click=move |_| open.set(false)
                                    >
                                        {t(Label::OpenInRulebook)}
                                    </a>
                                </p>
                            </div>
                        }
                    })
            })}
        </Dialog>
    }
}

/// How sure the rulebook is, in words.
pub fn confidence(confidence: Confidence) -> Label {
    match confidence {
        Confidence::Verified => Label::RuleDocumented,
        Confidence::SingleSource => Label::RuleSingle,
        Confidence::Inferred => Label::RuleInferred,
        Confidence::NotFound => Label::RuleNotFound,
        Confidence::Ours => Label::RuleOurs,
    }
}
