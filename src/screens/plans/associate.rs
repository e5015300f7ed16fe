//! The panel Associate Backup Policy: one policy for all instances that are picked.

use engine::{
    command::Command,
    id::PolicyId,
    view::{
        bulk::{self, InstanceDeed},
        protect,
    },
};
use leptos::prelude::*;

use super::over::{self, Panel, with_which};
use crate::{
    app::t,
    components::{
        dialog::{Dialog, Foot},
        dynamic::dynamic,
        list::Picks,
    },
    library::use_library,
    screens::protect::options::Existing,
    text::Label,
};

/// The panel.
#[component]
pub fn AssociateAll(
    /// The panel that is open.
    panel: RwSignal<Option<Panel>>,
    /// The instances.
    picks: Picks,
) -> impl IntoView {
    let open = over::is_open(panel, |panel| *panel == Panel::Associate);
    view! {
        <Dialog open=open title=Label::AssociatePolicy shape=over::SHAPE>
            <Form panel=panel picks=picks />
        </Dialog>
    }
}

#[component]
fn Form(panel: RwSignal<Option<Panel>>, picks: Picks) -> impl IntoView {
    let library = use_library();
    let policies =
        library.view(|revisions| revisions.policies, move |run| protect::policies(run.world(), library.region.get()));
    let chosen = RwSignal::new(policies.with_untracked(|policies| policies.first().map(|policy| policy.id.clone())));
    let bulk = library.view(
        |revisions| (revisions.fleet, revisions.policies),
        move |run| {
            let scope = library.scope();
            let locale = library.locale.get();
            bulk::with_instances(run.world(), scope, &picks.keys(), InstanceDeed::Associate, locale)
        },
    );
    let command = move |policy: PolicyId| -> Command {
        library.read(|run| bulk::associate(run.world(), untrack(|| library.scope()), &picks.keys(), policy))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(policy) = chosen.get_untracked() else { return };
        if library.dispatch(command(policy)).is_ok() {
            picks.clear();
            panel.set(None);
        }
    };
    view! {
        <form class="panel-body" on:submit=submit>
            {dynamic(move || bulk.with(with_which))}
            <Existing policies=policies policy=chosen />
            <Foot>
                <button type="button" on:click=move |_| panel.set(None)>
                    {t(Label::Cancel)}
                </button>
                <button type="submit" class="primary" disabled=move || chosen.with(Option::is_none)>
                    {t(Label::Ok)}
                </button>
            </Foot>
        </form>
    }
}
