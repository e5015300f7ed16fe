//! Examples of what only a simulator has.

use serde_json::{Value, json};

use super::{Pick, Sample};
use crate::{
    scenario::settings::Setting,
    time::{DAY, Timestamp},
};

/// The parameters of the examples of an operation.
pub(super) fn examples(sample: &Sample<'_>, action: &str) -> Vec<Value> {
    let world = sample.world;
    let at = |days: i64| Timestamp(world.now.0 + days * DAY).to_rfc3339(world.zone);
    match action {
        "InjectIncident" => incidents(sample),
        "Explain" => vec![
            json!({ "SnapshotId": sample.point_id() }),
            json!({ "JobId": sample.job() }),
            json!({ "InstanceId": sample.any_instance() }),
            json!({ "PolicyId": sample.policy() }),
        ],
        _ => vec![match action {
            "DescribeBill" => {
                json!({ "From": world.start.to_rfc3339(world.zone), "To": at(0), "GroupBy": "cause" })
            }
            "DescribeRecoverability" => json!({ "InstanceIds": [sample.any_instance()], "At": at(1) }),
            "EditSettings" => {
                let first = Setting::ALL[0];
                json!({ first.name(): world.assumptions.get(first) })
            }
            "ExportTerraform" => json!({ "PolicyId": sample.policy() }),
            "ExtendRetention" => json!({ "SnapshotId": sample.point_id(), "RetentionDays": longer(sample) }),
            "InspectPoint" => json!({ "SnapshotId": sample.point_id() }),
            "PayBill" => json!({}),
            "BuyResourcePlan" => json!({ "Kind": "OssStandardLrs", "CapacityGib": 1, "Months": 1 }),
            "TopUp" => json!({ "Amount": "100.00" }),
            "RehearsePolicy" => {
                json!({ "PolicyId": sample.policy(), "InstanceIds": [sample.any_instance()], "Until": at(30) })
            }
            "ShareSnapshot" | "UnshareSnapshot" => {
                json!({ "SnapshotId": sample.own_snapshot(), "AccountIds": ["1234567890123456"] })
            }
            _ => json!({}),
        }],
    }
}

/// A year more than the point is kept.
fn longer(sample: &Sample<'_>) -> u32 {
    sample.point().map_or(365, |(_, _, point)| point.retention.0.saturating_add(365))
}

/// One of each kind.
fn incidents(sample: &Sample<'_>) -> Vec<Value> {
    let instance = sample.any_instance();
    let [region, other] = [sample.region().id(), sample.other_region().id()];
    vec![
        json!({ "Kind": "RansomwareInfection", "InstanceIds": [instance], "HiddenHours": 48 }),
        json!({ "Kind": "DataDeletion", "InstanceId": instance }),
        json!({ "Kind": "DiskFailure", "DiskId": sample.first(Pick::Disk) }),
        json!({ "Kind": "RegionOutage", "RegionId": region, "Hours": 6 }),
        json!({ "Kind": "ReplicationLinkDown", "From": region, "To": other, "Hours": 6 }),
        json!({ "Kind": "BackupDeletion" }),
        json!({ "Kind": "MetadataSyncFailure", "Jobs": 3 }),
        json!({ "Kind": "PaymentOverdue" }),
        json!({ "Kind": "InstanceReleased", "InstanceId": instance }),
    ]
}
