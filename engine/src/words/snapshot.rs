//! Refusals of shared, archived and changed snapshots and of images, in words.

use crate::{catalog::limits, locale::Locale, rejection::SnapshotProblem, view::format};

/// The sentence of a refusal.
pub(super) fn problem(problem: &SnapshotProblem, locale: Locale) -> String {
    match locale {
        Locale::En => english(problem),
        Locale::Zh => chinese(problem),
    }
}

fn english(problem: &SnapshotProblem) -> String {
    let (least, most) = (limits::ARCHIVED_RETENTION_DAYS.start(), limits::ARCHIVED_RETENTION_DAYS.end());
    match problem {
        SnapshotProblem::AccountId { given } => format!("`{given}` is no account id. Give its 10 to 16 digits."),
        SnapshotProblem::AccountIsFull { account } => format!(
            "{account} has {} shared snapshots already, as many as an account may have. Unshare some of them first.",
            limits::SHARED_SNAPSHOTS_PER_ACCOUNT
        ),
        SnapshotProblem::AlreadyArchived { id } => {
            format!("{id} is in the Archive tier or on its way there, for good.")
        }
        SnapshotProblem::ArchivedIsNotExtended { id } => {
            format!("{id} is in the Archive tier: ECS cannot change how long it is kept.")
        }
        SnapshotProblem::ArchivedRetention { given } => format!(
            "An archived snapshot cannot be kept for {given} days in all. Give {least} to {most} days, or none to keep it \
             for good."
        ),
        SnapshotProblem::CreatedImage { id } => {
            format!("An image was made from {id}: it cannot be deleted. Delete the image first.")
        }
        SnapshotProblem::Encrypted { id } => {
            format!("{id} is encrypted with a service key and cannot be shared. Copy it under a key of your own first.")
        }
        SnapshotProblem::ImageNotFound { id } => format!("There is no custom image {id}."),
        SnapshotProblem::ManagedIsNotArchived { id } => format!(
            "{id} is managed by Cloud Backup: only a backup policy archives it. Set Automatic Archiving in the policy."
        ),
        SnapshotProblem::NoAccounts => "No account was named. Name at least one.".to_owned(),
        SnapshotProblem::NotOfSystemDisk { id } => {
            format!("{id} is not of a system disk, so nothing could start from it. Choose a snapshot of a system disk.")
        }
        SnapshotProblem::NotShared { id, account: None } => format!("{id} is not shared."),
        SnapshotProblem::NotShared { id, account: Some(account) } => format!("{id} is not shared with {account}."),
        SnapshotProblem::RetentionNotLonger { given } => {
            format!("{given} days from its creation is not longer than the snapshot is kept. Give more.")
        }
        SnapshotProblem::Shared { id } => format!("{id} is shared with other accounts. Unshare it first."),
        SnapshotProblem::TooManyAccounts { given } => format!(
            "The snapshot would be shared with {given} accounts. {} is the most.",
            limits::ACCOUNTS_PER_SHARED_SNAPSHOT
        ),
        SnapshotProblem::TooYoungToArchive { id, from } => format!(
            "{id} can be archived after {} days in the Standard tier: from {} on.",
            limits::ARCHIVE_AFTER_DAYS.start(),
            format::local(*from, Locale::En)
        ),
    }
}

fn chinese(problem: &SnapshotProblem) -> String {
    let (least, most) = (limits::ARCHIVED_RETENTION_DAYS.start(), limits::ARCHIVED_RETENTION_DAYS.end());
    match problem {
        SnapshotProblem::AccountId { given } => format!("“{given}”不是账号ID，请填写10~16位数字。"),
        SnapshotProblem::AccountIsFull { account } => {
            format!("账号{account}的共享快照已达上限{}个，请先取消部分共享。", limits::SHARED_SNAPSHOTS_PER_ACCOUNT)
        }
        SnapshotProblem::AlreadyArchived { id } => format!("{id}已归档或正在归档，不可逆。"),
        SnapshotProblem::ArchivedIsNotExtended { id } => format!("{id}已归档，ECS不能修改其保留时间。"),
        SnapshotProblem::ArchivedRetention { given } => {
            format!("归档快照总计不能保留{given}天，请填写{least}~{most}天，不填则永久保留。")
        }
        SnapshotProblem::CreatedImage { id } => format!("{id}已用于创建自定义镜像，不能删除，请先删除镜像。"),
        SnapshotProblem::Encrypted { id } => {
            format!("{id}使用服务密钥加密，不能共享，请先使用用户主密钥复制。")
        }
        SnapshotProblem::ImageNotFound { id } => format!("自定义镜像{id}不存在。"),
        SnapshotProblem::ManagedIsNotArchived { id } => {
            format!("{id}由云备份管理，只能由备份策略归档，请在策略中设置自动归档。")
        }
        SnapshotProblem::NoAccounts => "未指定账号，请至少指定一个。".to_owned(),
        SnapshotProblem::NotOfSystemDisk { id } => format!("{id}不是系统盘快照，请选择系统盘快照。"),
        SnapshotProblem::NotShared { id, account: None } => format!("{id}未共享。"),
        SnapshotProblem::NotShared { id, account: Some(account) } => format!("{id}未共享给{account}。"),
        SnapshotProblem::RetentionNotLonger { given } => {
            format!("自创建起{given}天不长于当前保留时间，请填写更大的天数。")
        }
        SnapshotProblem::Shared { id } => format!("{id}已共享给其他账号，请先取消共享。"),
        SnapshotProblem::TooManyAccounts { given } => {
            format!("快照将共享给{given}个账号，最多{}个。", limits::ACCOUNTS_PER_SHARED_SNAPSHOT)
        }
        SnapshotProblem::TooYoungToArchive { id, from } => {
            format!(
                "{id}在标准层保存满{}天后才能归档：自{}起。",
                limits::ARCHIVE_AFTER_DAYS.start(),
                format::local(*from, Locale::Zh)
            )
        }
    }
}
