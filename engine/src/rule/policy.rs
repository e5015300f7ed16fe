//! Policies: type, schedule, retention, archiving, replication, locking, tags, life cycle (`POL`).

super::entries! {
    Pol01 Verified [Polc SdkGo] Followed
        "An ECS instance backup policy (UDM_ECS_ONLY) serves ECS instances only and needs no vault: the data lives as \
        ECS snapshots. The other type is the general policy (STANDARD)."
        "ECS整机备份策略（UDM_ECS_ONLY）只用于ECS实例，无需备份库，数据以ECS快照形式保存。另一种类型是通用备份策\
        略（STANDARD）。";
    Pol02 SingleSource [SdkGo] Deviates
        "Without PolicyType a vault in the rules makes the policy STANDARD, no vault UDM_ECS_ONLY."
        "未指定PolicyType时，规则中有备份库为STANDARD，没有为UDM_ECS_ONLY。"
        Why "General policies and vaults are not simulated: asking for either is refused."
        "不模拟通用备份策略和备份库，相应请求会被拒绝。";
    Pol03 SingleSource [Polc] Deviates
        "A legacy backup policy stays bound and editable but protects no new instances, replicates nothing and \
        archives nothing. If bound to a vault, the vault settings are edited in Policy Center and the instance \
        settings are view-only on the ECS Instance Backup page; if not, all are edited there."
        "旧版备份策略可继续使用和编辑，但不能保护新实例，不支持异地复制和自动归档。绑定备份库时，备份库设置在策略中心\
        编辑，整机设置在ECS整机备份页面只读；未绑定时均在该页面编辑。"
        Why "Vaults are not simulated: none is ever bound."
        "不模拟备份库，均视为未绑定。";
    Pol04 Verified [Polc] Followed
        "A name has 2 to 128 characters, does not begin with auto, a digit or a special character, and has no \
        punctuation but period, underscore, hyphen and colon."
        "名称长度为2~128个字符，不能以auto、数字或特殊字符开头，标点只能使用半角句点、下划线、短划线和冒号。"
        Note "Here letters of any script will do, and a space is a special character."
        "此处可使用任何语言的文字，空格视为特殊字符。";
    Pol05 Verified [Polc Seed] Followed
        "A policy belongs to the region selected in the top bar when it was created. Only regions that Policy Center \
        lists have policies."
        "策略属于创建时在顶部选择的地域，仅策略中心列出的地域提供备份策略。";
    Pol06 Verified [Polc] Followed
        "Backup > Policy Center > Create Backup Policy has the groups Policy Type, Policy Name, Schedule, Lifecycle, \
        Automatic Archiving, Replication Policy and Data Security."
        "备份 > 策略中心 > 创建备份策略分为策略类型、策略名称、执行计划、生命周期、自动归档、复制策略和数据安全。";
    Pol10 Verified [Polc] Followed
        "Backup Frequency is Hourly or Daily (every so many hours or days), Weekly (chosen weekdays) or Monthly \
        (chosen months). There is no yearly schedule."
        "备份频率分为按小时、按天（固定间隔）、按周（指定星期）和按月（指定月份），没有按年执行的计划。"
        Note "A text on on-premises backup has yearly plans; ECS policies have none. Here a monthly schedule runs on the \
        day of First Execution Time, or on the last day of a month without it."
        "本地备份的产品介绍有按年计划，ECS整机备份没有。此处按月的计划在首次执行时间的日期执行，当月无此日则在最后一天执行。";
    Pol11 Verified [Polc] Followed
        "A schedule is set by Backup Frequency, First Execution Time and Time Interval."
        "执行计划由备份频率、首次执行时间和时间间隔确定。";
    Pol12 Verified [Polc SdkGo] Followed
        "A run due while the previous job is still running is skipped, neither queued nor made up for: the next cycle \
        is used. Past times are never caught up."
        "到执行时间时若上一次任务仍在运行，则跳过本次，不排队也不补偿，等待下一周期。已错过的时间不会补执行。";
    Pol13 Verified [SdkGo] Followed
        "A schedule is stored as I|start|interval (I|1631685600|P1D; hourly is PT1H) or C|start|crontab of six fields \
        (0 0 2 ? * 3,5,7 is Tuesday, Thursday, Saturday 02:00; day 1 is Sunday). The start is in UNIX seconds; \
        nothing runs before."
        "执行计划存储为“I|起始时间|间隔”（I|1631685600|P1D，每小时为PT1H）或“C|起始时间|crontab”（六个字段，\
        0 0 2 ? * 3,5,7为周二、四、六02:00，1为周日）。起始时间为UNIX秒，此前不会执行。"
        Note "Here an interval may also be P1W, or P1M to P11M: calendar months from the start, held at the end of a \
        short month. A crontab is read as Quartz does, without the optional year."
        "此处间隔还可为P1W或P1M~P11M，后者从起始时间按自然月计算，短月取最后一天。crontab按Quartz规则解读，不支持可选的\
        年字段。";
    Pol14 Verified [SdkGo Ros] Followed
        "A policy has 1 to 10 rules: at least one BACKUP and exactly one TRANSITION."
        "一个策略有1~10条规则：至少一条BACKUP，且有且仅有一条TRANSITION。"
        Note "The API text also says one fixed-interval schedule a policy. The form makes one BACKUP rule, as \
        inferred of the console; the API takes more."
        "API文档还称每个策略只有一个固定间隔的计划。表单只创建一条BACKUP规则（对控制台的推断），API可提交多条。";
    Pol15 Inferred [] Setting
        "No bounds of an interval are documented; 1 to 23 hours and 1 to 31 days are taken."
        "间隔的上下限没有文档说明，此处取1~23小时和1~31天。"
        Note "Neither for crontabs: one second and one minute are taken, so that none runs more often than hourly."
        "crontab同样没有说明，此处只接受一个秒值和一个分值，即最多每小时执行一次。";
    Pol16 Inferred [SdkGo] Setting
        "No time zone of schedules is documented: UNIX seconds are stored, the console shows the browser's time, \
        billing days are cut at 00:00 UTC+8. The scenario's time zone is taken."
        "执行计划的时区没有文档说明：存储UNIX秒，控制台按浏览器时间显示，计费日以UTC+8的00:00为界。此处取场景的时区。";
    Pol17 SingleSource [H21Create] Followed
        "A start time is accurate to the second."
        "开始时间精确到秒。";
    Pol20 Verified [Polc SdkGo] Followed
        "Retention is given in days, 1 to 364,635 (999 × 365). ECS instance backup has no permanent retention, \
        neither local nor remote."
        "保留时间以天为单位，取值1~364,635（999×365）。ECS整机备份在本地和异地都不支持永久保留。";
    Pol21 SingleSource [SdkGo] Followed
        "The retention of the TRANSITION rule wins over that of a BACKUP rule."
        "TRANSITION规则的保留时间优先于BACKUP规则的保留时间。";
    Pol22 Verified [Polc Tf] Followed
        "With archiving, retention is at least the days before it + 60 (15 + 60 = 75). It counts from creation: \
        archived after 30 of 210 days, a point spends 30 in the Standard and 180 in the Archive tier."
        "开启归档时，保留时间不少于转归档层天数+60（15+60=75）。保留时间从创建起算：30天后归档、共保留210天，即标准\
        层30天、归档层180天。";
    Pol23 SingleSource [H21Disk] OutOfScope
        "Disk backup of 2021 kept local and remote copies for 1 to 65,536 days or permanently."
        "2021年的云盘备份允许本地和异地备份保留1~65,536天或持续保留。"
        Why "Superseded by POL-20, which is followed."
        "已被POL-20取代，以POL-20为准。";
    Pol24 Inferred [SdkEcs] Followed
        "ECS keeps a snapshot 1 to 65,536 days or without end, a policy longer: perhaps why ECS shows instance \
        backups as permanent (SNP-09)."
        "ECS快照的保留时间只能为1~65,536天或永久，策略可以更长，或因此ECS将整机备份快照显示为永久保留（SNP-09）。";
    Pol30 Verified [Polc SdkGo] Followed
        "Special retention keeps the first available backup of each week, month or year longer, in any combination. \
        The API also names DAILY; WhichSnapshot is always 1, the first."
        "特殊保留时间使每周、每月、每年的首个可用备份保留更久，可任意组合。API还列出DAILY；WhichSnapshot恒为1（首个）。";
    Pol31 Verified [Polc] Followed
        "A special retention period is longer than the normal one and, counted in days, at most 999 years."
        "特殊保留时间必须长于普通保留时间，折算为天后不得超过999年。";
    Pol32 Verified [SdkGo ApiUdm] Followed
        "A point kept by special retention reports AdvancedRetentionType WEEKLY, MONTHLY or YEARLY."
        "按特殊保留时间保留的备份点，其AdvancedRetentionType为WEEKLY、MONTHLY或YEARLY。";
    Pol33 Inferred [] Followed
        "Of several special retentions of a point the longest wins; a week begins on Monday."
        "备份点符合多条特殊保留规则时取最长的；每周从周一开始。"
        Note "Not documented: MDL-32."
        "没有文档说明，见MDL-32。";
    Pol40 Verified [Polc SdkGo] Followed
        "Keep At Least One Backup Version (KeepLatestSnapshots of a BACKUP rule, 1 or 0; recommended) saves the \
        newest point of a plan from expiry and deletion."
        "保留至少一个备份版本（BACKUP规则的KeepLatestSnapshots，1或0，建议开启）使计划的最新备份点不会到期删除，也不\
        能手动删除。"
        Note "The product page can be read otherwise (MDL-35)."
        "产品文档可作另一种理解（MDL-35）。";
    Pol41 Verified [Polc] Followed
        "Keep At Least One Backup Version works only once a data source is bound to the policy."
        "策略绑定数据源后，保留至少一个备份版本才生效。";
    Pol42 Verified [Polc] Followed
        "The point that Keep At Least One Backup Version protects is never archived."
        "受保留至少一个备份版本保护的备份点不会被归档。";
    Pol43 Verified [Polc] Followed
        "Points replicated to another region do not heed Keep At Least One Backup Version, as they would with general \
        policies."
        "复制到异地的备份点不受保留至少一个备份版本约束，这与通用备份策略不同。";
    Pol50 Verified [Polc Seed] Followed
        "Days to Transfer to Archive Tier is No or 14 to 65,535 days, 14 being the least in the Standard tier."
        "转归档层天数为“否”或14~65,535天，备份点至少在标准层保存14天。"
        Note "Terraform's text says 30 at least, the minimum of general policies; 14 holds here."
        "Terraform文档称最少30天，那是通用备份策略的下限，此处以14天为准。";
    Pol51 Verified [Polc Seed] Followed
        "Only points created after archiving was set or changed are archived; older ones never are."
        "仅归档设置或修改之后创建的备份点会被归档，此前的备份点不会。";
    Pol60 Verified [Polc Seed] Followed
        "Replication to Other Region is off by default. Points created after it is switched on are copied at once and \
        by themselves; existing points are not."
        "异地复制默认关闭。开启后创建的备份点会立即自动复制，已有备份点不会复制。";
    Pol61 Verified [Polc] Followed
        "With replication on, a Destination Region must be given."
        "开启异地复制后，必须指定目标地域。";
    Pol62 Verified [Polc] Followed
        "Remote Retention Period is in days, 7 by default, at most 999 years, never permanent, and independent of \
        local retention."
        "异地备份保留时间以天为单位，默认7天，最长999年，不支持永久保留，与本地保留时间互不影响。"
        Note "Here it counts from the creation of the point, as the local one does; a copy whose turn comes later than that \
        is not made."
        "此处与本地保留时间一样从备份点创建起算；轮到复制时已超过该时间的，不再复制。";
    Pol63 Verified [Polc Seed] Followed
        "Archive after days, for remote copies, is No or 14 to 65,535; remote retention is at least that + 60. Not \
        below the remote retention, it archives nothing."
        "异地转归档层天数为“否”或14~65,535，异地备份保留时间不少于该天数+60；不小于异地备份保留时间时不会归档。"
        Note "Less than 60 days in the archive is refused here. The API models have no field: ArchiveDays of the \
        REPLICATION rule is taken."
        "此处拒绝归档层不足60天的设置。API模型没有对应字段，使用REPLICATION规则的ArchiveDays。";
    Pol64 Verified [Polc] Followed
        "Switching replication off deletes nothing: copies stay until they expire."
        "关闭异地复制不会删除任何数据，已有副本保留至到期。"
        Note "Here a job keeps what its policy said when it began: what waits for its link is copied all the same."
        "此处任务沿用其开始时策略的设置，已在排队的复制照常进行。";
    Pol65 Verified [Polc SnapCopy] Followed
        "Replication copies ECS snapshots: the first copy to a region is full, later ones incremental."
        "异地复制通过复制ECS快照实现：到某地域的首次复制为全量，之后为增量。"
        Note "Here the remote point comes to be when the last of its snapshots is copied, and shows the time of the data. A \
        source point that goes before takes the copies along that are not complete."
        "此处最后一个快照复制完成后生成异地备份点，显示数据的时间。源备份点先被删除的，未完成的复制随之取消。";
    Pol66 Verified [SdkGo] Followed
        "A KMS key of the destination region for encrypted copies is set on a binding \
        (UdmDetail.DestinationKmsKeyId), not on the policy."
        "加密复制所用的目标地域KMS密钥在绑定关系上设置（UdmDetail.DestinationKmsKeyId），不是策略的设置。";
    Pol70 Verified [Polc Immu Tf] Followed
        "Immutable Backup (Immutable, UDM_ECS_ONLY only) cannot be switched off again."
        "备份锁定（Immutable，仅UDM_ECS_ONLY支持）开启后不能关闭。"
        Note "As in Terraform it is a SECURITY rule here; Immutable on any other rule means the same."
        "与Terraform一样用SECURITY规则表示；其他规则上的Immutable含义相同。";
    Pol71 Verified [Polc] Followed
        "Immutable Backup locks only points created from the next cycle on, not existing ones; general policies lock \
        all."
        "备份锁定只锁定下一周期起创建的备份点，不锁定已有备份点；通用备份策略则锁定全部。";
    Pol72 Verified [Polc Immu] Followed
        "Nobody can delete a locked point before it expires; then it goes by itself."
        "锁定的备份点到期前任何人都无法删除，到期后自动删除。";
    Pol73 Verified [Polc] Followed
        "With replication on, the points in the destination region are locked as well."
        "开启异地复制时，目标地域的备份点同样被锁定。";
    Pol74 Verified [Polc Immu] Followed
        "Locking does not hinder backup or restore; disks can still be created from the snapshots, and the snapshots \
        shared."
        "备份锁定不影响备份和恢复，仍可使用快照创建云盘和共享快照。";
    Pol80 Verified [Polc SdkGo] Followed
        "By tag a policy binds all instances or those that match all of up to 30 tags. EQUAL wants key and value, NOT \
        the key with another value; an empty value means any."
        "策略可按标签关联全部实例，或同时匹配最多30个标签的实例。EQUAL要求键和值相同，NOT要求有该键但值不同，空值表示\
        任意值。";
    Pol81 Verified [Polc] Followed
        "Each run looks at the tags again: new matches are bound and start at the next scheduled time; sources that \
        match no more are paused, then unbound at the end of the cycle. Detect Now previews."
        "每次执行都重新匹配标签：新命中的资源被绑定，下一计划时间开始备份；不再命中的先暂停，周期结束时解绑。立即检测\
        可预览。"
        Note "Here a released instance matches no more, and an instance that another policy has is left to it (POL-95)."
        "此处已释放的实例不再命中；已关联其他策略的实例不受影响（POL-95）。";
    Pol82 Verified [SdkGo] Followed
        "A binding made by tags reports CreatedByTag true and its HitTags."
        "按标签建立的绑定关系返回CreatedByTag=true和HitTags。";
    Pol83 Verified [Polc] Followed
        "Taking a tag off a policy takes its automatically bound sources off at the next run."
        "从策略移除标签后，由其自动绑定的数据源在下次执行时移除。";
    Pol90 Verified [Polc SdkGo] Followed
        "An edited policy applies to every bound source from the next run on."
        "编辑策略后，从下一次执行起对所有已绑定的数据源生效。";
    Pol91 Verified [Polc] Followed
        "The console does not delete a policy while a source is bound: unbind first. Deletion is final; backups are \
        untouched."
        "策略仍绑定数据源时，控制台不允许删除，须先解绑。删除不可恢复，已有备份不受影响。"
        Note "The API text of DeletePolicyV2 says that it unbinds all. Both hold here: the page refuses, the API \
        unbinds (MDL-34)."
        "API文档称DeletePolicyV2会解绑全部数据源。此处两者并存：页面拒绝，API解绑（MDL-34）。";
    Pol92 Verified [Polc] Followed
        "Unbinding (Backup Plans > Delete Plan) stops the plan and leaves the source unprotected; its backups stay."
        "解绑（备份计划 > 删除计划）后计划停止，数据源不再受保护，已有备份保留。";
    Pol93 Verified [Polc] Followed
        "Execute Immediately runs a policy for all of its sources at once, Run Now for one."
        "在策略上立即执行会备份全部数据源，在单个数据源上立即执行只备份该数据源。";
    Pol94 Verified [SdkGo Seed H21Create] Followed
        "Suspend Plan and Resume Plan hold for one binding (Disabled), not for the policy; a suspended plan has no \
        scheduled runs."
        "暂停计划和继续计划针对单个绑定关系（Disabled），而非整个策略；暂停的计划不会定时执行。";
    Pol95 Verified [Seed SdkGo] Followed
        "One ECS instance can be bound to one policy only."
        "一台ECS实例只能关联一个备份策略。"
        Note "The same page has View All Associated Policies for two or more: the panel shows what a scenario loads, \
        a second binding is refused (MDL-33)."
        "同一页面又有针对多个策略的查看全部关联策略：面板仅用于场景载入的数据，第二个关联会被拒绝（MDL-33）。";
    Pol96 SingleSource [SdkGo] Followed
        "One CreatePolicyBindings call binds many sources to one policy."
        "一次CreatePolicyBindings调用将多个数据源绑定到一个策略。";
    Pol97 SingleSource [Seed] Followed
        "Editing a legacy backup plan turns it into a policy with the same parameters."
        "编辑旧版备份计划会将其转换为策略，参数不变。";
    Pol98 SingleSource [SdkGo] Followed
        "Policies are listed 10 to 100 a page, 10 by default. No limit on their number is documented."
        "策略列表每页10~100条，默认10条。策略数量上限没有文档说明。";
    Pol99 Verified [Polc] Followed
        "Associate Resource binds instances to a policy in a batch, by default with all cloud disks of each."
        "通过关联资源可批量绑定实例，默认保护每台实例的全部云盘。";
}
