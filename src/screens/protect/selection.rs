//! Step 1: which instances.

use engine::{
    backup::consistency::Grouping,
    catalog::limits,
    id::InstanceId,
    rejection::{Problem, Rejection},
    view::{
        format,
        protect::{Candidate, ProtectView},
        why,
    },
    words,
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::{Rows, dynamic, row},
        rule_chip::RuleChip,
        status::InstanceState,
    },
    library::use_library,
    text::Label,
};

/// The instances to choose from.
#[component]
pub fn Selection(
    /// What there is.
    view: Memo<ProtectView>,
    /// What is chosen.
    chosen: RwSignal<Vec<InstanceId>>,
    /// Set to go on.
    next: RwSignal<bool>,
    /// Set to false to give up.
    open: RwSignal<bool>,
) -> impl IntoView {
    let library = use_library();
    let unprotected = move || {
        let free = view.with(|view| {
            view.candidates.iter().filter(|one| one.policy.is_none()).map(|one| one.id.clone()).collect::<Vec<_>>()
        });
        chosen.set(free);
    };
    let fault = move || wrong_with(chosen.with(Vec::len));
    let go_on = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if fault().is_none() {
            next.set(true);
        }
    };
    let rows = Signal::derive(move || {
        let candidates = view.get().candidates.into_iter();
        let keyed = candidates.map(|candidate| {
            row(candidate.id.clone(), move || view! { <Choice candidate=candidate.clone() chosen=chosen /> })
        });
        keyed.collect()
    });
    view! {
        <form class="panel-body" on:submit=go_on>
            <h3>{t(Label::ChooseInstances)}</h3>
            <p>
                <button type="button" on:click=move |_| unprotected()>
                    {t(Label::SelectUnprotected)}
                </button>
                " "
                <span role="status">
                    {dynamic(move || chosen.with(Vec::len))} " " {t(Label::Selected)}
                </span>
            </p>
            <ul class="candidates">
                <Rows rows=rows />
            </ul>
            <footer class="dialog-foot">
                <span class=move || {
                    if chosen.with(Vec::is_empty) { "hint" } else { "field-error" }
                }>
                    {dynamic(move || {
                        fault()
                            .map(|fault| {
                                view! {
                                    {words::rejection(&fault, library.locale.get())}
                                    <RuleChip rule=fault.rule() />
                                }
                            })
                    })}
                </span>
                <button type="button" on:click=move |_| open.set(false)>
                    {t(Label::Cancel)}
                </button>
                <button type="submit" class="primary" disabled=move || fault().is_some()>
                    {t(Label::Next)}
                </button>
            </footer>
        </form>
    }
}

/// What is wrong with a choice of so many instances (CON-02).
pub fn wrong_with(given: usize) -> Option<Rejection> {
    let problem = match given {
        0 => Problem::NothingChosen,
        _ if given > limits::INSTANCES_PER_OPERATION_MAX => Problem::TooManyInstances { given },
        _ => return None,
    };
    Some(problem.into())
}

/// One instance: its check box, how its backup would agree, and its disks.
#[component]
pub fn Choice(
    /// The instance.
    candidate: Candidate,
    /// What is chosen.
    chosen: RwSignal<Vec<InstanceId>>,
) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let id = candidate.id.clone();
    let checked = {
        let id = id.clone();
        move || chosen.with(|chosen| chosen.contains(&id))
    };
    let toggle = move |event| {
        let on = event_target_checked(&event);
        chosen.update(|chosen| {
            chosen.retain(|other| *other != id);
            if on {
                chosen.push(id.clone());
            }
        });
    };
    let bound = candidate.policy.clone().map(|policy| {
        view! {
            <span class="bound">
                <span class="badge">{t(Label::ProtectedBy)} " " {policy}</span>
                <RuleChip rule=engine::rule::Rule::Pol95 />
            </span>
        }
    });
    let disabled = bound.is_some();
    let consistency = candidate.consistency;
    let how = move || match consistency.grouping {
        Grouping::Group => Label::ConsistentGroup.get(locale.get()).to_owned(),
        Grouping::SingleDisks(obstacle) => {
            let single = Label::CrashConsistent.get(locale.get());
            format!("{single}{}{}", Label::Colon.get(locale.get()), why::obstacle(obstacle, locale.get()))
        }
    };
    let disks = candidate.disks.iter().map(|disk| {
        let (category, size, possible) = (disk.category, disk.size, disk.possible);
        view! {
            <li data-impossible=(!possible)
                .then_some(
                    "true",
                )>
                {dynamic(move || category.name(locale.get()))} " " {format::size(size)}
                {(!possible)
                    .then(|| {
                        view! {
                            " "
                            <RuleChip rule=engine::rule::Rule::Con20 />
                        }
                    })}
            </li>
        }
    });
    let disks = disks.collect_view();
    view! {
        <li class="candidate">
            <label>
                <input type="checkbox" prop:checked=checked disabled=disabled on:change=toggle />
                <span class="name">{candidate.name.clone()}</span>
                " "
                <code>{candidate.id.to_string()}</code>
            </label>
            <InstanceState status=candidate.status />
            <span>{candidate.zone.clone()}</span>
            {bound}
            <small>{dynamic(how)} " " <RuleChip rule=consistency.rule() /></small>
            <ul class="disks">{disks}</ul>
        </li>
    }
}
