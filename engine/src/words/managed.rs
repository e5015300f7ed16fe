//! Refusals for the sake of whose an instance is, in words.

use crate::{
    cloud::managed::{ALIAS_CHARACTERS_MAX, MANAGED_ACCOUNTS_MAX, ROLE_CHARACTERS_MAX, UserId},
    locale::Locale,
    rejection::ManagedProblem,
};

/// The sentence of such a refusal.
pub(super) fn problem(problem: &ManagedProblem, locale: Locale) -> String {
    match locale {
        Locale::En => en(problem),
        Locale::Zh => zh(problem),
    }
}

fn en(problem: &ManagedProblem) -> String {
    match problem {
        ManagedProblem::AlreadyManaged { user } => format!("Account {user} is managed already."),
        ManagedProblem::NotManaged { user } => {
            format!("Account {user} is not managed. Add it with its RAM role first.")
        }
        ManagedProblem::OtherRole { user, role } => {
            format!("The RAM role in account {user} is `{role}`. Give this name.")
        }
        ManagedProblem::OtherAccount { instance, account: Some(user) } => format!(
            "{instance} is of account {user}. Call with CrossAccountType CROSS_ACCOUNT and CrossAccountUserId {user}."
        ),
        ManagedProblem::OtherAccount { instance, account: None } => {
            format!("{instance} is of your own account. Call without CrossAccountUserId.")
        }
        ManagedProblem::UserId { given } => {
            format!("`{given}` is no user id of an account. Give its digits: a number of 1 to {}.", UserId::MAX)
        }
        ManagedProblem::RoleName { given } => format!(
            "`{given}` is no name of a RAM role. Give 1 to {ROLE_CHARACTERS_MAX} letters, digits, dots, hyphens or \
             underscores."
        ),
        ManagedProblem::Alias { given } => {
            format!("The alias has {given} characters. Give {ALIAS_CHARACTERS_MAX} at most.")
        }
        ManagedProblem::TooManyAccounts => {
            format!("{MANAGED_ACCOUNTS_MAX} accounts were managed already. No more can be added.")
        }
    }
}

fn zh(problem: &ManagedProblem) -> String {
    match problem {
        ManagedProblem::AlreadyManaged { user } => format!("账号{user}已是被管理账号。"),
        ManagedProblem::NotManaged { user } => format!("账号{user}不是被管理账号，请先添加该账号及其RAM角色。"),
        ManagedProblem::OtherRole { user, role } => format!("账号{user}中的RAM角色是“{role}”，请填写该名称。"),
        ManagedProblem::OtherAccount { instance, account: Some(user) } => {
            format!("{instance}属于账号{user}，请将CrossAccountType设为CROSS_ACCOUNT，CrossAccountUserId设为{user}。")
        }
        ManagedProblem::OtherAccount { instance, account: None } => {
            format!("{instance}属于本账号，请不要填写CrossAccountUserId。")
        }
        ManagedProblem::UserId { given } => {
            format!("“{given}”不是账号UID，请填写1~{}的数字。", UserId::MAX)
        }
        ManagedProblem::RoleName { given } => {
            format!("“{given}”不是RAM角色名，请填写1~{ROLE_CHARACTERS_MAX}个字母、数字、点、短划线或下划线。")
        }
        ManagedProblem::Alias { given } => format!("别名有{given}个字符，最多{ALIAS_CHARACTERS_MAX}个。"),
        ManagedProblem::TooManyAccounts => format!("已管理过{MANAGED_ACCOUNTS_MAX}个账号，不能再添加。"),
    }
}
