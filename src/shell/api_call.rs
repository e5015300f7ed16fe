//! The call that an action makes, in a dialog that opens from anywhere: each button of the console is an operation.

use engine::{
    openapi::{Call, catalogue, sent::NoCall},
    view::{actions, api},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{dialog::Dialog, dynamic::dynamic, rule_chip::RuleChip},
    library::{Library, use_library},
    route::Route,
    screens::api::{desk, spelled::Spelled},
    text::Label,
};

thread_local! {
    static OPEN: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static ASKED: ArcRwSignal<usize> = ArcRwSignal::new(0);
}

/// Shows the call of an action of the run, by its number from 1.
pub fn show(number: usize) {
    ASKED.with(|asked| asked.set(number));
    OPEN.with(|open| open.set(true));
}

/// The way to the call of the last action.
#[component]
pub fn LastCall() -> impl IntoView {
    let library = use_library();
    let last = Memo::new(move |_| {
        library.number.track();
        library.revisions.track();
        library.read(|run| run.journal().entries.len())
    });
    let title = move || {
        let locale = library.locale.get();
        let what = library.read_timeline(|timeline| actions::last(timeline, locale)).filter(|_| last.get() > 0);
        match what {
            Some(what) => format!("{}{}{what}", Label::ApiLastCall.get(locale), Label::Colon.get(locale)),
            None => Label::ApiNoAction.get(locale).to_owned(),
        }
    };
    let open = move |_| {
        if last.get_untracked() > 0 {
            show(last.get_untracked());
        }
    };
    view! {
        <button
            type="button"
            class="last-call"
            aria-label=t(Label::ApiLastCall)
            title=title
            aria-description=title
            aria-disabled=move || (last.get() == 0).then_some("true")
            on:click=open
        >
            "API"
        </button>
    }
}

/// The dialog.
#[component]
pub fn ApiCall() -> impl IntoView {
    let open = RwSignal::from(OPEN.with(Clone::clone));
    view! {
        <Dialog open=open title=Label::ApiCall>
            <Told open=open />
        </Dialog>
    }
}

/// What was done, and the call that it is.
#[component]
fn Told(open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let asked = RwSignal::from(ASKED.with(Clone::clone));
    let found = Memo::new(move |_| {
        library.number.track();
        let number = asked.get();
        library.read_timeline(|timeline| api::of_action(timeline, number))
    });
    let call = Memo::new(move |_| found.get().and_then(Result::ok));
    let body = move || match found.get() {
        None => view! { <p>{t(Label::ApiNoAction)}</p> }.into_any(),
        Some(Err(why)) => view! { <p>{said(library, why)}</p> }.into_any(),
        Some(Ok(shown)) => view! {
            <Name call=shown open=open />
            <Spelled call=call />
        }
        .into_any(),
    };
    let what = move || {
        let locale = library.locale.get();
        library.read_timeline(|timeline| actions::text_of(timeline, asked.get(), locale))
    };
    view! {
        <div class="api-call">
            <p>{dynamic(what)}</p>
            {dynamic(body)}
            <p>
                <a href=Route::Actions.to_string() on:click=move |_| open.set(false)>
                    {t(Label::ActionsOfRun)}
                </a>
            </p>
        </div>
    }
}

fn said(library: Library, why: NoCall) -> impl IntoView {
    dynamic(move || why.said(library.locale.get()))
}

/// The operation, and the way to try it.
#[component]
fn Name(call: Call, open: RwSignal<bool>) -> impl IntoView {
    let rule = catalogue::entry(&call.product, &call.action).and_then(catalogue::Entry::operation).map(|of| of.rule);
    let name = format!("{} {}", call.product, call.action);
    let to = Route::Api { open: Some((call.product.clone(), call.action.clone())) };
    let take_along = move |_| {
        desk::leave(&call);
        open.set(false);
    };
    view! {
        <p>
            <strong>
                <code>{name}</code>
            </strong>
            {rule.map(|rule| view! { <RuleChip rule=rule /> })}
            " "
            <a href=to.to_string() on:click=take_along>
                {t(Label::ApiOpenInExplorer)}
            </a>
        </p>
    }
}
