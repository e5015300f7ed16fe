//! The API explorer: each operation with its parameters, and the call that an action of the run makes.
