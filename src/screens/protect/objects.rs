//! Backup Object: which disks of an instance are backed up.

use engine::{
    backup::binding::DiskScope,
    cloud::disk::DiskKind,
    id::DiskId,
    rule::Rule,
    view::{
        format,
        protect::{self, Chosen, DiskChoice},
    },
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{dynamic::dynamic, rule_chip::RuleChip},
    library::use_library,
    text::Label,
};

/// The switch Protect All Disks, and single disks while it is off.
#[component]
pub fn Objects(
    /// The chosen instances.
    chosen: RwSignal<Vec<Chosen>>,
    /// Which of them it is about.
    position: usize,
) -> impl IntoView {
    let library = use_library();
    let scope = Memo::new(move |_| chosen.with(|chosen| chosen.get(position).map(|one| one.scope.clone())));
    let instance = chosen.with_untracked(|chosen| chosen.get(position).map(|one| one.instance.clone()));
    let disks = StoredValue::new(
        instance.map(|instance| library.read(|run| protect::disks(run.world(), &instance))).unwrap_or_default(),
    );
    let set = move |scope: DiskScope| {
        chosen.update(|chosen| {
            if let Some(one) = chosen.get_mut(position) {
                one.scope = scope;
            }
        });
    };
    let is_all = move || scope.get() == Some(DiskScope::All);
    let toggle_all = move |event| {
        let all = event_target_checked(&event);
        let possible = || {
            disks.with_value(|disks| disks.iter().filter(|disk| disk.possible).map(|disk| disk.id.clone()).collect())
        };
        set(if all { DiskScope::All } else { DiskScope::Only(possible()) });
    };
    let tick = Callback::new(move |(disk, on): (DiskId, bool)| {
        let now = scope.get_untracked().unwrap_or_default();
        let ticked = disks.with_value(|disks| {
            let stays =
                |other: &&DiskChoice| if other.id == disk { on } else { other.possible && now.covers(&other.id) };
            disks.iter().filter(stays).map(|other| other.id.clone()).collect()
        });
        set(DiskScope::Only(ticked));
    });
    let single = move || {
        (!is_all()).then(|| {
            let rows = disks.with_value(Clone::clone).into_iter();
            let rows = rows.map(|disk| view! { <Tick disk=disk scope=scope tick=tick /> });
            view! { <ul class="disks">{rows.collect_view()}</ul> }
        })
    };
    let all = Memo::new(move |_| is_all());
    let none = move || chosen.with(|chosen| chosen.get(position).is_some_and(is_faulty));
    view! {
        <fieldset class="field">
            <legend>{t(Label::BackupObject)}</legend>
            <label class="way">
                <input type="checkbox" role="switch" prop:checked=all on:change=toggle_all />
                {t(Label::ProtectAllDisks)}
            </label>
            <small>{t(Label::ProtectAllDisksHint)} <RuleChip rule=Rule::Con03 /></small>
            {dynamic(move || {
                all.get();
                untrack(single)
            })}
            <p class="field-error" role="status">
                {dynamic(move || none().then(|| t(Label::ChooseADisk)))}
            </p>
        </fieldset>
    }
}

/// Whether no disk is chosen.
pub fn is_faulty(chosen: &Chosen) -> bool {
    matches!(&chosen.scope, DiskScope::Only(disks) if disks.is_empty())
}

/// One disk: local and ephemeral ones are listed, but cannot be ticked.
#[component]
fn Tick(disk: DiskChoice, scope: Memo<Option<DiskScope>>, tick: Callback<(DiskId, bool)>) -> impl IntoView {
    let locale = use_library().locale;
    let (id, possible) = (disk.id.clone(), disk.possible);
    let checked = {
        let id = id.clone();
        move || possible && scope.with(|scope| scope.as_ref().is_some_and(|scope| scope.covers(&id)))
    };
    let press = move |event| tick.run((id.clone(), event_target_checked(&event)));
    let reason = (!possible).then(|| {
        view! { <span class="obstacle">{t(Label::LocalDiskObstacle)} <RuleChip rule=Rule::Con20 /></span> }
    });
    let kind = match disk.kind {
        DiskKind::System => Label::SystemDisk,
        DiskKind::Data => Label::DataDisk,
    };
    view! {
        <li>
            <label class="way">
                <input type="checkbox" prop:checked=checked disabled=!possible on:change=press />
                <code>{disk.id.to_string()}</code>
                <span>{t(kind)}</span>
                <span>{dynamic(move || disk.category.name(locale.get()))}</span>
                <span class="figure">{format::size(disk.size)}</span>
            </label>
            {reason}
        </li>
    }
}
