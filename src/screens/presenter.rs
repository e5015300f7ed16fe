//! The window of a presenter: what to say, what comes next, how long it has been.

use engine::{
    locale::Locale,
    view::stage::{BeatView, Stage},
};
use gloo_timers::callback::Interval;
use leptos::prelude::*;

use crate::{
    adapters::{broadcast::Channel, preferences},
    app::t,
    components::dynamic::dynamic,
    library::{Library, Opened, host_ms, use_library},
    shell::{
        stage::{
            link::{CHANNEL, On, Said, say},
            show::Deed,
        },
        top_bar::{LanguageSwitch, ThemeSwitch},
    },
    text::Label,
};

/// Makes this page the window: without a run of its own, and so without anything to save.
pub fn present() {
    leptos::mount::mount_to_body(|| {
        let library = Library::open(Opened::nothing());
        provide_context(library);
        Effect::new(move |_| library.theme.get().apply());
        preferences::Scale::load().apply();
        Effect::new(move |_| preferences::apply_locale(library.locale.get()));
        Effect::new(move |_| document().set_title(Label::Presenter.get(library.locale.get())));
        view! {
            <main id="main" class="main presenter-window">
                <Presenter />
            </main>
        }
    });
}

/// What stands in it.
#[component]
fn Presenter() -> impl IntoView {
    let on = RwSignal::new(None::<On>);
    let heard_ms = StoredValue::new(0_i64);
    let now_ms = RwSignal::new(host_ms());
    let channel = Channel::open(CHANNEL, move |text| {
        if let Ok(Said::On(said)) = serde_json::from_str(&text) {
            heard_ms.set_value(host_ms());
            if on.with_untracked(|on| on.as_ref() != Some(&*said)) {
                on.set(Some(*said));
            }
        }
    });
    say(channel, &Said::Hello);
    let ticking = Interval::new(TICK_MS, move || {
        now_ms.set(host_ms());
        if on.with_untracked(Option::is_some) && host_ms() > heard_ms.get_value() + PATIENCE_MS {
            on.set(None);
        }
    });
    let ticking = StoredValue::new_local(Some(ticking));
    on_cleanup(move || drop(ticking.try_update_value(Option::take)));
    let is_on = Memo::new(move |_| on.with(Option::is_some));
    view! {
        <div class="presenter">
            <header class="presenter-head">
                <h1 tabindex="-1">{t(Label::Presenter)}</h1>
                <LanguageSwitch />
                <ThemeSwitch />
            </header>
            {dynamic(move || {
                if is_on.get() {
                    view! { <Notes on=on now_ms=now_ms channel=channel /> }.into_any()
                } else {
                    view! {
                        <p class="notice" role="status">
                            {t(Label::PresenterAlone)}
                        </p>
                    }
                        .into_any()
                }
            })}
        </div>
    }
}

#[component]
fn Notes(on: RwSignal<Option<On>>, now_ms: RwSignal<i64>, channel: Channel) -> impl IntoView {
    let locale = use_library().locale;
    let stage = Memo::new(move |_| {
        let of = usize::from(locale.get() == Locale::Zh);
        on.with(|on| on.as_ref().map(|on| on.stages[of].clone()))
    });
    let is_playing = Memo::new(move |_| on.with(|on| on.as_ref().is_some_and(|on| on.is_playing)));
    let clock = move || {
        let begun_ms = on.with(|on| on.as_ref().and_then(|on| on.begun_ms));
        let seconds = begun_ms.map_or(0, |begun| (now_ms.get() - begun).max(0) / 1_000);
        format!("{}:{:02}", seconds / 60, seconds % 60)
    };
    let deed = move |deed: Deed| {
        let label = move || match deed {
            Deed::Play if is_playing.get() => Label::StagePause,
            deed => deed.label(),
        };
        view! {
            <button
                type="button"
                class=if deed == Deed::Next { "primary" } else { "" }
                on:click=move |_| say(channel, &Said::Do(deed.word().to_owned()))
            >
                {dynamic(move || label().get(locale.get()))}
            </button>
        }
    };
    view! {
        <p class="presenter-clock">
            <span>{t(Label::PresenterClock)}</span>
            <time role="timer" aria-live="off">
                {dynamic(clock)}
            </time>
        </p>
        {dynamic(move || stage.get().map(|stage| under_way(&stage, locale.get())))}
        <div class="presenter-deeds" role="group" aria-label=t(Label::Stage)>
            {[Deed::Back, Deed::Play, Deed::Next, Deed::Return].map(deed)}
        </div>
        {dynamic(move || stage.get().map(|stage| coming(&stage, locale.get())))}
    }
}

/// The present beat: what the room reads, and what to say.
fn under_way(stage: &Stage, locale: Locale) -> AnyView {
    use engine::view::stage::Standing;
    let number = stage.beat.as_ref().map_or(0, |beat| beat.number);
    let place =
        Label::StageBeat.get(locale).replace("{}", &number.to_string()).replace("{all}", &stage.count.to_string());
    let off = (stage.standing == Standing::Off).then(|| {
        view! {
            <p class="notice">
                <strong>{Label::StageOff.get(locale)}</strong>
                " "
                {Label::StageOffHint.get(locale)}
            </p>
        }
    });
    let (title, say, notes) = match &stage.beat {
        Some(BeatView { title, say, notes, .. }) => (title.clone(), say.clone(), notes.clone()),
        None => (stage.title.clone(), stage.story.clone(), Label::PresenterNoNotes.get(locale).to_owned()),
    };
    let place = if number == 0 { Label::StageNotBegun.get(locale).to_owned() } else { place };
    view! {
        <section class="presenter-now">
            <p class="badge">{place}</p>
            <h2>{title}</h2>
            {off}
            <h3>{Label::PresenterNotes.get(locale)}</h3>
            <div class="presenter-notes">{paragraphs(&notes)}</div>
            <h3>{Label::PresenterSaid.get(locale)}</h3>
            <div class="presenter-said">{paragraphs(&say)}</div>
        </section>
    }
    .into_any()
}

/// What comes next.
fn coming(stage: &Stage, locale: Locale) -> AnyView {
    let next = match &stage.next {
        Some(next) => view! {
            <strong>{next.title.clone()}</strong>
            <p>{next.notes.clone()}</p>
        }
        .into_any(),
        None => view! { <p>{Label::PresenterLast.get(locale)}</p> }.into_any(),
    };
    view! {
        <section class="presenter-next">
            <h3>{Label::PresenterComes.get(locale)}</h3>
            {next}
        </section>
    }
    .into_any()
}

/// A text whose blank lines part its paragraphs.
fn paragraphs(text: &str) -> impl IntoView + use<> {
    text.split("\n\n").map(|paragraph| view! { <p>{paragraph.to_owned()}</p> }).collect_view()
}

const TICK_MS: u32 = 500;
/// Longer than three beats of the other window's heart.
const PATIENCE_MS: i64 = 3_500;
