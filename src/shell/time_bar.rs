//! The time bar: where the run stands, how fast it goes, what comes next.

use engine::view::{clock, format};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::{Speed, use_library},
    parts::use_parts,
    shell::jump_dialog::JumpOpen,
    text::Label,
};

/// The time bar, docked on every screen.
#[component]
pub fn TimeBar() -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let view = Memo::new(move |_| {
        library.revisions.track();
        library.peek(clock::clock)
    });
    let date = move || view.with(|view| format::weekday_date(view.now, view.zone, locale.get()));
    let time = move || view.with(|view| format::time(view.now, view.zone));
    view! {
        <section class="time-bar" aria-label=t(Label::TimeBar)>
            <Transport />
            <p class="clock" data-testid="clock">
                <time datetime=move || view.with(|view| view.now.to_rfc3339(view.zone))>
                    <span class="clock-date">{dynamic(date)}</span>
                    " "
                    <span class="clock-time">{dynamic(time)}</span>
                </time>
                <small>{dynamic(move || view.with(|view| format!("UTC{}", view.zone)))}</small>
            </p>
            <SpeedChoice />
            <JumpButton />
            {use_parts().screens.once_here(|screens| (screens.bookmarks)())}
            {use_parts().screens.once_here(|screens| (screens.branches)())}
            <p class="next" aria-live="off">
                {dynamic(move || match view.get().next {
                    None => view! { <span>{t(Label::NothingPending)}</span> }.into_any(),
                    Some(next) => {
                        let now = view.with(|view| view.now);
                        view! {
                            <span>
                                {t(Label::NextIn)} " "
                                <strong>{format::span(next.at - now, locale.get())}</strong>
                                {t(Label::Colon)} {next.text(locale.get())}
                            </span>
                            <RuleChip rule=next.rule />
                        }
                            .into_any()
                    }
                })}
            </p>
            <div class="scrubber-room">
                {use_parts().screens.once_here(|screens| (screens.scrubber)())}
            </div>
            <Progress />
            <p class="visually-hidden" role="status">
                {dynamic(move || {
                    (!library.playing.get() && library.jump.get().is_none())
                        .then(|| format!("{} {}", date(), time()))
                })}
            </p>
        </section>
    }
}

/// Play, pause, stop; step to the next event.
#[component]
fn Transport() -> impl IntoView {
    let library = use_library();
    let state = move || match (library.jump.with(Option::is_some), library.playing.get()) {
        (true, _) => (Picture::Stopped, Label::Stop),
        (false, true) => (Picture::Pause, Label::Pause),
        (false, false) => (Picture::Play, Label::Play),
    };
    view! {
        <div class="transport">
            <button type="button" class="play" on:click=move |_| library.toggle_playing()>
                {dynamic(move || {
                    let (picture, label) = state();
                    view! {
                        <Icon picture=picture />
                        <span>{t(label)}</span>
                    }
                })}
            </button>
            <button
                type="button"
                aria-label=t(Label::NextEvent)
                title=t(Label::NextEvent)
                disabled=move || library.jump.with(Option::is_some)
                on:click=move |_| library.step_to_next()
            >
                <Icon picture=Picture::StepNext />
            </button>
            {use_parts().screens.once_here(|screens| (screens.steps)())}
        </div>
    }
}

#[component]
fn SpeedChoice() -> impl IntoView {
    let library = use_library();
    let slowest = 0;
    let fastest = Speed::ALL.len() - 1;
    let position = move || Speed::ALL.iter().position(|speed| *speed == library.speed.get()).unwrap_or(0);
    let choose = move |event| {
        if let Some(speed) =
            event_target_value(&event).parse().ok().and_then(|position: usize| Speed::ALL.get(position))
        {
            library.speed.set(*speed);
        }
    };
    let name = move || library.speed.get().label().get(library.locale.get());
    view! {
        <label class="speed">
            <span class="visually-hidden">{t(Label::Speed)}</span>
            <input
                type="range"
                min=slowest
                max=fastest
                prop:value=position
                aria-valuetext=name
                on:input=choose
            />
            <output>{dynamic(name)}</output>
        </label>
    }
}

#[component]
fn JumpButton() -> impl IntoView {
    let open = expect_context::<JumpOpen>().0;
    let library = use_library();
    view! {
        <button
            type="button"
            class="jump-to"
            disabled=move || library.jump.with(Option::is_some)
            on:click=move |_| open.set(true)
        >
            <Icon picture=Picture::Calendar />
            <span>{t(Label::JumpTo)}</span>
        </button>
    }
}

/// How far a jump is.
#[component]
fn Progress() -> impl IntoView {
    let library = use_library();
    view! {
        <Show when=move || library.jump.with(Option::is_some)>
            <progress
                max="100"
                value=move || library.jump.get().map_or(100, |jump| jump.percent())
                aria-label=t(Label::Progress)
            ></progress>
        </Show>
    }
}
