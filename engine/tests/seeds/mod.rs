//! Digests of many runs of the simulated operator, a batch of seeds a line, to be held against those of another machine.
#![allow(dead_code, unreachable_pub, reason = "each test file uses some of it")]

use engine::digest::{Digest, DigestWriter};

/// How many seeds have one line.
pub const BATCH: u64 = 50;

/// The line of a batch whose runs came to these digests.
pub fn line(digests: &[Digest]) -> String {
    let mut writer = DigestWriter::default();
    for digest in digests {
        writer.text(&digest.to_string());
    }
    writer.finish().to_string()
}
