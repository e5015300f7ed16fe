//! Step 1: which instances, and which of their disks.

use engine::{
    backup::{
        binding::{BackupOptions, DiskScope},
        consistency::Grouping,
    },
    catalog::limits,
    id::InstanceId,
    rejection::{Problem, Rejection},
    view::{
        list::Query,
        protect::{self, Candidate, CandidatesQuery, Chosen},
        why,
    },
    words,
};
use leptos::prelude::*;

use super::objects::{Objects, is_faulty};
use crate::{
    app::t,
    components::{
        dialog::{Dialog, Foot},
        dynamic::dynamic,
        list::{Column, Frame, empty},
        rule_chip::RuleChip,
        status::InstanceState,
    },
    library::use_library,
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::InstanceNameId, 0),
    Column::ordered(Label::Status, 1),
    Column::ordered(Label::Zone, 2),
    Column::new(Label::BackupObject),
];

/// The instances to choose from.
#[component]
pub fn Selection(
    /// What is chosen.
    chosen: RwSignal<Vec<Chosen>>,
    /// Set to go on.
    next: RwSignal<bool>,
    /// Set to false to give up.
    open: RwSignal<bool>,
    /// What its button says; Next where left out.
    #[prop(default = Label::Next)]
    go: Label,
) -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(Query { size: 10, ..Query::by(0, false) });
    let (protection, object) = (RwSignal::new(0), RwSignal::new(None::<usize>));
    let page = library.view(
        |revisions| (revisions.fleet, revisions.policies),
        move |run| {
            let asked = CandidatesQuery { list: query.get(), free_only: protection.get() == 1 };
            protect::candidates(run.world(), library.scope(), &asked)
        },
    );
    let choose_free =
        move |_| chosen.set(library.read(|run| protect::unprotected(run.world(), untrack(|| library.scope()))));
    let fault = move || {
        let given = chosen.with(Vec::len);
        let problem = match given {
            0 => Some(Problem::NothingChosen),
            _ if given > limits::INSTANCES_PER_OPERATION_MAX => Some(Problem::TooManyInstances { given }),
            _ => None,
        };
        problem.map(Rejection::from)
    };
    let stuck = move || fault().is_some() || chosen.with(|chosen| chosen.iter().any(is_faulty));
    let go_on = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !stuck() {
            next.set(true);
        }
    };
    let empty = empty(|| t(Label::NothingHere).into_any(), Label::Cancel, Callback::new(move |()| open.set(false)));
    let frame = Frame::new(Label::ChooseInstances, "candidates", COLUMNS, Label::SearchInstances, empty).choice(
        Label::Protected,
        &[Label::AllInstances, Label::FilterUnprotected],
        protection,
    );
    view! {
        <form class="panel-body" on:submit=go_on>
            <h3>{t(Label::ChooseInstances)}</h3>
            <p>
                <button type="button" on:click=choose_free>
                    {t(Label::SelectUnprotected)}
                </button>
                " "
                <span role="status">
                    {dynamic(move || chosen.with(Vec::len))} " " {t(Label::Selected)}
                </span>
            </p>
            {frame
                .list(
                    query,
                    page,
                    |candidate: &Candidate| candidate.id.to_string(),
                    move |candidate| {
                        view! { <Choice candidate=candidate chosen=chosen object=object /> }
                            .into_any()
                    },
                )}
            <Foot>
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
                <button type="submit" class="primary" disabled=stuck>
                    {t(go)}
                </button>
            </Foot>
        </form>
        <ObjectDialog chosen=chosen object=object />
    }
}

/// The dialog Backup Object of one chosen instance.
#[component]
fn ObjectDialog(chosen: RwSignal<Vec<Chosen>>, object: RwSignal<Option<usize>>) -> impl IntoView {
    let open = crate::screens::plans::over::is_open(object, |_| true);
    view! {
        <Dialog open=open title=Label::BackupObject>
            {dynamic(move || {
                object.get().map(|position| view! { <Objects chosen=chosen position=position /> })
            })}
            <Foot>
                <button type="button" class="primary" on:click=move |_| object.set(None)>
                    {t(Label::Ok)}
                </button>
            </Foot>
        </Dialog>
    }
}

/// One instance: its check box, which disks, and how its backup would agree.
#[component]
fn Choice(
    candidate: Memo<Option<Candidate>>,
    chosen: RwSignal<Vec<Chosen>>,
    object: RwSignal<Option<usize>>,
) -> impl IntoView {
    let library = use_library();
    let Some(first) = candidate.get_untracked() else { return ().into_any() };
    let id = first.id.clone();
    let place = {
        let id = id.clone();
        Memo::new(move |_| position_of(chosen, &id))
    };
    let toggle = {
        let id = id.clone();
        move |event| {
            let on = event_target_checked(&event);
            chosen.update(|chosen| {
                chosen.retain(|other| other.instance != id);
                if on {
                    chosen.push(Chosen { instance: id.clone(), scope: DiskScope::All });
                }
            });
        }
    };
    let policy = Memo::new(move |_| candidate.with(|candidate| candidate.as_ref().and_then(|one| one.policy.clone())));
    let bound = move || {
        policy.get().map(|policy| {
            view! {
                <span class="badge">{t(Label::ProtectedBy)} " " {policy}</span>
                <RuleChip rule=engine::rule::Rule::Pol95 />
            }
        })
    };
    let disks = move || {
        let position = place.get()?;
        let locale = library.locale.get();
        let label = chosen.with(|chosen| match chosen.get(position).map(|one| &one.scope) {
            Some(DiskScope::Only(disks)) => {
                format!("{}{}{}", Label::Disks.get(locale), Label::Colon.get(locale), disks.len())
            }
            _ => Label::AllDisks.get(locale).to_owned(),
        });
        Some(view! {
            <button type="button" class="link" on:click=move |_| object.set(Some(position))>
                {label}
            </button>
        })
    };
    let agrees = {
        let id = id.clone();
        move || {
            let one = place
                .get()
                .and_then(|position| chosen.with(|chosen| chosen.get(position).cloned()))
                .unwrap_or_else(|| Chosen { instance: id.clone(), scope: DiskScope::All });
            agreement(&one)
        }
    };
    view! {
        <tr>
            <th scope="row">
                <label>
                    <input
                        type="checkbox"
                        prop:checked=move || place.get().is_some()
                        disabled=move || policy.with(Option::is_some) && place.get().is_none()
                        on:change=toggle
                    />
                    <span class="name">{first.name}</span>
                    " "
                    <code>{id.to_string()}</code>
                </label>
                {dynamic(bound)}
            </th>
            <td>
                {dynamic(move || {
                    candidate.get().map(|one| view! { <InstanceState status=one.status /> })
                })}
            </td>
            <td class="figure">{first.zone}</td>
            <td class="wraps">
                {dynamic(disks)}
                {dynamic(move || {
                    place
                        .get()
                        .is_none()
                        .then(|| {
                            view! {
                                <span class="figure">
                                    {t(Label::Disks)} {t(Label::Colon)} {first.disks}
                                </span>
                            }
                        })
                })} <small>{dynamic(agrees)}</small>
            </td>
        </tr>
    }
    .into_any()
}

fn position_of(chosen: RwSignal<Vec<Chosen>>, id: &InstanceId) -> Option<usize> {
    chosen.with(|chosen| chosen.iter().position(|one| one.instance == *id))
}

/// Whether the disks of a backup agree at one instant, or why not.
fn agreement(one: &Chosen) -> impl IntoView + use<> {
    let library = use_library();
    let locale = library.locale.get();
    let automatic = BackupOptions::default();
    let consistency = library.read(|run| protect::consistency(run.world(), one, &automatic));
    consistency.map(|consistency| {
        let how = match consistency.grouping {
            Grouping::Group => Label::ConsistentGroup.get(locale).to_owned(),
            Grouping::SingleDisks(obstacle) => {
                let single = Label::CrashConsistent.get(locale);
                format!("{single}{}{}", Label::Colon.get(locale), why::obstacle(obstacle, locale))
            }
        };
        view! {
            {how}
            " "
            <RuleChip rule=consistency.rule() />
        }
    })
}
