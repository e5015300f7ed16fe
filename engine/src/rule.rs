//! The rulebook: each rule's id, what it says and where it is documented.
