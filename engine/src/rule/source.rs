//! The pages behind the rules.

/// The API page of backup jobs.
pub(super) const APIJOB: Option<&str> = Some(
    "https://www.alibabacloud.com/help/en/cloud-backup/developer-reference/api-hbr-2017-09-08-describebackupjobs2",
);
/// The API page of backup points.
pub(super) const APIUDM: Option<&str> = Some(
    "https://www.alibabacloud.com/help/en/cloud-backup/developer-reference/api-hbr-2017-09-08-describeudmsnapshots",
);
/// The documentation of ECS as of July 2021.
pub(super) const E21: Option<&str> = Some("https://github.com/AlibabaCloudDocs/ecs");
/// The documentation of Cloud Backup as of July 2021.
pub(super) const H21: Option<&str> = Some("https://github.com/AlibabaCloudDocs/hbr");
/// Policy Center.
pub(super) const POLC: Option<&str> =
    Some("https://www.alibabacloud.com/help/en/cloud-backup/user-guide/manage-backup-policies");
/// The models of the official SDK for ECS.
pub(super) const SDKECS: Option<&str> = Some("https://github.com/alibabacloud-go/ecs-20140526");
/// The models of the official SDK for Cloud Backup.
pub(super) const SDKGO: Option<&str> = Some("https://github.com/alibabacloud-go/hbr-20170908");
/// Back up ECS instances.
pub(super) const SEED: Option<&str> =
    Some("https://www.alibabacloud.com/help/en/cloud-backup/user-guide/back-up-ecs-instances");
/// Snapshot overview.
pub(super) const SNAP: Option<&str> = Some("https://www.alibabacloud.com/help/en/ecs/user-guide/snapshot-overview");
/// Billing of snapshots.
pub(super) const SNAPBILL: Option<&str> = Some("https://help.aliyun.com/zh/ecs/snapshots-1");
/// Snapshot-consistent groups.
pub(super) const SNAPCG: Option<&str> =
    Some("https://www.alibabacloud.com/help/en/ecs/user-guide/snapshot-consistency-group-overview/");
/// No page: the documentation is silent and the simulator chose.
pub(super) const OURS: Option<&str> = None;
