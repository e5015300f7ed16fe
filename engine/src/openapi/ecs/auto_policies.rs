//! Automatic snapshot policies: create, apply, take away, list.

use serde_json::{Value, json};

use super::{done, page};
use crate::{
    catalog::region::Region,
    cloud::auto_policy::{AutoPolicy, AutoPolicySpec},
    command::{Command, EcsCommand, EcsReceipt, Receipt},
    id::{AutoPolicyId, DiskId},
    openapi::{Answer, Refusal, fields, item, params::Params},
    rejection::{EcsProblem, Problem},
    simulation::Simulation,
    time::Days,
};

pub(super) fn create(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    if params.flag("EnableCrossRegionCopy")? == Some(true) {
        return Err(Problem::NotSimulated { what: params.path("EnableCrossRegionCopy") }.into());
    }
    let region = region(params)?.unwrap_or(run.world().regions[0]);
    let spec = AutoPolicySpec {
        name: text(params, "autoSnapshotPolicyName")?.unwrap_or_default().to_owned(),
        hours: numbers(params, "timePoints")?,
        weekdays: numbers(params, "repeatWeekdays")?,
        retention: match integer(params, "retentionDays")?.ok_or_else(|| params.missing("retentionDays"))? {
            -1 => None,
            days => Some(retention_days(days)?),
        },
    };
    match run.apply(Command::Ecs(EcsCommand::CreateAutoPolicy { region, spec }))? {
        Receipt::Ecs(EcsReceipt::AutoPolicyCreated(id)) => Ok(fields(json!({ "AutoSnapshotPolicyId": id }))),
        _ => Ok(Answer::new()),
    }
}

pub(super) fn apply(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let policy = policy(params)?.ok_or_else(|| params.missing("autoSnapshotPolicyId"))?;
    done(run, EcsCommand::ApplyAutoPolicy { policy, disks: disks(params)? })
}

pub(super) fn cancel(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    done(run, EcsCommand::CancelAutoPolicy { policy: policy(params)?, disks: disks(params)? })
}

pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let region = params.region()?;
    let (id, name) = (params.text("AutoSnapshotPolicyId")?, params.text("AutoSnapshotPolicyName")?);
    let mut listed: Vec<_> = run
        .world()
        .auto_policies
        .iter()
        .map(|(_, policy)| policy)
        .filter(|policy| {
            region.is_none_or(|region| policy.region == region)
                && id.is_none_or(|id| policy.id.as_str() == id)
                && name.is_none_or(|name| policy.spec.name == name)
        })
        .collect();
    listed.sort_by(|one, other| one.id.cmp(&other.id));
    let items: Vec<_> = listed.into_iter().map(write).collect();
    page(params, "AutoSnapshotPolicies", "AutoSnapshotPolicy", &items)
}

/// How long a snapshot is to be kept; what fits no number of days is out of range.
pub(super) fn retention_days(given: i64) -> Result<Days, Refusal> {
    let days = u32::try_from(given).map(Days);
    days.map_err(|_| Problem::from(EcsProblem::SnapshotRetention { given }).into())
}

fn write(policy: &AutoPolicy) -> Value {
    let list = |numbers: &std::collections::BTreeSet<u8>| {
        json!(numbers.iter().map(ToString::to_string).collect::<Vec<_>>()).to_string()
    };
    item(json!({
        "AutoSnapshotPolicyId": policy.id,
        "AutoSnapshotPolicyName": policy.spec.name,
        "RegionId": policy.region.id(),
        "TimePoints": list(&policy.spec.hours),
        "RepeatWeekdays": list(&policy.spec.weekdays),
        "RetentionDays": policy.spec.retention.map_or(-1, |days| i64::from(days.0)),
        "DiskNums": policy.disks.len(),
        "EnableCrossRegionCopy": false,
        "Status": "Normal",
        "Type": "Custom",
        "CreationTime": policy.created_at.to_rfc3339_utc(),
    }))
}

fn policy(params: &Params<'_>) -> Result<Option<AutoPolicyId>, Refusal> {
    Ok(text(params, "autoSnapshotPolicyId")?.map(AutoPolicyId::from))
}

fn disks(params: &Params<'_>) -> Result<Vec<DiskId>, Refusal> {
    let ids = params.texts(spelling(params, "diskIds"))?;
    match ids.is_empty() {
        true => Err(params.missing("diskIds")),
        false => Ok(ids.into_iter().map(DiskId).collect()),
    }
}

/// Whole numbers, given as such or as texts.
fn numbers(params: &Params<'_>, name: &'static str) -> Result<std::collections::BTreeSet<u8>, Refusal> {
    let list = params.list(spelling(params, name))?;
    let number = |value: &Value| match value {
        Value::String(text) => text.parse().ok(),
        value => value.as_u64().and_then(|number| u8::try_from(number).ok()),
    };
    let numbers = list.iter().map(number).collect::<Option<_>>();
    numbers.ok_or_else(|| params.wrong_type(name, "a list of whole numbers"))
}

fn region(params: &Params<'_>) -> Result<Option<Region>, Refusal> {
    let name = spelling(params, "regionId");
    params.text(name)?.map(|_| params.region_called(name)).transpose()
}

fn text<'p>(params: &'p Params<'_>, name: &'static str) -> Result<Option<&'p str>, Refusal> {
    params.text(spelling(params, name))
}

fn integer(params: &Params<'_>, name: &'static str) -> Result<Option<i64>, Refusal> {
    params.integer(spelling(params, name))
}

/// These operations begin their parameters with a small letter; the usual capital is understood as well.
fn spelling(params: &Params<'_>, name: &'static str) -> &'static str {
    let capital = match name {
        "autoSnapshotPolicyId" => "AutoSnapshotPolicyId",
        "autoSnapshotPolicyName" => "AutoSnapshotPolicyName",
        "diskIds" => "DiskIds",
        "regionId" => "RegionId",
        "repeatWeekdays" => "RepeatWeekdays",
        "retentionDays" => "RetentionDays",
        "timePoints" => "TimePoints",
        _ => name,
    };
    if params.has(capital) { capital } else { name }
}
