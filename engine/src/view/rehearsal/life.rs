//! The life of each point that a rehearsal tells of, as the retention chart draws it.

use std::collections::BTreeMap;

use crate::{
    catalog::region::Region,
    cloud::InstanceIdx,
    id::{InstanceId, Occasion},
    rehearsal::{Item, Kind, Outcome},
    view::history::{self, HistoryView, Lane, Span},
    world::World,
};

/// What there was of each instance when the rehearsal began.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before(BTreeMap<InstanceId, HistoryView>);

impl Before {
    /// What there is of these instances now.
    pub fn of(world: &World, instances: impl IntoIterator<Item = InstanceIdx>) -> Self {
        let of = |instance: InstanceIdx| (world.instances[instance].id.clone(), history::history(world, instance));
        Self(instances.into_iter().map(of).collect())
    }
}

/// The points of an instance: those that were there, and those that come; none where it is not about that instance.
///
/// Each bar ends when the point goes, or where it would go after the end. What is drawn as now is the beginning.
pub fn life(outcome: &Outcome, before: &Before, instance: &InstanceId) -> Option<HistoryView> {
    let world = outcome.world();
    let position = world.instance(instance).ok().filter(|found| outcome.instances().contains(found))?;
    let earlier = before.0.get(instance)?;
    let end = history::history(world, position);
    let mut spans = BTreeMap::new();
    take(&mut spans, earlier);
    for item in outcome.items().iter().filter(|item| item.instance == position) {
        happen(&mut spans, item);
    }
    // What is there at the end knows best how it goes on.
    take(&mut spans, &end);
    let own = end.own.region;
    let mut lanes: Vec<Lane> = Vec::new();
    for ((region, _), span) in spans {
        match lanes.iter_mut().find(|lane| lane.region == region) {
            Some(lane) => lane.points.push(span),
            None => lanes.push(Lane { region, points: vec![span] }),
        }
    }
    let of_own = lanes.iter().position(|lane| lane.region == own);
    let own = of_own.map_or(Lane { region: own, points: Vec::new() }, |position| lanes.remove(position));
    let failures = end.failures.into_iter().filter(|at| *at >= outcome.span().start).collect();
    Some(HistoryView {
        now: outcome.span().start,
        own,
        copies: lanes,
        failures,
        regions: Vec::new(),
        ..earlier.clone()
    })
}

fn take(spans: &mut BTreeMap<(Region, Occasion), Span>, view: &HistoryView) {
    for lane in std::iter::once(&view.own).chain(&view.copies) {
        spans.extend(lane.points.iter().map(|span| ((lane.region, span.created), *span)));
    }
}

fn happen(spans: &mut BTreeMap<(Region, Occasion), Span>, item: &Item) {
    let key = (item.region, item.created);
    match (item.kind, item.born) {
        (Kind::Created | Kind::Copied, Some(born)) => {
            let (created, special, locked) = (item.created, born.special, born.locked);
            let span = Span { created, archive_from: None, expires_at: born.expires_at, special, locked };
            spans.insert(key, span);
        }
        (Kind::Archived, _) => {
            if let Some(span) = spans.get_mut(&key) {
                span.archive_from = Some(item.at);
            }
        }
        (Kind::Deleted, _) => {
            if let Some(span) = spans.get_mut(&key) {
                span.expires_at = item.at;
            }
        }
        (Kind::Created | Kind::Copied, None) => {}
    }
}
