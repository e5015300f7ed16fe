//! Customise: a scenario with the names, regions and prices of an audience, begun here or passed on as a link.

use std::{collections::BTreeMap, sync::Arc};

use engine::{
    catalog::region::Region,
    scenario::{
        Fault, Scenario,
        lesson::variables::{Variable as Asked, VariableKind as Kind},
    },
};
use leptos::{html, prelude::*};

use crate::{
    adapters::address,
    app::t,
    components::{
        dialog::{Dialog, Foot},
        dynamic::dynamic,
        icon::{Icon, Picture},
    },
    library::{
        custom::{variables_of, with_values},
        scenarios::fetch_catalogue,
        use_library,
    },
    shell::share,
    text::Label,
};

thread_local! {
    static OPEN: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static SCENARIO: ArcRwSignal<Option<Arc<Scenario>>> = ArcRwSignal::new(None);
}

/// Asks what a scenario is to begin with.
pub fn show(scenario: Scenario) {
    SCENARIO.with(|signal| signal.set(Some(Arc::new(scenario))));
    OPEN.with(|open| open.set(true));
}

/// The way to the form, where the scenario of the run has something to customise.
#[component]
pub fn CustomiseButton() -> impl IntoView {
    let library = use_library();
    let has_variables = Memo::new(move |_| {
        library.number.track();
        library.read(|run| !variables_of(run.scenario()).is_empty())
    });
    dynamic(move || {
        has_variables.get().then(|| {
            view! {
                <button
                    type="button"
                    on:click=move |_| show(library.read(|run| run.scenario().clone()))
                >
                    {t(Label::Customise)}
                </button>
            }
        })
    })
}

/// The dialog.
#[component]
pub fn Customise() -> impl IntoView {
    let open = RwSignal::from(OPEN.with(Clone::clone));
    let scenario = RwSignal::from(SCENARIO.with(Clone::clone));
    view! {
        <Dialog open=open title=Label::Customise>
            {dynamic(move || {
                scenario.get().map(|scenario| view! { <Form scenario=scenario open=open /> })
            })}
        </Dialog>
    }
}

#[component]
fn Form(scenario: Arc<Scenario>, open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let asked = variables_of(&scenario);
    let values = asked.iter().map(|variable| (variable.id.clone(), variable.value.clone()));
    let chosen = RwSignal::new(values.collect::<BTreeMap<_, _>>());
    let outcome = {
        let scenario = scenario.clone();
        Memo::new(move |_| with_values(&scenario, &chosen.get()))
    };
    let faults = Memo::new(move |_| outcome.with(|outcome| outcome.as_ref().err().cloned().unwrap_or_default()));
    let is_faulty = Memo::new(move |_| faults.with(|faults| !faults.is_empty()));
    let begin = move |_| {
        if let Ok(scenario) = outcome.get_untracked()
            && library.begin_scenario(scenario)
        {
            open.set(false);
        }
    };
    let fields = asked.iter().enumerate().map(|(position, variable)| {
        view! { <Variable position=position variable=variable.clone() chosen=chosen faults=faults /> }
    });
    let title = move || scenario.title(locale.get()).to_owned();
    let name =
        outcome.with_untracked(|outcome| outcome.as_ref().map(|scenario| scenario.name.clone()).unwrap_or_default());
    let others = move || {
        faults.with(|faults| {
            let others = faults.iter().filter(|fault| !fault.path.starts_with("$.variables["));
            others.map(|fault| view! { <p class="field-error">{fault.said(locale.get())}</p> }).collect_view()
        })
    };
    view! {
        <div class="customise">
            <h3>{dynamic(title)}</h3>
            <p>{t(Label::CustomiseLead)}</p>
            {asked.is_empty().then(|| view! { <p class="notice">{t(Label::CustomiseNone)}</p> })}
            {fields.collect_view()}
            {dynamic(others)}
            <LinkOf name=name chosen=chosen is_faulty=is_faulty />
        </div>
        <Foot>
            <button type="button" on:click=move |_| open.set(false)>
                {t(Label::Cancel)}
            </button>
            <button type="button" class="primary" disabled=is_faulty on:click=begin>
                {t(Label::CustomiseBegin)}
            </button>
        </Foot>
    }
}

/// A variable of the scenario: what it takes, and what is wrong with what was typed.
#[component]
fn Variable(
    position: usize,
    variable: Asked,
    chosen: RwSignal<BTreeMap<String, String>>,
    faults: Memo<Vec<Fault>>,
) -> impl IntoView {
    let locale = use_library().locale;
    let Asked { id, label, kind, value } = variable;
    let [field, hint, error] = ["", "-hint", "-error"].map(|part| format!("variable-{id}{part}"));
    let path = format!("$.variables[{position}]");
    let said = Memo::new(move |_| {
        faults.with(|faults| {
            let own = faults.iter().find(|fault| {
                fault.path.strip_prefix(&path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            });
            own.map(|fault| fault.message.said(locale.get()))
        })
    });
    let put = {
        let id = id.clone();
        move |event| {
            chosen.update(|chosen| drop(chosen.insert(id.clone(), event_target_value(&event))));
        }
    };
    let name = move || label.get(locale.get()).to_owned();
    let is_invalid = move || said.with(Option::is_some).then_some("true");
    let described_by = format!("{hint} {error}");
    let help = move || match kind {
        Kind::Number { min, max } => {
            Label::CustomiseRange.get(locale.get()).replace("{}", &min.to_string()).replace("{most}", &max.to_string())
        }
        Kind::Price { max } => Label::CustomisePrice.get(locale.get()).replace("{most}", &max.to_string()),
        Kind::Text => Label::CustomiseText.get(locale.get()).to_owned(),
        Kind::Region => String::new(),
    };
    let input = if kind == Kind::Region {
        let option = |region: Region| {
            let is_chosen = region.id() == value;
            view! {
                <option value=region.id() selected=is_chosen>
                    {dynamic(move || region.name(locale.get()))}
                </option>
            }
        };
        view! {
            <select
                id=field.clone()
                aria-describedby=described_by
                aria-invalid=is_invalid
                on:change=put
            >
                {Region::all().map(option).collect_view()}
            </select>
        }
        .into_any()
    } else {
        let mode = if kind == Kind::Text { "text" } else { "decimal" };
        view! {
            <input
                id=field.clone()
                type="text"
                inputmode=mode
                prop:value=value
                aria-describedby=described_by
                aria-invalid=is_invalid
                on:input=put
            />
        }
        .into_any()
    };
    view! {
        <div class="field" data-invalid=is_invalid>
            <label for=field>{dynamic(name)}</label>
            {input}
            <small id=hint>{dynamic(help)}</small>
            <p class="field-error" id=error>
                {dynamic(move || {
                    said.get()
                        .map(|said| {
                            view! {
                                <Icon picture=Picture::Failed />
                                <span>{said}</span>
                            }
                        })
                })}
            </p>
        </div>
    }
}

/// The link that begins the scenario with what was chosen; only for scenarios that come with the page.
#[component]
fn LinkOf(name: String, chosen: RwSignal<BTreeMap<String, String>>, is_faulty: Memo<bool>) -> impl IntoView {
    let library = use_library();
    let is_listed = RwSignal::new(None);
    {
        let name = name.clone();
        leptos::task::spawn_local(async move {
            let listed = fetch_catalogue().await.is_ok_and(|known| known.iter().any(|entry| entry.name == name));
            is_listed.try_set(Some(listed));
        });
    }
    let link = Memo::new(move |_| {
        address::of_scenario(&format!("scenarios/{name}.json"), chosen.get().into_iter()).unwrap_or_default()
    });
    let field: NodeRef<html::Input> = NodeRef::new();
    let select = move || {
        if let Some(field) = field.get_untracked() {
            let _ = field.focus();
            field.select();
        }
    };
    dynamic(move || match is_listed.get() {
        None => ().into_any(),
        Some(false) => view! { <p class="hint">{t(Label::CustomiseUnlisted)}</p> }.into_any(),
        Some(true) => view! {
            <div class="field">
                <label for="customise-link">{t(Label::CustomiseLink)}</label>
                <div class="share-link">
                    <input
                        id="customise-link"
                        node_ref=field
                        type="text"
                        readonly
                        prop:value=link
                        aria-describedby="customise-link-hint"
                    />
                    <button
                        type="button"
                        disabled=is_faulty
                        on:click=move |_| share::copy(library, link.get_untracked(), select)
                    >
                        {t(Label::CopyLink)}
                    </button>
                </div>
                <small id="customise-link-hint">{t(Label::CustomiseLinkHint)}</small>
            </div>
        }
        .into_any(),
    })
}
