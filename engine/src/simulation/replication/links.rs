//! What takes copies off their links: what they are of goes, or the link is shut (MDL-12, MDL-16).

use crate::{
    backup::{
        point::SnapshotRef,
        replication::{CopyFailure, CopyState},
    },
    cloud::{
        InstanceIdx,
        link::{CopyTask, Purpose, Route, Shut},
    },
    id::Occasion,
    simulation::Simulation,
};

impl Simulation {
    /// Fails the copies of a point, or of one snapshot of it, that are not complete yet: what they are of goes.
    pub(in crate::simulation) fn abandon_copies(
        &mut self,
        instance: InstanceIdx,
        created: Occasion,
        of: Option<SnapshotRef>,
    ) {
        if self.world.links.is_idle() {
            return;
        }
        let job = self.world.instances[instance].history.job(created);
        let Some(replication) = job.and_then(|job| job.terms.copy.as_deref()) else { return };
        let is_of = |source: SnapshotRef| of.is_none_or(|of| of == source);
        if !replication.parts.iter().any(|part| !part.state.is_settled() && is_of(part.source)) {
            return;
        }
        let whose = Purpose::Point { instance, job: created };
        self.withdraw_copies(CopyFailure::SourceGone, |task| task.purpose != whose || !is_of(task.source));
    }

    /// Ends what users want copied of a snapshot that goes, or into its place.
    pub(in crate::simulation) fn abandon_copies_of_users(&mut self, snapshot: SnapshotRef) {
        if self.world.links.has_none_of_users() {
            return;
        }
        let is_of_user = |task: &CopyTask| matches!(task.purpose, Purpose::User { .. });
        self.withdraw_copies(CopyFailure::SourceGone, |task| {
            !is_of_user(task) || task.source != snapshot && task.copy != snapshot
        });
    }

    /// Ends all copying.
    pub(in crate::simulation) fn abandon_all_copies(&mut self, failure: CopyFailure) {
        self.withdraw_copies(failure, |_| false);
    }

    /// Keeps one link from carrying anything, once more.
    pub(in crate::simulation) fn close_link(&mut self, route: Route) {
        self.close_links(Shut::Link(route));
    }

    /// Takes back one closure of a link.
    pub(in crate::simulation) fn open_link(&mut self, route: Route) {
        self.open_links(Shut::Link(route));
    }

    /// Keeps links from carrying anything: what is under way goes back to the head of their queues, in order, and what
    /// was half made goes.
    pub(in crate::simulation) fn close_links(&mut self, shut: Shut) {
        for task in self.world.links.close(shut) {
            self.drop_copy(task.copy);
            if let Purpose::Point { instance, job } = task.purpose {
                self.set_copy_state(instance, job, task.copy, CopyState::Waiting);
            }
        }
        self.revisions.fleet += 1;
    }

    /// Takes back one closure. Links that nothing else keeps shut carry on.
    pub(in crate::simulation) fn open_links(&mut self, shut: Shut) {
        self.world.links.open(shut);
        self.revisions.fleet += 1;
        self.begin_all_copies();
    }

    /// Forgets a copy that is not complete, or that goes.
    pub(in crate::simulation) fn drop_copy(&mut self, copy: SnapshotRef) {
        if let Some(copies) = self.world.copies.get_mut(&copy.disk) {
            copies.remove(copy.taken);
        }
        self.world.disks[copy.disk].remove_snapshot(copy.taken, self.world.now);
    }

    /// Takes the tasks that `is_wanted` does not want off their links, and lets them fail.
    fn withdraw_copies(&mut self, failure: CopyFailure, is_wanted: impl Fn(&CopyTask) -> bool) {
        let withdrawn = self.world.links.withdraw(is_wanted);
        for (_, task) in &withdrawn {
            self.drop_copy(task.copy);
            self.fail_copy(task, failure);
        }
        let mut routes: Vec<_> = withdrawn.into_iter().map(|(route, _)| route).collect();
        routes.dedup();
        for route in routes {
            self.begin_copies(route);
        }
    }
}
