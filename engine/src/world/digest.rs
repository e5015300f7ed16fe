//! The canonical reading of a world, for its digest.
//!
//! Sections come in a fixed order, things in the order of their ids, and positions never show, so that two ways to the
//! same state give the same digest. What is pending follows from the state (next runs, ends of jobs, expiries) and
//! needs no section of its own; nor have the Journal, the activity or the insertion numbers of the queue one.

mod copies;

use super::World;
use crate::{
    backup::{
        binding::{Binding, DiskScope},
        consistency::Consistency,
        job::Job,
        point::Point,
        policy::{Period, Policy, PolicyKind, PolicyRule, TagFilter},
    },
    cloud::{
        Disk, DiskIdx, Instance,
        chain::{Base, Origin, Snapshot, Tier},
    },
    digest::{Digest, DigestWriter},
    id::Occasion,
};

impl World {
    /// The fingerprint of this world at its instant.
    pub fn digest(&self) -> Digest {
        let mut out = DigestWriter::default();
        out.at(self.now).at(self.start).number(self.zone.seconds_east());
        out.count(self.regions.len());
        for region in &self.regions {
            out.text(region.id());
        }
        self.digest_networks(&mut out);
        self.account.digest(&mut out);
        self.assumptions.digest(&mut out);
        out.count(self.policies_by_id().count());
        for policy in self.policies_by_id() {
            Self::digest_policy(&self.policies[policy], &mut out);
        }
        out.count(self.chains_by_id().count());
        for disk in self.chains_by_id() {
            self.digest_disk(&self.disks[disk], &mut out);
        }
        out.count(self.holders_by_id().count());
        for instance in self.holders_by_id() {
            self.digest_instance(&self.instances[instance], &mut out);
        }
        self.digest_snapshot_service(&mut out);
        self.prices.digest(&mut out);
        out.count(self.incidents.len());
        for injected in &self.incidents {
            injected.digest(&mut out);
            out.count(injected.befell.len());
            for instance in &injected.befell {
                out.text(self.instances[*instance].id.as_str());
            }
        }
        let to_come = self.planned_incidents.iter().filter(|(at, _)| *at > self.now);
        for (at, incident) in to_come {
            incident.digest(out.at(*at));
        }
        self.digest_managed(&mut out);
        self.digest_copies(&mut out);
        self.digest_restores(&mut out);
        self.resource_plans.digest(&mut out);
        out.finish()
    }

    fn digest_snapshot_service(&self, out: &mut DigestWriter) {
        let mut policies: Vec<_> = self.auto_policies.iter().map(|(_, policy)| policy).collect();
        policies.sort_by(|one, other| one.id.cmp(&other.id));
        out.count(policies.len());
        for policy in policies {
            out.text(policy.id.as_str()).text(policy.region.id()).text(&policy.spec.name).at(policy.created_at);
            for numbers in [&policy.spec.hours, &policy.spec.weekdays] {
                out.count(numbers.len());
                for number in numbers {
                    out.number(*number);
                }
            }
            out.option(policy.spec.retention, DigestWriter::days).option(policy.next_run, DigestWriter::at);
            let mut disks = policy.disks.clone();
            disks.sort_by(|one, other| self.disks[*one].id.cmp(&self.disks[*other].id));
            self.digest_disk_ids(&disks, out);
        }
        self.digest_shared(out);
        out.count(self.images.len());
        for (id, image) in &self.images {
            out.text(id.as_str()).text(image.region.id()).text(&image.name).text(&image.description).text(&image.os);
            out.at(image.created_at).count(image.snapshots.len());
            for snapshot in &image.snapshots {
                self.digest_snapshot_ref(*snapshot, out);
            }
        }
        out.count(self.snapshot_labels.len());
        let mut labels: Vec<_> = self.snapshot_labels.iter().collect();
        labels.sort_by_key(|(snapshot, _)| self.snapshot_key(**snapshot));
        for (snapshot, label) in labels {
            self.digest_snapshot_ref(*snapshot, out);
            out.text(&label.name).text(&label.description).count(label.tags.len());
            for (key, value) in &label.tags {
                out.text(key).text(value);
            }
        }
    }

    fn digest_shared(&self, out: &mut DigestWriter) {
        let mut shared: Vec<_> = self.shared.iter().collect();
        shared.sort_by_key(|(snapshot, _)| self.snapshot_key(**snapshot));
        out.count(shared.len());
        for (snapshot, accounts) in shared {
            self.digest_snapshot_ref(*snapshot, out);
            out.count(accounts.len());
            for account in accounts {
                out.text(account.as_str());
            }
        }
    }

    /// A world that never managed an account has the digest that it had before there were any.
    fn digest_managed(&self, out: &mut DigestWriter) {
        for (user, account) in &self.managed_accounts {
            account.digest(out.number(user.number()));
            let theirs = || self.instances_by_id().filter(|at| self.instances[*at].account == Some(*user));
            out.count(theirs().count());
            for instance in theirs() {
                out.text(self.instances[instance].id.as_str());
            }
        }
    }

    fn digest_networks(&self, out: &mut DigestWriter) {
        let networks = &self.networks;
        for (_, vpc) in networks.vpcs.iter() {
            out.text(vpc.id.as_str()).text(vpc.region.id()).text(&vpc.name).text(&vpc.cidr.to_string());
        }
        for (_, vswitch) in networks.vswitches.iter() {
            out.text(vswitch.id.as_str()).text(networks.vpcs[vswitch.vpc].id.as_str()).text(&vswitch.zone);
            out.text(&vswitch.name).text(&vswitch.cidr.to_string());
        }
        for (_, group) in networks.security_groups.iter() {
            out.text(group.id.as_str()).text(networks.vpcs[group.vpc].id.as_str()).text(&group.name);
        }
    }

    fn digest_policy(policy: &Policy, out: &mut DigestWriter) {
        let kind = match policy.kind {
            PolicyKind::Ecs => "ecs",
            PolicyKind::Legacy => "legacy",
            PolicyKind::Plan => "plan",
        };
        out.text(policy.id.as_str()).text(kind).text(policy.region.id()).flag(policy.spec.immutable);
        out.text(policy.spec.name.as_str()).text(&policy.spec.description);
        out.at(policy.created_at).at(policy.updated_at);
        out.number(policy.rule_ids_made).count(policy.next_scans.len());
        for scan in &policy.next_scans {
            out.option(*scan, DigestWriter::at);
        }
        out.count(policy.spec.rules.len());
        for (rule, id) in policy.spec.rules.iter().zip(&policy.rule_ids) {
            out.text(id.as_str());
            out.text(rule.api_name());
            match rule {
                PolicyRule::Backup(backup) => {
                    out.text(&backup.schedule.to_string()).flag(backup.keep_latest);
                    out.option(backup.retention, DigestWriter::days);
                }
                PolicyRule::Transition(transition) => {
                    out.option(transition.retention, DigestWriter::days);
                    out.option(transition.archive_after, DigestWriter::days).count(transition.special.len());
                    for special in &transition.special {
                        out.text(special.period.api_name()).days(special.retention);
                    }
                }
                PolicyRule::Replication(replication) => {
                    out.text(replication.region.id()).days(replication.retention);
                    out.option(replication.archive_after, DigestWriter::days);
                }
                PolicyRule::Tag(tag) => digest_tags(&tag.filters, out),
                PolicyRule::Security { immutable } => {
                    out.flag(*immutable);
                }
            }
        }
    }

    fn digest_disk(&self, disk: &Disk, out: &mut DigestWriter) {
        out.text(disk.id.as_str())
            .text(disk.region.id())
            .text(&disk.zone)
            .text(disk.kind.api_name())
            .text(disk.category.code())
            .size(disk.size);
        out.option(disk.performance_level, |out, level| out.text(level.code()));
        out.flag(disk.multi_attach).flag(disk.encrypted).at(disk.created_at);
        out.text(&disk.name).flag(disk.delete_with_instance).text(disk.life.word());
        out.option(disk.made_from, |out, source| {
            self.digest_snapshot_ref(source, out);
            out
        });
        let (wear, now) = (&disk.wear, disk.content(self.now));
        out.size(wear.used).size(wear.write_per_day).size(wear.hot).size(wear.growth_per_day);
        out.number(wear.ran_when_used);
        out.number(wear.ran_seconds(self.now)).flag(wear.running_since.is_some()).size(now.written).size(now.used);
        // Only what can still tell: it names the next thing of this second.
        out.option(disk.last_occasion.filter(|last| last.at == self.now), |out, last| out.number(last.nth));
        let mut attached: Vec<_> = disk.attached.iter().map(|instance| &self.instances[*instance].id).collect();
        attached.sort_unstable();
        out.count(attached.len());
        for instance in attached {
            out.text(instance.as_str());
        }
        out.count(disk.owners.len());
        for (since, owner) in &disk.owners {
            out.number(*since).text(self.instances[*owner].id.as_str());
        }
        disk.data.digest(out);
        out.count(disk.chain.len());
        for snapshot in disk.chain.iter() {
            self.digest_snapshot(snapshot, out);
        }
        disk.chain.digest_lineage(now, self.now, out);
    }

    fn digest_snapshot(&self, snapshot: &Snapshot, out: &mut DigestWriter) {
        digest_occasion(snapshot.taken, out);
        out.text(snapshot.origin.word());
        if let Origin::Backup { instance, job } = snapshot.origin {
            out.text(self.instances[instance].id.as_str());
            digest_occasion(job, out);
        }
        out.at(snapshot.ready_at).option(snapshot.expires_at, DigestWriter::at).size(snapshot.disk_size);
        out.size(snapshot.content.written).size(snapshot.content.used).size(snapshot.stored);
        out.option(snapshot.base, Base::digest).flag(snapshot.let_go);
        let archived_since = match snapshot.tier {
            Tier::Standard => None,
            Tier::Archive { since } => Some(since),
        };
        out.option(archived_since, DigestWriter::at);
    }

    fn digest_instance(&self, instance: &Instance, out: &mut DigestWriter) {
        out.text(instance.id.as_str()).text(&instance.name).text(instance.region.id()).text(&instance.zone);
        let place = instance.place;
        out.text(self.networks.vswitches[place.vswitch].id.as_str());
        out.text(self.networks.security_groups[place.security_group].id.as_str());
        out.text(instance.instance_type.as_str()).text(instance.status.api_name()).text(&instance.os);
        out.option(instance.status_until, DigestWriter::at);
        // An instance that no restore made has the digest that it had before there were any.
        if let Some(guest) = &instance.guest {
            out.text(&guest.host_name);
            for address in [guest.private_ip, guest.public_ip] {
                out.option(address, |out, address| out.text(&address.to_string()));
            }
        }
        out.at(instance.created_at).flag(instance.listed).count(instance.tags.len());
        for (key, value) in &instance.tags {
            out.text(key).text(value);
        }
        self.digest_disk_ids(&instance.disks, out);
        out.count(instance.bindings.len());
        for binding in &instance.bindings {
            self.digest_binding(binding, out);
        }
        out.count(instance.history.jobs().count());
        for job in instance.history.jobs() {
            self.digest_job(job, out);
        }
        let forgotten = instance.history.forgotten();
        out.number(forgotten.complete).number(forgotten.partial_complete);
        out.number(forgotten.failed).number(forgotten.canceled);
        out.count(instance.history.points().len());
        for point in instance.history.points() {
            self.digest_point(point, out);
        }
    }

    fn digest_binding(&self, binding: &Binding, out: &mut DigestWriter) {
        out.text(self.policies[binding.policy].id.as_str()).flag(binding.suspended).text(&binding.description);
        out.at(binding.created_at).at(binding.updated_at);
        let (word, disks) = match &binding.scope {
            DiskScope::All => ("all", &[][..]),
            DiskScope::Only(disks) => ("only", &disks[..]),
            DiskScope::Except(disks) => ("except", &disks[..]),
        };
        out.text(word).count(disks.len());
        for disk in disks {
            out.text(disk.as_str());
        }
        self.digest_options(binding, out);
        out.count(binding.next_runs.len());
        for next_run in &binding.next_runs {
            out.option(*next_run, DigestWriter::at);
        }
    }

    fn digest_options(&self, binding: &Binding, out: &mut DigestWriter) {
        let options = &binding.options;
        out.option(options.snapshot_group, DigestWriter::flag);
        out.option(options.destination_kms_key.as_deref(), DigestWriter::text);
        out.option(options.application.as_ref(), |out, application| {
            out.flag(application.enable_writers).flag(application.enable_fs_freeze).number(application.timeout_seconds);
            out.option(application.pre_script.as_deref(), DigestWriter::text);
            out.option(application.post_script.as_deref(), DigestWriter::text);
            out.option(application.ram_role.as_deref(), DigestWriter::text)
        });
        out.option(binding.by_tag.as_ref(), |out, tag| {
            digest_tags(&tag.hit, out);
            out.flag(tag.paused)
        });
        // Only periods that go on can still tell: the next first point begins another.
        for (period, begun) in Period::ALL.into_iter().zip(binding.periods_begun) {
            out.flag(begun == Some(period.number(self.now, self.zone)));
        }
    }

    fn digest_job(&self, job: &Job, out: &mut DigestWriter) {
        digest_occasion(job.began, out);
        out.text(job.trigger.word())
            .option(job.trigger.policy(), |out, policy| out.text(self.policies[policy].id.as_str()));
        out.option(job.name.as_deref(), DigestWriter::text);
        out.text(job.status.api_name()).at(job.ends_at).days(job.terms.retention).flag(job.terms.immutable);
        out.option(job.terms.archive_after, DigestWriter::days);
        if let Some(replication) = &job.terms.copy {
            replication.digest(out);
        }
        digest_consistency(job.consistency, out);
        out.option(job.failure, |out, failure| out.text(failure.rule().id()));
        out.count(job.children.len());
        for child in &job.children {
            digest_occasion(child.taken, out);
            out.text(self.disks[child.disk].id.as_str()).at(child.ends_at).size(child.stored).size(child.full);
            out.option(child.failure, |out, failure| out.text(failure.code()));
        }
    }

    fn digest_point(&self, point: &Point, out: &mut DigestWriter) {
        digest_occasion(point.created, out);
        out.at(point.completed_at).days(point.retention).at(point.expires_at).flag(point.whole);
        digest_consistency(point.consistency, out);
        let (archiving, at) = point.archiving.parts();
        out.text(archiving).option(at, DigestWriter::at).flag(point.extended);
        out.option(point.inspected_at, DigestWriter::at);
        out.flag(point.immutable).option(point.special, |out, period| out.text(period.api_name()));
        out.option(point.policy, |out, policy| out.text(self.policies[policy].id.as_str()));
        out.count(point.snapshots.len());
        for snapshot in &point.snapshots {
            out.text(self.disks[snapshot.disk].id.as_str());
            digest_occasion(snapshot.taken, out);
        }
        self.digest_disk_ids(&point.skipped, out);
    }

    pub(super) fn digest_disk_ids(&self, disks: &[DiskIdx], out: &mut DigestWriter) {
        out.count(disks.len());
        for disk in disks {
            out.text(self.disks[*disk].id.as_str());
        }
    }
}

fn digest_tags(filters: &[TagFilter], out: &mut DigestWriter) {
    out.count(filters.len());
    for filter in filters {
        out.text(&filter.key).text(filter.operator.api_name()).text(&filter.value);
    }
}

fn digest_consistency(consistency: Consistency, out: &mut DigestWriter) {
    out.text(consistency.rule().id()).text(consistency.level.tag().unwrap_or_default());
    out.option(consistency.downgrade, |out, downgrade| out.text(downgrade.rule().id()));
}

fn digest_occasion(occasion: Occasion, out: &mut DigestWriter) {
    out.at(occasion.at).number(occasion.nth);
}
