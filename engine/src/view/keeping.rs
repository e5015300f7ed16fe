//! Why a text or a link cannot be opened as a run, in both languages, and what to do about it.

use crate::{
    json::VALUES_MAX,
    locale::Locale,
    save::{
        BRANCH_COMMANDS_MAX, COMMANDS_MAX, SaveError,
        link::{LINK_BYTES_MAX, LINK_STEM, LinkError},
    },
};

/// What is wrong with the text and, where that helps, what to do.
pub fn reason(error: &SaveError, locale: Locale) -> String {
    match (locale, error) {
        (Locale::En, error) => error.to_string(),
        (Locale::Zh, SaveError::NotJson { line, column }) => {
            format!("不是完整的JSON文本（第{line}行第{column}列），可能被截断")
        }
        (Locale::Zh, SaveError::Foreign) => "不是本模拟器的存档".to_owned(),
        (Locale::Zh, SaveError::Newer { format }) => {
            format!("存档格式为{format}，由更新的版本保存，请使用更新的版本打开")
        }
        (Locale::Zh, SaveError::Damaged) => "存档在写入后被改动，校验和不符".to_owned(),
        (Locale::Zh, SaveError::Body(wrong)) => format!("存档内容无法读取：{}", wrong.said(locale)),
        (Locale::Zh, SaveError::TooLarge { bytes_max }) => format!("内容超过可读取的上限{bytes_max}字节"),
        (Locale::Zh, SaveError::CutOff) => "存档被截断，缺少结尾部分".to_owned(),
        (Locale::Zh, SaveError::NotPacked) => "不是完整的压缩文本，可能被截断或改动".to_owned(),
        (Locale::Zh, SaveError::TooManyValues) => format!("内容超过可读取的上限{VALUES_MAX}个值"),
        (Locale::Zh, SaveError::TooManyCommands) => {
            format!("操作数超过上限：每个运行{COMMANDS_MAX}个，全部分支共{BRANCH_COMMANDS_MAX}个")
        }
        (Locale::Zh, SaveError::Instant { at }) => format!("其中的时刻不在1970至9999年之间：{}秒", at.0),
        (Locale::Zh, SaveError::Scenario(faults)) => {
            let first = faults.first().map(|fault| format!("，第一处为{}", fault.said(locale))).unwrap_or_default();
            format!("存档的场景有{}处错误{first}", faults.len())
        }
    }
}

/// What is wrong with a link.
pub fn link_reason(error: &LinkError, locale: Locale) -> String {
    match (locale, error) {
        (locale, LinkError::Save(error)) => reason(error, locale),
        (Locale::En, error) => error.to_string(),
        (Locale::Zh, LinkError::TooLong { bytes }) => format!("链接长{bytes}字节，超过上限{LINK_BYTES_MAX}字节"),
        (Locale::Zh, LinkError::Foreign) => format!("不是运行的链接：此类链接在{LINK_STEM}之后为运行内容"),
        (Locale::Zh, LinkError::Instant { given }) => {
            format!("“{given}”不是时刻：链接以/at/加RFC 3339时间或UNIX秒数结尾")
        }
        (Locale::Zh, LinkError::Outside { at, start, reached }) => format!(
            "链接指向{}，而该运行的时间范围为{}至{}",
            at.to_rfc3339_utc(),
            start.to_rfc3339_utc(),
            reached.to_rfc3339_utc()
        ),
        (Locale::Zh, LinkError::ScenarioUnknown { name }) => format!("该运行的场景“{name}”在当前版本中不存在"),
        (Locale::Zh, LinkError::ScenarioChanged { name }) => {
            format!("该运行的场景“{name}”已变化，请使用生成链接的版本打开")
        }
    }
}

/// What to do about a text or link that cannot be opened.
pub fn advice(error: &LinkError, locale: Locale) -> &'static str {
    let (en, zh) = match error {
        LinkError::Save(SaveError::NotJson { .. } | SaveError::Damaged | SaveError::CutOff | SaveError::NotPacked) => (
            "Part of it may have been lost on its way: get it once more, best as a file.",
            "内容可能在传送中缺失：请重新获取，最好使用文件。",
        ),
        LinkError::Save(SaveError::Newer { .. }) | LinkError::ScenarioUnknown { .. } => {
            ("Open it on a page of a newer version.", "请在更新版本的页面中打开。")
        }
        LinkError::ScenarioChanged { .. } => {
            ("Ask for the run as a file: a file carries its scenario whole.", "请索取运行文件：文件中包含完整的场景。")
        }
        LinkError::TooLong { .. } => ("Save the run as a file, and pass that on.", "请将运行保存为文件后再传送。"),
        LinkError::Instant { .. } | LinkError::Outside { .. } => (
            "Take away what stands from /at/ on, and the run opens where it was saved.",
            "去掉/at/及其后的内容，即可在保存时的时刻打开该运行。",
        ),
        LinkError::Foreign | LinkError::Save(SaveError::Foreign) => (
            "Choose a file that Save to a file made, or a link from Share.",
            "请选择由“保存为文件”生成的文件，或由“分享”生成的链接。",
        ),
        LinkError::Save(_) => {
            ("Keep the original: its reason says what to change in it.", "请保留原件，并按上述原因修改。")
        }
    };
    match locale {
        Locale::En => en,
        Locale::Zh => zh,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{time::Timestamp, words::Wrong};

    #[test]
    fn each_reason_is_said_in_both_languages() {
        let fault = crate::scenario::Scenario::parse("{}").unwrap_err();
        let errors = [
            SaveError::NotJson { line: 1, column: 7 },
            SaveError::Foreign,
            SaveError::Newer { format: 9 },
            SaveError::Damaged,
            SaveError::Body(Wrong::MissingField { field: "now".to_owned(), detail: "missing field `now`".to_owned() }),
            SaveError::TooLarge { bytes_max: 8_000 },
            SaveError::CutOff,
            SaveError::NotPacked,
            SaveError::TooManyValues,
            SaveError::TooManyCommands,
            SaveError::Instant { at: Timestamp(-1) },
            SaveError::Scenario(fault),
        ];
        let at = Timestamp(0);
        let links = [
            LinkError::TooLong { bytes: 9_000 },
            LinkError::Foreign,
            LinkError::Instant { given: "noon".to_owned() },
            LinkError::Outside { at, start: at, reached: at },
            LinkError::ScenarioUnknown { name: "shop".to_owned() },
            LinkError::ScenarioChanged { name: "shop".to_owned() },
        ];
        let has_chinese = |text: &str| text.chars().any(|letter| ('一'..='龥').contains(&letter));
        for error in errors.into_iter().map(LinkError::Save).chain(links) {
            for words in [link_reason, |error: &LinkError, locale| advice(error, locale).to_owned()] {
                let (en, zh) = (words(&error, Locale::En), words(&error, Locale::Zh));
                assert!(!en.is_empty() && !has_chinese(&en), "{en}");
                assert!(has_chinese(&zh), "{zh}");
            }
        }
    }
}
