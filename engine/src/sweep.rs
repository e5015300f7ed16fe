//! A sweep: a grid of simple policies, each rehearsed by itself on the same instances, and those that no other beats.

use serde::{Deserialize, Serialize};

use crate::{
    billing::money::MicroCny,
    catalog::region::Region,
    id::InstanceId,
    rehearsal::{Change, Proposal, Rehearsal},
    rejection::Rejection,
    simulation::Simulation,
    time::{Days, Seconds, Timestamp},
    units::Mib,
    view::plan_compare::{Measures, Rhythm, Template, measure},
    world::World,
};

/// Settings of which every combination is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// How often points are made.
    pub rhythms: Vec<Rhythm>,
    /// How long they are kept.
    pub retentions: Vec<Days>,
    /// After how long they are archived; none where they are not.
    pub archives: Vec<Option<Days>>,
    /// Where they are copied to; none where they are not.
    pub copies: Vec<Option<Region>>,
}

/// What is to be swept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Where the policies lie.
    pub region: Region,
    /// What they are rehearsed for.
    pub instances: Vec<InstanceId>,
    /// Until when.
    pub until: Timestamp,
    /// The policies; [`TEMPLATES_MAX`] at most are tried.
    pub templates: Vec<Template>,
}

/// What one policy comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The policy.
    pub template: Template,
    /// The greatest age of the newest point; none where at times there is no point.
    pub worst_rpo: Option<Seconds>,
    /// How far back one can go; none where an instance never has a point.
    pub look_back: Option<Seconds>,
    /// How long it takes to come back at the end; none where that is not possible.
    pub rto: Option<Seconds>,
    /// How many points and copies there are at the end.
    pub kept: u64,
    /// What they occupy.
    pub stored: Mib,
    /// What the instances cost.
    pub cost: MicroCny,
}

/// A sweep under way.
#[derive(Debug)]
pub struct Sweep {
    run: Simulation,
    ask: Ask,
    present: Option<Rehearsal>,
    found: Vec<Found>,
}

/// So many policies are tried at most.
pub const TEMPLATES_MAX: usize = 400;

impl Grid {
    /// Every combination that the service would take in `region`, in the order of the settings.
    pub fn templates(&self, world: &World, region: Region) -> Vec<Template> {
        let text = |days: Days| days.0.to_string();
        let mut templates = Vec::new();
        for rhythm in &self.rhythms {
            for retention in &self.retentions {
                for archive in &self.archives {
                    for copies in &self.copies {
                        let archive = archive.map(text).unwrap_or_default();
                        let (rhythm, retention, copies) = (*rhythm, text(*retention), *copies);
                        templates.push(Template { rhythm, retention, archive, copies });
                    }
                }
            }
        }
        templates.retain(|template| template.faults(world, region).is_empty());
        templates.truncate(TEMPLATES_MAX);
        templates
    }
}

impl Sweep {
    /// Begins to try all of them from where the run stands, which stays as it is.
    pub fn begin(run: &Simulation, mut ask: Ask) -> Self {
        ask.templates.truncate(TEMPLATES_MAX);
        Self { run: run.clone(), ask, present: None, found: Vec::new() }
    }

    /// Goes on for at most `events_max` events of one policy. Whether all were tried.
    pub fn step(&mut self, events_max: u64) -> Result<bool, Rejection> {
        let Some(template) = self.ask.templates.get(self.found.len()) else { return Ok(true) };
        let mut rehearsal = match self.present.take() {
            Some(rehearsal) => rehearsal,
            None => begin(&self.run, &self.ask, template)?,
        };
        if rehearsal.step(events_max)? {
            self.found.push(Found::of(template.clone(), &measure(&rehearsal.finish()?)));
        } else {
            self.present = Some(rehearsal);
        }
        Ok(self.found.len() == self.ask.templates.len())
    }

    /// How many were tried, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.found.len(), self.ask.templates.len())
    }

    /// What was found so far, in the order of the policies.
    pub fn found(self) -> Vec<Found> {
        self.found
    }
}

fn begin(run: &Simulation, ask: &Ask, template: &Template) -> Result<Rehearsal, Rejection> {
    let world = run.world();
    let form = template.form(world, ask.region, NAME);
    let spec = form.check(world.zone).map_err(|mut faults| faults.swap_remove(0).rejection)?;
    let change = Change::New { region: ask.region, spec };
    Rehearsal::begin(run, &Proposal { change, instances: ask.instances.clone() }, ask.until)
}

impl Found {
    /// What a policy comes to, by its figures.
    pub fn of(template: Template, of: &Measures) -> Self {
        Self {
            template,
            worst_rpo: of.worst_rpo.filter(|_| of.bare.0 == 0),
            look_back: of.look_back,
            rto: of.rto,
            kept: of.kept,
            stored: of.stored.iter().map(|stored| stored.size).sum(),
            cost: of.cost,
        }
    }

    /// Whether it is nowhere worse than `other`, and somewhere better: in cost, worst RPO or look-back.
    pub fn beats(&self, other: &Self) -> bool {
        let rpo = |of: &Self| of.worst_rpo.map_or(i64::MAX, |rpo| rpo.0);
        let back = |of: &Self| of.look_back.map_or(-1, |back| back.0);
        let is_no_worse = self.cost <= other.cost && rpo(self) <= rpo(other) && back(self) >= back(other);
        is_no_worse && (self.cost < other.cost || rpo(self) < rpo(other) || back(self) > back(other))
    }
}

/// Which of these no other beats: the efficient frontier.
pub fn frontier(found: &[Found]) -> Vec<bool> {
    found.iter().map(|one| !found.iter().any(|other| other.beats(one))).collect()
}

/// What a simple policy is called while it is tried.
const NAME: &str = "sweep";
