//! The account and its bill.

use serde_json::{Value, json};

use crate::{
    billing::{
        bill::{Bill, BilledTier, Grouping, Line},
        money::MicroCny,
        resource_plan::{PlanKind, PlanOrder, ResourcePlan},
    },
    cloud::account::BACKUP_ROLE,
    command::Command,
    openapi::{Answer, Refusal, fields, item, params::Params},
    simulation::Simulation,
    time::{Timestamp, Zone},
    world::World,
};

/// How the account stands: what of it is none of an account in order is left out.
pub(super) fn describe(run: &mut Simulation, _: &Params<'_>) -> Result<Answer, Refusal> {
    Ok(status(run.world()))
}

pub(super) fn pay_bill(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let amount = amount(params)?;
    run.apply(Command::PayBill { amount })?;
    Ok(status(run.world()))
}

pub(super) fn top_up(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let amount = amount(params)?.ok_or_else(|| params.missing("Amount"))?;
    run.apply(Command::TopUp { amount })?;
    Ok(status(run.world()))
}

/// Buys a resource plan (ACC-08); answers with it.
pub(super) fn buy_resource_plan(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let kind = params.required_text("Kind")?;
    let known = PlanKind::ALL.map(PlanKind::api_name).join(", ");
    let kind = PlanKind::parse(kind).ok_or_else(|| params.wrong_type("Kind", &format!("one of {known}")))?;
    let number = |name: &str| -> Result<u32, Refusal> {
        let given = params.integer(name)?.ok_or_else(|| params.missing(name))?;
        u32::try_from(given).map_err(|_| params.wrong_type(name, "a positive number"))
    };
    let region = params.region_to_write(run)?;
    let order = PlanOrder { kind, region, capacity_gib: number("CapacityGib")?, months: number("Months")? };
    run.apply(Command::BuyResourcePlan { order })?;
    let world = run.world();
    let bought = world.resource_plans.iter().last().map(|plan| write_plan(world, plan));
    Ok(fields(bought.unwrap_or_default()))
}

/// The resource plans that were bought, those that ended included.
pub(super) fn describe_resource_plans(run: &mut Simulation, _: &Params<'_>) -> Result<Answer, Refusal> {
    let world = run.world();
    let plans: Vec<_> = world.resource_plans.iter().map(|plan| write_plan(world, plan)).collect();
    Ok(fields(json!({ "ResourcePlans": plans })))
}

fn write_plan(world: &World, plan: &ResourcePlan) -> Value {
    json!({
        "Kind": plan.order.kind.api_name(),
        "RegionId": plan.order.region.id(),
        "CapacityGib": plan.order.capacity_gib,
        "Months": plan.order.months,
        "Price": plan.price().to_string(),
        "StartTime": plan.bought_at.to_rfc3339(world.zone),
        "EndTime": plan.ends_at().to_rfc3339(world.zone),
    })
}

/// The bill of a span: of the present month up to now where none is given.
pub(super) fn describe_bill(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let world = run.world();
    let to = params.instant("To")?.unwrap_or(world.now);
    let from = params.instant("From")?.unwrap_or_else(|| to.min(world.now).start_of_month(Zone::CHINA));
    if to < from {
        return Err(params.wrong_type("To", "no earlier than From"));
    }
    let grouping = match params.text("GroupBy")? {
        None => Grouping::default(),
        Some(name) => Grouping::parse(name).ok_or_else(|| {
            let known = Grouping::ALL.map(Grouping::api_name).join(", ");
            params.wrong_type("GroupBy", &format!("one of {known}"))
        })?,
    };
    Ok(write_bill(world, &Bill::draw_up(world, from, to, grouping)))
}

/// A bill of this world as `DescribeBill` answers it.
pub fn bill_json(world: &World, bill: &Bill) -> Value {
    Value::Object(write_bill(world, bill))
}

/// A bill of this world.
pub(super) fn write_bill(world: &World, bill: &Bill) -> Answer {
    let items: Vec<_> = bill.lines.iter().map(|line| write_line(world, bill, line)).collect();
    fields(json!({ "Items": items, "Total": bill.total().to_string(), "Currency": "CNY" }))
}

fn status(world: &World) -> Answer {
    let account = &world.account;
    let roles: Vec<_> = account.backup_role_created.then_some(BACKUP_ROLE).into_iter().collect();
    let arrears = account.arrears.as_ref();
    let time = |at: Timestamp| at.to_rfc3339(world.zone);
    let suspended = arrears.filter(|arrears| arrears.suspends_at <= world.now);
    fields(json!({
        "Status": account.status(world.now).api_name(),
        "CloudBackupActivated": account.cloud_backup_activated,
        "SnapshotServiceEnabled": account.snapshot_service_enabled,
        "Roles": roles,
        "Balance": world.balance().to_string(),
        "DueAmount": world.amount_due().to_string(),
        "DueSince": arrears.map(|arrears| time(arrears.due_at)),
        "SuspensionDue": arrears.filter(|_| suspended.is_none()).map(|arrears| time(arrears.suspends_at)),
        "SuspendedSince": suspended.map(|arrears| time(arrears.suspends_at)),
        "DeletionDue": arrears.filter(|arrears| !arrears.has_deleted()).map(|arrears| time(arrears.deletes_at())),
        "DeletedSince": arrears.filter(|arrears| arrears.has_deleted()).map(|arrears| time(arrears.deletes_at())),
    }))
}

fn write_line(world: &World, bill: &Bill, line: &Line) -> Value {
    item(json!({
        "Cause": line.cause.api_name(),
        "RegionId": line.region.id(),
        "InstanceId": line.instance.map(|instance| &world.instances[instance].id),
        "Tier": (bill.grouping == Grouping::Tier).then(|| line.cause.tier().map(BilledTier::api_name)).flatten(),
        "Day": line.day.map(|day| day.to_rfc3339(Zone::CHINA)[..10].to_owned()),
        "Quantity": line.quantity_text(),
        "Unit": line.cause.unit().api_name(),
        "UnitPrice": line.unit_price.to_price_text(),
        "Amount": line.amount().to_string(),
        "Rule": line.rule().id(),
    }))
}

/// The amount of money called `Amount`, as a decimal text.
fn amount(params: &Params<'_>) -> Result<Option<MicroCny>, Refusal> {
    let read = |text: &str| {
        MicroCny::parse(text).ok_or_else(|| params.wrong_type("Amount", "an amount as text, such as \"100.00\""))
    };
    params.text("Amount")?.map(read).transpose()
}
