//! Tags as they are typed: what they may be, and what is wrong with one more.

use std::collections::BTreeMap;

use crate::{catalog::limits, cloud::labels::check_tags, locale::Locale, rejection::Rejection};

/// What the tags of an instance or a snapshot may be, in words (POL-80).
pub fn hint(locale: Locale) -> String {
    let (most, length) = (limits::TAGS.end(), limits::TAG_LENGTH.end());
    match locale {
        Locale::En => format!("Up to {most}; keys and values of up to {length} characters, the value may be empty"),
        Locale::Zh => format!("最多{most}个；键和值最多{length}个字符，值可为空"),
    }
}

/// `tags` with what is typed for one more: as they are where no key is typed. A key that is there gets the new value.
pub fn with_typed(
    tags: &BTreeMap<String, String>,
    key: &str,
    value: &str,
) -> Result<BTreeMap<String, String>, Rejection> {
    let (key, value) = (key.trim(), value.trim());
    let mut together = tags.clone();
    if !key.is_empty() || !value.is_empty() {
        together.insert(key.to_owned(), value.to_owned());
        check_tags(&together)?;
    }
    Ok(together)
}
