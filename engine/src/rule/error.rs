//! Troubleshooting and error codes (`ERR`).

super::entries! {
    Err01 Verified [Seed Polc] Followed
        "Permanent retention was chosen, which ECS instance backup does not have (POL-20): enter a number of days."
        "选择了ECS整机备份不支持的永久保留（POL-20），请填写天数。";
    Err02 Verified [Seed Polc] Followed
        "Replication is on without a Destination Region (POL-61): choose one or switch replication off."
        "开启了异地复制但没有目标地域（POL-61），请选择目标地域或关闭异地复制。";
    Err03 Inferred [Seed] Followed
        "The bound instance has been released: delete its plan; clone one of its points to get it back."
        "绑定的实例已被释放，请删除其计划；可克隆已有备份点恢复。";
    Err04 Inferred [Seed H21Create] Followed
        "A run was asked of a suspended plan: Resume Plan first."
        "对已暂停的计划请求了执行，请先继续计划。";
    Err05 Inferred [Seed] Followed
        "Synchronizing metadata failed. Neither cause nor remedy is documented; it is taken as passing: try again."
        "元数据同步失败，原因和处理方法没有文档说明，此处视为临时故障，请重试。";
    Err06 Verified [ApiUdm] Followed
        "HBR.NoRamRoleBound as DowngradeReason: the instance has no RAM role for application consistency."
        "DowngradeReason为HBR.NoRamRoleBound：实例未绑定应用一致性备份所需的RAM角色。"
        Note "The code is documented, its meaning inferred."
        "代码有文档，含义为推断。";
    Err07 Verified [ApiJob] Followed
        "ECS.CreatingSnapshot as replication error: the source snapshot is still being created."
        "异地复制错误ECS.CreatingSnapshot：源快照仍在创建。"
        Note "Here replication begins when the backup is complete, so only copying by hand meets it."
        "此处备份完成后才开始异地复制，因此只有手动复制快照会遇到。";
    Err10 SingleSource [E21] Followed
        "ECS errors in jobs. 403: InvalidAccountStatus.SnapshotServiceUnavailable and .NotEnoughBalance, \
        QuotaExceed.Snapshot, IncorrectDiskStatus, also with .CreatingSnapshot, .NeverAttached, .NeverUsed, \
        InstanceLockedForSecurity, DiskId.ValueNotSupported, DiskInArrears, CreateSnapshot.Failed, \
        InvalidParameter.KMSKeyId.CMKNotEnabled and .KMSUnauthorized. 400: IncorrectInstanceStatus, \
        DiskCategory.OperationNotSupported. 404: InvalidDiskId.NotFound, InvalidInstanceId.NotFound."
        "任务中的ECS错误码。403：InvalidAccountStatus.SnapshotServiceUnavailable和.NotEnoughBalance、\
        QuotaExceed.Snapshot、IncorrectDiskStatus及其.CreatingSnapshot、.NeverAttached、.NeverUsed、\
        InstanceLockedForSecurity、DiskId.ValueNotSupported、DiskInArrears、CreateSnapshot.Failed、\
        InvalidParameter.KMSKeyId.CMKNotEnabled和.KMSUnauthorized。400：IncorrectInstanceStatus、\
        DiskCategory.OperationNotSupported。404：InvalidDiskId.NotFound、InvalidInstanceId.NotFound。";
    Err11 SingleSource [E21] Followed
        "ECS errors of a rollback. 403: InvalidParameter.Mismatch (not a snapshot of this disk), \
        InvalidSnapshotId.NotReady, InstanceExpiredOrInArrears. 404: InvalidSnapshotId.NotFound."
        "回滚的ECS错误码。403：InvalidParameter.Mismatch（快照不属于该云盘）、InvalidSnapshotId.NotReady、\
        InstanceExpiredOrInArrears。404：InvalidSnapshotId.NotFound。";
    Err12 SingleSource [E21] Followed
        "ECS errors of deleting a snapshot, all 403: SnapshotCreatedImage, SnapshotCreatedDisk, Operation.Conflict."
        "删除快照的ECS错误码（均为403）：SnapshotCreatedImage、SnapshotCreatedDisk、Operation.Conflict。";
    Err13 NotFound [] OutOfScope
        "EcsNotExist, RegionNotSupported and ConsistentGroupNotSupported were found in no source."
        "未在任何来源中找到EcsNotExist、RegionNotSupported和ConsistentGroupNotSupported。"
        Why "Not known as codes of the service: never given."
        "无法确认是服务的错误码，从不返回。";
}
