//! What a call came to, and what was tried before.

use engine::view::api::Tried;
use leptos::prelude::*;

use super::desk::Desk;
use crate::{
    app::t,
    components::{
        code::Code,
        dynamic::{Rows, dynamic, row},
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    shell::branches,
    text::Label,
};

/// The answer to the call that was made last, or is looked at again.
#[component]
pub(super) fn Answer(desk: Desk) -> impl IntoView {
    let shown = Memo::new(move |_| desk.shown());
    let answer =
        Signal::derive(move || shown.with(|shown| shown.as_ref().map(|it| it.answer.clone())).unwrap_or_default());
    // Its section is called an answer already: the block says to what.
    let label = Signal::derive(move || {
        let called = |tried: &Tried| format!("{} {}", tried.call.product, tried.call.action);
        shown.with(|shown| shown.as_ref().map(called)).unwrap_or_default()
    });
    let block = move || {
        let is_there = shown.with(Option::is_some);
        match is_there {
            true => view! { <Code label=label text=answer /> }.into_any(),
            false => view! { <p class="hint">{t(Label::ApiNotTried)}</p> }.into_any(),
        }
    };
    view! {
        <section class="api-part" aria-labelledby="api-answer">
            <h3 id="api-answer">{t(Label::ApiAnswer)}</h3>
            <div class="api-outcome" role="status">
                {dynamic(move || {
                    shown.get().map(|tried| view! { <Outcome tried=tried desk=desk /> })
                })}
            </div>
            {dynamic(block)}
        </section>
    }
}

/// How it went, in a line.
#[component]
fn Outcome(tried: Tried, desk: Desk) -> impl IntoView {
    let locale = desk.library().locale;
    // Only the last action can be taken back.
    let acted = tried.acted;
    let is_last = Memo::new(move |_| {
        desk.library().number.track();
        desk.library().revisions.track();
        acted == Some(desk.library().read(|run| run.journal().entries.len()))
    });
    let name = format!("{} {}", tried.call.product, tried.call.action);
    match tried.refusal {
        Some(refused) => view! {
            <p class="state" data-state="failed">
                <Icon picture=Picture::Failed />
                <strong>{t(Label::ApiRefused)}</strong>
            </p>
            <p>
                <code>{refused.code.clone()}</code>
                " "
                {refused.said(locale.get())}
                " "
                <RuleChip rule=refused.rule />
            </p>
        }
        .into_any(),
        None => view! {
            <p class="state" data-state="ok">
                <Icon picture=Picture::Ok />
                <strong>{t(Label::ApiAnswered)}</strong>
                " "
                <code>{name}</code>
            </p>
            {tried
                .acted
                .map(|_| {
                    view! {
                        <p>
                            {t(Label::ApiActed)} " "
                            {dynamic(move || {
                                is_last
                                    .get()
                                    .then(|| {
                                        view! {
                                            <button
                                                type="button"
                                                class="link"
                                                on:click=move |_| branches::undo(desk.library())
                                            >
                                                {t(Label::Undo)}
                                            </button>
                                        }
                                    })
                            })}
                        </p>
                    }
                })}
        }
        .into_any(),
    }
}

/// What was tried since the page was opened, the newest first.
#[component]
pub(super) fn History(desk: Desk) -> impl IntoView {
    let lines = Signal::derive(move || {
        let line = |tried: Tried| row(tried.number, move || view! { <TriedLine tried=tried.clone() desk=desk /> });
        desk.tried.get().into_iter().map(line).collect()
    });
    let none =
        move || desk.tried.with(Vec::is_empty).then(|| view! { <p class="hint">{t(Label::ApiNothingTried)}</p> });
    view! {
        <section class="api-part" aria-labelledby="api-history">
            <h3 id="api-history">{t(Label::ApiHistory)}</h3>
            {dynamic(none)}
            <ol class="api-history">
                <Rows rows=lines />
            </ol>
        </section>
    }
}

#[component]
fn TriedLine(tried: Tried, desk: Desk) -> impl IntoView {
    let (state, picture, label) = match (&tried.refusal, tried.acted.is_some()) {
        (Some(_), _) => ("failed", Picture::Failed, Label::ApiRefused),
        (None, true) => ("ok", Picture::Ok, Label::ApiActedShort),
        (None, false) => ("ok", Picture::Ok, Label::ApiAnswered),
    };
    let code = tried.refusal.as_ref().map(|refused| refused.code.clone());
    let name = format!("{} {}", tried.call.product, tried.call.action);
    view! {
        <li>
            <button type="button" class="link" on:click=move |_| desk.reopen(&tried)>
                {name}
            </button>
            " "
            <span class="state" data-state=state>
                <Icon picture=picture />
                {t(label)}
            </span>
            " "
            {code.map(|code| view! { <code>{code}</code> })}
        </li>
    }
}
