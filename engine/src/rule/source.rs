//! The documents behind the rules.

macro_rules! sources {
    ($($(#[doc = $doc:literal])+ $name:ident $key:literal $url:expr;)+) => {
        /// A document behind rules.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Source {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Source {
            /// All sources, the product's pages first.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// Its short name, such as `H21-CREATE`.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)+
                }
            }

            /// What it is, in the language of the documents: English.
            pub fn title(self) -> &'static str {
                let title = match self {
                    $(Self::$name => concat!($($doc),+),)+
                };
                title.trim().trim_end_matches('.').trim_matches('`')
            }

            /// Its page, or the repository that holds it; none where it was read in no public place.
            pub fn url(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => $url,)+
                }
            }
        }
    };
}

sources! {
    /// Back up ECS instances (2026).
    Seed "SEED" help!("cloud-backup/user-guide/back-up-ecs-instances");
    /// Policy Center (2026).
    Polc "POLC" help!("cloud-backup/user-guide/manage-backup-policies");
    /// Immutable backup (2026).
    Immu "IMMU" help!("cloud-backup/user-guide/immutable-backup");
    /// Overview of ECS instance backup.
    Over "OVER" help!("hybrid-backup-recovery/latest/ecs-server-overview");
    /// Application-consistent backup.
    AppC "APPC" help!("hybrid-backup-recovery/latest/enable-the-application-consistent-backup-feature");
    /// Basic concepts of Cloud Backup.
    Concept "CONCEPT" help!("cloud-backup/product-overview/basic-concepts");
    /// Billing methods and billable items of Cloud Backup.
    Billm "BILLM" Some("https://help.aliyun.com/en/cloud-backup/product-overview/billing-methods-and-billable-items");
    /// Billing examples of Cloud Backup.
    Billex "BILLEX" help!("cloud-backup/product-overview/billing-examples");
    /// Snapshot overview.
    Snap "SNAP" help!("ecs/user-guide/snapshot-overview");
    /// Snapshot-consistent groups.
    SnapCg "SNAPCG" help!("ecs/user-guide/snapshot-consistency-group-overview/");
    /// Creating a snapshot-consistent group.
    SnapCgc "SNAPCGC" help!("ecs/user-guide/create-a-snapshot-consistent-group");
    /// Instant access.
    SnapIa "SNAPIA" help!("ecs/user-guide/enable-or-disable-the-instant-access-feature");
    /// Copying a snapshot.
    SnapCopy "SNAPCOPY" help!("ecs/user-guide/copy-a-snapshot");
    /// Deleting a snapshot.
    SnapDel "SNAPDEL" help!("ecs/user-guide/delete-a-snapshot-1");
    /// Extending the retention of a snapshot.
    SnapExt "SNAPEXT" help!("ecs/user-guide/extend-the-snapshot-retention-period");
    /// Sharing a snapshot.
    SnapShare "SNAPSHARE" help!("ecs/user-guide/share-a-snapshot");
    /// Billing of snapshots, in Chinese.
    SnapBill "SNAPBILL" Some("https://help.aliyun.com/zh/ecs/snapshots-1");
    /// Archiving snapshots, on the international site.
    Arch1 "ARCH1" help!("ecs/user-guide/archive-snapshots");
    /// Archiving snapshots, on the Chinese site.
    Arch2 "ARCH2" Some("https://help.aliyun.com/en/ecs/user-guide/archive-snapshots");
    /// `DescribeBackupJobs2`.
    ApiJob "APIJOB" help!("cloud-backup/developer-reference/api-hbr-2017-09-08-describebackupjobs2");
    /// `DescribeUdmSnapshots`.
    ApiUdm "APIUDM" help!("cloud-backup/developer-reference/api-hbr-2017-09-08-describeudmsnapshots");
    /// The Go SDK of Cloud Backup (4.7.1, April 2026).
    SdkGo "SDKGO" Some("https://github.com/alibabacloud-go/hbr-20170908");
    /// The newest text of an SDK of Cloud Backup, from an index without addresses.
    SdkNew "SDKNEW" None;
    /// The Go SDK of ECS (July 2026).
    SdkEcs "SDKECS" Some("https://github.com/alibabacloud-go/ecs-20140526");
    /// The Terraform provider (August 2026).
    Tf "TF" Some("https://github.com/aliyun/terraform-provider-alicloud");
    /// The ROS resource type of a policy (July 2026).
    Ros "ROS" help!("ros/developer-reference/aliyun-hbr-policy");
    /// Lists of service-linked roles in Terraform code, from an index without addresses.
    SlrTf "SLRTF" None;
    /// Cloud Backup, July 2021: creating a backup plan.
    H21Create "H21-CREATE" HBR_2021;
    /// Cloud Backup, July 2021: application-consistent backup.
    H21App "H21-APP" HBR_2021;
    /// Cloud Backup, July 2021: restores.
    H21Rest "H21-REST" HBR_2021;
    /// Cloud Backup, July 2021: disk backup.
    H21Disk "H21-DISK" HBR_2021;
    /// Cloud Backup, July 2021: service-linked roles.
    H21Slr "H21-SLR" HBR_2021;
    /// Cloud Backup, July 2021: restores, in Chinese.
    H21RestZh "H21-REST-ZH" HBR_2021;
    /// Cloud Backup, July 2021: overdue payments, in Chinese.
    H21Arrears "H21-ARREARS" HBR_2021;
    /// ECS, July 2021: snapshots.
    E21 "E21" ECS_2021;
    /// ECS, July 2021: incremental snapshots.
    E21Inc "E21-INC" ECS_2021;
    /// ECS, July 2021: billing of snapshots.
    E21Bill "E21-BILL" ECS_2021;
    /// ECS, July 2021: limits.
    E21Lim "E21-LIM" ECS_2021;
    /// ECS, July 2021: copying a snapshot.
    E21Copy "E21-COPY" ECS_2021;
}

/// A page of the help centre.
macro_rules! help {
    ($page:literal) => {
        Some(concat!("https://www.alibabacloud.com/help/en/", $page))
    };
}
use help;

const HBR_2021: Option<&str> = Some("https://github.com/AlibabaCloudDocs/hbr");
const ECS_2021: Option<&str> = Some("https://github.com/AlibabaCloudDocs/ecs");
