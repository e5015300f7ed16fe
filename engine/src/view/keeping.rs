//! Why a text cannot be opened as a run, in both languages.

use crate::{locale::Locale, save::SaveError};

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
        (Locale::Zh, SaveError::Body(detail)) => format!("存档内容无法读取：{detail}"),
        (Locale::Zh, SaveError::TooLarge { bytes_max }) => format!("超过可读取的上限{bytes_max}字节"),
        (Locale::Zh, SaveError::CutOff) => "存档被截断，缺少结尾部分".to_owned(),
        (Locale::Zh, SaveError::NotPacked) => "不是完整的压缩文本，可能被截断或改动".to_owned(),
        (Locale::Zh, SaveError::Scenario(faults)) => {
            let first = faults.first().map(|fault| format!("，第一处位于{}", fault.path)).unwrap_or_default();
            format!("存档的场景有{}处错误{first}", faults.len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_is_said_in_both_languages() {
        let fault = crate::scenario::Scenario::parse("{}").unwrap_err();
        let errors = [
            SaveError::NotJson { line: 1, column: 7 },
            SaveError::Foreign,
            SaveError::Newer { format: 9 },
            SaveError::Damaged,
            SaveError::Body("now".to_owned()),
            SaveError::TooLarge { bytes_max: 8_000 },
            SaveError::CutOff,
            SaveError::NotPacked,
            SaveError::Scenario(fault),
        ];
        for error in errors {
            let (en, zh) = (reason(&error, Locale::En), reason(&error, Locale::Zh));
            let has_chinese = |text: &str| text.chars().any(|letter| ('一'..='龥').contains(&letter));
            assert!(!has_chinese(&en), "{en}");
            assert!(has_chinese(&zh), "{zh}");
        }
    }
}
