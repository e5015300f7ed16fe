//! What someone fills in to let something go wrong.

use std::{collections::BTreeSet, ops::RangeInclusive};

use crate::{
    catalog::{limits, region::Region},
    cloud::DiskIdx,
    id::{DiskId, InstanceId},
    incident::{Incident, IncidentKind},
    locale::Locale,
    rejection::{AccountProblem, EcsProblem, Field, IncidentProblem, Problem, Rejection},
    rule::Rule,
    view::format,
    world::World,
};

/// The form as it is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentForm {
    /// The kind of incident.
    pub kind: IncidentKind,
    /// The instances that are picked, where it is about several.
    pub instances: BTreeSet<InstanceId>,
    /// The instance, where it is about one; the first there is where none is chosen.
    pub instance: Option<InstanceId>,
    /// The disks of that instance that are picked; all of them where none is.
    pub disks: BTreeSet<DiskId>,
    /// The disk, where it is about one; the first there is where none is chosen.
    pub disk: Option<DiskId>,
    /// The region, or where copies go from; the first there is where none is chosen.
    pub region: Option<Region>,
    /// Where copies go to; the first other one where none is chosen.
    pub to: Option<Region>,
    /// What is typed as the hours that ransomware hides.
    pub hidden_hours: String,
    /// What is typed as the hours that an outage lasts.
    pub hours: String,
    /// What is typed as the number of jobs that fail.
    pub jobs: String,
}

/// A part of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Several instances.
    Instances,
    /// One instance.
    Instance,
    /// Some disks of it.
    Disks,
    /// One disk.
    Disk,
    /// One region.
    Region,
    /// From region to region.
    Link,
    /// How long ransomware hides.
    HiddenHours,
    /// How long an outage lasts.
    Hours,
    /// How many jobs fail.
    Jobs,
}

impl Part {
    /// What a number may be, in words; nothing for a part that is chosen.
    pub fn hint(self, locale: Locale) -> String {
        let range = |range: RangeInclusive<u32>| {
            let [from, to] = [*range.start(), *range.end()].map(|end| format::count(end.into()));
            if locale == Locale::En { format!("{from} to {to}") } else { format!("{from}~{to}") }
        };
        match (self, locale) {
            (Self::HiddenHours, Locale::En) => format!("{}; then it strikes", range(limits::HIDDEN_HOURS)),
            (Self::HiddenHours, Locale::Zh) => format!("{}，之后发作", range(limits::HIDDEN_HOURS)),
            (Self::Hours, _) => range(limits::OUTAGE_HOURS),
            (Self::Jobs, Locale::En) => format!("{} of the next ones to begin", range(limits::JOBS_TO_FAIL)),
            (Self::Jobs, Locale::Zh) => format!("接下来开始的{}个任务", range(limits::JOBS_TO_FAIL)),
            _ => String::new(),
        }
    }
}

/// What can be chosen, with what it is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The instances that are there.
    pub instances: Vec<(InstanceId, String)>,
    /// Those that are there or have points.
    pub holders: Vec<(InstanceId, String)>,
    /// The disks that are there and have not failed.
    pub disks: Vec<(DiskId, String)>,
    /// The disks of the instance that is chosen.
    pub of_instance: Vec<(DiskId, String)>,
    /// The regions of the scenario.
    pub regions: Vec<(Region, &'static str)>,
    /// Those that copies can go to from the region that is chosen.
    pub destinations: Vec<(Region, &'static str)>,
}

impl Default for IncidentForm {
    fn default() -> Self {
        Self {
            kind: IncidentKind::RansomwareInfection,
            instances: BTreeSet::new(),
            instance: None,
            disks: BTreeSet::new(),
            disk: None,
            region: None,
            to: None,
            hidden_hours: "72".to_owned(),
            hours: "4".to_owned(),
            jobs: "1".to_owned(),
        }
    }
}

impl IncidentForm {
    /// What has to be filled in for an incident of this kind.
    pub fn parts(kind: IncidentKind) -> &'static [Part] {
        match kind {
            IncidentKind::RansomwareInfection => &[Part::Instances, Part::HiddenHours],
            IncidentKind::DataDeletion => &[Part::Instance, Part::Disks],
            IncidentKind::DiskFailure => &[Part::Disk],
            IncidentKind::RegionOutage => &[Part::Region, Part::Hours],
            IncidentKind::ReplicationLinkDown => &[Part::Link, Part::Hours],
            IncidentKind::BackupDeletion => &[Part::Instances],
            IncidentKind::MetadataSyncFailure => &[Part::Jobs],
            IncidentKind::PaymentOverdue => &[],
            IncidentKind::InstanceReleased => &[Part::Instance],
        }
    }

    /// What can be chosen in it as it is filled in.
    pub fn choices(&self, world: &World, locale: Locale) -> Choices {
        let named = |instance| {
            let instance = &world.instances[instance];
            (instance.id.clone(), instance.name.clone())
        };
        let living = |instance: &_| !world.instances[*instance].is_released();
        let has_points = |instance: &_| world.instances[*instance].history.points().len() > 0;
        let instances: Vec<_> = world.instances_by_id().filter(living).map(named).collect();
        let holders = world.instances_by_id().filter(|at| living(at) || has_points(at)).map(named).collect();
        let all = world.disks_by_id().filter(|disk| !world.disks[*disk].is_released() && !world.disks[*disk].is_lost());
        let chosen = self.instance_of(&instances).and_then(|id| world.instance(&id).ok());
        let regions: Vec<_> = world.regions.iter().map(|region| (*region, region.name(locale))).collect();
        let from = self.region.or_else(|| world.regions.first().copied());
        let is_destination = |(to, _): &&(Region, _)| from.is_some_and(|from| from != *to && from.replicates_to(*to));
        Choices {
            disks: all.map(|disk| disk_named(world, disk, true)).collect(),
            of_instance: chosen
                .map(|at| world.instances[at].disks.iter().map(|disk| disk_named(world, *disk, false)).collect())
                .unwrap_or_default(),
            destinations: regions.iter().filter(is_destination).copied().collect(),
            instances,
            holders,
            regions,
        }
    }

    /// What is wrong with what is typed as a number, where it is asked for.
    pub fn fault(&self, part: Part) -> Option<Rejection> {
        match part {
            Part::HiddenHours => self.read_hidden_hours().err(),
            Part::Hours => self.read_hours().err(),
            Part::Jobs => self.read_jobs().err(),
            _ => None,
        }
    }

    /// The incident, or what is wrong with the form.
    pub fn read(&self, world: &World) -> Result<Incident, Rejection> {
        let choices = self.choices(world, Locale::En);
        let no_instance = || Problem::NothingChosen.at(Field::Instances);
        let instances = || self.instances.iter().cloned().collect::<Vec<_>>();
        let first = |regions: &[(Region, _)]| regions.first().map(|(region, _)| *region);
        let region = self.region.or_else(|| first(&choices.regions)).ok_or_else(no_instance)?;
        Ok(match self.kind {
            IncidentKind::RansomwareInfection => Incident::RansomwareInfection {
                instances: Some(instances()).filter(|some| !some.is_empty()).ok_or_else(no_instance)?,
                hidden_hours: self.read_hidden_hours()?,
            },
            IncidentKind::DataDeletion => {
                let instance = self.instance_of(&choices.instances).ok_or_else(no_instance)?;
                let is_of = |disk: &&DiskId| choices.of_instance.iter().any(|(id, _)| id == *disk);
                Incident::DataDeletion { instance, disks: self.disks.iter().filter(is_of).cloned().collect() }
            }
            IncidentKind::DiskFailure => {
                let given = self.disk.clone().filter(|disk| choices.disks.iter().any(|(id, _)| id == disk));
                let disk = given.or_else(|| choices.disks.first().map(|(id, _)| id.clone()));
                Incident::DiskFailure { disk: disk.ok_or_else(|| Problem::NothingChosen.at(Field::Disks))? }
            }
            IncidentKind::RegionOutage => Incident::RegionOutage { region, hours: self.read_hours()? },
            IncidentKind::ReplicationLinkDown => {
                let given = self.to.filter(|to| choices.destinations.iter().any(|(region, _)| region == to));
                let to = given.or_else(|| first(&choices.destinations)).unwrap_or(region);
                Incident::ReplicationLinkDown { from: region, to, hours: self.read_hours()? }
            }
            IncidentKind::BackupDeletion => Incident::BackupDeletion { instances: instances() },
            IncidentKind::MetadataSyncFailure => Incident::MetadataSyncFailure { jobs: self.read_jobs()? },
            IncidentKind::PaymentOverdue => Incident::PaymentOverdue,
            IncidentKind::InstanceReleased => {
                Incident::InstanceReleased { instance: self.instance_of(&choices.instances).ok_or_else(no_instance)? }
            }
        })
    }

    fn instance_of(&self, instances: &[(InstanceId, String)]) -> Option<InstanceId> {
        let given = self.instance.clone().filter(|chosen| instances.iter().any(|(id, _)| id == chosen));
        given.or_else(|| instances.first().map(|(id, _)| id.clone()))
    }

    fn read_hidden_hours(&self) -> Result<u32, Rejection> {
        let given = number(&self.hidden_hours, &limits::HIDDEN_HOURS, Rule::Mdl04, Field::Hours)?;
        let wrong = || IncidentProblem::HiddenHours { given }.at(Field::Hours);
        limits::HIDDEN_HOURS.contains(&given).then_some(given).ok_or_else(wrong)
    }

    fn read_hours(&self) -> Result<u32, Rejection> {
        let given = number(&self.hours, &limits::OUTAGE_HOURS, Rule::Mdl16, Field::Hours)?;
        let wrong = || IncidentProblem::Hours { given }.at(Field::Hours);
        limits::OUTAGE_HOURS.contains(&given).then_some(given).ok_or_else(wrong)
    }

    fn read_jobs(&self) -> Result<u32, Rejection> {
        let given = number(&self.jobs, &limits::JOBS_TO_FAIL, Rule::Mdl17, Field::Jobs)?;
        let wrong = || AccountProblem::Jobs { given }.at(Field::Jobs);
        limits::JOBS_TO_FAIL.contains(&given).then_some(given).ok_or_else(wrong)
    }
}

/// What is typed as a whole number.
fn number(typed: &str, range: &RangeInclusive<u32>, rule: Rule, field: Field) -> Result<u32, Rejection> {
    let (from, to) = (u64::from(*range.start()), u64::from(*range.end()));
    let wrong = |_| Problem::from(EcsProblem::NotANumber { given: typed.to_owned(), from, to, rule }).at(field);
    typed.trim().parse().map_err(wrong)
}

fn disk_named(world: &World, disk: DiskIdx, with_owner: bool) -> (DiskId, String) {
    let disk = &world.disks[disk];
    let owner = disk.attached.first().filter(|_| with_owner).map(|owner| world.instances[*owner].name.as_str());
    let name = owner.map_or_else(|| disk.id.to_string(), |owner| format!("{owner} {}", disk.id));
    (disk.id.clone(), name)
}
