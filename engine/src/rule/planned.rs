//! What this version does not carry out yet, or in part only.
//!
//! The rulebook says the whole of the documentation, so that nobody takes for granted what is still to come: a rule
//! leaves this table with the change that carries it out.

use super::Rule;

macro_rules! planned {
    ($($rule:ident)+) => {
        /// The rules that this version does not carry out yet, in the order of the rulebook.
        pub(super) static PLANNED: &[Rule] = &[$(Rule::$rule),+];
    };
}

planned! {
    // Replication can be set in a policy and is checked, but nothing is copied.
    Pol43 Pol60 Pol64 Pol65 Pol66 Pol73
    // A manual backup cannot be copied.
    Con05
    // No snapshot is copied.
    Snp30 Snp31 Snp32
    // A replicated instance is on no list yet; what restores make is on no bill.
    Res11 Res14
    // The progress of replication.
    Job05
    // Copies, whose error this is.
    Err07
    // Copies, instances and disks are on no bill.
    Bil13 Bil18
    Dif01 Dif03
    Api44
    Tf01 Tf02
    // Ransomware, copies, outages, the prices of copies, instances and disks.
    Mdl04 Mdl12 Mdl16 Mdl22 Mdl25
}
