//! Where a person is: hash routes, typed.

use std::fmt;

use engine::{
    id::{InstanceId, PointId, PolicyId},
    rule::Rule,
    timeline::BranchId,
};

/// A screen, as the address after `#` names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Backed-up ECS Instances; one may be open, with a point chosen.
    Instances {
        /// The instance whose history is open.
        open: Option<InstanceId>,
        /// The point that is chosen in it.
        point: Option<PointId>,
    },
    /// Policy Center; a policy may be open to be edited.
    Policies {
        /// The policy.
        open: Option<PolicyId>,
    },
    /// Jobs.
    Jobs,
    /// Activity.
    Activity,
    /// Settings.
    Settings,

    /// Overview.
    Overview,
    /// Rulebook; one rule may be looked up.
    Rulebook {
        /// The rule.
        rule: Option<Rule>,
    },
    /// Assumptions.
    Assumptions,
    /// Backup Plans.
    Plans,
    /// The instances of ECS.
    Ecs,
    /// The disks of ECS.
    EcsDisks,
    /// Disk Snapshots of ECS.
    Snapshots,
    /// The account and its bill.
    Billing,
    /// What goes wrong.
    Incidents,
    /// How it was recovered from.
    DrillReport,
    /// The runs that this browser keeps.
    Runs,
    /// The actions of the run.
    Actions,
    /// Two branches side by side; which, where the address says so.
    Compare {
        /// The two.
        branches: Option<[BranchId; 2]>,
    },
    /// The scenarios there are.
    Scenarios,
    /// The report of a lesson.
    Report,
    /// The reports of a class.
    Class,
    /// The scenario editor.
    Editor,
    /// What a policy would do, before it does it; of one that is there, or of a draft.
    Plan {
        /// The policy.
        policy: Option<PolicyId>,
    },
    /// Several policies on the same fleet.
    PlanCompare,
    /// The operations of the APIs, to be tried.
    Api {
        /// The operation that is open: its product and its name.
        open: Option<(String, String)>,
    },
    /// How the fleet is protected, to be printed.
    Protection,
    /// No screen has this address.
    Unknown,
}

/// Whether what stands in the address from `#` on is a link that opens a run.
pub fn opens_a_run(fragment: &str) -> bool {
    fragment.trim_start_matches('#').starts_with("/open/")
}

impl Route {
    /// The first screen.
    pub const HOME: Self = Self::Instances { open: None, point: None };

    /// Reads what stands after `#`.
    pub fn parse(hash: &str) -> Self {
        let parts: Vec<&str> = hash.trim_start_matches(['#', '/']).split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] | ["instances"] => Self::HOME,
            ["instances", id] => Self::Instances { open: Some((*id).into()), point: None },
            ["instances", id, "points", point] => {
                Self::Instances { open: Some((*id).into()), point: Some((*point).into()) }
            }
            ["policies"] => Self::Policies { open: None },
            ["policies", id] => Self::Policies { open: Some((*id).into()) },
            ["jobs"] => Self::Jobs,
            ["activity"] => Self::Activity,
            ["activity", "actions"] => Self::Actions,
            ["settings"] => Self::Settings,

            ["overview"] => Self::Overview,
            ["rulebook"] => Self::Rulebook { rule: None },
            ["rulebook", id] => Rule::parse(id).map_or(Self::Unknown, |rule| Self::Rulebook { rule: Some(rule) }),
            ["assumptions"] => Self::Assumptions,
            ["plans"] => Self::Plans,
            ["ecs"] => Self::Ecs,
            ["ecs", "disks"] => Self::EcsDisks,
            ["snapshots"] => Self::Snapshots,
            ["billing"] => Self::Billing,
            ["incidents"] => Self::Incidents,
            ["incidents", "report"] => Self::DrillReport,
            ["runs"] => Self::Runs,
            ["scenarios", "edit"] => Self::Editor,
            ["scenarios"] => Self::Scenarios,
            ["report"] => Self::Report,
            ["class"] => Self::Class,
            ["plan"] => Self::Plan { policy: None },
            ["plan", "compare"] => Self::PlanCompare,
            ["plan", "policy", id] => Self::Plan { policy: Some((*id).into()) },
            ["api"] => Self::Api { open: None },
            ["api", product, action] => Self::Api { open: Some(((*product).to_owned(), (*action).to_owned())) },
            ["protection"] => Self::Protection,
            ["compare"] => Self::Compare { branches: None },
            ["compare", one, other] => BranchId::parse(one)
                .zip(BranchId::parse(other))
                .map_or(Self::Unknown, |(one, other)| Self::Compare { branches: Some([one, other]) }),
            _ => Self::Unknown,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instances { open: Some(id), point: Some(point) } => write!(out, "#/instances/{id}/points/{point}"),
            Self::Instances { open: Some(id), point: None } => write!(out, "#/instances/{id}"),
            Self::Instances { open: None, .. } | Self::Unknown => out.write_str("#/instances"),
            Self::Policies { open: None } => out.write_str("#/policies"),
            Self::Policies { open: Some(id) } => write!(out, "#/policies/{id}"),
            Self::Jobs => out.write_str("#/jobs"),
            Self::Activity => out.write_str("#/activity"),
            Self::Settings => out.write_str("#/settings"),

            Self::Overview => out.write_str("#/overview"),
            Self::Rulebook { rule: Some(rule) } => write!(out, "#/rulebook/{rule}"),
            Self::Rulebook { rule: None } => out.write_str("#/rulebook"),
            Self::Assumptions => out.write_str("#/assumptions"),
            Self::Plans => out.write_str("#/plans"),
            Self::Ecs => out.write_str("#/ecs"),
            Self::EcsDisks => out.write_str("#/ecs/disks"),
            Self::Snapshots => out.write_str("#/snapshots"),
            Self::Billing => out.write_str("#/billing"),
            Self::Incidents => out.write_str("#/incidents"),
            Self::DrillReport => out.write_str("#/incidents/report"),
            Self::Runs => out.write_str("#/runs"),
            Self::Editor => out.write_str("#/scenarios/edit"),
            Self::Scenarios => out.write_str("#/scenarios"),
            Self::Report => out.write_str("#/report"),
            Self::Class => out.write_str("#/class"),
            Self::Plan { policy: Some(policy) } => write!(out, "#/plan/policy/{policy}"),
            Self::Plan { policy: None } => out.write_str("#/plan"),
            Self::PlanCompare => out.write_str("#/plan/compare"),
            Self::Api { open: Some((product, action)) } => write!(out, "#/api/{product}/{action}"),
            Self::Api { open: None } => out.write_str("#/api"),
            Self::Protection => out.write_str("#/protection"),
            Self::Actions => out.write_str("#/activity/actions"),
            Self::Compare { branches: Some([one, other]) } => write!(out, "#/compare/{one}/{other}"),
            Self::Compare { branches: None } => out.write_str("#/compare"),
        }
    }
}
