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
    Res01 Res02 Res03 Res05 Res06 Res07 Res08 Res09 Res10 Res11 Res12 Res14 Res16 Res17
    // Restore jobs, the progress of replication.
    Job03 Job05
    // Copies, whose error this is.
    Err07
    // Copies, instances and disks are on no bill.
    Bil13 Bil18
    Dif01 Dif03
    Api18 Api19 Api20 Api44
    Tf01 Tf02
    // Restores, copies, the prices of copies, instances and disks.
    Mdl05 Mdl12 Mdl14 Mdl15 Mdl22 Mdl25
}
