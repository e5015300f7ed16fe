//! The call that an action makes: what the console sends where someone presses a button.
//!
//! Tests hold each call against its command: made again by the API, a run comes to the same digest.

mod backups;
mod ecs;
mod policies;
mod sim;

use serde_json::{Value, json};

use super::{Call, item};
use crate::{
    backup::policy::PolicyKind,
    cloud::InstanceIdx,
    command::Command,
    id::{InstanceId, PolicyId},
    locale::{Locale, Words},
    world::World,
};

/// Why an action is no call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCall {
    /// It is a step of a lesson: it changes nothing of the cloud.
    Lesson,
    /// A legacy plan that says more than the API of plans can.
    PlanSaysMore,
    /// A backup by hand whose copies say more than its call can.
    CopySaysMore,
}

impl NoCall {
    /// The reason, in words.
    pub fn said(self, locale: Locale) -> &'static str {
        let words = match self {
            Self::Lesson => Words {
                en: "A step of the lesson: it changes nothing of the cloud.",
                zh: "课程步骤，不涉及云上操作。",
            },
            Self::PlanSaysMore => Words {
                en: "The operations of backup plans cannot say all of this; those of policies can.",
                zh: "备份计划的接口无法表达全部内容，请使用策略的接口。",
            },
            Self::CopySaysMore => Words {
                en: "CreateBackupJob cannot say when copies are archived, nor with which key they are encrypted.",
                zh: "CreateBackupJob无法指定副本何时归档、用哪个密钥加密。",
            },
        };
        words.get(locale)
    }
}

/// The call that a command is made by. What it leaves to the world is looked up in `world`, which it is given in.
pub fn sent(world: &World, command: &Command) -> Result<Call, NoCall> {
    let call = |product: &str, (action, params): (&str, Value)| Call {
        product: product.to_owned(),
        action: action.to_owned(),
        params: item(params),
    };
    let hbr = |spelled| Ok(call("hbr", spelled));
    match command {
        Command::ActivateService => hbr(("OpenHbrService", json!({}))),
        Command::CreatePolicy { region, spec } => hbr(policies::create(*region, spec)),
        Command::UpdatePolicy { policy, spec, rule_ids } => hbr(policies::update(policy, spec, rule_ids)),
        Command::DeletePolicy { policy } => hbr(("DeletePolicyV2", json!({ "PolicyId": policy }))),
        Command::AssociateInstances { policy, sources } => hbr(policies::associate(world, policy, sources)),
        Command::UpdateBinding { .. } => hbr(policies::update_binding(world, command)),
        Command::RemoveBindings { policy, instances } => hbr(policies::dissociate(policy, instances)),
        Command::RunPolicy { policy, rule, instance } => {
            hbr(policies::execute(world, policy, rule.as_ref(), instance.as_ref()))
        }
        Command::CreatePlan { plan } => policies::create_plan(world, plan).map(|spelled| call("hbr", spelled)),
        Command::UpdatePlan { plan, spec } => policies::update_plan(plan, spec).map(|spelled| call("hbr", spelled)),
        Command::DeletePlan { plan, require_no_running_jobs } => {
            let only_at_rest = require_no_running_jobs.then_some(true);
            hbr(("DeleteBackupPlan", json!({ "PlanId": plan, "RequireNoRunningJobs": only_at_rest })))
        }
        Command::BackUp { .. } => backups::back_up(world, command).map(|spelled| call("hbr", spelled)),
        Command::CancelJob { job } => hbr(("CancelBackupJob", json!({ "JobId": job }))),
        Command::DeletePoint { point } => hbr(backups::delete_point(world, point)),
        Command::Restore(order) => hbr(backups::restore(world, order)),
        Command::CancelRestore { restore } => hbr(("CancelRestoreJob", json!({ "RestoreId": restore }))),
        Command::StopProtecting { instance } => hbr(("DeleteUdmEcsInstance", json!({ "InstanceId": instance }))),
        Command::AddManagedAccount { user, role, alias } => hbr((
            "AddCrossAccount",
            json!({
                "CrossAccountType": CROSS, "CrossAccountUserId": user, "CrossAccountRoleName": role,
                "Alias": some(alias),
            }),
        )),
        Command::RemoveManagedAccount { user, role } => hbr((
            "DeleteCrossAccount",
            json!({
                "CrossAccountType": CROSS, "CrossAccountUserId": user, "CrossAccountRoleName": role,
            }),
        )),
        Command::Ecs(command) => Ok({
            let (product, action, params) = ecs::sent(world, command);
            call(product, (action, params))
        }),
        Command::ExtendRetention { .. }
        | Command::EditSettings { .. }
        | Command::PayBill { .. }
        | Command::TopUp { .. }
        | Command::BuyResourcePlan { .. }
        | Command::InjectIncident { .. }
        | Command::InspectPoint { .. } => Ok(call("sim", sim::sent(command))),
        Command::Lesson(_) => Err(NoCall::Lesson),
    }
}

/// The fields that name the account of an instance, where it is not the own one (ACC-07).
fn owner(world: &World, instance: &InstanceId) -> Value {
    world.instance(instance).map_or_else(|_| json!({}), |position| owner_at(world, position))
}

fn owner_at(world: &World, position: InstanceIdx) -> Value {
    let Some(user) = world.instances[position].account else { return json!({}) };
    let role = world.managed_accounts.get(&user).map(|account| &account.role);
    json!({ "CrossAccountType": CROSS, "CrossAccountUserId": user, "CrossAccountRoleName": role })
}

/// The same object with the fields of another.
fn joined(mut object: Value, more: Value) -> Value {
    if let (Value::Object(fields), Value::Object(more)) = (&mut object, more) {
        fields.extend(more);
    }
    object
}

/// A text that is left out where it is empty.
fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn is_plan(world: &World, policy: &PolicyId) -> bool {
    world.policy(policy).is_ok_and(|at| world.policies[at].kind == PolicyKind::Plan)
}

const CROSS: &str = "CROSS_ACCOUNT";
