//! JSON texts from strangers: what asks for far more than it is long is refused before anything is made of it.

use serde_json::Value;

/// Why a text is not read.
#[derive(Debug)]
pub enum JsonError {
    /// It has more than [`VALUES_MAX`] values.
    TooManyValues,
    /// It is not JSON, or cut off, or nested more than 128 deep.
    Syntax(serde_json::Error),
}

/// How many values a text may have. A list of them takes 64 MiB at most: 32 bytes each.
pub const VALUES_MAX: usize = 2_000_000;

/// Reads a text whose length the caller has bounded.
pub(crate) fn read(text: &str) -> Result<Value, JsonError> {
    if values(text) > VALUES_MAX {
        return Err(JsonError::TooManyValues);
    }
    serde_json::from_str(text).map_err(JsonError::Syntax)
}

/// How many values there are in a text at most: one, and one more for each comma and each list or object that opens.
fn values(text: &str) -> usize {
    let (mut values, mut in_string, mut bytes) = (1, false, text.bytes());
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => in_string = !in_string,
            b'\\' if in_string => drop(bytes.next()),
            b',' | b'[' | b'{' if !in_string => values += 1,
            _ => {}
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_outside_of_strings() {
        assert_eq!(values(r#"{"a":[1,2],"b":","}"#), 5);
        assert_eq!(values(r#"["\",[{", "\\"]"#), 3);
        assert_eq!(values(""), 1);
    }

    #[test]
    fn a_text_of_too_many_values_is_refused_before_it_is_read() {
        let list = |values: usize| format!("[{}0]", "0,".repeat(values - 2));
        assert!(matches!(read(&list(VALUES_MAX)), Ok(Value::Array(_))));
        assert!(matches!(read(&list(VALUES_MAX + 1)), Err(JsonError::TooManyValues)));
        assert!(matches!(read("[1,"), Err(JsonError::Syntax(_))));
        assert!(
            matches!(read(&"[".repeat(100_000)), Err(JsonError::Syntax(_))),
            "nested deep, refused and not followed"
        );
    }
}
