//! What is billed and how (`BIL`).

super::entries! {
    Bil01 Verified [Seed Over] Followed
        "Two services bill: Cloud Backup a software usage fee, ECS the snapshots; with replication ECS adds remote \
        storage and copy traffic."
        "费用分两部分：云备份收取软件使用费，ECS收取快照费用；开启异地复制时，ECS还收取异地存储费和复制流量费。"
        Note "In a bill by instance the storage of a disk is that of the instance that has it, or had it last; of those \
        that share it, that of the one that has it longest."
        "按实例的账单中，云盘的存储归其所挂载或最后挂载的实例；共享云盘归挂载最久的实例。";
    Bil02 Verified [Billm] Followed
        "Cloud Backup's unit prices are the same in all regions; bills are hourly, settled monthly."
        "云备份的单价在所有地域相同，按小时出账，按月结算。"
        Note "Unit and amount of the fee for ECS instance backup were not found: MDL-23. Here months are settled by \
        themselves at 00:00 UTC+8 on day 1, even if the balance does not suffice: only an incident makes a payment \
        overdue (ACC-05)."
        "未找到ECS整机备份软件使用费的单位和金额，见MDL-23。此处每月1日00:00（UTC+8）自动结算，余额不足亦然；仅故障事件会造\
        成欠费（ACC-05）。";
    Bil03 SingleSource [Billex] OutOfScope
        "Other items, in USD: file-backup client 5.383511 per node-month, vault storage 0.031870 per GB-month, \
        database vault 6.460213 per month."
        "其他计费项（美元）：文件备份客户端5.383511/节点/月，备份库存储0.031870/GB/月，数据库备份库6.460213/月。"
        Why "They are no part of ECS instance backup."
        "不属于ECS整机备份。";
    Bil10 SingleSource [SnapBill] Setting
        "Standard snapshots cost price × GB × hours, pay-as-you-go by the hour and region. The documented example is \
        CNY 0.12 per GB and month in Hangzhou: CNY 12 a month for 100 GB."
        "标准快照按量计费：单价×GB×小时，价格因地域而异。文档示例为杭州0.12元/GB/月，100 GB每月12元。";
    Bil11 SingleSource [SnapBill] Setting
        "The documented example for archive snapshots is CNY 0.06 per GB and month in Hangzhou: CNY 6 a month for 100 \
        GB."
        "归档快照的文档示例为杭州0.06元/GB/月，100 GB每月6元。";
    Bil12 Verified [SnapBill] Followed
        "Deleting early from the archive costs archive price × GB × (1,440 - hours stored): 100 GB after 30 of 60 \
        days is CNY 6, at an example price. The hour of deletion still bills."
        "归档快照不足规定时长费=归档单价×GB×（1,440-已存小时数）：100 GB在60天中存满30天后删除，按示例价格为6元。删除\
        所在的小时仍计费。";
    Bil13 Verified [SnapBill SnapCopy] Setting
        "Copy traffic costs price × snapshot GB; the example from Hangzhou to Qingdao is CNY 0.5 per GB, 50 for 100 \
        GB. The first encrypted copy of an unencrypted snapshot counts the disk's size."
        "复制快照流量费=单价×快照GB；示例为杭州到青岛0.5元/GB，100 GB为50元。对未加密快照的首次加密复制按云盘容量计。"
        Note "Here it is charged in the region that the snapshot is in, for the hour in which the copy is complete; one that \
        begins anew after its link was cut is charged once."
        "此处计在源快照所在地域、复制完成的小时；链路中断后重新开始的复制只计一次。";
    Bil14 Verified [SnapBill] Followed
        "Storage is metered from the start of the hour of creation to the end of the hour of deletion: 11:02:06 to \
        15:20:20 is 5 hours. An hour costs a month / 30 / 24."
        "存储从创建所在小时的开始计至删除所在小时的结束：11:02:06至15:20:20为5小时。小时单价=月单价÷30÷24。"
        Note "A bill has the hours from that of its start to that of its end, which counts if the end lies inside it. Its \
        days begin at 00:00 UTC+8. Each line is rounded once, half a cent up."
        "账单包含从起始时刻所在小时到结束时刻所在小时，结束时刻不在整点时该小时计入。按天以00:00（UTC+8）为界。每行只四\
        舍五入一次，精确到分。";
    Bil15 SingleSource [E21Bill] OutOfScope
        "In 2021 Hangzhou was at USD 0.0200 per GiB and month with 5 GiB free each month."
        "2021年杭州为0.0200美元/GiB/月，每月免费5 GiB。"
        Why "Superseded by BIL-10."
        "已被BIL-10取代。";
    Bil16 Verified [SnapBill] Followed
        "OSS standard-LRS resource plans, then SCUs, offset standard snapshot fees, not those of archive, early \
        deletion and copies."
        "OSS标准存储（本地冗余）资源包和SCU可依次抵扣标准快照存储费，不能抵扣归档、不足规定时长和复制流量费。"
        Note "What a plan covers is counted hour by hour, disk by disk in the order they were made; it stands on the bill as \
        a line of nothing."
        "资源包按小时抵扣，依云盘创建顺序计；被抵扣的用量在账单中单列，金额为零。";
    Bil17 Verified [SnapIa SnapShare SnapCg] Followed
        "Instant access, sharing of snapshots and snapshot-consistent groups are free."
        "快照极速可用、共享快照和快照一致性组免费。";
    Bil18 NotFound [] Setting
        "Prices of ECS instances and ESSDs were not found: an editable, illustrative table stands in (MDL-25)."
        "未找到ECS实例和ESSD的价格，以可编辑的示意价格表代替（MDL-25）。";
    Bil19 Ours [SnapBill] Setting
        "The price table takes the documented CNY examples and a software usage fee that the user sets; all is \
        illustrative."
        "价格表采用文档中的人民币示例，软件使用费由用户设定，均仅作示意。"
        Note "An edit counts from the hour that it is made in: what was billed before stays as it is."
        "修改自所在小时起生效，此前的账单不变。";
}
