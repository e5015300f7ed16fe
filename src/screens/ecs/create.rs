//! Create Instance, Create Disk, Attach and Resize: the forms of ECS.

use engine::{
    catalog::{
        disk::{DiskCategory, PerformanceLevel},
        instance_type::InstanceType,
    },
    cloud::disk::DiskKind,
    command::{Command, DiskOrder, EcsCommand, InstanceOrder},
    rejection::Rejection,
    rule::Rule,
    units::MIB_PER_GIB,
    view::{
        ecs::{self, DiskRow},
        images::{self, ImageRow},
        orders,
    },
};
use leptos::prelude::*;

use super::{
    fields::{self, CommandForm},
    tags::NewTags,
};
use crate::{
    app::t,
    components::{
        dialog::{Dialog, Shape},
        dynamic::dynamic,
        field::{Field, Hint},
    },
    library::{Library, use_library},
    screens::plans::over::is_open,
    text::Label,
};

/// Operating systems to choose from; others come with scenarios.
const SYSTEMS: [&str; 4] =
    ["Alibaba Cloud Linux 3", "Ubuntu 22.04 64-bit", "CentOS 7.9 64-bit", "Windows Server 2022 Datacenter"];

/// Instance types to choose from; others come with scenarios.
const TYPES: [&str; 6] =
    ["ecs.g7.large", "ecs.g7.xlarge", "ecs.g7.2xlarge", "ecs.c7.large", "ecs.c7.xlarge", "ecs.r7.xlarge"];

/// The types to choose from, by what they are called; `own` too where it is none of them.
pub fn types(own: &str) -> Vec<(String, String)> {
    let more = (!TYPES.contains(&own)).then_some(own);
    more.into_iter().chain(TYPES).map(|kind| (kind.to_owned(), kind.to_owned())).collect()
}

/// The panel Create Instance.
#[component]
pub fn CreateInstance(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog open=open title=Label::CreateInstance shape=Shape::Panel>
            <InstanceForm open=open />
        </Dialog>
    }
}

#[component]
fn InstanceForm(open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let region = library.region.get_untracked();
    let zones = library.read(|run| ecs::choices(run.world(), region)).zones;
    let first = zones.first().cloned().unwrap_or_default();
    let [name, kind, zone, os, amount] =
        ["", TYPES[0], first.as_str(), SYSTEMS[0], "1"].map(|text| RwSignal::new(text.to_owned()));
    let system = DiskFields::new("system-size", DiskCategory::CloudEssd, "40", true);
    let tags = NewTags::none();
    let (with_data, data) = (RwSignal::new(false), DiskFields::new("data-size", DiskCategory::CloudEssd, "100", true));
    let command = Callback::new(move |()| {
        let (called, amount) = (orders::name(&name.get_untracked())?, orders::amount(&amount.get_untracked())?);
        let instance_type = InstanceType::parse(&kind.get_untracked()).expect("chosen among types");
        let data_disks = if with_data.get_untracked() { vec![data.order()?] } else { Vec::new() };
        let mut order = InstanceOrder {
            region,
            zone: Some(zone.get_untracked()),
            vswitch: None,
            security_group: None,
            instance_type,
            name: called,
            numbered: amount > 1,
            os: os.get_untracked(),
            tags: tags.all()?,
            system_disk: system.order()?,
            data_disks,
        };
        library.read(|run| order.start_from_image(run.world()));
        Ok(Command::Ecs(EcsCommand::RunInstances { order, amount }))
    });
    let same = |text: String| (text.clone(), text);
    let images = library.read(|run| images::available(run.world(), region));
    let locale = library.locale.get_untracked();
    let image = |image: ImageRow| {
        let name = format!("{}{}{}", Label::CustomImage.get(locale), Label::Colon.get(locale), image.name);
        (image.id.to_string(), name)
    };
    let systems = SYSTEMS.map(|system| same(system.to_owned())).into_iter();
    let systems = systems.chain(images.into_iter().map(image)).collect();
    let name_fault = Signal::derive(move || orders::name(&name.get()).err());
    let amount_fault = Signal::derive(move || orders::amount(&amount.get()).err());
    let faulty = Signal::derive(move || {
        let typed = name_fault.with(Option::is_some) || amount_fault.with(Option::is_some) || tags.fault().is_some();
        typed || system.fault().is_some() || with_data.get() && data.fault().is_some()
    });
    view! {
        <CommandForm open=open command=command faulty=faulty>
            <Field
                id="instance-name"
                label=Label::InstanceName
                hint=Hint::Said(orders::name_hint)
                rule=Rule::Pol04
                value=name.into()
                on_input=fields::into(name)
                fault=name_fault
            />
            <Field
                id="instance-amount"
                label=Label::Amount
                hint=Hint::Said(orders::amount_hint)
                rule=Rule::Mdl19
                value=amount.into()
                on_input=fields::into(amount)
                fault=amount_fault
            />
            {fields::choice(
                Label::InstanceType,
                TYPES.map(|kind| same(kind.to_owned())).into(),
                kind,
            )}
            {fields::choice(Label::Zone, zones.into_iter().map(same).collect(), zone)}
            {fields::choice(Label::OperatingSystem, systems, os)}
            <fieldset class="field">
                <legend>{t(Label::SystemDisk)}</legend>
                {system.fields(library)}
            </fieldset>
            {fields::check(Label::WithDataDisk, with_data)}
            {dynamic(move || {
                with_data
                    .get()
                    .then(|| {
                        view! {
                            <fieldset class="field">
                                <legend>{t(Label::DataDisk)}</legend>
                                {data.fields(library)}
                            </fieldset>
                        }
                    })
            })}
            {tags.fields()}
        </CommandForm>
    }
}

/// The panel Create Disk.
#[component]
pub fn CreateDisk(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog open=open title=Label::CreateDisk shape=Shape::Panel>
            <DiskForm open=open />
        </Dialog>
    }
}

#[component]
fn DiskForm(open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let region = library.region.get_untracked();
    let choices = library.read(|run| ecs::choices(run.world(), region));
    let zone = RwSignal::new(choices.zones.first().cloned().unwrap_or_default());
    let (name, attach_to) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let disk = DiskFields::new("disk-size", DiskCategory::CloudEssd, "100", false);
    let command = Callback::new(move |()| {
        let attach_to = attach_to.get_untracked();
        let order = DiskOrder { name: orders::name(&name.get_untracked())?, ..disk.order()? };
        let attach_to = (!attach_to.is_empty()).then(|| attach_to.as_str().into());
        Ok(Command::Ecs(EcsCommand::CreateDisk { region, zone: Some(zone.get_untracked()), order, attach_to }))
    });
    let instances = move || {
        let nothing = (String::new(), Label::NotAttached.get(library.locale.get()).to_owned());
        let here = choices.instances.clone().into_iter();
        let here =
            here.filter(|(.., there)| zone.with(|zone| zone == there)).map(|(id, name, _)| (id.to_string(), name));
        fields::choice(Label::AttachTo, std::iter::once(nothing).chain(here).collect(), attach_to)
    };
    let name_fault = Signal::derive(move || orders::name(&name.get()).err());
    let faulty = Signal::derive(move || name_fault.with(Option::is_some) || disk.fault().is_some());
    view! {
        <CommandForm open=open command=command faulty=faulty>
            <Field
                id="disk-name"
                label=Label::DiskName
                hint=Hint::Said(orders::name_hint)
                rule=Rule::Pol04
                value=name.into()
                on_input=fields::into(name)
                fault=name_fault
            />
            {fields::choice(
                Label::Zone,
                choices.zones.clone().into_iter().map(|zone| (zone.clone(), zone)).collect(),
                zone,
            )}
            {dynamic(instances)}
            {disk.fields(library)}
        </CommandForm>
    }
}

/// What is done to a disk in a dialog.
#[derive(Clone, Debug)]
pub enum DiskTask {
    /// Attach it to an instance of its zone.
    Attach(DiskRow),
    /// Make it larger.
    Resize(DiskRow),
}

/// The dialogs Attach and Resize.
#[component]
pub fn DiskTasks(
    /// What is to be done.
    task: RwSignal<Option<DiskTask>>,
) -> impl IntoView {
    let attach = is_open(task, |task| matches!(task, DiskTask::Attach(_)));
    let resize = is_open(task, |task| matches!(task, DiskTask::Resize(_)));
    let form = move |open| {
        dynamic(move || match task.get() {
            Some(DiskTask::Attach(disk)) => view! { <Attach disk=disk open=open /> }.into_any(),
            Some(DiskTask::Resize(disk)) => view! { <Resize disk=disk open=open /> }.into_any(),
            None => ().into_any(),
        })
    };
    view! {
        <Dialog open=attach title=Label::AttachDisk>
            {form(attach)}
        </Dialog>
        <Dialog open=resize title=Label::ResizeDisk>
            {form(resize)}
        </Dialog>
    }
}

#[component]
fn Attach(disk: DiskRow, open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let region = library.region.get_untracked();
    let here = library.read(|run| ecs::choices(run.world(), region)).instances.into_iter();
    let there: Vec<_> =
        here.filter(|(.., zone)| *zone == disk.zone).map(|(id, name, _)| (id.to_string(), name)).collect();
    let to = RwSignal::new(there.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let goes = RwSignal::new(false);
    let id = disk.id.clone();
    let command = Callback::new(move |()| {
        let (disk, instance) = (id.clone(), to.get_untracked().as_str().into());
        Ok(Command::Ecs(EcsCommand::AttachDisk { disk, instance, delete_with_instance: goes.get_untracked() }))
    });
    view! {
        <p>
            <code>{disk.id.to_string()}</code>
            " "
            {disk.zone}
        </p>
        <CommandForm open=open command=command>
            {fields::choice(Label::AttachTo, there, to)}
            {fields::check(Label::GoesWithInstance, goes)}
        </CommandForm>
    }
}

#[component]
fn Resize(disk: DiskRow, open: RwSignal<bool>) -> impl IntoView {
    let now_gib = disk.size.0 / MIB_PER_GIB;
    let size = RwSignal::new((now_gib * 2).to_string());
    let locale = use_library().locale;
    let id = disk.id.clone();
    let read = {
        let disk = disk.clone();
        move |typed: &str| orders::larger_gib(&disk, typed)
    };
    let fault = {
        let read = read.clone();
        Signal::derive(move || read(&size.get()).err())
    };
    let hint = {
        let disk = disk.clone();
        Signal::derive(move || orders::larger_hint(&disk, locale.get()))
    };
    let command = Callback::new(move |()| {
        let size_gib = read(&size.get_untracked())?;
        Ok(Command::Ecs(EcsCommand::ResizeDisk { disk: id.clone(), size_gib }))
    });
    view! {
        <p>
            <code>{disk.id.to_string()}</code>
            " "
            {now_gib}
            " GiB"
        </p>
        <CommandForm
            open=open
            command=command
            faulty=Signal::derive(move || fault.with(Option::is_some))
        >
            <Field
                id="larger-size"
                label=Label::SizeGib
                hint=Hint::Of(hint)
                rule=Rule::Con23
                value=size.into()
                on_input=fields::into(size)
                fault=fault
            />
        </CommandForm>
    }
}

/// What a disk is to be like.
#[derive(Clone, Copy)]
struct DiskFields {
    /// Tells its size from the other fields of the page.
    id: &'static str,
    category: RwSignal<String>,
    level: RwSignal<String>,
    size: RwSignal<String>,
    goes: RwSignal<bool>,
    encrypted: RwSignal<bool>,
}

impl DiskFields {
    fn new(id: &'static str, category: DiskCategory, size_gib: &str, goes: bool) -> Self {
        Self {
            id,
            category: RwSignal::new(category.code().to_owned()),
            level: RwSignal::new(PerformanceLevel::default().code().to_owned()),
            size: RwSignal::new(size_gib.to_owned()),
            goes: RwSignal::new(goes),
            encrypted: RwSignal::new(false),
        }
    }

    fn order(self) -> Result<DiskOrder, Rejection> {
        let (category, level) = untrack(|| self.kind());
        Ok(DiskOrder {
            name: None,
            category,
            performance_level: level,
            size_gib: Some(untrack(|| self.size_gib())?),
            snapshot: None,
            multi_attach: false,
            encrypted: self.encrypted.get_untracked(),
            delete_with_instance: self.goes.get_untracked(),
        })
    }

    fn kind(self) -> (DiskCategory, Option<PerformanceLevel>) {
        let category = DiskCategory::parse(&self.category.get()).unwrap_or(DiskCategory::CloudEssd);
        let level = PerformanceLevel::parse(&self.level.get());
        (category, level.filter(|_| category == DiskCategory::CloudEssd))
    }

    fn size_gib(self) -> Result<u64, Rejection> {
        let (category, level) = self.kind();
        orders::size_gib(category, level, &self.size.get())
    }

    fn fault(self) -> Option<Rejection> {
        self.size_gib().err()
    }

    fn fields(self, library: Library) -> AnyView {
        let hint = Signal::derive(move || {
            let (category, level) = self.kind();
            orders::size_hint(category, level, library.locale.get())
        });
        let categories = move || {
            let locale = library.locale.get();
            let cloud = DiskCategory::ALL.into_iter().filter(|category| category.can_be_snapshotted());
            let named = cloud.map(|category| (category.code().to_owned(), category.name(locale).to_owned()));
            fields::choice(Label::DiskCategory, named.collect(), self.category)
        };
        let levels = move || {
            let is_essd = self.category.with(|code| code == DiskCategory::CloudEssd.code());
            let named = PerformanceLevel::ALL.map(|level| (level.code().to_owned(), level.code().to_owned()));
            is_essd.then(|| fields::choice(Label::PerformanceLevel, named.into(), self.level))
        };
        view! {
            {dynamic(categories)}
            {dynamic(levels)}
            <Field
                id=self.id
                label=Label::SizeGib
                hint=Hint::Of(hint)
                rule=Rule::Con23
                value=self.size.into()
                on_input=fields::into(self.size)
                fault=Signal::derive(move || self.fault())
            />
            {fields::check(Label::GoesWithInstance, self.goes)}
            {fields::check(Label::Encrypted, self.encrypted)}
        }
        .into_any()
    }
}

/// System or data disk, as a label.
pub fn kind_label(kind: DiskKind) -> Label {
    match kind {
        DiskKind::System => Label::SystemDisk,
        DiskKind::Data => Label::DataDisk,
    }
}
