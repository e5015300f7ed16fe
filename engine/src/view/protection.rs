//! The report on how the fleet is protected and what can be recovered of it.
