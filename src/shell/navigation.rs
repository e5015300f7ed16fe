//! The navigation at the left, a menu on narrow screens.

use leptos::prelude::*;

use crate::{
    app::{t, use_route},
    components::icon::{Icon, Picture},
    route::Route,
    text::Label,
};

/// The navigation.
#[component]
pub fn Navigation() -> impl IntoView {
    let open = RwSignal::new(false);
    let route = use_route();
    Effect::new(move |_| {
        route.track();
        open.set(false);
    });
    view! {
        <nav
            class="nav"
            aria-label=t(Label::Navigation)
            data-open=move || open.get().then_some("true")
        >
            <button
                type="button"
                class="nav-toggle"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon picture=Picture::Menu />
                <span>{t(Label::Menu)}</span>
            </button>
            <div class="nav-groups">
                <ul>
                    <Link to=Route::Overview picture=Picture::Overview label=Label::Overview />
                </ul>
                <h2>{t(Label::Backup)}</h2>
                <ul>
                    <Link
                        to=Route::Policies { open: None }
                        picture=Picture::Shield
                        label=Label::PolicyCenter
                    />
                    <Link to=Route::HOME picture=Picture::Server label=Label::EcsInstanceBackup />
                </ul>
                <h2>{t(Label::Ecs)}</h2>
                <ul>
                    <Link to=Route::Ecs picture=Picture::Server label=Label::EcsInstances />
                    <Link to=Route::EcsDisks picture=Picture::Stopped label=Label::EcsDisks />
                    <Link to=Route::Snapshots picture=Picture::Jobs label=Label::DiskSnapshots />
                </ul>
                <h2>{t(Label::Simulation)}</h2>
                <ul>
                    <Link to=Route::Scenarios picture=Picture::Play label=Label::Scenarios />
                    <Link
                        to=Route::Plan { policy: None }
                        picture=Picture::Calendar
                        label=Label::Plan
                    />
                    <Link to=Route::Billing picture=Picture::Money label=Label::Billing />
                    <Link to=Route::Incidents picture=Picture::Failed label=Label::Incidents />
                    <Link to=Route::Activity picture=Picture::Activity label=Label::Activity />
                    <Link to=Route::Runs picture=Picture::Branch label=Label::Runs />
                    <Link
                        to=Route::Compare { branches: None }
                        picture=Picture::Branch
                        label=Label::Compare
                    />
                    <Link
                        to=Route::Assumptions
                        picture=Picture::Assumptions
                        label=Label::Assumptions
                    />
                    <Link
                        to=Route::Rulebook { rule: None }
                        picture=Picture::Rulebook
                        label=Label::Rulebook
                    />
                    <Link
                        to=Route::Api { open: None }
                        picture=Picture::Menu
                        label=Label::ApiExplorer
                    />
                    <Link to=Route::Settings picture=Picture::Gear label=Label::Settings />
                </ul>
                <p class="nav-note">{t(Label::Unaffiliated)}</p>
            </div>
        </nav>
    }
}

#[component]
fn Link(to: Route, picture: Picture, label: Label) -> impl IntoView {
    let route = use_route();
    let here = std::mem::discriminant(&to);
    // The tabs of a page are addresses of their own: on them the link to the page stays marked.
    let of_page = move |route: &Route| match route {
        Route::Plans | Route::Jobs => std::mem::discriminant(&Route::HOME),
        Route::PlanCompare => std::mem::discriminant(&Route::Plan { policy: None }),
        Route::Actions => std::mem::discriminant(&Route::Activity),
        Route::Class | Route::Editor => std::mem::discriminant(&Route::Scenarios),
        other => std::mem::discriminant(other),
    };
    let current = move || {
        let (page, exact) = route.with(|route| (of_page(route) == here, std::mem::discriminant(route) == here));
        page.then_some(if exact { "page" } else { "true" })
    };
    view! {
        <li>
            <a href=to.to_string() aria-current=current>
                <Icon picture=picture />
                {t(label)}
            </a>
        </li>
    }
}
