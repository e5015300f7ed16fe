//! Terraform resources (`TF`).

super::entries! {
    Tf01 Verified [Tf Ros] Followed
        "alicloud_hbr_policy (1.221.0): name, description, policy_type (a change replaces it, 1.243.0) and rules of \
        the rule_type BACKUP, TRANSITION, REPLICATION, TAG (1.268.0) or SECURITY (immutable, 1.289.0); backup_type \
        is COMPLETE or INCREMENTAL. Timeouts are 5 minutes."
        "alicloud_hbr_policy（1.221.0）：名称、描述、policy_type（修改即重建，1.243.0）和rules，rule_type为BACKUP、\
        TRANSITION、REPLICATION、TAG（1.268.0）或SECURITY（immutable，1.289.0），\
        backup_type为COMPLETE或INCREMENTAL。超时均为5分钟。"
        Note "Its text wants archive_days ≥ 30, the minimum of general policies (POL-50), and has annually for YEARLY."
        "其文档要求archive_days≥30，那是通用备份策略的下限（POL-50）；又将YEARLY写成annually。";
    Tf02 Verified [Tf] Followed
        "alicloud_hbr_policy_binding (1.221.0): source_type, policy_id, data_source_id, disabled, description, \
        cross-account settings (1.230.0), and udm_detail with disk_id_list, exclude_disk_id_list, \
        destination_kms_key_id. Its id is policy_id:source_type:data_source_id."
        "alicloud_hbr_policy_binding（1.221.0）：source_type、policy_id、data_source_id、disabled、描述、跨账号设\
        置（1.230.0），以及udm_detail的disk_id_list、exclude_disk_id_list、destination_kms_key_id。\
        ID为policy_id:source_type:data_source_id。"
        Note "One newer copy of its page adds the options of consistency, such as app_consistent and snapshot_group."
        "一份较新的文档副本增加了app_consistent、snapshot_group等一致性选项。";
    Tf03 Verified [Tf] OutOfScope
        "Besides: alicloud_hbr_server_backup_plan (deprecated in 1.249.0), alicloud_hbr_restore_job, \
        alicloud_hbr_cross_account, and data sources of points, jobs and plans. None extends retention, archives or \
        clones."
        "此外有alicloud_hbr_server_backup_plan（1.249.0起弃用）、alicloud_hbr_restore_job、\
        alicloud_hbr_cross_account，以及备份点、任务和计划的数据源，均不支持延长保留时间、归档或克隆。"
        Why "Only policies and bindings are written as Terraform."
        "仅将策略和绑定关系导出为Terraform。";
}
