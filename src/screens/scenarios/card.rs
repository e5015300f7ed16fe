//! A scenario of the gallery: what it is, how far the reader has come in it, and how it begins.

use engine::{
    scenario::lesson::LessonKind,
    view::gallery::{GalleryCard, KeptRun},
};
use leptos::prelude::*;

use crate::{
    app::t,
    library::{Library, scenarios::fetch_scenario, use_library},
    shell::{
        customise,
        open_scenario::{go_on_with, paragraphs},
    },
    text::Label,
};

/// The card.
#[component]
pub fn Card(card: GalleryCard) -> impl IntoView {
    let library = use_library();
    let id = format!("scenario-{}", card.name);
    let labelled_by = id.clone();
    let kind = match card.kind {
        LessonKind::Lab => Some(Label::LabKind),
        LessonKind::Challenge => Some(Label::ChallengeKind),
        LessonKind::Demo => Some(Label::DemoKind),
        LessonKind::World => None,
    };
    let number = card.number.map(|number| format!(" {number}"));
    let head = (kind.is_some() || card.takes.is_some()).then(|| {
        let kind = kind.map(|label| view! { <span>{t(label)} {number}</span> });
        view! { <p class="scenario-kind">{kind} <span>{card.takes.clone()}</span></p> }
    });
    let progress = card.kept.clone().map(|kept| view! { <Progress kept=kept /> });
    view! {
        <li class="scenario-card" aria-labelledby=labelled_by>
            {head}
            <h3 id=id>{card.title.clone()}</h3>
            <div class="scenario-story">{paragraphs(&card.story)}</div>
            {progress}
            <footer>{deeds(library, &card)}</footer>
        </li>
    }
}

/// How far a kept run has come.
#[component]
fn Progress(kept: KeptRun) -> impl IntoView {
    let bar = kept.lesson.map(|lesson| {
        view! {
            <progress
                max=lesson.of.max(1)
                value=lesson.reached
                aria-label=t(Label::ProgressOfLesson)
            ></progress>
        }
    });
    let badge = kept.is_open.then(|| view! { <span class="badge">{t(Label::RunIsOpen)}</span> });
    view! { <div class="scenario-progress">{bar} <small>{kept.text} " " {badge}</small></div> }
}

/// What can be done with it: where a run of it is kept, to go on comes first.
fn deeds(library: Library, card: &GalleryCard) -> AnyView {
    let (name, title) = (card.name.clone(), card.title.clone());
    let is_kept = card.kept.is_some();
    let begin = move |_| {
        let name = name.clone();
        leptos::task::spawn_local(async move {
            match fetch_scenario(&name).await {
                Ok(scenario) => drop(library.begin_scenario(scenario)),
                Err(error) => library.toast(error.label().get(library.locale.get_untracked()).to_owned(), None),
            }
        });
    };
    let named = move |label: Label| {
        let title = title.clone();
        move || format!("{}{}{title}", label.get(library.locale.get()), Label::Colon.get(library.locale.get()))
    };
    let go_on = card.kept.clone().map(|kept| {
        let go_on = move |_| leptos::task::spawn_local(go_on_with(library, kept.run.clone()));
        view! {
            <button
                type="button"
                class="primary"
                aria-label=named(Label::ContinueRun)
                on:click=go_on
            >
                {t(Label::ContinueRun)}
            </button>
        }
    });
    let customise = card.has_variables.then(|| {
        let name = card.name.clone();
        let choose = move |_| {
            let name = name.clone();
            leptos::task::spawn_local(async move {
                match fetch_scenario(&name).await {
                    Ok(scenario) => customise::show(scenario),
                    Err(error) => library.toast(error.label().get(library.locale.get_untracked()).to_owned(), None),
                }
            });
        };
        view! {
            <button type="button" aria-label=named(Label::Customise) on:click=choose>
                {t(Label::Customise)}
            </button>
        }
    });
    let (class, label) = if is_kept { ("", Label::BeginAnew) } else { ("primary", Label::BeginScenario) };
    view! {
        {go_on}
        <button type="button" class=class aria-label=named(label) on:click=begin>
            {t(label)}
        </button>
        {customise}
    }
    .into_any()
}
