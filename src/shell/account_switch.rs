//! Whose instances the screens of Cloud Backup show: the own account's or those of a managed one (ACC-07).

use engine::{
    cloud::managed::UserId,
    view::scope::{self, AccountChoice},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::{Rows, dynamic, row},
        icon::{Icon, Picture},
    },
    library::{Library, use_library},
    text::Label,
};

/// The choice of an account, where there is one to choose.
#[component]
pub fn AccountSwitch() -> impl IntoView {
    let library = use_library();
    let accounts = library.view(|revisions| revisions.fleet, |run| scope::accounts(run.world()));
    let is_needed = Memo::new(move |_| accounts.with(|accounts| !accounts.is_empty()));
    // An account that is gone, as after going back in time, is not shown any more.
    Effect::new(move |_| {
        let is_gone = |user| accounts.with(|accounts| accounts.iter().all(|account| account.user != user));
        if library.account.get().is_some_and(is_gone) {
            library.account.set(None);
        }
    });
    dynamic(move || is_needed.get().then(|| switch(library, accounts)))
}

fn switch(library: Library, accounts: Memo<Vec<AccountChoice>>) -> AnyView {
    let choose = move |event| library.account.set(UserId::parse(&event_target_value(&event)));
    let options = Signal::derive(move || {
        let key = |account: &AccountChoice| format!("{} {} {}", account.user, account.is_managed, account.name);
        let rows = accounts.get().into_iter();
        rows.map(|account| row(key(&account), move || option(library, account.clone()))).collect()
    });
    view! {
        <label class="region">
            <Icon picture=Picture::Server />
            <span class="visually-hidden">{t(Label::AccountSwitch)}</span>
            <select on:change=choose>
                <option value="" selected=move || library.account.get().is_none()>
                    {t(Label::OwnAccount)}
                </option>
                <Rows rows=options />
            </select>
        </label>
    }
    .into_any()
}

fn option(library: Library, account: AccountChoice) -> AnyView {
    let AccountChoice { user, name, is_managed } = account;
    let text = move || match is_managed {
        true => name.clone(),
        false => Label::NoLongerManaged.get(library.locale.get()).replace("{}", &name),
    };
    view! {
        <option value=user.to_string() selected=move || library.account.get() == Some(user)>
            {dynamic(text)}
        </option>
    }
    .into_any()
}
