//! What a rehearsal tells: each thing that happens to a point.

use crate::{
    billing::money::MicroCny, catalog::region::Region, cloud::InstanceIdx, rule::Rule, time::Timestamp, units::Mib,
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
    /// When the point was created: the instant that it shows.
    pub created: Timestamp,
    /// Where the point lies.
    pub region: Region,
    /// What its snapshots occupy from then on, or occupied when they came; none where it went.
    pub size: Option<Mib>,
    /// What this alone costs: that an archived point went early (BIL-12).
    pub amount: Option<MicroCny>,
    /// The rule that it happens by.
    pub rule: Rule,
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
