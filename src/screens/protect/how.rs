//! How the chosen instances are backed up: the snapshot-consistent group, and application consistency with its rules.

use engine::{
    backup::{
        binding::{ApplicationOptions, BackupOptions},
        consistency::{Grouping, POST_SCRIPT, PRE_SCRIPT},
    },
    rule::Rule,
    view::{
        protect::{self, Chosen, Obstacle},
        why,
    },
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{dynamic::dynamic, rule_chip::RuleChip},
    library::{Library, use_library},
    text::Label,
};

/// What is set so far.
#[derive(Clone, Copy)]
pub struct How {
    group_off: RwSignal<bool>,
    application: RwSignal<bool>,
    writers: RwSignal<bool>,
    freeze: RwSignal<bool>,
    pre_script: RwSignal<String>,
    post_script: RwSignal<String>,
    timeout_seconds: RwSignal<String>,
    ram_role: RwSignal<String>,
    /// What there is no field for.
    destination_kms_key: StoredValue<Option<String>>,
}

impl How {
    /// What `options` say.
    pub fn of(options: BackupOptions) -> Self {
        let wanted = options.application.is_some();
        let application = options.application.unwrap_or_else(|| ApplicationOptions {
            pre_script: Some(PRE_SCRIPT.to_owned()),
            post_script: Some(POST_SCRIPT.to_owned()),
            ..ApplicationOptions::default()
        });
        Self {
            group_off: RwSignal::new(options.snapshot_group == Some(false)),
            application: RwSignal::new(wanted),
            writers: RwSignal::new(application.enable_writers),
            freeze: RwSignal::new(application.enable_fs_freeze),
            pre_script: RwSignal::new(application.pre_script.unwrap_or_default()),
            post_script: RwSignal::new(application.post_script.unwrap_or_default()),
            timeout_seconds: RwSignal::new(application.timeout_seconds.to_string()),
            ram_role: RwSignal::new(application.ram_role.unwrap_or_default()),
            destination_kms_key: StoredValue::new(options.destination_kms_key),
        }
    }

    /// Whether something in it cannot be read.
    pub fn is_faulty(self) -> bool {
        self.application.get() && self.timeout().is_none()
    }

    /// What it comes to for what is chosen: application consistency only where it is offered.
    pub fn options(self, library: Library, chosen: &[Chosen]) -> BackupOptions {
        let offered = self.obstacle(library, chosen).is_none();
        BackupOptions {
            snapshot_group: self.group_off.get().then_some(false),
            application: (self.application.get() && offered).then(|| self.application()),
            destination_kms_key: self.destination_kms_key.get_value(),
        }
    }

    fn application(self) -> ApplicationOptions {
        let text = |text: RwSignal<String>| Some(text.get().trim().to_owned()).filter(|text| !text.is_empty());
        ApplicationOptions {
            enable_writers: self.writers.get(),
            enable_fs_freeze: self.freeze.get(),
            pre_script: text(self.pre_script),
            post_script: text(self.post_script),
            timeout_seconds: self.timeout().unwrap_or_default(),
            ram_role: text(self.ram_role),
        }
    }

    fn timeout(self) -> Option<u32> {
        self.timeout_seconds.with(|typed| typed.trim().parse().ok().filter(|seconds| *seconds > 0))
    }

    fn obstacle(self, library: Library, chosen: &[Chosen]) -> Option<Obstacle> {
        let (off, locale) = (self.group_off.get(), library.locale.get());
        library.read(|run| protect::application_obstacle(run.world(), chosen, off, locale))
    }
}

/// The fields.
#[component]
pub fn HowFields(
    /// What is set.
    how: How,
    /// What is chosen.
    chosen: RwSignal<Vec<Chosen>>,
) -> impl IntoView {
    let library = use_library();
    let can_group =
        Memo::new(move |_| chosen.with(|chosen| library.read(|run| protect::can_group(run.world(), chosen))));
    let obstacle = Memo::new(move |_| chosen.with(|chosen| how.obstacle(library, chosen)));
    let fields = Memo::new(move |_| how.application.get() && obstacle.with(Option::is_none));
    let comes_out = move || {
        chosen.with(|chosen| chosen.iter().take(1).map(|one| comes_out(library, how, chosen, one)).collect_view())
    };
    view! {
        <fieldset class="field">
            <legend>{t(Label::Consistency)}</legend>
            <label class="way">
                <input
                    type="checkbox"
                    role="switch"
                    prop:checked=move || can_group.get() && !how.group_off.get()
                    aria-disabled=move || (!can_group.get()).then_some("true")
                    on:change=move |event| how.group_off.set(!event_target_checked(&event))
                />
                {t(Label::ConsistentGroupSwitch)}
                <RuleChip rule=Rule::Con30 />
            </label>
            <label class="way">
                <input
                    type="checkbox"
                    prop:checked=fields
                    disabled=move || obstacle.with(Option::is_some)
                    aria-describedby="application-obstacle"
                    on:change=move |event| how.application.set(event_target_checked(&event))
                />
                {t(Label::ApplicationConsistent)}
            </label>
            <p id="application-obstacle" class="obstacle">
                {dynamic(move || obstacle.get().map(said))}
            </p>
            {dynamic(move || fields.get().then(|| application_fields(how)))}
            <div class="comes-out" role="status">
                {dynamic(comes_out)}
            </div>
        </fieldset>
    }
}

fn said(obstacle: Obstacle) -> impl IntoView {
    view! {
        {obstacle.text}
        <RuleChip rule=obstacle.rule />
    }
}

/// What the backups of `one` of the chosen will be consistent for.
fn comes_out(library: Library, how: How, chosen: &[Chosen], one: &Chosen) -> AnyView {
    let locale = library.locale.get();
    let options = how.options(library, chosen);
    let (consistency, shortfall) = library.read(|run| {
        let world = run.world();
        (protect::consistency(world, one, &options), protect::shortfall(world, one, &options, locale))
    });
    let Some(consistency) = consistency else { return ().into_any() };
    let group = match consistency.grouping {
        Grouping::Group => Label::ConsistentGroup.get(locale).to_owned(),
        Grouping::SingleDisks(obstacle) => {
            format!(
                "{}{}{}",
                Label::EachDiskAlone.get(locale),
                Label::Colon.get(locale),
                why::obstacle(obstacle, locale)
            )
        }
    };
    let less = shortfall.map(|obstacle| {
        view! {
            <p class="obstacle">
                {Label::LessThanAsked.get(locale)} {Label::Colon.get(locale)} {said(obstacle)}
            </p>
        }
    });
    view! {
        <p>
            <strong>{why::level(consistency.level, locale)}</strong>
            {Label::Comma.get(locale)}
            {group}
            <RuleChip rule=consistency.rule() />
        </p>
        {less}
    }
    .into_any()
}

/// The fields of an application-consistent backup, for Windows and for Linux.
fn application_fields(how: How) -> AnyView {
    let check = |label, on: RwSignal<bool>, rule| {
        view! {
            <label class="way">
                <input
                    type="checkbox"
                    prop:checked=on
                    on:change=move |event| on.set(event_target_checked(&event))
                />
                {t(label)}
                <RuleChip rule=rule />
            </label>
        }
    };
    // The chip is a button of its own: in the label it would take the place of the input.
    let text = |id: &'static str, label, value: RwSignal<String>, rule| {
        view! {
            <div class="text-field">
                <span>
                    <label for=id>{t(label)}</label>
                    <RuleChip rule=rule />
                </span>
                <input
                    type="text"
                    id=id
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </div>
        }
    };
    view! {
        <div class="application">
            {check(Label::IncludeWriters, how.writers, Rule::Con52)}
            {check(Label::FreezeFileSystems, how.freeze, Rule::Con54)}
            {text("pre-script", Label::PreScript, how.pre_script, Rule::Con52)}
            {text("post-script", Label::PostScript, how.post_script, Rule::Con52)}
            {text("freeze-timeout", Label::FreezeTimeout, how.timeout_seconds, Rule::Con54)}
            {text("ram-role", Label::RamRole, how.ram_role, Rule::Con55)}
        </div>
    }
    .into_any()
}
