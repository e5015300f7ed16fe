//! What only a simulator has.

use serde_json::{Value, json};

use crate::{billing::money::MicroCny, command::Command, incident::Incident};

pub(super) fn sent(command: &Command) -> (&'static str, Value) {
    match command {
        Command::ExtendRetention { point, retention } => {
            ("ExtendRetention", json!({ "SnapshotId": point, "RetentionDays": retention }))
        }
        Command::EditSettings { settings } => ("EditSettings", json!(settings)),
        Command::PayBill { amount } => ("PayBill", json!({ "Amount": amount.map(MicroCny::to_price_text) })),
        Command::BuyResourcePlan { order } => (
            "BuyResourcePlan",
            json!({
                "Kind": order.kind.api_name(), "RegionId": order.region.id(), "CapacityGib": order.capacity_gib,
                "Months": order.months,
            }),
        ),
        Command::TopUp { amount } => ("TopUp", json!({ "Amount": amount.to_price_text() })),
        Command::InspectPoint { point } => ("InspectPoint", json!({ "SnapshotId": point })),
        Command::InjectIncident { incident } => ("InjectIncident", write(incident)),
        other => unreachable!("{other:?} is of another product"),
    }
}

fn write(incident: &Incident) -> Value {
    let kind = incident.kind().api_name();
    match incident {
        Incident::RansomwareInfection { instances, hidden_hours } => {
            json!({ "Kind": kind, "InstanceIds": instances, "HiddenHours": hidden_hours })
        }
        Incident::DataDeletion { instance, disks } => {
            let disks = (!disks.is_empty()).then_some(disks);
            json!({ "Kind": kind, "InstanceId": instance, "DiskIds": disks })
        }
        Incident::DiskFailure { disk } => json!({ "Kind": kind, "DiskId": disk }),
        Incident::RegionOutage { region, hours } => {
            json!({ "Kind": kind, "RegionId": region.id(), "Hours": hours })
        }
        Incident::ReplicationLinkDown { from, to, hours } => {
            json!({ "Kind": kind, "From": from.id(), "To": to.id(), "Hours": hours })
        }
        Incident::BackupDeletion { instances } => {
            let instances = (!instances.is_empty()).then_some(instances);
            json!({ "Kind": kind, "InstanceIds": instances })
        }
        Incident::MetadataSyncFailure { jobs } => json!({ "Kind": kind, "Jobs": jobs }),
        Incident::PaymentOverdue => json!({ "Kind": kind }),
        Incident::InstanceReleased { instance } => json!({ "Kind": kind, "InstanceId": instance }),
    }
}
