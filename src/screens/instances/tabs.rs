//! The tabs of ECS Instance Backup: instances, plans, jobs.

use leptos::prelude::*;

use crate::{
    app::{t, use_route},
    route::Route,
    text::Label,
};

/// The tabs, as links: each has an address of its own.
#[component]
pub fn Tabs() -> impl IntoView {
    let route = use_route();
    let tab = move |to: Route, label| {
        let here = std::mem::discriminant(&to);
        let current = move || route.with(|route| std::mem::discriminant(route) == here).then_some("page");
        view! {
            <a href=to.to_string() aria-current=current>
                {t(label)}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=t(Label::EcsInstanceBackup)>
            {tab(Route::HOME, Label::BackedUpInstances)}
            {tab(Route::Plans, Label::BackupPlans)}
            {tab(Route::Jobs, Label::Jobs)}
        </nav>
    }
}
