//! Facts of the services that no scenario changes: regions, disk categories, instance types, limits.

pub mod disk;
pub mod instance_type;
pub mod limits;
pub mod os;
pub mod region;
