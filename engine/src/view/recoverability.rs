//! Whether each instance can be recovered, as people read it.

use crate::{
    id::{InstanceId, PointId},
    locale::Locale,
    rule::Rule,
    time::{Seconds, Timestamp},
    words,
    world::{Recoverability, World},
};

/// One instance, as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The instance.
    pub instance: InstanceId,
    /// Its name.
    pub name: String,
    /// The creation of the newest point that is not known to be bad.
    pub known: Option<Timestamp>,
    /// That of the newest clean one, the point and the instance or replica that has it.
    pub clean: Option<(Timestamp, PointId)>,
    /// How old the newest clean point is.
    pub rpo: Option<Seconds>,
    /// How long a restore from it takes.
    pub restore: Option<Seconds>,
    /// The names of the regions in which a clean point brings it back.
    pub regions: Vec<&'static str>,
    /// What keeps it from being recovered, in words, and the rule behind it.
    pub obstacle: Option<(&'static str, Rule)>,
}

/// The instances as people read them, those first that would come back from another point than people think; at most
/// [`ROWS_MAX`].
pub fn rows(world: &World, locale: Locale) -> Vec<Row> {
    let mut rows: Vec<_> = world.recoverabilities().iter().map(|of| row(world, of, locale)).collect();
    rows.sort_by_key(|row| row.clean.as_ref().map(|(created, _)| *created) == row.known);
    rows.truncate(ROWS_MAX);
    rows
}

fn row(world: &World, of: &Recoverability, locale: Locale) -> Row {
    let instance = &world.instances[of.instance];
    let (actual, known) = (&of.actual, &of.known);
    Row {
        instance: instance.id.clone(),
        name: instance.name.clone(),
        known: known.newest.as_ref().map(|way| way.created.at),
        clean: actual.newest.as_ref().map(|way| (way.created.at, way.point.clone())),
        rpo: actual.rpo(world.now),
        restore: actual.newest.as_ref().map(|way| way.restore),
        regions: actual.regions().map(|region| region.name(locale)).collect(),
        obstacle: actual.obstacle.map(|obstacle| (words::obstacle(obstacle, locale), obstacle.rule())),
    }
}

/// How many instances are shown.
pub const ROWS_MAX: usize = 100;
