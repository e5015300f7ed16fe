//! Snapshots of ECS: those of disks, the chains they form, the images made of them, and the policies that take them by
//! themselves.

mod auto_policies;
mod chains;
mod copying;
pub mod create;
mod detail;
mod images;
mod list;
mod tasks;

use engine::{
    rule::Rule,
    view::{format, snapshots},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        list::{Make, empty_but},
        rule_chip::RuleChip,
    },
    library::use_library,
    route::Route,
    screens::plans::over::{Over, OverList},
    text::Label,
};

/// What of the snapshots is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Disks,
    Chains,
    Images,
    AutoPolicies,
}

/// The screen.
#[component]
pub fn Snapshots() -> impl IntoView {
    let library = use_library();
    Over::provide();
    let tab = RwSignal::new(Tab::Disks);
    let occupied = library.view(
        |revisions| (revisions.fleet, revisions.points, revisions.jobs),
        move |run| snapshots::occupied(run.world(), library.region.get()),
    );
    let button = move |shown: Tab, label| {
        view! {
            <button
                type="button"
                aria-pressed=move || (tab.get() == shown).to_string()
                on:click=move |_| tab.set(shown)
            >
                {t(label)}
            </button>
        }
    };
    view! {
        <div class="screen-head">
            <h1 tabindex="-1">{t(Label::DiskSnapshots)}</h1>
            <p class="count">
                {t(Label::OccupiedHere)} {t(Label::Colon)}
                <strong>{dynamic(move || format::size(occupied.get()))}</strong>
                <RuleChip rule=Rule::Snp05 />
            </p>
        </div>
        <div class="segmented" role="group">
            {button(Tab::Disks, Label::DiskSnapshots)}
            {button(Tab::Chains, Label::SnapshotChains)}
            {button(Tab::Images, Label::CustomImages)}
            {button(Tab::AutoPolicies, Label::AutoPolicies)}
        </div>
        {dynamic(move || match tab.get() {
            Tab::Disks => view! { <list::OfDisks /> }.into_any(),
            Tab::Chains => view! { <chains::Chains /> }.into_any(),
            Tab::Images => view! { <images::Images /> }.into_any(),
            Tab::AutoPolicies => view! { <auto_policies::AutoPolicies /> }.into_any(),
        })}
        <OverList />
    }
}

/// What is said where there is no snapshot.
fn nothing() -> Make {
    empty_but(|| t(Label::NoSnapshots).into_any(), Label::BackedUpInstances, Route::HOME)
}
