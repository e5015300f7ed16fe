//! The way home: policies and what they protect as Terraform for the provider `aliyun/alicloud` (TF-01, TF-02).
//!
//! What is written names the arguments that the provider documents. Whatever Terraform cannot say stands beside it as a
//! comment, so that nothing of a policy is lost without a word.

mod hcl;
pub mod unsaid;

use std::collections::{BTreeMap, BTreeSet};

use self::{
    hcl::{Block, Body, text},
    unsaid::Unsaid,
};
use crate::{
    backup::{
        PolicyIdx,
        binding::{Binding, DiskScope},
        policy::{Policy, PolicyKind, PolicyRule, PolicySpec, ReplicationRule, TransitionRule},
    },
    catalog::region::Region,
    cloud::Instance,
    id::DiskId,
    locale::Locale,
    openapi::{POLICY_TYPE, SOURCE_TYPE},
    time::Days,
    world::World,
};

/// The first version of the provider that knows everything written here: `immutable` is the newest (TF-01).
pub const PROVIDER_VERSION: &str = ">= 1.289.0";

/// These policies with their bindings; all that there are where none is named. Legacy plans are no policies.
pub fn export(world: &World, policies: &[PolicyIdx]) -> String {
    let main = policies.first().map(|policy| world.policies[*policy].region);
    let regions: BTreeSet<Region> = policies.iter().map(|policy| world.policies[*policy].region).collect();
    let mut names = Names::default();
    let mut blocks = vec![requirements()];
    blocks.extend(main.map(|region| provider(region, true)));
    blocks.extend(regions.into_iter().filter(|region| Some(*region) != main).map(|region| provider(region, false)));
    for position in policies {
        let policy = &world.policies[*position];
        let alias = (Some(policy.region) != main).then_some(policy.region);
        let resource_of = Named { policy, label: names.take(policy.spec.name.as_str()), alias };
        blocks.push(resource(&resource_of));
        let bound_to = world.sources_of(*position).map(|(instance, binding)| (&world.instances[instance], binding));
        let by_id: BTreeMap<_, _> = bound_to.map(|bound @ (instance, _)| (&instance.id, bound)).collect();
        for (instance, binding) in by_id.into_values() {
            let label = names.take(&format!("{}_{}", resource_of.label, instance.name));
            blocks.push(bound(world, &resource_of, instance, binding, &label));
        }
    }
    hcl::file(&blocks)
}

/// The policies of today and legacy ones, in the order of their ids.
pub fn exportable(world: &World) -> Vec<PolicyIdx> {
    world.policies_by_id().filter(|policy| world.policies[*policy].kind != PolicyKind::Plan).collect()
}

fn requirements() -> Block {
    let source = Body::default().set("source", text("aliyun/alicloud")).set("version", text(PROVIDER_VERSION));
    let providers = Block::new("required_providers", &[], Body::default().set("alicloud", source.as_object()));
    Block::new("terraform", &[], Body::default().block(providers))
}

fn provider(region: Region, is_main: bool) -> Block {
    let mut body = Body::default();
    if !is_main {
        body = body.set("alias", text(region.id()));
    }
    Block::new("provider", &["alicloud"], body.set("region", text(region.id())))
}

/// A policy (TF-01).
fn resource(of: &Named<'_>) -> Block {
    let policy = of.policy;
    let mut body = Body::default();
    if policy.kind == PolicyKind::Legacy {
        body = commented(body, &[Unsaid::Legacy]);
    }
    body = in_region(body, of.alias).set("policy_name", text(policy.spec.name.as_str()));
    if !policy.spec.description.is_empty() {
        body = body.set("policy_description", text(&policy.spec.description));
    }
    body = body.set("policy_type", text(POLICY_TYPE));
    for rule in &policy.spec.rules {
        body = body.block(Block::new("rules", &[], rule_of(&policy.spec, rule)));
    }
    Block::new("resource", &["alicloud_hbr_policy", &of.label], body)
}

fn rule_of(spec: &PolicySpec, rule: &PolicyRule) -> Body {
    let body = Body::default().set("rule_type", text(rule.api_name()));
    match rule {
        PolicyRule::Backup(backup) => {
            let mut body = body
                .set("backup_type", text("COMPLETE"))
                .set("schedule", text(&backup.schedule.to_string()))
                .set("keep_latest_snapshots", u8::from(backup.keep_latest));
            if let Some(days) = backup.retention {
                body = body.set("retention", days.0);
            }
            body
        }
        PolicyRule::Transition(transition) => transition_of(body, spec, transition),
        PolicyRule::Replication(replication) => replication_of(body, replication),
        PolicyRule::Tag(tag) => {
            let source = Body::default().set("source_type", text(SOURCE_TYPE));
            let mut body = body.block(Block::new("data_source_filters", &[], source));
            for filter in &tag.filters {
                let filter = Body::default()
                    .set("key", text(&filter.key))
                    .set("operator", text(filter.operator.api_name()))
                    .set("value", text(&filter.value));
                body = body.block(Block::new("tag_filters", &[], filter));
            }
            body
        }
        PolicyRule::Security { immutable } => body.set("immutable", *immutable),
    }
}

fn transition_of(mut body: Body, spec: &PolicySpec, transition: &TransitionRule) -> Body {
    if let Some(days) = transition.retention {
        body = body.set("retention", days.0);
    }
    body = archive_of(body, transition.archive_after);
    if spec.immutable {
        body = body.set("immutable", true);
    }
    for special in &transition.special {
        let special = Body::default()
            .set("advanced_retention_type", text(special.period.api_name()))
            .set("retention", special.retention.0);
        body = body.block(Block::new("retention_rules", &[], special));
    }
    body
}

fn replication_of(body: Body, replication: &ReplicationRule) -> Body {
    let body =
        body.set("replication_region_id", text(replication.region.id())).set("retention", replication.retention.0);
    archive_of(body, replication.archive_after)
}

fn archive_of(body: Body, after: Option<Days>) -> Body {
    let Some(days) = after else { return body };
    let body = commented(body, unsaid::of_archiving(days).as_slice());
    body.set("archive_days", days.0)
}

/// What a policy protects (TF-02).
fn bound(world: &World, of: &Named<'_>, instance: &Instance, binding: &Binding, label: &str) -> Block {
    let (by_tag, options): (Vec<_>, Vec<_>) =
        unsaid::of_binding(binding).into_iter().partition(|unsaid| *unsaid == Unsaid::ByTag);
    let mut body = commented(Body::default(), &by_tag);
    body = in_region(body, of.alias)
        .set("source_type", text(SOURCE_TYPE))
        .set("policy_id", format!("alicloud_hbr_policy.{}.id", of.label))
        .set("data_source_id", text(instance.id.as_str()));
    if binding.suspended {
        body = body.set("disabled", true);
    }
    if !binding.description.is_empty() {
        body = body.set("policy_binding_description", text(&binding.description));
    }
    if let Some((user, account)) = instance.account.and_then(|user| Some((user, world.managed_account(user).ok()?))) {
        body = body
            .set("cross_account_type", text("CROSS_ACCOUNT"))
            .set("cross_account_user_id", user)
            .set("cross_account_role_name", text(&account.role));
    }
    body = commented(body, &options);
    let detail = detail_of(binding);
    if !detail.is_empty() {
        let options = Body::default().block(Block::new("udm_detail", &[], detail));
        body = body.block(Block::new("advanced_options", &[], options));
    }
    Block::new("resource", &["alicloud_hbr_policy_binding", label], body)
}

/// Which disks, and the key of their copies.
fn detail_of(binding: &Binding) -> Body {
    let list = |disks: &[DiskId]| {
        let ids: Vec<_> = disks.iter().map(|disk| text(disk.as_str())).collect();
        format!("[{}]", ids.join(", "))
    };
    let mut body = Body::default();
    body = match &binding.scope {
        DiskScope::All => body,
        DiskScope::Only(disks) => body.set("disk_id_list", list(disks)),
        DiskScope::Except(disks) => body.set("exclude_disk_id_list", list(disks)),
    };
    if let Some(key) = &binding.options.destination_kms_key {
        body = body.set("destination_kms_key_id", text(key));
    }
    body
}

/// Comments are in English, as the arguments are.
fn commented(body: Body, unsaid: &[Unsaid]) -> Body {
    unsaid.iter().fold(body, |body, unsaid| body.comment(&unsaid.said(Locale::En)))
}

/// A resource in another region than the first names its provider.
fn in_region(body: Body, alias: Option<Region>) -> Body {
    match alias {
        Some(region) => body.set("provider", format!("alicloud.{}", region.id())),
        None => body,
    }
}

/// A policy with what its resource is called and where it is, if that is another region than the first.
struct Named<'w> {
    policy: &'w Policy,
    label: String,
    alias: Option<Region>,
}

/// The names of resources that are taken.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    /// The name of a resource for something that is called `wanted`; numbered where it is taken.
    fn take(&mut self, wanted: &str) -> String {
        let name = hcl::name(wanted);
        let numbered = (2_u32..).map(|number| format!("{name}_{number}"));
        let mut all = std::iter::once(name.clone()).chain(numbered);
        let free = all.find(|name| !self.0.contains(name)).unwrap_or(name);
        self.0.insert(free.clone());
        free
    }
}
