//! Saving what was rehearsed: what that does is said, then it is done.

use engine::{
    command::Receipt,
    id::PolicyId,
    rehearsal::{Proposal, bring},
    view::rehearsal::{self, Deed},
};
use leptos::prelude::*;

use super::{draft, use_planning};
use crate::{
    app::{go, t},
    components::{dynamic::dynamic, rule_chip::RuleChip},
    library::{Library, use_library},
    route::Route,
    text::Label,
};

/// What saving does, and the button for it; nothing where all is so already.
#[component]
pub(super) fn Save() -> impl IntoView {
    let planning = use_planning();
    let library = use_library();
    let deeds = library.view(
        |revisions| (revisions.policies, revisions.fleet),
        move |run| {
            let locale = library.locale.get();
            let asked = planning.asked.get();
            asked.map(|(proposal, _)| rehearsal::deeds(run.world(), &proposal, locale)).unwrap_or_default()
        },
    );
    let press = move |_| {
        let Some((proposal, _)) = planning.asked.get_untracked() else { return };
        if save(library, &proposal) {
            if planning.policy.get_untracked().is_none() {
                draft::forget();
            }
            library.toast(Label::PlanSaved.get(library.locale.get_untracked()).to_owned(), None);
            go(&Route::Policies { open: None });
        }
    };
    let deed = |deed: &Deed| {
        view! {
            <li>
                <RuleChip rule=deed.rule />
                <span>{deed.text.clone()}</span>
            </li>
        }
    };
    view! {
        <Show when=move || deeds.with(|deeds| !deeds.is_empty())>
            <section class="plan-save" aria-label=t(Label::PlanSave)>
                <p>{t(Label::PlanSaveDoes)}</p>
                <ol class="reasons">
                    {dynamic(move || { deeds.with(|deeds| deeds.iter().map(deed).collect_view()) })}
                </ol>
                <button type="button" class="primary" on:click=press>
                    {t(Label::PlanSave)}
                </button>
            </section>
        </Show>
    }
}

/// Does to the run what was rehearsed; whether all of it was accepted.
fn save(library: Library, proposal: &Proposal) -> bool {
    let known = proposal.change.policy().cloned();
    let policy: Option<PolicyId> = match proposal.change.command() {
        None => known,
        Some(command) => match library.dispatch(command) {
            Ok(Receipt::PolicyCreated(id)) => Some(id),
            Ok(_) => known,
            Err(_) => return false,
        },
    };
    let commands = library.read(|run| {
        let world = run.world();
        let policy = policy.and_then(|policy| world.policy(&policy).ok());
        let instances: Vec<_> = proposal.instances.iter().filter_map(|id| world.instance(id).ok()).collect();
        policy.map(|policy| bring(world, policy, &instances)).unwrap_or_default()
    });
    let count = commands.len();
    count == 0 || library.dispatch_all(commands) == count
}
