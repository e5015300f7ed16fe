//! Restore in place: what will be lost, and the instance stopped first.

use engine::{
    cloud::instance::InstanceStatus,
    command::{Command, EcsCommand},
    view::restore::{self, Restorable},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{dialog::Foot, dynamic::dynamic},
    library::use_library,
    screens::{
        ecs::fields,
        plans::over::consequences,
        restore::{show_job, what},
    },
    text::Label,
};

/// The form.
#[component]
pub fn InPlaceForm(of: Restorable, open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let (force, boot) = (RwSignal::new(false), RwSignal::new(false));
    let point = of.point.clone();
    // The instance may stop while this is open.
    let now = {
        let first = of.clone();
        Memo::new(move |_| {
            library.revisions.with(|revisions| (revisions.fleet, revisions.points, revisions.clock));
            library.read(|run| restore::restorable(run.world(), &point)).unwrap_or_else(|| first.clone())
        })
    };
    let command = {
        let of = of.clone();
        Signal::derive(move || restore::in_place(&of, force.get(), boot.get()))
    };
    let stop = {
        let instance = of.instance.clone();
        move |_| {
            let stop = EcsCommand::StopInstance { instance: instance.clone() };
            let _ = library.dispatch(Command::Ecs(stop));
        }
    };
    let shown = of.clone();
    let confirm = move |_| {
        if library.dispatch(command.get_untracked()).is_ok() {
            open.set(false);
            show_job(library, &shown);
        }
    };
    let stands_still = |status| matches!(status, InstanceStatus::Stopped | InstanceStatus::Released);
    let runs = move || now.with(|now| !stands_still(now.status));
    let first_stop = move || {
        let stop = stop.clone();
        runs().then(|| {
            view! {
                <p class="notice" data-tone="running" role="status">
                    {t(Label::MustBeStopped)}
                    <button
                        type="button"
                        disabled=move || now.with(|now| now.status != InstanceStatus::Running)
                        on:click=stop
                    >
                        {t(Label::StopTheInstance)}
                    </button>
                </p>
            }
        })
    };
    let by_force = move || now.with(|now| now.needs_force).then(|| fields::check(Label::ForceRestore, force));
    view! {
        {dynamic(move || what(&of, library.locale.get()))}
        {dynamic(first_stop)}
        {consequences(Signal::derive(move || vec![command.get()]))}
        {dynamic(by_force)}
        {fields::check(Label::BootAfterRestore, boot)}
        <Foot>
            <button type="button" on:click=move |_| open.set(false)>
                {t(Label::Cancel)}
            </button>
            <button type="button" class="primary" disabled=runs on:click=confirm>
                {t(Label::RestorePoint)}
            </button>
        </Foot>
    }
}
