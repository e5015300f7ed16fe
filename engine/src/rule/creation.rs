//! Creating backups: operation, what can be backed up, consistency, quotas and duration (`CON`).

super::entries! {
    Con01 Verified [Seed H21Create] Followed
        "Backup > ECS Instance Backup > Add ECS Backup: select the backup objects, then the options, OK. Tabs: \
        Backed-up ECS Instances, Jobs (2021: Protected ECS Instances, Protection Plans, Jobs, Export Records)."
        "备份 > ECS整机备份 > 添加ECS备份：选择备份对象，配置备份选项，单击确定。标签页为已备份的ECS和任务列\
        表（2021年为已保护的ECS、保护计划、任务列表、导出记录）。";
    Con02 SingleSource [Seed] Followed
        "At most 99 instances can be backed up in one operation."
        "单次操作最多备份99台实例。";
    Con03 Verified [Seed SdkGo] Followed
        "All disks are covered by default. Protect All Disks on includes disks attached later; off, only chosen ones. \
        In the API an empty DiskIdList means all; with it, ExcludeDiskIdList is ignored."
        "默认备份全部云盘。保护所有云盘开启时包括之后挂载的云盘，关闭时仅限选定的云盘。API中DiskIdList为空表示全部，\
        设置后忽略ExcludeDiskIdList。";
    Con04 Verified [Seed] Followed
        "An instance is backed up once (Manual Backup) or regularly (Associate Backup Policy)."
        "备份方式有手动备份（一次）和关联备份策略（定期）。";
    Con05 Verified [SdkGo] Followed
        "A manual backup has retention in days, disks, doCopy with destinationRegionId and destinationRetention, \
        snapshotGroup, and appConsistent with script options."
        "手动备份的参数：保留天数、云盘、doCopy及destinationRegionId和destinationRetention、snapshotGroup、\
        appConsistent及脚本选项。";
    Con06 Verified [Seed] Followed
        "The first use switches the snapshot service on and creates the service-linked role (ACC-02, ACC-03)."
        "首次使用时自动开通快照服务并创建服务关联角色（ACC-02、ACC-03）。";
    Con07 Verified [SdkEcs H21Disk] Followed
        "A disk must be In Use or Unattached to be backed up: in use, with its instance Running or Stopped; \
        unattached, having been attached at least once."
        "待备份的云盘须处于使用中或待挂载：使用中时实例须为运行中或已停止，待挂载时须至少挂载过一次。";
    Con08 SingleSource [Seed] Followed
        "Instance backup and the disk snapshot service should not serve the same disk: their execution times would \
        conflict."
        "同一块云盘不要同时使用整机备份和云盘快照服务，以免执行时间冲突。"
        Note "Where both come to take snapshots of a disk at once, the activity says so."
        "两者同时为一块云盘创建快照时，会记录在活动中。";
    Con09 Verified [Over SdkGo] Followed
        "The first job of a plan is full and later ones are incremental, although each reports BackupType COMPLETE."
        "计划的首个任务为全量备份，之后为增量备份，但任务的BackupType均为COMPLETE。";
    Con10 SingleSource [Seed] Followed
        "The backup size is what the snapshot chains of the protected disks occupy together, shown up to 24 hours \
        late. The snapshot console has that of each disk."
        "备份容量为受保护云盘的快照链占用空间之和，最多延迟24小时；单块云盘的容量见快照控制台。"
        Note "Here the size is that of the last midnight in the scenario's time zone."
        "此处显示场景时区最近一个零点时的容量。";
    Con11 Verified [H21Create SdkGo] Followed
        "Protection of an instance can be stopped (DeleteUdmEcsInstance): it leaves the list and its plans are \
        deleted; its points stay and can still be deleted."
        "可对单台实例取消保护（DeleteUdmEcsInstance）：实例从列表移除，其计划被删除，备份点保留且仍可删除。";
    Con20 Verified [Seed Snap] Followed
        "Only cloud disks can be backed up. Local disks and elastic ephemeral disks have no snapshots: use file or \
        database backup for them."
        "仅支持备份云盘。本地盘和弹性临时盘不支持快照，请使用文件备份或数据库备份。";
    Con21 Verified [Snap] Followed
        "Snapshots exist of the ESSD series (ESSD PL0-PL3, AutoPL, Entry, zone-redundant) and of the previous \
        generation (standard SSD, ultra disk, basic disk)."
        "支持快照的云盘：ESSD系列（ESSD PL0~PL3、AutoPL、Entry、同城冗余）和上一代云盘（SSD云盘、高效云盘、普通云盘）。";
    Con22 Verified [SdkEcs SdkGo] Followed
        "Codes: cloud_essd, cloud_auto (AutoPL), cloud_essd_entry, cloud_regional_disk_auto (zone-redundant), \
        cloud_ssd, cloud_efficiency (ultra), cloud (basic); elastic_ephemeral_disk_standard, _premium; \
        local_ssd_pro, local_hdd_pro, older local_* and ephemeral_ssd."
        "云盘代码：cloud_essd、cloud_auto（AutoPL）、cloud_essd_entry、cloud_regional_disk_auto（同城冗余）、\
        cloud_ssd、cloud_efficiency（高效）、cloud（普通）；弹性临时盘elastic_ephemeral_disk_standard、_premium；本\
        地盘local_ssd_pro、local_hdd_pro及早期local_*、ephemeral_ssd。";
    Con23 Verified [SdkEcs] Followed
        "ESSD gives at most 10,000 (PL0), 50,000 (PL1, default), 100,000 (PL2), 1,000,000 IOPS (PL3). GiB: PL0 \
        1-65,536, PL1 20-65,536, PL2 461-65,536, PL3 1,261-65,536; AutoPL 1-65,536; Entry 10-32,768; zone-redundant \
        10-65,536; standard SSD, ultra 20-32,768; basic 5-2,000."
        "ESSD最高IOPS：PL0 10,000、PL1（默认）50,000、PL2 100,000、PL3 1,000,000。容量GiB：PL0 1~65,536、\
        PL1 20~65,536、PL2 461~65,536、PL3 1,261~65,536；AutoPL 1~65,536；Entry 10~32,768；同城冗余10~65,536；SSD、\
        高效20~32,768；普通5~2,000。";
    Con24 Verified [SdkEcs] Followed
        "A disk made from a snapshot is never smaller than the disk the snapshot was taken of: a smaller size is \
        raised."
        "使用快照创建的云盘不小于源云盘的容量，指定更小的容量时自动调整。";
    Con30 Verified [Seed] Followed
        "Where the instance supports it, Cloud Backup makes a snapshot-consistent group by default; otherwise each \
        disk gets a crash-consistent snapshot of its own."
        "实例支持时，云备份默认创建快照一致性组；否则为每块云盘单独创建崩溃一致性快照。";
    Con31 Verified [SnapCg SnapCgc Snap Seed] Followed
        "A group takes disks of the ESSD series only (ESSD, AutoPL, Entry, zone-redundant), without multi-attach. \
        Zone-redundant ESSDs group only with each other."
        "快照一致性组仅支持未开启多重挂载的ESSD系列云盘（ESSD、AutoPL、Entry、同城冗余）。同城冗余云盘只能相互成组。"
        Note "The snapshot overview and the API text leave zone-redundant out; the pages on groups are more specific \
        and followed."
        "快照概述和API文档未列出同城冗余；以更具体的一致性组文档为准。";
    Con32 Verified [SnapCg] Followed
        "All disks of a snapshot-consistent group are in one zone."
        "快照一致性组的云盘须位于同一可用区。";
    Con33 Verified [SnapCg SnapCgc] Followed
        "A group has at most 16 disks and 32 TiB; 128 disks and 256 TiB in Hohhot, Bangkok, Seoul, Kuala Lumpur, \
        London, Riyadh (partner region) and Dubai."
        "一个快照一致性组最多16块云盘、32 TiB；呼和浩特、曼谷、首尔、吉隆坡、伦敦、利雅得（合作伙伴运营）和迪拜\
        为128块、256 TiB。"
        Note "SDK comments say 16 or 128 everywhere; the newer and finer page is followed."
        "SDK注释统一写16或128；以更新、更细的文档为准。";
    Con34 Verified [Seed SnapCg] Followed
        "Disks with multi-attach are not grouped: each gets a snapshot of its own. Backing up several of their \
        instances at the same time may fail."
        "开启多重挂载的云盘不能成组，逐块创建快照；同时备份共享该云盘的多台实例可能失败。"
        Note "Here the second backup of the disk always fails while the first goes on."
        "此处该云盘的第一个备份进行期间，第二个备份一定失败。";
    Con35 Verified [SnapCgc] Followed
        "For a group the instances are Running or Stopped and the disks In Use."
        "创建快照一致性组时，实例须为运行中或已停止，云盘须为使用中。";
    Con36 Verified [SnapCg] Followed
        "The snapshots of a group have no retention of their own; Cloud Backup removes them when their point expires."
        "快照一致性组的快照没有自己的保留时间，备份点到期时由云备份删除。"
        Note "The latter is inferred."
        "后一点为推断。";
    Con37 Verified [SnapCg] OutOfScope
        "Deleting a snapshot-consistent group deletes all of its snapshots."
        "删除快照一致性组会删除其中全部快照。"
        Why "Groups are not deleted by themselves here; snapshots go with their point."
        "此处不单独删除快照一致性组，快照随备份点删除。";
    Con38 Verified [SdkEcs E21] Followed
        "Group ids begin with ssg-; a group is progressing, accomplished or failed."
        "快照一致性组ID以ssg-开头，状态为progressing、accomplished或failed。";
    Con39 Verified [SnapCgc SdkEcs] OutOfScope
        "Making a group slows I/O by about 10 % at most in the first seconds."
        "创建快照一致性组的最初几秒内，I/O性能波动最多约10%。"
        Why "The I/O performance of disks is not simulated."
        "不模拟云盘的I/O性能。";
    Con40 Verified [SdkEcs E21] Followed
        "While a snapshot is being taken its instance must not be stopped or restarted nor the disk resized, or \
        creation fails."
        "创建快照期间不能停止或重启实例，也不能扩容云盘，否则创建失败。";
    Con50 Verified [SdkGo H21App AppC] Followed
        "Application consistency needs ESSDs only, no snapshot-consistent group, one instance at a time, and Cloud \
        Assistant, installed by the backup where missing."
        "应用一致性备份要求云盘全部为ESSD、关闭快照一致性组、每次一台实例，并需要云助手（未安装则备份时自动安装）。";
    Con51 SingleSource [H21App E21] Deviates
        "In 2021 application consistency took Windows Server 2012, 2012 R2, 2016, 2019, CentOS 7.6+, Ubuntu 18.04+, \
        Alibaba Cloud Linux 2, on EXT3, EXT4, XFS or NTFS, no network or shared file system, in Virginia, Singapore \
        and Hong Kong."
        "2021年应用一致性备份支持Windows Server 2012、2012 R2、2016、2019，CentOS 7.6+，Ubuntu 18.04+，\
        Alibaba Cloud Linux 2；EXT3、EXT4、XFS、NTFS，不含网络或共享文件系统；弗吉尼亚、新加坡和中国香港。"
        Why "Later versions of these systems count too, file systems and regions are not checked: no newer page \
        confirms the list. On other systems the backup is crash-consistent."
        "没有新文档确认该列表：这些系统的更高版本也视为支持，不检查文件系统和地域。其他系统的备份为崩溃一致性。";
    Con52 Verified [H21App Tf] Followed
        "Windows uses VSS: application-consistent with writers, file-system-consistent without. Linux runs a \
        pre-freeze and a post-thaw script, by default /tmp/prescript.sh and /tmp/postscript.sh, owned by root, mode \
        700."
        "Windows使用VSS：包含Writer为应用一致性，否则为文件系统一致性。Linux运行应用冻结和解冻脚本，默\
        认/tmp/prescript.sh和/tmp/postscript.sh，属主root，权限700。";
    Con53 Verified [H21App E21 ApiUdm] Followed
        "A wrong path, mode or name of a script silently lowers the result to file-system-consistent. Snapshots are \
        tagged APPConsistent:True or FsConsistent:True; points have ConsistentLevel (CRASH) and DowngradeReason \
        (HBR.NoRamRoleBound)."
        "脚本路径、权限或名称有误时，静默降级为文件系统一致性。快照标签为APPConsistent:True或FsConsistent:True；备份\
        点有ConsistentLevel（CRASH）和DowngradeReason（HBR.NoRamRoleBound）。"
        Note "No name of the other levels is documented: such points have no ConsistentLevel here."
        "其他级别的名称没有文档说明，此处这类备份点不返回ConsistentLevel。";
    Con54 Verified [SdkGo] Followed
        "By default EnableFsFreeze is true, TimeoutInSeconds 30 and EnableWriters true."
        "EnableFsFreeze默认为true，TimeoutInSeconds默认为30，EnableWriters默认为true。"
        Note "The example of a manual backup has a timeout of 60."
        "手动备份的示例中超时时间为60。";
    Con55 Verified [SdkGo H21App] Followed
        "Application consistency needs a RAM role on the instance (such as AliyunECSInstanceForHbrRole) with \
        ecs:DescribeSnapshot*, ecs:CreateSnapshot*, ecs:TagResources, ecs:DescribeDisks."
        "应用一致性备份要求实例绑定RAM角色（如AliyunECSInstanceForHbrRole），权限为ecs:DescribeSnapshot*、\
        ecs:CreateSnapshot*、ecs:TagResources、ecs:DescribeDisks。";
    Con56 Verified [SnapCg] OutOfScope
        "The ECS console cannot make application-consistent groups across several instances."
        "ECS控制台不支持跨多台实例创建应用一致性快照组。"
        Why "Only Cloud Backup makes groups here."
        "此处仅由云备份创建快照一致性组。";
    Con60 SingleSource [E21Lim ApiUdm] Followed
        "A disk has at most 256 manual and 1,000 automatic snapshots, 1,256 in its chain. Cloud Backup's have the \
        type user and count as manual."
        "每块云盘最多256个手动快照、1,000个自动快照，快照链最多1,256个节点。云备份的快照类型为user，计为手动快照。"
        Note "The count as manual is inferred. At 1,000 the oldest automatic snapshot makes room for the next."
        "计为手动快照是推断。达到1,000个时，最早的自动快照为新的腾出位置。";
    Con61 Verified [Snap] Followed
        "At most 10 snapshots of an ESSD-series disk and 1 of an older disk are created at a time; one more fails or, \
        automatic and on an older disk, waits for its next time."
        "ESSD系列云盘最多同时创建10个快照，上一代云盘最多1个；超出则失败，上一代云盘的自动快照等待下一次。"
        Note "An automatic snapshot of any disk waits while the automatic one before is not complete."
        "任何云盘的前一个自动快照尚未完成时，自动快照都等待下一次。";
    Con62 Verified [Snap Arch2] Followed
        "At most 10 snapshots of a disk are archived at a time."
        "每块云盘最多同时归档10个快照。";
    Con63 Verified [Snap E21Lim] Followed
        "A region has up to 100 automatic snapshot policies."
        "每个地域最多100个自动快照策略。";
    Con64 Verified [E21] Followed
        "Creating a snapshot takes time in proportion to its data: the first is full and slow, later ones go by what \
        changed."
        "创建快照的时间与数据量成正比：首个为全量、较慢，之后取决于变化的数据量。"
        Note "No rate is documented: MDL-10."
        "文档未给出速率，见MDL-10。";
    Con65 Verified [SnapIa] Followed
        "Since 2023-10-12 11:00 instant access is on, free and fixed for ESSD-series disks, Cloud Backup's snapshots \
        included: usable for restores, disks and sharing within seconds while the upload goes on. Copied and image \
        snapshots have none."
        "自2023-10-12 11:00起，ESSD系列云盘的快照（含云备份的快照）默认免费极速可用且不能关闭：数秒内即可用于恢复、创\
        建云盘和共享，上传继续进行。复制的快照和镜像快照除外。";
}
