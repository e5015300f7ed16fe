//! What a sweep found, as people read it.

use super::{Template, exact, none};
use crate::{
    billing::money::MicroCny,
    locale::Locale,
    sweep::{Found, frontier},
    time::Seconds,
    view::format,
};

/// One policy that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundRow {
    /// The policy.
    pub template: Template,
    /// It in a few words.
    pub name: String,
    /// Whether no other beats it: in cost, worst RPO and look-back at once.
    pub is_efficient: bool,
    /// What the instances cost.
    pub cost: MicroCny,
    /// The greatest age of the newest point; none where at times there is none.
    pub worst_rpo: Option<Seconds>,
    /// The same in words.
    pub rpo: String,
    /// How far back one can go; none where never.
    pub back: Option<Seconds>,
    /// The same in words.
    pub look_back: String,
    /// How long it takes to come back, in words.
    pub rto: String,
    /// How many points there are at the end.
    pub kept: String,
    /// What they occupy.
    pub stored: String,
}

/// What was found: the efficient ones first, each by cost.
pub fn found_rows(found: &[Found], locale: Locale) -> Vec<FoundRow> {
    let span = |span: Option<Seconds>| span.map_or_else(|| none(locale), |span| exact(span, locale));
    let row = |(of, is_efficient): (&Found, bool)| FoundRow {
        template: of.template.clone(),
        name: of.template.text(locale),
        is_efficient,
        cost: of.cost,
        worst_rpo: of.worst_rpo,
        rpo: span(of.worst_rpo),
        back: of.look_back,
        look_back: span(of.look_back),
        rto: span(of.rto),
        kept: format::count(of.kept),
        stored: format::size(of.stored),
    };
    let mut rows: Vec<_> = found.iter().zip(frontier(found)).map(row).collect();
    rows.sort_by_key(|row| (!row.is_efficient, row.cost));
    rows
}
