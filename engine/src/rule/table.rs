//! What each rule says, in both languages, and where it is documented.

use super::{Confidence, Entry, Rule, source};
use crate::locale::Words;

super::entries! {
    Pol01 "POL-01" Verified POLC
        "An ECS instance backup policy (UDM_ECS_ONLY) serves ECS instances only and needs no backup vault: its data lives as ECS snapshots."
        "ECS实例备份策略（UDM_ECS_ONLY）只用于ECS实例，无需备份库，数据以ECS快照形式保存。";
    Pol04 "POL-04" Verified POLC
        "A name has 2 to 128 characters, does not begin with auto, a digit or a special character, and has no punctuation but . _ - :"
        "名称长度为2~128个字符，不能以auto、数字或特殊字符开头，标点仅允许 . _ - :";
    Pol05 "POL-05" Verified POLC
        "A policy belongs to the region in which it was created and protects instances of that region only."
        "策略属于创建时所在的地域，仅保护该地域的实例。";
    Pol10 "POL-10" Verified POLC
        "A policy backs up every so many hours or days, on chosen weekdays or in chosen months."
        "策略按固定小时数、固定天数、指定星期或指定月份执行备份。";
    Pol12 "POL-12" Verified POLC
        "A run that is due while the one before is still going is skipped, not queued; times in the past are never caught up."
        "到执行时间时若上一次任务仍在运行，则跳过本次，不排队；已错过的时间不会补执行。";
    Pol13 "POL-13" Verified SDKGO
        "A schedule is stored as I|start|interval, the start in UNIX seconds; nothing runs before the start."
        "计划以“I|起始时间|间隔”存储，起始时间为UNIX秒；起始时间之前不会执行。";
    Pol14 "POL-14" Verified SDKGO
        "A policy has 1 to 10 rules: at least one BACKUP rule and exactly one TRANSITION rule."
        "一个策略包含1~10条规则：至少一条BACKUP规则，且有且仅有一条TRANSITION规则。";
    Pol15 "POL-15" Inferred SDKGO
        "The bounds of an interval are not documented; the simulator takes 1 to 23 hours and 1 to 31 days."
        "间隔的上下限没有文档说明，模拟器取1~23小时和1~31天。";
    Pol20 "POL-20" Verified POLC
        "Backup points are kept for 1 to 364,635 days (999 years); permanent retention does not exist here."
        "备份点保留1~364,635天（999年），不支持永久保留。";
    Pol21 "POL-21" SingleSource SDKGO
        "The retention of the TRANSITION rule wins over that of the BACKUP rule."
        "TRANSITION规则的保留时间优先于BACKUP规则。";
    Pol22 "POL-22" Verified POLC
        "Retention counts from the creation of the backup point."
        "保留时间从备份点创建时开始计算。";
    Pol90 "POL-90" Verified POLC
        "Editing a policy applies to every bound source from its next run on."
        "编辑策略后，从下一次执行起对所有已绑定的数据源生效。";
    Pol91 "POL-91" Verified POLC
        "The console deletes a policy only when nothing is bound to it; the API unbinds its sources. Existing backups are untouched."
        "控制台仅允许删除未绑定数据源的策略；通过API删除会先解绑数据源。已有备份不受影响。";
    Pol92 "POL-92" Verified POLC
        "Unbinding a source stops its plan and leaves it unprotected; its backups stay."
        "解绑数据源后计划停止，数据源不再受保护，已有备份保留。";
    Pol93 "POL-93" Verified POLC
        "A policy can be run at once, for all of its sources or for one."
        "可以立即执行策略：针对全部数据源，或针对单个数据源。";
    Pol94 "POL-94" Verified SDKGO
        "Plans are suspended and resumed one by one; a suspended plan has no scheduled runs."
        "计划可逐个暂停和恢复；暂停的计划不会定时执行。";
    Pol95 "POL-95" Verified SEED
        "One ECS instance can be associated with one backup policy only."
        "一台ECS实例只能关联一个备份策略。";
    Pol99 "POL-99" Verified POLC
        "Instances are associated with a policy in a batch; all cloud disks of each are covered by default."
        "可批量将实例关联到策略，默认保护每台实例的全部云盘。";
    Con02 "CON-02" SingleSource SEED
        "At most 99 instances can be backed up in one operation."
        "单次操作最多备份99台实例。";
    Con03 "CON-03" Verified SEED
        "All disks are covered by default, those attached later included; single disks can be chosen or left out instead."
        "默认保护全部云盘，包括之后新挂载的云盘；也可以只选择或排除部分云盘。";
    Con04 "CON-04" Verified SEED
        "An instance is backed up once by hand, or regularly by an associated policy."
        "实例可以手动备份一次，也可以关联策略定期备份。";
    Con06 "CON-06" Verified SEED
        "The first use switches on the snapshot service and creates the service-linked role."
        "首次使用时自动开通快照服务并创建服务关联角色。";
    Con10 "CON-10" SingleSource SEED
        "The backup size is what the snapshot chains of the protected disks occupy together."
        "备份大小为受保护云盘的快照链占用空间之和。";
    Con20 "CON-20" Verified SEED
        "Local disks and elastic ephemeral disks cannot be backed up: use file or database backup for their data."
        "本地盘和弹性临时盘不支持备份，请使用文件备份或数据库备份保护其数据。";
    Con23 "CON-23" Verified SDKECS
        "Each disk category and ESSD level has its own range of sizes."
        "每种云盘类型和ESSD性能级别有各自的容量范围。";
    Con30 "CON-30" Verified SEED
        "Where it is possible, the disks of an instance are backed up as one snapshot-consistent group; otherwise each disk gets a crash-consistent snapshot of its own."
        "条件允许时，实例的云盘以快照一致性组方式备份；否则每块云盘单独创建崩溃一致性快照。";
    Con31 "CON-31" Verified SNAPCG
        "A snapshot-consistent group takes disks of the ESSD series only; zone-redundant ESSDs group only with each other."
        "快照一致性组仅支持ESSD系列云盘；同城冗余ESSD只能相互成组。";
    Con33 "CON-33" Verified SNAPCG
        "A snapshot-consistent group takes at most 16 disks and 32 TiB, in some regions 128 disks and 256 TiB."
        "一个快照一致性组最多16块云盘、32TiB，部分地域为128块云盘、256TiB。";
    Con34 "CON-34" Verified SEED
        "Disks shared by multi-attach are not grouped: each is backed up by itself, and backing up several of their instances at once may fail."
        "开启多重挂载的云盘不支持成组，需单独备份；同时备份共享该云盘的多台实例可能失败。";
    Con60 "CON-60" SingleSource E21
        "A disk has at most 256 manual snapshots; those of instance backup count among them."
        "每块云盘最多256个手动快照，实例备份创建的快照计入其中。";
    Con61 "CON-61" Verified SNAP
        "At most 10 snapshots of an ESSD-series disk, and 1 of an older disk, are created at the same time."
        "ESSD系列云盘最多同时创建10个快照，上一代云盘最多1个。";
    Snp02 "SNP-02" Verified SNAP
        "The first snapshot of a disk holds all of its data; each later one holds what changed since the one before."
        "云盘的首个快照包含全部数据，之后的快照只包含与前一快照相比变化的数据。";
    Snp04 "SNP-04" Verified E21
        "When a snapshot in the middle goes, what later ones need passes to the next."
        "删除中间的快照时，后续快照仍需引用的数据块转归下一个快照。";
    Snp05 "SNP-05" Verified E21
        "The size billed and shown is what the chain of a disk's snapshots occupies."
        "计费和显示的大小为云盘快照链占用的空间。";
    Snp08 "SNP-08" Verified APIUDM
        "Snapshots of instance backup are named Created-from-HBR-job: and the job id, and tagged HBR JobId."
        "实例备份创建的快照以“Created-from-HBR-job:任务ID”命名，并带有标签HBR JobId。";
    Snp09 "SNP-09" Verified SEED
        "ECS shows snapshots of instance backup as permanent although they expire with their backup point."
        "ECS将实例备份的快照显示为永久保留，但它们会随备份点到期而删除。";
    Job01 "JOB-01" Verified APIJOB
        "A backup is a parent job for the instance with one child for each disk."
        "一次备份对应一个实例级父任务，每块云盘一个子任务。";
    Job04 "JOB-04" Verified APIJOB
        "Progress is given from 0 to 10,000: percent times 100."
        "进度取值0~10,000，即百分比乘以100。";
    Job06 "JOB-06" Verified SEED
        "A running job can be cancelled; it leaves no backup point and no snapshot."
        "运行中的任务可以取消，取消后不留下备份点和快照。";
    Job07 "JOB-07" Inferred APIJOB
        "A job is complete when all of its children are, partially complete when some are, and failed when none is."
        "子任务全部成功则任务完成，部分成功则部分完成，全部失败则失败。";
    Job08 "JOB-08" Verified APIUDM
        "A completed job leaves a backup point with the same status."
        "任务完成后生成状态相同的备份点。";
    Job10 "JOB-10" Verified APIJOB
        "Jobs are listed newest first, 1 to 99 a page, 10 by default."
        "任务按时间倒序列出，每页1~99条，默认10条。";
    Job11 "JOB-11" Verified SEED
        "At the end of its retention a backup point goes, with all of its snapshots; before that it can be deleted where nothing forbids it."
        "保留时间到期后备份点及其全部快照自动删除；到期前，在允许的情况下可以手动删除。";
    Acc01 "ACC-01" Verified SEED
        "Activating Cloud Backup is free and comes before any use."
        "开通云备份免费，使用前需先开通。";
    Acc02 "ACC-02" Verified SEED
        "The snapshot service is switched on by the first use and cannot be switched off again."
        "首次使用时自动开通快照服务，开通后不能关闭。";
    Acc03 "ACC-03" Verified H21
        "The role AliyunServiceRoleForHbrEcsBackup is created with the first plan or policy association."
        "首次创建备份计划或关联策略时，自动创建服务关联角色AliyunServiceRoleForHbrEcsBackup。";
    Err01 "ERR-01" Verified SEED
        "Permanent retention was chosen, which instance backup does not have. Give a number of days."
        "选择了永久保留，而实例备份不支持永久保留。请填写天数。";
    Err02 "ERR-02" Verified SEED
        "Replication is on without a destination region. Choose one, or switch replication off."
        "开启了异地复制但未指定目标地域。请选择目标地域或关闭异地复制。";
    Err03 "ERR-03" Inferred SEED
        "The instance no longer exists. Delete its plan; recover by cloning one of its backup points."
        "实例已不存在。请删除其备份计划；可通过克隆已有备份点恢复。";
    Err04 "ERR-04" Inferred SEED
        "A run was asked of a suspended plan. Resume the plan first."
        "对已暂停的计划请求了执行。请先恢复计划。";
    Err10 "ERR-10" SingleSource E21
        "The service names what it was asked for and could not find."
        "服务会指出请求中找不到的资源。";
    Bil14 "BIL-14" Verified SNAPBILL
        "Storage is metered by whole clock hours, from the hour of creation to the hour of deletion."
        "存储按整点小时计量，从创建所在小时到删除所在小时。";
    Api01 "API-01" Verified SDKGO
        "Cloud Backup is driven by the operations of its OpenAPI, version 2017-09-08."
        "云备份通过2017-09-08版OpenAPI的接口调用。";
    Api04 "API-04" Verified SDKGO
        "CreatePolicyV2 creates a policy from a name and a list of rules."
        "CreatePolicyV2根据名称和规则列表创建策略。";
    Api05 "API-05" Verified SDKGO
        "UpdatePolicyV2 edits a policy; all of its sources follow."
        "UpdatePolicyV2编辑策略，所有已绑定数据源随之生效。";
    Api07 "API-07" Verified SDKGO
        "DescribePoliciesV2 lists policies, 10 to 100 a page, 10 by default."
        "DescribePoliciesV2查询策略，每页10~100条，默认10条。";
    Api08 "API-08" Verified SDKGO
        "ExecutePolicyV2 runs a BACKUP rule of a policy at once."
        "ExecutePolicyV2立即执行策略的一条BACKUP规则。";
    Api09 "API-09" Verified SDKGO
        "CreatePolicyBindings binds sources to one policy."
        "CreatePolicyBindings将数据源绑定到一个策略。";
    Api10 "API-10" Verified SDKGO
        "UpdatePolicyBinding edits, suspends or resumes one binding."
        "UpdatePolicyBinding编辑、暂停或恢复一个绑定。";
    Api11 "API-11" Verified SDKGO
        "DeletePolicyBinding unbinds sources from a policy."
        "DeletePolicyBinding解除数据源与策略的绑定。";
    Api12 "API-12" Verified SDKGO
        "DescribePolicyBindings lists bindings, 10 to 100 a page, 10 by default."
        "DescribePolicyBindings查询绑定关系，每页10~100条，默认10条。";
    Api13 "API-13" Verified SDKGO
        "CreateBackupJob backs up one instance once."
        "CreateBackupJob对一台实例执行一次备份。";
    Api14 "API-14" Verified SDKGO
        "CancelBackupJob cancels a running backup job."
        "CancelBackupJob取消运行中的备份任务。";
    Api15 "API-15" Verified SDKGO
        "DescribeBackupJobs2 lists backup jobs."
        "DescribeBackupJobs2查询备份任务。";
    Api16 "API-16" Verified SDKGO
        "DescribeUdmSnapshots lists backup points."
        "DescribeUdmSnapshots查询备份点。";
    Api17 "API-17" Verified SDKGO
        "DeleteSnapshot deletes a backup point."
        "DeleteSnapshot删除备份点。";
    Api42 "API-42" Verified SDKECS
        "DescribeSnapshots lists ECS snapshots."
        "DescribeSnapshots查询ECS快照。";
    Api43 "API-43" Verified SDKECS
        "DescribeSnapshotLinks gives the size of each snapshot chain."
        "DescribeSnapshotLinks查询各快照链的大小。";
    Api50 "API-50" Verified SDKECS
        "ECS describes instances and disks by their ids, regions and zones."
        "ECS按ID、地域和可用区查询实例与云盘。";
    Mdl01 "MDL-01" Ours OURS
        "A disk has data in use, a rate at which it is written, a hot area that writes fall on, and growth; a stopped instance writes nothing."
        "云盘由已用数据、写入速率、热点区域和增长描述；实例停止时不写入数据。";
    Mdl02 "MDL-02" Ours OURS
        "Writes that fall on the same blocks count once: hot × written / (hot + written), plus growth."
        "落在相同数据块上的写入只计一次：热点×写入量/(热点+写入量)，再加上增长。";
    Mdl03 "MDL-03" Ours OURS
        "The oldest snapshot of a chain stores all data in use, each later one what changed since the one before."
        "快照链中最早的快照存储全部已用数据，之后的快照存储与前一快照的差异。";
    Mdl10 "MDL-10" Ours OURS
        "A snapshot takes 60 seconds and its changed data at 200 MiB a second."
        "创建快照耗时60秒，加上变化数据按每秒200MiB计算的时间。";
    Mdl30 "MDL-30" Ours OURS
        "Schedules are stored as UNIX seconds and read in the scenario's time zone."
        "计划以UNIX秒存储，按场景的时区解读。";
}
