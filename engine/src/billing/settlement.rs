//! Settlement: month by month, at 00:00 UTC+8 on the 1st (BIL-02), what was billed is taken from what was paid in.
//!
//! Nothing of it is kept: which bills are settled follows from the clock and from the payments that were overdue, and
//! what they come to from the meters. So no sum can drift, and no month has to be waited for in the queue.

use std::ops::Range;

use chrono::NaiveDate;

use super::{
    bill::{BILLING_ZONE, meter, priced},
    money::MicroCny,
};
use crate::{time::Timestamp, world::World};

/// A bill that is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The clock hours that it was about: a month, or up to the payment of an overdue one.
    pub hours: Range<i64>,
    /// What it came to.
    pub amount: MicroCny,
}

impl World {
    /// The bills that are settled, in the order of time.
    ///
    /// Months are settled by themselves, whatever the balance. While a payment is overdue none is; its payment settles
    /// all hours before the one that it is made in.
    pub fn settlements(&self) -> Vec<Settlement> {
        let hours = self.settled_hours();
        let amounts = self.amounts(&hours);
        hours.into_iter().zip(amounts).map(|(hours, amount)| Settlement { hours, amount }).collect()
    }

    /// What is left to pay from: what was paid in less all that is settled and what was bought in advance; below nothing
    /// when overdrawn.
    pub fn balance(&self) -> MicroCny {
        let settled: MicroCny = self.amounts(&self.settled_hours()).into_iter().sum();
        let towards_due = self.account.arrears.as_ref().map_or(MicroCny::ZERO, |arrears| arrears.paid);
        self.account.paid_in - settled - towards_due - self.resource_plans.paid()
    }

    /// What is charged and not settled yet, for the hours before the present one.
    pub fn unsettled(&self) -> MicroCny {
        let from = self.settled_hours().last().map_or(self.start.clock_hour(), |last| last.end);
        self.amounts(std::slice::from_ref(&(from..self.now.clock_hour()))).into_iter().sum()
    }

    /// What has to be paid for the account to be in order again: all that is charged since the last settlement, less
    /// what was paid of it; nothing where no payment is overdue.
    pub fn amount_due(&self) -> MicroCny {
        self.account.arrears.as_ref().map_or(MicroCny::ZERO, |arrears| self.unsettled() - arrears.paid)
    }

    /// What the bills of these spans of hours come to, which follow one another in time.
    fn amounts(&self, spans: &[Range<i64>]) -> Vec<MicroCny> {
        let numbered = spans.iter().cloned().zip(0_i64..).collect();
        let mut amounts = vec![MicroCny::ZERO; spans.len()];
        for (key, mib_hours) in meter(self, &priced(self, numbered), false) {
            let amount = usize::try_from(key.number).ok().and_then(|number| amounts.get_mut(number));
            if let Some(amount) = amount {
                *amount = *amount + key.amount(mib_hours);
            }
        }
        amounts
    }

    fn settled_hours(&self) -> Vec<Range<i64>> {
        let mut settled = Settled { from: self.start, hours: Vec::new() };
        for paid in &self.account.past_arrears {
            settled.months_before(paid.due_at);
            settled.until(paid.paid_at);
        }
        match &self.account.arrears {
            Some(arrears) => settled.months_before(arrears.due_at),
            None => settled.months_before(Timestamp(self.now.0 + 1)),
        }
        settled.hours
    }
}

/// The hours settled so far.
struct Settled {
    from: Timestamp,
    hours: Vec<Range<i64>>,
}

impl Settled {
    /// Settles each month that ends before this instant. One that ends at the very instant at which a payment falls
    /// due is what is overdue.
    fn months_before(&mut self, end: Timestamp) {
        while let Some(month_end) = next_month(self.from).filter(|month_end| *month_end < end) {
            self.until(month_end);
        }
    }

    /// Settles all hours before that of this instant.
    fn until(&mut self, end: Timestamp) {
        let hours = self.hours.last().map_or(self.from.clock_hour(), |last| last.end)..end.clock_hour();
        if !hours.is_empty() {
            self.hours.push(hours);
        }
        self.from = end;
    }
}

/// When the next month begins; none beyond the end of time.
fn next_month(after: Timestamp) -> Option<Timestamp> {
    let civil = after.civil(BILLING_ZONE);
    let (year, month) = if civil.month == 12 { (civil.year + 1, 1) } else { (civil.year, civil.month + 1) };
    BILLING_ZONE.instant(NaiveDate::from_ymd_opt(year, month, 1)?, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn bil_02_months_end_at_midnight_of_utc_plus_8() {
        assert_eq!(next_month(at("2026-01-31T15:59:59Z")), Some(at("2026-02-01T00:00:00+08:00")));
        assert_eq!(next_month(at("2026-02-01T00:00:00+08:00")), Some(at("2026-03-01T00:00:00+08:00")));
        assert_eq!(next_month(at("2026-12-05T00:00:00+08:00")), Some(at("2027-01-01T00:00:00+08:00")));
        assert_eq!(next_month(Timestamp::MAX), None);
    }

    #[test]
    fn bil_02_months_are_settled_one_by_one_and_a_payment_settles_up_to_its_hour() {
        let mut settled = Settled { from: at("2026-01-10T08:30:00+08:00"), hours: Vec::new() };
        settled.months_before(at("2026-03-05T00:00:00+08:00"));
        settled.until(at("2026-04-07T10:20:00+08:00"));
        settled.months_before(at("2026-05-01T00:00:01+08:00"));
        let ends: Vec<_> = settled.hours.iter().map(|hours| Timestamp(hours.end * 3_600)).collect();
        let dates = ["2026-02-01T00", "2026-03-01T00", "2026-04-07T10", "2026-05-01T00"];
        assert_eq!(ends, dates.map(|date| at(&format!("{date}:00:00+08:00"))));
        assert!(settled.hours.windows(2).all(|pair| pair[0].end == pair[1].start), "no hour is missed or paid twice");
    }
}
