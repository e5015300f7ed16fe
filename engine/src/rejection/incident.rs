//! What is refused of incidents, or because of one.

use super::{Field, Problem, Rejection};
use crate::{catalog::region::Region, id::DiskId, rule::Rule};

/// What was violated in matters of incidents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncidentProblem {
    /// The region is out of order (MDL-16).
    RegionOutage {
        /// Which.
        region: Region,
    },
    /// The disk failed (ERR-10).
    DiskFailed {
        /// Which.
        disk: DiskId,
    },
    /// Not a time that ransomware can hide (MDL-04).
    HiddenHours {
        /// What was given.
        given: u32,
    },
    /// Not a time that an outage can last (MDL-16).
    Hours {
        /// What was given.
        given: u32,
    },
}

impl IncidentProblem {
    /// The refusal of this problem at `field`.
    pub fn at(self, field: Field) -> Rejection {
        Problem::from(self).at(field)
    }

    /// Rule and code of each problem.
    pub(super) fn verdict(&self) -> (Rule, &'static str) {
        match self {
            Self::RegionOutage { .. } => (Rule::Mdl16, REGION_OUTAGE),
            Self::DiskFailed { .. } => (Rule::Err10, "IncorrectDiskStatus"),
            Self::HiddenHours { .. } => (Rule::Mdl04, "Sim.HoursOutOfRange"),
            Self::Hours { .. } => (Rule::Mdl16, "Sim.HoursOutOfRange"),
        }
    }
}

impl From<IncidentProblem> for Problem {
    fn from(problem: IncidentProblem) -> Self {
        Self::Incident(problem)
    }
}

impl From<IncidentProblem> for Rejection {
    fn from(problem: IncidentProblem) -> Self {
        Problem::from(problem).into()
    }
}

/// The code of what a region that is out of order refuses; the service documents none.
pub const REGION_OUTAGE: &str = "Sim.RegionOutage";
