//! Operations of the OpenAPI (`API`).

super::entries! {
    Api01 Verified [SdkGo] Followed
        "OpenHbrService activates Cloud Backup and returns OrderId."
        "OpenHbrService开通云备份，返回OrderId。";
    Api02 Verified [SdkGo] Followed
        "CheckRole checks a service role by CheckRoleType: UdmRole, EcsRole, EcsBackupRole, CrossAccountRole and \
        others."
        "CheckRole按CheckRoleType检查服务角色：UdmRole、EcsRole、EcsBackupRole、CrossAccountRole等。";
    Api03 Verified [SdkGo] Followed
        "DescribeRegions lists regions by RegionId and LocalName."
        "DescribeRegions返回地域的RegionId和LocalName。";
    Api04 Verified [SdkGo Ros Tf] Followed
        "CreatePolicyV2 creates a policy from PolicyName, PolicyDescription, PolicyType and Rules: BACKUP, \
        TRANSITION, REPLICATION, TAG."
        "CreatePolicyV2按PolicyName、PolicyDescription、PolicyType和Rules（BACKUP、TRANSITION、REPLICATION、TAG）创建\
        策略。"
        Note "The SDK model of 2026-04 has no ArchiveDays, but Terraform sends it: it is taken. SECURITY comes from \
        Terraform and ROS."
        "2026-04的SDK模型没有ArchiveDays，但Terraform会传入，此处接受。SECURITY来自Terraform和ROS。";
    Api05 Verified [SdkGo] Followed
        "UpdatePolicyV2 edits a policy and reaches all bound sources; a rule in Rules keeps its RuleId."
        "UpdatePolicyV2编辑策略，对所有已绑定的数据源生效；Rules中的规则以RuleId对应。";
    Api06 Verified [SdkGo] Followed
        "DeletePolicyV2 deletes a policy; by its text it unbinds all sources."
        "DeletePolicyV2删除策略，按其说明会解绑全部数据源。";
    Api07 Verified [SdkGo SdkNew] Followed
        "DescribePoliciesV2 lists policies, MaxResults 10 to 100, 10 by default, with NextToken and TotalCount."
        "DescribePoliciesV2查询策略，MaxResults为10~100，默认10，返回NextToken和TotalCount。";
    Api08 Verified [SdkGo] Followed
        "ExecutePolicyV2 runs a BACKUP rule now, for all sources or for one (PolicyId and RuleId required), and \
        returns JobId."
        "ExecutePolicyV2立即执行一条BACKUP规则（PolicyId和RuleId必填），针对全部或单个数据源，返回JobId。";
    Api09 Verified [SdkGo] Followed
        "CreatePolicyBindings binds the sources of PolicyBindingList to one policy."
        "CreatePolicyBindings将PolicyBindingList中的数据源绑定到一个策略。";
    Api10 Verified [SdkGo] Followed
        "UpdatePolicyBinding edits, suspends or resumes a binding (Disabled); PolicyId, SourceType and DataSourceId \
        are required."
        "UpdatePolicyBinding编辑、暂停或恢复绑定关系（Disabled），PolicyId、SourceType和DataSourceId必填。";
    Api11 Verified [SdkGo] Followed
        "DeletePolicyBinding unbinds sources from a policy; PolicyId is required."
        "DeletePolicyBinding解除数据源与策略的绑定，PolicyId必填。";
    Api12 Verified [SdkGo] Followed
        "DescribePolicyBindings lists bindings, MaxResults 10 to 100, 10 by default."
        "DescribePolicyBindings查询绑定关系，MaxResults为10~100，默认10。";
    Api13 Verified [SdkGo] Followed
        "CreateBackupJob backs an instance up once (SourceType UDM_ECS, BackupType COMPLETE, Retention, Detail) and \
        returns JobId."
        "CreateBackupJob手动备份一次实例（SourceType为UDM_ECS，BackupType为COMPLETE，及Retention、Detail），返回JobId。";
    Api14 Verified [SdkGo] Followed
        "CancelBackupJob cancels a backup job by JobId."
        "CancelBackupJob按JobId取消备份任务。";
    Api15 Verified [SdkGo ApiJob] Followed
        "DescribeBackupJobs2 lists backup jobs by SourceType and Filters such as InstanceId, Status and ParentId \
        (EQUAL, IN, BETWEEN, comparisons)."
        "DescribeBackupJobs2按SourceType和Filters（如InstanceId、Status、ParentId；EQUAL、IN、BETWEEN及比较）查询备份\
        任务。";
    Api16 Verified [SdkGo ApiUdm] Followed
        "DescribeUdmSnapshots lists backup points; SourceType (UDM_ECS, UDM_ECS_DISK or UDM_DISK), StartTime, EndTime \
        and UdmRegionId are required."
        "DescribeUdmSnapshots查询备份点，SourceType（UDM_ECS、UDM_ECS_DISK或UDM_DISK）、StartTime、\
        EndTime和UdmRegionId必填。";
    Api17 Verified [SdkGo] Followed
        "DeleteSnapshot deletes a backup point by SnapshotId; Force is deprecated."
        "DeleteSnapshot按SnapshotId删除备份点，Force已弃用。"
        Note "Its list of source types lacks UDM_ECS, though the product page points here. No operation for \
        replicated points is documented: with their RegionId this one takes them."
        "其数据源类型没有UDM_ECS，但产品文档指向该接口。删除异地备份点没有文档，此处加上其RegionId即可。";
    Api18 Verified [SdkGo SdkNew] Followed
        "CreateRestoreJob restores or clones by RestoreType, SourceType, SnapshotId and UdmDetail and returns \
        RestoreId."
        "CreateRestoreJob按RestoreType、SourceType、SnapshotId和UdmDetail恢复或克隆，返回RestoreId。"
        Note "Its list of types has only UDM_ECS_ROLLBACK; UdmDetail documents all four, which are taken (RES-01)."
        "其类型列表只有UDM_ECS_ROLLBACK，UdmDetail则说明了四种，此处均支持（RES-01）。";
    Api19 Verified [SdkGo] Followed
        "CancelRestoreJob cancels a restore job by RestoreId."
        "CancelRestoreJob按RestoreId取消恢复任务。";
    Api20 Verified [SdkGo] Followed
        "DescribeRestoreJobs2 lists restore jobs by RestoreType and Filters, PageSize 1 to 99, 10 by default."
        "DescribeRestoreJobs2按RestoreType和Filters查询恢复任务，PageSize为1~99，默认10。";
    Api21 Verified [SdkGo] Followed
        "DeleteUdmEcsInstance stops the protection of an instance."
        "DeleteUdmEcsInstance取消对实例的保护。";
    Api22 Verified [SdkGo] OutOfScope
        "DeleteUdmDisk stops the protection of a disk."
        "DeleteUdmDisk取消对云盘的保护。"
        Why "Disk backup as a feature of its own is not simulated."
        "不模拟独立的云盘备份功能。";
    Api23 Verified [SdkGo] Followed
        "ListProtectedResources (2025-11) lists what is protected, with ProtectedDataSize in bytes, SnapshotCount and \
        BackupPlanCount."
        "ListProtectedResources（2025-11）查询已保护的资源，含ProtectedDataSize（字节）、\
        SnapshotCount和BackupPlanCount。";
    Api24 Verified [SdkGo] Followed
        "GetBasicStatistics (2026-03) gives ProtectedDataSize and ProtectedResourceCount of a SourceType, in all and \
        by region."
        "GetBasicStatistics（2026-03）按SourceType返回总计和各地域的ProtectedDataSize、ProtectedResourceCount。";
    Api25 Verified [SdkGo] Followed
        "AddCrossAccount, DeleteCrossAccount and DescribeCrossAccounts keep the managed accounts, by \
        CrossAccountUserId and CrossAccountRoleName."
        "AddCrossAccount、DeleteCrossAccount和DescribeCrossAccounts维护被管理账号，\
        以CrossAccountUserId和CrossAccountRoleName标识。";
    Api26 Verified [SdkGo] Followed
        "Legacy plans: CreateBackupPlan, UpdateBackupPlan, Execute-, Disable-, Enable- and DeleteBackupPlan, \
        DescribeBackupPlans. PlanName has 1 to 64 characters, Retention is at least 1."
        "旧版备份计划：CreateBackupPlan、UpdateBackupPlan、Execute/Disable/Enable/DeleteBackupPlan、\
        DescribeBackupPlans。PlanName为1~64个字符，Retention不小于1。";
    Api40 Verified [SdkEcs] Followed
        "CreateSnapshot of ECS: SnapshotName of 2-128 characters not beginning with auto, RetentionDays 1-65,536 \
        (none: forever), 1-20 tags, Description of 2-256 characters; Category and InstantAccess are deprecated."
        "ECS的CreateSnapshot：SnapshotName为2~128个字符且不以auto开头，RetentionDays为1~65,536（不填为永久），标\
        签1~20个，Description为2~256个字符；Category、InstantAccess已弃用。";
    Api41 Verified [SdkEcs] OutOfScope
        "CreateSnapshotGroup of ECS takes InstanceId or DiskId.N, ExcludeDiskId.N only without DiskId.N; at most 16 \
        disks and 32 TiB (another SDK text: 128)."
        "ECS的CreateSnapshotGroup指定InstanceId或DiskId.N，ExcludeDiskId.N不能与DiskId.N同用；最多16块云盘、\
        32 TiB（另一SDK文本为128块）。"
        Why "Only Cloud Backup makes groups here, within CON-33."
        "此处仅由云备份按CON-33创建快照一致性组。";
    Api42 Verified [SdkEcs] Followed
        "DescribeSnapshots of ECS gives Status, Progress (100%), RemainTime in seconds, the source disk, \
        SnapshotType, Category (Standard, archive), Usage, RetentionDays, Encrypted, FullSnapshotSizeInBytes, Tags."
        "ECS的DescribeSnapshots返回Status、Progress（100%）、RemainTime（秒）、源云盘、SnapshotType、\
        Category（Standard、archive）、Usage、RetentionDays、Encrypted、FullSnapshotSizeInBytes、Tags。";
    Api43 Verified [SdkEcs] Followed
        "DescribeSnapshotLinks gives TotalSize and TotalCount of each chain, DescribeSnapshotsUsage SnapshotSize in \
        bytes and SnapshotCount of a region."
        "DescribeSnapshotLinks返回各快照链的TotalSize和TotalCount，DescribeSnapshotsUsage返回地域的SnapshotSize（字\
        节）和SnapshotCount。";
    Api44 Verified [SdkEcs] Followed
        "CopySnapshot of ECS needs snapshot, region, destination region, name and description; Encrypted is false by \
        default, RetentionDays 1 to 65,536."
        "ECS的CopySnapshot必填快照、地域、目标地域、名称和描述；Encrypted默认为false，RetentionDays为1~65,536。";
    Api45 Verified [SdkEcs] Followed
        "ModifySnapshotCategory archives a snapshot for good: RetentionDays 74-65,536, after 14 days in standard, not \
        if shared or managed by a service."
        "ModifySnapshotCategory将快照转为归档，不可逆：RetentionDays为74~65,536，须已在标准层14天，已共享或由云服务管\
        理的快照不支持。";
    Api46 Verified [SdkEcs] Followed
        "ModifySnapshotAttribute sets RetentionDays, counted from creation; it can only be lengthened."
        "ModifySnapshotAttribute设置RetentionDays，从创建时起算，只能延长。";
    Api47 Verified [SdkEcs] OutOfScope
        "LockSnapshot, ECS's own lock: LockMode compliance, LockDuration 1-36,500 days, CoolOffPeriod 0-72 hours."
        "LockSnapshot为ECS自己的锁定：LockMode为compliance，LockDuration为1~36,500天，CoolOffPeriod为0~72小时。"
        Why "Cloud Backup's own lock is simulated instead (POL-70)."
        "模拟的是云备份的备份锁定（POL-70）。";
    Api48 Verified [SdkEcs] Followed
        "DeleteSnapshot of ECS needs Force where disks were made from the snapshot; it also cancels one being created."
        "ECS的DeleteSnapshot在快照创建过云盘时须指定Force，也可取消正在创建的快照。";
    Api49 Verified [SdkEcs] Followed
        "ResetDisk rolls a disk back: In_use or Available, its instance Stopped, a snapshot of the same disk. \
        ResetDisks is deprecated."
        "ResetDisk回滚云盘：云盘为In_use或Available，实例为Stopped，快照属于该云盘。ResetDisks已弃用。";
    Api50 Verified [SdkEcs] Followed
        "CreateDisk takes the categories and sizes of CON-22 to CON-24."
        "CreateDisk的类型和容量见CON-22~CON-24。";
}
