//! Add ECS Backup: choose instances, then how to back them up.

mod options;
pub(super) mod selection;

use engine::{
    backup::binding::{BackupOptions, DiskScope},
    command::{Command, Receipt, Source},
    id::{InstanceId, PolicyId},
    view::protect,
};
use leptos::prelude::*;

use self::{options::Options, selection::Selection};
use crate::{
    components::{
        dialog::{Dialog, Shape},
        dynamic::dynamic,
    },
    library::use_library,
    text::Label,
};

/// What is to be done with the chosen instances.
#[derive(Clone, Debug)]
pub enum Method {
    /// Back each up once.
    Once(engine::time::Days),
    /// Associate them with a policy that is there.
    Existing(PolicyId),
    /// Create a policy and associate them with it.
    New(engine::backup::policy::PolicySpec),
}

/// The panel: two steps.
#[component]
pub fn AddBackup(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The instances that are chosen already when it opens.
    #[prop(default = RwSignal::new(Vec::new()))]
    preselected: RwSignal<Vec<InstanceId>>,
) -> impl IntoView {
    let library = use_library();
    let chosen = RwSignal::new(Vec::<InstanceId>::new());
    let second = RwSignal::new(false);
    let view = Memo::new(move |_| {
        library.revisions.with(|revisions| (revisions.fleet, revisions.policies));
        let region = library.region.get();
        library.read(|run| protect::protect(run.world(), region))
    });
    Effect::new(move |_| {
        if open.get() {
            chosen.set(preselected.get_untracked());
            second.set(false);
        }
    });
    let perform = Callback::new(move |method: Method| {
        if carry_out(library, &chosen.get_untracked(), method) {
            open.set(false);
        }
    });
    view! {
        <Dialog open=open title=Label::AddEcsBackup shape=Shape::Panel>
            {dynamic(move || {
                if second.get() {
                    view! { <Options view=view back=second perform=perform /> }.into_any()
                } else {
                    view! { <Selection view=view chosen=chosen next=second open=open /> }.into_any()
                }
            })}
        </Dialog>
    }
}

/// Gives the commands; whether all were accepted. A policy made for an association that is refused is taken back.
fn carry_out(library: crate::library::Library, chosen: &[InstanceId], method: Method) -> bool {
    let associate = |policy: PolicyId| {
        let sources = chosen.iter().map(|instance| Source {
            instance: instance.clone(),
            scope: DiskScope::All,
            options: BackupOptions::default(),
            suspended: false,
            description: String::new(),
        });
        library.dispatch(Command::AssociateInstances { policy, sources: sources.collect() })
    };
    match method {
        Method::Once(retention) => chosen.iter().all(|instance| {
            let (instance, options) = (instance.clone(), BackupOptions::default());
            let back_up = Command::BackUp { instance, scope: DiskScope::All, options, retention, name: None };
            library.dispatch(back_up).is_ok()
        }),
        Method::Existing(policy) => associate(policy).is_ok(),
        Method::New(spec) => {
            let region = library.region.get_untracked();
            let Ok(Receipt::PolicyCreated(policy)) = library.dispatch(Command::CreatePolicy { region, spec }) else {
                return false;
            };
            let associated = associate(policy.clone()).is_ok();
            if !associated {
                drop(library.dispatch(Command::DeletePolicy { policy }));
            }
            associated
        }
    }
}
