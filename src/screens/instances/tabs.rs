//! Tabs, and those of ECS Instance Backup: instances, plans, jobs.

use leptos::prelude::*;

use crate::{
    app::{t, use_route},
    route::Route,
    text::Label,
};

/// The tabs of ECS Instance Backup.
#[component]
pub fn Tabs() -> impl IntoView {
    let tabs =
        [(Route::HOME, Label::BackedUpInstances), (Route::Plans, Label::BackupPlans), (Route::Jobs, Label::Jobs)];
    tabs_of(Label::EcsInstanceBackup, tabs)
}

/// Tabs as links: each has an address of its own.
pub fn tabs_of<const COUNT: usize>(name: Label, tabs: [(Route, Label); COUNT]) -> impl IntoView {
    let route = use_route();
    let tab = move |(to, label): (Route, Label)| {
        let here = std::mem::discriminant(&to);
        let current = move || route.with(|route| std::mem::discriminant(route) == here).then_some("page");
        view! {
            <a href=to.to_string() aria-current=current>
                {t(label)}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=t(name)>
            {tabs.map(tab)}
        </nav>
    }
}
