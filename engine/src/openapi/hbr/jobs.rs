//! Backup jobs: begin by hand, cancel, list.

use std::cmp::Reverse;

use serde_json::{Value, json};

use super::{
    accounts::{Owner, expect_owner, listed, who_first},
    bindings::{read_timeout, text},
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
    let filters: Result<Vec<_>, _> = params.objects("Filters")?.iter().map(Filter::read).collect();
    let filters = filters?;
    let children = params.text("SourceType")? == Some(DISK_SOURCE_TYPE);
    let region = params.region()?;
    let world = run.world();
    let account = listed(world, params)?;
    let mut rows: Vec<_> = rows(world, children)
        .filter(|row| world.instances[row.instance].account == account)
        .filter(|row| region.is_none_or(|region| world.instances[row.instance].region == region))
        .filter(|row| filters.iter().all(|filter| filter.admits(world, row)))
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

/// One filter of the list; all must admit a row.
struct Filter {
    key: Key,
    operator: Operator,
    values: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    RegionId,
    PlanId,
    JobId,
    InstanceId,
    Status,
    CreatedTime,
    CompleteTime,
    InstanceName,
    BackupType,
    ParentId,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
    Between,
    In,
}

impl Filter {
    fn read(params: &Params<'_>) -> Result<Self, Refusal> {
        let key = match params.required_text("Key")? {
            "RegionId" => Key::RegionId,
            "PlanId" => Key::PlanId,
            "JobId" => Key::JobId,
            "InstanceId" => Key::InstanceId,
            "Status" => Key::Status,
            "CreatedTime" => Key::CreatedTime,
            "CompleteTime" => Key::CompleteTime,
            "InstanceName" => Key::InstanceName,
            "BackupType" => Key::BackupType,
            "ParentId" => Key::ParentId,
            _ => {
                let known = "RegionId, PlanId, JobId, InstanceId, Status, CreatedTime, CompleteTime, InstanceName, \
                             BackupType or ParentId";
                return Err(params.wrong_type("Key", known));
            }
        };
        let operator = match params.text("Operator")? {
            Some("EQUAL") => Operator::Equal,
            Some("NOT_EQUAL") => Operator::NotEqual,
            Some("GREATER_THAN") => Operator::GreaterThan,
            Some("GREATER_THAN_OR_EQUAL") => Operator::GreaterThanOrEqual,
            Some("LESS_THAN") => Operator::LessThan,
            Some("LESS_THAN_OR_EQUAL") => Operator::LessThanOrEqual,
            Some("BETWEEN") => Operator::Between,
            None | Some("IN") => Operator::In,
            Some(_) => return Err(params.wrong_type("Operator", "one of the documented operators")),
        };
        let values = params.list("Values")?;
        let values = values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        let filter = Self { key, operator, values: values.collect() };
        let numeric = matches!(key, Key::CreatedTime | Key::CompleteTime);
        if filter.values.is_empty() || (operator == Operator::Between && filter.values.len() != 2) {
            return Err(params.wrong_type("Values", "a list of values; of two for BETWEEN"));
        }
        if numeric && filter.values.iter().any(|value| value.parse::<i64>().is_err()) {
            return Err(params.wrong_type("Values", "UNIX seconds"));
        }
        Ok(filter)
    }

    fn admits(&self, world: &World, row: &Row<'_>) -> bool {
        let instance = &world.instances[row.instance];
        match self.key {
            Key::RegionId => self.admits_text(instance.region.id()),
            Key::PlanId => {
                row.job.trigger.policy().is_some_and(|plan| self.admits_text(world.policies[plan].id.as_str()))
            }
            Key::JobId => self.admits_text(&row.id(world)),
            Key::InstanceId => self.admits_text(instance.id.as_str()),
            Key::Status => self.admits_text(row.status(world)),
            Key::CreatedTime => self.admits_number(row.job.began.at.0),
            Key::CompleteTime => row.completed_at(world).is_some_and(|at| self.admits_number(at)),
            Key::InstanceName => self.admits_text(&instance.name),
            Key::BackupType => self.admits_text("COMPLETE"),
            Key::ParentId => {
                row.child.is_some() && self.admits_text(world.job_id(row.instance, row.job.began).as_str())
            }
        }
    }

    fn admits_text(&self, text: &str) -> bool {
        self.admits_order(|value| text.cmp(value))
    }

    fn admits_number(&self, number: i64) -> bool {
        self.admits_order(|value| number.cmp(&value.parse().unwrap_or(i64::MAX)))
    }

    /// Judges by how the row's value compares with each of the filter's.
    fn admits_order(&self, compare: impl Fn(&str) -> std::cmp::Ordering) -> bool {
        let order = |position: usize| self.values.get(position).map(|value| compare(value));
        match self.operator {
            Operator::In => self.values.iter().any(|value| compare(value).is_eq()),
            Operator::Equal => order(0).is_some_and(std::cmp::Ordering::is_eq),
            Operator::NotEqual => order(0).is_some_and(std::cmp::Ordering::is_ne),
            Operator::GreaterThan => order(0).is_some_and(std::cmp::Ordering::is_gt),
            Operator::GreaterThanOrEqual => order(0).is_some_and(std::cmp::Ordering::is_ge),
            Operator::LessThan => order(0).is_some_and(std::cmp::Ordering::is_lt),
            Operator::LessThanOrEqual => order(0).is_some_and(std::cmp::Ordering::is_le),
            Operator::Between => {
                order(0).is_some_and(std::cmp::Ordering::is_ge) && order(1).is_some_and(std::cmp::Ordering::is_le)
            }
        }
    }
}
