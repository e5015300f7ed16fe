//! Create Snapshot: of which disk, how it is called and how long it is kept.

use engine::{
    command::Command,
    id::DiskId,
    rejection::Rejection,
    rule::Rule,
    view::{
        format,
        snapshots::{self, DiskOption, SnapshotField, SnapshotForm},
    },
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dialog::{Dialog, Shape},
        dynamic::dynamic,
        field::{Field, FieldError, Hint},
        rule_chip::RuleChip,
    },
    library::use_library,
    screens::{
        ecs::{
            create::kind_label,
            fields::{self, CommandForm},
            tags::NewTags,
        },
        plans::over::is_open,
    },
    text::Label,
};

/// What a snapshot is wanted of: a disk that is chosen already, or any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted(pub Option<DiskId>);

/// The panel.
#[component]
pub fn CreateSnapshot(
    /// What a snapshot is wanted of, while the panel is open.
    wanted: RwSignal<Option<Wanted>>,
) -> impl IntoView {
    let open = is_open(wanted, |_| true);
    view! {
        <Dialog open=open title=Label::CreateSnapshot shape=Shape::Panel>
            {dynamic(move || {
                wanted.get().map(|Wanted(disk)| view! { <Form open=open disk=disk /> })
            })}
        </Dialog>
    }
}

#[component]
fn Form(open: RwSignal<bool>, disk: Option<DiskId>) -> impl IntoView {
    let library = use_library();
    let region = library.region.get_untracked();
    let offered = library.read(|run| snapshots::disks(run.world(), region));
    let first = disk.or_else(|| offered.first().map(|disk| disk.id.clone()));
    let disk = RwSignal::new(first.map(|disk| disk.to_string()).unwrap_or_default());
    let SnapshotForm { name, description, days, .. } = SnapshotForm::default();
    let [name, description, days] = [name, description, days].map(RwSignal::new);
    let (permanent, tags) = (RwSignal::new(false), NewTags::none());
    let typed = move || SnapshotForm {
        disk: Some(disk.get().as_str().into()),
        name: name.get(),
        description: description.get(),
        permanent: permanent.get(),
        days: days.get(),
        // What is wrong with them is said by their own fields.
        tags: tags.all().unwrap_or_default(),
    };
    let checked = Memo::new(move |_| {
        library.revisions.with(|revisions| (revisions.fleet, revisions.jobs));
        let typed = typed();
        library.read(|run| typed.check(run.world()))
    });
    let fault = move |field: SnapshotField| -> Signal<Option<Rejection>> {
        Signal::derive(move || {
            checked.with(|checked| {
                let faults = checked.as_ref().err()?;
                faults.iter().find(|(at, _)| *at == field).map(|(_, fault)| fault.clone())
            })
        })
    };
    let faulty = Signal::derive(move || checked.with(Result::is_err) || tags.fault().is_some());
    let command = Callback::new(move |()| match checked.get_untracked() {
        Ok(command) => Ok(Command::Ecs(command)),
        Err(mut faults) => Err(faults.remove(0).1),
    });
    let options = move || {
        let locale = library.locale.get();
        let named = offered.iter().map(|disk| (disk.id.to_string(), title(disk, locale)));
        fields::choice(Label::SourceDisk, named.collect(), disk)
    };
    view! {
        <CommandForm open=open command=command faulty=faulty>
            <div class="field">
                {dynamic(options)}
                <small>
                    {Hint::Said(|locale| SnapshotField::Disk.hint(locale)).text()}
                    <RuleChip rule=SnapshotField::Disk.rule() />
                </small>
                <FieldError id="snapshot-disk-error".to_owned() fault=fault(SnapshotField::Disk) />
                <Outcome disk=disk />
            </div>
            <Field
                id="snapshot-name"
                label=Label::SnapshotName
                hint=Hint::Said(|locale| SnapshotField::Name.hint(locale))
                rule=SnapshotField::Name.rule()
                value=name.into()
                on_input=fields::into(name)
                fault=fault(SnapshotField::Name)
            />
            <Field
                id="snapshot-description"
                label=Label::Description
                hint=Label::DescriptionHint
                value=description.into()
                on_input=fields::into(description)
                fault=Signal::stored(None)
            />
            <Kept permanent=permanent days=days fault=fault(SnapshotField::Retention) />
            {tags.fields()}
        </CommandForm>
    }
}

/// How long a snapshot is kept: for good, or for a number of days.
#[component]
pub fn Kept(
    /// For good.
    permanent: RwSignal<bool>,
    /// The days otherwise.
    days: RwSignal<String>,
    /// What is wrong with them.
    fault: Signal<Option<Rejection>>,
) -> impl IntoView {
    let radio = move |forever: bool, label| {
        view! {
            <label class="way">
                <input
                    type="radio"
                    name="kept"
                    prop:checked=move || permanent.get() == forever
                    on:change=move |_| permanent.set(forever)
                />
                {t(label)}
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>{t(Label::Retention)}</legend>
            <div class="choices">
                {radio(false, Label::SpecifyTime)} {radio(true, Label::Permanent)}
            </div>
            {dynamic(move || {
                (!permanent.get())
                    .then(|| {
                        view! {
                            <Field
                                id="kept-days"
                                label=Label::KeepDays
                                hint=Hint::Said(|locale| SnapshotField::Retention.hint(locale))
                                rule=SnapshotField::Retention.rule()
                                value=days.into()
                                on_input=fields::into(days)
                                fault=fault
                            />
                        }
                    })
            })}
        </fieldset>
    }
}

/// What a snapshot that is taken now comes to.
#[component]
fn Outcome(disk: RwSignal<String>) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let preview = Memo::new(move |_| {
        library.revisions.with(|revisions| (revisions.fleet, revisions.jobs));
        disk.with(|disk| library.read(|run| snapshots::preview(run.world(), &disk.as_str().into())))
    });
    move || {
        let locale = library.locale.get();
        preview.get().map(|preview| {
            let (stored, full) = (format::size(preview.stored), format::size(preview.full));
            let at = format::date_time(preview.ready_at, zone, locale);
            let text = Label::WouldStore.get(locale);
            let text = [stored, full, at].iter().fold(text.to_owned(), |text, part| text.replacen("{}", part, 1));
            let both = preview.is_backed_up.then(|| {
                view! { <p class="obstacle">{t(Label::BackedUpToo)} <RuleChip rule=Rule::Con08 /></p> }
            });
            view! {
                <p class="comes-out">{text}</p>
                {both}
            }
        })
    }
}

/// How a disk is called where one is chosen: its instance, what it is, its id.
pub fn title(disk: &DiskOption, locale: engine::locale::Locale) -> String {
    let kind = kind_label(disk.kind).get(locale);
    let owner = match &disk.instance {
        Some((_, name)) => name.as_str(),
        None => Label::NotAttached.get(locale),
    };
    format!("{owner} · {kind} · {}", disk.id)
}
