//! The stage: a slim bar with the caption of a demo's beat, and what its presenter works it by.

pub mod link;
pub mod show;

use engine::view::stage::{Stage as Shown, Standing};
use gloo_timers::callback::Interval;
use leptos::{
    ev::{self, KeyboardEvent},
    prelude::*,
};

use self::show::{Deed, PACES, Show, stage_of};
use crate::{
    adapters::full_screen,
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
    },
    crash,
    library::use_library,
    shell::{customise, keys},
    text::Label,
};

/// The stage, where the run is a demo, and the keys of full screen and of the stage.
#[component]
pub fn Stage() -> impl IntoView {
    let library = use_library();
    let show = Show::new(library);
    let shown = stage_of(library);
    let is_demo = Memo::new(move |_| shown.with(Option::is_some));
    Effect::new(move |before: Option<u32>| {
        let number = library.number.get();
        // Another run is not on: but a step through its past leaves the run the same.
        if before.is_some() && !is_demo.get_untracked() {
            show.playing.set(false);
        }
        number
    });
    listen(&show, is_demo);
    keep_time(&show);
    dynamic(move || is_demo.get().then(|| view! { <Bar show=show shown=shown /> }))
}

/// Lets the show go on ten times a second.
fn keep_time(show: &Show) {
    let show = *show;
    let mut last_ms = js_sys::Date::now();
    let ticking = Interval::new(TICK_MS, move || {
        let now_ms = js_sys::Date::now();
        let elapsed_ms = (now_ms - last_ms).clamp(0.0, TICK_MS_MAX);
        last_ms = now_ms;
        if !crash::has_happened() {
            show.tick(elapsed_ms);
        }
    });
    let ticking = StoredValue::new_local(Some(ticking));
    on_cleanup(move || drop(ticking.try_update_value(Option::take)));
}

/// The keys, outside of fields and dialogs.
fn listen(show: &Show, is_demo: Memo<bool>) {
    let show = *show;
    let listening = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if event.alt_key() || event.ctrl_key() || event.meta_key() || event.repeat() || keys::is_taken(&event) {
            return;
        }
        let key = event.key();
        if matches!(key.as_str(), "f" | "F") {
            event.prevent_default();
            return full_screen::toggle();
        }
        if !is_demo.get_untracked() {
            return;
        }
        let deed = match (key.as_str(), event.shift_key()) {
            ("p" | "P", _) => Deed::Play,
            ("n" | "N", _) => Deed::Next,
            ("b" | "B", _) => Deed::Back,
            ("R", true) => Deed::Reset,
            ("r" | "R", _) => Deed::Return,
            // What presenters hold in their hands turns pages.
            ("PageDown", false) if full_screen::is_on() => Deed::Next,
            ("PageUp", false) if full_screen::is_on() => Deed::Back,
            _ => return,
        };
        event.prevent_default();
        show.perform(deed);
    });
    on_cleanup(move || listening.remove());
}

#[component]
fn Bar(show: Show, shown: Memo<Option<Shown>>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    link::answer(show, shown);
    let standing = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.standing)));
    let caption = Memo::new(move |_| {
        shown.with(|shown| {
            let shown = shown.as_ref()?;
            let beat = shown.beat.as_ref();
            Some(beat.map_or_else(
                || (shown.title.clone(), shown.story.clone()),
                |beat| (beat.title.clone(), beat.say.clone()),
            ))
        })
    });
    let place = move || {
        shown.with(|shown| {
            let shown = shown.as_ref()?;
            let number = shown.beat.as_ref()?.number.to_string();
            Some(Label::StageBeat.get(locale.get()).replace("{}", &number).replace("{all}", &shown.count.to_string()))
        })
    };
    let said = move || {
        let label = match standing.get()? {
            _ if show.failure.with(Option::is_some) => return None,
            Standing::Off => Label::StageOffHint,
            Standing::Over => Label::StageEnd,
            Standing::Talk if !show.playing.get() => Label::StageTalk,
            _ => return None,
        };
        Some(label.get(locale.get()))
    };
    let failed = move || show.failure.get().map(|fault| format!("{}{fault}", Label::StageFailed.get(locale.get())));
    let is_first = Memo::new(move |_| shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.beat.is_none())));
    let is_last = Memo::new(move |_| shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.next.is_none())));
    view! {
        <section
            class="stage"
            aria-label=t(Label::Stage)
            data-standing=move || (standing.get() == Some(Standing::Off)).then_some("off")
        >
            <div class="stage-caption" aria-live="polite">
                {dynamic(move || {
                    caption
                        .get()
                        .map(|(title, say)| {
                            view! {
                                <strong>{title}</strong>
                                <p>{say}</p>
                            }
                        })
                })}
            </div>
            <div class="stage-deeds" role="group" aria-label=t(Label::Stage)>
                <button
                    type="button"
                    aria-label=t(Label::StageBack)
                    title=t(Label::StageBack)
                    disabled=is_first
                    on:click=move |_| show.perform(Deed::Back)
                >
                    <Icon picture=Picture::StepBack />
                </button>
                <PlayButton show=show />
                <button
                    type="button"
                    aria-label=t(Label::StageNext)
                    title=t(Label::StageNext)
                    disabled=is_last
                    on:click=move |_| show.perform(Deed::Next)
                >
                    <Icon picture=Picture::StepNext />
                </button>
                <span class="stage-place">
                    {dynamic(move || {
                        place().unwrap_or_else(|| Label::StageNotBegun.get(locale.get()).to_owned())
                    })}
                </span>
                <Pace show=show />
                <button
                    type="button"
                    class="stage-return"
                    aria-keyshortcuts="R"
                    on:click=move |_| show.perform(Deed::Return)
                >
                    {t(Label::StageReturn)}
                </button>
                <button
                    type="button"
                    aria-keyshortcuts="Shift+R"
                    on:click=move |_| show.perform(Deed::Reset)
                >
                    {t(Label::StageReset)}
                </button>
                <button type="button" on:click=move |_| link::open_window(library)>
                    {t(Label::StagePresenter)}
                </button>
                <customise::CustomiseButton />
                <FullScreen />
            </div>
            <p class="stage-said" role="status">
                {dynamic(said)}
                {dynamic(move || {
                    failed().map(|text| view! { <span class="field-error">{text}</span> })
                })}
            </p>
        </section>
    }
}

#[component]
fn PlayButton(show: Show) -> impl IntoView {
    let locale = use_library().locale;
    let label = move || if show.playing.get() { Label::StagePause } else { Label::StagePlay };
    let name = move || label().get(locale.get());
    view! {
        <button
            type="button"
            class="primary stage-play"
            aria-label=name
            title=name
            on:click=move |_| show.perform(Deed::Play)
        >
            {dynamic(move || {
                let picture = if show.playing.get() { Picture::Pause } else { Picture::Play };
                view! { <Icon picture=picture /> }
            })}
        </button>
    }
}

#[component]
fn Pace(show: Show) -> impl IntoView {
    let options = PACES.map(|pace| {
        let name = if pace == 50 { "0.5×".to_owned() } else { format!("{}×", pace / 100) };
        view! {
            <option value=pace selected=move || show.pace.get() == pace>
                {name}
            </option>
        }
    });
    let choose = move |event| show.pace.set(event_target_value(&event).parse().unwrap_or(100));
    view! {
        <label class="stage-pace">
            <span class="visually-hidden">{t(Label::StageSpeed)}</span>
            <select on:change=choose>{options}</select>
        </label>
    }
}

/// Takes the whole screen; says why it cannot.
#[component]
pub fn FullScreen() -> impl IntoView {
    let locale = use_library().locale;
    let is_on = RwSignal::new(full_screen::is_on());
    let changing = window_event_listener_untyped("fullscreenchange", move |_| is_on.set(full_screen::is_on()));
    on_cleanup(move || changing.remove());
    let is_allowed = full_screen::is_allowed();
    let label = move || if is_on.get() { Label::FullScreenEnd } else { Label::FullScreen };
    view! {
        <button
            type="button"
            class="full-screen"
            aria-keyshortcuts="F"
            aria-disabled=(!is_allowed).then_some("true")
            title=move || (!is_allowed).then(|| Label::FullScreenOff.get(locale.get()))
            on:click=move |_| full_screen::toggle()
        >
            {dynamic(move || label().get(locale.get()))}
        </button>
    }
}

/// Ten ticks a second, like those of the clock.
const TICK_MS: u32 = 100;
/// A tab that slept does not catch up.
const TICK_MS_MAX: f64 = 500.0;
