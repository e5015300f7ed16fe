//! Jobs and backup points (`JOB`).

super::entries! {
    Job01 Verified [ApiJob] Followed
        "A backup is a job UDM_ECS with one child UDM_ECS_DISK for each disk, found by the filter ParentId. UDM_DISK \
        is separate disk backup."
        "一次整机备份是一个UDM_ECS任务，每块云盘有一个UDM_ECS_DISK子任务，可用ParentId过滤。UDM_DISK为单独的云盘备份。";
    Job02 Verified [ApiJob Tf] Followed
        "A backup job ends COMPLETE, PARTIAL_COMPLETE or FAILED; Terraform's filter also has UNAVAILABLE."
        "备份任务的最终状态为COMPLETE、PARTIAL_COMPLETE或FAILED；Terraform的过滤条件另有UNAVAILABLE。";
    Job03 Verified [Tf] Followed
        "A restore job is CREATED, QUEUED, RUNNING, COMPLETE, PARTIAL_COMPLETE, FAILED, CANCELING, CANCELED or EXPIRED."
        "恢复任务的状态为CREATED、QUEUED、RUNNING、COMPLETE、PARTIAL_COMPLETE、FAILED、CANCELING、CANCELED或EXPIRED。"
        Note "That backup jobs use the same names is inferred. Here jobs begin and are cancelled at once: QUEUED and \
        CANCELING can be asked for and never come, and a restore is CREATED in the very second of its creation. It is \
        EXPIRED where its point expires before a restore in place is complete."
        "备份任务使用相同名称为推断。此处任务立即开始、立即取消：QUEUED和CANCELING可用于过滤但不会出现，恢复任务仅在创建的那\
        一秒为CREATED。原地恢复完成前备份点到期的，状态为EXPIRED。";
    Job04 Verified [ApiJob SdkGo] Followed
        "Progress is 0 to 10,000, percent times 100; that of replication is 0 to 100."
        "进度取值0~10,000，即百分比×100；异地复制进度取值0~100。";
    Job05 Verified [ApiJob Seed] Followed
        "Replication has no job of its own: the backup job has DestinationNativeSnapshotStatus, …Progress, \
        …ErrorMessage (ECS.CreatingSnapshot) and DestinationRetention. Remote Replication Status ends at Completed."
        "异地复制没有单独的任务，由备份任务返回DestinationNativeSnapshotStatus、…Progress、\
        …ErrorMessage（ECS.CreatingSnapshot）和DestinationRetention。异地复制状态最终为已完成。"
        Note "Only COMPLETE is documented; the other words are those of jobs (JOB-03): CREATED while the backup is under way, \
        QUEUED while all copies wait for their link. The whole job has the mean progress of its copies."
        "文档只列出COMPLETE，其余沿用任务的状态（JOB-03）：备份进行中为CREATED，复制全部排队时为QUEUED。整机任务的进度为各\
        副本的平均值。";
    Job06 Verified [Seed SdkGo SdkEcs] Followed
        "A running task can be cancelled on Jobs (CancelBackupJob, CancelRestoreJob); a cancelled backup leaves no \
        point and no snapshot."
        "在任务列表可取消运行中的任务（CancelBackupJob、CancelRestoreJob）；取消的备份不留下备份点和快照。"
        Note "The latter is inferred from ECS's DeleteSnapshot. A cancelled restore leaves what it was to overwrite as it \
        was, and nothing of what it was to create: that is ours."
        "后一点根据ECS的DeleteSnapshot推断。取消恢复后，原有数据不变，新建的资源释放，为模拟器的设定。";
    Job07 Inferred [] Followed
        "A job is COMPLETE when all of its children are, PARTIAL_COMPLETE when some are, FAILED when none is."
        "子任务全部成功则任务为COMPLETE，部分成功为PARTIAL_COMPLETE，全部失败为FAILED。";
    Job08 Verified [ApiUdm Seed] Followed
        "A point is COMPLETE, PARTIAL_COMPLETE or FAILED; the console shows Completed and Archiving."
        "备份点的状态为COMPLETE、PARTIAL_COMPLETE或FAILED，控制台显示已完成和归档中。";
    Job09 SingleSource [SdkGo] Followed
        "Since 2026-03-24 DescribeBackupJobs2 gives TriggerMode, scheduled or manual."
        "自2026-03-24起，DescribeBackupJobs2返回TriggerMode（定时或手动）。"
        Note "Its values are not documented; the simulator's are its own."
        "取值没有文档说明，由模拟器自定。";
    Job10 Verified [ApiJob] Followed
        "Jobs are listed 1 to 99 a page, 10 by default, newest first (DESCEND)."
        "任务列表每页1~99条，默认10条，最新的在前（DESCEND）。";
    Job11 Verified [Seed ApiUdm] Followed
        "Before it expires a point, or the point of one disk (CanBeDeleted), can be deleted only if neither Immutable \
        Backup nor Keep At Least One Backup Version holds it. At its expiry it goes by itself, with its snapshots."
        "到期前，仅当不受备份锁定和保留至少一个备份版本约束时，备份点及单盘备份点（CanBeDeleted）才能删除；到期后连同\
        快照自动删除。";
    Job12 SingleSource [Seed] Followed
        "An instance point, not a disk point, can be kept longer (Instance Protection > point > Save): by whole days, \
        never shorter, 999 years in all at most, as Expires At shows (76 days in the example). Its snapshots take it \
        over and cannot be deleted before."
        "整机备份点（不含云盘备份点）可延长保留时间（整机保护 > 备份点 > 保存）：以整天为单位，只能延长，总计最\
        长999年，见过期时间（示例为76天）。快照同步，到期前不能删除。"
        Note "No public operation does this; ExtendRetention is the simulator's own. The point cannot be deleted by hand \
        either, for its snapshots would go with it."
        "没有公开的API，ExtendRetention为模拟器自有。快照会随备份点删除，故延长后也不能手动删除备份点。";
    Job13 Inferred [] Followed
        "Archiving, deleting and anything but backup and restore have no public type of job."
        "除备份和恢复外，归档、删除等操作没有公开的任务类型。";
}
