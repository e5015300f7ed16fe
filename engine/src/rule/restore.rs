//! Restores in place, clones, disaster recovery (`RES`).

super::entries! {
    Res01 Verified [SdkGo] Followed
        "Restores: UDM_ECS_ROLLBACK (instance in place), UDM_ECS (clone to a new instance), UDM_ECS_DISK_ROLLBACK \
        (disk in place), UDM_ECS_DISK (new disk, attached to an instance)."
        "恢复类型：UDM_ECS_ROLLBACK（整机回滚）、UDM_ECS（克隆为新实例）、UDM_ECS_DISK_ROLLBACK（云盘回滚）、\
        UDM_ECS_DISK（新建云盘并挂载）。";
    Res02 Verified [H21Rest SdkEcs] Followed
        "In place, the instance is Stopped and no snapshot of it is being created; a single disk is In Use or \
        Unattached, its instance Stopped."
        "回滚整机时，实例须为已停止且没有正在创建的快照；回滚云盘时，云盘须为使用中或待挂载，实例须为已停止。"
        Note "From 2021 and the ECS API; the console page of 2026 was not available. That an Unattached disk takes \
        forceRestore is ours (RES-05). Until the restore ends, instance and disks are busy: they are neither started, \
        released, attached, detached, resized nor snapshotted; a backup that is due fails for those disks."
        "依据2021年文档和ECS API，未能查到2026年的控制台文档。待挂载的云盘需forceRestore为模拟器的设定（RES-05）。恢复结束前，\
        实例和云盘不能启动、释放、挂载、卸载、扩容或创建快照；到时的备份中，这些云盘的子任务失败。";
    Res03 Verified [H21Rest E21] Followed
        "A restore in place loses all that was written after the point and cannot be undone: take a snapshot first. \
        Disks not in the point stay as they are."
        "回滚会丢失备份点之后写入的全部数据且不可撤销，建议先创建快照。备份点不含的云盘保持不变。"
        Note "That disks added since stay is inferred. Here the data changes when the job ends: cancelled or failed before, \
        everything is as it was."
        "之后新增的云盘保持不变为推断。此处数据在任务结束时才改变：在此之前取消或失败，一切保持原样。";
    Res04 Verified [SdkEcs E21] Followed
        "A disk rolls back only to its own snapshots: those of a replaced system disk do not fit the new one. If it \
        was resized after the point, its size goes back too."
        "云盘只能用自身的快照回滚：更换系统盘后，旧盘的快照不能回滚新盘。若备份点之后扩容过，容量也随之恢复。";
    Res05 Verified [SdkGo SdkNew] Followed
        "forceRestore (false by default) restores even if the disk was detached or attached elsewhere. The newest SDK \
        text spells it foreceRestore: both are taken."
        "forceRestore（默认false）表示即使云盘已卸载或挂载到其他实例也恢复。最新SDK文本拼写为foreceRestore，两种写法\
        均可。"
        Note "A disk is restored where it is; another instance that has it must be Stopped. A disk that is gone fails, \
        and with it the job in part (JOB-07); where all are gone the restore is refused."
        "云盘在其所在处恢复；若挂载到其他实例，该实例须为已停止。已不存在的云盘恢复失败，任务部分完成（JOB-07）；全部不存\
        在时拒绝恢复。";
    Res06 Verified [SdkGo] Followed
        "bootAfterRestore (false by default) starts the instance afterwards."
        "bootAfterRestore（默认false）表示恢复后启动实例。";
    Res07 Verified [SdkGo] Followed
        "A clone needs instanceType, diskCategory, restoredNetwork (a vSwitch, hence the zone), securityGroup, \
        restoredName, restoredHostName; it takes diskPerformanceLevel (PL0-PL3, default PL1), allocatePublicIp \
        (false), privateIpAddress (empty: DHCP), bootAfterRestore."
        "克隆必填instanceType、diskCategory、restoredNetwork（交换机，决定可用区）、securityGroup、restoredName、\
        restoredHostName；可选diskPerformanceLevel（PL0~PL3，默认PL1）、allocatePublicIp（false）、\
        privateIpAddress（空为DHCP）、bootAfterRestore。"
        Note "The new instance is there at once, Pending, with disks as large as their sources (CON-24), and goes again if \
        the job fails or is cancelled. Public addresses are of 198.18.0.0/15, which nobody has; by DHCP no address shows."
        "新实例立即出现，状态为创建中，云盘容量与源盘相同（CON-24）；任务失败或取消时随之释放。公网IP取自198.18.0.0/15保留网\
        段；由DHCP分配的地址不显示。";
    Res08 Verified [SdkGo E21] Followed
        "A new disk needs targetInstanceId and diskCategory, takes diskPerformanceLevel, and is attached to that \
        instance in the same zone."
        "新建云盘必填targetInstanceId和diskCategory，可选diskPerformanceLevel，挂载到同一可用区的该实例。"
        Note "The same zone is inferred: the disk is made in the zone of the instance, which is of the region of the point. \
        It is attached when the job ends."
        "同一可用区为推断：云盘在实例所在可用区创建，实例须与备份点同地域。云盘在任务结束时挂载。";
    Res09 SingleSource [H21Rest] Followed
        "A point's menu has Restore and Clone. For a disk: choose the target ECS instance, Next, choose the disk \
        type, Create."
        "备份点菜单有回滚和克隆。云盘的步骤为：选择目标ECS，单击下一步，选择云盘类型，单击创建。";
    Res10 Verified [Seed H21Disk SnapCopy] Followed
        "A replicated point is cloned, never rolled back. In its region Disaster Recovery asks for network, security \
        group and instance type; Create makes a pay-as-you-go instance, followed on Jobs."
        "异地复制的备份点只能克隆，不能回滚。在目标地域单击容灾恢复，选择网络、安全组和实例规格并单击创建，得到按量付\
        费实例，进度见任务列表。";
    Res11 SingleSource [Seed] Followed
        "A replicated instance appears on Backed-up ECS Instances of the destination region."
        "异地复制的实例会显示在目标地域的已备份的ECS中。";
    Res12 SingleSource [SdkGo] Followed
        "The types of data source of backup and restore must match."
        "备份与恢复的数据源类型必须一致。"
        Note "SourceType is UDM_ECS, for one disk also UDM_ECS_DISK; instances are restored from their points, disks from \
        the points of disks."
        "SourceType为UDM_ECS，单盘也可为UDM_ECS_DISK；整机从整机备份点恢复，云盘从单盘备份点恢复。";
    Res13 SingleSource [H21RestZh] OutOfScope
        "In 2021 neither whole instances nor system disks of CentOS 8 and later could be restored."
        "2021年不支持CentOS 8及以上系统的整机恢复和系统盘恢复。"
        Why "Not confirmed by any newer page."
        "没有新文档确认。";
    Res14 Verified [Seed Over] Followed
        "What a restore creates is billed by ECS."
        "恢复时创建的资源由ECS计费。";
    Res15 SingleSource [E21] OutOfScope
        "In 2021 a rollback kept SSH keys and password as before and initialised host name, network and clock \
        configuration anew."
        "2021年回滚后，SSH密钥和密码不变，主机名、网络和时钟配置重新初始化。"
        Why "What is inside the guest is not simulated."
        "不模拟系统内部的配置。";
    Res16 Verified [E21 SnapIa] Followed
        "A restore needs snapshots that are ready, else ECS answers InvalidSnapshotId.NotReady. With instant access \
        (CON-65) they are ready at once."
        "恢复要求快照已可用，否则ECS返回InvalidSnapshotId.NotReady。支持极速可用（CON-65）的快照立即可用。";
    Res17 Verified [Snap] Followed
        "From the Archive tier all restores work the same (ARC-05)."
        "归档层的备份点支持相同的恢复操作（ARC-05）。";
}
