//! The account: what is paid, and what comes of what is not (ACC-05, ACC-06).

use super::Simulation;
use crate::{
    backup::job::ChildFailure,
    backup::replication::CopyFailure,
    billing::{
        money::MicroCny,
        resource_plan::{PlanOrder, ResourcePlan},
    },
    catalog::limits,
    cloud::account::{Arrears, ArrearsStep, PastArrears},
    command::{Command, Receipt},
    event::{AccountEvent, Event},
    incident::Incident,
    queue::Due,
    rejection::{AccountProblem, Field, Problem, Rejection},
    scenario::settings::Setting,
    time::{Seconds, Timestamp},
};

impl Simulation {
    /// Refuses what Cloud Backup does while it is suspended: all but paying, settings, ECS and what goes wrong.
    pub(super) fn check_suspension(&self, command: &Command) -> Result<(), Rejection> {
        let goes_on = matches!(
            command,
            Command::PayBill { .. }
                | Command::TopUp { .. }
                | Command::EditSettings { .. }
                | Command::Lesson(_)
                | Command::InjectIncident { .. }
                | Command::Ecs(_)
        );
        match !goes_on && self.world.account.is_suspended(self.world.now) {
            true => Err(AccountProblem::Suspended.into()),
            false => Ok(()),
        }
    }

    /// A payment falls due and is not made, whatever the balance (MDL-18).
    pub(super) fn fall_due(&mut self) {
        let grace = Seconds(self.world.assumptions.get(Setting::OverdueGraceSeconds));
        self.world.account.arrears = Some(Arrears::new(self.world.now, grace));
        self.note_of_account(AccountEvent::PaymentOverdue);
        self.schedule_arrears();
    }

    /// Pays what is due, or so much of it. The money comes from outside: the balance stays as it is.
    pub(super) fn pay_bill(&mut self, amount: Option<MicroCny>) -> Result<Receipt, Rejection> {
        if self.world.account.arrears.is_none() {
            return Err(AccountProblem::NothingDue.into());
        }
        let due = self.world.amount_due();
        let given = amount.map_or(Ok(due), check_amount)?;
        if given > due {
            return Err(AccountProblem::MoreThanDue { given, due }.at(Field::Amount));
        }
        self.pay(given, due);
        Ok(Receipt::Done)
    }

    /// Pays money in. It goes to what is due first.
    pub(super) fn top_up(&mut self, amount: MicroCny) -> Result<Receipt, Rejection> {
        let amount = check_amount(amount)?;
        let due = self.world.amount_due();
        let towards_due = amount.min(due);
        let account = &mut self.world.account;
        account.paid_in = account.paid_in + (amount - towards_due);
        self.note_of_account(AccountEvent::ToppedUp(amount));
        self.pay(towards_due, due);
        Ok(Receipt::Done)
    }

    /// Buys a resource plan. It is paid for at once, from the balance, and is not refunded (ACC-08).
    pub(super) fn buy_resource_plan(&mut self, order: PlanOrder) -> Result<Receipt, Rejection> {
        if !limits::PLAN_CAPACITY_GIB.contains(&order.capacity_gib) {
            return Err(AccountProblem::PlanCapacity { given: order.capacity_gib }.at(Field::Capacity));
        }
        if !limits::PLAN_MONTHS.contains(&order.months) {
            return Err(AccountProblem::PlanMonths { given: order.months }.at(Field::Months));
        }
        if !self.world.regions.contains(&order.region) {
            return Err(Problem::RegionNotInScenario { region: order.region }.at(Field::Region));
        }
        if self.world.resource_plans.iter().count() >= limits::PLANS_MAX {
            return Err(AccountProblem::TooManyPlans.into());
        }
        let plan = ResourcePlan::buy(order, &self.world);
        let (price, balance) = (plan.price(), self.world.balance());
        if price > balance {
            return Err(AccountProblem::BalanceTooLow { price, balance }.into());
        }
        self.world.resource_plans.add(plan);
        self.note_of_account(AccountEvent::PlanBought { order, price });
        Ok(Receipt::Done)
    }

    /// Whether an overdue payment has its next consequence at `due_at`.
    pub(super) fn expects_arrears(&self, step: ArrearsStep, due_at: Timestamp) -> bool {
        let arrears = &self.world.account.arrears;
        arrears.is_some_and(|arrears| arrears.next_step == Some(step) && arrears.step_at(step) == due_at)
    }

    /// An overdue payment has its next consequence.
    pub(super) fn advance_arrears(&mut self, step: ArrearsStep) {
        match step {
            ArrearsStep::Suspension => self.note_of_account(AccountEvent::Suspended),
            ArrearsStep::Warning => self.note_of_account(AccountEvent::DeletionWarned),
            ArrearsStep::Deletion => self.delete_everything(),
        }
        if let Some(arrears) = &mut self.world.account.arrears {
            arrears.next_step = step.next();
        }
        self.schedule_arrears();
    }

    /// Notes what happened to the account.
    pub(super) fn note_of_account(&mut self, event: AccountEvent) {
        self.revisions.fleet += 1;
        self.record(Event::Account(event));
    }

    fn schedule_arrears(&mut self) {
        let Some(arrears) = self.world.account.arrears else { return };
        if let Some(step) = arrears.next_step {
            self.queue.schedule(arrears.step_at(step), Due::Arrears { step });
        }
    }

    /// Pays so much of what is due. Paid in full, the account is in order and its services go on.
    fn pay(&mut self, amount: MicroCny, due: MicroCny) {
        let now = self.world.now;
        let was_suspended = self.world.account.is_suspended(now);
        let account = &mut self.world.account;
        let Some(arrears) = &mut account.arrears else { return };
        account.paid_in = account.paid_in + amount;
        arrears.paid = arrears.paid + amount;
        if amount < due {
            self.note_of_account(AccountEvent::PaidInPart(amount));
            return;
        }
        account.past_arrears.push(PastArrears { due_at: arrears.due_at, paid_at: now });
        account.arrears = None;
        self.note_of_account(AccountEvent::Paid(amount));
        if was_suspended {
            self.note_of_account(AccountEvent::Restored);
        }
        self.end_incidents(|incident| matches!(incident, Incident::PaymentOverdue));
    }

    /// Deletes all points and snapshots, also those that are locked, kept as the newest or shared: ACC-05 decides over
    /// POL-40 and POL-72. What disks or images were made from stays, apart from Cloud Backup (SNP-22).
    fn delete_everything(&mut self) {
        self.fail_backups_in_progress(ChildFailure::AccountSuspended, |_| true);
        self.abandon_all_copies(CopyFailure::AccountSuspended);
        let instances: Vec<_> = self.world.holders_by_id().collect();
        let mut points = 0;
        for instance in instances {
            let history = &self.world.instances[instance].history;
            let all: Vec<_> = history.points().map(|point| point.created).collect();
            let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
            for created in all {
                self.remove_point(instance, created);
            }
            if count > 0 {
                points += count;
                self.note_of_account(AccountEvent::PointsDeleted(instance, count));
            }
        }
        let snapshots = self.delete_all_snapshots();
        self.note_of_account(AccountEvent::AllDeleted { points, snapshots });
    }
}

/// Checks an amount to be paid: whole cents, more than nothing.
fn check_amount(amount: MicroCny) -> Result<MicroCny, Rejection> {
    match amount.is_whole_cents() && limits::PAYMENT.contains(&amount) {
        true => Ok(amount),
        false => Err(AccountProblem::Amount.at(Field::Amount)),
    }
}
