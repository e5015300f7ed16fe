//! Add ECS Backup: choose instances, then how to back them up.

pub mod copy;
pub mod how;
pub mod objects;
pub(super) mod options;
pub(super) mod selection;

use engine::{
    backup::{
        binding::{BackupOptions, DiskScope},
        policy::{PolicyName, ReplicationRule},
    },
    command::{Command, Receipt, Source},
    id::{InstanceId, PolicyId},
    time::Days,
    view::protect::Chosen,
};
use leptos::prelude::*;

use self::{
    options::{Draft, Options},
    selection::Selection,
};
use crate::{
    components::{
        dialog::{Dialog, Shape},
        dynamic::dynamic,
    },
    library::{Library, use_library},
    text::Label,
};

/// What is to be done with the chosen instances.
#[derive(Clone, Debug)]
pub enum Method {
    /// Back each up once.
    Once {
        /// How long the points are kept.
        retention: Days,
        /// A name for the jobs.
        name: Option<PolicyName>,
        /// Where the points are copied to.
        copy: Option<ReplicationRule>,
    },
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
    let chosen = RwSignal::new(Vec::<Chosen>::new());
    let second = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            let whole = |instance| Chosen { instance, scope: DiskScope::All };
            chosen.set(preselected.get_untracked().into_iter().map(whole).collect());
            second.set(false);
        }
    });
    let perform = Callback::new(move |(method, options): (Method, BackupOptions)| {
        let asked = chosen.get_untracked();
        match carry_out(library, &asked, &options, method) {
            Ok(()) => open.set(false),
            // What has begun is not begun again with what is left.
            Err(done) => chosen.update(|chosen| drop(chosen.drain(..done.min(chosen.len())))),
        }
    });
    view! {
        <Dialog open=open title=Label::AddEcsBackup shape=Shape::Panel>
            {
                let draft = Draft::new();
                dynamic(move || {
                    if second.get() {
                        view! { <Options draft=draft chosen=chosen back=second perform=perform /> }
                            .into_any()
                    } else {
                        view! { <Selection chosen=chosen next=second open=open /> }.into_any()
                    }
                })
            }
        </Dialog>
    }
}

/// Gives the commands. Where one is refused, tells for how many instances it was done. A policy made for an association
/// that is refused is taken back.
fn carry_out(library: Library, chosen: &[Chosen], options: &BackupOptions, method: Method) -> Result<(), usize> {
    let associate = |policy: PolicyId| {
        let sources = chosen.iter().map(|one| Source {
            instance: one.instance.clone(),
            scope: one.scope.clone(),
            options: options.clone(),
            suspended: false,
            description: String::new(),
        });
        library.dispatch(Command::AssociateInstances { policy, sources: sources.collect() }).map(drop).map_err(|_| 0)
    };
    match method {
        Method::Once { retention, name, copy } => {
            let refused = chosen.iter().position(|one| {
                let (instance, scope) = (one.instance.clone(), one.scope.clone());
                let (options, name, copy) = (options.clone(), name.clone(), copy.clone());
                library.dispatch(Command::BackUp { instance, scope, options, retention, name, copy }).is_err()
            });
            refused.map_or(Ok(()), Err)
        }
        Method::Existing(policy) => associate(policy),
        Method::New(spec) => {
            let region = library.region.get_untracked();
            let Ok(Receipt::PolicyCreated(policy)) = library.dispatch(Command::CreatePolicy { region, spec }) else {
                return Err(0);
            };
            associate(policy.clone()).inspect_err(|_| library.take_back(Command::DeletePolicy { policy }))
        }
    }
}
