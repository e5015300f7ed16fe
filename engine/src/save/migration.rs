//! Older formats of the envelope, brought up to the present one a step at a time.

use serde_json::Value;

use super::{FORMAT_VERSION, SaveError};

/// Brings a body from the format after its position to the next: the first step leads from format 1 to 2.
type Step = fn(Value) -> Result<Value, SaveError>;

/// One step for each format that was ever released but the present one.
const STEPS: &[Step] = &[
    // Format 2 may have branches; a run of format 1 had none.
    Ok, // Format 3 may have a title, bookmarks and figures; a run of format 2 had none.
    Ok, // Format 4 may have a lesson: what was asked of it, and the time spent in it; a run of format 3 had none.
    Ok,
];

/// Brings `body` from `format` to the present one.
pub(super) fn to_present(format: u64, body: Value) -> Result<Value, SaveError> {
    migrate(format, body, STEPS)
}

fn migrate(format: u64, body: Value, steps: &[Step]) -> Result<Value, SaveError> {
    let first = usize::try_from(format).ok().and_then(|format| format.checked_sub(1));
    let remaining = first.and_then(|first| steps.get(first..)).ok_or(SaveError::Foreign)?;
    remaining.iter().try_fold(body, |body, step| step(body))
}

const _: () = assert!(STEPS.len() as u64 + 1 == FORMAT_VERSION, "each older format needs its step");

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn steps_run_in_order_from_the_format_given() {
        let steps: [Step; 2] = [|body| Ok(json!([body, "2"])), |body| Ok(json!([body, "3"]))];
        assert_eq!(migrate(1, json!("1"), &steps), Ok(json!([["1", "2"], "3"])));
        assert_eq!(migrate(2, json!("2"), &steps), Ok(json!(["2", "3"])));
        assert_eq!(migrate(3, json!("3"), &steps), Ok(json!("3")));
        assert_eq!(migrate(0, json!("0"), &steps), Err(SaveError::Foreign));
    }
}
