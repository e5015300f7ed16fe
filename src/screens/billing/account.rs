//! How the account stands, the activation of the service, what an overdue payment leads to, and paying.

use engine::{
    billing::money::MicroCny, cloud::account::AccountStatus, command::Command, rejection::Rejection, rule::Rule,
    view::account,
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        field::Field,
        icon::{Icon, Picture},
    },
    library::use_library,
    shell::overdue::Steps,
    text::Label,
};

/// The account.
#[component]
pub fn AccountCard() -> impl IntoView {
    let library = use_library();
    let view = library.view(
        |revisions| (revisions.fleet, revisions.points, revisions.clock),
        move |run| account::account(run.world(), library.locale.get()),
    );
    let figures = move || {
        let locale = library.locale.get();
        let view = view.get();
        let (state, picture) = match view.status {
            AccountStatus::Normal => ("ok", Picture::Ok),
            AccountStatus::Overdue => ("partial", Picture::Failed),
            AccountStatus::Suspended => ("failed", Picture::Failed),
        };
        view! {
            <dl class="account-figures">
                <div>
                    <dt>{t(Label::Status)}</dt>
                    <dd class="state" data-state=state>
                        <Icon picture=picture />
                        {view.status_text(locale)}
                    </dd>
                </div>
                <div>
                    <dt>{t(Label::Balance)}</dt>
                    <dd class="money">{format!("CNY {}", view.balance)}</dd>
                </div>
                <div>
                    <dt>{t(Label::AmountDue)}</dt>
                    <dd class="money">{format!("CNY {}", view.due)}</dd>
                </div>
            </dl>
        }
    };
    let steps = move || {
        let steps = view.with(|view| view.steps.clone());
        // What to do until when stands in the banner above.
        (!steps.is_empty()).then(|| view! { <Steps steps=steps /> })
    };
    view! {
        <section class="account-card" aria-labelledby="account-title">
            <h2 id="account-title">{t(Label::Account)}</h2>
            {dynamic(figures)}
            {dynamic(move || view.with(|view| !view.is_activated).then(activation))}
            {dynamic(steps)}
            <Pay due=Signal::derive(move || view.with(|view| view.due)) />
        </section>
    }
}

/// Activates Cloud Backup, which an account does once (ACC-01).
fn activation() -> impl IntoView {
    let library = use_library();
    let activate = move |_| {
        if library.dispatch(Command::ActivateService).is_ok() {
            library.toast(Label::ServiceActivated.get(library.locale.get_untracked()).to_owned(), Some(Rule::Acc01));
        }
    };
    view! {
        <div class="pay">
            <button type="button" class="primary" on:click=activate>
                {t(Label::ActivateService)}
            </button>
            <p>{t(Label::ActivateServiceHint)}</p>
        </div>
    }
}

/// Pays what is due, or pays money in.
#[component]
fn Pay(due: Signal<MicroCny>) -> impl IntoView {
    let library = use_library();
    let typed = RwSignal::new("100.00".to_owned());
    let amount = Signal::derive(move || typed.with(|typed| account::read_amount(typed)));
    let fault: Signal<Option<Rejection>> = Signal::derive(move || amount.get().err());
    let nothing_due = move || due.get() == MicroCny::ZERO;
    // The banner goes without a word; this says what became of the account.
    let give = move |command| {
        if library.dispatch(command).is_ok() {
            let locale = library.locale.get_untracked();
            let status = library.read(|run| account::account(run.world(), locale).status_text(locale));
            library.toast(
                format!("{}{}{status}", Label::Account.get(locale), Label::Colon.get(locale)),
                Some(Rule::Acc05),
            );
        }
    };
    let pay = move |_| {
        if !nothing_due() {
            give(Command::PayBill { amount: None });
        }
    };
    let top_up = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Ok(amount) = amount.get_untracked() {
            give(Command::TopUp { amount });
        }
    };
    let why_not = move || nothing_due().then(|| Label::NothingDue.get(library.locale.get()));
    view! {
        <form class="pay" on:submit=top_up novalidate>
            <button
                type="button"
                class="primary"
                aria-disabled=move || nothing_due().then_some("true")
                aria-description=why_not
                title=why_not
                on:click=pay
            >
                {t(Label::PayBill)}
            </button>
            <Field
                id="top-up"
                label=Label::TopUpAmount
                hint=Label::TopUpHint
                value=typed.into()
                on_input=Callback::new(move |text| typed.set(text))
                fault=fault
            />
            <button
                type="submit"
                aria-disabled=move || fault.with(Option::is_some).then_some("true")
            >
                {t(Label::TopUp)}
            </button>
        </form>
    }
}
