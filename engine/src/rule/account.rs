//! Activation, roles, overdue payments, managed accounts (`ACC`).

super::entries! {
    Acc01 Verified [Seed SdkGo] Followed
        "Activating Cloud Backup is free and comes before any use; OpenHbrService returns an order id."
        "使用前须开通云备份，开通免费；OpenHbrService返回订单ID。";
    Acc02 Verified [Seed SnapBill] Followed
        "The snapshot service is free to activate, switched on by the first use, and cannot be switched off again."
        "快照服务免费开通，首次使用时自动开通，开通后不能关闭。";
    Acc03 Verified [H21Slr SlrTf] Followed
        "The first plan or binding creates the role AliyunServiceRoleForHbrEcsBackup (ecsbackup.hbr.aliyuncs.com, \
        policy AliyunServiceRolePolicyForHbrEcsBackup): it reads ECS and VPC and handles snapshots, disks and \
        instances. Encryption and cross-account backup have further roles."
        "首次创建计划或绑定策略时创建服务关联角色AliyunServiceRoleForHbrEcsBackup（ecsbackup.hbr.aliyuncs.com，策\
        略AliyunServiceRolePolicyForHbrEcsBackup），可读取ECS和VPC，操作快照、云盘和实例。加密和跨账号备份另有角色。";
    Acc04 SingleSource [H21Slr] OutOfScope
        "The role cannot be deleted while vaults exist."
        "存在备份库时不能删除该角色。"
        Why "Neither vaults nor the deletion of roles are simulated."
        "不模拟备份库和角色的删除。";
    Acc05 Verified [Seed H21Arrears] Followed
        "Overdue, nothing changes within the grace allowance; then the service stops, charges go on, and paying \
        restores it. Over 15 days after suspension all points and snapshots are deleted for good, also in the \
        accounts it manages; snapshots used for a disk or image stay, dissociated. SMS and mail warn a day before."
        "欠费后，延停权益内不受影响；之后停服但继续计费，付清即恢复。停服超过15天，本账号及其管理的账号的全部备份点和\
        快照被删除且不可恢复；已用于云盘或镜像的快照保留并解除关联。删除前一天有短信和邮件提醒。"
        Note "Here a bill falls due only by the incident PaymentOverdue. All goes once the suspension has lasted 15 \
        days, also what POL-40, POL-72 or JOB-12 keep. Jobs under way at the suspension end as any other."
        "此处仅事件PaymentOverdue使账单欠费。停服满15天即全部删除，包括POL-40、POL-72或JOB-12所保留的。停服时运行中的任\
        务照常结束。";
    Acc06 SingleSource [E21Bill] Followed
        "The plain ECS snapshot service is suspended 24 hours after a payment falls due; after 15 days all snapshots \
        but those with disks or images are deleted."
        "ECS快照服务在欠费24小时后停服，15天后删除全部快照，已用于创建云盘或镜像的除外。"
        Note "Here it stops and deletes together with Cloud Backup (ACC-05, MDL-18)."
        "此处与云备份同时停服和删除（ACC-05、MDL-18）。";
    Acc07 Verified [SdkGo Tf] Followed
        "A management account backs up others (CROSS_ACCOUNT, else SELF_ACCOUNT) through a RAM role of the source \
        account, such as hbrcrossrole or BackupRole."
        "管理账号可通过源账号中创建的RAM角色（如hbrcrossrole、BackupRole）跨账号备份（CROSS_ACCOUNT；本账号\
        为SELF_ACCOUNT）。"
        Note "Lists show the own account unless CrossAccountUserId names another; ECS shows the own alone, and tags \
        find only its instances. Storage of managed accounts is billed to the managing one. Once an account is no \
        longer managed its plans stop running and it is not backed up by hand; its points stay and expire in their \
        time. Added again, its plans go on."
        "列表默认只含本账号，填写CrossAccountUserId可查看被管理账号；ECS只显示本账号，标签只匹配本账号的实例。被管理账号\
        的存储费用由管理账号支付。移除账号后，其计划停止执行，也不能手动备份；备份点保留至到期。再次添加后计划继续执行。";
    Acc08 Verified [Billm] Followed
        "Resource plans are prepaid, hold at once, are not refunded; what exceeds them is pay-as-you-go."
        "资源包为预付费，立即生效，不支持退款，超出部分按量计费。"
        Note "Ours: a plan is for one region, lasts months of 30 days from the clock hour of its purchase on, and is paid \
        from the balance; prices are illustrative settings."
        "此处设定：资源包限一个地域，自购买所在小时起按30天一个月计，费用从余额支付；价格为可修改的示意值。";
}
