//! Which policy meets what is asked for, at what price, and why the others do not.

use super::{Measures, exact};
use crate::{
    billing::money::MicroCny,
    locale::Locale,
    time::{Days, HOUR, Seconds},
    view::format,
};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Targets {
    /// The age that the newest point may have at most.
    pub rpo: Seconds,
    /// How long it may take at most to bring an instance back.
    pub rto: Seconds,
    /// How far back it must be possible to go.
    pub duty: Days,
}

/// What a policy misses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// Its newest point is older, or there is none; how old.
    Rpo(Option<Seconds>),
    /// It takes longer, or is not possible; how long.
    Rto(Option<Seconds>),
    /// It does not reach back so far; how far.
    Duty(Option<Seconds>),
}

/// Which policies meet what is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// It in a few sentences.
    pub text: String,
    /// What each misses, in the order of the policies; nothing where it meets all.
    pub misses: Vec<Vec<Miss>>,
    /// The place of the cheapest that meets all.
    pub best: Option<usize>,
}

impl Default for Targets {
    /// A point a day, back within hours, for a month: a daily backup comes to a little more than a day, for its next
    /// point counts only when it is complete.
    fn default() -> Self {
        Self { rpo: Seconds(25 * HOUR), rto: Seconds(4 * HOUR), duty: Days(30) }
    }
}

impl Targets {
    /// What a policy misses of them.
    pub fn missed(&self, of: &Measures) -> Vec<Miss> {
        let rpo = of.worst_rpo.filter(|_| of.bare.0 == 0);
        let misses = [
            rpo.is_none_or(|rpo| rpo > self.rpo).then_some(Miss::Rpo(rpo)),
            of.rto.is_none_or(|rto| rto > self.rto).then_some(Miss::Rto(of.rto)),
            of.look_back.is_none_or(|back| back < self.duty.span()).then_some(Miss::Duty(of.look_back)),
        ];
        misses.into_iter().flatten().collect()
    }

    fn text(&self, locale: Locale) -> String {
        let (rpo, rto, duty) = (exact(self.rpo, locale), exact(self.rto, locale), format::days(self.duty, locale));
        match locale {
            Locale::En => format!("an RPO of {rpo}, an RTO of {rto} and {duty} to look back"),
            Locale::Zh => format!("RPO {rpo}、RTO {rto}、可回溯{duty}"),
        }
    }
}

impl Miss {
    /// What is missed, in words.
    pub fn text(self, locale: Locale) -> String {
        let (en, zh, has) = match self {
            Self::Rpo(has) => ("its worst RPO is", "最差RPO为", has),
            Self::Rto(has) => ("its RTO is", "RTO为", has),
            Self::Duty(has) => ("it looks back", "可回溯", has),
        };
        match (locale, has) {
            (Locale::En, Some(has)) => format!("{en} {}", exact(has, locale)),
            (Locale::Zh, Some(has)) => format!("{zh}{}", exact(has, locale)),
            (Locale::En, None) => "at times it has no point to come back to".to_owned(),
            (Locale::Zh, None) => "有时没有可恢复的备份点".to_owned(),
        }
    }
}

/// Which of these meet what is asked for, and which of those is cheapest; the first of several as cheap.
pub fn verdict(columns: &[(String, Measures)], targets: &Targets, locale: Locale) -> Verdict {
    let misses: Vec<_> = columns.iter().map(|(_, of)| targets.missed(of)).collect();
    let meets = |place: &usize| misses[*place].is_empty();
    let best = (0..columns.len()).filter(meets).min_by_key(|place| columns[*place].1.cost);
    let asked = targets.text(locale);
    let mut sentences = vec![match (best, locale) {
        (Some(best), Locale::En) => {
            format!("{} is the cheapest that meets {asked}: CNY {}.", columns[best].0, columns[best].1.cost)
        }
        (Some(best), Locale::Zh) => {
            format!("满足{asked}的策略中，{}费用最低：{}元。", columns[best].0, columns[best].1.cost)
        }
        (None, Locale::En) => format!("None of them meets {asked}."),
        (None, Locale::Zh) => format!("没有策略满足{asked}。"),
    }];
    for (place, (name, of)) in columns.iter().enumerate().filter(|(place, _)| Some(*place) != best) {
        sentences.push(match best.filter(|_| meets(&place)) {
            Some(best) => also(name, of.cost - columns[best].1.cost, locale),
            None => does_not(name, of, &misses[place], locale),
        });
    }
    sentences.extend(without(columns, locale));
    let text = sentences.join(if locale == Locale::En { " " } else { "" });
    Verdict { text, misses, best }
}

/// The instances that no policy is judged by, as none gives them a complete point.
fn without(columns: &[(String, Measures)], locale: Locale) -> Option<String> {
    let mut names: Vec<_> = columns.iter().flat_map(|(_, of)| &of.never).cloned().collect();
    names.sort_unstable();
    names.dedup();
    let text = match locale {
        Locale::En => format!("Not judged by, as no complete point is made of them: {}.", names.join(", ")),
        Locale::Zh => format!("未计入（没有完整备份点）：{}。", names.join("、")),
    };
    (!names.is_empty()).then_some(text)
}

fn also(name: &str, more: MicroCny, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{name} does too, for CNY {more} more."),
        Locale::Zh => format!("{name}也满足，多{more}元。"),
    }
}

fn does_not(name: &str, of: &Measures, misses: &[Miss], locale: Locale) -> String {
    let count = format::count(of.missed);
    let failing = (of.missed > 0).then(|| match locale {
        Locale::En => format!("backups of it do not come out whole: {count}"),
        Locale::Zh => format!("有{count}次备份未能完整完成"),
    });
    let mut why: Vec<_> = misses.iter().map(|miss| miss.text(locale)).chain(failing).collect();
    why.dedup();
    match locale {
        Locale::En => format!("{name} does not: {}.", why.join(", and ")),
        Locale::Zh => format!("{name}不满足：{}。", why.join("，")),
    }
}
