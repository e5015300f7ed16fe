//! What a rehearsal tells: each thing that happens to a point.

use crate::{
    backup::policy::Period, billing::money::MicroCny, catalog::region::Region, cloud::InstanceIdx, id::Occasion,
    rule::Rule, time::Timestamp, units::Mib,
};

/// One thing that happens to a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: Kind,
    /// Whose point.
    pub instance: InstanceIdx,
    /// When the point was created, which with instance and region tells it from the others.
    pub created: Occasion,
    /// What there is to say of the point when it comes to be; none of what happens to it later.
    pub born: Option<Born>,
    /// Where the point lies.
    pub region: Region,
    /// What its snapshots occupy from then on, or occupied when they came; none where it went.
    pub size: Option<Mib>,
    /// What this alone costs: that an archived point went early (BIL-12).
    pub amount: Option<MicroCny>,
    /// The rule that it happens by.
    pub rule: Rule,
}

/// What a point is when it comes to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Born {
    /// When it goes, as it stands then.
    pub expires_at: Timestamp,
    /// The period that it is the first point of and kept longer for (POL-32).
    pub special: Option<Period>,
    /// Whether nobody can delete it before it expires (POL-72).
    pub locked: bool,
    /// Whether the whole instance comes back from it (JOB-08).
    pub is_complete: bool,
    /// Whether the policy that is rehearsed made it; true of all where everything as it is now is looked at.
    pub is_own: bool,
}

/// What happens to points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A point comes to be.
    Created,
    /// All of its snapshots are in the Archive tier.
    Archived,
    /// A point comes to be in another region.
    Copied,
    /// A point goes at the end of its retention.
    Deleted,
}

/// What items come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many they are.
    pub count: u64,
    /// The sizes of those that have one.
    pub size: Mib,
    /// What they cost.
    pub amount: MicroCny,
}

/// Backups that do not come out whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missed {
    /// How many.
    pub count: u64,
    /// When the first of them was.
    pub first: Timestamp,
}

impl Kind {
    /// All of them in the order they are listed.
    pub const ALL: [Self; 4] = [Self::Created, Self::Archived, Self::Copied, Self::Deleted];

    /// The word of the API.
    pub fn api_name(self) -> &'static str {
        match self {
            Self::Created => "Created",
            Self::Archived => "Archived",
            Self::Copied => "Copied",
            Self::Deleted => "Deleted",
        }
    }

    /// The rule that it happens by, to a point of the policy's own region or to a remote one.
    pub(super) fn rule(self, is_remote: bool) -> Rule {
        match (self, is_remote) {
            (Self::Created, _) => Rule::Pol10,
            (Self::Archived, false) => Rule::Pol50,
            (Self::Archived, true) => Rule::Pol63,
            (Self::Copied, _) => Rule::Pol60,
            (Self::Deleted, false) => Rule::Job11,
            (Self::Deleted, true) => Rule::Pol62,
        }
    }
}

impl Sum {
    pub(super) fn add(&mut self, size: Option<Mib>, amount: Option<MicroCny>) {
        self.count += 1;
        self.size += size.unwrap_or_default();
        self.amount = self.amount + amount.unwrap_or_default();
    }
}
