//! The disks of an automatic snapshot policy: to apply it to some, or to cancel it for some.

use std::collections::BTreeSet;

use engine::{
    command::{Command, EcsCommand},
    id::DiskId,
    rule::Rule,
    view::{
        auto_policies::{self, AutoDiskRow, AutoDisksQuery},
        format,
        list::Query,
    },
};
use leptos::prelude::*;

use super::Looked;
use crate::{
    app::t,
    components::{
        dialog::{Dialog, Shape},
        dynamic::dynamic,
        list::{Column, Frame, empty},
        rule_chip::RuleChip,
    },
    library::use_library,
    screens::{
        ecs::{create::kind_label, fields::CommandForm},
        plans::over::is_open,
    },
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::DiskId, 0),
    Column::ordered(Label::EcsInstance, 1),
    Column::ordered(Label::DiskSize, 2).figure(),
    Column::new(Label::RuleNote),
];

/// The panels Apply to Disks and Cancel for Disks.
#[component]
pub fn PolicyDisks(
    /// Which disks of which policy.
    looked: RwSignal<Option<Looked>>,
) -> impl IntoView {
    let apply = is_open(looked, |looked| !looked.applied);
    let cancel = is_open(looked, |looked| looked.applied);
    let form = move |open: RwSignal<bool>| {
        dynamic(move || looked.get().map(|looked| view! { <Form open=open looked=looked /> }))
    };
    view! {
        <Dialog open=apply title=Label::ApplyToDisks shape=Shape::Panel>
            {form(apply)}
        </Dialog>
        <Dialog open=cancel title=Label::CancelForDisks shape=Shape::Panel>
            {form(cancel)}
        </Dialog>
    }
}

#[component]
fn Form(open: RwSignal<bool>, looked: Looked) -> impl IntoView {
    let library = use_library();
    let Looked { policy, applied } = looked;
    let query = RwSignal::new(Query { size: 10, ..Query::by(1, false) });
    let chosen = RwSignal::new(BTreeSet::<DiskId>::new());
    let named = library.read(|run| auto_policies::auto_policy(run.world(), &policy));
    let page = {
        let policy = policy.clone();
        library.view(
            |revisions| revisions.fleet,
            move |run| {
                let query = AutoDisksQuery { list: query.get(), policy: policy.clone(), applied };
                auto_policies::disks(run.world(), library.region.get(), &query)
            },
        )
    };
    let command = Callback::new(move |()| {
        let (policy, disks) = (policy.clone(), chosen.get_untracked().into_iter().collect());
        Ok(Command::Ecs(match applied {
            true => EcsCommand::CancelAutoPolicy { policy: Some(policy), disks },
            false => EcsCommand::ApplyAutoPolicy { policy, disks },
        }))
    });
    let empty = empty(|| t(Label::NoDisks).into_any(), Label::Cancel, Callback::new(move |()| open.set(false)));
    let called = if applied { Label::AppliedDisks } else { Label::NotYetApplied };
    let frame = Frame::new(called, "candidates", COLUMNS, Label::SearchDisks, empty);
    let list = frame.list(
        query,
        page,
        |row: &AutoDiskRow| row.id.to_string(),
        move |row| view! { <Line row=row chosen=chosen applied=applied /> }.into_any(),
    );
    let about = named.map(|policy| {
        let schedule = policy.clone();
        view! {
            <p>
                <strong>{policy.title().to_owned()}</strong>
                " · "
                {move || schedule.schedule(library.locale.get())}
            </p>
        }
    });
    view! {
        {about}
        {applied.then(|| view! { <p class="hint">{t(Label::CancelForDisksHint)}</p> })}
        <CommandForm
            open=open
            command=command
            faulty=Signal::derive(move || chosen.with(BTreeSet::is_empty))
        >
            {list}
            <p role="status">
                {dynamic(move || chosen.with(BTreeSet::len))} " " {t(Label::Selected)}
            </p>
        </CommandForm>
    }
}

/// One disk, with what its policy and Cloud Backup mean for it.
#[component]
fn Line(row: Memo<Option<AutoDiskRow>>, chosen: RwSignal<BTreeSet<DiskId>>, applied: bool) -> impl IntoView {
    let library = use_library();
    let Some(first) = row.get_untracked() else { return ().into_any() };
    let id = first.id.clone();
    let ticked = {
        let id = id.clone();
        move || chosen.with(|chosen| chosen.contains(&id))
    };
    let tick = {
        let id = id.clone();
        move |event| {
            let on = event_target_checked(&event);
            chosen.update(|chosen| {
                if on {
                    chosen.insert(id.clone())
                } else {
                    chosen.remove(&id)
                };
            });
        }
    };
    let cells = move || {
        let locale = library.locale.get();
        row.get().map(|row| {
            let replaced = row.policy.filter(|_| !applied).map(|policy| {
                let text = Label::ReplacesPolicy.get(locale);
                view! { <span>{text} " " {policy}</span> }
            });
            let both = (row.is_backed_up && !applied).then(|| {
                view! {
                    <span class="obstacle">
                        {Label::BackedUpAlso.get(locale)} <RuleChip rule=Rule::Con08 />
                    </span>
                }
            });
            view! {
                <td>
                    {row
                        .instance
                        .map_or_else(
                            || Label::NotAttached.get(locale).to_owned(),
                            |(_, name)| name,
                        )}
                </td>
                <td class="figure amount">{format::size(row.size)}</td>
                <td class="wraps">{replaced} " " {both}</td>
            }
        })
    };
    view! {
        <tr>
            <th scope="row">
                <label>
                    <input type="checkbox" prop:checked=ticked on:change=tick />
                    <code>{id.to_string()}</code>
                    {t(kind_label(first.kind))}
                </label>
            </th>
            {dynamic(cells)}
        </tr>
    }
    .into_any()
}
