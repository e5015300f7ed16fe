//! Snapshot chains: storage, deletion, sharing, copies (`SNP`).

super::entries! {
    Snp01 SingleSource [E21Inc] Followed
        "The snapshots of a disk form its chain; the chain has the disk's id."
        "一块云盘的全部快照构成其快照链，快照链的ID与云盘ID相同。";
    Snp02 Verified [Snap E21Inc] Followed
        "The first standard snapshot stores every block that holds data, not the empty ones (122 GiB of a 200 GiB \
        disk with 122 GiB in use); each later one stores the blocks changed since the one before."
        "首个标准快照存储所有有数据的数据块，不含空块（200 GiB云盘已用122 GiB，则为122 GiB）；之后的快照只存储与前一\
        快照相比变化的数据块。";
    Snp03 Verified [E21Inc] Followed
        "A restore takes each block from the newest snapshot that has it, up to the chosen one."
        "恢复时，每个数据块取自不晚于所选快照且含有该块的最新快照。";
    Snp04 Verified [E21Inc] Followed
        "Deleting a snapshot in the middle frees only blocks that no later one needs; the others pass to the next \
        snapshot. The rest stay fully restorable."
        "删除中间的快照只释放后续快照不再引用的数据块，其余数据块转归下一个快照，其他快照仍可完整恢复。";
    Snp05 Verified [E21Inc SdkEcs] Followed
        "Billed and shown is the space of the chain: DescribeSnapshotLinks.TotalSize, by region \
        DescribeSnapshotsUsage. FullSnapshotSizeInBytes is the full size of one snapshot at its instant."
        "计费和显示的是快照链占用的空间：DescribeSnapshotLinks.TotalSize，按地域为DescribeSnapshotsUsage。\
        FullSnapshotSizeInBytes为单个快照当时的全量大小。";
    Snp06 SingleSource [E21] Followed
        "Deleting files in the guest does not shrink a snapshot unless their blocks are trimmed; formatting writes as \
        well."
        "在系统内删除文件不会使快照变小，除非释放（trim）数据块；格式化同样会写入数据。";
    Snp07 NotFound [] OutOfScope
        "The block size of snapshots is not published."
        "快照的数据块大小未公布。"
        Why "Nothing to follow: the simulator counts in MiB."
        "无据可依，模拟器以MiB为单位计算。";
    Snp08 Verified [ApiUdm SdkGo] Followed
        "Cloud Backup names a snapshot Created-from-HBR-job:<job id> and tags it HBR JobId = job id. Its id is s-bp…, \
        that of the point s-000…."
        "云备份将快照命名为Created-from-HBR-job:<任务ID>，标签HBR JobId=任务ID。快照ID形如s-bp…，备份点ID形如s-000…。";
    Snp09 Verified [Seed ApiUdm] Followed
        "ECS lists Cloud Backup's snapshots under Disk Snapshots with the Attribute Source from Cloud Backup; \
        DescribeSnapshots shows them as permanent although they expire: ignore that value."
        "ECS在云盘快照中列出云备份的快照，属性为来自云备份；DescribeSnapshots显示为永久保留，但它们仍会到期，请忽略该\
        值。"
        Note "An API example of 2022 has retentionDays 30; permanent is newest."
        "2022年的API示例为retentionDays 30；以最新的永久为准。";
    Snp10 Verified [SdkEcs] Followed
        "A snapshot is progressing, accomplished or failed; Usage is none, image, disk or image_disk, SnapshotType \
        user or auto, SourceDiskType system or data."
        "快照状态为progressing、accomplished、failed；Usage为none、image、disk、image_disk；SnapshotType为user、\
        auto；SourceDiskType为system、data。";
    Snp11 Verified [Snap] OutOfScope
        "Snapshots lie in OSS owned by the service, zone-redundant where the region has that, and cannot be downloaded."
        "快照存储在服务自有的OSS中，地域支持时为同城冗余，不能下载。"
        Why "Physical storage is not simulated."
        "不模拟物理存储。";
    Snp12 Verified [Snap] OutOfScope
        "A disk made or rolled back from a snapshot loads its data lazily: reads are slower for minutes to hours."
        "由快照创建或回滚的云盘按需加载数据，数分钟到数小时内读取延迟较高。"
        Why "The I/O performance of disks is not simulated."
        "不模拟云盘的I/O性能。";
    Snp20 Verified [SnapDel SnapExt] Followed
        "The ECS console can neither delete nor extend Cloud Backup's snapshots: both are done in Cloud Backup."
        "ECS控制台不能删除或延长云备份的快照，请在云备份中操作。";
    Snp21 Verified [SnapDel SdkEcs] Followed
        "Snapshots that are shared (unshare first) or used by a custom image (delete it first) cannot be deleted. One \
        used for disks needs force; its disks work on but cannot be re-initialised."
        "已共享的快照（先取消共享）和用于自定义镜像的快照（先删除镜像）不能删除。创建过云盘的快照须强制删除，其云盘可\
        继续使用但不能重新初始化。"
        Note "Expiry removes a shared one all the same (SNP-23)."
        "到期时，已共享的快照仍会删除（SNP-23）。";
    Snp22 SingleSource [Seed] Followed
        "Where a disk or an image was made from a snapshot, Cloud Backup lets go of it when its point goes; its owner \
        deletes it by hand."
        "快照若用于创建过云盘或镜像，备份点删除后云备份不再管理该快照，由用户手动删除。"
        Note "A disk that was released or an image that was deleted before does not count."
        "此前已释放的云盘和已删除的镜像不计。";
    Snp23 Verified [SnapShare Seed] Deviates
        "A snapshot is shared with up to 64 accounts, an account receives up to 1,024. Recipients cannot roll back, \
        delete, archive, share on or make images. One under a service key is first copied under a customer key. \
        China and international sites do not mix. Shared ones of Cloud Backup end with their retention."
        "一个快照最多共享给64个账号，一个账号最多接收1,024个。接收方不能回滚、删除、归档、再共享或创建镜像。服务密钥\
        加密的快照须先以用户主密钥复制。中国站与国际站不互通。云备份的共享快照到期即失效。"
        Why "Recipients are not simulated: the limits of the sharing side apply."
        "不模拟接收方，只适用共享方的限制。";
    Snp30 Verified [SnapCopy] Followed
        "The first copy of an unencrypted snapshot to a region is full (its size), later ones incremental. Its first \
        encrypted copy has the disk's size; another KMS key makes a full copy again."
        "未加密快照到某地域的首次复制为全量（快照大小），之后为增量。其首次加密复制按云盘容量计；更换KMS密钥后重新全\
        量复制。"
        Note "Here a copy builds on the newest one in the Standard tier, and is full where there is none. After a rollback \
        all that holds data may differ."
        "此处副本以标准层中最新的副本为基础，没有则为全量；回滚之后可能按全部数据计。";
    Snp31 Verified [SnapCopy SdkEcs] Followed
        "A copy has a new id and neither tags nor retention of the source; it cannot roll back the source disk and \
        has no instant access. Archived snapshots cannot be copied."
        "复制的快照有新的ID，不带源快照的标签和保留时间，不能回滚源云盘，也没有极速可用。归档快照不能复制。"
        Note "Here copies of copies are refused."
        "此处不支持再次复制副本。";
    Snp32 Verified [Snap] Followed
        "An encrypted disk has encrypted snapshots, copies and restored disks."
        "加密云盘的快照、快照副本以及恢复的云盘均加密。"
        Note "In 2021 encrypted snapshots could not be copied; that is no longer so."
        "2021年加密快照不能复制，现已支持。";
}
