//! Does archiving pay? A policy is played with and without it over its horizon.

use engine::{
    billing::{bill::Grouping, money::MicroCny},
    id::PolicyId,
    locale::Locale,
    rejection::Rejection,
    rule::Rule,
    time::{Days, Timestamp},
    view::{
        bill_chart,
        break_even::{self, Comparing, OfPolicy},
    },
};
use leptos::prelude::*;

use super::progress::Progress;
use crate::{
    app::t,
    components::{dynamic::dynamic, rule_chip::RuleChip},
    library::{
        slices::{Slices, Steps},
        use_library,
    },
    text::Label,
};

/// The section, closed until it is wanted.
#[component]
pub fn ArchivingPays() -> impl IntoView {
    let library = use_library();
    let policies = library.view(
        |revisions| revisions.policies,
        |run| {
            let world = run.world();
            let found = world.policies.iter().filter(|(_, policy)| !policy.deleted);
            let found = found.filter(|(position, _)| world.sources_of(*position).next().is_some());
            found.map(|(_, policy)| (policy.id.clone(), policy.spec.name.as_str().to_owned())).collect::<Vec<_>>()
        },
    );
    let body = move || {
        let policies = policies.get();
        if policies.is_empty() {
            view! { <p class="hint">{t(Label::ArchivingNoPolicy)}</p> }.into_any()
        } else {
            view! { <Ask policies=policies /> }.into_any()
        }
    };
    view! {
        <details class="bill-section bill-more">
            <summary>
                <h2>{t(Label::ArchivingPays)}</h2>
            </summary>
            <p class="hint">
                {t(Label::ArchivingPaysLead)} " " <RuleChip rule=Rule::Bil11 /> " "
                <RuleChip rule=Rule::Bil12 />
            </p>
            {dynamic(body)}
        </details>
    }
}

/// Which policy, after how many days, and what came of it.
#[component]
fn Ask(policies: Vec<(PolicyId, String)>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let slices = Slices::default();
    let days_of = move |policy: &PolicyId| {
        library.read(|run| {
            let world = run.world();
            let policy = world.policy(policy).ok()?;
            Some(break_even::archive_days(&world.policies[policy].spec))
        })
    };
    let first = policies[0].0.clone();
    let days = RwSignal::new(days_of(&first).unwrap_or_default().0.to_string());
    let chosen = RwSignal::new(first);
    let found = RwSignal::new(None::<OfPolicy>);
    let choose = move |event| {
        let policy = PolicyId::from(event_target_value(&event).as_str());
        days.set(days_of(&policy).unwrap_or_default().0.to_string());
        chosen.set(policy);
        found.set(None);
    };
    let compare = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let policy = chosen.get_untracked();
        let after = Days(days.get_untracked().trim().parse().unwrap_or_default());
        let begun = library.read(|run| {
            let world = run.world();
            let sources = break_even::sources(world, &policy);
            let until = break_even::horizon(world, &policy);
            Comparing::begin(run, &policy, after, &sources, until)
        });
        let comparing = match begun {
            Ok(comparing) => comparing,
            Err(rejection) => return library.refuse(&rejection),
        };
        let steps = Steps {
            step: |comparing: &mut Comparing, events| match comparing.step(events) {
                Ok(false) => None,
                Ok(true) => Some(Ok(())),
                Err(rejection) => Some(Err(rejection)),
            },
            percent: Comparing::percent,
        };
        slices.start(comparing, steps, move |comparing, ended: Result<(), Rejection>| {
            match ended.and_then(|()| comparing.finish()) {
                Ok(of_policy) => found.set(Some(of_policy)),
                Err(rejection) => library.refuse(&rejection),
            }
        });
    };
    let option = |(id, name): (PolicyId, String)| view! { <option value=id.to_string()>{name}</option> };
    view! {
        <form class="pay" on:submit=compare novalidate>
            <div class="field">
                <label for="pays-policy">{t(Label::BackupPolicy)}</label>
                <select id="pays-policy" on:change=choose>
                    {policies.into_iter().map(option).collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="pays-days">{t(Label::AfterDays)}</label>
                <input
                    id="pays-days"
                    type="text"
                    inputmode="numeric"
                    prop:value=days
                    aria-describedby="pays-days-hint"
                    on:input=move |event| days.set(event_target_value(&event))
                />
                <small id="pays-days-hint">
                    {dynamic(move || break_even::days_hint(locale.get()))}
                </small>
            </div>
            <button type="submit" class="primary">
                {t(Label::ComparePays)}
            </button>
            <Progress slices=slices label=Label::ForecastPlaying />
        </form>
        {dynamic(move || found.get().map(|found| months(found, locale.get())))}
    }
}

/// What was found, month by month.
fn months(found: OfPolicy, locale: Locale) -> impl IntoView {
    let row = |(begins, [with, without]): (Timestamp, [MicroCny; 2])| {
        view! {
            <tr data-better=(with < without).then_some("true")>
                <th scope="row">{bill_chart::name(begins, Grouping::Month, locale)}</th>
                <td class="figure money">{with.to_string()}</td>
                <td class="figure money">{without.to_string()}</td>
            </tr>
        }
    };
    view! {
        <p role="status">
            <strong>{found.said(locale)}</strong>
        </p>
        <div class="table-frame" tabindex="0" role="region" aria-label=t(Label::ArchivingPays)>
            <table>
                <caption>{t(Label::CostsInAll)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t(Label::ByMonth)}</th>
                        <th scope="col" class="figure">
                            {t(Label::CumulativeWith)}
                        </th>
                        <th scope="col" class="figure">
                            {t(Label::CumulativeWithout)}
                        </th>
                    </tr>
                </thead>
                <tbody>{found.months.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
