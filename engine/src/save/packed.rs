//! A text made small for places where each character counts: a link, the storage of a browser.
//!
//! Compressed, and written in the letters that an address may hold as they are. Unpacking is bounded: what comes from a
//! stranger may ask for far more than it is long.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use miniz_oxide::{deflate::compress_to_vec, inflate::decompress_to_vec_with_limit};

use super::SaveError;

/// The text in fewer characters, all of them of `A-Z a-z 0-9 - _`.
pub fn pack(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(compress_to_vec(text.as_bytes(), COMPRESSION_LEVEL))
}

/// The text that was packed; at most `bytes_max` bytes of it.
pub fn unpack(packed: &str, bytes_max: usize) -> Result<String, SaveError> {
    if packed.len() > bytes_max {
        return Err(SaveError::TooLarge { bytes_max });
    }
    let compressed = URL_SAFE_NO_PAD.decode(packed).map_err(|_| SaveError::NotPacked)?;
    let bytes = decompress_to_vec_with_limit(&compressed, bytes_max).map_err(|error| match error.status {
        miniz_oxide::inflate::TINFLStatus::HasMoreOutput => SaveError::TooLarge { bytes_max },
        _ => SaveError::NotPacked,
    })?;
    String::from_utf8(bytes).map_err(|_| SaveError::NotPacked)
}

/// The smallest that the library makes: texts are packed once for many times that they are read or carried.
const COMPRESSION_LEVEL: u8 = 9;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_unpacked_is_what_was_packed(text in "\\PC{0,400}") {
            let packed = pack(&text);
            prop_assert!(packed.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
            prop_assert_eq!(unpack(&packed, 10_000), Ok(text));
        }

        #[test]
        fn whatever_is_given_is_refused_or_short_enough(packed in "[A-Za-z0-9_-]{0,200}") {
            prop_assert!(unpack(&packed, 1_000).map_or(true, |text| text.len() <= 1_000));
        }
    }

    #[test]
    fn a_small_text_that_unpacks_to_a_huge_one_is_refused() {
        let packed = pack(&"0".repeat(10_000_000));
        assert!(packed.len() < 20_000);
        assert_eq!(unpack(&packed, 1_000_000), Err(SaveError::TooLarge { bytes_max: 1_000_000 }));
        assert_eq!(unpack("!", 1_000), Err(SaveError::NotPacked));
        assert_eq!(unpack(&pack("whole")[..5], 1_000), Err(SaveError::NotPacked));
    }
}
