//! A rule's id that opens what the rule says and where it is documented.

use engine::rule::{Confidence, Rule};
use leptos::prelude::*;

use crate::{app::t, library::use_library, text::Label};

/// The id of a rule; pressed, it says the rule.
#[component]
pub fn RuleChip(
    /// The rule.
    rule: Rule,
) -> impl IntoView {
    let locale = use_library().locale;
    let confidence = match rule.confidence() {
        Confidence::Verified => Label::RuleDocumented,
        Confidence::SingleSource => Label::RuleSingle,
        Confidence::Inferred => Label::RuleInferred,
        Confidence::Ours => Label::RuleOurs,
    };
    let source = rule.source_url().map(|url| {
        view! {
            <a href=url target="_blank" rel="noreferrer noopener">
                {t(Label::Source)}
            </a>
        }
    });
    view! {
        <details class="rule">
            <summary title=move || rule.text(locale.get())>{rule.id()}</summary>
            <span class="rule-text">
                {move || rule.text(locale.get())} <small>{t(confidence)} " " {source}</small>
            </span>
        </details>
    }
}
