//! Bindings of instances to policies: make, change, remove, list.

use serde_json::{Value, json};

use super::{ResultPage, success};
use crate::{
    backup::binding::{Binding, DiskScope},
    cloud::InstanceIdx,
    command::{Command, Source},
    id::{DiskId, InstanceId, PolicyId},
    openapi::{Answer, Refusal, item, params::Params},
    simulation::Simulation,
    world::World,
};

pub(super) fn create(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let policy = PolicyId::from(params.required_text("PolicyId")?);
    let sources: Result<Vec<_>, _> = params.objects("PolicyBindingList")?.iter().map(read_source).collect();
    run.apply(Command::AssociateInstances { policy, sources: sources? })?;
    Ok(success(json!({})))
}

pub(super) fn update(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    params.expect_source_type(&[SOURCE_TYPE])?;
    let scope = params.object("AdvancedOptions")?.map(|_| read_disk_scope(params)).transpose()?;
    run.apply(Command::UpdateBinding {
        policy: params.required_text("PolicyId")?.into(),
        instance: params.required_text("DataSourceId")?.into(),
        suspended: params.flag("Disabled")?,
        description: params.text("PolicyBindingDescription")?.map(str::to_owned),
        scope,
    })?;
    Ok(success(json!({})))
}

pub(super) fn delete(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    params.expect_source_type(&[SOURCE_TYPE])?;
    let policy = PolicyId::from(params.required_text("PolicyId")?);
    let instances = params.instance_ids("DataSourceIds")?;
    if instances.is_empty() {
        return Err(params.missing("DataSourceIds"));
    }
    run.apply(Command::RemoveBindings { policy, instances })?;
    Ok(success(json!({})))
}

pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    params.expect_source_type(&[SOURCE_TYPE])?;
    let page = ResultPage::read(params)?;
    let region = params.region()?;
    let policy = params.text("PolicyId")?.filter(|id| !id.is_empty());
    let sources = params.texts("DataSourceIds")?;
    let world = run.world();
    let bound = world.instances_by_id().flat_map(|instance| {
        let bindings = &world.instances[instance].bindings;
        bindings.iter().map(move |binding| (instance, binding))
    });
    let listed = bound.filter(|(instance, binding)| {
        let instance = &world.instances[*instance];
        region.is_none_or(|region| instance.region == region)
            && policy.is_none_or(|id| world.policies[binding.policy].id.as_str() == id)
            && (sources.is_empty() || sources.iter().any(|id| id == instance.id.as_str()))
    });
    let items: Vec<_> = listed.map(|(instance, binding)| write(world, instance, binding)).collect();
    Ok(page.answer("PolicyBindings", &items))
}

/// The disks of `AdvancedOptions.UdmDetail`: `DiskIdList` wins over `ExcludeDiskIdList`, neither means all (CON-03).
pub(in crate::openapi) fn read_disk_scope(params: &Params<'_>) -> Result<DiskScope, Refusal> {
    let Some(options) = params.object("AdvancedOptions")? else { return Ok(DiskScope::All) };
    let Some(detail) = options.object("UdmDetail")? else { return Ok(DiskScope::All) };
    let disks = |ids: Vec<String>| ids.into_iter().map(DiskId).collect::<Vec<_>>();
    let only = disks(detail.texts("DiskIdList")?);
    let except = disks(detail.texts("ExcludeDiskIdList")?);
    Ok(match (only.is_empty(), except.is_empty()) {
        (false, _) => DiskScope::Only(only),
        (true, false) => DiskScope::Except(except),
        (true, true) => DiskScope::All,
    })
}

fn read_source(params: &Params<'_>) -> Result<Source, Refusal> {
    params.expect_source_type(&[SOURCE_TYPE])?;
    Ok(Source {
        instance: InstanceId::from(params.required_text("DataSourceId")?),
        scope: read_disk_scope(params)?,
        description: params.text("PolicyBindingDescription")?.unwrap_or_default().to_owned(),
    })
}

fn write(world: &World, instance: InstanceIdx, binding: &Binding) -> Value {
    let (only, except) = match &binding.scope {
        DiskScope::All => (&[][..], &[][..]),
        DiskScope::Only(disks) => (&disks[..], &[][..]),
        DiskScope::Except(disks) => (&[][..], &disks[..]),
    };
    let policy = &world.policies[binding.policy].id;
    let identity = format!("{policy} {} {}", world.instances[instance].id, binding.serial);
    item(json!({
        "PolicyBindingId": world.ids.policy("pd-", &identity, 0),
        "PolicyId": policy,
        "SourceType": SOURCE_TYPE,
        "DataSourceId": world.instances[instance].id,
        "Disabled": binding.suspended,
        "PolicyBindingDescription": binding.description,
        "CrossAccountType": "SELF_ACCOUNT",
        "CreatedByTag": false,
        "CreatedTime": binding.created_at,
        "UpdatedTime": binding.updated_at,
        "AdvancedOptions": { "UdmDetail": { "DiskIdList": only, "ExcludeDiskIdList": except } },
    }))
}

const SOURCE_TYPE: &str = "UDM_ECS";
