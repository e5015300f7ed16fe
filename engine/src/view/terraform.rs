//! Policies as Terraform: the text to take home, and what it cannot say, in words.

use super::import_form::{comma, some};
use crate::{
    backup::PolicyIdx,
    catalog::region::Region,
    id::PolicyId,
    import::Answer,
    locale::Locale,
    rule::Rule,
    terraform::{
        self,
        unsaid::{Unsaid, of_binding, of_policy},
    },
    world::World,
};

/// Which policies are taken home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// One.
    Policy(PolicyId),
    /// All of a region.
    Region(Region),
    /// All there are.
    All,
}

/// What is taken home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The policy, where it is one.
    pub name: Option<String>,
    /// The text, in English as the language is (TF-01, TF-02).
    pub text: String,
    /// How many policies are in it.
    pub policies: usize,
    /// How many associations.
    pub bindings: usize,
    /// How many of both, in words.
    pub found: String,
    /// What it says in comments only.
    pub remarks: Vec<Remark>,
}

/// Something that Terraform cannot say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Of what: policies, or instances, by their names.
    pub of: String,
    /// The sentence.
    pub text: String,
    /// The rule behind it.
    pub rule: Rule,
}

/// How many names a remark lists.
const NAMES_MAX: usize = 5;

/// These policies as Terraform.
pub fn home(world: &World, which: &Which, locale: Locale) -> Home {
    let policies = chosen(world, which);
    let name = match (which, policies.as_slice()) {
        (Which::Policy(_), [policy]) => Some(world.policies[*policy].spec.name.as_str().to_owned()),
        _ => None,
    };
    let bindings = policies.iter().map(|policy| world.sources_of(*policy).count()).sum();
    let counts = [(Answer::Policies, policies.len()), (Answer::Bindings, bindings)];
    let found: Vec<_> = counts.into_iter().map(|(answer, count)| some(answer, count, locale)).collect();
    Home {
        name,
        text: terraform::export(world, &policies),
        policies: policies.len(),
        bindings,
        found: found.join(comma(locale)),
        remarks: remarks(world, &policies, locale),
    }
}

/// How many policies of a region can be taken home, and how many in all.
pub fn counts(world: &World, region: Region) -> [usize; 2] {
    [Which::Region(region), Which::All].map(|which| chosen(world, &which).len())
}

fn chosen(world: &World, which: &Which) -> Vec<PolicyIdx> {
    let mut policies = terraform::exportable(world);
    policies.retain(|policy| match which {
        Which::Policy(id) => world.policies[*policy].id == *id,
        Which::Region(region) => world.policies[*policy].region == *region,
        Which::All => true,
    });
    policies
}

/// Each thing that cannot be said once, with all that it is said of.
fn remarks(world: &World, policies: &[PolicyIdx], locale: Locale) -> Vec<Remark> {
    let mut said: Vec<(Unsaid, Vec<String>)> = Vec::new();
    let mut say = |unsaid: Unsaid, of: &str| match said.iter_mut().find(|(other, _)| *other == unsaid) {
        Some((_, names)) => names.push(of.to_owned()),
        None => said.push((unsaid, vec![of.to_owned()])),
    };
    for position in policies {
        let policy = &world.policies[*position];
        for unsaid in of_policy(policy) {
            say(unsaid, policy.spec.name.as_str());
        }
        for (instance, binding) in world.sources_of(*position) {
            for unsaid in of_binding(binding) {
                say(unsaid, &world.instances[instance].name);
            }
        }
    }
    let remark = |(unsaid, names): (Unsaid, Vec<String>)| Remark {
        of: listed(&names, locale),
        text: unsaid.said(locale),
        rule: unsaid.rule(),
    };
    said.into_iter().map(remark).collect()
}

/// Some names, and how many more there are.
fn listed(names: &[String], locale: Locale) -> String {
    let (shown, more) = (names.iter().take(NAMES_MAX), names.len().saturating_sub(NAMES_MAX));
    let shown: Vec<_> = shown.map(String::as_str).collect();
    let names = shown.join(comma(locale));
    match (more, locale) {
        (0, _) => names,
        (more, Locale::En) => format!("{names} and {more} more"),
        (more, Locale::Zh) => format!("{names}等{}个", shown.len() + more),
    }
}
