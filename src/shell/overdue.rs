//! What an overdue payment leads to, at the top of every screen until it is paid.

use engine::{
    cloud::account::AccountStatus,
    rule::Rule,
    view::{
        account::{self, StepRow},
        format,
    },
};
use leptos::prelude::*;

use crate::{
    app::{t, use_route},
    components::{dynamic::dynamic, rule_chip::RuleChip},
    library::use_library,
    route::Route,
    text::Label,
};

/// The banner: how the account stands, what to do until when, and the way to Billing; on Overview also what comes when.
/// Each change of the status is read out; the amount, which grows every hour, is not.
#[component]
pub fn Overdue() -> impl IntoView {
    let (library, route) = (use_library(), use_route());
    let view = library.view(
        |revisions| (revisions.fleet, revisions.points, revisions.clock),
        move |run| {
            let (world, locale) = (run.world(), library.locale.get());
            world.account.arrears?;
            let view = account::account(world, locale);
            let advice = view.advice(world, locale);
            Some((view, advice))
        },
    );
    let read_out =
        Memo::new(move |_| view.with(|view| view.as_ref().map(|(view, _)| view.status_text(library.locale.get()))));
    let is_at = move |wanted: fn(&Route) -> bool| route.with(wanted);
    let banner = move || {
        let (view, advice) = view.get()?;
        let is_suspended = view.status == AccountStatus::Suspended;
        let rule = if is_suspended { Rule::Acc06 } else { Rule::Acc05 };
        let status = view.status_text(library.locale.get());
        let to_billing = (!is_at(|route| *route == Route::Billing)).then(|| {
            view! { <a href=Route::Billing.to_string()>{t(Label::Billing)}</a> }
        });
        let coming = is_at(|route| *route == Route::Overview).then(|| view! { <Steps steps=view.steps /> });
        Some(view! {
            <section
                class="notice overdue"
                aria-label=status
                data-tone=if is_suspended { "failed" } else { "due" }
            >
                <p>
                    <strong>{status}</strong>
                    " "
                    {advice}
                    " "
                    <RuleChip rule=rule />
                </p>
                {to_billing}
                {coming}
            </section>
        })
    };
    view! {
        <p class="visually-hidden" role="alert">
            {move || read_out.get()}
        </p>
        {dynamic(banner)}
    }
}

/// What an overdue payment brought about and will.
#[component]
pub fn Steps(
    /// What happens, in the order of time.
    steps: Vec<StepRow>,
) -> impl IntoView {
    let library = use_library();
    let (zone, locale) = (library.read(|run| run.world().zone), library.locale.get());
    let step = move |step: StepRow| {
        view! {
            <li data-come=step.has_come.then_some("true")>
                <span class="figure">{format::date_time(step.at, zone, locale)}</span>
                " "
                {step.text}
                " "
                <RuleChip rule=step.rule />
            </li>
        }
    };
    view! { <ol class="account-steps">{steps.into_iter().map(step).collect_view()}</ol> }
}
