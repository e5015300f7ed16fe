//! What lies beside instance backup, and how it differs from the snapshot service.

use engine::{
    rule::Rule,
    view::rulebook::{DIFFERENCES, Difference, NEIGHBOURS, Neighbour},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{dynamic::dynamic, rule_chip::RuleChip},
    library::use_library,
    text::Label,
};

/// Other kinds of backup, and when to use them. They are outside of the simulation.
#[component]
pub fn Neighbours() -> impl IntoView {
    let locale = use_library().locale;
    let one = |neighbour: Neighbour| {
        let source = neighbour.source;
        view! {
            <article class="rulebook-entry">
                <header>
                    <h3>{dynamic(move || neighbour.name(locale.get()))}</h3>
                    <span class="stand" data-stand="out-of-scope">
                        {t(Label::StandOutOfScope)}
                    </span>
                </header>
                <p>
                    {dynamic(move || neighbour.when(locale.get()))} <RuleChip rule=neighbour.rule />
                </p>
                <div class="rule-sources">
                    <span>{t(Label::RuleSources)} {t(Label::Colon)}</span>
                    <ul>
                        <li>
                            <a
                                href=source.url()
                                target="_blank"
                                rel="noreferrer noopener"
                                lang="en"
                            >
                                {source.title()}
                            </a>
                        </li>
                    </ul>
                </div>
            </article>
        }
    };
    view! {
        <section class="rulebook" aria-labelledby="neighbours">
            <h2 id="neighbours" tabindex="-1">
                {t(Label::Neighbours)}
            </h2>
            <p class="hint">{t(Label::NeighboursLead)}</p>
            {NEIGHBOURS.into_iter().map(one).collect_view()}
        </section>
    }
}

/// How instance backup differs from the snapshot service.
#[component]
pub fn Differences() -> impl IntoView {
    let locale = use_library().locale;
    let line = |difference: Difference| {
        view! {
            <tr>
                <th scope="row">{dynamic(move || difference.aspect(locale.get()))}</th>
                <td>{dynamic(move || difference.snapshots(locale.get()))}</td>
                <td>{dynamic(move || difference.instances(locale.get()))}</td>
                <td>
                    <RuleChip rule=difference.rule />
                </td>
            </tr>
        }
    };
    view! {
        <section class="rulebook" aria-labelledby="differences">
            <h2 id="differences" tabindex="-1">
                {t(Label::Differences)}
            </h2>
            <p class="hint">{t(Label::DifferencesLead)} <RuleChip rule=Rule::Dif04 /></p>
            <div class="table-frame">
                <table class="differences" aria-labelledby="differences">
                    <thead>
                        <tr>
                            <th scope="col">{t(Label::Aspect)}</th>
                            <th scope="col">{t(Label::SnapshotService)}</th>
                            <th scope="col">{t(Label::InstanceBackup)}</th>
                            <th scope="col">{t(Label::Rule)}</th>
                        </tr>
                    </thead>
                    <tbody>{DIFFERENCES.into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
