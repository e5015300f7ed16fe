//! Cloud Backup, OpenAPI version 2017-09-08.

mod accounts;
mod bindings;
mod filters;
mod jobs;
mod plans;
mod points;
mod policies;
mod protected;
mod restores;

use serde_json::{Map, Value, json};

use super::{Answer, Operation, Refusal, fields, item, params::Params};
use crate::{
    cloud::account::BACKUP_ROLE, command::Command, locale::Locale, rule::Rule, simulation::Simulation, words::Message,
};

pub(super) use self::{
    bindings::{read_options, write_options},
    plans::read_plan,
};

/// The operations of this product.
pub(super) const OPERATIONS: &[Operation] = &[
    operation("AddCrossAccount", Rule::Api25, accounts::add),
    operation("CancelBackupJob", Rule::Api14, jobs::cancel),
    operation("CancelRestoreJob", Rule::Api19, restores::cancel),
    operation("CheckRole", Rule::Acc03, check_role),
    operation("CreateBackupJob", Rule::Api13, jobs::create),
    operation("CreateBackupPlan", Rule::Api26, plans::create),
    operation("CreatePolicyBindings", Rule::Api09, bindings::create),
    operation("CreatePolicyV2", Rule::Api04, policies::create),
    operation("CreateRestoreJob", Rule::Api18, restores::create),
    operation("DeleteBackupPlan", Rule::Api26, plans::delete),
    operation("DeleteCrossAccount", Rule::Api25, accounts::delete),
    operation("DeletePolicyBinding", Rule::Api11, bindings::delete),
    operation("DeletePolicyV2", Rule::Pol91, policies::delete),
    operation("DeleteSnapshot", Rule::Api17, points::delete),
    operation("DeleteUdmEcsInstance", Rule::Api21, protected::stop),
    operation("DescribeBackupJobs2", Rule::Api15, jobs::describe),
    operation("DescribeBackupPlans", Rule::Api26, plans::describe),
    operation("DescribeCrossAccounts", Rule::Api25, accounts::describe),
    operation("DescribePoliciesV2", Rule::Api07, policies::describe),
    operation("DescribePolicyBindings", Rule::Api12, bindings::describe),
    operation("DescribeRegions", Rule::Pol05, describe_regions),
    operation("DescribeRestoreJobs2", Rule::Api20, restores::describe),
    operation("DescribeUdmSnapshots", Rule::Api16, points::describe),
    operation("DisableBackupPlan", Rule::Api26, plans::disable),
    operation("EnableBackupPlan", Rule::Api26, plans::enable),
    operation("ExecuteBackupPlan", Rule::Api26, plans::execute),
    operation("ExecutePolicyV2", Rule::Api08, policies::execute),
    operation("GetBasicStatistics", Rule::Api24, protected::statistics),
    operation("ListProtectedResources", Rule::Api23, protected::list),
    operation("OpenHbrService", Rule::Acc01, open_service),
    operation("UpdateBackupPlan", Rule::Api26, plans::update),
    operation("UpdatePolicyBinding", Rule::Api10, bindings::update),
    operation("UpdatePolicyV2", Rule::Api05, policies::update),
];

const fn operation(
    action: &'static str,
    rule: Rule,
    perform: fn(&mut Simulation, &Params<'_>) -> Result<Answer, Refusal>,
) -> Operation {
    Operation { product: "hbr", action, rule, perform }
}

/// What every accepted call of this product answers, with `more`.
fn success(more: Value) -> Answer {
    let mut answer = fields(json!({ "Success": true, "Code": "200", "Message": "successful" }));
    answer.extend(fields(more));
    answer
}

/// Which page of a list of results is asked for, by token.
struct ResultPage {
    first: usize,
    size: usize,
}

impl ResultPage {
    /// Reads `NextToken` and `MaxResults`.
    fn read(params: &Params<'_>) -> Result<Self, Refusal> {
        let range = crate::catalog::limits::RESULTS_PER_PAGE;
        let size = params.integer_in("MaxResults", range, crate::catalog::limits::RESULTS_PER_PAGE_DEFAULT)?;
        let first = match params.text("NextToken")?.filter(|token| !token.is_empty()) {
            None => 0,
            Some(token) => {
                token.parse().map_err(|_| params.wrong_type("NextToken", "the token of the answer before"))?
            }
        };
        Ok(Self { first, size })
    }

    /// The items of this page under `name`, with the token of the next page if there is one.
    fn answer(&self, name: &str, items: &[Value]) -> Answer {
        let end = self.first.saturating_add(self.size).min(items.len());
        let page = items.get(self.first..end).unwrap_or_default();
        let mut answer = Map::from_iter([(name.to_owned(), json!(page))]);
        answer.insert("TotalCount".to_owned(), json!(items.len()));
        answer.insert("MaxResults".to_owned(), json!(self.size));
        if end < items.len() {
            answer.insert("NextToken".to_owned(), json!(end.to_string()));
        }
        success(Value::Object(answer))
    }
}

fn open_service(run: &mut Simulation, _: &Params<'_>) -> Result<Answer, Refusal> {
    run.apply(Command::ActivateService)?;
    // The one order of an account that is free: there is nothing to tell one from another by.
    Ok(fields(json!({ "OrderId": "0" })))
}

fn describe_regions(run: &mut Simulation, _: &Params<'_>) -> Result<Answer, Refusal> {
    let regions = run.world().regions.iter();
    let items: Vec<_> =
        regions.map(|region| item(json!({ "RegionId": region.id(), "LocalName": region.name(Locale::En) }))).collect();
    Ok(success(json!({ "Regions": { "Region": items } })))
}

fn check_role(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    match params.required_text("CheckRoleType")? {
        "UdmRole" | "EcsBackupRole" if run.world().account.backup_role_created => Ok(success(json!({}))),
        "UdmRole" | "EcsBackupRole" => Err(Refusal {
            code: "Sim.RoleNotCreated".to_owned(),
            message: Message::Plain(format!(
                "The role {BACKUP_ROLE} does not exist yet; the first association of a policy creates it."
            )),
            rule: Rule::Acc03,
        }),
        "CrossAccountRole" => accounts::check_role(run.world(), params),
        _ => Err(params.wrong_type("CheckRoleType", "UdmRole, EcsBackupRole or CrossAccountRole")),
    }
}
