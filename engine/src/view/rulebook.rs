//! The rulebook as a screen: every rule by area, searched and filtered; what lies beside instance backup; and how it
//! differs from the snapshot service.

use super::search;
use crate::{
    locale::{Locale, Words},
    rule::{Area, Confidence, Rule, Source, Standing},
};

/// How the simulator stands to a rule, as people choose by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stand {
    /// It does as the rule says.
    Followed,
    /// It does, with a figure or choice that can be changed.
    Setting,
    /// It does otherwise on purpose.
    Deviates,
    /// It does not carry the rule out yet, or in part only.
    Planned,
    /// There is nothing in it that the rule could be about.
    OutOfScope,
}

/// Which rules are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// What id, text, note or reason hold; blank for any.
    pub query: String,
    /// How the simulator stands to them; none for any.
    pub stand: Option<Stand>,
    /// How sure the rulebook is of them; none for any.
    pub confidence: Option<Confidence>,
}

/// The rules that a filter admits, by area; areas without any are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulebookView {
    /// The areas in reading order.
    pub areas: Vec<AreaView>,
    /// How many rules are listed.
    pub listed: usize,
    /// How many there are.
    pub total: usize,
}

/// The listed rules of one area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaView {
    /// The area.
    pub area: Area,
    /// Its rules in order.
    pub rules: Vec<Rule>,
}

/// Something that protects data beside instance backup and is outside of the simulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    name: Words,
    when: Words,
    /// The rule that names it.
    pub rule: Rule,
    /// Where it is documented.
    pub source: Source,
}

/// One difference between instance backup and the snapshot service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    aspect: Words,
    snapshots: Words,
    instances: Words,
    /// The rule that says it.
    pub rule: Rule,
}

/// The rules that `filter` admits, read in `locale`.
pub fn rulebook(filter: &Filter, locale: Locale) -> RulebookView {
    let of = |area: Area| {
        let rules: Vec<_> = Rule::all().filter(|rule| rule.area() == area && filter.admits(*rule, locale)).collect();
        (!rules.is_empty()).then_some(AreaView { area, rules })
    };
    let areas: Vec<_> = Area::ALL.into_iter().filter_map(of).collect();
    RulebookView { listed: areas.iter().map(|area| area.rules.len()).sum(), total: Rule::all().len(), areas }
}

impl Filter {
    /// Whether it lets every rule through.
    pub fn is_open(&self) -> bool {
        self.query.trim().is_empty() && self.stand.is_none() && self.confidence.is_none()
    }

    fn admits(&self, rule: Rule, locale: Locale) -> bool {
        self.stand.is_none_or(|stand| Stand::of(rule) == stand)
            && self.confidence.is_none_or(|confidence| rule.confidence() == confidence)
            && (search::holds(rule.id(), &self.query)
                || search::holds(rule.text(locale), &self.query)
                || rule.note(locale).is_some_and(|note| search::holds(note, &self.query))
                || reason(rule, locale).is_some_and(|reason| search::holds(reason, &self.query)))
    }
}

impl Stand {
    /// All, the plainest first.
    pub const ALL: [Self; 5] = [Self::Followed, Self::Setting, Self::Deviates, Self::Planned, Self::OutOfScope];

    /// How the simulator stands to this rule. What is still to come says so, whatever it will be.
    pub fn of(rule: Rule) -> Self {
        match rule.standing() {
            Standing::OutOfScope { .. } => Self::OutOfScope,
            _ if rule.is_planned() => Self::Planned,
            Standing::Followed => Self::Followed,
            Standing::Setting => Self::Setting,
            Standing::Deviates { .. } => Self::Deviates,
        }
    }

    /// One word for it, for addresses and styles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Followed => "followed",
            Self::Setting => "setting",
            Self::Deviates => "deviates",
            Self::Planned => "planned",
            Self::OutOfScope => "out-of-scope",
        }
    }
}

/// Why the simulator does otherwise, or leaves the rule out.
pub fn reason(rule: Rule, locale: Locale) -> Option<&'static str> {
    match rule.standing() {
        Standing::Deviates { why } | Standing::OutOfScope { why } => Some(why.get(locale)),
        Standing::Followed | Standing::Setting => None,
    }
}

impl Neighbour {
    /// What it is called.
    pub fn name(self, locale: Locale) -> &'static str {
        self.name.get(locale)
    }

    /// When to use it instead of instance backup or beside it.
    pub fn when(self, locale: Locale) -> &'static str {
        self.when.get(locale)
    }
}

impl Difference {
    /// What it is about.
    pub fn aspect(self, locale: Locale) -> &'static str {
        self.aspect.get(locale)
    }

    /// How it is with the snapshot service.
    pub fn snapshots(self, locale: Locale) -> &'static str {
        self.snapshots.get(locale)
    }

    /// How it is with instance backup.
    pub fn instances(self, locale: Locale) -> &'static str {
        self.instances.get(locale)
    }
}

/// What lies beside instance backup; none of it is simulated.
pub const NEIGHBOURS: [Neighbour; 3] = [
    Neighbour {
        name: Words { en: "ECS File Backup", zh: "ECS文件备份" },
        when: Words {
            en: "For files on local disks and elastic ephemeral disks, which have no snapshots. Instance backup skips \
                 those disks and says so on the point.",
            zh: "用于本地盘和弹性临时盘上的文件，这些磁盘不支持快照。整机备份会跳过它们，并在备份点上注明。",
        },
        rule: Rule::Con20,
        source: Source::Seed,
    },
    Neighbour {
        name: Words { en: "Database Backup", zh: "数据库备份" },
        when: Words {
            en: "For databases that you run on local disks yourself: instance backup cannot reach them there.",
            zh: "用于部署在本地盘上的自建数据库，整机备份无法备份本地盘。",
        },
        rule: Rule::Con20,
        source: Source::Seed,
    },
    Neighbour {
        name: Words { en: "Disk Backup", zh: "云盘备份" },
        when: Words {
            en: "For one or more disks instead of whole instances: the disk is restored, or a new one made, at any \
                 time. Its jobs are UDM_DISK.",
            zh: "用于备份一块或多块云盘而非整台实例，可随时恢复原云盘或创建新云盘，任务类型为UDM_DISK。",
        },
        rule: Rule::Job01,
        source: Source::Seed,
    },
];

/// How instance backup differs from the snapshot service. The official table could not be read (DIF-04); these are the
/// differences that other pages state.
pub const DIFFERENCES: [Difference; 6] = [
    Difference {
        aspect: Words { en: "Unit", zh: "备份单位" },
        snapshots: Words { en: "A disk, or a group of disks", zh: "云盘或云盘组" },
        instances: Words { en: "An instance with all of its disks", zh: "实例及其全部云盘" },
        rule: Rule::Dif01,
    },
    Difference {
        aspect: Words { en: "Recovery", zh: "恢复" },
        snapshots: Words { en: "Disk by disk", zh: "逐盘恢复" },
        instances: Words {
            en: "The whole machine, in place or as a clone; a single disk too",
            zh: "整机回滚或克隆，也可恢复单块云盘",
        },
        rule: Rule::Dif01,
    },
    Difference {
        aspect: Words { en: "Beyond backing up", zh: "其他能力" },
        snapshots: Words { en: "Automatic snapshot policies", zh: "自动快照策略" },
        instances: Words {
            en: "Policies with replication to other regions, archiving and locking",
            zh: "策略支持异地复制、归档和备份锁定",
        },
        rule: Rule::Dif01,
    },
    Difference {
        aspect: Words { en: "Retention", zh: "保留时间" },
        snapshots: Words { en: "1 to 65,536 days, or permanently", zh: "1~65,536天或永久" },
        instances: Words { en: "1 to 364,635 days, never permanently", zh: "1~364,635天，不支持永久" },
        rule: Rule::Dif02,
    },
    Difference {
        aspect: Words { en: "Cost", zh: "费用" },
        snapshots: Words { en: "The snapshots", zh: "快照费用" },
        instances: Words { en: "The snapshots and a software usage fee", zh: "快照费用和软件使用费" },
        rule: Rule::Dif03,
    },
    Difference {
        aspect: Words { en: "Managed in", zh: "管理入口" },
        snapshots: Words { en: "ECS", zh: "ECS控制台" },
        instances: Words {
            en: "Cloud Backup: its snapshots cannot be edited in ECS",
            zh: "云备份控制台：其快照不能在ECS中修改",
        },
        rule: Rule::Dif03,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_filter_lists_every_rule_once_in_order() {
        let view = rulebook(&Filter::default(), Locale::En);
        let rules: Vec<_> = view.areas.iter().flat_map(|area| area.rules.clone()).collect();
        assert_eq!(rules, Rule::all().collect::<Vec<_>>());
        assert_eq!((view.listed, view.total), (rules.len(), rules.len()));
    }

    #[test]
    fn a_query_finds_ids_texts_notes_and_reasons() {
        let found = |query: &str, locale| {
            let view = rulebook(&Filter { query: query.to_owned(), ..Filter::default() }, locale);
            view.areas.into_iter().flat_map(|area| area.rules).collect::<Vec<_>>()
        };
        assert_eq!(found(" pol-12 ", Locale::En)[0], Rule::Pol12);
        assert!(found("neither queued nor made up for", Locale::En) == [Rule::Pol12]);
        assert!(found("yearly plans", Locale::En).contains(&Rule::Pol10), "in its note");
        assert!(found("vaults are not simulated", Locale::En).contains(&Rule::Pol03), "in its reason");
        assert!(found("不排队也不补偿", Locale::Zh) == [Rule::Pol12]);
        assert_eq!(found("no such words", Locale::En), []);
    }

    #[test]
    fn each_rule_has_one_stand_and_the_filters_part_them() {
        let of = |stand| rulebook(&Filter { stand: Some(stand), ..Filter::default() }, Locale::En);
        let listed: usize = Stand::ALL.into_iter().map(|stand| of(stand).listed).sum();
        assert_eq!(listed, Rule::all().len());
        let is_there = |stand| stand != Stand::Planned || Rule::all().any(Rule::is_planned);
        assert!(Stand::ALL.into_iter().all(|stand| (of(stand).listed > 0) == is_there(stand)));
        assert_eq!(Stand::of(Rule::Res14), Stand::Followed);
        assert_eq!(Stand::of(Rule::Mdl10), Stand::Setting);
        assert_eq!(Stand::of(Rule::Arc09), Stand::OutOfScope);
        assert!(reason(Rule::Arc09, Locale::En).is_some() && reason(Rule::Pol12, Locale::En).is_none());
        let both = Filter { stand: Some(Stand::Setting), confidence: Some(Confidence::Ours), ..Filter::default() };
        let view = rulebook(&both, Locale::En);
        assert!(view.areas.iter().flat_map(|area| &area.rules).all(|rule| rule.confidence() == Confidence::Ours));
        assert!(!both.is_open() && Filter::default().is_open());
    }

    #[test]
    fn neighbours_and_differences_are_said_in_both_languages_with_their_source() {
        let of_neighbours = NEIGHBOURS.iter().flat_map(|one| [one.name, one.when]);
        let of_differences = DIFFERENCES.iter().flat_map(|one| [one.aspect, one.snapshots, one.instances]);
        let chinese = |text: &str| text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
        for words in of_neighbours.chain(of_differences) {
            assert!(!chinese(words.en) && chinese(words.zh), "{words:?}");
        }
        assert!(NEIGHBOURS.iter().all(|one| one.source.url().is_some()));
        for difference in DIFFERENCES {
            assert_eq!(difference.rule.area(), Area::Comparison);
        }
    }
}
