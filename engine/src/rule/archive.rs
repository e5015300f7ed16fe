//! The Archive tier (`ARC`).

super::entries! {
    Arc01 Verified [Arch1 Snap] Followed
        "A snapshot is archived only after 14 days in the Standard tier, and for good: it never returns to it. An \
        archived snapshot cannot be copied."
        "快照在标准层保存满14天后才能归档，且不可逆，不能转回标准层。归档快照不能复制。";
    Arc02 Verified [Arch1 SnapBill Seed] Followed
        "The Archive tier keeps data for at least 60 days (1,440 hours); deleting earlier costs the hours that remain."
        "归档层最短保留60天（1,440小时），提前删除须支付剩余时长的费用。";
    Arc03 Verified [SdkEcs Snap] Followed
        "An archived snapshot is kept for 74 to 65,536 days in all, or permanently; its archived part is 60 days to \
        65,536 less the days in the Standard tier."
        "归档快照的总保留时间为74~65,536天或永久，其中归档部分为60天至65,536减标准层天数。";
    Arc04 Verified [Arch1 SdkEcs] Followed
        "Snapshots that a cloud service manages cannot be archived by their user: points of Cloud Backup are archived \
        by their policy only."
        "用户不能归档由云服务管理的快照：云备份的备份点只能由策略归档。";
    Arc05 Verified [Snap] Followed
        "Archived snapshots still roll back, make disks and images and are shared directly: no step or wait before a \
        restore is documented."
        "归档快照仍可直接回滚、创建云盘和镜像、共享，文档未提及恢复前的解冻或等待。"
        Note "The policy page warns of high fees for recovery, but snapshot billing has no such item: none is \
        charged. The wait is a setting (MDL-15)."
        "策略文档提示恢复费用较高，但快照计费没有该计费项，此处不收取；等待时间可设置（MDL-15）。";
    Arc06 Verified [Seed ApiUdm] Followed
        "A point is Archiving until all of its snapshots are archived, then Completed with the Storage Tier Archive \
        Tier; ECS shows Archive Snapshot. The API has ArchiveStatus (ARCHIVED), ArchiveTriggerTime, \
        ArchiveErrorMessage."
        "备份点在全部快照归档前为归档中，之后为已完成，存储层为归档层；ECS显示归档快照。API字段\
        为ArchiveStatus（ARCHIVED）、ArchiveTriggerTime、ArchiveErrorMessage。";
    Arc07 Verified [Seed Polc] Followed
        "Each snapshot is billed by its own tier: one not archived yet, or not successfully, at the standard price."
        "每个快照按自身所在的存储层计费：尚未归档或归档失败的按标准快照计费。"
        Note "The clock hour in which a snapshot is archived counts as standard (BIL-14)."
        "快照完成归档的那个整点小时按标准快照计费（BIL-14）。";
    Arc08 Inferred [] Setting
        "Whether an archived snapshot becomes a full copy is not stated: FullSnapshotSizeInBytes counts here or, by a \
        setting, the stored size (MDL-31)."
        "文档未说明归档快照是否成为全量副本：此处按FullSnapshotSizeInBytes计，可改为按存储大小（MDL-31）。";
    Arc09 NotFound [] OutOfScope
        "Duration and order of archiving are not documented, beyond 10 snapshots of a disk at a time (CON-62)."
        "归档的耗时和顺序没有文档说明，仅知每块云盘最多同时归档10个快照（CON-62）。"
        Why "Nothing to follow: MDL-13 sets the duration."
        "无据可依，耗时由MDL-13设定。";
    Arc10 Verified [SnapExt] Followed
        "ECS cannot extend the retention of archived snapshots."
        "ECS不能延长归档快照的保留时间。"
        Note "Whether Cloud Backup can extend an archived point is not stated; it can here (MDL-37)."
        "文档未说明云备份能否延长已归档的备份点，此处可以（MDL-37）。";
}
