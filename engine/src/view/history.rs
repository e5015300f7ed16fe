//! The backup history of an instance: its points from creation to expiry, and the runs that left none.

mod bands;
mod window;

pub use self::{
    bands::{Band, Range, on_one_axis},
    window::{IN_VIEW_MIN, Look, Step, Window},
};
use super::{
    format,
    list::{Page, Query},
    search,
    why::{self, Reason},
};
use crate::{
    backup::{
        consistency::Consistency,
        job::JobStatus,
        point::{Archiving, Point},
        policy::Period,
    },
    catalog::region::Region,
    cloud::{InstanceIdx, data::Condition, disk::DiskKind},
    id::{InstanceId, Occasion, PointId, SnapshotId},
    locale::Locale,
    rejection::{Field, Problem, Rejection},
    time::{DAY, Days, Seconds, Timestamp, Zone},
    units::Mib,
    world::World,
};

/// The history of one instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryView {
    /// The instance.
    pub instance: InstanceId,
    /// Its name.
    pub name: String,
    /// The virtual clock.
    pub now: Timestamp,
    /// The zone it is read in.
    pub zone: Zone,
    /// Its live points in its own region.
    pub own: Lane,
    /// Their copies, a lane for each other region; none where its own are copies.
    pub copies: Vec<Lane>,
    /// The region that its own points were copied from; none where they are no copies (RES-11).
    pub copied_from: Option<Region>,
    /// The regions that have points of the instance, the instance's own first, and how many.
    pub regions: Vec<(Region, usize)>,
    /// When runs failed, among the jobs kept in full and no older than the oldest point.
    pub failures: Vec<Timestamp>,
    /// From when to when all of it is drawn, where it is held against another.
    pub axis: Option<Range>,
}

/// The points of an instance in one region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// The region.
    pub region: Region,
    /// Its points, oldest first.
    pub points: Vec<Span>,
}

/// The life of a point, as the chart draws it: what is cheap to know of ten thousand at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// When it was created; with the instance it makes the id.
    pub created: Occasion,
    /// When it left the Standard tier for the Archive tier, or is to; none if it never does.
    pub archive_from: Option<Timestamp>,
    /// When it goes.
    pub expires_at: Timestamp,
    /// The period that it is the first point of and kept longer for (POL-32).
    pub special: Option<Period>,
    /// Whether nobody can delete it before it expires (POL-72).
    pub locked: bool,
}

/// One backup point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointRow {
    /// Its id.
    pub id: PointId,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was complete.
    pub completed_at: Timestamp,
    /// When it goes.
    pub expires_at: Timestamp,
    /// How long it is kept from creation.
    pub retention: Days,
    /// Whether all disks are in it.
    pub whole: bool,
    /// The period that it is the first point of and kept longer for (POL-32).
    pub special: Option<Period>,
    /// Whether nobody can delete it before it expires (POL-72).
    pub locked: bool,
    /// How far it is on its way to the Archive tier.
    pub archiving: Archiving,
    /// How its snapshots agree.
    pub consistency: Consistency,
    /// What its snapshots store.
    pub stored: Mib,
    /// What its disks held.
    pub full: Mib,
}

/// Which points are asked for in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsQuery {
    /// Search, order and page.
    pub list: Query,
    /// Only those of this kind.
    pub kind: Option<PointKind>,
}

/// A kind of points to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointKind {
    /// Locked until they expire (POL-72).
    Locked,
    /// Kept longer as the first of a period (POL-30).
    Special,
    /// Without some of the disks (JOB-07).
    Partial,
}

/// What the points can be ordered by, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointsColumn {
    /// When they were created.
    Created,
    /// When they go.
    Expires,
    /// What they store.
    Stored,
}

/// One point with all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointView {
    /// The point.
    pub row: PointRow,
    /// Its snapshots.
    pub disks: Vec<PointDisk>,
    /// Why it is as it is.
    pub reasons: Vec<Reason>,
    /// The region that it was copied from; none where it is no copy.
    pub copied_from: Option<Region>,
    /// What keeps it from being deleted by hand, where anything does.
    pub obstacle: Option<Problem>,
    /// In what state its data is, once it was inspected (MDL-04).
    pub condition: Option<Condition>,
}

/// One disk in a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointDisk {
    /// System or data disk.
    pub kind: DiskKind,
    /// The disk's id.
    pub disk: String,
    /// The disk's size.
    pub size: Mib,
    /// The id of its part in the point, by which it is deleted alone (JOB-11).
    pub part: PointId,
    /// The snapshot's id.
    pub snapshot: SnapshotId,
    /// What the snapshot stores.
    pub stored: Mib,
    /// What keeps this part from being deleted by hand, where anything does.
    pub obstacle: Option<Problem>,
    /// In what state its data is, and the checksum, once the point was inspected.
    pub finding: Option<(Condition, String)>,
}

impl Lane {
    /// The position of the point created on this occasion, or of the next one.
    pub fn position_at(&self, created: Occasion) -> usize {
        self.points.partition_point(|point| point.created < created)
    }

    /// The position of the point created on this occasion; none if it has gone.
    pub fn position(&self, created: Occasion) -> Option<usize> {
        let position = self.position_at(created);
        self.points.get(position).filter(|point| point.created == created).map(|_| position)
    }

    /// The first point created a month, of 30 days, after the one at `position`, or before it; the nearest
    /// other point where there is none so far away.
    pub fn a_month_from(&self, position: usize, later: bool) -> usize {
        let last = self.points.len().saturating_sub(1);
        let Some(point) = self.points.get(position) else { return last };
        let at = Timestamp(point.created.at.0 + if later { 30 * DAY } else { -30 * DAY });
        let first_after = self.points.partition_point(|point| point.created.at < at);
        if later { first_after.max(position + 1).min(last) } else { first_after.min(position.saturating_sub(1)) }
    }
}

impl Span {
    /// How long it is kept.
    pub fn life(&self) -> Seconds {
        self.expires_at - self.created.at
    }

    /// What it is the first of where it is kept longer.
    pub fn special_label(&self, zone: Zone, locale: Locale) -> Option<String> {
        Some(special_label(self.special?, self.created.at, zone, locale))
    }
}

impl PointRow {
    /// What a point that is kept longer is the first of: a day, a month or a year.
    pub fn special_label(&self, zone: Zone, locale: Locale) -> Option<String> {
        Some(special_label(self.special?, self.created_at, zone, locale))
    }
}

impl PointKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Locked, Self::Special, Self::Partial];

    fn admits(self, point: &Point) -> bool {
        match self {
            Self::Locked => point.immutable,
            Self::Special => point.special.is_some(),
            Self::Partial => !point.whole,
        }
    }
}

impl PointsColumn {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Created, Self::Expires, Self::Stored];
}

impl Default for PointsQuery {
    /// All points, newest first.
    fn default() -> Self {
        Self { list: Query::by(0, true), kind: None }
    }
}

fn special_label(period: Period, created_at: Timestamp, zone: Zone, locale: Locale) -> String {
    let civil = created_at.civil(zone);
    match period {
        Period::Daily | Period::Weekly => format::day_month(created_at, zone, locale),
        Period::Monthly => format::month(civil.month, locale),
        Period::Yearly => civil.year.to_string(),
    }
}

/// The points of `instance` that `query` asks for.
pub fn points(world: &World, instance: InstanceIdx, query: &PointsQuery) -> Page<PointRow> {
    let found = found(world, instance, query);
    let all = world.instances[instance].history.points().len();
    query.list.page(&found, all, &|a, b| a.key.cmp(&b.key), &|found| row(world, instance, found.point))
}

/// On which page the point created on this occasion is; none where the query hides it.
pub fn page_of(world: &World, instance: InstanceIdx, query: &PointsQuery, created: Occasion) -> Option<usize> {
    let found = found(world, instance, query);
    let position = found.iter().position(|found| found.point.created == created)?;
    Some(query.list.page_of(&found, position, &|a, b| a.key.cmp(&b.key)))
}

/// A point that was found, and what it is ordered by: worked out once, for an order compares each many times.
struct Found<'world> {
    point: &'world Point,
    key: (i64, u16),
}

fn found<'world>(world: &'world World, instance: InstanceIdx, query: &PointsQuery) -> Vec<Found<'world>> {
    let id = |point: &Point| world.point_id(instance, point.created);
    let admits = |point: &&Point| {
        query.kind.is_none_or(|kind| kind.admits(point))
            && (query.list.search.trim().is_empty() || search::holds(id(point).as_str(), &query.list.search))
    };
    let key = |point: &Point| match query.list.column(&PointsColumn::ALL) {
        None | Some(PointsColumn::Created) => (point.created.at.0, point.created.nth),
        Some(PointsColumn::Expires) => (point.expires_at.0, 0),
        Some(PointsColumn::Stored) => (i64::try_from(world.stored_of(point).0).unwrap_or(i64::MAX), 0),
    };
    let points = world.instances[instance].history.points().filter(admits);
    points.map(|point| Found { point, key: key(point) }).collect()
}

/// Who holds the points of an instance in `region`: the instance itself or its replica there; the instance where it has
/// none there.
pub fn holder(world: &World, instance: &InstanceId, region: Region) -> Option<InstanceIdx> {
    let source = world.instance(instance).ok()?;
    Some(world.instance_in(source, region).unwrap_or(source))
}

/// The history of `instance`, or of a replica: its points in one region.
pub fn history(world: &World, instance: InstanceIdx) -> HistoryView {
    let state = &world.instances[instance];
    let oldest = state.history.points().next().map(|point| point.created.at);
    let failed = state.history.jobs().filter(|job| job.status == JobStatus::Failed).map(|job| job.began.at);
    HistoryView {
        instance: state.id.clone(),
        name: state.name.clone(),
        now: world.now,
        zone: world.zone,
        own: lane(world, instance),
        copies: copies(world, instance),
        copied_from: world.copied_from_region(instance),
        regions: regions(world, instance),
        failures: failed.filter(|at| oldest.is_none_or(|oldest| *at >= oldest)).collect(),
        axis: None,
    }
}

fn lane(world: &World, holder: InstanceIdx) -> Lane {
    let state = &world.instances[holder];
    Lane { region: state.region, points: state.history.points().map(|point| span(point, world.now)).collect() }
}

fn copies(world: &World, instance: InstanceIdx) -> Vec<Lane> {
    if world.instances[instance].is_replica() {
        return Vec::new();
    }
    let lanes = world.replicas_of(instance).map(|replica| lane(world, replica));
    lanes.filter(|lane| !lane.points.is_empty()).collect()
}

fn regions(world: &World, instance: InstanceIdx) -> Vec<(Region, usize)> {
    let source = world.source_of(instance);
    let count = |holder: InstanceIdx| {
        let state = &world.instances[holder];
        (state.region, state.history.points().len())
    };
    let replicas = world.replicas_of(source).map(count).filter(|(_, points)| *points > 0);
    [count(source)].into_iter().chain(replicas).collect()
}

/// When the point with this id was created, which tells it from the others of its instance; none if it has gone.
pub fn created(world: &World, id: &PointId) -> Option<Occasion> {
    world.point(id).ok().map(|(_, point)| point.created)
}

/// The id of the point of `instance` in `region` that was created on this occasion.
pub fn id(world: &World, instance: &InstanceId, region: Region, created: Occasion) -> Option<PointId> {
    Some(world.point_id(holder(world, instance, region)?, created))
}

fn span(point: &Point, now: Timestamp) -> Span {
    let archive_from = match point.archiving {
        Archiving::Never => None,
        // The newest of a plan may be due and wait (POL-42).
        Archiving::From(due_at) => Some(due_at.max(now)),
        Archiving::Since(at) | Archiving::Done { at, .. } => Some(at),
    };
    Span {
        created: point.created,
        archive_from,
        expires_at: point.expires_at,
        special: point.special,
        locked: point.immutable,
    }
}

/// What someone typed as the days that a point is to be kept in all, and when it would go; or what is wrong with it.
pub fn read_extension(world: &World, id: &PointId, typed: &str) -> Result<(Days, Timestamp), Rejection> {
    let (_, point) = world.instance_point(id).map_err(|problem| problem.at(Field::Point))?;
    let given: i64 = typed.trim().parse().map_err(|_| {
        let given = typed.trim().to_owned();
        Problem::NotANumber { given }.at(Field::Retention)
    })?;
    let days = u32::try_from(given).map_err(|_| Problem::ExtendedRetention { given }.at(Field::Retention))?;
    let expires_at = point.extended_expiry(Days(days), world.now).map_err(|problem| problem.at(Field::Retention))?;
    Ok((Days(days), expires_at))
}

/// One point of `instance` with its disks and reasons; none if it has gone.
pub fn point(world: &World, id: &PointId) -> Option<PointView> {
    let (instance, point) = world.point(id).ok()?;
    let disks = point.snapshots.iter().filter_map(|held| {
        let disk = &world.disks[held.disk];
        let snapshot = disk.chain.get(held.taken)?;
        Some(PointDisk {
            kind: disk.kind,
            disk: disk.id.to_string(),
            size: disk.size,
            part: world.disk_point_id(*held),
            snapshot: world.snapshot_id(*held),
            stored: snapshot.stored,
            obstacle: world.deletion_obstacle(instance, point, Some(*held)),
            finding: point
                .inspected_at
                .and_then(|_| Some((world.condition_of(*held), world.fingerprint_of(*held)?.to_string()))),
        })
    });
    Some(PointView {
        row: row(world, instance, point),
        disks: disks.collect(),
        obstacle: world.deletion_obstacle(instance, point, None),
        condition: point.inspected_at.map(|_| world.condition_of_point(point)),
        reasons: why::point(world, instance, point),
        copied_from: world.copied_from_region(instance),
    })
}

fn row(world: &World, instance: InstanceIdx, point: &Point) -> PointRow {
    let snapshots = point.snapshots.iter().filter_map(|held| world.disks[held.disk].chain.get(held.taken));
    let (stored, full) = snapshots.fold((Mib::ZERO, Mib::ZERO), |(stored, full), snapshot| {
        (stored + snapshot.stored, full + snapshot.content.used)
    });
    PointRow {
        id: world.point_id(instance, point.created),
        created_at: point.created.at,
        completed_at: point.completed_at,
        expires_at: point.expires_at,
        retention: point.retention,
        whole: point.whole,
        special: point.special,
        locked: point.immutable,
        archiving: point.archiving,
        consistency: point.consistency,
        stored,
        full,
    }
}
