//! Keeps a backup point longer (JOB-12).

use engine::{
    command::Command,
    id::PointId,
    time::Days,
    view::{format, history},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{dialog::Foot, dynamic::dynamic, field::Field, rule_chip::RuleChip},
    library::use_library,
    text::Label,
};

/// The form: the days in all, and when the point would go then.
#[component]
pub fn Extend(
    /// The point.
    point: PointId,
    /// How long it is kept now.
    present: Days,
    /// Closes the dialog.
    open: RwSignal<bool>,
) -> impl IntoView {
    let library = use_library();
    // A month more is what most people are after.
    let typed = RwSignal::new((present.0 + 30).to_string());
    let read = {
        let point = point.clone();
        Signal::derive(move || {
            library.revisions.with(|revisions| (revisions.points, revisions.clock));
            typed.with(|typed| library.read(|run| history::read_extension(run.world(), &point, typed)))
        })
    };
    let fault = Signal::derive(move || read.get().err());
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok((retention, _)) = read.get_untracked() else { return };
        if library.dispatch(Command::ExtendRetention { point: point.clone(), retention }).is_ok() {
            open.set(false);
        }
    };
    let kept_until = move || {
        let locale = library.locale.get();
        let zone = library.read(|run| run.world().zone);
        read.get().ok().map(|(_, expires_at)| format::date_time(expires_at, zone, locale))
    };
    view! {
        <form class="form" on:submit=save novalidate>
            <p>
                {t(Label::KeptNow)} " "
                {dynamic(move || format::days(present, library.locale.get()))}
            </p>
            <Field
                id="extend-days"
                label=Label::RetentionInAll
                hint=Label::ExtendHint
                value=typed.into()
                on_input=Callback::new(move |text| typed.set(text))
                fault=fault
            />
            <p role="status">
                {t(Label::ExpiresAt)} " " <strong>{dynamic(kept_until)}</strong> " "
                <RuleChip rule=engine::rule::Rule::Job12 />
            </p>
            <Foot>
                <button type="button" on:click=move |_| open.set(false)>
                    {t(Label::Cancel)}
                </button>
                <button
                    type="submit"
                    class="primary"
                    aria-disabled=move || fault.with(Option::is_some).then_some("true")
                >
                    {t(Label::Save)}
                </button>
            </Foot>
        </form>
    }
}
