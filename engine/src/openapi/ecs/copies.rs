//! Copies of snapshots in other regions.

use serde_json::json;

use super::{auto_policies::retention_days, instances::read_tags};
use crate::{
    cloud::link::CopyKey,
    command::{Command, EcsCommand, EcsReceipt, Receipt},
    id::SnapshotId,
    openapi::{Answer, Refusal, fields, params::Params},
    rejection::{EcsProblem, Field, Problem},
    simulation::Simulation,
    world::SnapshotLabel,
};

/// Copies a snapshot; what asks for it goes to the region of the snapshot.
pub(super) fn copy(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let snapshot = SnapshotId::from(params.required_text("SnapshotId")?);
    if params.text("DestinationRegionId")?.is_none_or(str::is_empty) {
        return Err(Problem::NoDestinationRegion.at(Field::DestinationRegion).into());
    }
    let to = params.region_called("DestinationRegionId")?;
    let found = run.world().snapshot(&snapshot)?;
    if params.region()?.is_some_and(|region| run.world().disks[found.disk].region != region) {
        return Err(Problem::from(EcsProblem::SnapshotNotFound { id: snapshot.to_string() }).into());
    }
    let text = |name| Ok::<_, Refusal>(params.text(name)?.unwrap_or_default().to_owned());
    let label = SnapshotLabel {
        name: text("DestinationSnapshotName")?,
        description: text("DestinationSnapshotDescription")?,
        tags: read_tags(params)?,
    };
    let retention = params.integer("RetentionDays")?.map(retention_days).transpose()?;
    let key = read_key(params)?;
    match run.apply(Command::Ecs(EcsCommand::CopySnapshot { snapshot, to, label, retention, key }))? {
        Receipt::Ecs(EcsReceipt::SnapshotCreated(id)) => Ok(fields(json!({ "SnapshotId": id }))),
        _ => Ok(Answer::new()),
    }
}

/// What the copy is to be encrypted with: the key that is named, or that of the service.
fn read_key(params: &Params<'_>) -> Result<Option<CopyKey>, Refusal> {
    let named = params.text("KMSKeyId")?.filter(|key| !key.is_empty());
    Ok(match params.flag("Encrypted")? {
        Some(true) => Some(named.map_or(CopyKey::Service, |key| CopyKey::Customer(key.into()))),
        None | Some(false) => None,
    })
}
