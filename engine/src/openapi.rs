//! The services' APIs over the simulation: JSON in, JSON out, in the shapes of the official SDKs.
//!
//! A call never fails in any other way than by an answer that says so, and a refused call changes nothing.

pub mod catalogue;
mod ecs;
mod hbr;
mod params;
mod policy_rules;
pub mod sent;
mod sim;
pub mod spelled;

use serde_json::{Map, Value, json};

use self::params::Params;
pub(crate) use self::{ecs::SYSTEM_GIB, policy_rules::POLICY_TYPE};
pub use self::{
    policy_rules::read_policy,
    sim::{bill_json, write_drill},
};
use crate::{
    backup::binding::{BackupOptions, DiskScope},
    command::PlanSpec,
    digest::DigestWriter,
    rejection::{AccountProblem, Problem, Rejection},
    rule::{Area, Rule},
    simulation::Simulation,
    words::Message,
    world::World,
};

/// The type of source, of job and of plan that an ECS instance is (JOB-01).
pub(crate) const SOURCE_TYPE: &str = "UDM_ECS";
/// That of one of its disks.
const DISK_SOURCE_TYPE: &str = "UDM_ECS_DISK";

/// The fields of an answer, without the request id.
type Answer = Map<String, Value>;

/// An operation of one of the services.
pub struct Operation {
    /// `hbr`, `ecs` or `sim`.
    pub product: &'static str,
    /// Its name.
    pub action: &'static str,
    /// Where it is documented.
    pub rule: Rule,
    perform: fn(&mut Simulation, &Params<'_>) -> Result<Answer, Refusal>,
}

/// A call: an operation with its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// `hbr`, `ecs` or `sim`.
    pub product: String,
    /// The name of the operation.
    pub action: String,
    /// The parameters, an object.
    pub params: Value,
}

/// Why a call was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The documented error code, or one that begins with `Sim.`.
    pub code: String,
    /// What was wrong, where, and what to do.
    pub message: Message,
    /// The rule that decided.
    pub rule: Rule,
}

/// Reads the disks that a binding covers and how they are backed up, from its `AdvancedOptions` (CON-03).
pub fn read_options(binding: &Value) -> Result<(DiskScope, BackupOptions), Refusal> {
    hbr::read_options(&Params::read(binding, Rule::Api09)?)
}

/// Reads a legacy backup plan in the form of `CreateBackupPlan` (API-26).
pub fn read_plan(plan: &Value) -> Result<PlanSpec, Refusal> {
    hbr::read_plan(&Params::read(plan, Rule::Api26)?)
}

/// Calls an operation. The answer is always an object with `RequestId`.
pub fn call(run: &mut Simulation, product: &str, action: &str, params: &Value) -> Value {
    answer(run, product, action, params).0
}

/// The same, with the refusal where it was refused, which can be said in either language.
pub fn answer(run: &mut Simulation, product: &str, action: &str, params: &Value) -> (Value, Option<Refusal>) {
    let request_id = request_id(product, action, params);
    let outcome = match operation(product, action) {
        Some(operation) => operation.call(run, params),
        None => Err(unknown_operation(product, action)),
    };
    let (mut answer, refusal) = match outcome {
        Ok(answer) => (answer, None),
        Err(refusal) => (fields(refusal.written()), Some(refusal)),
    };
    answer.insert("RequestId".to_owned(), Value::String(request_id));
    (Value::Object(answer), refusal)
}

/// All operations, in the order of their products and names.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    [ecs::OPERATIONS, hbr::OPERATIONS, sim::OPERATIONS].into_iter().flatten()
}

fn operation(product: &str, action: &str) -> Option<&'static Operation> {
    operations().find(|operation| operation.product == product && operation.action == action)
}

fn unknown_operation(product: &str, action: &str) -> Refusal {
    let known: Vec<_> = operations().filter(|known| known.product == product).map(|known| known.action).collect();
    let message = if known.is_empty() {
        format!("`{product}` is not a product: call hbr, ecs or sim")
    } else {
        format!("`{action}` is not an operation of {product} here; there are: {}", known.join(", "))
    };
    Refusal { code: "Sim.UnknownOperation".to_owned(), message: Message::Plain(message), rule: Rule::Api01 }
}

impl Operation {
    /// Reads the parameters and performs. Who may do it comes before what is wrong with a value, but the documented errors
    /// before all else.
    fn call(&self, run: &mut Simulation, params: &Value) -> Result<Answer, Refusal> {
        let outcome = Params::read(params, self.rule).and_then(|params| (self.perform)(run, &params));
        let needs_service =
            self.product == "hbr" && !["Describe", "Open"].iter().any(|verb| self.action.starts_with(verb));
        match outcome {
            Err(refusal) if refusal.rule.area() == Area::Errors => Err(refusal),
            Err(_) if needs_service && !run.world().account.cloud_backup_activated => Err(Problem::NotActivated.into()),
            Err(_) => self.suspension(run.world()).map_or(outcome, |problem| Err(problem.into())),
            outcome => outcome,
        }
    }
}

impl Operation {
    /// What keeps the operation from being carried out by a suspended account: Cloud Backup only tells (ACC-05), and the
    /// snapshot service takes no snapshots (ACC-06).
    fn suspension(&self, world: &World) -> Option<Problem> {
        let tells = ["Check", "Describe", "Get", "List"].iter().any(|verb| self.action.starts_with(verb));
        let problem = match self.product {
            "hbr" if !tells => AccountProblem::Suspended,
            "ecs" if self.action == "CreateSnapshot" => AccountProblem::SnapshotsSuspended,
            _ => return None,
        };
        world.account.is_suspended(world.now).then_some(problem.into())
    }
}

/// An id for the request, made from what was asked: it draws on nothing in the world.
fn request_id(product: &str, action: &str, params: &Value) -> String {
    let digest = DigestWriter::default().text(product).text(action).text(&params.to_string()).finish();
    let hex = digest.to_string().to_uppercase();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// The fields of a JSON object written in place; missing values are left out, as the services do.
fn fields(object: Value) -> Answer {
    match object {
        Value::Object(fields) => fields.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        _ => Answer::new(),
    }
}

/// The same as a value, for the items of lists.
fn item(object: Value) -> Value {
    Value::Object(fields(object))
}

impl Refusal {
    fn written(&self) -> Value {
        json!({
            "Success": false, "Code": self.code, "Message": self.message.to_string(), "Rule": self.rule.id(),
        })
    }
}

impl From<Rejection> for Refusal {
    fn from(rejection: Rejection) -> Self {
        Self { code: rejection.code().to_owned(), rule: rejection.rule(), message: rejection.into() }
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Rejection::from(problem).into()
    }
}
