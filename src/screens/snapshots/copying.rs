//! Copies a snapshot to another region (API-44).

use engine::{
    catalog::region::Region,
    command::Command,
    id::SnapshotId,
    rejection::Rejection,
    rule::Rule,
    view::snapshots::{self, CopyField, CopyForm, SnapshotField},
};
use leptos::prelude::*;

use super::tasks::which;
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        field::{Field, Hint},
        rule_chip::RuleChip,
    },
    library::use_library,
    screens::ecs::fields::{self, CommandForm},
    text::Label,
};

/// The form.
#[component]
pub fn CopySnapshot(id: SnapshotId, open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let destinations = library.read(|run| snapshots::destinations(run.world(), library.region.get_untracked()));
    let first = destinations.first().map(|region| region.id().to_owned()).unwrap_or_default();
    let to = RwSignal::new(first);
    let [name, description, days, key] = [(); 4].map(|()| RwSignal::new(String::new()));
    let encrypted = RwSignal::new(false);
    let shown = id.clone();
    let checked = Memo::new(move |_| {
        library.revisions.with(|revisions| revisions.fleet);
        let typed = CopyForm {
            to: Region::parse(&to.get()),
            name: name.get(),
            description: description.get(),
            days: days.get(),
            encrypted: encrypted.get(),
            key: key.get(),
        };
        library.read(|run| typed.check(run.world(), &id))
    });
    let fault = move |field: CopyField| -> Signal<Option<Rejection>> {
        Signal::derive(move || {
            checked.with(|checked| {
                let faults = checked.as_ref().err()?;
                faults.iter().find(|(at, _)| *at == field).map(|(_, fault)| fault.clone())
            })
        })
    };
    let command = Callback::new(move |()| match checked.get_untracked() {
        Ok(command) => Ok(Command::Ecs(command)),
        Err(mut faults) => Err(faults.remove(0).1),
    });
    let none = destinations.is_empty();
    let choices = move || {
        let locale = library.locale.get();
        let option = |region: &Region| (region.id().to_owned(), region.name(locale).to_owned());
        fields::choice(Label::DestinationRegion, destinations.iter().map(option).collect(), to)
    };
    view! {
        {which(&shown)}
        <p>{t(Label::CopySnapshotHint)} " " <RuleChip rule=Rule::Snp30 /></p>
        <CommandForm
            open=open
            command=command
            faulty=Signal::derive(move || checked.with(Result::is_err))
        >
            {dynamic(choices)}
            {none.then(|| view! { <p class="hint">{t(Label::NoPair)}</p> })}
            <Field
                id="copy-name"
                label=Label::SnapshotName
                hint=Hint::Said(|locale| SnapshotField::Name.hint(locale))
                rule=CopyField::Name.rule()
                value=name.into()
                on_input=fields::into(name)
                fault=fault(CopyField::Name)
            />
            <Field
                id="copy-description"
                label=Label::Description
                hint=Label::DescriptionHint
                value=description.into()
                on_input=fields::into(description)
                fault=Signal::stored(None)
            />
            <Field
                id="copy-days"
                label=Label::Retention
                hint=Hint::Said(snapshots::copy_retention_hint)
                rule=CopyField::Retention.rule()
                value=days.into()
                on_input=fields::into(days)
                fault=fault(CopyField::Retention)
            />
            {fields::check(Label::EncryptCopy, encrypted)}
            {dynamic(move || {
                encrypted
                    .get()
                    .then(|| {
                        view! {
                            <Field
                                id="copy-key"
                                label=Label::KmsKey
                                hint=Hint::Said(snapshots::key_hint)
                                rule=Rule::Snp30
                                value=key.into()
                                on_input=fields::into(key)
                                fault=Signal::stored(None)
                            />
                        }
                    })
            })}
        </CommandForm>
    }
}
