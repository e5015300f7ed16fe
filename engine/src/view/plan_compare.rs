//! Several policies on the same fleet: points, recoverability, stored bytes and money.
