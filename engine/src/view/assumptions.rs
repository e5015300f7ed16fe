//! Assumptions: what the documentation leaves open, as settings that can be changed.

use std::collections::BTreeMap;

use crate::{
    billing::money::MicroCny,
    locale::{Locale, Words},
    rejection::{Field, Problem, Rejection},
    rule::{Area, Rule},
    scenario::settings::{Assumptions, MICRO, Setting, SettingError},
};

/// The settings of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupView {
    /// The kind.
    pub group: Group,
    /// Its settings in order.
    pub rows: Vec<SettingRow>,
}

/// One setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingRow {
    /// The setting.
    pub setting: Setting,
    /// Its value in force.
    pub value: i64,
}

/// The kinds of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// How long things take and how fast data moves.
    Durations,
    /// What schedules may say.
    Schedules,
    /// What things cost.
    Prices,
    /// Anything else.
    Other,
}

/// What was typed, by setting; settings that were left alone are not in it.
pub type Typed = BTreeMap<Setting, String>;

/// The settings in force, by kind; kinds without any are left out.
pub fn assumptions(assumptions: &Assumptions) -> Vec<GroupView> {
    let rows = |group: Group| {
        let of_group = Setting::ALL.into_iter().filter(move |setting| Group::of(*setting) == group);
        of_group.map(|setting| SettingRow { setting, value: assumptions.get(setting) }).collect::<Vec<_>>()
    };
    let groups = Group::ALL.map(|group| GroupView { group, rows: rows(group) });
    groups.into_iter().filter(|group| !group.rows.is_empty()).collect()
}

/// What someone typed as the value of `setting`, or what is wrong with it.
pub fn read(setting: Setting, typed: &str) -> Result<i64, Rejection> {
    let typed = typed.trim();
    let value = if setting.is_price() { MicroCny::parse(typed).map(|price| price.0) } else { typed.parse().ok() };
    let value = value.filter(|value| setting.range().contains(value));
    value.ok_or_else(|| Problem::Setting(SettingError::Value(setting)).at(Field::Setting))
}

/// A value of `setting` as it is typed: prices as decimal yuan, anything else as a whole number.
pub fn written(setting: Setting, value: i64) -> String {
    if setting.is_price() { MicroCny(value).to_price_text() } else { value.to_string() }
}

/// The same as it is read, with thousands set apart.
pub fn shown(setting: Setting, value: i64) -> String {
    if setting.is_price() { MicroCny(value).to_price_text() } else { super::format::signed(value) }
}

/// What is to change, by the names of the settings, of all that was typed: values that are in force already are left
/// out. The first fault where there is one.
pub fn changes(assumptions: &Assumptions, typed: &Typed) -> Result<BTreeMap<String, i64>, Rejection> {
    let mut changes = BTreeMap::new();
    for (setting, text) in typed {
        let value = read(*setting, text)?;
        if value != assumptions.get(*setting) {
            changes.insert(setting.name().to_owned(), value);
        }
    }
    Ok(changes)
}

/// What a setting takes, such as `0 to 86,400 s; default 60`.
pub fn takes(setting: Setting, locale: Locale) -> String {
    let figure = |value| shown(setting, value);
    let (from, to) = (figure(*setting.range().start()), figure(*setting.range().end()));
    let (unit, default) = (unit(setting, locale), figure(setting.default()));
    match locale {
        Locale::En => format!("{from} to {to} {unit}; default {default}"),
        Locale::Zh => format!("{from}~{to} {unit}，默认{default}"),
    }
}

/// The unit as people read it.
pub fn unit(setting: Setting, locale: Locale) -> &'static str {
    match (locale, setting.unit()) {
        (Locale::En, "h") => "hours",
        (Locale::En, "d") => "days",
        (Locale::En, unit) if setting.is_price() => unit.trim_start_matches(MICRO),
        (Locale::Zh, "µCNY/GiB-month") => "元/GiB/月",
        (Locale::Zh, "µCNY/GiB") => "元/GiB",
        (Locale::Zh, "µCNY/vCPU-hour") => "元/vCPU/小时",
        (Locale::Zh, "s") => "秒",
        (Locale::Zh, "h") => "小时",
        (Locale::Zh, "d") => "天",
        (_, unit) => unit,
    }
}

impl SettingRow {
    /// Whether the value is another than where a scenario does not say.
    pub fn is_changed(&self) -> bool {
        self.value != self.setting.default()
    }
}

impl Group {
    /// All kinds in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Durations, Self::Schedules, Self::Prices, Self::Other];

    /// Its name.
    pub fn name(self, locale: Locale) -> &'static str {
        let name = match self {
            Self::Durations => Words { en: "How long things take", zh: "耗时与速率" },
            Self::Schedules => Words { en: "What schedules may say", zh: "执行计划的取值" },
            Self::Prices => Words { en: "What things cost", zh: "价格" },
            Self::Other => Words { en: "Other choices", zh: "其他" },
        };
        name.get(locale)
    }

    fn of(setting: Setting) -> Self {
        match setting.rule() {
            rule if rule.area() == Area::Policies => Self::Schedules,
            rule if (Rule::Mdl10..=Rule::Mdl19).contains(&rule) => Self::Durations,
            _ if setting.is_price() => Self::Prices,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_stands_in_one_group_and_is_carried_out() {
        let groups = assumptions(&Assumptions::default());
        let mut listed: Vec<_> = groups.iter().flat_map(|group| &group.rows).map(|row| row.setting).collect();
        listed.sort_unstable();
        let mut all = Setting::ALL.to_vec();
        all.sort_unstable();
        assert_eq!(listed, all);
        assert!(groups.iter().flat_map(|group| &group.rows).all(|row| !row.is_changed()));
        for setting in all {
            assert!(!setting.rule().is_planned(), "{} is a setting of a rule to come", setting.name());
        }
    }

    #[test]
    fn what_is_typed_is_checked_at_once_and_only_changes_are_sent() {
        let setting = Setting::SnapshotCreationMibPerSecond;
        for wrong in ["", "fast", "1.5", "0", "1000001", "-1"] {
            assert_eq!(read(setting, wrong).unwrap_err().rule(), Rule::Mdl10, "{wrong}");
        }
        assert_eq!(read(setting, " 400 "), Ok(400));
        let in_force = Assumptions::default();
        let typed = |pairs: &[(Setting, &str)]| -> Typed {
            pairs.iter().map(|(setting, text)| (*setting, (*text).to_owned())).collect()
        };
        let same = typed(&[(setting, "200"), (Setting::ScheduleDaysMax, "60")]);
        assert_eq!(changes(&in_force, &same), Ok(BTreeMap::from([("schedule_days_max".to_owned(), 60)])));
        assert!(changes(&in_force, &typed(&[(setting, "none")])).is_err());
    }

    #[test]
    fn mdl_20_prices_are_typed_and_read_as_yuan() {
        let setting = Setting::StandardPrice;
        assert_eq!(read(setting, " 0.12 "), Ok(120_000));
        assert_eq!((written(setting, 120_000).as_str(), shown(setting, 1_500_000).as_str()), ("0.12", "1.50"));
        for wrong in ["", "-0.12", "1000.01", "0.1234567", "free", "1,5"] {
            assert_eq!(read(setting, wrong).unwrap_err().rule(), Rule::Mdl20, "{wrong}");
        }
        assert_eq!(takes(setting, Locale::En), "0.00 to 1000.00 CNY/GiB-month; default 0.12");
        assert_eq!(takes(setting, Locale::Zh), "0.00~1000.00 元/GiB/月，默认0.12");
        assert!(setting.label(Locale::En).contains("illustrative") && setting.label(Locale::Zh).contains("示意"));
    }

    #[test]
    fn bil_13_and_mdl_25_every_price_is_in_yuan_for_what_it_is_paid_for() {
        let said = |setting| [Locale::En, Locale::Zh].map(|locale| unit(setting, locale));
        assert_eq!(said(Setting::CopyPrice), ["CNY/GiB", "元/GiB"]);
        assert_eq!(said(Setting::VcpuPrice), ["CNY/vCPU-hour", "元/vCPU/小时"]);
        assert_eq!(written(Setting::VcpuPrice, 250_000), "0.25");
        for setting in Setting::ALL {
            assert_eq!(setting.is_price(), setting.name().ends_with("_micro_cny"), "{}", setting.name());
            assert!(said(setting).iter().all(|unit| !unit.contains('µ')), "{}", setting.name());
        }
    }

    #[test]
    fn ranges_units_and_defaults_are_said_in_both_languages() {
        assert_eq!(takes(Setting::SnapshotCreationSeconds, Locale::En), "0 to 86,400 s; default 60");
        assert_eq!(takes(Setting::ScheduleDaysMax, Locale::Zh), "1~3,650 天，默认31");
        for setting in Setting::ALL {
            assert!(setting.range().contains(&setting.default()), "{}", setting.name());
        }
    }
}
