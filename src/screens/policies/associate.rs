//! Associate Resource: instances of the region for a policy, all disks of each.

use engine::{
    backup::binding::{BackupOptions, DiskScope},
    command::{Command, Source},
    id::InstanceId,
    rejection::Rejection,
    view::{policies::PolicyRow, protect},
    words,
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dialog::{Dialog, Shape},
        dynamic::{Rows, dynamic, row},
        rule_chip::RuleChip,
    },
    library::use_library,
    screens::protect::selection::{Choice, wrong_with},
    text::Label,
};

/// The panel.
#[component]
pub fn Associate(open: RwSignal<bool>, policy: Memo<Option<PolicyRow>>) -> impl IntoView {
    view! {
        <Dialog open=open title=Label::AssociateResource shape=Shape::Panel>
            {move || view! { <Chosen open=open policy=policy /> }}
        </Dialog>
    }
}

#[component]
fn Chosen(open: RwSignal<bool>, policy: Memo<Option<PolicyRow>>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let chosen = RwSignal::new(Vec::<InstanceId>::new());
    let refusal = RwSignal::new(None::<Rejection>);
    let view = Memo::new(move |_| {
        library.revisions.with(|revisions| (revisions.fleet, revisions.policies));
        let region = library.region.get();
        library.read(|run| protect::protect(run.world(), region))
    });
    let rows = Signal::derive(move || {
        let candidates = view.get().candidates.into_iter();
        let keyed = candidates.map(|candidate| {
            row(candidate.id.clone(), move || view! { <Choice candidate=candidate.clone() chosen=chosen /> })
        });
        keyed.collect()
    });
    let name = move || policy.with(|policy| policy.as_ref().map(|policy| policy.name.clone()));
    let fault = move || wrong_with(chosen.with(Vec::len));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(policy) = policy.with_untracked(|policy| policy.as_ref().map(|policy| policy.id.clone())) else {
            return;
        };
        if untrack(fault).is_some() {
            return;
        }
        let sources = chosen.get_untracked().into_iter().map(all_disks).collect();
        match library.dispatch(Command::AssociateInstances { policy, sources }) {
            Ok(_) => open.set(false),
            Err(rejection) => refusal.set(Some(rejection)),
        }
    };
    let refused = move || {
        let refused = refusal.get()?;
        Some(view! {
            <p class="field-error" role="alert">
                {words::rejection(&refused, locale.get())}
                " "
                <RuleChip rule=refused.rule() />
            </p>
        })
    };
    let what_is_wrong = move || {
        fault().map(|fault| {
            view! {
                {words::rejection(&fault, locale.get())}
                <RuleChip rule=fault.rule() />
            }
        })
    };
    view! {
        <form class="panel-body" on:submit=submit>
            <p>
                {t(Label::BackupPolicy)} {t(Label::Colon)} <strong>{dynamic(name)}</strong> " "
                <RuleChip rule=engine::rule::Rule::Pol99 />
            </p>
            <p role="status">{dynamic(move || chosen.with(Vec::len))} " " {t(Label::Selected)}</p>
            <ul class="candidates">
                <Rows rows=rows />
            </ul>
            {dynamic(refused)}
            <footer class="dialog-foot">
                <span class=move || {
                    if chosen.with(Vec::is_empty) { "hint" } else { "field-error" }
                }>{dynamic(what_is_wrong)}</span>
                <button type="button" on:click=move |_| open.set(false)>
                    {t(Label::Cancel)}
                </button>
                <button type="submit" class="primary" disabled=move || fault().is_some()>
                    {t(Label::Ok)}
                </button>
            </footer>
        </form>
    }
}

/// The instance with all of its disks, those attached later included (POL-99).
fn all_disks(instance: InstanceId) -> Source {
    Source {
        instance,
        scope: DiskScope::All,
        options: BackupOptions::default(),
        suspended: false,
        description: String::new(),
    }
}
