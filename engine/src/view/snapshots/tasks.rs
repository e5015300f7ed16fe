//! What is done with a snapshot in ECS: shared, archived, changed; what is typed for it, and why it cannot be done.

use std::collections::BTreeSet;

use crate::{
    backup::{point::SnapshotRef, policy::PolicyName},
    catalog::limits,
    command::{EcsCommand, SnapshotChange},
    id::{AccountId, SnapshotId},
    locale::{Locale, Words},
    rejection::{EcsProblem, Field, Problem, Rejection, SnapshotProblem},
    rule::Rule,
    time::Days,
    view::format,
    words,
    world::World,
};

/// Why things cannot be done with a snapshot as it stands; nothing where they can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyNot {
    /// Share it (SNP-23).
    pub share: Option<Rejection>,
    /// Archive it by hand (ARC-01, ARC-04).
    pub archive: Option<Rejection>,
    /// Change its name, description or retention (SNP-20, API-46).
    pub change: Option<Rejection>,
    /// Make an image of it (API-50).
    pub image: Option<Rejection>,
    /// Copy it to another region (SNP-31).
    pub copy: Option<Rejection>,
}

/// The form that changes a snapshot: what is left as it was stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeForm {
    /// Its name; none where empty.
    pub name: String,
    /// Free text.
    pub description: String,
    /// For how many days it is kept from its creation; as before where empty.
    pub days: String,
}

/// A field of the form that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeField {
    /// Snapshot Name.
    Name,
    /// Retention.
    Retention,
}

impl WhyNot {
    pub(super) fn of(world: &World, held: SnapshotRef) -> Self {
        let why = |checked: Result<(), Problem>| checked.err().map(Rejection::from);
        Self {
            share: why(world.check_sharing(held)),
            archive: why(world.check_archiving(held)),
            change: why(world.check_change(held)),
            image: why(world.check_image_of(held)),
            copy: why(world.check_copying(held)),
        }
    }

    /// One of the reasons in words.
    pub fn text(reason: Option<&Rejection>, locale: Locale) -> Option<String> {
        reason.map(|rejection| words::rejection(rejection, locale))
    }
}

impl ChangeForm {
    /// The form as the snapshot stands.
    pub fn of(world: &World, id: &SnapshotId) -> Self {
        let label = world.snapshot(id).ok().and_then(|held| world.snapshot_labels.get(&held)).cloned();
        let label = label.unwrap_or_default();
        Self { name: label.name, description: label.description, days: String::new() }
    }

    /// The command, or what is wrong with each field.
    pub fn check(&self, world: &World, id: &SnapshotId) -> Result<EcsCommand, Vec<(ChangeField, Rejection)>> {
        let name = self.name.trim();
        let name_fault = match PolicyName::parse(name) {
            Err(fault) if !name.is_empty() => Some(Problem::Name(fault).at(Field::Name)),
            _ => None,
        };
        let retention = self.retention(world, id);
        let retention_fault = retention.clone().err();
        let faults = [
            name_fault.map(|fault| (ChangeField::Name, fault)),
            retention_fault.map(|fault| (ChangeField::Retention, fault)),
        ];
        let faults: Vec<_> = faults.into_iter().flatten().collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let change = SnapshotChange {
            name: Some(name.to_owned()),
            description: Some(self.description.trim().to_owned()),
            retention: retention.ok().flatten(),
        };
        Ok(EcsCommand::ModifySnapshot { snapshot: id.clone(), change })
    }

    fn retention(&self, world: &World, id: &SnapshotId) -> Result<Option<Days>, Rejection> {
        if self.days.trim().is_empty() {
            return Ok(None);
        }
        let days = super::retention(false, &self.days)?;
        if let Some(days) = days {
            world.longer_kept(world.snapshot(id)?, days)?;
        }
        Ok(days)
    }
}

impl ChangeField {
    /// The rule that says what the field takes.
    pub fn rule(self) -> Rule {
        match self {
            Self::Name => Rule::Pol04,
            Self::Retention => Rule::Api46,
        }
    }

    /// What the retention takes, in words.
    pub fn retention_hint(locale: Locale) -> String {
        let words = Words {
            en: "From its creation, only longer than now; as it is where empty. One kept for good stays so",
            zh: "自创建起，只能比现在更长；不填则不变。永久保留的快照不能修改",
        };
        words.get(locale).to_owned()
    }
}

/// The accounts that someone typed, apart by commas or spaces, that a snapshot is to be shared with.
pub fn read_accounts(world: &World, id: &SnapshotId, typed: &str) -> Result<BTreeSet<AccountId>, Rejection> {
    let split = typed.split([',', '，', '、', ' ', '\n']).filter(|part| !part.is_empty());
    let accounts: BTreeSet<_> = split.map(AccountId::from).collect();
    let held = world.snapshot(id)?;
    world.check_sharing(held)?;
    world.shared_with_these_too(held, &accounts)?;
    Ok(accounts)
}

/// The limits of sharing, in words (SNP-23).
pub fn sharing_hint(locale: Locale) -> String {
    let (accounts, snapshots) = (limits::ACCOUNTS_PER_SHARED_SNAPSHOT, limits::SHARED_SNAPSHOTS_PER_ACCOUNT);
    let snapshots = format::count(snapshots as u64);
    match locale {
        Locale::En => format!(
            "Account ids, 10 to 16 digits each, apart by commas. At most {accounts} accounts a snapshot and {snapshots} \
             snapshots an account"
        ),
        Locale::Zh => {
            format!(
                "账号ID，每个10~16位数字，以逗号分隔。每份快照最多共享给{accounts}个账号，每个账号最多{snapshots}份共享快照"
            )
        }
    }
}

/// Reads how long a snapshot is kept in all that goes to the Archive tier: days, or for good (ARC-03).
pub fn read_archived_retention(permanent: bool, typed: &str) -> Result<Option<Days>, Rejection> {
    if permanent {
        return Ok(None);
    }
    let (from, to) = (limits::ARCHIVED_RETENTION_DAYS.start().0, limits::ARCHIVED_RETENTION_DAYS.end().0);
    let given = typed.trim();
    let days: u32 = given.parse().map_err(|_| EcsProblem::NotANumber {
        given: given.to_owned(),
        from: from.into(),
        to: to.into(),
        rule: Rule::Arc03,
    })?;
    match limits::ARCHIVED_RETENTION_DAYS.contains(&Days(days)) {
        true => Ok(Some(Days(days))),
        false => Err(SnapshotProblem::ArchivedRetention { given: Days(days) }.into()),
    }
}

/// What that may be, in words.
pub fn archived_retention_hint(locale: Locale) -> String {
    let from = limits::ARCHIVED_RETENTION_DAYS.start().0;
    let to = format::count(limits::ARCHIVED_RETENTION_DAYS.end().0.into());
    match locale {
        Locale::En => format!("{from} to {to} days from its creation"),
        Locale::Zh => format!("自创建起{from}~{to}天"),
    }
}
