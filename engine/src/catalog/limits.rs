//! Documented limits, each in its one place.

use std::ops::RangeInclusive;

use crate::{billing::money::MicroCny, time::Days};

/// How many instances one operation takes (CON-02).
pub const INSTANCES_PER_OPERATION_MAX: usize = 99;
/// Length of a name in characters (POL-04).
pub const NAME_LENGTH: RangeInclusive<usize> = 2..=128;
/// Retention of a backup point (POL-20).
pub const RETENTION_DAYS: RangeInclusive<Days> = Days(1)..=Days(364_635);
/// Days before a point moves to the Archive tier (POL-50).
pub const ARCHIVE_AFTER_DAYS: RangeInclusive<Days> = Days(14)..=Days(65_535);
/// Days that a point stays in the Archive tier at least (POL-22, ARC-02).
pub const ARCHIVE_DAYS_MIN: u32 = 60;
/// The same in hours (ARC-02, BIL-12).
pub const ARCHIVE_HOURS_MIN: i64 = 1_440;
/// Snapshots of a disk that are archived at a time (CON-62).
pub const ARCHIVE_TASKS_PER_DISK: usize = 10;
/// Retention of remote copies where nothing is said (POL-62).
pub const REMOTE_RETENTION_DAYS_DEFAULT: Days = Days(7);
/// Tags of a policy (POL-80).
pub const TAG_FILTERS_MAX: usize = 30;
/// Length of the name that a clone has for itself, in characters (RES-07).
pub const HOST_NAME_LENGTH: RangeInclusive<usize> = 2..=64;
/// Length of the name of a legacy plan in characters (API-26).
pub const PLAN_NAME_LENGTH: RangeInclusive<usize> = 1..=64;
/// Time-out of the freeze of an application-consistent backup, in seconds, where nothing is said (CON-54).
pub const FREEZE_TIMEOUT_SECONDS_DEFAULT: u32 = 30;
/// How many rules a policy has (POL-14).
pub const RULES_PER_POLICY: RangeInclusive<usize> = 1..=10;
/// Snapshots of a disk made by hand, those of instance backup among them (CON-60).
pub const SNAPSHOTS_PER_DISK_MAX: usize = 256;
/// Snapshots of a disk made by automatic snapshot policies (CON-60).
pub const AUTOMATIC_SNAPSHOTS_PER_DISK_MAX: usize = 1_000;
/// Jobs on a page: from, to (JOB-10).
pub const JOBS_PER_PAGE: RangeInclusive<i64> = 1..=99;
/// Jobs on a page where nothing is said (JOB-10).
pub const JOBS_PER_PAGE_DEFAULT: i64 = 10;
/// Policies and bindings on a page (API-07, API-12).
pub const RESULTS_PER_PAGE: RangeInclusive<i64> = 10..=100;
/// Policies and bindings on a page where nothing is said (API-07, API-12).
pub const RESULTS_PER_PAGE_DEFAULT: i64 = 10;
/// Items on a page of an ECS list.
pub const ECS_ITEMS_PER_PAGE: RangeInclusive<i64> = 1..=100;
/// Items on a page of an ECS list where nothing is said.
pub const ECS_ITEMS_PER_PAGE_DEFAULT: i64 = 10;
/// Items on a page of VPCs and vSwitches.
pub const NETWORKS_PER_PAGE: RangeInclusive<i64> = 1..=50;
/// Retention of a snapshot of ECS, where it is not kept for good (API-40).
pub const SNAPSHOT_RETENTION_DAYS: RangeInclusive<Days> = Days(1)..=Days(65_536);
/// Retention of an archived snapshot of ECS in all, where it is not kept for good (ARC-03).
pub const ARCHIVED_RETENTION_DAYS: RangeInclusive<Days> = Days(74)..=Days(65_536);
/// Accounts that a snapshot is shared with (SNP-23).
pub const ACCOUNTS_PER_SHARED_SNAPSHOT: usize = 64;
/// Snapshots that are shared with an account (SNP-23).
pub const SHARED_SNAPSHOTS_PER_ACCOUNT: usize = 1_024;
/// Automatic snapshot policies of a region (CON-63).
pub const AUTO_POLICIES_PER_REGION_MAX: usize = 100;
/// Instances that one call creates.
pub const INSTANCES_AT_ONCE: RangeInclusive<u32> = 1..=100;
/// Tags of one instance, and of one call.
pub const TAGS: RangeInclusive<usize> = 1..=20;
/// Length of a tag's key in characters; its value may also be empty.
pub const TAG_LENGTH: RangeInclusive<usize> = 1..=128;
/// Resources that one call tags.
pub const RESOURCES_TAGGED_AT_ONCE: RangeInclusive<usize> = 1..=50;
/// What can be paid at once: a cent to 100 million yuan.
pub const PAYMENT: RangeInclusive<MicroCny> = MicroCny::CENT..=MicroCny(100_000_000_000_000);
/// What a resource plan covers, in GiB: ours (ACC-08).
pub const PLAN_CAPACITY_GIB: RangeInclusive<u32> = 1..=1_048_576;
/// How many resource plans a run has: ours.
pub const PLANS_MAX: usize = 1_000;
/// How many months a resource plan counts: ours (ACC-08).
pub const PLAN_MONTHS: RangeInclusive<u32> = 1..=60;
/// How many backup jobs one incident makes fail.
pub const JOBS_TO_FAIL: RangeInclusive<u32> = 1..=10_000;
/// Hours that ransomware hides (MDL-04).
pub const HIDDEN_HOURS: RangeInclusive<u32> = 0..=8_760;
/// Hours that a region or a link is out of order (MDL-16).
pub const OUTAGE_HOURS: RangeInclusive<u32> = 1..=8_760;
