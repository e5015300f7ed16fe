//! Ids as the real services show them, made as a pure function and read back without a table.
//!
//! Jobs, points and snapshots are too many to keep a name for each. What identifies them is whose they are and when
//! they began, an [`Occasion`] of an instance or disk; [`Ids`] turns that into a text such as `job-0k3…` by a keyed
//! permutation, and back.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    chance::{self, Purpose},
    time::Timestamp,
};

/// Declares id types: texts that cannot be mistaken for one another.
macro_rules! text_ids {
    ($($(#[$doc:meta])* $name:ident)+) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )+ };
}

text_ids! {
    /// An ECS instance, `i-…`.
    InstanceId
    /// A cloud disk, `d-…`.
    DiskId
    /// A backup policy, `po-…`.
    PolicyId
    /// A rule of a policy, `rule-…`.
    RuleId
    /// A backup job or one of its children, `job-…`.
    JobId
    /// A restore or one of its children, `r-…`.
    RestoreId
    /// A backup point, `s-000…`.
    PointId
    /// An ECS snapshot, `s-bp…`.
    SnapshotId

    /// A VPC, `vpc-…`.
    VpcId
    /// A vSwitch, `vsw-…`.
    VSwitchId
    /// A security group, `sg-…`.
    SecurityGroupId
    /// A snapshot-consistent group, `ssg-…`.
    SnapshotGroupId
    /// An automatic snapshot policy, `sp-…`.
    AutoPolicyId
    /// A custom image, `m-…`.
    ImageId
    /// An Alibaba Cloud account, such as `1234567890123456`.
    AccountId
    /// An incident, `inc-…`.
    IncidentId
}

/// When something of an instance or disk began, and which of those that began in the same second it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Occasion {
    /// The second it began.
    pub at: Timestamp,
    /// 0 for the first that began in that second, at most [`Occasion::NTH_MAX`].
    pub nth: u16,
}

/// 40 bits that stand for an instance or disk inside the ids of what is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u64);

/// Makes and reads the ids of one scenario.
#[derive(Clone, Copy, Debug)]
pub struct Ids {
    seed: u64,
}

impl Occasion {
    /// The largest `nth`: no more than 1,024 things of one instance begin in one second.
    pub const NTH_MAX: u16 = (1 << NTH_BITS) - 1;
}

impl Ids {
    /// The ids of a scenario with this seed.
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// An id for the instance or disk called `name`: `prefix`, then 17 letters and digits as the services use them.
    /// `attempt` is 0, or more where the id before was taken.
    pub fn cloud(self, prefix: &str, name: &str, attempt: u64) -> String {
        let drawn = |half| chance::draw(self.seed, Purpose::CloudId, chance::entity(name), attempt * 2 + half);
        let wide = u128::from(drawn(0)) << 64 | u128::from(drawn(1));
        format!("{prefix}bp1{}", base36(wide % 36_u128.pow(17), 17))
    }

    /// An id for a policy or rule: `prefix`, then 20 letters and digits, from what identifies it.
    pub fn policy(self, prefix: &str, identity: &str, attempt: u64) -> String {
        let drawn = |half| chance::draw(self.seed, Purpose::PolicyId, chance::entity(identity), attempt * 2 + half);
        let wide = u128::from(drawn(0)) << 64 | u128::from(drawn(1));
        format!("{prefix}000{}", base36(wide % 36_u128.pow(17), 17))
    }

    /// The code of the instance or disk with this id; `attempt` as for [`Ids::cloud`].
    pub fn code(self, id: &str, attempt: u64) -> Code {
        Code(chance::draw(self.seed, Purpose::Code, chance::entity(id), attempt) & ((1 << CODE_BITS) - 1))
    }

    /// The id of the job that began on `occasion` for the instance, or the child for the disk, with this code.
    pub fn job(self, code: Code, occasion: Occasion) -> JobId {
        JobId(self.encode(Purpose::JobId, JOB_PREFIX, code, occasion))
    }

    /// The id of the backup point of the instance with this code.
    pub fn point(self, code: Code, occasion: Occasion) -> PointId {
        PointId(self.encode(Purpose::PointId, POINT_PREFIX, code, occasion))
    }

    /// The id of the snapshot of the disk with this code.
    pub fn snapshot(self, code: Code, occasion: Occasion) -> SnapshotId {
        SnapshotId(self.encode(Purpose::SnapshotId, SNAPSHOT_PREFIX, code, occasion))
    }

    /// The id of the restore that began on `occasion` from a point of the instance, or of the child for the disk, with this
    /// code.
    pub fn restore(self, code: Code, occasion: Occasion) -> RestoreId {
        RestoreId(self.encode(Purpose::RestoreId, RESTORE_PREFIX, code, occasion))
    }

    /// The id of the snapshot-consistent group that a job of the instance with this code made (CON-38).
    pub fn snapshot_group(self, code: Code, occasion: Occasion) -> SnapshotGroupId {
        SnapshotGroupId(self.encode(Purpose::SnapshotGroupId, SNAPSHOT_GROUP_PREFIX, code, occasion))
    }

    /// What a job id stands for; none if this scenario cannot have made it.
    pub fn read_job(self, id: &str) -> Option<(Code, Occasion)> {
        self.decode(Purpose::JobId, JOB_PREFIX, id)
    }

    /// What the id of a restore stands for; none if this scenario cannot have made it.
    pub fn read_restore(self, id: &str) -> Option<(Code, Occasion)> {
        self.decode(Purpose::RestoreId, RESTORE_PREFIX, id)
    }

    /// What a point id stands for; none if this scenario cannot have made it.
    pub fn read_point(self, id: &str) -> Option<(Code, Occasion)> {
        self.decode(Purpose::PointId, POINT_PREFIX, id)
    }

    /// What a snapshot id stands for; none if this scenario cannot have made it.
    pub fn read_snapshot(self, id: &str) -> Option<(Code, Occasion)> {
        self.decode(Purpose::SnapshotId, SNAPSHOT_PREFIX, id)
    }

    fn encode(self, purpose: Purpose, prefix: &str, code: Code, occasion: Occasion) -> String {
        let at = u128::from(occasion.at.0.unsigned_abs());
        let plain = u128::from(code.0) << (AT_BITS + NTH_BITS) | at << NTH_BITS | u128::from(occasion.nth);
        let (mut left, mut right) = (low_half(plain >> HALF_BITS), low_half(plain));
        for round in 0..ROUNDS {
            (left, right) = (right, left ^ self.mix(purpose, round, right));
        }
        format!("{prefix}{}", base36(u128::from(left) << HALF_BITS | u128::from(right), DIGITS))
    }

    fn decode(self, purpose: Purpose, prefix: &str, id: &str) -> Option<(Code, Occasion)> {
        let sealed = from_base36(id.strip_prefix(prefix)?).filter(|sealed| sealed >> (2 * HALF_BITS) == 0)?;
        let (mut left, mut right) = (low_half(sealed >> HALF_BITS), low_half(sealed));
        for round in (0..ROUNDS).rev() {
            (left, right) = (right ^ self.mix(purpose, round, left), left);
        }
        let plain = u128::from(left) << HALF_BITS | u128::from(right);
        let at = i64::try_from(plain >> NTH_BITS & ((1 << AT_BITS) - 1)).ok()?;
        let nth = u16::try_from(plain & u128::from(Occasion::NTH_MAX)).ok()?;
        let code = u64::try_from(plain >> (AT_BITS + NTH_BITS)).ok()?;
        Some((Code(code), Occasion { at: Timestamp(at), nth }))
    }

    /// The round function of a Feistel network over two halves of 44 bits.
    fn mix(self, purpose: Purpose, round: u64, half: u64) -> u64 {
        chance::draw(self.seed, purpose, half, round) & HALF_MASK
    }
}

fn low_half(bits: u128) -> u64 {
    u64::try_from(bits & u128::from(HALF_MASK)).expect("44 bits fit 64")
}

fn base36(mut number: u128, digits: usize) -> String {
    let mut text = vec![b'0'; digits];
    for digit in text.iter_mut().rev() {
        *digit = BASE36[usize::try_from(number % 36).expect("below 36")];
        number /= 36;
    }
    text.into_iter().map(char::from).collect()
}

fn from_base36(text: &str) -> Option<u128> {
    if text.len() != DIGITS {
        return None;
    }
    text.bytes().try_fold(0_u128, |number, byte| {
        let digit = BASE36.iter().position(|known| *known == byte)?;
        Some(number * 36 + u128::try_from(digit).ok()?)
    })
}

const BASE36: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const JOB_PREFIX: &str = "job-";
const RESTORE_PREFIX: &str = "r-";
const POINT_PREFIX: &str = "s-000";
const SNAPSHOT_PREFIX: &str = "s-bp";
const SNAPSHOT_GROUP_PREFIX: &str = "ssg-";

const CODE_BITS: u32 = 40;
/// Enough for every second up to the year 9999.
const AT_BITS: u32 = 38;
const NTH_BITS: u32 = 10;
const HALF_BITS: u32 = (CODE_BITS + AT_BITS + NTH_BITS) / 2;
const HALF_MASK: u64 = (1 << HALF_BITS) - 1;
const ROUNDS: u64 = 4;
/// 88 bits in base 36.
const DIGITS: usize = 18;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_as_what_they_were_made_from() {
        let ids = Ids::new(7);
        for (text, at, nth) in
            [("i-web1", 0, 0), ("i-web2", 1_767_196_800, 3), ("d-x", Timestamp::MAX.0, Occasion::NTH_MAX)]
        {
            let code = ids.code(text, 0);
            let occasion = Occasion { at: Timestamp(at), nth };
            assert_eq!(ids.read_job(ids.job(code, occasion).as_str()), Some((code, occasion)));
            assert_eq!(ids.read_restore(ids.restore(code, occasion).as_str()), Some((code, occasion)));
            assert_eq!(ids.read_point(ids.point(code, occasion).as_str()), Some((code, occasion)));
            assert_eq!(ids.read_snapshot(ids.snapshot(code, occasion).as_str()), Some((code, occasion)));
        }
    }

    #[test]
    fn neighbours_do_not_look_alike_and_seeds_differ() {
        let (ids, others) = (Ids::new(7), Ids::new(8));
        let code = ids.code("i-web1", 0);
        let of = |ids: Ids, at| ids.job(code, Occasion { at: Timestamp(at), nth: 0 });
        assert_ne!(of(ids, 1).as_str()[4..10], of(ids, 2).as_str()[4..10]);
        assert_ne!(of(ids, 1), of(others, 1));
    }

    #[test]
    fn foreign_ids_are_no_ids() {
        let ids = Ids::new(7);
        for text in [
            "",
            "job-",
            "job-zzzzzzzzzzzzzzzzzz",
            "job-ABCDEFGHIJKLMNOPQR",
            "j-000000000000000000",
            "job-00000000000000000é",
        ] {
            assert_eq!(ids.read_job(text), None, "{text}");
        }
    }
}
