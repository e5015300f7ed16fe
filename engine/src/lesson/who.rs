//! Which instances an objective means.

use crate::{cloud::InstanceIdx, scenario::lesson::check::Who, world::World};

/// The instances that are meant, in the order of their ids: named ones though they were released, others while they live.
pub(super) fn instances(world: &World, who: &Who) -> Vec<InstanceIdx> {
    let is_meant = |position: &InstanceIdx| {
        let instance = &world.instances[*position];
        match who {
            Who::All(_) => !instance.is_released(),
            Who::Named(names) => names.iter().any(|name| *name == instance.name || *name == instance.id.as_str()),
            Who::Tagged { tags } => {
                !instance.is_released() && tags.iter().all(|(key, value)| instance.tags.get(key) == Some(value))
            }
            Who::Of { region } => !instance.is_released() && instance.region == *region,
        }
    };
    world.instances_by_id().filter(is_meant).collect()
}
