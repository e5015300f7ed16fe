//! What is said of copies in other regions.

use engine::locale::Words;

use super::Label;

labels! {
    CopySnapshot "Copy Snapshot" "复制快照"
    CopySnapshotHint "The copy has an id of its own and no tags of the snapshot. The first copy of a disk to a region is full, later ones carry what changed; the traffic is charged by the GiB." "副本有新的ID，不带源快照的标签。云盘到某地域的首次复制为全量，之后只传输变化的数据；流量按GiB计费。"
    CopiedFrom "Copied from" "复制自"
    CopyTrafficFee "Snapshot copy traffic" "复制快照流量费"
    InstanceFee "Pay-as-you-go instance" "按量付费实例"
    DiskFee "Pay-as-you-go disk" "按量付费云盘"
    EncryptCopy "Encrypt the copy" "加密副本"
    KmsKey "KMS key" "KMS密钥"
    Lanes "Under way" "传输中"
    LinkShut "Cut off" "已中断"
    Links "Copies between regions" "跨地域复制"
    LinksLead "A link carries so many copies at a time; the rest wait in order." "链路同时传输的副本数有限，其余按序等待。"
    NextToCopy "next" "接下来"
    NotCopied "Not replicated" "未复制"
    PointsIn "Backup points in" "备份点所在地域"
    ReplicatedFrom "Replicated from {}" "复制自{}"
    SourceRegion "Source Region" "源地域"
    WaitingCopies "waiting" "等待中"
}
