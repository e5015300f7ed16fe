//! What goes wrong, what is found out about it, and whether everything can be recovered.

use serde_json::{Value, json};

use crate::{
    backup::point::{Point, SnapshotRef},
    catalog::region::Region,
    command::{Command, Receipt},
    id::{DiskId, InstanceId, PointId},
    incident::{Incident, IncidentKind, Injected},
    locale::Locale,
    openapi::{Answer, Refusal, fields, item, params::Params},
    rejection::Problem,
    simulation::{Replay, Simulation},
    time::Timestamp,
    view::{
        drill::{self, Drill, Recovery, Report},
        incidents,
    },
    words,
    world::{Obstacle, Recoverability, Way, World},
};

/// How many events a look into the past or the future may take.
const EVENTS_LOOKED_THROUGH_MAX: u64 = 5_000_000;

pub(super) fn inject(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let incident = read(params)?;
    match run.apply(Command::InjectIncident { incident })? {
        Receipt::IncidentInjected(id) => Ok(fields(json!({ "IncidentId": id }))),
        other => unreachable!("an incident was injected, not {other:?}"),
    }
}

/// The incidents that people can know of, oldest first.
pub(super) fn describe(run: &mut Simulation, _: &Params<'_>) -> Result<Answer, Refusal> {
    let world = run.world();
    let items: Vec<_> = world.known_incidents().map(|injected| write(world, injected)).collect();
    Ok(fields(json!({ "TotalCount": items.len(), "Incidents": items })))
}

/// Looks at what a point holds: the state and the checksum of its data, disk by disk.
pub(super) fn inspect(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let id = PointId::from(params.required_text("SnapshotId")?);
    run.apply(Command::InspectPoint { point: id.clone() })?;
    let world = run.world();
    let (_, point) = world.point(&id)?;
    Ok(fields(json!({
        "SnapshotId": id,
        "Condition": world.condition_of_point(point).word(),
        "Disks": disks(world, point),
    })))
}

/// The drill report: of all incidents, or of one.
pub(super) fn describe_drill(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let id = params.text("IncidentId")?;
    let world = run.world();
    let mut report = drill::drill(world, run.scenario().seed, Locale::En);
    if let Some(id) = id {
        report.reports.retain(|report| report.id.as_str() == id);
        if report.reports.is_empty() {
            return Err(params.wrong_type("IncidentId", "the id of an incident of this run"));
        }
    }
    Ok(fields(write_drill(&report)))
}

/// The drill report as JSON.
pub fn write_drill(report: &Drill) -> Value {
    let time = |at: Timestamp| at.to_rfc3339(report.zone);
    let incidents: Vec<_> = report.reports.iter().map(|of| write_report(of, &time)).collect();
    json!({ "Seed": report.seed, "Start": time(report.start), "Time": time(report.now), "Incidents": incidents })
}

fn write_report(of: &Report, time: &impl Fn(Timestamp) -> String) -> Value {
    let mistakes: Vec<_> =
        of.mistakes.iter().map(|one| json!({ "Rule": one.rule.id(), "Text": one.text(Locale::En) })).collect();
    let instances: Vec<_> = of.instances.iter().map(|one| write_recovery(one, time)).collect();
    item(json!({
        "IncidentId": of.id,
        "Kind": of.kind.api_name(),
        "Text": of.what,
        "Time": time(of.at),
        "DamageTime": of.damage_at.map(time),
        "EndTime": of.ended_at.map(time),
        "Instances": instances,
        "MoreInstances": of.more,
        "DeletedPoints": of.points.map(|(deleted, _)| deleted),
        "WithstoodPoints": of.points.map(|(_, withstood)| withstood),
        "CostFrom": time(of.span[0]),
        "CostTo": time(of.span[1]),
        "Cost": of.cost.to_string(),
        "Mistakes": mistakes,
        "Rule": of.rule().id(),
    }))
}

fn write_recovery(of: &Recovery, time: &impl Fn(Timestamp) -> String) -> Value {
    let restore = of.restore.as_ref().map(|chosen| {
        json!({
            "RestoreId": chosen.id,
            "RestoreType": chosen.kind.api_name(),
            "Status": chosen.status.api_name(),
            "SnapshotId": chosen.point,
            "CreatedTime": time(chosen.created),
            "RegionId": chosen.region.id(),
            "Condition": chosen.condition.word(),
            "TargetInstanceId": chosen.target,
            "BeganTime": time(chosen.began),
            "RunningTime": chosen.running_at.map(time),
            "LostSeconds": chosen.lost.0,
            "LostWrittenBytes": chosen.written.bytes(),
            "RtoSeconds": chosen.took.map(|took| took.0),
            "EstimatedRestoreSeconds": chosen.estimated.0,
            "MeasuredRestoreSeconds": chosen.measured.map(|measured| measured.0),
        })
    });
    json!({ "InstanceId": of.instance, "Restore": restore })
}

/// Whether instances can be recovered: now, or as it was or will be at another instant if nothing is done.
pub(super) fn describe_recoverability(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let ids = params.instance_ids("InstanceIds")?;
    let at = params.instant("At")?;
    let other = at.filter(|at| *at != run.now()).map(|at| run_at(run, at, params)).transpose()?;
    let world = other.as_ref().unwrap_or(run).world();
    let instances: Vec<_> = if ids.is_empty() {
        world.recoverabilities()
    } else {
        let found = ids.iter().map(|id| Ok(world.recoverability(world.instance(id)?)));
        found.collect::<Result<_, Problem>>()?
    };
    let items: Vec<_> = instances.iter().map(|instance| write_recoverability(world, instance)).collect();
    Ok(fields(json!({ "Instances": items })))
}

/// The run as it stood at an instant of the past, or will at one of the future if nothing is done.
fn run_at(run: &Simulation, at: Timestamp, params: &Params<'_>) -> Result<Simulation, Refusal> {
    let too_far = || params.wrong_type("At", "nearer: there is too much to play on the way");
    if at < run.world().start {
        return Err(Problem::NotInThisRun { start: run.world().start, now: run.now() }.into());
    }
    if at > run.now() {
        let mut ahead = run.clone();
        let stepped = ahead.step_until(at, EVENTS_LOOKED_THROUGH_MAX);
        return if stepped.reached { Ok(ahead) } else { Err(too_far()) };
    }
    let mut replay = Replay::until(run.scenario().clone(), run.journal().clone(), at);
    match replay.step(EVENTS_LOOKED_THROUGH_MAX).done {
        true => Ok(replay.finish().0),
        false => Err(too_far()),
    }
}

fn read(params: &Params<'_>) -> Result<Incident, Refusal> {
    let kind = params.required_text("Kind")?;
    let kind = IncidentKind::parse(kind).ok_or_else(|| {
        let known = IncidentKind::ALL.map(IncidentKind::api_name).join(", ");
        params.wrong_type("Kind", &format!("one of {known}"))
    })?;
    let instance = || params.required_text("InstanceId").map(InstanceId::from);
    Ok(match kind {
        IncidentKind::RansomwareInfection => Incident::RansomwareInfection {
            instances: params.instance_ids("InstanceIds")?,
            hidden_hours: number(params, "HiddenHours")?,
        },
        IncidentKind::DataDeletion => Incident::DataDeletion {
            instance: instance()?,
            disks: params.texts("DiskIds")?.into_iter().map(DiskId).collect(),
        },
        IncidentKind::DiskFailure => Incident::DiskFailure { disk: params.required_text("DiskId")?.into() },
        IncidentKind::RegionOutage => {
            Incident::RegionOutage { region: region(params, "RegionId")?, hours: hours(params)? }
        }
        IncidentKind::ReplicationLinkDown => Incident::ReplicationLinkDown {
            from: region(params, "From")?,
            to: region(params, "To")?,
            hours: hours(params)?,
        },
        IncidentKind::BackupDeletion => Incident::BackupDeletion { instances: params.instance_ids("InstanceIds")? },
        IncidentKind::MetadataSyncFailure => Incident::MetadataSyncFailure { jobs: number(params, "Jobs")? },
        IncidentKind::PaymentOverdue => Incident::PaymentOverdue,
        IncidentKind::InstanceReleased => Incident::InstanceReleased { instance: instance()? },
    })
}

fn region(params: &Params<'_>, name: &str) -> Result<Region, Refusal> {
    params.region_called(name)
}

fn hours(params: &Params<'_>) -> Result<u32, Refusal> {
    number(params, "Hours")
}

fn number(params: &Params<'_>, name: &str) -> Result<u32, Refusal> {
    let given = params.integer(name)?.ok_or_else(|| params.missing(name))?;
    u32::try_from(given).map_err(|_| params.wrong_type(name, "a positive whole number"))
}

fn write(world: &World, injected: &Injected) -> Value {
    let time = |at: Timestamp| at.to_rfc3339(world.zone);
    let toll = &injected.toll;
    let withstood: serde_json::Map<_, _> =
        toll.withstood.iter().map(|(rule, count)| (rule.id().to_owned(), json!(count))).collect();
    item(json!({
        "IncidentId": injected.id,
        "Kind": injected.incident.kind().api_name(),
        "Text": incidents::what(world, injected, Locale::En),
        "Time": time(injected.known_from()),
        "DueTime": injected.until.map(time),
        "EndTime": injected.ended_at.map(time),
        "GoesOn": injected.goes_on(),
        "Disks": toll.disks,
        "FailedJobs": toll.jobs,
        "DeletedPoints": toll.points,
        "WithstoodPoints": withstood,
        "Rule": injected.incident.kind().rule().id(),
    }))
}

fn disks(world: &World, point: &Point) -> Vec<Value> {
    let write = |held: &SnapshotRef| {
        item(json!({
            "DiskId": world.disks[held.disk].id,
            "Condition": world.condition_of(*held).word(),
            "Checksum": world.fingerprint_of(*held).map(|fingerprint| fingerprint.to_string()),
        }))
    };
    point.snapshots.iter().map(write).collect()
}

/// What is not there is null: a missing field could be taken for one that was forgotten.
fn write_recoverability(world: &World, of: &Recoverability) -> Value {
    let point = |way: &Way| {
        json!({
            "SnapshotId": way.point,
            "CreatedTime": way.created.at.to_rfc3339(world.zone),
            "RegionId": way.region.id(),
        })
    };
    let obstacle =
        |obstacle: Obstacle| json!({ "Rule": obstacle.rule().id(), "Text": words::obstacle(obstacle, Locale::En) });
    let (actual, known) = (&of.actual, &of.known);
    json!({
        "InstanceId": world.instances[of.instance].id,
        "NewestCleanPoint": actual.newest.as_ref().map(point),
        "RpoSeconds": actual.rpo(world.now).map(|rpo| rpo.0),
        "EstimatedRtoSeconds": actual.newest.as_ref().map(|way| way.restore.0),
        "RegionIds": actual.regions().map(Region::id).collect::<Vec<_>>(),
        "NewestKnownPoint": known.newest.as_ref().map(point),
        "Obstacle": actual.obstacle.map(obstacle),
    })
}
