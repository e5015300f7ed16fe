//! What Terraform cannot say of a policy or of what it protects.

use super::text;
use crate::{
    backup::binding::{BackupOptions, Binding},
    backup::policy::{Policy, PolicyKind, PolicyRule},
    catalog::limits,
    locale::Locale,
    rule::Rule,
    time::Days,
};

/// Something that has no argument in the provider's documentation; in the text it is a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// The policy is one of the past (POL-03).
    Legacy,
    /// Points are archived sooner than the provider's documentation allows (POL-50, TF-01).
    ArchivedSoon,
    /// The policy's tags bind the instance by themselves (POL-82).
    ByTag,
    /// An option of the backup has no argument, with its value as the language has it (TF-02).
    Option(&'static str, String),
}

/// The provider's documented bounds of archiving, which are those of general policies (POL-50, TF-01).
const DOCUMENTED_ARCHIVE_DAYS_MIN: u32 = 30;

impl Unsaid {
    /// The sentence, whole.
    pub fn said(&self, locale: Locale) -> String {
        let (documented, least) = (DOCUMENTED_ARCHIVE_DAYS_MIN, limits::ARCHIVE_AFTER_DAYS.start());
        match (self, locale) {
            (Self::Legacy, Locale::En) => {
                "A legacy policy (POL-03): Terraform makes an ECS instance backup policy of it.".to_owned()
            }
            (Self::Legacy, Locale::Zh) => "旧版备份策略（POL-03）：Terraform会将其创建为ECS整机备份策略。".to_owned(),
            (Self::ArchivedSoon, Locale::En) => format!(
                "The provider's documentation asks for {documented} days or more; Cloud Backup takes {least} here (POL-50)."
            ),
            (Self::ArchivedSoon, Locale::Zh) => {
                format!("Provider的文档要求转归档层天数不小于{documented}天，云备份在此支持{least}天起（POL-50）。")
            }
            (Self::ByTag, Locale::En) => {
                "Bound by the policy's tags (POL-82), which do so without this resource too.".to_owned()
            }
            (Self::ByTag, Locale::Zh) => "由策略的标签绑定（POL-82），没有该资源也会自动绑定。".to_owned(),
            (Self::Option(name, value), Locale::En) => {
                format!("Not among the provider's documented arguments (TF-02): {name} = {value}")
            }
            (Self::Option(name, value), Locale::Zh) => {
                format!("Provider的文档中没有该参数（TF-02）：{name} = {value}")
            }
        }
    }

    /// The rule behind it.
    pub fn rule(&self) -> Rule {
        match self {
            Self::Legacy => Rule::Pol03,
            Self::ArchivedSoon => Rule::Pol50,
            Self::ByTag => Rule::Pol82,
            Self::Option(..) => Rule::Tf02,
        }
    }
}

/// What it cannot say of a policy.
pub fn of_policy(policy: &Policy) -> Vec<Unsaid> {
    let legacy = (policy.kind == PolicyKind::Legacy).then_some(Unsaid::Legacy);
    let archives = policy.spec.rules.iter().filter_map(|rule| match rule {
        PolicyRule::Transition(rule) => rule.archive_after,
        PolicyRule::Replication(rule) => rule.archive_after,
        _ => None,
    });
    legacy.into_iter().chain(archives.filter_map(of_archiving).take(1)).collect()
}

/// What it cannot say of archiving after so many days.
pub(super) fn of_archiving(after: Days) -> Option<Unsaid> {
    (after.0 < DOCUMENTED_ARCHIVE_DAYS_MIN).then_some(Unsaid::ArchivedSoon)
}

/// What it cannot say of how something is protected.
pub fn of_binding(binding: &Binding) -> Vec<Unsaid> {
    let by_tag = binding.by_tag.is_some().then_some(Unsaid::ByTag);
    by_tag.into_iter().chain(of_options(&binding.options)).collect()
}

/// What the provider's documentation has no argument for, or only some copies of it have.
fn of_options(options: &BackupOptions) -> Vec<Unsaid> {
    let mut unsaid = Vec::new();
    let mut say = |name, value: String| unsaid.push(Unsaid::Option(name, value));
    if let Some(wanted) = options.snapshot_group {
        say("snapshot_group", wanted.to_string());
    }
    if let Some(application) = &options.application {
        say("app_consistent", true.to_string());
        say("enable_writers", application.enable_writers.to_string());
        say("enable_fs_freeze", application.enable_fs_freeze.to_string());
        say("timeout_in_seconds", application.timeout_seconds.to_string());
        for (name, value) in [
            ("pre_script_path", &application.pre_script),
            ("post_script_path", &application.post_script),
            ("ram_role_name", &application.ram_role),
        ] {
            if let Some(value) = value {
                say(name, text(value));
            }
        }
    }
    unsaid
}
