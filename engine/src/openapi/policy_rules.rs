//! Policies in the form of the API: `Rules` in, `Rules` out.

use serde_json::{Value, json};

use super::{Refusal, SOURCE_TYPE, fields, params::Params};
use crate::{
    backup::{
        policy::{
            BackupRule, PERMANENT, Period, Policy, PolicyName, PolicyRule, PolicySpec, ReplicationRule,
            SpecialRetention, TagFilter, TagOperator, TagRule, TransitionRule, retention_days,
        },
        schedule::Schedule,
    },
    catalog::limits,
    id::RuleId,
    rejection::{Field, Problem},
    rule::Rule,
    time::Days,
    words::Wrong,
};

/// Reads a policy in the form of `CreatePolicyV2`: its content, and the ids of its rules where they have one.
pub fn read_policy(value: &Value) -> Result<(PolicySpec, Vec<Option<RuleId>>), Refusal> {
    read(&Params::read(value, Rule::Api04)?)
}

/// The same for the parameters of a call.
pub(super) fn read(params: &Params<'_>) -> Result<(PolicySpec, Vec<Option<RuleId>>), Refusal> {
    let rules = read_rules(params)?;
    match params.text("PolicyType")? {
        None | Some(POLICY_TYPE) => {}
        Some(other) => return Err(not_simulated(&format!("PolicyType {other}"))),
    }
    let name = read_name(params.required_text("PolicyName")?)?;
    let description = params.text("PolicyDescription")?.unwrap_or_default().to_owned();
    Ok((PolicySpec { name, description, rules: rules.rules, immutable: rules.immutable }, rules.ids))
}

/// Reads rules that are not a policy yet, for a look at what they would do.
pub(super) fn read_draft(params: &Params<'_>) -> Result<PolicySpec, Refusal> {
    let rules = read_rules(params)?;
    let name = PolicyName::known(DRAFT_NAME);
    Ok(PolicySpec { name, description: String::new(), rules: rules.rules, immutable: rules.immutable })
}

/// Reads an edit of `policy`: what the call leaves out stays, a list of rules replaces the old one.
pub(super) fn read_update(params: &Params<'_>, policy: &Policy) -> Result<(PolicySpec, Vec<Option<RuleId>>), Refusal> {
    let mut spec = policy.spec.clone();
    let mut ids: Vec<_> = policy.rule_ids.iter().cloned().map(Some).collect();
    if let Some(name) = params.text("PolicyName")? {
        spec.name = read_name(name)?;
    }
    if let Some(description) = params.text("PolicyDescription")? {
        description.clone_into(&mut spec.description);
    }
    if !params.list("Rules")?.is_empty() {
        let rules = read_rules(params)?;
        (spec.rules, spec.immutable, ids) = (rules.rules, rules.immutable, rules.ids);
    }
    Ok((spec, ids))
}

/// The rules of a policy as the API lists them: in the order sent.
pub(super) fn write(policy: &Policy) -> Vec<Value> {
    write_rules(&policy.spec, &policy.rules_with_ids().map(|(id, _)| Some(id.clone())).collect::<Vec<_>>())
}

/// The rules of what someone writes, with the ids of those that have one.
pub(super) fn write_rules(spec: &PolicySpec, ids: &[Option<RuleId>]) -> Vec<Value> {
    let rules = spec.rules.iter().enumerate().map(|(position, rule)| {
        let mut written = fields(write_content(rule));
        if let Some(id) = ids.get(position).and_then(Option::as_ref) {
            written.insert("RuleId".to_owned(), json!(id));
        }
        written.insert("RuleType".to_owned(), json!(rule.api_name()));
        if spec.immutable && matches!(rule, PolicyRule::Transition(_)) {
            written.insert("Immutable".to_owned(), json!(true));
        }
        Value::Object(written)
    });
    rules.collect()
}

fn write_content(rule: &PolicyRule) -> Value {
    match rule {
        PolicyRule::Backup(backup) => json!({
            "BackupType": "COMPLETE", "Schedule": backup.schedule, "Retention": backup.retention,
            "KeepLatestSnapshots": u8::from(backup.keep_latest),
        }),
        PolicyRule::Transition(transition) => {
            let special = transition.special.iter().map(|special| {
                json!({
                    "AdvancedRetentionType": special.period.api_name(), "Retention": special.retention,
                    "WhichSnapshot": WHICH_SNAPSHOT,
                })
            });
            let special: Vec<_> = special.collect();
            json!({
                "Retention": transition.retention, "ArchiveDays": transition.archive_after,
                "RetentionRules": (!special.is_empty()).then_some(special),
            })
        }
        PolicyRule::Replication(replication) => json!({
            "ReplicationRegionId": replication.region, "Retention": replication.retention,
            "ArchiveDays": replication.archive_after,
        }),
        PolicyRule::Tag(tag) => {
            let filters = tag.filters.iter().map(write_tag);
            json!({
                "TagFilters": filters.collect::<Vec<_>>(), "DataSourceFilters": [{ "SourceType": SOURCE_TYPE }],
            })
        }
        PolicyRule::Security { immutable } => json!({ "Immutable": immutable }),
    }
}

/// A tag filter as policies and bindings list it.
pub(super) fn write_tag(filter: &TagFilter) -> Value {
    json!({ "Key": filter.key, "Operator": filter.operator.api_name(), "Value": filter.value })
}

fn read_name(text: &str) -> Result<PolicyName, Refusal> {
    PolicyName::parse(text).map_err(|fault| Problem::Name(fault).at(Field::PolicyName).into())
}

/// The rules of a policy as they were sent.
struct RulesRead {
    rules: Vec<PolicyRule>,
    ids: Vec<Option<RuleId>>,
    /// `Immutable` stood on another rule than one of type `SECURITY`, which means the same (POL-70).
    immutable: bool,
}

fn read_rules(params: &Params<'_>) -> Result<RulesRead, Refusal> {
    let sent = params.objects("Rules")?;
    for rule in &sent {
        refuse_documented_errors(rule)?;
    }
    let mut read = RulesRead { rules: Vec::new(), ids: Vec::new(), immutable: false };
    for rule in &sent {
        read.ids.push(rule.text("RuleId")?.filter(|id| !id.is_empty()).map(RuleId::from));
        let content = read_rule(rule)?;
        read.immutable |= rule.flag("Immutable")? == Some(true) && !matches!(content, PolicyRule::Security { .. });
        read.rules.push(content);
    }
    Ok(read)
}

/// The documented errors win over all others: permanent retention (ERR-01), no destination region (ERR-02).
fn refuse_documented_errors(rule: &Params<'_>) -> Result<(), Refusal> {
    let special = rule.objects("RetentionRules")?;
    for retention in std::iter::once(rule).chain(&special) {
        if retention.integer("Retention")? == Some(PERMANENT) {
            return Err(Problem::PermanentRetention.at(Field::Retention).into());
        }
    }
    let replicates = rule.text("RuleType")? == Some("REPLICATION");
    match replicates && rule.text("ReplicationRegionId")?.is_none_or(str::is_empty) {
        true => Err(Problem::NoDestinationRegion.at(Field::DestinationRegion).into()),
        false => Ok(()),
    }
}

fn read_rule(params: &Params<'_>) -> Result<PolicyRule, Refusal> {
    let retention = read_retention(params)?;
    match params.required_text("RuleType")? {
        "BACKUP" => {
            if params.text("VaultId")?.is_some_and(|vault| !vault.is_empty()) {
                return Err(not_simulated(&params.path("VaultId")));
            }
            let schedule = Schedule::parse(params.required_text("Schedule")?)
                .map_err(|error| Problem::Schedule(error).at(Field::Schedule))?;
            let keep_latest = params.integer_in("KeepLatestSnapshots", 0..=1, 0)? == 1;
            Ok(PolicyRule::Backup(BackupRule { schedule, retention, keep_latest }))
        }
        "TRANSITION" => {
            let special = params.objects("RetentionRules")?.iter().map(read_special).collect::<Result<_, _>>()?;
            let archive_after = read_archive_days(params)?;
            Ok(PolicyRule::Transition(TransitionRule { retention, archive_after, special }))
        }
        "REPLICATION" => Ok(PolicyRule::Replication(ReplicationRule {
            region: params.region_called("ReplicationRegionId")?,
            retention: retention.unwrap_or(limits::REMOTE_RETENTION_DAYS_DEFAULT),
            archive_after: read_archive_days(params)?,
        })),
        "TAG" => {
            for source in params.objects("DataSourceFilters")? {
                source.expect_source_type(&[SOURCE_TYPE])?;
            }
            let filters = params.objects("TagFilters")?.iter().map(read_tag).collect::<Result<_, _>>()?;
            Ok(PolicyRule::Tag(TagRule { filters }))
        }
        "SECURITY" => Ok(PolicyRule::Security { immutable: params.flag("Immutable")? == Some(true) }),
        _ => Err(params.wrong("RuleType", one_of("BACKUP, TRANSITION, REPLICATION, TAG, SECURITY"))),
    }
}

/// The first backup of a period, always (POL-30), and how long it is kept.
fn read_special(params: &Params<'_>) -> Result<SpecialRetention, Refusal> {
    let name = params.required_text("AdvancedRetentionType")?;
    let period = Period::ALL.into_iter().find(|period| period.api_name() == name);
    let period =
        period.ok_or_else(|| params.wrong("AdvancedRetentionType", one_of("DAILY, WEEKLY, MONTHLY, YEARLY")))?;
    params.integer_in("WhichSnapshot", WHICH_SNAPSHOT..=WHICH_SNAPSHOT, WHICH_SNAPSHOT)?;
    let retention = read_retention(params)?.ok_or_else(|| params.missing("Retention"))?;
    Ok(SpecialRetention { period, retention })
}

fn read_tag(params: &Params<'_>) -> Result<TagFilter, Refusal> {
    let operator = match params.text("Operator")? {
        None => TagOperator::Equal,
        Some(name) => TagOperator::ALL
            .into_iter()
            .find(|operator| operator.api_name() == name)
            .ok_or_else(|| params.wrong("Operator", Wrong::EqualOrNot))?,
    };
    let key = params.text("Key")?.unwrap_or_default().to_owned();
    Ok(TagFilter { key, operator, value: params.text("Value")?.unwrap_or_default().to_owned() })
}

/// `ArchiveDays`; 0 and nothing mean never (POL-50).
fn read_archive_days(params: &Params<'_>) -> Result<Option<Days>, Refusal> {
    let Some(days) = params.integer("ArchiveDays")?.filter(|days| *days != 0) else { return Ok(None) };
    let days = u32::try_from(days).map_err(|_| params.wrong("ArchiveDays", Wrong::PositiveDays))?;
    Ok(Some(Days(days)))
}

fn read_retention(params: &Params<'_>) -> Result<Option<Days>, Refusal> {
    let days = params.integer("Retention")?.map(retention_days).transpose();
    days.map_err(|problem| problem.at(Field::Retention).into())
}

fn one_of(known: &str) -> Wrong {
    Wrong::OneOf { known: known.to_owned() }
}

fn not_simulated(what: &str) -> Refusal {
    Problem::NotSimulated { what: what.to_owned() }.into()
}

/// The only type of policy that is simulated (POL-01).
pub(crate) const POLICY_TYPE: &str = "UDM_ECS_ONLY";
/// What a policy is called that exists in a rehearsal only.
const DRAFT_NAME: &str = "draft";
/// The first of its period (POL-30).
const WHICH_SNAPSHOT: i64 = 1;
