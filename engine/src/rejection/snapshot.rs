//! What is refused of snapshots that are shared, archived, changed or made images of.

use crate::{
    rule::Rule,
    time::{Days, LocalTime},
};

/// What was violated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SnapshotProblem {
    /// Not the id of an account (SNP-23).
    AccountId {
        /// What was given.
        given: String,
    },
    /// The account has as many shared snapshots as it may have (SNP-23).
    AccountIsFull {
        /// The account.
        account: String,
    },
    /// The snapshot is in the Archive tier, or on its way there.
    AlreadyArchived {
        /// The snapshot.
        id: String,
    },
    /// ECS does not extend an archived snapshot (ARC-10).
    ArchivedIsNotExtended {
        /// The snapshot.
        id: String,
    },
    /// Not a retention of an archived snapshot (ARC-03).
    ArchivedRetention {
        /// What was given.
        given: Days,
    },
    /// An image was made from the snapshot (SNP-21).
    CreatedImage {
        /// The snapshot.
        id: String,
    },
    /// The snapshot is encrypted with a key of the service (SNP-23).
    Encrypted {
        /// The snapshot.
        id: String,
    },
    /// No such image.
    ImageNotFound {
        /// What was asked for.
        id: String,
    },
    /// Only Cloud Backup's policies archive Cloud Backup's snapshots (ARC-04).
    ManagedIsNotArchived {
        /// The snapshot.
        id: String,
    },
    /// No account was named.
    NoAccounts,
    /// An image needs the snapshot of a system disk.
    NotOfSystemDisk {
        /// The snapshot.
        id: String,
    },
    /// The snapshot is not shared, or not with this account.
    NotShared {
        /// The snapshot.
        id: String,
        /// The account; none where it is shared with nobody.
        account: Option<String>,
    },
    /// The retention of a snapshot can only be made longer (API-46).
    RetentionNotLonger {
        /// What was given.
        given: Days,
    },
    /// The snapshot is shared (SNP-21).
    Shared {
        /// The snapshot.
        id: String,
    },
    /// More accounts than a snapshot is shared with (SNP-23).
    TooManyAccounts {
        /// How many there would be.
        given: usize,
    },
    /// The snapshot has not been in the Standard tier long enough (ARC-01).
    TooYoungToArchive {
        /// The snapshot.
        id: String,
        /// From when on it can be archived.
        from: LocalTime,
    },
}

impl SnapshotProblem {
    /// Rule and code of each problem.
    pub(super) fn verdict(&self) -> (Rule, &'static str) {
        match self {
            Self::AccountId { .. } => (Rule::Snp23, "Sim.InvalidAccountId"),
            Self::AccountIsFull { .. } => (Rule::Snp23, "Sim.AccountIsFull"),
            Self::AlreadyArchived { .. } => (Rule::Arc01, "Sim.AlreadyArchived"),
            Self::ArchivedIsNotExtended { .. } => (Rule::Arc10, "Sim.ArchivedSnapshot"),
            Self::ArchivedRetention { .. } => (Rule::Arc03, "Sim.RetentionOutOfRange"),
            Self::CreatedImage { .. } => (Rule::Err12, "SnapshotCreatedImage"),
            Self::Encrypted { .. } => (Rule::Snp23, "Sim.EncryptedSnapshot"),
            Self::ImageNotFound { .. } => (Rule::Snp21, "Sim.ImageNotFound"),
            Self::ManagedIsNotArchived { .. } => (Rule::Arc04, "Sim.SnapshotOfCloudBackup"),
            Self::NoAccounts => (Rule::Snp23, "Sim.NoAccounts"),
            Self::NotOfSystemDisk { .. } => (Rule::Api50, "Sim.NotOfSystemDisk"),
            Self::NotShared { .. } => (Rule::Snp23, "Sim.NotShared"),
            Self::RetentionNotLonger { .. } => (Rule::Api46, "Sim.RetentionNotLonger"),
            Self::Shared { .. } => (Rule::Snp21, "Sim.SnapshotShared"),
            Self::TooManyAccounts { .. } => (Rule::Snp23, "Sim.TooManyAccounts"),
            Self::TooYoungToArchive { .. } => (Rule::Arc01, "Sim.TooYoungToArchive"),
        }
    }
}
