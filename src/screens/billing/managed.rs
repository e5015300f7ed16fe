//! The accounts that are managed: added through a role in them, removed, and what there is of them (ACC-07).

use engine::{
    cloud::managed::UserId,
    command::Command,
    rule::Rule,
    view::{
        format,
        managed::{self, ManagedForm, ManagedRow},
    },
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dialog::Confirm,
        dynamic::{Rows, row},
        field::{Field, FieldError},
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// The accounts and the form.
#[component]
pub fn ManagedAccounts() -> impl IntoView {
    let library = use_library();
    let rows = library.view(|revisions| (revisions.fleet, revisions.points), |run| managed::accounts(run.world()));
    let asked: RwSignal<Option<(UserId, String)>> = RwSignal::new(None);
    let asking = RwSignal::new(false);
    let remove = Callback::new(move |()| {
        if let Some((user, role)) = asked.get_untracked() {
            let _ = library.dispatch(Command::RemoveManagedAccount { user, role });
        }
    });
    let ask = move |account: (UserId, String)| {
        asked.set(Some(account));
        asking.set(true);
    };
    let lines = Signal::derive(move || {
        let keyed = rows.get().into_iter().map(|account| {
            let key = format!("{account:?} {}", library.locale.get().tag());
            row(key, move || view! { <Line account=account.clone() ask=Callback::new(ask) /> })
        });
        keyed.collect()
    });
    view! {
        <section class="account-card" aria-labelledby="managed-title">
            <h2 id="managed-title">
                {t(Label::ManagedAccounts)} " " <RuleChip rule=Rule::Acc07 />
            </h2>
            <p>{t(Label::ManagedAccountsLead)}</p>
            <Show when=move || rows.with(|rows| !rows.is_empty())>
                <div class="table-frame">
                    <table class="list" aria-labelledby="managed-title">
                        <thead>
                            <tr>
                                <th scope="col">{t(Label::AccountUserId)}</th>
                                <th scope="col">{t(Label::AccountAlias)}</th>
                                <th scope="col">{t(Label::AccountRole)}</th>
                                <th scope="col">{t(Label::Status)}</th>
                                <th scope="col">{t(Label::ManagedSince)}</th>
                                <th scope="col" class="figure">
                                    {t(Label::EcsInstances)}
                                </th>
                                <th scope="col" class="figure">
                                    {t(Label::Points)}
                                </th>
                                <th scope="col">{t(Label::Actions)}</th>
                            </tr>
                        </thead>
                        <tbody>
                            <Rows rows=lines />
                        </tbody>
                    </table>
                </div>
            </Show>
            <Add />
            <Confirm
                open=asking
                title=Label::RemoveAccount
                consequence=Label::RemoveAccountConfirm
                on_confirm=remove
            />
        </section>
    }
}

/// One account.
#[component]
fn Line(account: ManagedRow, ask: Callback<(UserId, String)>) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let locale = library.locale.get_untracked();
    let state = if account.is_managed { Label::IsManaged } else { Label::WasManaged };
    let id = (account.user, account.role.clone());
    let removal = account.is_managed.then(|| {
        view! {
            <button type="button" class="link" on:click=move |_| ask.run(id.clone())>
                {t(Label::RemoveAccount)}
            </button>
        }
    });
    view! {
        <tr>
            <th scope="row">{account.user.to_string()}</th>
            <td>{account.alias}</td>
            <td>
                <code>{account.role}</code>
            </td>
            <td>{t(state)}</td>
            <td class="figure" data-label=Label::ManagedSince.get(locale)>
                {format::date_time(account.since, zone, locale)}
            </td>
            <td class="figure" data-label=Label::EcsInstances.get(locale)>
                {format::count(account.instances as u64)}
            </td>
            <td class="figure" data-label=Label::Points.get(locale)>
                {format::count(account.points as u64)}
            </td>
            <td>{removal}</td>
        </tr>
    }
}

/// Adds an account.
#[component]
fn Add() -> impl IntoView {
    let library = use_library();
    let form = RwSignal::new(ManagedForm { role: "hbrcrossrole".to_owned(), ..ManagedForm::default() });
    let checked = Signal::derive(move || {
        library.revisions.with(|revisions| revisions.fleet);
        form.with(|form| library.read(|run| form.check(run.world())))
    });
    // Nothing is wrong with what nobody has begun to fill in.
    let fault = Signal::derive(move || {
        let begun = form.with(|form| !form.user.is_empty());
        checked.get().err().filter(|_| begun)
    });
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(command) = checked.get_untracked() else { return };
        if library.dispatch(command).is_ok() {
            form.update(|form| {
                form.user.clear();
                form.alias.clear();
            });
        }
    };
    let none = Signal::stored(None);
    let field = move |id, label, hint, value: fn(&ManagedForm) -> String, set: fn(&mut ManagedForm, String)| {
        view! {
            <Field
                id=id
                label=label
                hint=hint
                value=Signal::derive(move || form.with(value))
                on_input=Callback::new(move |text| form.update(|form| set(form, text)))
                fault=none
            />
        }
    };
    view! {
        <form class="pay" on:submit=add novalidate>
            {field(
                "managed-user",
                Label::AccountUserId,
                Label::AccountUserIdHint,
                |form| form.user.clone(),
                |form, text| form.user = text,
            )}
            {field(
                "managed-role",
                Label::AccountRole,
                Label::AccountRoleHint,
                |form| form.role.clone(),
                |form, text| form.role = text,
            )}
            {field(
                "managed-alias",
                Label::AccountAlias,
                Label::DescriptionHint,
                |form| form.alias.clone(),
                |form, text| form.alias = text,
            )}
            <button
                type="submit"
                aria-disabled=move || checked.with(Result::is_err).then_some("true")
                aria-describedby="managed-fault"
            >
                {t(Label::AddAccount)}
            </button>
            <div role="status">
                <FieldError id="managed-fault".to_owned() fault=fault />
            </div>
        </form>
    }
}
