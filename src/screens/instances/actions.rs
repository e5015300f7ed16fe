//! What can be done with one instance: run its plan now, modify, suspend, resume or delete it, or stop its protection; and
//! with several at once.

use engine::{
    command::Command,
    view::{
        bulk::{self, InstanceDeed, PlanDeed},
        fleet::{InstanceRow, PolicyRef},
    },
};
use leptos::prelude::*;

use crate::{
    components::{
        dynamic::dynamic,
        list::{
            actions::{Action, RowActions},
            picks::{self, Deed},
        },
    },
    library::use_library,
    parts::use_parts,
    screens::plans::over::{Over, Panel, use_over},
    text::Label,
};

/// Which actions a row has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// None: it is protected by Add ECS Backup.
    None,
    /// It is listed for its backups alone.
    Listed,
    /// One policy protects it.
    OnePlan,
    /// Several do; what is done is done to one of them in a panel.
    SeveralPlans,
}

/// The actions of a row. They stay while the row changes, and so does the focus on them.
#[component]
pub fn Actions(
    /// The row.
    row: Memo<Option<InstanceRow>>,
) -> impl IntoView {
    let kind = Memo::new(move |_| {
        row.with(|row| match row.as_ref().map(|row| (row.listed, row.policies.len())) {
            None | Some((false, 0)) => Kind::None,
            Some((true, 0)) => Kind::Listed,
            Some((_, 1)) => Kind::OnePlan,
            Some(_) => Kind::SeveralPlans,
        })
    });
    dynamic(move || actions(kind.get(), row))
}

fn actions(kind: Kind, row: Memo<Option<InstanceRow>>) -> Option<AnyView> {
    let library = use_library();
    let over = use_over();
    let rest = use_parts().screens;
    let name = Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.name.clone())).unwrap_or_default());
    let with = move |act: fn(Over, InstanceRow)| {
        move || {
            rest.want();
            if let Some(row) = row.get_untracked() {
                act(over, row);
            }
        }
    };
    let give = move |command: fn(InstanceRow, PolicyRef) -> Command| {
        move || {
            let plan = row.get_untracked().and_then(|row| Some((row.policies.first()?.clone(), row)));
            if let Some((policy, row)) = plan {
                rest.once(move |screens| (screens.dispatch)(library, command(row, policy)));
            }
        }
    };
    let stop = Action::new(
        Label::StopProtection,
        with(|over, row| over.ask(Label::StopProtection, Command::StopProtecting { instance: row.id })),
    );
    let associated = Action::new(Label::AllAssociatedPolicies, with(|over, row| over.open(Panel::Associated(row.id))));
    let (links, more) = match kind {
        Kind::None => return None,
        Kind::Listed => (vec![], vec![stop]),
        Kind::SeveralPlans => (vec![associated], vec![stop]),
        Kind::OnePlan => {
            let suspended = Signal::derive(move || {
                let first = |row: &InstanceRow| row.policies.first().is_some_and(|policy| policy.suspended);
                row.with(|row| row.as_ref().is_some_and(first))
            });
            let suspend = Signal::derive(move || if suspended.get() { Label::ResumePlan } else { Label::SuspendPlan });
            let run_now = Action::new(
                Label::RunNow,
                give(|row, plan| Command::RunPolicy { policy: plan.id, rule: None, instance: Some(row.id) }),
            );
            let modify = with(|over, row| {
                if let Some(plan) = row.policies.first() {
                    over.open(Panel::Modify(row.id.clone(), plan.id.clone()));
                }
            });
            let delete = with(|over, row| {
                if let Some(plan) = row.policies.first() {
                    over.ask(Label::DeletePlan, plan.delete(&row.id));
                }
            });
            let suspend_or_resume = give(|row, plan| Command::UpdateBinding {
                policy: plan.id,
                instance: row.id,
                suspended: Some(!plan.suspended),
                description: None,
                scope: None,
                options: None,
            });
            let more = vec![
                Action::new(Label::ModifyPlan, modify),
                Action::new(suspend, suspend_or_resume),
                Action::new(Label::DeletePlan, delete),
                associated,
                stop,
            ];
            (vec![run_now], more)
        }
    };
    Some(view! { <RowActions name=name links=links more=more /> }.into_any())
}

/// The check box that picks an instance.
pub fn pick(row: Memo<Option<InstanceRow>>) -> AnyView {
    let name = Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.name.clone())).unwrap_or_default());
    let key = row.with_untracked(|row| row.as_ref().map(|row| row.id.to_string())).unwrap_or_default();
    let over = use_over();
    // Nothing is done with what was replicated here as with an instance of this region.
    let is_of_here = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.replicated_from.is_none())));
    dynamic(move || is_of_here.get().then(|| picks::pick(over.picks, key.clone(), name))).into_any()
}

/// What can be done with several instances.
pub fn deeds() -> Vec<Deed> {
    let library = use_library();
    let over = use_over();
    let of = |label, deed, act: fn(Over, Label, bulk::Bulk)| {
        Deed::new(
            label,
            move |run, ids, locale| bulk::with_instances(run.world(), library.scope(), ids, deed, locale),
            move |bulk| act(over, label, bulk),
        )
    };
    let ask = |label, deed| of(label, deed, Over::ask_all);
    vec![
        ask(Label::RunNow, InstanceDeed::WithPlans(PlanDeed::RunNow)),
        of(Label::AssociatePolicy, InstanceDeed::Associate, |over, _, _| over.open(Panel::Associate)),
        ask(Label::SuspendPlan, InstanceDeed::WithPlans(PlanDeed::Suspend)),
        ask(Label::ResumePlan, InstanceDeed::WithPlans(PlanDeed::Resume)),
        ask(Label::StopProtection, InstanceDeed::StopProtection),
    ]
}
