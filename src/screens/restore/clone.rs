//! Clone and Disaster Recovery: where the new instance stands and what it is like.

use engine::{
    catalog::disk::{DiskCategory, PerformanceLevel},
    rule::Rule,
    view::restore::{self, CloneForm as Typed, Restorable, VpcChoice},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dialog::Foot,
        dynamic::dynamic,
        field::{Field, Hint},
        rule_chip::RuleChip,
    },
    library::use_library,
    screens::{
        ecs::{create::types, fields},
        plans::over::consequences,
        restore::{show_job, what},
    },
    text::Label,
};

/// The form; where the region has no network, only that.
#[component]
pub fn CloneForm(of: Restorable, open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let offered = library.read(|run| restore::clone_choices(run.world(), &of));
    let whole = |vpc: &VpcChoice| !vpc.vswitches.is_empty() && !vpc.security_groups.is_empty();
    let vpcs: Vec<_> = offered.vpcs.iter().filter(|vpc| whole(vpc)).cloned().collect();
    let Some(first) = vpcs.first().cloned() else {
        return view! { <p class="notice">{t(Label::NoNetworkHere)} <RuleChip rule=Rule::Res07 /></p> }.into_any();
    };
    let text = |text: &str| RwSignal::new(text.to_owned());
    let vpc = text(&first.id);
    let (vswitch, group) = (text(&first.vswitches[0].0), text(&first.security_groups[0].0));
    let [kind, name, host, address] = [offered.instance_type.as_str(), &offered.name, &offered.host_name, ""].map(text);
    let disks = DiskChoice::new(offered.category, offered.level);
    let (public, boot) = (RwSignal::new(false), RwSignal::new(of.is_copy));
    let network = move || {
        let chosen = vpcs.iter().find(|other| vpc.with(|vpc| *vpc == other.id)).unwrap_or(&vpcs[0]).clone();
        // Another VPC has other vSwitches and groups.
        let pick = |value: RwSignal<String>, options: &[(String, String)]| {
            let is_there = value.with_untracked(|value| options.iter().any(|(id, _)| id == value));
            if !is_there {
                value.set(options[0].0.clone());
            }
        };
        pick(vswitch, &chosen.vswitches);
        pick(group, &chosen.security_groups);
        view! {
            {fields::choice(Label::VSwitch, chosen.vswitches, vswitch)}
            <small>{t(Label::ZoneByVSwitch)} <RuleChip rule=Rule::Res07 /></small>
            {fields::choice(Label::SecurityGroup, chosen.security_groups, group)}
        }
        .into_any()
    };
    let named = offered.vpcs.iter().filter(|vpc| whole(vpc)).map(|vpc| (vpc.id.clone(), vpc.name.clone())).collect();
    let typed = move || Typed {
        vswitch: vswitch.get(),
        security_group: group.get(),
        instance_type: kind.get(),
        category: disks.category.get(),
        level: disks.level.get(),
        name: name.get(),
        host_name: host.get(),
        private_ip: address.get(),
        public_ip: public.get(),
        boot: boot.get(),
    };
    let source = of.clone();
    let command = Memo::new(move |_| typed().command(&source));
    let fault = Signal::derive(move || typed().name_fault());
    let shown = of.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let done = command.get_untracked().inspect_err(|fault| library.refuse(fault));
        if done.is_ok_and(|command| library.dispatch(command).is_ok()) {
            open.set(false);
            show_job(library, &shown);
        }
    };
    view! {
        <form class="panel-body" on:submit=submit>
            {dynamic(move || what(&of, library.locale.get()))}
            {fields::choice(Label::Vpc, named, vpc)}
            {dynamic(network)}
            {fields::choice(Label::InstanceType, types(&offered.instance_type), kind)}
            <Field
                id="clone-name"
                label=Label::InstanceName
                hint=Hint::Said(restore::name_hint)
                rule=Rule::Pol04
                value=name.into()
                on_input=fields::into(name)
                fault=fault
            />
            {fields::text(Label::Hostname, host)}
            {disks.fields()}
            {fields::text(Label::PrivateIp, address)}
            {fields::check(Label::AllocatePublicIp, public)}
            {fields::check(Label::BootAfterRestore, boot)}
            {consequences(Signal::derive(move || command.get().into_iter().collect()))}
            <Foot>
                <button type="button" on:click=move |_| open.set(false)>
                    {t(Label::Cancel)}
                </button>
                <button type="submit" class="primary" disabled=move || fault.with(Option::is_some)>
                    {t(Label::CreateIt)}
                </button>
            </Foot>
        </form>
    }
    .into_any()
}

/// The category and level of new disks.
#[derive(Clone, Copy)]
pub(super) struct DiskChoice {
    pub(super) category: RwSignal<String>,
    pub(super) level: RwSignal<String>,
}

impl DiskChoice {
    pub(super) fn new(category: DiskCategory, level: PerformanceLevel) -> Self {
        Self { category: RwSignal::new(category.code().to_owned()), level: RwSignal::new(level.code().to_owned()) }
    }

    pub(super) fn fields(self) -> AnyView {
        let library = use_library();
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
        }
        .into_any()
    }
}
