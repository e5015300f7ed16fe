//! Search in lists, the same on every screen.

/// Whether `text` holds `query`, blanks around it aside; Latin letters match in either case.
///
/// Only ASCII letters are folded: names and ids have hardly any others with two cases, and the tables for all of them
/// would weigh more than the lists that are searched.
pub fn holds(text: &str, query: &str) -> bool {
    let (text, query) = (text.as_bytes(), query.trim().as_bytes());
    query.is_empty() || text.windows(query.len()).any(|window| window.eq_ignore_ascii_case(query))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_letters_match_in_either_case_and_others_as_they_are() {
        for (text, query) in [("shop-DB-1", "db"), ("shop-db-1", " SHOP "), ("数据库每日", "据库"), ("any", "")]
        {
            assert!(holds(text, query), "{text} holds {query}");
        }
        assert!(!holds("shop", "shops") && !holds("", "a"));
    }
}
