//! Tags of instances, which policies bind by (POL-80).

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog::limits,
    cloud::{InstanceIdx, labels::check_tags},
    command::Receipt,
    event::EcsEvent,
    id::InstanceId,
    rejection::{EcsProblem, Rejection},
    simulation::Simulation,
};

impl Simulation {
    /// Sets tags of instances: all of them, or none if one cannot have them.
    pub(super) fn tag_instances(
        &mut self,
        instances: &[InstanceId],
        tags: &BTreeMap<String, String>,
    ) -> Result<Receipt, Rejection> {
        if tags.is_empty() {
            return Err(EcsProblem::TagCount { given: 0 }.into());
        }
        let chosen = self.tagged_instances(instances)?;
        check_tags(tags)?;
        for instance in &chosen {
            let mut together = self.world.instances[*instance].tags.clone();
            together.extend(tags.clone());
            check_tags(&together)?;
        }
        for instance in chosen {
            self.world.instances[instance].tags.extend(tags.clone());
            self.note(EcsEvent::InstanceTagged(instance));
        }
        Ok(Receipt::Done)
    }

    /// Takes tags off instances; keys that they do not have are passed over.
    pub(super) fn untag_instances(
        &mut self,
        instances: &[InstanceId],
        keys: Option<&BTreeSet<String>>,
    ) -> Result<Receipt, Rejection> {
        for instance in self.tagged_instances(instances)? {
            let tags = &mut self.world.instances[instance].tags;
            let before = tags.len();
            tags.retain(|key, _| keys.is_some_and(|keys| !keys.contains(key)));
            if tags.len() < before {
                self.note(EcsEvent::InstanceTagged(instance));
            }
        }
        Ok(Receipt::Done)
    }

    fn tagged_instances(&self, instances: &[InstanceId]) -> Result<Vec<InstanceIdx>, Rejection> {
        if !limits::RESOURCES_TAGGED_AT_ONCE.contains(&instances.len()) {
            return Err(EcsProblem::TaggedCount { given: instances.len() }.into());
        }
        instances.iter().map(|instance| self.ecs_instance(instance)).collect()
    }
}
