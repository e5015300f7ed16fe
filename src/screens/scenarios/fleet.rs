//! An empty sandbox: how many instances, with which disks, how busy, in which regions.

use engine::{
    catalog::region::Region,
    scenario::Scenario,
    view::fleet_form::{Busy, DiskChoice, FleetForm},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dialog::{Dialog, Foot},
        dynamic::dynamic,
        icon::{Icon, Picture},
    },
    library::use_library,
    text::Label,
};

thread_local! {
    static OPEN: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// Opens the form.
pub fn show() {
    OPEN.with(|open| open.set(true));
}

/// The form in its dialog.
#[component]
pub fn Fleet() -> impl IntoView {
    let open = RwSignal::from(OPEN.with(Clone::clone));
    view! {
        <Dialog open=open title=Label::EmptySandbox>
            <Form open=open />
        </Dialog>
    }
}

#[component]
fn Form(open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let form = RwSignal::new(FleetForm::default());
    let fault = Memo::new(move |_| form.with(FleetForm::fault));
    let make = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(file) = form.with_untracked(FleetForm::file) else { return };
        match Scenario::from_value(&file) {
            Ok(scenario) => {
                if library.begin_scenario(scenario) {
                    open.set(false);
                }
            }
            // The tests of the form hold that it makes no faulty file.
            Err(faults) => {
                library.toast(faults.first().map(|fault| fault.said(locale.get_untracked())).unwrap_or_default(), None);
            }
        }
    };
    let said = move |of_count: bool| {
        let fault = fault.get().filter(|fault| fault.is_of_count() == of_count);
        fault.map(|fault| {
            view! {
                <Icon picture=Picture::Failed />
                <span>{fault.text(locale.get())}</span>
            }
        })
    };
    let is_wrong =
        move |of_count: bool| fault.get().is_some_and(|fault| fault.is_of_count() == of_count).then_some("true");
    view! {
        <form class="fleet-form" on:submit=make novalidate>
            <div class="field" data-invalid=move || is_wrong(true)>
                <label for="fleet-count">{t(Label::FleetCount)}</label>
                <input
                    id="fleet-count"
                    type="text"
                    inputmode="numeric"
                    prop:value=move || form.with(|form| form.count.clone())
                    aria-describedby="fleet-count-hint fleet-count-error"
                    aria-invalid=move || is_wrong(true)
                    on:input=move |event| {
                        form.update(|form| form.count = event_target_value(&event));
                    }
                />
                <small id="fleet-count-hint">{move || FleetForm::count_hint(locale.get())}</small>
                <p class="field-error" id="fleet-count-error">
                    {dynamic(move || said(true))}
                </p>
            </div>
            <div class="field">
                <label for="fleet-disks">{t(Label::FleetDisks)}</label>
                <select
                    id="fleet-disks"
                    on:change=move |event| {
                        if let Some(disks) = DiskChoice::parse(&event_target_value(&event)) {
                            form.update(|form| form.disks = disks);
                        }
                    }
                >
                    {DiskChoice::ALL
                        .map(|choice| {
                            view! {
                                <option
                                    value=choice.code()
                                    selected=move || form.with(|form| form.disks == choice)
                                >
                                    {move || choice.name(locale.get())}
                                </option>
                            }
                        })}
                </select>
            </div>
            <div class="field">
                <label for="fleet-busy">{t(Label::FleetBusy)}</label>
                <select
                    id="fleet-busy"
                    on:change=move |event| {
                        if let Some(busy) = Busy::parse(&event_target_value(&event)) {
                            form.update(|form| form.busy = busy);
                        }
                    }
                >
                    {Busy::ALL
                        .map(|choice| {
                            view! {
                                <option
                                    value=choice.code()
                                    selected=move || form.with(|form| form.busy == choice)
                                >
                                    {move || choice.name(locale.get())}
                                </option>
                            }
                        })}
                </select>
            </div>
            <fieldset
                class="field"
                aria-describedby="fleet-regions-error"
                data-invalid=move || is_wrong(false)
            >
                <legend>{t(Label::FleetRegions)}</legend>
                <div class="fleet-regions">
                    {FleetForm::regions_offered()
                        .map(|region| view! { <RegionBox region=region form=form /> })
                        .collect_view()}
                </div>
                <p class="field-error" id="fleet-regions-error">
                    {dynamic(move || said(false))}
                </p>
            </fieldset>
            <Foot>
                <button type="button" on:click=move |_| open.set(false)>
                    {t(Label::Cancel)}
                </button>
                <button
                    type="submit"
                    class="primary"
                    aria-disabled=move || fault.get().map(|_| "true")
                >
                    {t(Label::FleetMake)}
                </button>
            </Foot>
        </form>
    }
}

#[component]
fn RegionBox(region: Region, form: RwSignal<FleetForm>) -> impl IntoView {
    let locale = use_library().locale;
    let change = move |event| {
        let is_chosen = event_target_checked(&event);
        form.update(|form| {
            if is_chosen {
                form.regions.insert(region)
            } else {
                form.regions.remove(&region)
            };
        });
    };
    view! {
        <label class="way">
            <input
                type="checkbox"
                prop:checked=move || form.with(|form| form.regions.contains(&region))
                on:change=change
            />
            {move || region.name(locale.get())}
        </label>
    }
}
