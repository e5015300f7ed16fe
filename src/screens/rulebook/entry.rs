//! One rule: what it says, how sure that is, how the simulator stands to it, where it is documented.

use engine::{
    rule::{Rule, Source},
    scenario::settings::Setting,
    view::rulebook,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::{
    app::t,
    components::{dynamic::dynamic, rule_chip::confidence, rule_stand::RuleStand},
    library::use_library,
    route::Route,
    text::Label,
};

/// The entry. Its id is the rule's, so that an address leads to it.
#[component]
pub fn Entry(
    /// The rule.
    rule: Rule,
) -> impl IntoView {
    let locale = use_library().locale;
    let aside = move |label: Label, text: Option<&'static str>| {
        text.map(|text| {
            view! {
                <p class="rule-aside">
                    <strong>{t(label)}</strong>
                    {t(Label::Colon)}
                    {text}
                </p>
            }
        })
    };
    let texts = move || {
        let locale = locale.get();
        let planned = rule.is_planned().then(|| Label::RulePlannedHint.get(locale));
        view! {
            <p>{rule.text(locale)}</p>
            {aside(Label::RuleNote, rule.note(locale))}
            {aside(Label::RuleReason, rulebook::reason(rule, locale))}
            {aside(Label::RuleReason, planned)}
        }
    };
    let is_setting = Setting::ALL.into_iter().any(|setting| setting.rule() == rule);
    let setting = is_setting.then(|| {
        view! {
            <p>
                <a href=Route::Assumptions.to_string()>{t(Label::RuleSettingLink)}</a>
            </p>
        }
    });
    view! {
        <article
            class="rulebook-entry"
            id=rule.id()
            tabindex="-1"
            aria-labelledby=format!("{rule}-id")
        >
            <header>
                <h3 id=format!("{rule}-id")>
                    <a href=Route::Rulebook {
                        rule: Some(rule),
                    }
                        .to_string()>{rule.id()}</a>
                </h3>
                <RuleStand rule=rule />
                <small>{t(confidence(rule.confidence()))}</small>
            </header>
            {dynamic(texts)}
            {setting}
            <Sources sources=rule.sources() />
        </article>
    }
}

/// The documents behind a rule, as links where they have an address.
#[component]
pub fn Sources(
    /// The documents.
    sources: &'static [Source],
) -> impl IntoView {
    let one = |source: &Source| match source.url() {
        Some(url) => view! {
            <li>
                <a href=url target="_blank" rel="noreferrer noopener" lang="en">
                    {source.title()}
                </a>
            </li>
        }
        .into_any(),
        None => view! { <li lang="en">{source.title()}</li> }.into_any(),
    };
    (!sources.is_empty()).then(|| {
        view! {
            <div class="rule-sources">
                <span>{t(Label::RuleSources)} {t(Label::Colon)}</span>
                <ul>{sources.iter().map(one).collect_view()}</ul>
            </div>
        }
    })
}

/// Scrolls to something of the page and gives it the focus.
pub fn show(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    element.scroll_into_view();
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}
