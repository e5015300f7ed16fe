//! Backup jobs: begin by hand, cancel, list.

use std::cmp::Reverse;

use serde_json::{Value, json};

use super::{
    accounts::{Owner, expect_owner, listed, who_first},
    bindings::{read_timeout, text},
    filters::{Fact, Filter},
    success,
};
use crate::{
    backup::{
        binding::{ApplicationOptions, BackupOptions, DiskScope},
        job::{Child, Job, Trigger},
        point::SnapshotRef,
        policy::{PolicyName, ReplicationRule, retention_days},
        replication::{CopyFailure, CopyState, CopyStatus, Replication},
    },
    catalog::limits,
    cloud::InstanceIdx,
    command::{Command, Receipt},
    id::{DiskId, InstanceId},
    openapi::{Answer, DISK_SOURCE_TYPE, Refusal, SOURCE_TYPE, fields, item, params::Params},
    rejection::{Field, Problem},
    simulation::Simulation,
    words,
    world::World,
};

pub(super) fn create(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    params.expect_source_type(&[SOURCE_TYPE])?;
    let may = expect_owner(run.world(), params, params.required_text("InstanceId")?);
    match run.apply(who_first(may, read_backup(params))?)? {
        Receipt::JobsStarted(jobs) => Ok(success(json!({ "JobId": jobs.first() }))),
        _ => Ok(success(json!({}))),
    }
}

/// A backup by hand as a call asks for it.
fn read_backup(params: &Params<'_>) -> Result<Command, Refusal> {
    let instance = InstanceId::from(params.required_text("InstanceId")?);
    let days = params.integer("Retention")?.ok_or_else(|| params.missing("Retention"))?;
    let retention = retention_days(days).map_err(|problem| problem.at(Field::Retention))?;
    let name = params.text("JobName")?.map(PolicyName::parse).transpose();
    let name = name.map_err(|fault| Problem::Name(fault).at(Field::PolicyName))?;
    let (scope, options) = read_detail(params)?;
    let copy = read_copy(params)?;
    Ok(Command::BackUp { instance, scope, options, retention, name, copy })
}

pub(super) fn cancel(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    run.apply(Command::CancelJob { job: params.required_text("JobId")?.into() })?;
    Ok(success(json!({})))
}

pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    params.expect_source_type(&[SOURCE_TYPE, DISK_SOURCE_TYPE])?;
    let size = params.integer_in("PageSize", limits::JOBS_PER_PAGE, limits::JOBS_PER_PAGE_DEFAULT)?;
    let page = params.integer_in("PageNumber", 1..=i64::from(u32::MAX), 1)?;
    let ascending = match params.text("SortDirection")? {
        None | Some("DESCEND") => false,
        Some("ASCEND") => true,
        Some(_) => return Err(params.wrong_type("SortDirection", "ASCEND or DESCEND")),
    };
    let filters = Filter::read_all(params, FILTER_KEYS)?;
    let children = params.text("SourceType")? == Some(DISK_SOURCE_TYPE);
    let region = params.region()?;
    let world = run.world();
    let account = listed(world, params)?;
    let mut rows: Vec<_> = rows(world, children)
        .filter(|row| world.instances[row.instance].account == account)
        .filter(|row| region.is_none_or(|region| world.instances[row.instance].region == region))
        .filter(|row| filters.iter().all(|filter| filter.admits(|key| row.fact(world, key))))
        .collect();
    rows.sort_by_key(|row| Reverse((row.job.began, Reverse(world.instances[row.instance].id.as_str()))));
    if ascending {
        rows.reverse();
    }
    let shown = rows.iter().skip((page - 1).saturating_mul(size)).take(size);
    let items: Vec<_> = shown.map(|row| row.write(world)).collect();
    Ok(success(json!({
        "BackupJobs": { "BackupJob": items }, "TotalCount": rows.len(), "PageNumber": page, "PageSize": size,
    })))
}

/// The disks and options of a manual backup or a legacy plan: `Detail.diskIdList`, empty for all (CON-05).
pub(super) fn read_detail(params: &Params<'_>) -> Result<(DiskScope, BackupOptions), Refusal> {
    let Some(detail) = params.object("Detail")? else { return Ok(Default::default()) };
    let disks: Vec<_> = detail.texts("diskIdList")?.into_iter().map(DiskId).collect();
    let scope = if disks.is_empty() { DiskScope::All } else { DiskScope::Only(disks) };
    let application = match detail.flag("appConsistent")? {
        Some(true) => Some(ApplicationOptions {
            enable_writers: detail.flag("enableWriters")?.unwrap_or(true),
            enable_fs_freeze: detail.flag("enableFsFreeze")?.unwrap_or(true),
            pre_script: text(&detail, "preScriptPath")?,
            post_script: text(&detail, "postScriptPath")?,
            // The service's own text has both spellings (CON-54).
            timeout_seconds: match detail.integer("timeoutInSeconds")? {
                Some(_) => read_timeout(&detail, "timeoutInSeconds")?,
                None => read_timeout(&detail, "timeoutSeconds")?,
            },
            ram_role: text(&detail, "ramRoleName")?,
        }),
        None | Some(false) => None,
    };
    let snapshot_group = detail.flag("snapshotGroup")?;
    Ok((scope, BackupOptions { snapshot_group, application, destination_kms_key: None }))
}

/// Where the point of a manual backup is copied to, if anywhere (CON-05).
fn read_copy(params: &Params<'_>) -> Result<Option<ReplicationRule>, Refusal> {
    let Some(detail) = params.object("Detail")? else { return Ok(None) };
    if detail.flag("doCopy")? != Some(true) {
        return Ok(None);
    }
    if text(&detail, "destinationRegionId")?.is_none() {
        return Err(Problem::NoDestinationRegion.at(Field::DestinationRegion).into());
    }
    let days = detail.integer("destinationRetention")?.map(retention_days).transpose();
    let retention = days.map_err(|problem| problem.at(Field::RemoteRetention))?;
    Ok(Some(ReplicationRule {
        region: detail.region_called("destinationRegionId")?,
        retention: retention.unwrap_or(limits::REMOTE_RETENTION_DAYS_DEFAULT),
        archive_after: None,
    }))
}

/// A job or a child of one, as a row of the list.
struct Row<'w> {
    instance: InstanceIdx,
    job: &'w Job,
    child: Option<&'w Child>,
}

fn rows(world: &World, children: bool) -> impl Iterator<Item = Row<'_>> {
    let jobs = world.instances_by_id().flat_map(|instance| {
        world.instances[instance].history.jobs().map(move |job| Row { instance, job, child: None })
    });
    jobs.flat_map(move |row| {
        let parent = (!children).then_some(Row { child: None, ..row });
        let disks = if children { &row.job.children[..] } else { &[] };
        let disks = disks.iter().map(move |child| Row { instance: row.instance, job: row.job, child: Some(child) });
        parent.into_iter().chain(disks)
    })
}

impl Row<'_> {
    fn id(&self, world: &World) -> String {
        let parent = || world.job_id(self.instance, self.job.began);
        self.child.map_or_else(parent, |child| world.child_job_id(child)).to_string()
    }

    fn status(&self, world: &World) -> &'static str {
        let status = self.child.map_or(self.job.status, |child| child.status(self.job, world.now));
        status.api_name()
    }

    /// When it ended; none while it runs.
    fn completed_at(&self, world: &World) -> Option<i64> {
        let ends_at = self.child.map_or(self.job.ends_at, |child| child.ends_at.min(self.job.ends_at));
        (self.status(world) != "RUNNING").then_some(ends_at.0)
    }

    fn error(&self) -> Option<String> {
        match self.child {
            Some(child) => child.failure.map(|failure| failure.code().to_owned()),
            None => self.job.failure.map(words::job_failure_title).map(str::to_owned),
        }
    }

    /// What it has under a key of a filter.
    fn fact<'r>(&'r self, world: &'r World, key: &str) -> Option<Fact<'r>> {
        let instance = &world.instances[self.instance];
        Some(match key {
            "RegionId" => Fact::text(instance.region.id()),
            "PlanId" => Fact::text(world.policies[self.job.trigger.policy()?].id.as_str()),
            "JobId" => Fact::text(self.id(world)),
            "InstanceId" => Fact::text(instance.id.as_str()),
            "Status" => Fact::text(self.status(world)),
            "CreatedTime" => Fact::Number(self.job.began.at.0),
            "CompleteTime" => Fact::Number(self.completed_at(world)?),
            "InstanceName" => Fact::text(instance.name.as_str()),
            "BackupType" => Fact::text("COMPLETE"),
            "ParentId" => Fact::text(self.child.map(|_| world.job_id(self.instance, self.job.began).0)?),
            _ => return None,
        })
    }

    fn write(&self, world: &World) -> Value {
        let instance = &world.instances[self.instance];
        let owner = Owner::of(world, instance.account);
        let children = self.child.map_or(&self.job.children[..], std::slice::from_ref);
        let total: u64 = children.iter().map(|child| world.disks[child.disk].size.bytes()).sum();
        let stored: u64 = children.iter().map(|child| child.stored.bytes()).sum();
        let progress =
            self.child.map_or_else(|| self.job.progress(world.now), |child| child.progress(self.job, world.now));
        let done = u128::from(stored) * u128::from(progress) / 10_000;
        let snapshots: Vec<_> = children
            .iter()
            .filter(|child| child.failure.is_none() && self.job.status.api_name() != "CANCELED")
            .map(|child| world.snapshot_id(SnapshotRef { disk: child.disk, taken: child.taken }))
            .collect();
        let mut detail = fields(json!({
            "DoCopy": self.job.terms.copy.is_some(),
            "NativeSnapshotId": self.child.and(snapshots.first()),
            "DiskNativeSnapshotIdList": { "DiskNativeSnapshotId": snapshots },
        }));
        if let Some(replication) = &self.job.terms.copy {
            detail.extend(fields(self.write_replication(world, replication)));
        }
        let policy = self.job.trigger.policy().map(|policy| &world.policies[policy].id);
        item(json!({
            "JobId": self.id(world),
            "SourceType": if self.child.is_some() { DISK_SOURCE_TYPE } else { SOURCE_TYPE },
            "BackupType": "COMPLETE",
            "JobName": self.job.name,
            "InstanceId": instance.id,
            "InstanceName": instance.name,
            "PlanId": policy,
            "Status": self.status(world),
            "Progress": progress,
            "BytesTotal": total,
            "BytesDone": u64::try_from(done).unwrap_or(stored),
            "ActualBytes": stored,
            "CreatedTime": self.job.began.at,
            "StartTime": self.job.began.at,
            "CompleteTime": self.completed_at(world),
            "UpdatedTime": self.completed_at(world).unwrap_or(world.now.0),
            "ErrorMessage": self.error(),
            "TriggerMode": if matches!(self.job.trigger, Trigger::Schedule(_)) { "SCHEDULED" } else { "MANUAL" },
            "CrossAccountType": owner.kind,
            "CrossAccountUserId": owner.user,
            "CrossAccountRoleName": owner.role,
            "Detail": detail,
        }))
    }

    /// How far the copies of the whole job or of one disk are (JOB-05).
    fn write_replication(&self, world: &World, replication: &Replication) -> Value {
        let retention = replication.terms.retention;
        let Some(child) = self.child else {
            let region = replication.terms.region;
            return json!({
                "DestinationRetention": retention,
                "DestinationNativeSnapshotStatus": replication.status(self.job.status).map(CopyStatus::api_name),
                "DestinationNativeSnapshotProgress": replication.progress(world.now),
                "DestinationNativeSnapshotErrorMessage":
                    replication.parts.iter().find_map(|part| part.state.failure()).map(CopyFailure::code),
                "DestinationSnapshotId": world.remote_point_id(self.instance, self.job.began, region),
            });
        };
        let source = SnapshotRef { disk: child.disk, taken: child.taken };
        let Some(part) = replication.parts.iter().find(|part| part.source == source) else {
            let status = replication.status(self.job.status).filter(|_| child.failure.is_none());
            return json!({
                "DestinationRetention": retention,
                "DestinationNativeSnapshotStatus": status.map(CopyStatus::api_name),
                "DestinationNativeSnapshotProgress": status.map(|_| 0),
            });
        };
        let is_there = world.disks[part.copy.disk].chain.get(part.copy.taken).is_some();
        let is_done = is_there && part.state == CopyState::Done;
        json!({
            "DestinationRetention": retention,
            "DestinationNativeSnapshotStatus": part.state.status().api_name(),
            "DestinationNativeSnapshotProgress": part.state.progress(world.now),
            "DestinationNativeSnapshotErrorMessage": part.state.failure().map(CopyFailure::code),
            "DestinationNativeSnapshotId": is_there.then(|| world.snapshot_id(part.copy)),
            "DestinationSnapshotId": is_done.then(|| world.disk_point_id(part.copy)),
        })
    }
}

/// What the list can be filtered by.
const FILTER_KEYS: &[&str] = &[
    "RegionId",
    "PlanId",
    "JobId",
    "InstanceId",
    "Status",
    "CreatedTime",
    "CompleteTime",
    "InstanceName",
    "BackupType",
    "ParentId",
];
