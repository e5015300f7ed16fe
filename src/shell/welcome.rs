//! The first visit: what a person would like to do here. Asked once; later it is found under Scenarios.

use engine::scenario::lesson::LessonKind;
use leptos::prelude::*;

use crate::{
    adapters::{address, preferences, storage},
    app::{go, t, use_route},
    bridge,
    components::{dialog::Dialog, dynamic::dynamic},
    library::{
        Library,
        scenarios::{NotOpened, fetch_catalogue, fetch_scenario},
        use_library,
    },
    route::{self, Route},
    screens::scenarios::fleet,
    text::Label,
};

thread_local! {
    static OPEN: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// Asks what the person would like to do.
pub fn show() {
    OPEN.with(|open| open.set(true));
}

/// Whether a person is here for the first time, and the address asks for nothing else: no link, no scenario.
fn is_first_visit() -> bool {
    let is_new = storage::check().is_ok() && storage::is_empty() && !preferences::is_welcomed();
    is_new && address::is_plain() && !route::opens_a_run(&address::fragment())
}

/// Whether a person is at the beginning yet: no program drives the page, and the first gesture asked for nothing.
fn is_idle(route: &Route, library: Library) -> bool {
    let is_untouched = !library.playing.get_untracked() && library.read(|run| run.now() == run.world().start);
    let is_free = document().query_selector("dialog[open]").ok().flatten().is_none();
    *route == Route::HOME && is_untouched && is_free && !bridge::is_attached()
}

/// The question.
#[component]
pub fn Welcome() -> impl IntoView {
    let library = use_library();
    let open = RwSignal::from(OPEN.with(Clone::clone));
    let failed = RwSignal::new(None::<Label>);
    let route = use_route();
    if is_first_visit() {
        // What the first gesture asked for comes first.
        request_animation_frame(move || {
            if is_idle(&route.read_untracked(), library) {
                open.set(true);
            }
        });
    }
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            preferences::keep_welcomed();
            failed.set(None);
        }
        is
    });
    let begin = move |kind: LessonKind| {
        failed.set(None);
        leptos::task::spawn_local(async move {
            match first_of(kind, library).await {
                Ok(()) => open.set(false),
                Err(error) => failed.set(Some(error.label())),
            }
        });
    };
    let explore = move || {
        open.set(false);
        go(&Route::HOME);
    };
    let build = move || {
        open.set(false);
        fleet::show();
    };
    view! {
        <Dialog open=open title=Label::Welcome>
            <div class="welcome">
                <Choice
                    label=Label::ChooseLearn
                    hint=Label::ChooseLearnHint
                    is_first=true
                    choose=move || begin(LessonKind::Lab)
                />
                <Choice
                    label=Label::ChooseDemo
                    hint=Label::ChooseDemoHint
                    choose=move || begin(LessonKind::Demo)
                />
                <Choice label=Label::ChooseExplore hint=Label::ChooseExploreHint choose=explore />
                <Choice label=Label::ChooseSandbox hint=Label::ChooseSandboxHint choose=build />
                {dynamic(move || {
                    failed
                        .get()
                        .map(|label| {
                            view! {
                                <p class="notice" role="alert" data-tone="failed">
                                    {t(label)}
                                </p>
                            }
                        })
                })}
                <p class="hint">
                    <a href=Route::Scenarios.to_string() on:click=move |_| open.set(false)>
                        {t(Label::WelcomeFoot)}
                    </a>
                </p>
            </div>
        </Dialog>
    }
}

#[component]
fn Choice(
    label: Label,
    hint: Label,
    /// Where the focus is at first.
    #[prop(optional)]
    is_first: bool,
    choose: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button type="button" class="welcome-choice" autofocus=is_first on:click=move |_| choose()>
            <strong>{t(label)}</strong>
            <span>{t(hint)}</span>
        </button>
    }
}

/// Begins the first scenario of a kind.
async fn first_of(kind: LessonKind, library: Library) -> Result<(), NotOpened> {
    let entries = fetch_catalogue().await?.into_iter().filter(|entry| entry.kind == kind);
    let first = entries.min_by_key(|entry| entry.order).ok_or(NotOpened::NotFetched)?;
    library.begin_scenario(fetch_scenario(&first.name).await?);
    Ok(())
}
