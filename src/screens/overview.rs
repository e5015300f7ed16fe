//! Overview: is everything protected, could I recover right now, what happens next, how did the last day go.

mod protection;
mod recovery;

use engine::view::{format, overview, overview::OverviewView};
use leptos::prelude::*;

use self::{protection::ProtectionCard, recovery::RecoveryCard};
use crate::{
    app::t,
    components::{dynamic::dynamic, rule_chip::RuleChip, status::JobState},
    library::use_library,
    route::Route,
    text::Label,
};

/// The screen.
#[component]
pub fn Overview() -> impl IntoView {
    let library = use_library();
    let view = Memo::new(move |_| {
        library.number.track();
        library.revisions.track();
        library.peek(overview::overview)
    });
    view! {
        <div class="screen-head">
            <h1 tabindex="-1">{t(Label::Overview)}</h1>
            <p class="count">{t(Label::AllRegions)}</p>
            <a href=Route::Protection.to_string()>{t(Label::ProtectionReport)}</a>
        </div>
        <div class="overview">
            <ProtectionCard view=view />
            <RecoveryCard view=view />
            <UpcomingCard view=view />
            <JobsCard view=view />
        </div>
    }
}

/// What happens next, in words.
#[component]
fn UpcomingCard(view: Memo<OverviewView>) -> impl IntoView {
    let locale = use_library().locale;
    // The clock ticks while the list stays: it is made anew only when another event comes up.
    let upcoming = Memo::new(move |_| view.with(|view| view.upcoming.clone()));
    let line = move |event: overview::Upcoming| {
        let zone = view.with_untracked(|view| view.zone);
        view! {
            <tr>
                <td class="figure">
                    <time datetime=event
                        .at
                        .to_rfc3339(zone)>{format::date_time(event.at, zone, locale.get())}</time>
                </td>
                <td>{event.text(locale.get())}</td>
                <td>
                    <RuleChip rule=event.rule />
                </td>
            </tr>
        }
    };
    view! {
        <section class="overview-card" aria-labelledby="what-next">
            <h2 id="what-next">{t(Label::WhatNext)}</h2>
            {dynamic(move || {
                let upcoming = upcoming.get();
                if upcoming.is_empty() {
                    return view! { <p class="hint">{t(Label::WhatNextEmpty)}</p> }.into_any();
                }
                view! {
                    <table class="upcoming" aria-labelledby="what-next">
                        <thead class="visually-hidden">
                            <tr>
                                <th scope="col">{t(Label::Time)}</th>
                                <th scope="col">{t(Label::Event)}</th>
                                <th scope="col">{t(Label::Rule)}</th>
                            </tr>
                        </thead>
                        <tbody>{upcoming.into_iter().map(line).collect_view()}</tbody>
                    </table>
                }
                    .into_any()
            })}
        </section>
    }
}

/// How the jobs of the last day stand.
#[component]
fn JobsCard(view: Memo<OverviewView>) -> impl IntoView {
    let jobs = Memo::new(move |_| view.with(|view| view.jobs));
    view! {
        <section class="overview-card" aria-labelledby="day-of-jobs">
            <h2 id="day-of-jobs">{t(Label::DayOfJobs)}</h2>
            {dynamic(move || {
                let jobs = jobs.get();
                if jobs.total() == 0 {
                    return view! { <p class="hint">{t(Label::DayOfJobsEmpty)}</p> }.into_any();
                }
                let line = |(status, count): (_, usize)| {
                    view! {
                        <li data-none=(count == 0).then_some("true")>
                            <JobState status=status />
                            <strong class="figure">{format::count(count as u64)}</strong>
                        </li>
                    }
                };
                view! {
                    <ul class="job-counts">
                        {jobs.by_status().into_iter().map(line).collect_view()}
                    </ul>
                }
                    .into_any()
            })}
            <p>
                <a href=Route::Jobs.to_string()>{t(Label::AllJobs)}</a>
            </p>
        </section>
    }
}
