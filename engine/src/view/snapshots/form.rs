//! Create Snapshot: what is typed, what is wrong with it, and what comes of it.

use std::collections::BTreeMap;

use super::owner;
use crate::{
    backup::policy::PolicyName,
    catalog::{limits, region::Region},
    cloud::{auto_policy::check_retention, disk::DiskKind, labels::check_tags},
    command::EcsCommand,
    id::{DiskId, InstanceId},
    locale::{Locale, Words},
    rejection::{EcsProblem, Field, Problem, Rejection},
    rule::Rule,
    time::{Days, Timestamp},
    units::Mib,
    view::{format, tags},
    world::{SnapshotLabel, World},
};

/// What is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotForm {
    /// Of which disk.
    pub disk: Option<DiskId>,
    /// Its name; it may be left out.
    pub name: String,
    /// Free text; it may be left out.
    pub description: String,
    /// Whether it is kept for good.
    pub permanent: bool,
    /// For how many days it is kept otherwise.
    pub days: String,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
}

/// A field of the form, in the order of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SnapshotField {
    /// Source Disk.
    Disk,
    /// Snapshot Name.
    Name,
    /// Retention.
    Retention,
    /// Tags.
    Tags,
}

/// A disk that a snapshot can be taken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskOption {
    /// Its id.
    pub id: DiskId,
    /// System or data disk.
    pub kind: DiskKind,
    /// The instance that it is attached to first, by id and name.
    pub instance: Option<(InstanceId, String)>,
}

/// What a snapshot that is taken now comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Its full size (SNP-05).
    pub full: Mib,
    /// What it will store (SNP-02).
    pub stored: Mib,
    /// When it will be complete (CON-64).
    pub ready_at: Timestamp,
    /// Whether a policy of Cloud Backup serves the disk too (CON-08).
    pub is_backed_up: bool,
}

impl Default for SnapshotForm {
    /// Nothing typed; kept for 30 days.
    fn default() -> Self {
        Self {
            disk: None,
            name: String::new(),
            description: String::new(),
            permanent: false,
            days: "30".to_owned(),
            tags: BTreeMap::new(),
        }
    }
}

impl SnapshotForm {
    /// The command, or what is wrong with each field.
    pub fn check(&self, world: &World) -> Result<EcsCommand, Vec<(SnapshotField, Rejection)>> {
        let disk = self.check_disk(world);
        let name = check_name(self.name.trim());
        let retention = retention(self.permanent, &self.days);
        let tags = check_tags(&self.tags);
        match (disk, name, retention, tags) {
            (Ok(disk), Ok(name), Ok(retention), Ok(())) => {
                let description = self.description.trim().to_owned();
                let label = SnapshotLabel { name, description, tags: self.tags.clone() };
                Ok(EcsCommand::CreateSnapshot { disk, label, retention })
            }
            (disk, name, retention, tags) => {
                let faults = [
                    disk.err().map(|fault| (SnapshotField::Disk, fault)),
                    name.err().map(|fault| (SnapshotField::Name, fault)),
                    retention.err().map(|fault| (SnapshotField::Retention, fault)),
                    tags.err().map(|fault| (SnapshotField::Tags, fault)),
                ];
                Err(faults.into_iter().flatten().collect())
            }
        }
    }

    fn check_disk(&self, world: &World) -> Result<DiskId, Rejection> {
        let disk = self.disk.clone().unwrap_or_else(|| "".into());
        let position = world.disk(&disk)?;
        world.check_snapshot(position)?;
        Ok(disk)
    }
}

impl SnapshotField {
    /// The rule that says what the field takes.
    pub fn rule(self) -> Rule {
        match self {
            Self::Disk => Rule::Con07,
            Self::Name => Rule::Pol04,
            Self::Retention => Rule::Api40,
            Self::Tags => Rule::Pol80,
        }
    }

    /// What the field takes, in words.
    pub fn hint(self, locale: Locale) -> String {
        match self {
            Self::Disk => Words {
                en: "Attached now or before; its instance Running or Stopped",
                zh: "已挂载或曾挂载过，且实例运行中或已停止",
            }
            .get(locale)
            .to_owned(),
            Self::Name => Words {
                en: "May be left out; 2 to 128 letters, digits and . _ - : beginning with a letter, not with auto",
                zh: "可不填；2~128个文字、数字或 . _ - : 以文字开头，不能以auto开头",
            }
            .get(locale)
            .to_owned(),
            Self::Retention => retention_hint(locale),
            Self::Tags => tags::hint(locale),
        }
    }
}

/// The disks of `region` that snapshots can be taken of, by instance.
pub fn disks(world: &World, region: Region) -> Vec<DiskOption> {
    let here = world.disks_by_id().filter(|disk| {
        let disk = &world.disks[*disk];
        disk.is_own() && disk.region == region && !disk.is_released() && disk.category.can_be_snapshotted()
    });
    let option = |disk| {
        let disk = &world.disks[disk];
        DiskOption { id: disk.id.clone(), kind: disk.kind, instance: owner(world, disk) }
    };
    let mut all: Vec<_> = here.map(option).collect();
    let by = |disk: &DiskOption| (disk.instance.is_none(), disk.instance.clone().map(|(_, name)| name), disk.kind);
    all.sort_by_key(by);
    all
}

/// What a snapshot of `disk` comes to that is taken now; none where it cannot be taken.
pub fn preview(world: &World, disk: &DiskId) -> Option<Preview> {
    let position = world.disk(disk).ok()?;
    world.check_snapshot(position).ok()?;
    let state = &world.disks[position];
    let stored = state.next_stored(world.now);
    let is_backed_up = state
        .attached
        .iter()
        .any(|instance| world.instances[*instance].bindings.iter().any(|binding| binding.scope.covers(&state.id)));
    Some(Preview {
        full: state.content(world.now).used,
        stored,
        ready_at: world.now + world.assumptions.snapshot_creation(stored.0),
        is_backed_up,
    })
}

/// Reads a retention of a snapshot: days, or for good.
pub(in crate::view) fn retention(permanent: bool, days: &str) -> Result<Option<Days>, Rejection> {
    if permanent {
        return Ok(None);
    }
    let (from, to) = (limits::SNAPSHOT_RETENTION_DAYS.start().0, limits::SNAPSHOT_RETENTION_DAYS.end().0);
    let unreadable = || EcsProblem::NotANumber {
        given: days.trim().to_owned(),
        from: from.into(),
        to: to.into(),
        rule: Rule::Api40,
    };
    let given: i64 = days.trim().parse().map_err(|_| Rejection::from(unreadable()))?;
    let days = u32::try_from(given).map(Days).map_err(|_| EcsProblem::SnapshotRetention { given })?;
    check_retention(Some(days))?;
    Ok(Some(days))
}

/// What a retention of a snapshot may be, in words.
pub(in crate::view) fn retention_hint(locale: Locale) -> String {
    let from = limits::SNAPSHOT_RETENTION_DAYS.start().0;
    let to = format::count(limits::SNAPSHOT_RETENTION_DAYS.end().0.into());
    match locale {
        Locale::En => format!("{from} to {to} days, or permanently"),
        Locale::Zh => format!("{from}~{to}天，或永久保留"),
    }
}

/// The name as the command takes it: empty where it is left out.
fn check_name(typed: &str) -> Result<String, Rejection> {
    if !typed.is_empty() {
        PolicyName::parse(typed).map_err(|fault| Problem::Name(fault).at(Field::Name))?;
    }
    Ok(typed.to_owned())
}
