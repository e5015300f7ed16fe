//! What can be done with one instance: run its plan now, suspend, resume or delete it.

use engine::{
    command::Command,
    view::fleet::{InstanceRow, PolicyRef},
};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use crate::{app::t, components::dialog::Confirm, library::use_library, parts::use_parts, text::Label};

/// The actions of a row. An instance without a plan has none; it is protected by Add ECS Backup. They stay while the row
/// changes, and so does the focus on them.
#[component]
pub fn Actions(row: Memo<Option<InstanceRow>>) -> impl IntoView {
    let has_plan = Memo::new(move |_| plan(row).is_some());
    view! {
        <Show when=move || has_plan.get()>
            <Plan row=row />
        </Show>
    }
}

/// The plan of a row: its instance and its first policy.
fn plan(row: Memo<Option<InstanceRow>>) -> Option<(engine::id::InstanceId, PolicyRef)> {
    row.with(|row| row.as_ref().and_then(|row| Some((row.id.clone(), row.policies.first()?.clone()))))
}

#[component]
fn Plan(row: Memo<Option<InstanceRow>>) -> impl IntoView {
    let library = use_library();
    let asking = RwSignal::new(false);
    let rest = use_parts().screens;
    let give = move |command: fn(engine::id::InstanceId, PolicyRef) -> Command| {
        if let Some((instance, policy)) = untrack(|| plan(row)) {
            rest.once(move |screens| (screens.dispatch)(library, command(instance, policy)));
        }
    };
    let run_now = move |_| {
        give(|instance, plan| Command::RunPolicy { policy: plan.id, rule: None, instance: Some(instance) });
    };
    let suspend = move |_| {
        give(|instance, plan| Command::UpdateBinding {
            policy: plan.id,
            instance,
            suspended: Some(!plan.suspended),
            description: None,
            scope: None,
            options: None,
        });
    };
    let delete = Callback::new(move |()| {
        give(|instance, plan| Command::RemoveBindings { policy: plan.id, instances: vec![instance] });
    });
    let suspended = Memo::new(move |_| plan(row).is_some_and(|(_, plan)| plan.suspended));
    let label = move || {
        let name = row.with(|row| row.as_ref().map(|row| row.name.clone())).unwrap_or_default();
        format!("{name}: {}", Label::More.get(library.locale.get()))
    };
    let menu: NodeRef<html::Details> = NodeRef::new();
    let summary: NodeRef<html::Summary> = NodeRef::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            let _ = menu.remove_attribute("open");
        }
    };
    let close_and_return = move || {
        if let Some(summary) = summary.get_untracked() {
            let _ = summary.focus();
        }
        close();
    };
    // The menu closes when something in it was chosen, on Escape, and when the focus goes elsewhere.
    let choose = move |event: ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if target.is_some_and(|target| target.closest(".menu-items").ok().flatten().is_some()) {
            close_and_return();
        }
    };
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close_and_return();
        }
    };
    let leave = move |event: ev::FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let stays = menu.get_untracked().is_some_and(|menu| menu.contains(to.as_ref()));
        if !stays {
            close();
        }
    };
    view! {
        <div class="row-actions">
            <button type="button" class="link" on:click=run_now>
                {t(Label::RunNow)}
            </button>
            <details class="menu" node_ref=menu on:focusout=leave on:click=choose on:keydown=escape>
                <summary aria-label=label node_ref=summary>
                    "⋯"
                </summary>
                <div class="menu-items">
                    <button type="button" on:click=suspend>
                        {move || t(
                            if suspended.get() { Label::ResumePlan } else { Label::SuspendPlan },
                        )()}
                    </button>
                    <button type="button" on:click=move |_| asking.set(true)>
                        {t(Label::DeletePlan)}
                    </button>
                </div>
            </details>
            <Confirm
                open=asking
                title=Label::DeletePlan
                consequence=Label::DeletePlanConfirm
                on_confirm=delete
            />
        </div>
    }
}
