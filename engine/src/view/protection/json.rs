//! The protection report as JSON: times in RFC 3339, spans in seconds, what is not there as null.

use serde_json::{Value, json};

use super::{Copies, Protection, Row};
use crate::{locale::Locale, time::Timestamp};

/// The report, for programs. What it says to people is in English.
pub fn write(report: &Protection, scenario: &str, seed: u64) -> Value {
    let totals = &report.totals;
    let advice = report.advice.iter().map(
        |advice| json!({ "Text": advice.matter.text(Locale::En), "Instances": advice.names, "Rule": advice.rule.id() }),
    );
    json!({
        "Scenario": scenario,
        "Seed": seed,
        "Time": report.now.to_rfc3339(report.zone),
        "Totals": {
            "Instances": totals.instances,
            "Protected": totals.protected,
            "Recoverable": totals.recoverable,
            "AsScheduled": totals.on_target,
            "Locked": totals.locked,
            "InAnotherRegion": totals.elsewhere,
            "WorstRpoSeconds": totals.worst_rpo.map(|rpo| rpo.0),
            "WorstRtoSeconds": totals.worst_rto.map(|rto| rto.0),
        },
        "Instances": report.rows.iter().map(|row| of_row(report, row)).collect::<Vec<_>>(),
        "Advice": advice.collect::<Vec<_>>(),
    })
}

fn of_row(report: &Protection, row: &Row) -> Value {
    let time = |at: Timestamp| at.to_rfc3339(report.zone);
    let copies = match row.copies {
        Copies::None => Value::Null,
        Copies::Wanted(region) => json!({ "RegionId": region.id(), "NewestCopyTime": null }),
        Copies::There(region, at) => json!({ "RegionId": region.id(), "NewestCopyTime": time(at) }),
    };
    json!({
        "InstanceId": row.instance,
        "InstanceName": row.name,
        "RegionId": row.region.id(),
        "Policies": row.policies.iter().map(|policy| json!({
            "PolicyId": policy.id, "PolicyName": policy.name, "Suspended": policy.suspended,
        })).collect::<Vec<_>>(),
        "Standing": row.standing_in_words(report.zone, Locale::En),
        "Rule": row.standing.rule.id(),
        "Recoverable": row.newest.is_some(),
        "NewestKnownPoint": row.newest.as_ref().map(|(id, at)| json!({ "SnapshotId": id, "CreatedTime": time(*at) })),
        "RpoSeconds": row.rpo().map(|rpo| rpo.0),
        "EstimatedRtoSeconds": row.standing.restore.map(|rto| rto.0),
        "RegionIds": row.standing.regions.iter().map(|region| region.id()).collect::<Vec<_>>(),
        "LockedUntil": row.locked_until.map(time),
        "Replication": copies,
        "NextRunTime": row.standing.next_run.map(time),
    })
}
