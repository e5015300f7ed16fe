//! What each field takes: its range, its unit, and what comes of it.

use super::{FormField, Frequency, PolicyForm};
use crate::{
    catalog::limits,
    locale::{Locale, Words},
    time::Days,
    view::format,
};

impl PolicyForm {
    /// What `field` takes, in words; [`FormField::rule`] is the rule behind it.
    pub fn hint(&self, field: FormField, locale: Locale) -> String {
        match field {
            FormField::Cycle => self.cycle_hint(locale),
            FormField::Retention => {
                let range = days_range(*limits::RETENTION_DAYS.start(), *limits::RETENTION_DAYS.end(), locale);
                let permanent = Words { en: "no permanent retention", zh: "不支持永久保留" };
                join(&[&range, permanent.get(locale)], locale)
            }
            FormField::Special(_) => {
                let range = days_range(*limits::RETENTION_DAYS.start(), *limits::RETENTION_DAYS.end(), locale);
                let first = Words {
                    en: "the first backup of the period, kept longer than the retention period",
                    zh: "周期内的首个备份，须长于保留时间",
                };
                join(&[&range, first.get(locale)], locale)
            }
            FormField::RemoteRetention => {
                let range = days_range(*limits::RETENTION_DAYS.start(), *limits::RETENTION_DAYS.end(), locale);
                let own = Words { en: "independent of local retention", zh: "与本地保留时间互不影响" };
                join(&[&range, own.get(locale)], locale)
            }
            FormField::ArchiveDays | FormField::RemoteArchiveDays => {
                let range = days_range(*limits::ARCHIVE_AFTER_DAYS.start(), *limits::ARCHIVE_AFTER_DAYS.end(), locale);
                let least = limits::ARCHIVE_DAYS_MIN;
                let then = match locale {
                    Locale::En => format!("retention at least that and {least} more"),
                    Locale::Zh => format!("保留时间不少于该天数+{least}"),
                };
                join(&[&range, &then], locale)
            }
            FormField::Replication => {
                let price = self.copy_price.to_price_text();
                match locale {
                    Locale::En => format!(
                        "New points only, at once; the first copy of each disk carries all that is in use, at CNY {price} a \
                         GiB, later ones what changed; switched off, copies stay until they expire"
                    ),
                    Locale::Zh => format!(
                        "仅复制之后创建的备份点，创建后立即复制；每块云盘首次复制为全量，之后仅传输变化，每GiB {price}元；关闭后\
                         已有副本保留至到期"
                    ),
                }
            }
            FormField::Tags => {
                let most = limits::TAG_FILTERS_MAX;
                match locale {
                    Locale::En => format!("Up to {most} tags; all must match"),
                    Locale::Zh => format!("最多{most}个标签，须全部匹配"),
                }
            }
            _ => fixed(field).get(locale).to_owned(),
        }
    }

    fn cycle_hint(&self, locale: Locale) -> String {
        let (hours, days) = (self.bounds.hours_max, self.bounds.days_max);
        let words = match self.frequency {
            Frequency::Hourly => {
                return match locale {
                    Locale::En => format!("Every 1 to {hours} hours"),
                    Locale::Zh => format!("每1~{hours}小时"),
                };
            }
            Frequency::Daily => {
                return match locale {
                    Locale::En => format!("Every 1 to {days} days"),
                    Locale::Zh => format!("每1~{days}天"),
                };
            }
            Frequency::Weekly => {
                Words { en: "At the time of day of the first execution", zh: "在首次执行的时刻执行" }
            }
            Frequency::Monthly => Words {
                en: "On the day and at the time of the first execution; on the last day of a month without that day",
                zh: "在首次执行的日期和时刻执行，当月无此日则在最后一天执行",
            },
            Frequency::AsItIs => Words {
                en: "Stays as the policy has it; choose another frequency to replace it",
                zh: "保持策略现有的计划，选择其他频率即可替换",
            },
        };
        words.get(locale).to_owned()
    }
}

fn days_range(least: Days, most: Days, locale: Locale) -> String {
    let (least, most) = (least.0, format::count(most.0.into()));
    match locale {
        Locale::En => format!("{least} to {most} days"),
        Locale::Zh => format!("{least}~{most}天"),
    }
}

fn join(parts: &[&str], locale: Locale) -> String {
    parts.join(match locale {
        Locale::En => "; ",
        Locale::Zh => "，",
    })
}

fn fixed(field: FormField) -> Words {
    match field {
        FormField::Type => Words {
            en: "For ECS instances only; the data lies in snapshots, without a vault",
            zh: "只用于ECS实例，数据保存为快照，无需备份库",
        },
        FormField::Name => Words {
            en: "2 to 128 letters, digits and . _ - : beginning with a letter, not with auto",
            zh: "2~128个文字、数字或 . _ - : 以文字开头，不能以auto开头",
        },
        FormField::Frequency => Words {
            en: "A run that is due while the one before goes on is skipped",
            zh: "上一次任务仍在运行时，到期的执行会被跳过",
        },
        FormField::FirstRun => Words {
            en: "To the second; nothing runs before it, and it sets the time of day of all runs",
            zh: "精确到秒，此前不会执行，并决定每次执行的时刻",
        },
        FormField::KeepLatest => Words {
            en: "Recommended: the newest point of each instance survives expiry and deletion by hand; copies do not",
            zh: "建议开启：每台实例的最新备份点不会到期删除，也不能手动删除；异地副本不受约束",
        },
        FormField::Destination => {
            Words { en: "A region that snapshots can be copied to", zh: "可复制快照的地域" }
        }
        FormField::Immutable => Words {
            en: "Nobody can delete points made from the next cycle on before they expire; it cannot be switched off again",
            zh: "自下一周期起创建的备份点在到期前任何人都不能删除；开启后不能关闭",
        },
        _ => Words {
            en: "The key must be there; an empty value means any", zh: "须有该标签键，标签值为空表示任意值"
        },
    }
}
