//! Jump to a date.

use engine::{
    time::{Days, Timestamp},
    view::{format, policy_form::local_minute},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dialog::{Dialog, Foot},
        dynamic::dynamic,
        icon::{Icon, Picture},
    },
    library::use_library,
    text::Label,
};

/// Whether the dialog is open.
#[derive(Clone, Copy)]
pub struct JumpOpen(pub RwSignal<bool>);

/// The dialog: a date and time, or a span from now.
#[component]
pub fn JumpDialog() -> impl IntoView {
    let library = use_library();
    let open = expect_context::<JumpOpen>().0;
    let typed = RwSignal::new(String::new());
    Effect::new(move |_| {
        if open.get() {
            typed.set(library.read(|run| local_minute(run.now().plus_days(Days(30)), run.world().zone)));
        }
    });
    let target = move || {
        let zone = library.read(|run| run.world().zone);
        let (start, now) = library.read(|run| (run.world().start, run.now()));
        let typed = Timestamp::parse_rfc3339(&format!("{}:00{zone}", typed.get()));
        typed.ok().filter(|to| *to >= start && *to != now)
    };
    let jump = move |to: Timestamp| {
        open.set(false);
        library.begin_jump(to);
    };
    let by = move |days: Days| jump(library.read(|run| run.now().plus_days(days)));
    view! {
        <Dialog open=open title=Label::JumpToDate>
            <form
                class="jump"
                on:submit=move |event| {
                    event.prevent_default();
                    if let Some(to) = target() {
                        jump(to);
                    }
                }
            >
                <p>{t(Label::JumpHint)}</p>
                <div class="field" data-invalid=move || target().is_none().then_some("true")>
                    <label for="jump-to">{t(Label::JumpTo)}</label>
                    <input
                        id="jump-to"
                        type="datetime-local"
                        max="9999-12-31T23:59"
                        prop:value=typed
                        aria-describedby="jump-to-error"
                        aria-invalid=move || target().is_none().then_some("true")
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                    <p class="field-error" id="jump-to-error">
                        {dynamic(move || {
                            target()
                                .is_none()
                                .then(|| {
                                    view! {
                                        <Icon picture=Picture::Failed />
                                        <span>{t(Label::JumpFault)}</span>
                                    }
                                })
                        })}
                    </p>
                </div>
                <div class="choices">
                    {[1, 7, 30, 365]
                        .map(Days)
                        .map(|days| {
                            view! {
                                <button type="button" on:click=move |_| by(days)>
                                    "+"
                                    {dynamic(move || format::days(days, library.locale.get()))}
                                </button>
                            }
                        })}
                </div>
                <Foot>
                    <button type="button" on:click=move |_| open.set(false)>
                        {t(Label::Cancel)}
                    </button>
                    <button type="submit" class="primary" disabled=move || target().is_none()>
                        {t(Label::Advance)}
                    </button>
                </Foot>
            </form>
        </Dialog>
    }
}
