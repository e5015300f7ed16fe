//! What can be done with one instance: run its plan now, suspend, resume or delete it.

use engine::{command::Command, view::fleet::InstanceRow};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use crate::{app::t, components::dialog::Confirm, library::use_library, text::Label};

/// The actions of a row. An instance without a plan has none; it is protected by Add ECS Backup.
#[component]
pub fn Actions(row: InstanceRow) -> impl IntoView {
    let library = use_library();
    let asking = RwSignal::new(false);
    let plan = row.policies.first().cloned()?;
    let (instance, policy) = (row.id.clone(), plan.id.clone());
    let run_now = {
        let (instance, policy) = (instance.clone(), policy.clone());
        move |_| {
            let command = Command::RunPolicy { policy: policy.clone(), rule: None, instance: Some(instance.clone()) };
            drop(library.dispatch(command));
        }
    };
    let suspend = {
        let (instance, policy) = (instance.clone(), policy.clone());
        move |_| {
            drop(library.dispatch(Command::UpdateBinding {
                policy: policy.clone(),
                instance: instance.clone(),
                suspended: Some(!plan.suspended),
                description: None,
                scope: None,
                options: None,
            }));
        }
    };
    let delete = Callback::new(move |()| {
        let command = Command::RemoveBindings { policy: policy.clone(), instances: vec![instance.clone()] };
        drop(library.dispatch(command));
    });
    let label = format!("{}: {}", row.name, Label::More.get(library.locale.get_untracked()));
    let menu: NodeRef<html::Details> = NodeRef::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            let _ = menu.remove_attribute("open");
        }
    };
    // The menu closes when something in it was chosen, and when the focus goes elsewhere.
    let choose = move |event: leptos::ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if target.is_some_and(|target| target.closest(".menu-items").ok().flatten().is_some()) {
            close();
        }
    };
    let leave = move |event: leptos::ev::FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let stays = menu.get_untracked().is_some_and(|menu| menu.contains(to.as_ref()));
        if !stays {
            close();
        }
    };
    Some(view! {
        <div class="row-actions">
            <button type="button" class="link" on:click=run_now>
                {t(Label::RunNow)}
            </button>
            <details class="menu" node_ref=menu on:focusout=leave on:click=choose>
                <summary aria-label=label>"⋯"</summary>
                <div class="menu-items">
                    <button type="button" on:click=suspend>
                        {t(if plan.suspended { Label::ResumePlan } else { Label::SuspendPlan })}
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
    })
}
