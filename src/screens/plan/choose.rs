//! What is to be rehearsed: which policy, for which instances, and how far ahead.

use engine::{
    catalog::region::Region,
    id::{InstanceId, PolicyId},
    rehearsal::Change,
    time::{DAY, Days, Timestamp},
    view::{
        format,
        list::Query,
        policies::{self, PoliciesQuery},
        rehearsal::{self, Choice},
    },
};
use leptos::prelude::*;

use super::{Planning, draft, use_planning};
use crate::{
    app::{go, t},
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
    },
    library::{Library, use_library},
    route::Route,
    screens::policies::editor::Subject,
    text::Label,
};

/// The form.
#[component]
pub(super) fn Choose() -> impl IntoView {
    let planning = use_planning();
    let start = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        planning.start();
    };
    let edit = move |_| edit(&planning);
    let cannot =
        move || planning.change.with(Option::is_none) || planning.instances().is_empty() || planning.until().is_none();
    view! {
        <form class="plan-form" on:submit=start>
            <Policies />
            <Horizon />
            <Show when=move || {
                planning.change.with(Option::is_some)
            }>
                {move || {
                    view! {
                        <Instances
                            chosen=Signal::derive(move || planning.instances())
                            region=Signal::derive(move || region_of(&planning))
                            policy=Signal::derive(move || policy_of(&planning))
                            choose=Callback::new(move |chosen| planning.chosen.set(Some(chosen)))
                        />
                    }
                }}
            </Show>
            <div class="plan-go">
                <button type="submit" class="primary" disabled=cannot>
                    <Icon picture=Picture::Play />
                    {t(Label::Rehearse)}
                </button>
                <Show when=move || planning.change.with(Option::is_some)>
                    <button type="button" on:click=edit>
                        {t(Label::PlanEdit)}
                    </button>
                </Show>
            </div>
        </form>
    }
}

/// Opens the panel of what is rehearsed, with the draft as it was.
fn edit(planning: &Planning) {
    let open = match (planning.policy.get_untracked(), planning.draft.get_value()) {
        (Some(policy), _) => Some(policy),
        (None, Some(draft)) => {
            draft::resume();
            match draft.subject {
                Subject::New => None,
                Subject::Policy(policy) => Some(policy),
            }
        }
        (None, None) => return,
    };
    go(&Route::Policies { open });
}

fn region_of(planning: &Planning) -> Region {
    let of_policy = |policy: &PolicyId| {
        planning.library.read(|run| run.world().policy(policy).ok().map(|policy| run.world().policies[policy].region))
    };
    let region = planning.change.with(|change| match change.as_ref()? {
        Change::New { region, .. } => Some(*region),
        Change::AsItIs(policy) | Change::Edited { policy, .. } => of_policy(policy),
    });
    region.unwrap_or_else(|| planning.library.region.get())
}

fn policy_of(planning: &Planning) -> Option<PolicyId> {
    planning.change.with(|change| change.as_ref().and_then(Change::policy).cloned())
}

/// The policies of the region, by name.
pub(super) fn named(library: Library) -> Vec<(PolicyId, String)> {
    let all = PoliciesQuery { list: Query { size: usize::MAX, ..Query::default() }, ..PoliciesQuery::default() };
    let region = library.region.get();
    let found = library.read(|run| policies::policies(run.world(), region, &all));
    found.rows.into_iter().map(|row| (row.id, row.name)).collect()
}

/// The policies to choose from, the draft first.
#[component]
fn Policies() -> impl IntoView {
    let planning = use_planning();
    let library = use_library();
    let draft = planning.draft.get_value().map(|draft| draft.form.name);
    let choose = move |event| {
        let id = event_target_value(&event);
        go(&Route::Plan { policy: (!id.is_empty()).then(|| id.as_str().into()) });
    };
    let options = move || {
        library.revisions.with(|revisions| revisions.policies);
        let locale = library.locale.get();
        let first = match &draft {
            Some(name) => Label::PlanDraft.get(locale).replace("{}", name),
            None => Label::PlanNothingChosen.get(locale).to_owned(),
        };
        let chosen = planning.policy.get();
        let option = |(id, name): (PolicyId, String)| {
            view! {
                <option value=id.to_string() selected=chosen.as_ref() == Some(&id)>
                    {name}
                </option>
            }
        };
        view! {
            <option value="" selected=chosen.is_none()>
                {first}
            </option>
            {named(library).into_iter().map(option).collect_view()}
        }
    };
    view! {
        <label class="filter plan-policy">
            {t(Label::PlanRuns)} <select on:change=choose>{dynamic(options)}</select>
        </label>
    }
}

/// Until when: a day, or one of a few.
#[component]
fn Horizon() -> impl IntoView {
    let planning = use_planning();
    let library = use_library();
    view! {
        <Until
            typed=Signal::derive(move || planning.until_text())
            is_right=Signal::derive(move || planning.until().is_some() || planning.is_untouched())
            choose=Callback::new(move |typed| planning.typed.set(Some(typed)))
        >
            <button type="button" on:click=move |_| planning.typed.set(None)>
                {t(Label::PlanHorizonDefault)}
            </button>
            {dynamic(move || presets(library, planning.typed))}
        </Until>
    }
}

/// A day in the future, with what is chosen beside it.
#[component]
pub(super) fn Until(
    /// What is typed.
    typed: Signal<String>,
    /// Whether that is a day to come.
    is_right: Signal<bool>,
    /// Takes what is typed.
    choose: Callback<String>,
    /// Days to choose.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field plan-until" data-invalid=move || (!is_right.get()).then_some("true")>
            <label for="plan-until">{t(Label::PlanHorizon)}</label>
            <div class="plan-days">
                <input
                    id="plan-until"
                    type="date"
                    prop:value=typed
                    aria-describedby="plan-until-error"
                    aria-invalid=move || (!is_right.get()).then_some("true")
                    on:input=move |event| choose.run(event_target_value(&event))
                />
                {children()}
            </div>
            <p class="field-error" id="plan-until-error">
                {dynamic(move || {
                    (!is_right.get())
                        .then(|| {
                            view! {
                                <Icon picture=Picture::Failed />
                                <span>{t(Label::PlanHorizonFault)}</span>
                            }
                        })
                })}
            </p>
        </div>
    }
}

/// Some days from now that are often asked for.
pub(super) fn presets(library: Library, typed: RwSignal<Option<String>>) -> impl IntoView {
    let locale = library.locale.get();
    let preset = |days: u32| {
        let text = match days / 365 {
            0 => format::days(Days(days), locale),
            1 => Label::PlanYear.get(locale).to_owned(),
            years => Label::PlanYears.get(locale).replace("{}", &years.to_string()),
        };
        let choose = move |_| {
            let day = library
                .read(|run| rehearsal::local_date(Timestamp(run.now().0 + i64::from(days) * DAY), run.world().zone));
            typed.set(Some(day));
        };
        view! {
            <button type="button" on:click=choose>
                {text}
            </button>
        }
    };
    [90, 365, 3 * 365, 3_652].map(preset).collect_view()
}

/// The instances to choose from, those found first of many.
#[component]
pub(super) fn Instances(
    /// Which are chosen.
    chosen: Signal<Vec<InstanceId>>,
    /// Those of which region.
    region: Signal<Region>,
    /// Whose policy they may have already.
    policy: Signal<Option<PolicyId>>,
    /// Takes what is chosen.
    choose: Callback<Vec<InstanceId>>,
) -> impl IntoView {
    let library = use_library();
    let needle = RwSignal::new(String::new());
    let found = library.view(
        |revisions| (revisions.fleet, revisions.policies),
        move |run| {
            let policy = policy.get();
            needle.with(|needle| rehearsal::choices(run.world(), region.get(), policy.as_ref(), needle))
        },
    );
    let is_open = chosen.get_untracked().is_empty();
    let summary = move || {
        let locale = library.locale.get();
        let count = format::count(chosen.with(Vec::len) as u64);
        format!("{}{}{count}", Label::PlanInstancesOf.get(locale), Label::Colon.get(locale))
    };
    let all = move |_| {
        let mut ids = chosen.get_untracked();
        ids.extend(
            found
                .get_untracked()
                .into_iter()
                .map(|choice| choice.id)
                .filter(|id| !chosen.with_untracked(|chosen| chosen.contains(id))),
        );
        choose.run(ids);
    };
    view! {
        <details class="plan-instances" open=is_open>
            <summary>{dynamic(summary)}</summary>
            <div class="tools">
                <button type="button" on:click=all>
                    {t(Label::PlanAllFound)}
                </button>
                <button type="button" on:click=move |_| choose.run(Vec::new())>
                    {t(Label::PickNone)}
                </button>
                <input
                    type="search"
                    aria-label=t(Label::SearchInstances)
                    placeholder=t(Label::SearchInstances)
                    prop:value=needle
                    on:input=move |event| needle.set(event_target_value(&event))
                />
            </div>
            <ul class="plan-fleet">
                {dynamic(move || found.with(|found| boxes(found, chosen, choose)))}
            </ul>
        </details>
        <p class="plan-none" role="status">
            {dynamic(move || chosen.with(Vec::is_empty).then(|| t(Label::PlanNoInstances)))}
        </p>
    }
}

fn boxes(
    found: &[Choice],
    chosen: Signal<Vec<InstanceId>>,
    choose: Callback<Vec<InstanceId>>,
) -> impl IntoView + use<> {
    let locale = use_library().locale;
    let one = |choice: &Choice| {
        let (id, own) = (choice.id.clone(), choice.id.clone());
        let change = move |event| {
            let mut ids = chosen.get_untracked();
            ids.retain(|kept| *kept != own);
            if event_target_checked(&event) {
                ids.push(own.clone());
            }
            choose.run(ids);
        };
        let elsewhere = choice.elsewhere.clone().map(|policy| view! { <span class="badge">{policy}</span> });
        view! {
            <li>
                <label class="way">
                    <input
                        type="checkbox"
                        prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                        on:change=change
                    />
                    <span>{choice.name.clone()}</span>
                    " "
                    <code>{choice.id.to_string()}</code>
                    " "
                    {elsewhere}
                </label>
            </li>
        }
    };
    let more = found.len().saturating_sub(SHOWN_MAX);
    let more = (more > 0).then(|| {
        let text = Label::PlanMoreFound.get(locale.get()).replace("{}", &format::count(more as u64));
        view! { <li class="hint">{text}</li> }
    });
    view! {
        {found.iter().take(SHOWN_MAX).map(one).collect_view()}
        {more}
    }
}

/// So many instances are shown at once; of more those that are searched for.
const SHOWN_MAX: usize = 60;
