//! What can be wrong with a file: each kind as data with its parts, and the sentence for it in both languages.
//!
//! A kind stands in one row with its words, as a label of the page does, so that none exists in one language only. The
//! sentences go on from a path, `$.seed` in a file or `Rules[0].Retention` in a call, and end without a full stop.

use std::fmt;

use crate::{locale::Locale, rule::Rule, scenario::settings::SettingError, time::TimeError};

macro_rules! wrongs {
    ($($variant:ident $({ $($field:ident: $type:ty),+ })? $en:literal $zh:literal)+) => {
        /// What is wrong at some place of a file. Each kind is described by its sentence.
        #[allow(clippy::doc_markdown, reason = "the sentences quote no code in English")]
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Wrong {
            $(
                #[doc = concat!("“", $en, "”")]
                $variant $({ $(#[doc = concat!("What stands for `{", stringify!($field), "}`.")] $field: $type),+ })?
            ),+
        }

        /// Apart from the Chinese, so that what shows English alone need not carry both.
        #[allow(unused_variables, reason = "a language may need fewer parts")]
        pub(super) fn en(wrong: &Wrong) -> String {
            match wrong {
                $(Wrong::$variant $({ $($field),+ })? => format!($en)),+
            }
        }

        #[allow(unused_variables, reason = "a language may need fewer parts")]
        pub(super) fn zh(wrong: &Wrong) -> String {
            match wrong {
                $(Wrong::$variant $({ $($field),+ })? => format!($zh)),+
            }
        }

        #[cfg(test)]
        pub(super) fn samples() -> Vec<Wrong> {
            vec![$(Wrong::$variant $({ $($field: super::tests::Sample::sample()),+ })?),+]
        }
    };
}

mod table;

pub use self::table::Wrong;
use self::table::{en, zh};

impl Wrong {
    /// The sentence, which goes on from a path.
    pub fn said(&self, locale: Locale) -> String {
        match locale {
            Locale::En => en(self),
            Locale::Zh => zh(self),
        }
    }

    /// The rule that refused a call of a lesson, if one did.
    pub fn rule(&self) -> Option<Rule> {
        match self {
            Self::CallRefused { rule, .. } => Rule::parse(rule),
            _ => None,
        }
    }

    /// What the JSON library found wrong with a value, by the form of its sentence.
    pub fn misread(error: &serde_json::Error) -> Self {
        let detail = error.to_string();
        let words: Vec<_> = detail.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        match words.as_slice() {
            [field] if detail.starts_with("missing field") => Self::MissingField { field: field.clone(), detail },
            [given, known @ ..] if detail.starts_with("unknown ") && !known.is_empty() => {
                Self::UnknownWord { given: given.clone(), known: known.join(", "), detail }
            }
            _ => Self::Misread { detail },
        }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&en(self))
    }
}

impl From<TimeError> for Wrong {
    fn from(error: TimeError) -> Self {
        match error {
            TimeError::Instant(given) => Self::Instant { given },
            TimeError::Zone(given) => Self::Zone { given },
            TimeError::Duration(given) => Self::Duration { given },
        }
    }
}

impl From<SettingError> for Wrong {
    fn from(error: SettingError) -> Self {
        use crate::{billing::money::MicroCny, scenario::settings::Setting};
        match error {
            SettingError::Unknown(name) => {
                Self::UnknownSetting { name, known: Setting::ALL.map(Setting::name).join(", ") }
            }
            SettingError::Value(setting) => {
                let (name, (least, most)) = (setting.name(), setting.range().into_inner());
                let [cheapest, dearest] = [least, most].map(|price| MicroCny(price).to_price_text());
                match setting.is_price() {
                    true => Self::SettingPrice { name, cheapest, dearest, least, most },
                    false => Self::SettingNumber { name, least, most, unit: setting.unit() },
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{table::samples, *};
    use crate::{catalog::region::Region, scenario::settings::Setting};

    /// A value for a part of a sentence.
    pub(in crate::words::wrong) trait Sample {
        fn sample() -> Self;
    }

    macro_rules! samples {
        ($($type:ty => $value:expr),+ $(,)?) => { $(impl Sample for $type { fn sample() -> Self { $value } })+ };
    }

    samples! {
        String => "web-1".to_owned(), &'static str => "size_gib", Region => Region::all().next().unwrap(),
        usize => 3, u32 => 90, u64 => 64, i64 => 7,
    }

    /// Whether words follow each other as they do in an English sentence, outside of what is quoted as code.
    fn is_english(text: &str) -> bool {
        let spoken: String = text.split('`').step_by(2).collect::<Vec<_>>().join("|");
        let is_word = |word: &str| word.len() > 1 && word.bytes().all(|letter| letter.is_ascii_lowercase());
        spoken.split_whitespace().collect::<Vec<_>>().windows(2).any(|two| two.iter().all(|word| is_word(word)))
    }

    #[test]
    fn every_kind_is_said_in_both_languages_and_chinese_has_no_english_sentence() {
        let is_chinese = |text: &str| text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
        for wrong in samples() {
            let (en, zh) = (wrong.said(Locale::En), wrong.said(Locale::Zh));
            assert!(!is_chinese(&en) && !en.is_empty(), "{en}");
            assert!(is_chinese(&zh) && !is_english(&zh) && zh.matches('`').count() % 2 == 0, "{wrong:?}: {zh}");
            assert!(!zh.ends_with('。') && !en.ends_with('.'), "goes on from a path, and more may follow: {zh}");
            assert_eq!(wrong.to_string(), en, "programs read English");
        }
    }

    #[test]
    fn what_other_modules_find_wrong_is_said_in_their_words() {
        let given = || "noon".to_owned();
        for error in [TimeError::Instant(given()), TimeError::Zone(given()), TimeError::Duration(given())] {
            assert_eq!(error.to_string(), Wrong::from(error).to_string());
        }
        let settings = Setting::ALL.map(SettingError::Value).into_iter();
        for error in settings.chain([SettingError::Unknown(given())]) {
            assert_eq!(error.to_string(), Wrong::from(error).to_string());
        }
    }

    #[test]
    fn what_the_library_says_is_taken_apart() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "only the reading of it is looked at")]
        struct Form {
            of: u32,
        }
        let read = |text| Wrong::misread(&serde_json::from_str::<Form>(text).unwrap_err());
        assert!(matches!(read("{}"), Wrong::MissingField { field, .. } if field == "of"));
        assert!(matches!(
            read(r#"{"off": 1}"#),
            Wrong::UnknownWord { given, known, .. } if (given.as_str(), known.as_str()) == ("off", "of")
        ));
        assert!(matches!(read(r#"{"of": "x"}"#), Wrong::Misread { .. }));
    }
}
