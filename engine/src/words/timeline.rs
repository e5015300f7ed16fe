//! Refusals in matters of branches, bookmarks and titles, in words.

use crate::{
    locale::Locale,
    rejection::TimelineProblem,
    save::COMMANDS_MAX,
    timeline::{BOOKMARKS_MAX, BRANCHES_MAX, NAME_CHARACTERS_MAX},
};

/// What the name of a branch may be.
pub fn branch_name_hint(locale: Locale) -> String {
    match locale {
        Locale::En => format!("1 to {NAME_CHARACTERS_MAX} characters, such as: without replication"),
        Locale::Zh => format!("1~{NAME_CHARACTERS_MAX}个字符，例如：不启用异地复制"),
    }
}

/// What the name of a bookmark may be.
pub fn bookmark_name_hint(locale: Locale) -> String {
    match locale {
        Locale::En => format!("1 to {NAME_CHARACTERS_MAX} characters, such as: before the attack"),
        Locale::Zh => format!("1~{NAME_CHARACTERS_MAX}个字符，例如：攻击之前"),
    }
}

/// The sentence of such a refusal.
pub(super) fn problem(problem: &TimelineProblem, locale: Locale) -> String {
    match locale {
        Locale::En => en(problem),
        Locale::Zh => zh(problem),
    }
}

fn en(problem: &TimelineProblem) -> String {
    match problem {
        TimelineProblem::BranchNotFound { name } => {
            format!("There is no branch `{name}`. Give the id or the name of one that is listed.")
        }
        TimelineProblem::PresentBranch => {
            "The run is of this branch. Go over to another one before you remove it.".to_owned()
        }
        TimelineProblem::BranchName { given } => {
            format!("`{given}` cannot be the name of a branch. Give 1 to {NAME_CHARACTERS_MAX} characters.")
        }
        TimelineProblem::BranchNameTaken { name } => {
            format!("A branch is called `{name}` already. Choose another name.")
        }
        TimelineProblem::BranchParts { name } => format!(
            "{name} was played by other rules and comes out differently now. It stays as it is; export the run and open it \
             in the version that made it."
        ),
        TimelineProblem::TooManyBranches => {
            format!("The run has {BRANCHES_MAX} branches, as many as it may have. Remove one first.")
        }
        TimelineProblem::Title { given } => {
            format!("`{given}` is too long for the title of a run. Give at most {NAME_CHARACTERS_MAX} characters.")
        }
        TimelineProblem::BookmarkName { given } => {
            format!("`{given}` cannot be the name of a bookmark. Give 1 to {NAME_CHARACTERS_MAX} characters.")
        }
        TimelineProblem::BookmarkNotFound => "There is no bookmark at this instant.".to_owned(),
        TimelineProblem::TooManyCommands => {
            format!(
                "The run has {COMMANDS_MAX} actions, as many as it may have. Go back and on from there, or begin another."
            )
        }
        TimelineProblem::TooManyBookmarks => {
            format!("The run has {BOOKMARKS_MAX} bookmarks, as many as it may have. Remove one first.")
        }
    }
}

fn zh(problem: &TimelineProblem) -> String {
    match problem {
        TimelineProblem::BranchNotFound { name } => format!("没有分支“{name}”，请填写列表中分支的ID或名称。"),
        TimelineProblem::PresentBranch => "当前运行属于该分支，请先切换到其他分支再删除。".to_owned(),
        TimelineProblem::BranchName { given } => {
            format!("“{given}”不能作为分支名称，请填写1~{NAME_CHARACTERS_MAX}个字符。")
        }
        TimelineProblem::BranchNameTaken { name } => format!("已有名为“{name}”的分支，请换一个名称。"),
        TimelineProblem::BranchParts { name } => {
            format!("{name}由其他版本的规则运行，按当前规则结果不同。该分支保持不变，请导出运行并用原版本打开。")
        }
        TimelineProblem::TooManyBranches => format!("该运行已有{BRANCHES_MAX}个分支，达到上限，请先删除一个。"),
        TimelineProblem::Title { given } => format!("“{given}”过长，运行标题最多{NAME_CHARACTERS_MAX}个字符。"),
        TimelineProblem::BookmarkName { given } => {
            format!("“{given}”不能作为书签名称，请填写1~{NAME_CHARACTERS_MAX}个字符。")
        }
        TimelineProblem::BookmarkNotFound => "该时刻没有书签。".to_owned(),
        TimelineProblem::TooManyCommands => {
            format!("该运行已有{COMMANDS_MAX}个操作，达到上限，请回到较早的时刻继续，或新建运行。")
        }
        TimelineProblem::TooManyBookmarks => format!("该运行已有{BOOKMARKS_MAX}个书签，达到上限，请先删除一个。"),
    }
}
