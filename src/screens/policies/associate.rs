//! Associate Resource: instances of the region for a policy, all disks of each or some.

use engine::{
    backup::binding::BackupOptions,
    command::{Command, Source},
    view::{policies::PolicyRow, protect},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dialog::{Dialog, Shape},
        dynamic::dynamic,
        rule_chip::RuleChip,
    },
    library::use_library,
    screens::protect::selection::Selection,
    text::Label,
};

/// The panel.
#[component]
pub fn Associate(open: RwSignal<bool>, policy: Memo<Option<PolicyRow>>) -> impl IntoView {
    view! {
        <Dialog open=open title=Label::AssociateResource shape=Shape::Panel>
            {move || view! { <Choose open=open policy=policy /> }}
        </Dialog>
    }
}

#[component]
fn Choose(open: RwSignal<bool>, policy: Memo<Option<PolicyRow>>) -> impl IntoView {
    let library = use_library();
    let chosen = RwSignal::new(Vec::<protect::Chosen>::new());
    let done = RwSignal::new(false);
    let name = move || policy.with(|policy| policy.as_ref().map(|policy| policy.name.clone()));
    Effect::new(move |_| {
        if !done.get() {
            return;
        }
        done.set(false);
        let Some(policy) = policy.with_untracked(|policy| policy.as_ref().map(|policy| policy.id.clone())) else {
            return;
        };
        let sources = chosen.get_untracked().into_iter().map(source).collect();
        if library.dispatch(Command::AssociateInstances { policy, sources }).is_ok() {
            open.set(false);
        }
    });
    view! {
        <p>
            {t(Label::BackupPolicy)} {t(Label::Colon)} <strong>{dynamic(name)}</strong> " "
            <RuleChip rule=engine::rule::Rule::Pol99 />
        </p>
        <Selection chosen=chosen next=done open=open go=Label::Ok />
    }
}

fn source(chosen: protect::Chosen) -> Source {
    Source {
        instance: chosen.instance,
        scope: chosen.scope,
        options: BackupOptions::default(),
        suspended: false,
        description: String::new(),
    }
}
