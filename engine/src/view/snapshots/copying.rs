//! The form that copies a snapshot to another region (API-44).

use crate::{
    backup::policy::{PolicyName, check_pair},
    catalog::region::Region,
    cloud::link::CopyKey,
    command::EcsCommand,
    id::SnapshotId,
    locale::{Locale, Words},
    rejection::{Field, Problem, Rejection},
    rule::Rule,
    world::{SnapshotLabel, World},
};

/// What is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopyForm {
    /// Where to; none while nothing is chosen.
    pub to: Option<Region>,
    /// The name of the copy; none where empty.
    pub name: String,
    /// Free text.
    pub description: String,
    /// How many days the copy is kept; for good where empty.
    pub days: String,
    /// Whether the copy is encrypted.
    pub encrypted: bool,
    /// The KMS key that it is encrypted with; that of the service where empty.
    pub key: String,
}

/// A field of the form that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyField {
    /// Destination Region.
    Destination,
    /// Snapshot Name.
    Name,
    /// Retention.
    Retention,
}

/// What the retention of a copy may be, in words: that of any snapshot.
pub fn copy_retention_hint(locale: Locale) -> String {
    let range = super::retention_hint(locale);
    match locale {
        Locale::En => format!("{range} where empty"),
        Locale::Zh => format!("{range}（不填）"),
    }
}

impl CopyForm {
    /// The command, or what is wrong with each field.
    pub fn check(&self, world: &World, id: &SnapshotId) -> Result<EcsCommand, Vec<(CopyField, Rejection)>> {
        let name = self.name.trim();
        let name_fault = match PolicyName::parse(name) {
            Err(fault) if !name.is_empty() => Some(Problem::Name(fault).at(Field::Name)),
            _ => None,
        };
        let (to, retention) = (self.destination(world, id), super::retention(self.days.trim().is_empty(), &self.days));
        match (to, name_fault, retention) {
            (Ok(to), None, Ok(retention)) => Ok(EcsCommand::CopySnapshot {
                snapshot: id.clone(),
                to,
                label: SnapshotLabel {
                    name: name.to_owned(),
                    description: self.description.trim().to_owned(),
                    tags: std::collections::BTreeMap::new(),
                },
                retention,
                key: self.key(),
            }),
            (to, name, retention) => {
                let faults = [
                    to.err().map(|fault| (CopyField::Destination, fault)),
                    name.map(|fault| (CopyField::Name, fault)),
                    retention.err().map(|fault| (CopyField::Retention, fault)),
                ];
                Err(faults.into_iter().flatten().collect())
            }
        }
    }

    fn destination(&self, world: &World, id: &SnapshotId) -> Result<Region, Rejection> {
        let to = self.to.ok_or_else(|| Problem::NoDestinationRegion.at(Field::DestinationRegion))?;
        let held = world.snapshot(id)?;
        check_pair(world.disks[held.disk].region, to).map(|()| to)
    }

    fn key(&self) -> Option<CopyKey> {
        let named = self.key.trim();
        let key = if named.is_empty() { CopyKey::Service } else { CopyKey::Customer(named.into()) };
        self.encrypted.then_some(key)
    }
}

impl CopyField {
    /// The rule that says what the field takes.
    pub fn rule(self) -> Rule {
        match self {
            Self::Destination => Rule::Reg02,
            Self::Name => Rule::Pol04,
            Self::Retention => Rule::Api44,
        }
    }
}

/// The regions of the scenario that a snapshot of `region` can be copied to (REG-02).
pub fn destinations(world: &World, region: Region) -> Vec<Region> {
    world.regions.iter().copied().filter(|to| region.replicates_to(*to)).collect()
}

/// What the key means, in words (SNP-30).
pub fn key_hint(locale: Locale) -> String {
    let words = Words {
        en: "A KMS key of the destination region; that of the service where empty. Of a snapshot that is not encrypted the \
             first copy under a key has the size of the disk",
        zh: "目标地域的KMS密钥，不填则使用服务密钥。对未加密的快照，以某密钥首次加密复制时按云盘容量计",
    };
    words.get(locale).to_owned()
}
