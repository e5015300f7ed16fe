//! Orders of instances and disks as they are typed: what each field takes, and what is wrong with it.

use std::ops::RangeInclusive;

use crate::{
    catalog::{
        disk::{DiskCategory, PerformanceLevel},
        limits,
    },
    cloud::{disk::check_size, labels::check_name},
    locale::{Locale, Words},
    rejection::{EcsProblem, Rejection},
    rule::Rule,
    units::MIB_PER_GIB,
    view::{ecs::DiskRow, format},
};

/// Reads a name, which may be left out (POL-04).
pub fn name(typed: &str) -> Result<Option<String>, Rejection> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    check_name(typed)?;
    Ok(Some(typed.to_owned()))
}

/// What a name may be, in words.
pub fn name_hint(locale: Locale) -> String {
    let words = Words {
        en: "May be left out; 2 to 128 letters, digits and . _ - : beginning with a letter",
        zh: "可不填；2~128个文字、数字或 . _ - : 以文字开头",
    };
    words.get(locale).to_owned()
}

/// Reads how many instances are created at once (MDL-19).
pub fn amount(typed: &str) -> Result<u32, Rejection> {
    let range = limits::INSTANCES_AT_ONCE;
    let given = number(typed, u64::from(*range.start())..=u64::from(*range.end()), Rule::Mdl19)?;
    let given = u32::try_from(given).unwrap_or(u32::MAX);
    match range.contains(&given) {
        true => Ok(given),
        false => Err(EcsProblem::Amount { given }.into()),
    }
}

/// How many instances may be created at once, in words.
pub fn amount_hint(locale: Locale) -> String {
    let (from, to) = (limits::INSTANCES_AT_ONCE.start(), limits::INSTANCES_AT_ONCE.end());
    match locale {
        Locale::En => format!("{from} to {to} at once; the names of several are numbered"),
        Locale::Zh => format!("一次{from}~{to}台，多台时名称自动编号"),
    }
}

/// Reads the size of a new disk in GiB (CON-23).
pub fn size_gib(category: DiskCategory, level: Option<PerformanceLevel>, typed: &str) -> Result<u64, Rejection> {
    let given = number(typed, category.size_range_gib(level), Rule::Con23)?;
    check_size(category, level, given)?;
    Ok(given)
}

/// What size a new disk may have, in words.
pub fn size_hint(category: DiskCategory, level: Option<PerformanceLevel>, locale: Locale) -> String {
    gib(&category.size_range_gib(level), locale)
}

/// Reads the size that a disk is to have from now on, in GiB: more than it has (CON-23).
pub fn larger_gib(disk: &DiskRow, typed: &str) -> Result<u64, Rejection> {
    let (least, most) = larger(disk).into_inner();
    let given = number(typed, least..=most, Rule::Con23)?;
    if given < least {
        return Err(EcsProblem::DiskShrinks { disk: disk.id.clone(), size_gib: least - 1 }.into());
    }
    check_size(disk.category, disk.performance_level, given)?;
    Ok(given)
}

/// What size a disk may have from now on, in words.
pub fn larger_hint(disk: &DiskRow, locale: Locale) -> String {
    gib(&larger(disk), locale)
}

fn larger(disk: &DiskRow) -> RangeInclusive<u64> {
    let most = *disk.category.size_range_gib(disk.performance_level).end();
    disk.size.0 / MIB_PER_GIB + 1..=most
}

fn gib(range: &RangeInclusive<u64>, locale: Locale) -> String {
    let [from, to] = [*range.start(), *range.end()].map(format::count);
    match locale {
        Locale::En => format!("{from} to {to} GiB"),
        Locale::Zh => format!("{from}~{to} GiB"),
    }
}

fn number(typed: &str, range: RangeInclusive<u64>, rule: Rule) -> Result<u64, EcsProblem> {
    let given = typed.trim();
    let (from, to) = range.into_inner();
    given.parse().map_err(|_| EcsProblem::NotANumber { given: given.to_owned(), from, to, rule })
}
