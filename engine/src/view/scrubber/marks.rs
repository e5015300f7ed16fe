//! What is marked on the scrubber: incidents, bookmarks, actions, and the other branches.

use super::bar_of;
use crate::{
    incident::{Incident, Injected},
    locale::Locale,
    time::Timestamp,
    timeline::{BranchId, Timeline},
    view::{actions, compare::parted_at, history::Range, incidents},
    words,
    world::World,
};

/// Something that is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What kind of thing it is.
    pub kind: MarkKind,
    /// When; of several that lie too near to each other the first.
    pub at: Timestamp,
    /// What it is, in words.
    pub text: String,
    /// How many lie there.
    pub count: usize,
    /// Whether it lies ahead of where the run stands.
    pub is_ahead: bool,
}

/// The kinds of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// Something someone did.
    Action,
    /// Something that went wrong.
    Incident,
    /// Something someone wants to find again.
    Bookmark,
}

/// Another branch: from where the run parts from it to where it has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Which.
    pub branch: BranchId,
    /// What someone called it.
    pub name: Option<String>,
    /// Where it parts from the present one.
    pub from: Timestamp,
    /// Where it has come to.
    pub to: Timestamp,
    /// Which line it has among those side by side, from 0.
    pub lane: usize,
}

/// All marks in the order of time. Of one kind only one lies in each of so many parts of `range`.
pub fn marks(timeline: &Timeline, range: Range, parts: usize, locale: Locale) -> Vec<Mark> {
    let mut marks = done(timeline, locale);
    marks.extend(gone_wrong(timeline.run().world(), locale));
    marks.extend(bookmarks(timeline));
    marks.sort_by_key(|mark| (mark.kind, mark.at));
    let place = |mark: &Mark| (mark.kind, bar_of(range, parts, mark.at));
    let joined = marks.chunk_by(|a, b| place(a) == place(b)).map(|group| join(group, locale));
    let mut joined: Vec<_> = joined.collect();
    joined.sort_by_key(|mark| (mark.at, mark.kind));
    joined
}

/// The other branches that have room on a few lines, the newest first.
pub fn ways(timeline: &Timeline) -> Vec<Way> {
    let present = timeline.present();
    let mut ways: Vec<_> = timeline
        .others()
        .iter()
        .rev()
        .map(|other| Way {
            branch: other.id,
            name: other.name.clone(),
            from: parted_at(&present, other),
            to: other.reached,
            lane: 0,
        })
        .collect();
    let mut taken: Vec<Vec<(Timestamp, Timestamp)>> = vec![Vec::new(); LANES_MAX];
    ways.retain_mut(|way| {
        let is_free =
            |lane: &Vec<(Timestamp, Timestamp)>| lane.iter().all(|(from, to)| way.to < *from || *to < way.from);
        let free = taken.iter().position(is_free);
        if let Some(lane) = free {
            taken[lane].push((way.from, way.to));
            way.lane = lane;
        }
        free.is_some()
    });
    ways
}

fn bookmarks(timeline: &Timeline) -> impl Iterator<Item = Mark> + '_ {
    let now = timeline.run().now();
    timeline.bookmarks().iter().map(move |bookmark| Mark {
        kind: MarkKind::Bookmark,
        at: bookmark.at,
        text: bookmark.name.clone(),
        count: 1,
        is_ahead: bookmark.at > now,
    })
}

/// What was done, but for incidents that the run knows of itself.
fn done(timeline: &Timeline, locale: Locale) -> Vec<Mark> {
    let world = timeline.run().world();
    let given = timeline.run().journal().entries.len();
    let mark = |(position, entry)| {
        let is_ahead = position >= given;
        let incident = actions::incident(entry);
        if incident.is_some() && !is_ahead {
            return None;
        }
        let kind = if incident.is_some() { MarkKind::Incident } else { MarkKind::Action };
        Some(Mark { kind, at: entry.at, text: actions::text(world, entry, locale), count: 1, is_ahead })
    };
    actions::entries(timeline).enumerate().filter_map(mark).collect()
}

/// What went wrong, and when ransomware struck; its coming only once that is found (MDL-04).
fn gone_wrong(world: &World, locale: Locale) -> Vec<Mark> {
    let mark = |at, text| Mark { kind: MarkKind::Incident, at, text, count: 1, is_ahead: false };
    let strike = |injected: &Injected| {
        let is_ransomware = matches!(injected.incident, Incident::RansomwareInfection { .. });
        injected.damage_at().filter(|_| is_ransomware).map(|at| mark(at, struck(locale).to_owned()))
    };
    let known = world.known_incidents();
    known
        .flat_map(|injected| {
            let kind = words::incident_kind(injected.incident.kind(), locale);
            let what = incidents::what(world, injected, locale);
            let text = match locale {
                Locale::En => format!("{kind}: {what}"),
                Locale::Zh => format!("{kind}：{what}"),
            };
            let comes = (!injected.came_unseen()).then(|| mark(injected.at, text));
            [comes, strike(injected)].into_iter().flatten()
        })
        .collect()
}

fn struck(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "Ransomware struck",
        Locale::Zh => "勒索病毒发作",
    }
}

/// Several marks of a kind as one, which says the first of them and how many more there are.
fn join(group: &[Mark], locale: Locale) -> Mark {
    let mut mark = group[0].clone();
    mark.count = group.len();
    let more = group.len() - 1;
    match locale {
        _ if more == 0 => {}
        Locale::En => mark.text = format!("{} and {more} more", mark.text),
        Locale::Zh => mark.text = format!("{}等{}项", mark.text, group.len()),
    }
    mark
}

/// How many lines of branches lie side by side at most.
pub const LANES_MAX: usize = 3;
