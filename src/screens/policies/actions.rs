//! What can be done with a policy: edit it, associate instances, run it, delete it.

use engine::{
    command::{Command, Receipt},
    id::PolicyId,
    rejection::Rejection,
    view::{
        plans::{self, PlansQuery},
        policies::PolicyRow,
    },
    words,
};
use leptos::prelude::*;

use super::{associate::Associate, terraform::Taking};
use crate::{
    app::{go, t},
    components::{
        dialog::{Dialog, Foot},
        dynamic::dynamic,
        list::actions::{Action, RowActions},
        rule_chip::RuleChip,
    },
    library::use_library,
    route::Route,
    screens::plans::link,
    text::Label,
};

/// The actions of a row.
#[component]
pub fn Actions(row: Memo<Option<PolicyRow>>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let associating = RwSignal::new(false);
    let deleting = RwSignal::new(false);
    let id = move || row.with_untracked(|row| row.as_ref().map(|row| row.id.clone()));
    let edit = move || {
        if let Some(id) = id() {
            go(&Route::Policies { open: Some(id) });
        }
    };
    let execute = move || {
        let Some(policy) = id() else { return };
        let run = Command::RunPolicy { policy, rule: None, instance: None };
        if let Ok(Receipt::JobsStarted(jobs)) = library.dispatch(run) {
            let locale = locale.get_untracked();
            let started = format!("{}{}{}", Label::JobsStarted.get(locale), Label::Colon.get(locale), jobs.len());
            library.toast(started, None);
        }
    };
    let rehearse = move || {
        if let Some(id) = id() {
            go(&Route::Plan { policy: Some(id) });
        }
    };
    let obstacle = move |of: fn(&PolicyRow) -> Option<Rejection>| {
        move || {
            let refusal = row.with(|row| row.as_ref().and_then(of));
            refusal.map(|refusal| words::rejection(&refusal, locale.get()))
        }
    };
    let name = Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.name.clone())).unwrap_or_default());
    let taking = expect_context::<Taking>();
    let links = vec![
        Action::new(Label::EditPolicy, edit),
        Action::new(Label::AssociateResource, move || associating.set(true))
            .unless(obstacle(PolicyRow::takes_none_because)),
    ];
    let more = vec![
        Action::new(Label::Rehearse, rehearse),
        Action::new(Label::ExecuteImmediately, execute).unless(obstacle(PolicyRow::runs_none_because)),
        Action::new(Label::ExportTerraform, move || taking.show(id())),
        Action::new(Label::DeletePolicy, move || deleting.set(true)),
    ];
    view! {
        <RowActions name=name links=links more=more />
        <Associate open=associating policy=row />
        <Delete open=deleting row=row />
    }
}

/// Deletes a policy to which nothing is bound; otherwise says what is, and that it must be unbound first (POL-91).
#[component]
fn Delete(open: RwSignal<bool>, row: Memo<Option<PolicyRow>>) -> impl IntoView {
    view! {
        <Dialog open=open title=Label::DeletePolicy>
            {dynamic(move || {
                row.get()
                    .map(|row| match row.stays_because() {
                        Some(refusal) => stays(open, &row, refusal).into_any(),
                        None => goes(open, row.id).into_any(),
                    })
            })}
        </Dialog>
    }
}

fn stays(open: RwSignal<bool>, row: &PolicyRow, refusal: Rejection) -> impl IntoView + use<> {
    let library = use_library();
    let locale = library.locale;
    let rule = refusal.rule();
    let asked = PlansQuery { policy: Some(row.id.clone()), ..PlansQuery::default() };
    let bound = library.read(|run| plans::plans(run.world(), library.scope(), &asked));
    let more = bound.extent.found - bound.rows.len();
    let more =
        (more > 0).then(|| view! { <li>{Label::AndMore.get(locale.get()).replace("{}", &more.to_string())}</li> });
    view! {
        <p class="field-error">
            {dynamic(move || words::rejection(&refusal, locale.get()))} " " <RuleChip rule=rule />
        </p>
        <ul class="bound-sources" aria-label=t(Label::UnbindFirst)>
            {bound.rows.iter().map(|plan| view! { <li>{link(plan)}</li> }).collect_view()}
            {more}
        </ul>
        <Foot>
            <button type="button" on:click=move |_| open.set(false)>
                {t(Label::Close)}
            </button>
        </Foot>
    }
}

fn goes(open: RwSignal<bool>, policy: PolicyId) -> impl IntoView {
    let library = use_library();
    let delete = move |_| {
        open.set(false);
        drop(library.dispatch(Command::DeletePolicy { policy: policy.clone() }));
    };
    view! {
        <p>{t(Label::DeletePolicyConfirm)}</p>
        <Foot>
            <button type="button" on:click=move |_| open.set(false)>
                {t(Label::Cancel)}
            </button>
            <button type="button" class="primary" on:click=delete>
                {t(Label::DeletePolicy)}
            </button>
        </Foot>
    }
}
