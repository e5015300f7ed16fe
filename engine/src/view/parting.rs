//! Where a run comes out differently than when it was saved, in words and figures.

use crate::{
    locale::Locale,
    save::{Figures, RULES_VERSION, Save},
    shelf::{LastEqual, position},
    simulation::{Parting, Simulation},
    view::format,
    words,
};

/// What a person has to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartingReport {
    /// Where the run parts from what was saved: at which action, when, and how.
    pub at: String,
    /// By which rules it was played, where those are others than today's.
    pub rules: Option<String>,
    /// Up to where both are known to agree.
    pub equal: String,
    /// The headline figures where the run stood.
    pub figures: Vec<FigureRow>,
    /// What there is to say where the save has no figures.
    pub no_figures: Option<String>,
}

/// A figure as it was saved and as it comes out now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// What it counts.
    pub what: &'static str,
    /// As saved; none where it was not.
    pub saved: Option<String>,
    /// As it comes out now.
    pub now: String,
    /// Whether they differ.
    pub differs: bool,
}

/// What is to be said of the replay of `save` that came out as `outcome`.
pub fn parting(save: &Save, outcome: &Simulation, parting: &Parting, locale: Locale) -> PartingReport {
    PartingReport {
        at: at(save, outcome, parting, locale),
        rules: (save.rules_version != RULES_VERSION).then(|| rules(save.rules_version, locale)),
        equal: equal(save, LastEqual::of(save, parting), locale),
        figures: figures(save.figures, Figures::of(outcome), locale),
        no_figures: save.figures.is_none().then(|| no_figures(locale)),
    }
}

fn at(save: &Save, outcome: &Simulation, parting: &Parting, locale: Locale) -> String {
    let position = position(save, parting);
    let Some(entry) = save.journal.entries.get(position) else { return at_the_end(save, locale) };
    let number = format::count(position as u64 + 1);
    let all = format::count(save.journal.entries.len() as u64);
    let time = format::date_time(entry.at, save.scenario.zone, locale);
    let what = words::command(outcome.world(), &entry.command, locale);
    let how = match (parting, locale) {
        (Parting::Refused { rejection, .. }, Locale::En) => {
            let why = words::rejection(rejection, locale);
            format!("it is refused now, and it and what was done after it are left out: {why}")
        }
        (Parting::Refused { rejection, .. }, Locale::Zh) => {
            format!("该操作现被拒绝，该操作及之后的操作未执行：{}", words::rejection(rejection, locale))
        }
        (Parting::OutOfOrder { .. }, Locale::En) => {
            "it lies before the one ahead of it; it and what was done after it are left out".to_owned()
        }
        (Parting::OutOfOrder { .. }, Locale::Zh) => "该操作的时间早于前一操作，该操作及之后的操作未执行".to_owned(),
        (_, Locale::En) => "right after it the run is another than it was".to_owned(),
        (_, Locale::Zh) => "执行后的状态与保存时不同".to_owned(),
    };
    match locale {
        Locale::En => format!("At action {number} of {all} ({what}) on {time}: {how}."),
        Locale::Zh => format!("第{number}步操作（共{all}步；{what}），{time}：{how}。"),
    }
}

fn at_the_end(save: &Save, locale: Locale) -> String {
    let time = format::date_time(save.now, save.scenario.zone, locale);
    match locale {
        Locale::En => format!("All actions come out as they did, but where the run stood, on {time}, it is another."),
        Locale::Zh => format!("所有操作的结果一致，但在{time}，即保存的时刻，状态不同。"),
    }
}

fn rules(version: u32, locale: Locale) -> String {
    match locale {
        Locale::En => format!("It was played by rules {version}; this version plays by rules {RULES_VERSION}."),
        Locale::Zh => format!("保存时的规则版本为{version}，当前为{RULES_VERSION}。"),
    }
}

fn equal(save: &Save, equal: LastEqual, locale: Locale) -> String {
    let time = format::date_time(equal.at, save.scenario.zone, locale);
    let number = format::count(equal.commands as u64);
    match (equal.commands, locale) {
        (0, Locale::En) => format!("Both agree at the start, {time}."),
        (0, Locale::Zh) => format!("两者在开始时（{time}）一致。"),
        (_, Locale::En) => format!("Up to action {number}, {time}, both agree."),
        (_, Locale::Zh) => format!("到第{number}步操作（{time}）为止，两者一致。"),
    }
}

fn figures(saved: Option<Figures>, now: Figures, locale: Locale) -> Vec<FigureRow> {
    let [points, occupied, cost] = match locale {
        Locale::En => ["Backup points", "Snapshots occupy", "Cost so far (CNY)"],
        Locale::Zh => ["备份点", "快照占用", "累计费用（CNY）"],
    };
    let row = |what, text: fn(&Figures) -> String| {
        let (saved, now) = (saved.as_ref().map(text), text(&now));
        FigureRow { what, differs: saved.as_ref().is_some_and(|saved| *saved != now), saved, now }
    };
    vec![
        row(points, |figures| format::count(figures.points)),
        row(occupied, |figures| format::size(figures.snapshot_mib)),
        row(cost, |figures| figures.cost.to_string()),
    ]
}

fn no_figures(locale: Locale) -> String {
    match locale {
        Locale::En => {
            "This save has no figures to compare with: an older version wrote it, or the run is large.".to_owned()
        }
        Locale::Zh => "该存档没有可供比较的数据：由旧版本写入，或运行规模较大。".to_owned(),
    }
}
