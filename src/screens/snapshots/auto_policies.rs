//! Automatic Snapshot Policies: when snapshots of which disks are taken by themselves.

mod create;
mod disks;

use engine::{
    id::AutoPolicyId,
    rule::Rule,
    view::{
        auto_policies::{self, AutoPolicyRow},
        format,
        list::Query,
    },
};
use leptos::prelude::*;

use self::{create::CreateAutoPolicy, disks::PolicyDisks};
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        list::{
            Column, Frame,
            actions::{Action, RowActions},
            empty,
        },
    },
    library::use_library,
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::PolicyNameId, 0),
    Column::new(Label::Schedule),
    Column::ordered(Label::Retention, 1),
    Column::ordered(Label::AppliedDisks, 2).figure().why(Label::BackedUpToo, Rule::Con08),
    Column::ordered(Label::NextRun, 3),
    Column::new(Label::Actions),
];

/// Which disks of a policy are looked at: those that it is applied to, or those that it could be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    policy: AutoPolicyId,
    applied: bool,
}

/// The policies of the region.
#[component]
pub fn AutoPolicies() -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(Query::by(0, false));
    let (creating, looked) = (RwSignal::new(false), RwSignal::new(None::<Looked>));
    let page = library.view(
        |revisions| (revisions.fleet, revisions.jobs),
        move |run| auto_policies::auto_policies(run.world(), library.region.get(), &query.get()),
    );
    let create = Callback::new(move |()| creating.set(true));
    let empty = empty(|| t(Label::NoAutoPolicies).into_any(), Label::CreateAutoPolicy, create);
    let frame = Frame::new(Label::AutoPolicies, "auto-policies", COLUMNS, Label::SearchAutoPolicies, empty)
        .opener(Label::CreateAutoPolicy, create);
    view! {
        {frame
            .list(
                query,
                page,
                |row: &AutoPolicyRow| row.id.to_string(),
                move |row| view! { <Line row=row looked=looked /> }.into_any(),
            )}
        <CreateAutoPolicy open=creating />
        <PolicyDisks looked=looked />
    }
}

/// One policy.
#[component]
fn Line(row: Memo<Option<AutoPolicyRow>>, looked: RwSignal<Option<Looked>>) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let id = row.with_untracked(|row| row.as_ref().map(|row| row.id.to_string()));
    let name =
        Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.title().to_owned())).unwrap_or_default());
    let given = move || row.with(|row| row.as_ref().map(|row| row.name.clone()));
    let cells = move || {
        let locale = library.locale.get();
        row.get().map(|row| {
            let retention = match row.retention {
                Some(days) => format::days(days, locale),
                None => Label::Permanent.get(locale).to_owned(),
            };
            let next = row.next_run.map(|at| format::weekday_date_time(at, zone, locale));
            view! {
                <td class="wraps">{row.schedule(locale)}</td>
                <td data-label=Label::Retention.get(locale)>{retention}</td>
                <td class="figure amount" data-label=Label::AppliedDisks.get(locale)>
                    {row.disks}
                </td>
                <td class="figure" data-label=Label::NextRun.get(locale)>
                    {next.unwrap_or_else(|| Label::NoNextRun.get(locale).to_owned())}
                </td>
            }
        })
    };
    let look = move |applied| move || looked.set(row.get_untracked().map(|row| Looked { policy: row.id, applied }));
    // A policy that is applied to no disk has none to be taken from.
    let none = move || {
        let is_idle = row.with(|row| row.as_ref().is_some_and(|row| row.disks == 0));
        is_idle.then(|| Label::NoDiskApplied.get(library.locale.get()).to_owned())
    };
    let links = vec![
        Action::new(Label::ApplyToDisks, look(false)),
        Action::new(Label::CancelForDisks, look(true)).unless(none),
    ];
    view! {
        <tr>
            <th scope="row">
                <span class="name">{dynamic(given)}</span>
                " "
                <code>{id}</code>
            </th>
            {dynamic(cells)}
            <td>
                <RowActions name=name links=links />
            </td>
        </tr>
    }
}
