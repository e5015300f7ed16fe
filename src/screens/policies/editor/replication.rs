//! Replication Policy: where copies go and how long they are kept there.

use engine::{
    catalog::region::Region,
    view::policy_form::{FormField, PolicyForm},
};
use leptos::prelude::*;

use super::{
    Editing,
    fields::{Fault, Group, Hint, NoOrDays, SwitchField, TextField, described_by, id_of, invalid, label_of},
    lifecycle::UnlessLegacy,
};
use crate::{app::t, library::use_library, text::Label};

/// The group.
#[component]
pub fn Replication(editing: Editing) -> impl IntoView {
    let library = use_library();
    let regions = library.read(|run| run.world().regions.clone());
    let destinations = editing.form.with_untracked(|form| form.destinations(&regions));
    let none = destinations.is_empty();
    let destinations = StoredValue::new(destinations);
    view! {
        <Group title=Label::ReplicationPolicy>
            <UnlessLegacy editing=editing>
                <SwitchField
                    editing=editing
                    field=FormField::Replication
                    on=editing.part(|form| form.replication.on)
                    on_change=Callback::new(move |on| {
                        editing.form.update(|form| form.replication.on = on);
                    })
                />
                {none.then(|| view! { <p class="hint">{t(Label::NoPair)}</p> })}
                <Show when=move || editing.form.with(|form| form.replication.on)>
                    <Destination editing=editing destinations=destinations.get_value() />
                    <TextField
                        editing=editing
                        field=FormField::RemoteRetention
                        unit=Signal::stored(Label::Day)
                        value=editing.part(|form| form.replication.retention_days.clone())
                        on_input=editing.edit(|form, typed| form.replication.retention_days = typed)
                    />
                    <NoOrDays
                        editing=editing
                        field=FormField::RemoteArchiveDays
                        choice=editing.part(|form| form.replication.archive.clone())
                        on_change=Callback::new(move |choice| {
                            editing.form.update(|form| form.replication.archive = choice);
                        })
                    />
                </Show>
            </UnlessLegacy>
        </Group>
    }
}

/// The regions that copies can go to.
#[component]
fn Destination(editing: Editing, destinations: Vec<Region>) -> impl IntoView {
    let locale = use_library().locale;
    let field = FormField::Destination;
    let chosen = editing.part(|form: &PolicyForm| form.replication.region);
    let choose = move |event| {
        let region = Region::parse(&event_target_value(&event));
        editing.form.update(|form| form.replication.region = region);
    };
    let option = move |region: Region| {
        view! {
            <option value=region.id() selected=move || chosen.get() == Some(region)>
                {move || region.name(locale.get())}
            </option>
        }
    };
    view! {
        <div class="policy-line" data-invalid=invalid(editing, field)>
            <label class="policy-label" for=id_of(field)>
                {t(label_of(field))}
            </label>
            <div class="policy-control">
                <select
                    id=id_of(field)
                    on:change=choose
                    aria-describedby=described_by(editing, field)
                    aria-invalid=invalid(editing, field)
                >
                    <option value="" selected=move || chosen.get().is_none()>
                        {t(Label::ChooseRegion)}
                    </option>
                    {destinations.into_iter().map(option).collect_view()}
                </select>
                <Hint field=field editing=editing />
                <Fault field=field editing=editing />
            </div>
        </div>
    }
}
