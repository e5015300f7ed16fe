//! What can be done with a policy: edit it, associate instances, run it, delete it.

use engine::{
    command::{Command, Receipt},
    id::PolicyId,
    rejection::Rejection,
    view::policies::PolicyRow,
    words,
};
use leptos::prelude::*;

use super::{associate::Associate, menu::Menu};
use crate::{
    app::{go, t},
    components::{dialog::Dialog, dynamic::dynamic, rule_chip::RuleChip},
    library::use_library,
    route::Route,
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
    let edit = move |_| {
        if let Some(id) = id() {
            go(&Route::Policies { open: Some(id) });
        }
    };
    let refusal = Memo::new(move |_| Refusal(row.with(|row| row.as_ref().and_then(PolicyRow::takes_none_because))));
    let why_not = move || refusal.get().0.map(|refusal| words::rejection(&refusal, locale.get()));
    let associate = move |_| match refusal.get_untracked().0 {
        Some(refusal) => library.toast(words::rejection(&refusal, locale.get_untracked()), Some(refusal.rule())),
        None => associating.set(true),
    };
    let execute = move |_| {
        let Some(policy) = id() else { return };
        let run = Command::RunPolicy { policy, rule: None, instance: None };
        if let Ok(Receipt::JobsStarted(jobs)) = library.dispatch(run) {
            let locale = locale.get_untracked();
            let started = format!("{}{}{}", Label::JobsStarted.get(locale), Label::Colon.get(locale), jobs.len());
            library.toast(started, None);
        }
    };
    let more = Signal::derive(move || {
        let name = row.with(|row| row.as_ref().map(|row| row.name.clone())).unwrap_or_default();
        format!("{name}: {}", Label::More.get(locale.get()))
    });
    view! {
        <div class="row-actions">
            <button type="button" class="link" on:click=edit>
                {t(Label::EditPolicy)}
            </button>
            <button
                type="button"
                class="link"
                aria-disabled=move || refusal.with(|refusal| refusal.0.is_some()).then_some("true")
                title=why_not
                aria-description=why_not
                on:click=associate
            >
                {t(Label::AssociateResource)}
            </button>
            <Menu label=more>
                <button type="button" on:click=execute>
                    {t(Label::ExecuteImmediately)}
                </button>
                <button type="button" on:click=move |_| deleting.set(true)>
                    {t(Label::DeletePolicy)}
                </button>
            </Menu>
            <Associate open=associating policy=row />
            <Delete open=deleting row=row />
        </div>
    }
}

/// Why something cannot be done, to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Refusal(Option<Rejection>);

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
    let locale = use_library().locale;
    let rule = refusal.rule();
    let source = |source: &engine::view::policies::SourceRow| {
        let to = Route::Instances { open: Some(source.instance.clone()), point: None }.to_string();
        view! {
            <li>
                <a href=to>{source.name.clone()}</a>
                " "
                <code>{source.instance.to_string()}</code>
            </li>
        }
    };
    view! {
        <p class="field-error">
            {dynamic(move || words::rejection(&refusal, locale.get()))} " " <RuleChip rule=rule />
        </p>
        <ul class="bound-sources" aria-label=t(Label::UnbindFirst)>
            {row.sources.iter().map(source).collect_view()}
        </ul>
        <footer class="dialog-foot">
            <button type="button" on:click=move |_| open.set(false)>
                {t(Label::Close)}
            </button>
        </footer>
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
        <footer class="dialog-foot">
            <button type="button" on:click=move |_| open.set(false)>
                {t(Label::Cancel)}
            </button>
            <button type="button" class="primary" on:click=delete>
                {t(Label::DeletePolicy)}
            </button>
        </footer>
    }
}
