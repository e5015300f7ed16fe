//! Bindings of instances to policies: make, change, remove, list.

use serde_json::{Value, json};

use super::{
    ResultPage,
    accounts::{Owner, expect_owner, listed, who_first},
    success,
};
use crate::{
    backup::{
        binding::{ApplicationOptions, BackupOptions, Binding, DiskScope},
        policy::PolicyKind,
    },
    catalog::limits,
    cloud::InstanceIdx,
    command::{Command, Source},
    id::{DiskId, InstanceId, PolicyId},
    openapi::{Answer, Refusal, SOURCE_TYPE, fields, item, params::Params, policy_rules::write_tag},
    simulation::Simulation,
    world::World,
};

pub(super) fn create(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let policy = PolicyId::from(params.required_text("PolicyId")?);
    let entries = params.objects("PolicyBindingList")?;
    let sources: Result<Vec<_>, _> = entries.iter().map(|entry| read_own_source(run.world(), entry)).collect();
    run.apply(Command::AssociateInstances { policy, sources: sources? })?;
    Ok(success(json!({})))
}

pub(super) fn update(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    params.expect_source_type(&[SOURCE_TYPE])?;
    let (scope, options) = match params.object("AdvancedOptions")? {
        Some(_) => read_options(params).map(|(scope, options)| (Some(scope), Some(options)))?,
        None => (None, None),
    };
    run.apply(Command::UpdateBinding {
        policy: params.required_text("PolicyId")?.into(),
        instance: params.required_text("DataSourceId")?.into(),
        suspended: params.flag("Disabled")?,
        description: params.text("PolicyBindingDescription")?.map(str::to_owned),
        scope,
        options,
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
    let account = listed(world, params)?;
    let bound = world.instances_by_id().flat_map(|instance| {
        let bindings = &world.instances[instance].bindings;
        let listed = bindings.iter().filter(|binding| world.policies[binding.policy].kind != PolicyKind::Plan);
        listed.map(move |binding| (instance, binding))
    });
    let listed = bound.filter(|(instance, binding)| {
        let instance = &world.instances[*instance];
        instance.account == account
            && region.is_none_or(|region| instance.region == region)
            && policy.is_none_or(|id| world.policies[binding.policy].id.as_str() == id)
            && (sources.is_empty() || sources.iter().any(|id| id == instance.id.as_str()))
    });
    let items: Vec<_> = listed.map(|(instance, binding)| write(world, instance, binding)).collect();
    Ok(page.answer("PolicyBindings", &items))
}

/// The disks and options of `AdvancedOptions.UdmDetail`: `DiskIdList` wins over `ExcludeDiskIdList`, neither means all
/// (CON-03).
pub(in crate::openapi) fn read_options(params: &Params<'_>) -> Result<(DiskScope, BackupOptions), Refusal> {
    let Some(advanced) = params.object("AdvancedOptions")? else { return Ok(Default::default()) };
    let Some(detail) = advanced.object("UdmDetail")? else { return Ok(Default::default()) };
    let disks = |ids: Vec<String>| ids.into_iter().map(DiskId).collect::<Vec<_>>();
    let only = disks(detail.texts("DiskIdList")?);
    let except = disks(detail.texts("ExcludeDiskIdList")?);
    let scope = match (only.is_empty(), except.is_empty()) {
        (false, _) => DiskScope::Only(only),
        (true, false) => DiskScope::Except(except),
        (true, true) => DiskScope::All,
    };
    let application = match detail.flag("AppConsistent")? {
        Some(true) => Some(ApplicationOptions {
            enable_writers: detail.flag("EnableWriters")?.unwrap_or(true),
            enable_fs_freeze: detail.flag("EnableFsFreeze")?.unwrap_or(true),
            pre_script: text(&detail, "PreScriptPath")?,
            post_script: text(&detail, "PostScriptPath")?,
            timeout_seconds: read_timeout(&detail, "TimeoutInSeconds")?,
            ram_role: text(&detail, "RamRoleName")?,
        }),
        None | Some(false) => None,
    };
    let snapshot_group = detail.flag("SnapshotGroup")?;
    let destination_kms_key = text(&detail, "DestinationKmsKeyId")?;
    Ok((scope, BackupOptions { snapshot_group, application, destination_kms_key }))
}

/// A text that may be left out; empty is left out too.
pub(super) fn text(params: &Params<'_>, name: &str) -> Result<Option<String>, Refusal> {
    Ok(params.text(name)?.filter(|text| !text.is_empty()).map(str::to_owned))
}

/// A time-out of the freeze in seconds (CON-54).
pub(super) fn read_timeout(params: &Params<'_>, name: &str) -> Result<u32, Refusal> {
    let default = limits::FREEZE_TIMEOUT_SECONDS_DEFAULT;
    let seconds = params.integer_in(name, 1..=i64::from(u32::MAX), i64::from(default))?;
    Ok(u32::try_from(seconds).unwrap_or(default))
}

/// A source, if it is of the account that its entry names (ACC-07).
fn read_own_source(world: &World, params: &Params<'_>) -> Result<Source, Refusal> {
    let may = match params.text("DataSourceId")? {
        Some(instance) => expect_owner(world, params, instance),
        None => Ok(()),
    };
    who_first(may, read_source(params))
}

fn read_source(params: &Params<'_>) -> Result<Source, Refusal> {
    params.expect_source_type(&[SOURCE_TYPE])?;
    let (scope, options) = read_options(params)?;
    Ok(Source {
        instance: InstanceId::from(params.required_text("DataSourceId")?),
        scope,
        options,
        suspended: params.flag("Disabled")? == Some(true),
        description: params.text("PolicyBindingDescription")?.unwrap_or_default().to_owned(),
    })
}

fn write(world: &World, instance: InstanceIdx, binding: &Binding) -> Value {
    let (only, except) = match &binding.scope {
        DiskScope::All => (&[][..], &[][..]),
        DiskScope::Only(disks) => (&disks[..], &[][..]),
        DiskScope::Except(disks) => (&[][..], &disks[..]),
    };
    let mut detail = fields(write_options(&binding.options));
    detail.insert("DiskIdList".to_owned(), json!(only));
    detail.insert("ExcludeDiskIdList".to_owned(), json!(except));
    let hit_tags = binding.by_tag.as_ref().map(|tag| tag.hit.iter().map(write_tag).collect::<Vec<_>>());
    let policy = &world.policies[binding.policy].id;
    let owner = Owner::of(world, world.instances[instance].account);
    let identity = format!("{policy} {} {}", world.instances[instance].id, binding.serial);
    item(json!({
        "PolicyBindingId": world.ids.policy("pd-", &identity, 0),
        "PolicyId": policy,
        "SourceType": SOURCE_TYPE,
        "DataSourceId": world.instances[instance].id,
        "Disabled": binding.suspended,
        "PolicyBindingDescription": binding.description,
        "CrossAccountType": owner.kind,
        "CrossAccountUserId": owner.user,
        "CrossAccountRoleName": owner.role,
        "CreatedByTag": binding.by_tag.is_some(),
        "HitTags": hit_tags,
        "CreatedTime": binding.created_at,
        "UpdatedTime": binding.updated_at,
        "AdvancedOptions": { "UdmDetail": Value::Object(detail) },
    }))
}

/// The options of `UdmDetail` as bindings list them.
pub(in crate::openapi) fn write_options(options: &BackupOptions) -> Value {
    let application = options.application.as_ref();
    json!({
        "SnapshotGroup": options.snapshot_group,
        "AppConsistent": application.is_some(),
        "EnableWriters": application.map(|application| application.enable_writers),
        "EnableFsFreeze": application.map(|application| application.enable_fs_freeze),
        "PreScriptPath": application.and_then(|application| application.pre_script.as_deref()),
        "PostScriptPath": application.and_then(|application| application.post_script.as_deref()),
        "TimeoutInSeconds": application.map(|application| application.timeout_seconds),
        "RamRoleName": application.and_then(|application| application.ram_role.as_deref()),
        "DestinationKmsKeyId": options.destination_kms_key,
    })
}
