//! Snapshot-consistent groups: what backup jobs made of all disks at one instant (CON-30, CON-38).

use serde_json::{Value, json};

use super::snapshots::progress;
use crate::{
    backup::{
        consistency::Grouping,
        job::{Job, JobStatus},
        point::SnapshotRef,
    },
    cloud::InstanceIdx,
    id::Occasion,
    openapi::{Answer, Refusal, fields, item, params::Params},
    simulation::Simulation,
    world::World,
};

/// A group: that of a backup point, or of a job under way.
struct Group {
    instance: InstanceIdx,
    /// When its job began.
    job: Occasion,
    snapshots: Vec<SnapshotRef>,
    ready: bool,
}

pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region()?;
    let (ids, statuses) = (params.texts("SnapshotGroupId")?, params.texts("Status")?);
    let (instance, name) = (params.text("InstanceId")?, params.text("Name")?);
    let size = params.integer_in("MaxResults", 1..=100, 10)?;
    let first: usize = match params.text("NextToken")?.filter(|token| !token.is_empty()) {
        None => 0,
        Some(token) => token.parse().map_err(|_| params.wrong_type("NextToken", "the token of the answer before"))?,
    };
    let world = run.world();
    let mut groups: Vec<_> = world
        .instances_by_id()
        .filter(|position| {
            let state = &world.instances[*position];
            state.is_own()
                && region.is_none_or(|region| state.region == region)
                && instance.is_none_or(|id| state.id.as_str() == id)
        })
        .flat_map(|instance| groups(world, instance))
        .filter(|group| {
            (ids.is_empty() || ids.contains(&group.id(world)))
                && (statuses.is_empty() || statuses.iter().any(|status| status == group.status()))
                && name.is_none_or(|name| group.name(world) == name)
        })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.job));
    let end = groups.len().min(first.saturating_add(size));
    let shown: Vec<_> = groups.iter().take(end).skip(first).map(|group| group.write(world)).collect();
    let next = (end < groups.len()).then(|| end.to_string());
    Ok(fields(json!({ "SnapshotGroups": { "SnapshotGroup": shown }, "NextToken": next })))
}

fn groups(world: &World, instance: InstanceIdx) -> Vec<Group> {
    let history = &world.instances[instance].history;
    let points = history.points().filter(|point| point.consistency.grouping == Grouping::Group).map(|point| Group {
        instance,
        job: point.created,
        snapshots: point.snapshots.to_vec(),
        ready: true,
    });
    let is_group = |job: &&Job| job.status == JobStatus::Running && job.consistency.grouping == Grouping::Group;
    let running = history.running().filter(is_group).map(|job| Group {
        instance,
        job: job.began,
        snapshots: job.snapshots().collect(),
        ready: false,
    });
    points.chain(running).collect()
}

impl Group {
    fn id(&self, world: &World) -> String {
        world.ids.snapshot_group(world.instances[self.instance].code, self.job).to_string()
    }

    fn name(&self, world: &World) -> String {
        format!("Created-from-HBR-job:{}", world.job_id(self.instance, self.job))
    }

    fn status(&self) -> &'static str {
        if self.ready { "accomplished" } else { "progressing" }
    }

    fn write(&self, world: &World) -> Value {
        let snapshots: Vec<_> = self.snapshots.iter().filter_map(|held| write_snapshot(world, *held)).collect();
        item(json!({
            "SnapshotGroupId": self.id(world),
            "Name": self.name(world),
            "InstanceId": world.instances[self.instance].id,
            "Status": self.status(),
            "CreationTime": self.job.at.to_rfc3339_utc(),
            "Snapshots": { "Snapshot": snapshots },
        }))
    }
}

fn write_snapshot(world: &World, held: SnapshotRef) -> Option<Value> {
    let disk = &world.disks[held.disk];
    let snapshot = disk.chain.get(held.taken)?;
    Some(item(json!({
        "SnapshotId": world.snapshot_id(held),
        "SourceDiskId": disk.id,
        "SourceDiskType": disk.kind.api_name(),
        "Progress": progress(world, held, snapshot),
        "Available": snapshot.usable_at(disk, &world.assumptions) <= world.now,
        "InstantAccess": true,
    })))
}
