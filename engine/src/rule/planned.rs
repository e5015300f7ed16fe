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
    Res01 Res02 Res03 Res05 Res06 Res07 Res08 Res09 Res10 Res11 Res12 Res14 Res16 Res17
    // Restore jobs.
    Job03
    // Instances and disks are on no bill.
    Bil18
    Dif01 Dif03
    Api18 Api19 Api20
    Tf01 Tf02
    // Restores, the prices of instances and disks.
    Mdl05 Mdl14 Mdl15 Mdl25
}
