//! How the simulator stands to a rule, by word and colour.

use engine::{rule::Rule, view::rulebook::Stand};
use leptos::prelude::*;

use crate::{app::t, text::Label};

/// A badge that says it.
#[component]
pub fn RuleStand(
    /// The rule.
    rule: Rule,
) -> impl IntoView {
    let stand = Stand::of(rule);
    view! {
        <span class="stand" data-stand=stand.name()>
            {t(label(stand))}
        </span>
    }
}

/// How the simulator stands to a rule, in words.
pub fn label(stand: Stand) -> Label {
    match stand {
        Stand::Followed => Label::StandFollowed,
        Stand::Setting => Label::StandSetting,
        Stand::Deviates => Label::StandDeviates,
        Stand::Planned => Label::StandPlanned,
        Stand::OutOfScope => Label::StandOutOfScope,
    }
}
