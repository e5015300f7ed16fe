//! Managed accounts: add, remove, list; and whose instances a call is about (ACC-07, API-25).

use serde_json::{Value, json};

use super::success;
use crate::{
    catalog::limits,
    cloud::{
        InstanceIdx,
        managed::{ManagedAccount, UserId},
    },
    command::Command,
    id::InstanceId,
    openapi::{Answer, Refusal, item, params::Params},
    rejection::{ManagedProblem, Problem},
    rule::{Area, Rule},
    simulation::Simulation,
    world::World,
};

const SELF: &str = "SELF_ACCOUNT";
const CROSS: &str = "CROSS_ACCOUNT";

pub(super) fn add(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let (user, role) = named(params)?;
    let alias = params.text("Alias")?.unwrap_or_default().to_owned();
    run.apply(Command::AddManagedAccount { user, role, alias })?;
    Ok(success(json!({})))
}

pub(super) fn delete(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let (user, role) = named(params)?;
    run.apply(Command::RemoveManagedAccount { user, role })?;
    Ok(success(json!({})))
}

/// The accounts that are managed, in the order of their user ids.
pub(super) fn describe(run: &mut Simulation, params: &Params<'_>) -> Result<Answer, Refusal> {
    let size = params.integer_in("PageSize", limits::JOBS_PER_PAGE, limits::JOBS_PER_PAGE_DEFAULT)?;
    let page = params.integer_in("PageNumber", 1..=i64::from(u32::MAX), 1)?;
    let managed = run.world().managed_accounts.iter().filter(|(_, account)| account.is_managed);
    let items: Vec<_> = managed.map(|(user, account)| write(*user, account)).collect();
    let shown: Vec<_> = items.iter().skip((page - 1).saturating_mul(size)).take(size).collect();
    Ok(success(json!({
        "CrossAccounts": { "CrossAccount": shown }, "TotalCount": items.len(), "PageNumber": page, "PageSize": size,
    })))
}

fn write(user: UserId, account: &ManagedAccount) -> Value {
    item(json!({
        "CrossAccountType": CROSS,
        "CrossAccountUserId": user,
        "CrossAccountRoleName": account.role,
        "Alias": account.alias,
        "CreatedTime": account.since,
        "UpdatedTime": account.updated_at,
    }))
}

/// The account and role that a call must name.
fn named(params: &Params<'_>) -> Result<(UserId, String), Refusal> {
    if params.text("CrossAccountType")?.is_some_and(|kind| kind != CROSS) {
        return Err(params.wrong_type("CrossAccountType", CROSS));
    }
    let user = user(params)?.ok_or_else(|| params.missing("CrossAccountUserId"))?;
    Ok((user, params.required_text("CrossAccountRoleName")?.to_owned()))
}

/// Whose role `CheckRole` asks for: whether a managed account has it.
pub(super) fn check_role(world: &World, params: &Params<'_>) -> Result<Answer, Refusal> {
    let (user, role) = named(params)?;
    expect_role(user, world.managed_account(user)?, &role)?;
    Ok(success(json!({})))
}

/// Whose instances a list shows: those of the own account, or of one that is or was managed.
pub(super) fn listed(world: &World, params: &Params<'_>) -> Result<Option<UserId>, Refusal> {
    let Some((user, role)) = asked(params)? else { return Ok(None) };
    let known = world.managed_accounts.get(&user);
    let known = known.ok_or_else(|| Problem::from(ManagedProblem::NotManaged { user }))?;
    role.map_or(Ok(()), |role| expect_role(user, known, &role))?;
    Ok(Some(user))
}

/// Refuses where a call names another account than that of its instance. A released instance is told apart by ERR-03.
pub(super) fn expect_owner(world: &World, params: &Params<'_>, instance: &str) -> Result<(), Refusal> {
    let asked = asked(params)?;
    if let Some((user, role)) = &asked {
        let managed = world.managed_account(*user)?;
        role.as_deref().map_or(Ok(()), |role| expect_role(*user, managed, role))?;
    }
    let Ok(position) = world.instance(&InstanceId::from(instance)) else { return Ok(()) };
    let found = &world.instances[position];
    let account = found.account;
    if found.is_released() || account == asked.map(|(user, _)| user) {
        return Ok(());
    }
    Err(Problem::from(ManagedProblem::OtherAccount { instance: found.id.clone(), account }).into())
}

/// Refuses where a call names another account than that of the point it restores from, and where it may not touch it.
pub(super) fn expect_owner_of_point(world: &World, params: &Params<'_>, holder: InstanceIdx) -> Result<(), Refusal> {
    let asked = asked(params)?;
    if let Some((user, role)) = &asked {
        let managed = world.managed_account(*user)?;
        role.as_deref().map_or(Ok(()), |role| expect_role(*user, managed, role))?;
    }
    let found = &world.instances[holder];
    if found.account == asked.map(|(user, _)| user) {
        return Ok(());
    }
    Err(Problem::from(ManagedProblem::OtherAccount { instance: found.id.clone(), account: found.account }).into())
}

/// The same where the call may leave the account out.
pub(super) fn expect_owner_if_named(world: &World, params: &Params<'_>, instance: &str) -> Result<(), Refusal> {
    let is_named = ["CrossAccountType", "CrossAccountUserId", "CrossAccountRoleName"].iter().any(|key| params.has(key));
    if is_named { expect_owner(world, params, instance) } else { Ok(()) }
}

/// What was read, if it may be: a documented error comes before who may do it, that before all else.
pub(super) fn who_first<T>(may: Result<(), Refusal>, read: Result<T, Refusal>) -> Result<T, Refusal> {
    match (may, read) {
        (_, Err(refusal)) if refusal.rule.area() == Area::Errors => Err(refusal),
        (Err(refusal), _) => Err(refusal),
        (Ok(()), read) => read,
    }
}

/// The three fields that say whose an instance is.
pub(super) struct Owner<'w> {
    pub(super) kind: &'static str,
    pub(super) user: Option<UserId>,
    pub(super) role: Option<&'w str>,
}

impl<'w> Owner<'w> {
    pub(super) fn of(world: &'w World, account: Option<UserId>) -> Self {
        let managed = account.and_then(|user| world.managed_accounts.get(&user));
        let kind = if account.is_some() { CROSS } else { SELF };
        Self { kind, user: account, role: managed.map(|managed| managed.role.as_str()) }
    }
}

/// The account that a call asks for, with the role where it names one; none for the own.
fn asked(params: &Params<'_>) -> Result<Option<(UserId, Option<String>)>, Refusal> {
    let (user, role) = (user(params)?, params.text("CrossAccountRoleName")?.filter(|role| !role.is_empty()));
    let kind = params.text("CrossAccountType")?.filter(|kind| !kind.is_empty());
    let fault = match (kind, user) {
        (None | Some(CROSS), Some(user)) => return Ok(Some((user, role.map(str::to_owned)))),
        (None | Some(SELF), None) if role.is_none() => return Ok(None),
        (None | Some(CROSS), None) => params.missing("CrossAccountUserId"),
        (Some(SELF), _) => params.wrong_type("CrossAccountType", "CROSS_ACCOUNT where another account is named"),
        (Some(_), _) => params.wrong_type("CrossAccountType", "SELF_ACCOUNT or CROSS_ACCOUNT"),
    };
    Err(Refusal { rule: Rule::Acc07, ..fault })
}

fn user(params: &Params<'_>) -> Result<Option<UserId>, Refusal> {
    let wrong =
        || Refusal { rule: Rule::Acc07, ..params.wrong_type("CrossAccountUserId", "the user id of an account") };
    let Some(number) = params.integer("CrossAccountUserId").map_err(|_| wrong())? else { return Ok(None) };
    u64::try_from(number).ok().and_then(UserId::new).map(Some).ok_or_else(wrong)
}

fn expect_role(user: UserId, account: &ManagedAccount, role: &str) -> Result<(), Refusal> {
    if account.role == role {
        return Ok(());
    }
    Err(Problem::from(ManagedProblem::OtherRole { user, role: account.role.clone() }).into())
}
