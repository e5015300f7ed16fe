//! The account: which services are on, which roles exist, what it can pay.

use crate::digest::DigestWriter;

/// The state of the one account that a scenario plays in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Whether Cloud Backup is activated; free (ACC-01).
    pub cloud_backup_activated: bool,
    /// Whether the ECS snapshot service is on: switched on by the first use and never off again (ACC-02).
    pub snapshot_service_enabled: bool,
    /// Whether the service-linked role exists: created by the first plan or policy binding (ACC-03).
    pub backup_role_created: bool,
    /// What is left to pay from, in millionths of a yuan; negative when overdrawn.
    pub balance_micro_cny: i64,
}

/// The name of the service-linked role of instance backup (ACC-03).
pub const BACKUP_ROLE: &str = "AliyunServiceRoleForHbrEcsBackup";

impl Account {
    pub(crate) fn digest(&self, out: &mut DigestWriter) {
        out.flag(self.cloud_backup_activated)
            .flag(self.snapshot_service_enabled)
            .flag(self.backup_role_created)
            .number(self.balance_micro_cny);
    }
}
