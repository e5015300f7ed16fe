//! Legacy backup plans (API-26): an edit makes a policy of one (POL-97).

use serde_json::{Value, json};

use super::{
    accounts::{Owner, expect_owner, listed as listed_account, who_first},
    bindings::text,
    jobs::read_detail,
    success,
};
use crate::{
    backup::{
        PolicyIdx,
        binding::Binding,
        job::JobStatus,
        policy::{
            BackupRule, PERMANENT, Policy, PolicyKind, PolicyRule, ReplicationRule, TransitionRule, retention_days,
        },
        schedule::Schedule,
    },
    catalog::limits,
    cloud::InstanceIdx,
    command::{Command, PlanSpec, Receipt},
    id::{InstanceId, PolicyId},
    openapi::{Answer, Refusal, SOURCE_TYPE, item, params::Params},
    rejection::{Field, Problem},
    simulation::Simulation,
    time::Days,
    world::World,
};

pub(super) fn create(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let may = expect_owner(run.world(), params, params.required_text("InstanceId")?);
    let plan = who_first(may, read_plan(params))?;
    match run.apply(Command::CreatePlan { plan })? {
        Receipt::PolicyCreated(id) => Ok(success(json!({ "PlanId": id }))),
        _ => Ok(success(json!({}))),
    }
}

pub(super) fn update(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let (plan, position, instance) = find(run, params)?;
    let world = run.world();
    let bound = world.instances[instance].bindings.iter().find(|binding| binding.policy == position);
    let present = bound.map(|binding| spec_of(world, position, instance, binding));
    let mut spec = present.ok_or_else(|| Problem::PlanNotFound { id: plan.to_string() })?;
    if let Some(name) = text(params, "PlanName")? {
        spec.name = name;
    }
    if params.object("Detail")?.is_some() {
        (spec.scope, spec.options) = read_detail(params)?;
    }
    let says_more = ["Schedule", "Retention", "Rule", "KeepLatestSnapshots"];
    if params.names().any(|name| says_more.contains(&name)) {
        spec.rules = read_rules(params, &spec.rules)?;
    }
    run.apply(Command::UpdatePlan { plan, spec })?;
    Ok(success(json!({})))
}

pub(super) fn execute(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let (policy, ..) = find(run, params)?;
    let rule = text(params, "RuleId")?.map(|id| id.as_str().into());
    let instance = None;
    match run.apply(Command::RunPolicy { policy, rule, instance })? {
        Receipt::JobsStarted(jobs) => Ok(success(json!({ "JobId": jobs.first() }))),
        _ => Ok(success(json!({}))),
    }
}

pub(super) fn disable(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    suspend(run, params, true)
}

pub(super) fn enable(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    suspend(run, params, false)
}

pub(super) fn delete(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let (plan, ..) = find(run, params)?;
    let require_no_running_jobs = params.flag("RequireNoRunningJobs")? == Some(true);
    run.apply(Command::DeletePlan { plan, require_no_running_jobs })?;
    Ok(success(json!({})))
}

pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    params.expect_source_type(&[SOURCE_TYPE])?;
    let size = params.integer_in("PageSize", limits::JOBS_PER_PAGE, limits::JOBS_PER_PAGE_DEFAULT)?;
    let page = params.integer_in("PageNumber", 1..=i64::from(u32::MAX), 1)?;
    let region = params.region()?;
    let mut filters = Vec::new();
    for filter in params.objects("Filters")? {
        let key = filter.required_text("Key")?.to_owned();
        if !["planId", "instanceId", "planName", "regionId"].contains(&key.as_str()) {
            return Err(filter.wrong_type("Key", "one of planId, instanceId, planName, regionId"));
        }
        filters.push((key, filter.texts("Values")?));
    }
    let world = run.world();
    let account = listed_account(world, params)?;
    let plans = world.policies_by_id().filter(|plan| world.policies[*plan].kind == PolicyKind::Plan);
    let bound = plans.flat_map(|plan| world.sources_of(plan).map(move |(instance, binding)| (plan, instance, binding)));
    let listed = bound.filter(|(plan, instance, _)| {
        let (plan, instance) = (&world.policies[*plan], &world.instances[*instance]);
        let value = |key: &str| match key {
            "planId" => plan.id.as_str(),
            "instanceId" => instance.id.as_str(),
            "planName" => plan.spec.name.as_str(),
            _ => instance.region.id(),
        };
        instance.account == account
            && region.is_none_or(|region| instance.region == region)
            && filters.iter().all(|(key, values)| values.iter().any(|wanted| wanted == value(key)))
    });
    let items: Vec<_> = listed.map(|(plan, instance, binding)| write(world, plan, instance, binding)).collect();
    let shown: Vec<_> = items.iter().skip((page - 1).saturating_mul(size)).take(size).collect();
    Ok(success(json!({
        "BackupPlans": { "BackupPlan": shown }, "TotalCount": items.len(), "PageNumber": page, "PageSize": size,
    })))
}

/// A plan in the form of `CreateBackupPlan`.
pub(in crate::openapi) fn read_plan(params: &Params<'_>) -> Result<PlanSpec, Refusal> {
    params.expect_source_type(&[SOURCE_TYPE])?;
    let rules = read_rules(params, &[])?;
    let (scope, options) = read_detail(params)?;
    Ok(PlanSpec {
        name: params.required_text("PlanName")?.to_owned(),
        instance: InstanceId::from(params.required_text("InstanceId")?),
        rules,
        scope,
        options,
        suspended: params.flag("Disabled")? == Some(true),
    })
}

/// What a policy in the plan's place says: a `BACKUP` rule for each schedule, one `TRANSITION` rule, and a `REPLICATION`
/// rule where it copies. What the call leaves out is taken from `present`.
fn read_rules(params: &Params<'_>, present: &[PolicyRule]) -> Result<Vec<PolicyRule>, Refusal> {
    let sent = params.objects("Rule")?;
    let mut backups = read_backups(params, &sent, present)?;
    let retention = share_retention(&mut backups);
    let mut rules: Vec<_> = backups.into_iter().map(PolicyRule::Backup).collect();
    rules.push(PolicyRule::Transition(TransitionRule { retention, ..TransitionRule::default() }));
    rules.extend(read_copies(&sent, present)?);
    Ok(rules)
}

/// The `BACKUP` rules, each with the retention of its own schedule, else that of the plan, else the present one.
fn read_backups(params: &Params<'_>, sent: &[Params<'_>], present: &[PolicyRule]) -> Result<Vec<BackupRule>, Refusal> {
    let of_plan = read_retention(params)?;
    let present = present_backups(present);
    let keep_latest = match params.integer("KeepLatestSnapshots")? {
        Some(_) => params.integer_in("KeepLatestSnapshots", 0..=1, 0)? == 1,
        None => present.iter().any(|backup| backup.keep_latest),
    };
    let mut schedules = Vec::new();
    for rule in sent {
        if rule.flag("Disabled")? != Some(true) {
            schedules.push((read_schedule(rule)?, read_retention(rule)?));
        }
    }
    if let Some(schedule) = params.text("Schedule")?.filter(|_| sent.is_empty()) {
        schedules.push((parse_schedule(schedule)?, None));
    }
    if schedules.is_empty() {
        let kept = present.into_iter();
        return Ok(kept
            .map(|backup| BackupRule { retention: of_plan.or(backup.retention), keep_latest, ..backup })
            .collect());
    }
    let before = |schedule: &Schedule| {
        let same = present.iter().find(|backup| backup.schedule == *schedule);
        same.or(present.first()).and_then(|backup| backup.retention)
    };
    let read = |(schedule, own): (Schedule, Option<Days>)| {
        let retention = own.or(of_plan).or_else(|| before(&schedule));
        BackupRule { schedule, retention, keep_latest }
    };
    Ok(schedules.into_iter().map(read).collect())
}

/// The present `BACKUP` rules, each with the retention that is in force for it (POL-21).
fn present_backups(present: &[PolicyRule]) -> Vec<BackupRule> {
    let of_transition = present.iter().find_map(|rule| match rule {
        PolicyRule::Transition(transition) => transition.retention,
        _ => None,
    });
    let backups = present.iter().filter_map(|rule| match rule {
        PolicyRule::Backup(backup) => Some(backup.clone()),
        _ => None,
    });
    backups.map(|backup| BackupRule { retention: of_transition.or(backup.retention), ..backup }).collect()
}

/// Moves a retention that all rules have to the `TRANSITION` rule, which would win over theirs (POL-21): it is given
/// back. Different ones stay where they are.
fn share_retention(backups: &mut [BackupRule]) -> Option<Days> {
    let first = backups.first()?.retention?;
    let shared = backups.iter().all(|backup| backup.retention == Some(first));
    if shared {
        for backup in backups.iter_mut() {
            backup.retention = None;
        }
    }
    shared.then_some(first)
}

/// Where the plan copies to: all of its rules to one region, as a policy does (POL-61). A call that says nothing of
/// copies leaves them as they are.
fn read_copies(sent: &[Params<'_>], present: &[PolicyRule]) -> Result<Option<PolicyRule>, Refusal> {
    let mut says_nothing = true;
    let mut copies = Vec::new();
    for rule in sent {
        let wanted = rule.flag("DoCopy")?;
        says_nothing &= wanted.is_none();
        if wanted == Some(true) && rule.flag("Disabled")? != Some(true) {
            copies.push(read_copy(rule)?);
        }
    }
    if says_nothing {
        return Ok(present.iter().find(|rule| matches!(rule, PolicyRule::Replication(_))).cloned());
    }
    if copies.iter().any(|copy| *copy != copies[0]) {
        let what = "a plan whose rules copy to different regions or keep the copies differently".to_owned();
        return Err(Problem::NotSimulated { what }.into());
    }
    Ok(copies.into_iter().next())
}

fn read_copy(rule: &Params<'_>) -> Result<PolicyRule, Refusal> {
    if text(rule, "DestinationRegionId")?.is_none() {
        return Err(Problem::NoDestinationRegion.at(Field::DestinationRegion).into());
    }
    let days = rule.integer("DestinationRetention")?.map(retention_days).transpose();
    let retention = days.map_err(|problem| problem.at(Field::RemoteRetention))?;
    Ok(PolicyRule::Replication(ReplicationRule {
        region: rule.region_called("DestinationRegionId")?,
        retention: retention.unwrap_or(limits::REMOTE_RETENTION_DAYS_DEFAULT),
        archive_after: None,
    }))
}

fn read_schedule(rule: &Params<'_>) -> Result<Schedule, Refusal> {
    parse_schedule(rule.required_text("Schedule")?)
}

fn parse_schedule(schedule: &str) -> Result<Schedule, Refusal> {
    Schedule::parse(schedule).map_err(|error| Problem::Schedule(error).at(Field::Schedule).into())
}

fn read_retention(params: &Params<'_>) -> Result<Option<Days>, Refusal> {
    match params.integer("Retention")? {
        None => Ok(None),
        Some(PERMANENT) => Err(Problem::PermanentRetention.at(Field::Retention).into()),
        Some(days) => Ok(Some(retention_days(days).map_err(|problem| problem.at(Field::Retention))?)),
    }
}

fn suspend(run: &mut Simulation, params: &Params<'_>, suspended: bool) -> Result<Answer, Refusal> {
    let (policy, _, instance) = find(run, params)?;
    let instance = run.world().instances[instance].id.clone();
    run.apply(Command::UpdateBinding {
        policy,
        instance,
        suspended: Some(suspended),
        description: None,
        scope: None,
        options: None,
    })?;
    Ok(success(json!({})))
}

/// The plan of a call and the instance that it protects.
fn find(run: &Simulation, params: &Params<'_>) -> Result<(PolicyId, PolicyIdx, InstanceIdx), Refusal> {
    params.expect_source_type(&[SOURCE_TYPE])?;
    let id = PolicyId::from(params.required_text("PlanId")?);
    let world = run.world();
    let plan = world.policy(&id).ok().filter(|plan| world.policies[*plan].kind == PolicyKind::Plan);
    let bound = plan.and_then(|plan| world.sources_of(plan).next().map(|(instance, _)| (plan, instance)));
    let (plan, instance) = bound.ok_or_else(|| Problem::PlanNotFound { id: id.to_string() })?;
    Ok((id, plan, instance))
}

fn spec_of(world: &World, plan: PolicyIdx, instance: InstanceIdx, binding: &Binding) -> PlanSpec {
    let policy = &world.policies[plan];
    PlanSpec {
        name: policy.spec.name.as_str().to_owned(),
        instance: world.instances[instance].id.clone(),
        rules: policy.spec.rules.clone(),
        scope: binding.scope.clone(),
        options: binding.options.clone(),
        suspended: binding.suspended,
    }
}

fn write(world: &World, plan: PolicyIdx, instance: InstanceIdx, binding: &Binding) -> Value {
    let (plan, owner) = (&world.policies[plan], &world.instances[instance]);
    let owner_account = Owner::of(world, owner.account);
    let first = plan.spec.backup_rules().next();
    let newest = |ended: bool| {
        let mut jobs = owner.history.jobs().rev().filter(|job| job.trigger.policy() == Some(binding.policy));
        jobs.find(|job| !ended || job.status != JobStatus::Running).map(|job| world.job_id(instance, job.began))
    };
    item(json!({
        "PlanId": plan.id,
        "PlanName": plan.spec.name.as_str(),
        "SourceType": SOURCE_TYPE,
        "BackupType": "COMPLETE",
        "InstanceId": owner.id,
        "InstanceName": owner.name,
        "Schedule": first.map(|rule| &rule.schedule),
        "Retention": first.and_then(|rule| plan.spec.retention(rule)),
        "KeepLatestSnapshots": u8::from(plan.spec.keeps_latest()),
        "Disabled": binding.suspended,
        "BusinessStatus": "ACTIVE",
        "CreatedByTag": false,
        "CrossAccountType": owner_account.kind,
        "CrossAccountUserId": owner_account.user,
        "CrossAccountRoleName": owner_account.role,
        "CreatedTime": plan.created_at,
        "UpdatedTime": plan.updated_at.max(binding.updated_at),
        "LatestExecuteJobId": newest(false),
        "LatestFinishJobId": newest(true),
        "Rules": { "Rule": write_rules(plan) },
    }))
}

fn write_rules(plan: &Policy) -> Vec<Value> {
    let copy = plan.spec.replication();
    let rules = plan.rules_with_ids().filter_map(|(id, rule)| match rule {
        PolicyRule::Backup(backup) => Some((id, backup)),
        _ => None,
    });
    let write = |(id, backup): (&crate::id::RuleId, &BackupRule)| {
        item(json!({
            "RuleId": id,
            "BackupType": "COMPLETE",
            "Schedule": backup.schedule,
            "Retention": plan.spec.retention(backup),
            "Disabled": false,
            "DoCopy": copy.is_some(),
            "DestinationRegionId": copy.map(|copy| copy.region.id()),
            "DestinationRetention": copy.map(|copy| copy.retention),
        }))
    };
    rules.map(write).collect()
}
