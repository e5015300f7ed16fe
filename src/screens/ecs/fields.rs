//! Fields of the forms of ECS, and what is said where a command is refused.

use engine::{command::Command, rejection::Rejection};
use leptos::prelude::*;

use crate::{app::t, components::dialog::Foot, library::use_library, text::Label};

/// A line of text.
pub fn text(label: Label, value: RwSignal<String>) -> AnyView {
    view! {
        <label class="text-field">
            <span>{t(label)}</span>
            <input
                type="text"
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        </label>
    }
    .into_any()
}

/// What takes what is typed into a field.
pub fn into(value: RwSignal<String>) -> Callback<String> {
    Callback::new(move |typed| value.set(typed))
}

/// One of several, by value and what it is called.
pub fn choice(label: Label, options: Vec<(String, String)>, value: RwSignal<String>) -> AnyView {
    let option = move |(code, name): (String, String)| {
        let selected = {
            let code = code.clone();
            move || value.with(|value| *value == code)
        };
        view! {
            <option value=code selected=selected>
                {name}
            </option>
        }
    };
    view! {
        <label class="text-field">
            <span>{t(label)}</span>
            <select on:change=move |event| {
                value.set(event_target_value(&event));
            }>{options.into_iter().map(option).collect_view()}</select>
        </label>
    }
    .into_any()
}

/// A yes or no.
pub fn check(label: Label, on: RwSignal<bool>) -> AnyView {
    view! {
        <label class="way">
            <input
                type="checkbox"
                prop:checked=on
                on:change=move |event| on.set(event_target_checked(&event))
            />
            {t(label)}
        </label>
    }
    .into_any()
}

/// A form that gives one command, and closes when it was carried out.
#[component]
pub fn CommandForm(
    /// What the form stands in.
    open: RwSignal<bool>,
    /// The command as the fields have it, or what is wrong with them.
    command: Callback<(), Result<Command, Rejection>>,
    /// Whether something in the fields is wrong already.
    #[prop(optional, into)]
    faulty: Signal<bool>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let library = use_library();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if faulty.get_untracked() {
            return;
        }
        let command = command.run(()).inspect_err(|fault| library.refuse(fault));
        if command.is_ok_and(|command| library.dispatch(command).is_ok()) {
            open.set(false);
        }
    };
    view! {
        <form class="panel-body" on:submit=submit>
            {children()}
            <Foot>
                <button type="button" on:click=move |_| open.set(false)>
                    {t(Label::Cancel)}
                </button>
                <button type="submit" class="primary" disabled=faulty>
                    {t(Label::Ok)}
                </button>
            </Foot>
        </form>
    }
}
