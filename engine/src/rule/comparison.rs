//! Instance backup beside the snapshot service (`DIF`).

super::entries! {
    Dif01 Verified [Snap Seed] Followed
        "The snapshot service works by disk or group of disks, instance backup by instance: it restores or clones the \
        whole machine and adds policies, replication, archiving, locking. ECS itself points there for whole \
        machines."
        "快照服务以云盘或云盘组为单位；整机备份以实例为单位，可整机恢复或克隆，并提供策略、异地复制、归档和备份锁定。\
        ECS文档也为此推荐云备份。";
    Dif02 Verified [Snap Polc] Followed
        "Snapshots are kept for 1 to 65,536 days or permanently; instance backups for 1 to 364,635 days, never \
        permanently."
        "快照可保留1~65,536天或永久；整机备份可保留1~364,635天，不支持永久。";
    Dif03 Verified [Seed SnapDel] Followed
        "The snapshot service is cheaper by the software usage fee; the snapshots of instance backup cannot be edited \
        in ECS."
        "快照服务没有软件使用费，成本更低；整机备份的快照不能在ECS中修改。";
    Dif04 NotFound [] OutOfScope
        "The official table of differences between instance backup and the snapshot service was not available."
        "未能查到整机备份与快照服务差异的官方对照表。"
        Why "Nothing to follow."
        "无据可依。";
}
