//! Tags of instances, which policies bind by (POL-80).

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    catalog::limits,
    cloud::InstanceIdx,
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

/// Checks the tags that an instance would have.
pub(super) fn check_tags(tags: &BTreeMap<String, String>) -> Result<(), Rejection> {
    if tags.len() > *limits::TAGS.end() {
        return Err(EcsProblem::TagCount { given: tags.len() }.into());
    }
    let refused = tags.iter().find_map(|(key, value)| match (is_key(key), is_value(value)) {
        (false, _) => Some(key),
        (true, false) => Some(value),
        (true, true) => None,
    });
    match refused {
        None => Ok(()),
        Some(given) => Err(EcsProblem::Tag { given: given.clone() }.into()),
    }
}

fn is_key(key: &str) -> bool {
    let reserved = key.starts_with("aliyun") || key.starts_with("acs:");
    limits::TAG_LENGTH.contains(&key.chars().count()) && !reserved && !has_address(key)
}

fn is_value(value: &str) -> bool {
    value.chars().count() <= *limits::TAG_LENGTH.end() && !has_address(value)
}

fn has_address(text: &str) -> bool {
    text.contains("http://") || text.contains("https://")
}
