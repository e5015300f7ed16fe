//! Scenarios: what there is to learn, to show and to explore, and how far the reader has come in it.

mod card;
pub mod fleet;
pub mod import;

use engine::view::gallery::{Gallery, GalleryCard, gallery};
use leptos::prelude::*;

use self::card::Card;
use crate::{
    adapters::storage::shelf,
    app::t,
    components::dynamic::{Rows, dynamic, row},
    library::{scenarios::fetch_catalogue, use_library},
    route::Route,
    shell::{open_run::FileChoice, welcome},
    text::Label,
};

/// The screen.
#[component]
pub fn Scenarios() -> impl IntoView {
    let library = use_library();
    let catalogue = RwSignal::new(None);
    let fetch = move || {
        catalogue.set(None);
        leptos::task::spawn_local(async move {
            let fetched = fetch_catalogue().await;
            catalogue.try_set(Some(fetched));
        });
    };
    fetch();
    // What is open counts as it is, not as it was when it was saved last.
    library.save();
    let shown = Memo::new(move |_| {
        library.keeping.track();
        library.number.track();
        let (open, locale) = (library.run_id(), library.locale.get());
        catalogue.with(|catalogue| match catalogue {
            Some(Ok(entries)) => gallery(entries, &shelf().runs(), Some(&open), locale),
            _ => Gallery::default(),
        })
    });
    let cards = move |of: fn(&Gallery) -> &Vec<GalleryCard>| {
        Signal::derive(move || {
            let cards = shown.with(|shown| of(shown).clone());
            // A card is made anew where anything of it has changed.
            let line = |card: GalleryCard| row(format!("{card:?}"), move || view! { <Card card=card.clone() /> });
            cards.into_iter().map(line).collect::<Vec<_>>()
        })
    };
    let state = move || {
        catalogue.with(|catalogue| match catalogue {
            None => view! { <p role="status">{t(Label::Fetching)}</p> }.into_any(),
            Some(Ok(_)) => ().into_any(),
            Some(Err(error)) => {
                let label = error.label();
                view! {
                    <div class="notice" role="alert" data-tone="failed">
                        <p>{t(label)}</p>
                        <button type="button" on:click=move |_| fetch()>
                            {t(Label::TryAgain)}
                        </button>
                    </div>
                }
                .into_any()
            }
        })
    };
    view! {
        <header class="screen-head">
            <h1 tabindex="-1">{t(Label::Scenarios)}</h1>
            <button type="button" class="link" on:click=move |_| welcome::show()>
                {t(Label::WelcomeAgain)}
            </button>
        </header>
        <p class="lead">{t(Label::GalleryLead)}</p>
        {dynamic(state)}
        <section class="gallery" aria-labelledby="gallery-labs">
            <h2 id="gallery-labs">{t(Label::LabsGroup)}</h2>
            <ul>
                <Rows rows=cards(|gallery| &gallery.labs) />
            </ul>
        </section>
        <section class="gallery" aria-labelledby="gallery-more">
            <h2 id="gallery-more">{t(Label::MoreGroup)}</h2>
            <ul>
                <Rows rows=cards(|gallery| &gallery.more) />
                <li class="scenario-card">
                    <h3>{t(Label::EmptySandbox)}</h3>
                    <p class="scenario-story">{t(Label::EmptySandboxStory)}</p>
                    <footer>
                        <button type="button" on:click=move |_| fleet::show()>
                            {t(Label::ChooseSandbox)}
                        </button>
                    </footer>
                </li>
            </ul>
        </section>
        <More />
        <import::ImportSetUp />
    }
}

/// Other ways to a scenario, and what trainers need.
#[component]
fn More() -> impl IntoView {
    view! {
        <div class="gallery-foot">
            <section>
                <h2 id="open-scenario">{t(Label::OpenScenarioFile)}</h2>
                <p>{t(Label::OpenScenarioHint)}</p>
                <FileChoice labelled_by="open-scenario" />
            </section>
            <section>
                <h2>{t(Label::ImportSetUp)}</h2>
                <p>{t(Label::ImportSetUpLead)}</p>
                <button type="button" on:click=move |_| import::show()>
                    {t(Label::ImportSetUp)}
                </button>
            </section>
            <section>
                <h2>{t(Label::EditScenario)}</h2>
                <p>{t(Label::EditLead)}</p>
                <a href=Route::Editor.to_string()>{t(Label::EditOpen)}</a>
            </section>
            <section>
                <h2>{t(Label::ClassTable)}</h2>
                <p>{t(Label::TrainersLead)}</p>
                <a href=Route::Class.to_string()>{t(Label::ClassAddFiles)}</a>
            </section>
        </div>
    }
}
