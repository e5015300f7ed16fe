//! Someone's real set-up as documents, and what is asked for that they lack.
