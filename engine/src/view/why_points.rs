//! Why each point of an instance is there: the rules that keep it now, and what becomes of it with the next run.
//!
//! What comes is no estimate: a copy of the run plays on until the next run is complete, as a rehearsal does.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    format,
    list::{Page, Query},
    search, why,
};
use crate::{
    backup::{
        binding::Binding,
        job::JobStatus,
        point::{Archiving, Point},
    },
    cloud::InstanceIdx,
    id::{Occasion, PointId},
    locale::{Locale, Words},
    rehearsal::{Kind, Outcome, Rehearsal},
    rejection::Rejection,
    rule::Rule,
    simulation::Simulation,
    time::Timestamp,
    world::World,
};

/// What the next run of an instance does to its points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// Whose points, in one region.
    holder: InstanceIdx,
    /// When the next run begins; none where nothing is planned.
    pub next_run: Option<Timestamp>,
    /// When it is complete.
    pub complete_at: Option<Timestamp>,
    /// What becomes of points that do not simply stay.
    fates: BTreeMap<Occasion, Fate>,
    /// The points that come, with what keeps them.
    new: BTreeMap<Occasion, (PointId, [Vec<Line>; 2])>,
    /// How many points stay.
    pub stay: usize,
}

/// What becomes of a point with the next run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It comes to be.
    New,
    /// It goes, then and by this rule.
    Goes(Timestamp, Rule),
    /// It moves to the Archive tier, or begins to.
    Archived(Timestamp),
    /// It stays as it is.
    Stays,
    /// Nobody knows: no run is planned.
    Open,
}

/// What to look for among the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FateKind {
    /// Those that come.
    New,
    /// Those that go.
    Goes,
    /// Those that move to the Archive tier.
    Archived,
    /// Those that stay.
    Stays,
}

/// One point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: PointId,
    /// When it was created, or will be.
    pub created: Timestamp,
    /// What keeps it now; of one that is to come, what will.
    pub kept_by: Vec<Line>,
    /// What becomes of it.
    pub fate: Fate,
}

/// A reason in words, with its rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The rule.
    pub rule: Rule,
    /// The sentence.
    pub text: String,
}

/// Which points are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyQuery {
    /// Search, order and page.
    pub list: Query,
    /// Only those that this becomes of.
    pub kind: Option<FateKind>,
}

impl Default for WhyQuery {
    fn default() -> Self {
        Self { list: Query { size: 10, ..Query::by(0, true) }, kind: None }
    }
}

/// What the next run does to the points that `holder` has: an instance, or its replica in another region.
pub fn ahead(run: &Simulation, holder: InstanceIdx) -> Result<Ahead, Rejection> {
    let world = run.world();
    let instance = world.source_of(holder);
    let next_run = world.instances[instance].bindings.iter().filter_map(Binding::next_run).min();
    let mut ahead = Ahead {
        holder,
        next_run,
        complete_at: None,
        fates: BTreeMap::new(),
        new: BTreeMap::new(),
        stay: world.instances[holder].history.points().len(),
    };
    let Some(next_run) = next_run else { return Ok(ahead) };
    let look = |until| Rehearsal::of_today(run, BTreeSet::from([instance]), until).finish();
    let begun = look(next_run)?;
    let jobs = begun.world().instances[instance].history.jobs();
    let running = jobs.filter(|job| job.status == JobStatus::Running && job.began.at == next_run);
    let complete_at = running.map(|job| job.ends_at).max().unwrap_or(next_run);
    ahead.complete_at = Some(complete_at);
    ahead.compare(world, &look(complete_at)?);
    Ok(ahead)
}

/// The points that are asked for, the newest first; those that come among them.
pub fn points(world: &World, ahead: &Ahead, query: &WhyQuery, locale: Locale) -> Page<Row> {
    let holder = ahead.holder;
    let present = world.instances[holder].history.points().map(|point| (point.created, ahead.fate(point.created)));
    let all: Vec<_> = present.chain(ahead.new.keys().map(|created| (*created, Fate::New))).collect();
    let id = |created: Occasion| match ahead.new.get(&created) {
        Some((id, _)) => id.clone(),
        None => world.point_id(holder, created),
    };
    let admits = |(created, fate): &(Occasion, Fate)| {
        query.kind.is_none_or(|kind| kind.admits(*fate)) && search::holds(id(*created).as_str(), &query.list.search)
    };
    let found: Vec<_> = all.iter().copied().filter(admits).collect();
    let row = |(created, fate): &(Occasion, Fate)| {
        let kept_by = match (ahead.new.get(created), world.instances[holder].history.point(*created)) {
            (Some((_, [en, zh])), _) => if locale == Locale::En { en } else { zh }.clone(),
            (None, Some(point)) => kept_by(world, holder, point, locale),
            (None, None) => Vec::new(),
        };
        Row { id: id(*created), created: created.at, kept_by, fate: *fate }
    };
    query.list.page(&found, all.len(), &|a, b| a.0.cmp(&b.0), &row)
}

impl Ahead {
    fn fate(&self, created: Occasion) -> Fate {
        let unless = if self.next_run.is_some() { Fate::Stays } else { Fate::Open };
        self.fates.get(&created).copied().unwrap_or(unless)
    }

    /// Holds the points of today against those after the run.
    fn compare(&mut self, world: &World, outcome: &Outcome) {
        let then = outcome.world();
        let (before, after) = (&world.instances[self.holder].history, &then.instances[self.holder].history);
        for point in before.points() {
            let fate = match after.point(point.created) {
                None => Some(gone(world, outcome, self.holder, point)),
                Some(later) => moved(point, later, world.now),
            };
            self.fates.extend(fate.map(|fate| (point.created, fate)));
        }
        for point in after.points().filter(|point| before.point(point.created).is_none()) {
            let said = Locale::ALL.map(|locale| kept_by(then, self.holder, point, locale));
            self.new.insert(point.created, (then.point_id(self.holder, point.created), said));
        }
        self.stay -= self.fates.values().filter(|fate| matches!(fate, Fate::Goes(..))).count();
    }

    /// How many points come, go, and move to the Archive tier.
    pub fn counts(&self) -> [usize; 3] {
        let count = |kind: FateKind| self.fates.values().filter(|fate| kind.admits(**fate)).count();
        [self.new.len(), count(FateKind::Goes), count(FateKind::Archived)]
    }

    /// What the next run comes to, in a sentence.
    pub fn text(&self, world: &World, locale: Locale) -> String {
        let at = |at: Timestamp| format::date_time(at, world.zone, locale);
        let ([new, goes, archived], stay) = (self.counts(), self.stay);
        match (self.next_run, self.complete_at, locale) {
            (Some(next), Some(complete), Locale::En) => format!(
                "Next run on {}, complete on {}. By then points that come: {new}, that go: {goes}, that move to the Archive tier: {archived}, that stay: {stay}.",
                at(next),
                at(complete)
            ),
            (Some(next), Some(complete), Locale::Zh) => format!(
                "下次执行：{}，完成：{}。届时新增备份点{new}个，删除{goes}个，转归档层{archived}个，保留{stay}个。",
                at(next),
                at(complete)
            ),
            (_, _, Locale::En) => "No run is planned: points only go at the end of their retention.".to_owned(),
            (_, _, Locale::Zh) => "没有计划中的执行，备份点仅在到期时删除。".to_owned(),
        }
    }
}

/// When and why a point is gone by then: one that was kept as the newest goes because there is a newer one.
fn gone(world: &World, outcome: &Outcome, holder: InstanceIdx, point: &Point) -> Fate {
    let region = world.instances[holder].region;
    let mut items = outcome.items().iter();
    let item = items.find(|item| item.kind == Kind::Deleted && item.created == point.created && item.region == region);
    let kept = world.is_kept(holder, point) && point.expires_at <= outcome.span().end;
    let at = item.map_or(outcome.span().end, |item| item.at);
    let waited = kept && point.expires_at < at;
    Fate::Goes(at, if waited { Rule::Pol40 } else { item.map_or(Rule::Job11, |item| item.rule) })
}

/// Whether a point has moved, or begun to move, to the Archive tier.
fn moved(now: &Point, later: &Point, asked_at: Timestamp) -> Option<Fate> {
    match (now.archiving, later.archiving) {
        (Archiving::Since(_) | Archiving::Done { .. }, Archiving::Since(_)) => None,
        (Archiving::Done { .. }, _) => None,
        (_, Archiving::Since(at) | Archiving::Done { at, .. }) => Some(Fate::Archived(at.max(asked_at))),
        _ => None,
    }
}

/// What keeps a point, in words.
fn kept_by(world: &World, holder: InstanceIdx, point: &Point, locale: Locale) -> Vec<Line> {
    let reasons = why::point(world, holder, point).into_iter().filter(why::Reason::keeps);
    reasons.map(|reason| Line { rule: reason.rule, text: reason.text(world, locale) }).collect()
}

impl FateKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::New, Self::Goes, Self::Archived, Self::Stays];

    fn admits(self, fate: Fate) -> bool {
        matches!(
            (self, fate),
            (Self::New, Fate::New)
                | (Self::Goes, Fate::Goes(..))
                | (Self::Archived, Fate::Archived(_))
                | (Self::Stays, Fate::Stays | Fate::Open)
        )
    }
}

impl Fate {
    /// What becomes of it, in words.
    pub fn text(self, world: &World, locale: Locale) -> String {
        let at = |at: Timestamp| format::date_time(at, world.zone, locale);
        let words = match (self, locale) {
            (Self::New, _) => Words { en: "Comes with the next run", zh: "由下次执行创建" },
            (Self::Stays, _) => Words { en: "Stays", zh: "保留" },
            (Self::Open, _) => Words { en: "No run is planned", zh: "没有计划中的执行" },
            (Self::Goes(when, _), Locale::En) => return format!("Goes on {}", at(when)),
            (Self::Goes(when, _), Locale::Zh) => return format!("于{}删除", at(when)),
            (Self::Archived(when), Locale::En) => return format!("Moves to the Archive tier on {}", at(when)),
            (Self::Archived(when), Locale::Zh) => return format!("于{}转归档层", at(when)),
        };
        words.get(locale).to_owned()
    }

    /// The rule behind it, where something happens.
    pub fn rule(self) -> Option<Rule> {
        match self {
            Self::New => Some(Rule::Pol10),
            Self::Goes(_, rule) => Some(rule),
            Self::Archived(_) => Some(Rule::Pol50),
            Self::Stays | Self::Open => None,
        }
    }

    /// How it is marked: a word for the style.
    pub fn mark(self) -> &'static str {
        match self {
            Self::New => "running",
            Self::Goes(..) => "failed",
            Self::Archived(_) => "archive",
            Self::Stays | Self::Open => "ok",
        }
    }
}
