//! Someone who has got hold of the account tries to delete the backups (POL-72).

use std::collections::BTreeSet;

use crate::{
    cloud::InstanceIdx,
    event::IncidentEvent,
    id::{InstanceId, Occasion},
    rejection::{AccountProblem, IncidentProblem, ManagedProblem, Problem, Rejection},
    simulation::Simulation,
};

impl Simulation {
    pub(super) fn check_attack(&self, instances: &[InstanceId]) -> Result<(), Rejection> {
        instances.iter().try_for_each(|id| self.world.instance(id).map(drop).map_err(Rejection::from))
    }

    /// Tries to delete every backup point of these instances, or of all, in every region, the oldest first.
    pub(super) fn attack_backups(&mut self, instances: &[InstanceId], number: u32) {
        let wanted: BTreeSet<_> = instances.iter().collect();
        let is_wanted = |holder: &InstanceIdx| wanted.is_empty() || wanted.contains(&self.world.instances[*holder].id);
        let holders: Vec<_> = self.world.holders_by_id().filter(is_wanted).collect();
        for holder in holders {
            let points: Vec<_> = self.world.instances[holder].history.points().map(|point| point.created).collect();
            for created in points {
                self.attack_point(holder, created, number);
            }
        }
    }

    fn attack_point(&mut self, holder: InstanceIdx, created: Occasion, number: u32) {
        if let Some(obstacle) = self.obstacle_to_attack(holder, created) {
            let rule = obstacle.rule();
            *self.toll_of(number).withstood.entry(rule).or_default() += 1;
            self.note_of_incident(IncidentEvent::PointWithstood(holder, created, rule));
        } else {
            self.remove_point(holder, created);
            self.toll_of(number).points += 1;
            self.note_of_incident(IncidentEvent::PointDestroyed(holder, created));
        }
    }

    /// What keeps whoever has the account from deleting a point: the same that keeps its owner from it.
    fn obstacle_to_attack(&self, holder: InstanceIdx, created: Occasion) -> Option<Problem> {
        let world = &self.world;
        let instance = &world.instances[holder];
        if world.account.is_suspended(world.now) {
            return Some(AccountProblem::Suspended.into());
        }
        if let Some(user) = instance.account.filter(|_| !world.is_within_reach(holder)) {
            return Some(ManagedProblem::NotManaged { user }.into());
        }
        if world.is_out_of_order(instance.region) {
            return Some(IncidentProblem::RegionOutage { region: instance.region }.into());
        }
        instance.history.point(created).and_then(|point| world.deletion_obstacle(holder, point, None))
    }
}
