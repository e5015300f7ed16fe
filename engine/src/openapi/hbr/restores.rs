//! Restore jobs: begin, cancel, list (API-18 to API-20).

use std::cmp::Reverse;

use serde_json::{Value, json};

use super::{
    accounts::{Owner, expect_owner_of_point, listed, who_first},
    filters::{Fact, Filter},
    success,
};
use crate::{
    backup::restore::{Restore, RestoreChild, RestoreChildFailure, RestoreKind, RestoreStatus},
    catalog::{
        disk::{DiskCategory, PerformanceLevel},
        instance_type::InstanceType,
        limits,
    },
    command::{CloneOrder, Command, InPlace, Receipt, RestoreOrder, RestoreTarget},
    id::PointId,
    openapi::{Answer, DISK_SOURCE_TYPE, Refusal, SOURCE_TYPE, item, params::Params},
    rule::Rule,
    simulation::Simulation,
    words,
    world::World,
};

pub(super) fn create(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let may = match params.text("SnapshotId")?.and_then(|id| run.world().holder_of_point(&PointId::from(id))) {
        Some(holder) => expect_owner_of_point(run.world(), params, holder),
        None => Ok(()),
    };
    let order = who_first(may, read_order(params))?;
    match run.apply(Command::Restore(order))? {
        Receipt::RestoreStarted(id) => Ok(success(json!({ "RestoreId": id }))),
        _ => Ok(success(json!({}))),
    }
}

pub(super) fn cancel(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    run.apply(Command::CancelRestore { restore: params.required_text("RestoreId")?.into() })?;
    Ok(success(json!({})))
}

/// Lists restores of a type; those of one disk also as the children of a restore, which the filter `ParentId` picks out.
pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let kind = params.text("RestoreType")?.map(|_| kind(params)).transpose()?;
    let size = params.integer_in("PageSize", limits::JOBS_PER_PAGE, limits::JOBS_PER_PAGE_DEFAULT)?;
    let page = params.integer_in("PageNumber", 1..=i64::from(u32::MAX), 1)?;
    let filters = Filter::read_all(params, FILTER_KEYS)?;
    let of_parent = filters.iter().any(|filter| filter.is_by("ParentId"));
    let region = params.region()?;
    let world = run.world();
    let account = listed(world, params)?;
    let mut rows: Vec<_> = rows(world)
        .filter(|row| row.is_of(kind, of_parent))
        .filter(|row| world.instances[row.restore.holder].account == account)
        .filter(|row| region.is_none_or(|region| world.instances[row.restore.holder].region == region))
        .filter(|row| filters.iter().all(|filter| filter.admits(|key| row.fact(world, key))))
        .collect();
    rows.sort_by_key(|row| Reverse(row.restore.began.at));
    let shown = rows.iter().skip((page - 1).saturating_mul(size)).take(size);
    let items: Vec<_> = shown.map(|row| row.write(world)).collect();
    Ok(success(json!({
        "RestoreJobs": { "RestoreJob": items }, "TotalCount": rows.len(), "PageNumber": page, "PageSize": size,
    })))
}

/// A restore as a call asks for it.
fn read_order(params: &Params<'_>) -> Result<RestoreOrder, Refusal> {
    params.required_text("RestoreType")?;
    let kind = kind(params)?;
    // The service's text has UDM_ECS for all four.
    let known: &[&str] = if kind.is_of_disk() { &[SOURCE_TYPE, DISK_SOURCE_TYPE] } else { &[SOURCE_TYPE] };
    params.expect_source_type(known).map_err(|refusal| Refusal { rule: Rule::Res12, ..refusal })?;
    let point = PointId::from(params.required_text("SnapshotId")?);
    let region = params.text("UdmRegionId")?.filter(|region| !region.is_empty());
    let region = region.map(|_| params.region_called("UdmRegionId")).transpose()?;
    let detail = params.object("UdmDetail")?.ok_or_else(|| params.missing("UdmDetail"))?;
    let target = match kind {
        RestoreKind::Instance => RestoreTarget::Instance(read_in_place(&detail)?),
        RestoreKind::Disk => RestoreTarget::Disk(read_in_place(&detail)?),
        RestoreKind::NewInstance => RestoreTarget::NewInstance(read_clone(&detail).map_err(by(Rule::Res07))?),
        RestoreKind::NewDisk => read_new_disk(&detail).map_err(by(Rule::Res08))?,
    };
    Ok(RestoreOrder { point, region, target })
}

fn kind(params: &Params<'_>) -> Result<RestoreKind, Refusal> {
    let given = params.text("RestoreType")?;
    let found = RestoreKind::ALL.into_iter().find(|kind| given == Some(kind.api_name()));
    let known = RestoreKind::ALL.map(RestoreKind::api_name).join(", ");
    found.ok_or_else(|| Refusal { rule: Rule::Res01, ..params.wrong_type("RestoreType", &format!("one of {known}")) })
}

/// What is wrong with a field is said by the rule that has the fields.
fn by(rule: Rule) -> impl Fn(Refusal) -> Refusal {
    move |refusal| Refusal { rule, ..refusal }
}

fn read_in_place(detail: &Params<'_>) -> Result<InPlace, Refusal> {
    // The newest text of the service has a typing error, which it stands by (RES-05).
    let force = match detail.flag("forceRestore")? {
        Some(force) => force,
        None => detail.flag("foreceRestore")?.unwrap_or(false),
    };
    Ok(InPlace {
        instance: detail.required_text("sourceInstanceId")?.into(),
        force,
        boot: detail.flag("bootAfterRestore")?.unwrap_or(false),
    })
}

fn read_clone(detail: &Params<'_>) -> Result<CloneOrder, Refusal> {
    let instance_type = InstanceType::parse(detail.required_text("instanceType")?)
        .ok_or_else(|| detail.wrong_type("instanceType", "an instance type such as ecs.g7.large"))?;
    let private_ip = detail.text("privateIpAddress")?.filter(|given| !given.is_empty());
    Ok(CloneOrder {
        instance_type,
        category: read_category(detail)?,
        performance_level: read_level(detail)?,
        vswitch: detail.required_text("restoredNetwork")?.into(),
        security_group: detail.required_text("securityGroup")?.into(),
        name: detail.required_text("restoredName")?.to_owned(),
        host_name: detail.required_text("restoredHostName")?.to_owned(),
        public_ip: detail.flag("allocatePublicIp")?.unwrap_or(false),
        private_ip: private_ip.map(str::to_owned),
        boot: detail.flag("bootAfterRestore")?.unwrap_or(false),
    })
}

fn read_new_disk(detail: &Params<'_>) -> Result<RestoreTarget, Refusal> {
    Ok(RestoreTarget::NewDisk {
        instance: detail.required_text("targetInstanceId")?.into(),
        category: read_category(detail)?,
        performance_level: read_level(detail)?,
    })
}

/// The category; the service's text has `essd` for `cloud_essd`.
fn read_category(detail: &Params<'_>) -> Result<DiskCategory, Refusal> {
    let code = detail.required_text("diskCategory")?;
    let found = DiskCategory::parse(code).or_else(|| DiskCategory::parse(&format!("cloud_{code}")));
    found.ok_or_else(|| detail.wrong_type("diskCategory", "a category of disks such as cloud_essd"))
}

fn read_level(detail: &Params<'_>) -> Result<Option<PerformanceLevel>, Refusal> {
    let code = detail.text("diskPerformanceLevel")?.filter(|code| !code.is_empty());
    let level = code.map(|code| {
        PerformanceLevel::parse(code).ok_or_else(|| detail.wrong_type("diskPerformanceLevel", "PL0, PL1, PL2 or PL3"))
    });
    level.transpose()
}

/// A restore or a child of one, as a row of the list.
struct Row<'w> {
    restore: &'w Restore,
    child: Option<&'w RestoreChild>,
}

/// All restores, newest first, each followed by its children; that of one disk has none beside itself.
fn rows(world: &World) -> impl Iterator<Item = Row<'_>> {
    world.restores.iter().rev().flat_map(|restore| {
        let children = if restore.kind.is_of_disk() { &[] } else { &restore.children[..] };
        let children = children.iter().map(move |child| Row { restore, child: Some(child) });
        std::iter::once(Row { restore, child: None }).chain(children)
    })
}

impl Row<'_> {
    fn kind(&self) -> RestoreKind {
        if self.child.is_some() { self.restore.kind.of_children() } else { self.restore.kind }
    }

    /// Whether a list of this type has it: one by `ParentId` the children, by their type or their parent's; any other the
    /// type that it asks for, and without one no children.
    fn is_of(&self, kind: Option<RestoreKind>, of_parent: bool) -> bool {
        match (kind, of_parent) {
            (None, of_parent) => self.child.is_some() == of_parent,
            (Some(kind), true) => self.child.is_some() && (kind == self.kind() || kind == self.restore.kind),
            (Some(kind), false) => kind == self.kind(),
        }
    }

    fn id(&self, world: &World) -> String {
        match self.child {
            Some(child) => world.child_restore_id(child).to_string(),
            None => world.restore_id(self.restore).to_string(),
        }
    }

    fn point(&self, world: &World) -> PointId {
        match self.child {
            Some(child) => world.disk_point_id(child.snapshot),
            None => world.point_of_restore(self.restore),
        }
    }

    fn status(&self, world: &World) -> RestoreStatus {
        self.child.map_or_else(|| self.restore.status(world.now), |child| child.status(self.restore, world.now))
    }

    /// When it ended; none while it goes on.
    fn completed_at(&self, world: &World) -> Option<i64> {
        let ends_at = self.child.map_or(self.restore.ends_at, |child| child.ends_at.min(self.restore.ends_at));
        let goes_on = matches!(self.status(world), RestoreStatus::Created | RestoreStatus::Running);
        (!goes_on).then_some(ends_at.0)
    }

    fn error(&self) -> Option<&'static str> {
        let of_child = self.child.and_then(|child| child.failure).map(RestoreChildFailure::code);
        of_child.or_else(|| self.restore.failure.map(words::restore_failure_title))
    }

    /// What it has under a key of a filter.
    fn fact<'r>(&'r self, world: &'r World, key: &str) -> Option<Fact<'r>> {
        let (holder, target) = (&world.instances[self.restore.holder], &world.instances[self.restore.target]);
        Some(match key {
            "RegionId" => Fact::text(holder.region.id()),
            "RestoreId" | "JobId" => Fact::text(self.id(world)),
            "InstanceId" | "SourceInstanceId" => Fact::text(holder.id.as_str()),
            "InstanceName" => Fact::text(holder.name.as_str()),
            "TargetInstanceId" => Fact::text(target.id.as_str()),
            "SnapshotId" => Fact::text(self.point(world).0),
            "Status" => Fact::text(self.status(world).api_name()),
            "CreatedTime" => Fact::Number(self.restore.began.at.0),
            "CompleteTime" => Fact::Number(self.completed_at(world)?),
            "ParentId" => Fact::text(self.child.map(|_| world.restore_id(self.restore).0)?),
            _ => return None,
        })
    }

    fn write(&self, world: &World) -> Value {
        let restore = self.restore;
        let (holder, target) = (&world.instances[restore.holder], &world.instances[restore.target]);
        let owner = Owner::of(world, holder.account);
        let children = self.child.map_or(&restore.children[..], std::slice::from_ref);
        let total: u64 = children.iter().map(|child| world.disks[child.disk].size.bytes()).sum();
        let progress =
            self.child.map_or_else(|| restore.progress(world.now), |child| child.progress(restore, world.now));
        let done = u64::try_from(u128::from(total) * u128::from(progress) / 10_000).unwrap_or(total);
        let source = children.first().filter(|_| self.kind().is_of_disk()).map(|child| child.snapshot.disk);
        item(json!({
            "RestoreId": self.id(world),
            "ParentId": self.child.map(|_| world.restore_id(restore)),
            "RestoreType": self.kind().api_name(),
            "SourceType": if self.child.is_some() { DISK_SOURCE_TYPE } else { SOURCE_TYPE },
            "SnapshotId": self.point(world),
            "SourceInstanceId": holder.id,
            "SourceResourceId": source.map_or(holder.id.as_str(), |disk| world.disks[disk].id.as_str()),
            "TargetInstanceId": target.id,
            "TargetInstanceName": target.name,
            "Status": self.status(world).api_name(),
            "Progress": progress,
            "BytesTotal": total,
            "BytesDone": done,
            "ActualBytes": done,
            "CreatedTime": restore.began.at,
            "StartTime": restore.began.at,
            "CompleteTime": self.completed_at(world),
            "UpdatedTime": self.completed_at(world).unwrap_or(world.now.0),
            "ErrorMessage": self.error(),
            "UdmDetail": self.detail(world).to_string(),
            "CrossAccountType": owner.kind,
            "CrossAccountUserId": owner.user,
            "CrossAccountRoleName": owner.role,
        }))
    }

    /// What was asked for, in the words of the call.
    fn detail(&self, world: &World) -> Value {
        let restore = self.restore;
        let target = &world.instances[restore.target];
        let new = self.child.or(restore.children.first()).map(|child| &world.disks[child.disk]);
        let category = new.map(|disk| disk.category.code());
        let level = new.and_then(|disk| disk.performance_level).map(PerformanceLevel::code);
        match restore.kind {
            RestoreKind::Instance | RestoreKind::Disk => item(json!({
                "sourceInstanceId": target.id,
                "forceRestore": restore.force,
                "bootAfterRestore": restore.boot,
            })),
            RestoreKind::NewDisk => item(json!({
                "targetInstanceId": target.id,
                "diskCategory": category,
                "diskPerformanceLevel": level,
            })),
            RestoreKind::NewInstance => item(json!({
                "instanceType": target.instance_type.as_str(),
                "diskCategory": category,
                "diskPerformanceLevel": level,
                "restoredNetwork": world.networks.vswitches[target.place.vswitch].id,
                "securityGroup": world.networks.security_groups[target.place.security_group].id,
                "restoredName": target.name,
                "restoredHostName": target.host_name(),
                "allocatePublicIp": target.guest.as_ref().is_some_and(|guest| guest.public_ip.is_some()),
                "privateIpAddress": target.guest.as_ref().and_then(|guest| guest.private_ip).map(|ip| ip.to_string()),
                "bootAfterRestore": restore.boot,
            })),
        }
    }
}

/// What the list can be filtered by.
const FILTER_KEYS: &[&str] = &[
    "RegionId",
    "RestoreId",
    "JobId",
    "InstanceId",
    "SourceInstanceId",
    "InstanceName",
    "TargetInstanceId",
    "SnapshotId",
    "Status",
    "CreatedTime",
    "CompleteTime",
    "ParentId",
];
