//! One operation: what it does, its parameters as a form and as JSON, and how it is run.

use engine::{
    openapi::catalogue::Entry,
    view::api::{self, Field, Input},
};
use leptos::{ev::SubmitEvent, prelude::*};

use super::{
    answer::{Answer, History},
    desk::Desk,
    spelled::Spelled,
};
use crate::{
    app::t,
    components::{
        dynamic::{Rows, dynamic, row},
        rule_chip::RuleChip,
    },
    text::Label,
};

/// The operation that is open.
#[component]
pub(super) fn Operation(desk: Desk) -> impl IntoView {
    let call = Memo::new(move |_| desk.call());
    view! {
        <div class="api-operation">
            {dynamic(move || match desk.entry.get() {
                Some(entry) => {
                    view! {
                        <About entry=entry desk=desk />
                        <Form entry=entry desk=desk />
                    }
                        .into_any()
                }
                None => view! { <p class="empty">{t(Label::ApiUnknown)}</p> }.into_any(),
            })} <Answer desk=desk /> <section class="api-part" aria-labelledby="api-spelled">
                <h3 id="api-spelled">{t(Label::ApiElsewhere)}</h3>
                <Spelled call=call />
            </section> <History desk=desk />
        </div>
    }
}

/// What it is called and does.
#[component]
fn About(entry: &'static Entry, desk: Desk) -> impl IntoView {
    let locale = desk.library().locale;
    let effect = if entry.writes { Label::ApiWrites } else { Label::ApiReads };
    view! {
        <header class="api-about">
            <h2>
                <small>{entry.product}</small>
                " "
                {entry.action}
            </h2>
            <span class="badge">{t(effect)}</span>
            {entry.operation().map(|operation| view! { <RuleChip rule=operation.rule /> })}
            <p>{dynamic(move || entry.does.get(locale.get()))}</p>
        </header>
    }
}

/// The parameters, field by field and as one text.
#[component]
fn Form(entry: &'static Entry, desk: Desk) -> impl IntoView {
    let is_readable = Memo::new(move |_| desk.call().is_some());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_readable.get_untracked() {
            desk.run();
        }
    };
    let effect = entry.writes.then(|| view! { <small>{t(Label::ApiActs)}</small> });
    view! {
        <form class="api-part" aria-labelledby="api-params" on:submit=submit novalidate>
            <div class="api-part-head">
                <h3 id="api-params">{t(Label::ApiParameters)}</h3>
                <Examples desk=desk />
                <button type="button" on:click=move |_| desk.write("{}".to_owned())>
                    {t(Label::ApiClear)}
                </button>
            </div>
            <Fields entry=entry desk=desk />
            <Inside entry=entry desk=desk />
            <div class="field api-raw">
                <label for="api-raw">{t(Label::ApiRaw)}</label>
                <textarea
                    id="api-raw"
                    spellcheck="false"
                    autocomplete="off"
                    aria-describedby="api-faults"
                    aria-invalid=move || (!is_readable.get()).then_some("true")
                    prop:value=move || desk.text.get()
                    on:input=move |event| desk.write(event_target_value(&event))
                ></textarea>
            </div>
            <Faults desk=desk />
            <div class="api-run">
                <button
                    type="submit"
                    class="primary"
                    aria-disabled=move || (!is_readable.get()).then_some("true")
                    aria-describedby="api-faults"
                >
                    {t(Label::ApiRun)}
                </button>
                {effect}
            </div>
        </form>
    }
}

/// The examples to begin with: a button, or one each where there are several.
#[component]
fn Examples(desk: Desk) -> impl IntoView {
    let locale = desk.library().locale;
    let examples = desk.examples();
    let button = |position: usize, name: String| {
        let write = move |_| {
            // Made anew: the run has moved on.
            if let Some(example) = desk.examples().into_iter().nth(position) {
                desk.write(api::written(&example.params));
            }
        };
        let text = move || match name.as_str() {
            "" => Label::ApiExample.get(locale.get()).to_owned(),
            name => name.to_owned(),
        };
        view! {
            <button type="button" on:click=write>
                {dynamic(text)}
            </button>
        }
    };
    let several = examples.len() > 1;
    let buttons: Vec<_> =
        examples.into_iter().enumerate().map(|(position, example)| button(position, example.name)).collect();
    view! {
        <span class="api-examples" role="group" aria-label=t(Label::ApiExample)>
            {several.then(|| view! { <small>{t(Label::ApiExample)}</small> })}
            {buttons}
        </span>
    }
}

/// A field for each parameter.
#[component]
fn Fields(entry: &'static Entry, desk: Desk) -> impl IntoView {
    let locale = desk.library().locale;
    // What there is to pick from changes with the run; the fields themselves stay.
    let offered = desk.library().view(
        |revisions| (revisions.fleet, revisions.policies, revisions.jobs, revisions.points),
        move |run| api::fields(run.world(), entry, locale.get()),
    );
    let lines = Signal::derive(move || {
        let fields = untrack(|| offered.get());
        let line = |field: Field| {
            let key = format!("{} {}", field.name, locale.get().tag());
            row(key, move || view! { <OneField field=field.clone() offered=offered desk=desk /> })
        };
        fields.into_iter().map(line).collect()
    });
    let none = untrack(|| offered.with(Vec::is_empty));
    view! {
        <div class="api-fields">
            <Rows rows=lines />
        </div>
        {none.then(|| view! { <p class="hint">{t(Label::ApiNoParameters)}</p> })}
    }
}

/// One parameter.
#[component]
fn OneField(field: Field, offered: Memo<Vec<Field>>, desk: Desk) -> impl IntoView {
    let (name, takes) = (field.name, field.takes.clone());
    let required = field.required;
    let (id, hint) = (format!("api-{name}"), format!("api-{name}-hint"));
    let control = control(field, &id, &hint, offered, desk);
    view! {
        <div class="field">
            <label for=id>
                <code>{name}</code>
                {required
                    .then(|| {
                        view! {
                            " "
                            <small>{t(Label::ApiRequired)}</small>
                        }
                    })}
            </label>
            {control}
            <small id=hint>{takes}</small>
        </div>
    }
}

/// What a parameter is put in by.
fn control(field: Field, id: &str, hint: &str, offered: Memo<Vec<Field>>, desk: Desk) -> AnyView {
    let (id, hint, list) = (id.to_owned(), hint.to_owned(), format!("{id}-list"));
    let input = field.input;
    let field = StoredValue::new(field);
    let shown = Signal::derive(move || field.with_value(|field| desk.field_text(field)));
    let take = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        field.with_value(|field| desk.type_into(field, typed));
    };
    match input {
        Input::Flag => choice(&["true", "false"], id, hint, shown, take),
        Input::Choice(words) => choice(words, id, hint, shown, take),
        Input::Json => view! {
            <textarea
                id=id
                spellcheck="false"
                autocomplete="off"
                aria-describedby=hint
                prop:value=shown
                on:input=take
            ></textarea>
        }
        .into_any(),
        Input::Line | Input::Several | Input::Number => {
            let (name, is_id) = field.with_value(|field| (field.name, field.is_id));
            let choices = move || {
                let choices = offered
                    .with(|fields| fields.iter().find(|field| field.name == name).map(|field| field.choices.clone()));
                let option = |(id, name): (String, String)| view! { <option value=id>{name}</option> };
                choices.unwrap_or_default().into_iter().map(option).collect::<Vec<_>>()
            };
            view! {
                <input
                    id=id
                    type="text"
                    autocomplete="off"
                    inputmode=(input == Input::Number).then_some("numeric")
                    list=is_id.then(|| list.clone())
                    aria-describedby=hint
                    prop:value=shown
                    on:input=take
                />
                {is_id.then(|| view! { <datalist id=list>{dynamic(choices)}</datalist> })}
            }
            .into_any()
        }
    }
}

/// One of several words, or nothing.
fn choice(
    words: &'static [&'static str],
    id: String,
    hint: String,
    shown: Signal<String>,
    take: impl Fn(leptos::ev::Event) + 'static,
) -> AnyView {
    let options = words.iter().map(|word| {
        let word = *word;
        view! {
            <option value=word selected=move || shown.get() == word>
                {word}
            </option>
        }
    });
    view! {
        <select id=id aria-describedby=hint on:change=take>
            <option value="" selected=move || shown.get().is_empty()>
                "-"
            </option>
            {options.collect_view()}
        </select>
    }
    .into_any()
}

/// What stands inside of objects and lists.
#[component]
fn Inside(entry: &'static Entry, desk: Desk) -> impl IntoView {
    let locale = desk.library().locale;
    let rows = Memo::new(move |_| api::nested(entry, locale.get()));
    let table = move || {
        let rows = rows.get();
        (!rows.is_empty()).then(|| {
            let lines = rows.into_iter().map(|row| {
                view! {
                    <tr>
                        <th scope="row">
                            <code>{row.path}</code>
                        </th>
                        <td>{row.kind}</td>
                        <td>{row.required.then(|| t(Label::ApiRequired))}</td>
                        <td class="wraps">{row.takes}</td>
                    </tr>
                }
            });
            view! {
                <details class="api-inside">
                    <summary>{t(Label::ApiInside)}</summary>
                    <div
                        class="table-frame"
                        tabindex="0"
                        role="region"
                        aria-label=t(Label::ApiInside)
                    >
                        <table class="list">
                            <thead>
                                <tr>
                                    <th scope="col">{t(Label::ApiParameter)}</th>
                                    <th scope="col">{t(Label::ApiKind)}</th>
                                    <th scope="col">{t(Label::ApiRequired)}</th>
                                    <th scope="col">{t(Label::ApiTakes)}</th>
                                </tr>
                            </thead>
                            <tbody>{lines.collect_view()}</tbody>
                        </table>
                    </div>
                </details>
            }
        })
    };
    dynamic(table)
}

/// What is wrong with the parameters, each at its place.
#[component]
fn Faults(desk: Desk) -> impl IntoView {
    let lines = Signal::derive(move || {
        let line = |(position, fault): (usize, api::Fault)| {
            row(format!("{position} {fault:?}"), move || {
                let place = fault.place.clone();
                view! {
                    <li data-harmless=fault
                        .is_harmless
                        .then_some(
                            "true",
                        )>
                        {(!place.is_empty())
                            .then(|| {
                                view! {
                                    <code>{place}</code>
                                    " "
                                }
                            })} {fault.text}
                    </li>
                }
            })
        };
        desk.faults().into_iter().enumerate().map(line).collect()
    });
    view! {
        <div id="api-faults" role="status">
            <ul class="api-faults">
                <Rows rows=lines />
            </ul>
        </div>
    }
}
