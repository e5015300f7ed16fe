//! What this version does not carry out yet, or in part only.
//!
//! The rulebook says the whole of the documentation, so that nobody takes for granted what is still to come: a rule
//! leaves this table with the change that carries it out. At present there is none.

use super::Rule;

macro_rules! planned {
    ($($rule:ident)*) => {
        /// The rules that this version does not carry out yet, in the order of the rulebook.
        pub(super) static PLANNED: &[Rule] = &[$(Rule::$rule),*];
    };
}

planned! {}
