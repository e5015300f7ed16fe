//! What the documentation leaves open and the simulator chose (`MDL`).

super::entries! {
    Mdl01 Ours [] Followed
        "A disk has MiB in use, MiB written a day, a hot area that writes fall on, and MiB of growth a day. Written \
        is rate × seconds / 86,400, rounded down; a stopped instance writes nothing."
        "云盘有已用容量、每日写入量、写入所落的热点区域和每日增长量（MiB）。写入量=速率×秒数÷86,400，向下取整；已停止\
        的实例不写入。"
        Note "A blank disk holds nothing and grows by all that is written to it, 1 GiB a day; one made from a snapshot \
        holds what the snapshot holds and changes as its source does."
        "空白云盘没有数据，每天写入1 GiB且全部为新增；使用快照创建的云盘内容取自快照，变化同源云盘。";
    Mdl02 Ours [] Followed
        "Writes w change hot × w / (hot + w), rounded up, plus growth, at most what is in use. Deleting a snapshot in \
        the middle never makes a chain longer."
        "写入量w引起的变化=热点×w÷（热点+w），向上取整，加上增长量，不超过已用容量。删除中间的快照不会使快照链变大。";
    Mdl03 Ours [Snap E21Inc] Followed
        "The oldest snapshot of a chain stores all in use then, each later one the difference to the one before; a \
        deletion changes only the next. After a rollback the next difference counts from the snapshot gone back to. \
        What several build on passes, deleted, to the oldest of them, and what that one overwrote to the others."
        "快照链中最早的快照存储当时的全部已用容量，之后的存储与前一个的差异；删除只影响下一个。回滚后，下一次差异从所\
        回滚的快照起算。被删除的快照若为多个快照的基础，其数据转归其中最早的一个，被该快照改写的部分转归其余快照。";
    Mdl04 Ours [] Followed
        "Ransomware rewrites every used block when it strikes: a difference across that instant is all in use. \
        Backups between infection and strike restore but are not clean; later ones are encrypted. Only the simulator \
        knows."
        "勒索病毒发作时改写全部已用数据块，跨越该时刻的差异即全部已用容量。感染后的备份可恢复但不干净，发作后的备份已\
        被加密。只有模拟器知道真相。"
        Note "It comes to every disk of an instance, local ones too, and strikes whether the instance runs or not, but \
        not on what was released. What is put back or made from an infected point hides as long again and strikes \
        then; what was put back to a clean one in time is spared. Of two infections the one that strikes first counts. \
        An inspection of a point says in what state it is. Deleted data stays stored (SNP-06)."
        "病毒感染实例的全部云盘（含本地盘），无论实例是否运行都会发作，已释放的除外。从已感染的备份点恢复或新建的云盘会\
        再次潜伏同样时长后发作；及时回滚到干净备份点的不受影响。同时感染两种病毒时，以先发作者为准。检查备份点可得知其\
        状态。被删除的数据仍占用存储（SNP-06）。";
    Mdl05 Ours [] Followed
        "A restore or a new disk takes its content, clean or not, from the point."
        "恢复的云盘或新云盘的内容取自备份点，无论是否干净。"
        Note "Nothing is left of a disk that failed but its snapshots: it can only be detached. An instance whose \
        system disk failed stops at once and does not start again."
        "故障云盘只剩下快照，只能卸载。系统盘故障的实例立即停止，且无法再启动。";
    Mdl10 Ours [E21] Setting
        "Creating a snapshot takes 60 s, and the changed data at 200 MiB/s (CON-64)."
        "创建快照耗时60秒，另加变化数据按200 MiB/s处理的时间（CON-64）。";
    Mdl11 Ours [SnapIa] Setting
        "A snapshot of an ESSD-series disk is usable after 10 s (CON-65)."
        "ESSD系列云盘的快照10秒后可用（CON-65）。";
    Mdl12 Ours [SnapCopy] Setting
        "Replication runs at 100 MiB/s a copy; the link from one region to another carries at most 10 copies at a \
        time, the rest wait in order."
        "异地复制每个副本100 MiB/s；两地域间每个方向的链路最多同时传输10个，其余按序等待。"
        Note "The size of a copy is certain when it begins."
        "副本的大小在开始复制时确定。";
    Mdl13 Ours [Arch1] Setting
        "Archiving a snapshot takes 1 h, and its size at 50 MiB/s (ARC-09)."
        "归档一个快照耗时1小时，另加按50 MiB/s处理其大小的时间（ARC-09）。";
    Mdl14 Ours [H21Rest] Setting
        "A restore in place or a clone takes 120 s and the slowest disk at 500 MiB/s; with instant access 120 s."
        "回滚或克隆耗时120秒，另加最慢的云盘按500 MiB/s处理的时间；支持极速可用时为120秒。"
        Note "All that was in use counts. Snapshots of ESSD-series disks have instant access, archived ones too; copies in \
        another region have not (CON-65)."
        "按全部已用容量计。ESSD系列云盘的快照（含归档快照）支持极速可用，异地副本不支持（CON-65）。";
    Mdl15 Ours [Snap] Setting
        "A restore from the Archive tier takes 0 s longer (ARC-05 documents no wait)."
        "从归档层恢复额外耗时0秒（ARC-05未提及等待）。";
    Mdl16 Ours [] Followed
        "In an outage a region refuses operations and its running jobs fail; points replicated elsewhere stay usable. \
        A cut link holds its copies in order until it is back."
        "地域故障时，该地域拒绝操作，运行中的任务失败，异地备份点仍可用。链路中断时复制按序等待，恢复后继续。"
        Note "Describe calls answer. Snapshots in creation fail, runs due are failed jobs, automatic snapshots are \
        left out. Instances run on; points expire and are archived as ever. Of outages that overlap the last end \
        counts. An attacker reaches nothing there either."
        "查询类接口仍可用。创建中的快照失败，到期的执行成为失败的任务，自动快照不创建。实例继续运行，备份点照常到期和归\
        档。故障重叠时以最后结束的为准。攻击者同样无法操作该地域。";
    Mdl17 Ours [Seed] Followed
        "Nothing is tried again by itself after a passing failure such as ERR-05: Run Now does it."
        "ERR-05等临时故障后不会自动重试，可立即执行。";
    Mdl18 Ours [Seed H21Arrears] Setting
        "An overdue account is suspended 24 h after the payment falls due; PaymentOverdue starts that clock whatever \
        the balance."
        "欠费账号在到期24小时后停服；PaymentOverdue无论余额多少都会开始计时。";
    Mdl19 Ours [] Setting
        "An instance takes 60 s to start and 60 s to stop."
        "实例启动和停止各需60秒。"
        Note "A new instance starts as well; a stop by force takes as long."
        "新建的实例同样需要启动；强制停止耗时相同。";
    Mdl20 Ours [SnapBill] Setting
        "Standard snapshots cost CNY 0.12 per GiB and month (BIL-10)."
        "标准快照0.12元/GiB/月（BIL-10）。";
    Mdl21 Ours [SnapBill] Setting
        "Archive snapshots cost CNY 0.06 per GiB and month (BIL-11)."
        "归档快照0.06元/GiB/月（BIL-11）。";
    Mdl22 Ours [SnapBill] Setting
        "Replication traffic costs CNY 0.50 per GiB (BIL-13)."
        "复制快照流量0.50元/GiB（BIL-13）。";
    Mdl23 Ours [Billm] Setting
        "The software usage fee is CNY 0.05 per GiB of protected points and month; no figure is documented (BIL-02)."
        "软件使用费按受保护的备份点计，0.05元/GiB/月；文档未给出金额（BIL-02）。";
    Mdl24 Ours [SnapBill] Followed
        "Early deletion from the archive costs archive price × GiB × the hours that remain of 1,440 (BIL-12)."
        "归档快照不足规定时长费=归档单价×GiB×1,440小时中的剩余时长（BIL-12）。";
    Mdl25 Ours [] Setting
        "Instances have a price per hour by type, ESSDs per GiB and month by level, from a small table of the \
        simulator's own (BIL-18)."
        "实例按规格计小时价，ESSD按性能级别计每GiB月价，取自模拟器自带的小型价格表（BIL-18）。"
        Note "An instance type costs as many vCPUs as it has. Only what restores make is charged: what a scenario begins \
        with, and what is created by hand, is taken to be paid for elsewhere."
        "实例按规格的vCPU数计价。仅对恢复所创建的资源计费：场景自带及手动创建的资源视为已另行付费。";
    Mdl30 Ours [SdkGo] Followed
        "Schedules are stored as UNIX seconds and read in the scenario's time zone (POL-16)."
        "执行计划以UNIX秒存储，按场景的时区解读（POL-16）。";
    Mdl31 Ours [Arch1] Setting
        "An archived snapshot keeps its place in the chain and is billed at full size or, by a setting, at stored \
        size (ARC-08). The oldest standard snapshot after it stores all in use."
        "归档快照保持其在快照链中的位置，按全量大小计费，可改为按存储大小（ARC-08）。其后最早的标准快照存储全部已用容\
        量。";
    Mdl32 Ours [Polc] Followed
        "Special retention takes the first completed point of the calendar week (from Monday), month and year in the \
        time zone; the longest that applies wins (POL-33)."
        "特殊保留按时区取自然周（周一起）、月、年内首个已完成的备份点，适用多条时取最长（POL-33）。";
    Mdl33 Ours [Seed] Followed
        "Two or more policies on one instance exist only where a scenario loads them as legacy; a second binding is \
        refused (POL-95)."
        "一台实例关联多个策略仅见于场景载入的历史数据，新建第二个关联会被拒绝（POL-95）。";
    Mdl34 Ours [Polc SdkGo] Followed
        "The page refuses to delete a bound policy; the API unbinds its sources and deletes it (POL-91)."
        "页面拒绝删除已绑定的策略；API会先解绑数据源再删除（POL-91）。";
    Mdl35 Ours [Polc Seed] Followed
        "Keep At Least One Backup Version protects the newest point only (POL-40); the product page can be read as \
        protecting all points of such a policy."
        "保留至少一个备份版本只保护最新的备份点（POL-40）；产品文档也可理解为保护此类策略的全部备份点。";
    Mdl36 Ours [Polc] Followed
        "Keep At Least One Backup Version needs a bound source (POL-41): after unbinding, the newest point expires \
        like any other."
        "保留至少一个备份版本要求已绑定数据源（POL-41）：解绑后，最新的备份点照常到期。";
    Mdl37 Ours [Seed SnapExt] Followed
        "An archived point can be extended in Cloud Backup (JOB-12 excludes none), though ECS itself refuses (ARC-10)."
        "已归档的备份点可在云备份中延长（JOB-12未作排除），尽管ECS本身不支持（ARC-10）。";
}
