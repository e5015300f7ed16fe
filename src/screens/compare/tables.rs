//! The outcome of two branches as tables: of all, and instance by instance.

use engine::{
    id::InstanceId,
    locale::Locale,
    time::Zone,
    timeline::BranchId,
    view::{
        compare::{Cell, Comparison, Differing, Facts, InstanceRow, Row},
        format,
    },
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        list::export::TableFile,
        rule_chip::RuleChip,
    },
    library::{Library, use_library},
    shell::branches::name,
    text::Label,
};

/// Where the two part, in a sentence.
pub fn parting(differing: &Differing, library: Library) -> impl IntoView + use<> {
    let locale = library.locale.get();
    let zone = library.read(|run| run.world().zone);
    let text = match differing.parted_at {
        None => Label::CompareSame.get(locale).to_owned(),
        Some(at) => {
            let at = format::date_time(at, zone, locale);
            let text = Label::CompareForked.get(locale).replacen("{}", &at, 1);
            text.replacen("{}", &format::count(differing.shared as u64), 1)
        }
    };
    view! { <p class="hint">{text}</p> }
}

/// What two branches are called.
pub fn names(library: Library, pair: [BranchId; 2]) -> [String; 2] {
    let rows = library.branches();
    let locale = library.locale.get();
    pair.map(|id| rows.iter().find(|row| row.id == id).map_or_else(String::new, |row| name(row, locale)))
}

/// The outcome: a line for each question, with which branch answers it better.
#[component]
pub fn Outcome(comparison: Memo<Option<Comparison>>, pair: [BranchId; 2]) -> impl IntoView {
    let library = use_library();
    let head = move || {
        library.branched.track();
        names(library, pair).map(|name| {
            view! {
                <th scope="col">
                    <Icon picture=Picture::Branch />
                    {name}
                </th>
            }
        })
    };
    let lines = move || {
        let locale = library.locale.get();
        let names = names(library, pair);
        comparison.with(|comparison| {
            let rows = comparison.iter().flat_map(|comparison| &comparison.rows);
            rows.map(|row| line(row, &names, locale)).collect_view()
        })
    };
    view! {
        <div class="table-frame">
            <table class="list verdict" aria-label=t(Label::CompareOutcome)>
                <thead>
                    <tr>
                        <td></td>
                        {dynamic(move || head().collect_view())}
                        <th scope="col">{t(Label::CompareDifference)}</th>
                    </tr>
                </thead>
                <tbody>{dynamic(lines)}</tbody>
            </table>
        </div>
        <TableFile name="comparison" />
    }
}

fn line(row: &Row, names: &[String; 2], locale: Locale) -> impl IntoView + use<> {
    let cells = row.cells.iter().zip(names).enumerate();
    let cells = cells.map(|(side, (cell, name))| figure(cell.clone(), name.clone(), row.better == Some(side), locale));
    view! {
        <tr>
            <th scope="row">{row.title.text(locale)}</th>
            {cells.collect_view()}
            <td class="wraps" data-label=Label::CompareDifference.get(locale)>
                {row.difference.clone()}
            </td>
        </tr>
    }
}

fn figure(cell: Cell, name: String, is_better: bool, locale: Locale) -> impl IntoView {
    let (state, picture) = match cell.is_well {
        Some(true) => (Some("ok"), Some(Picture::Ok)),
        Some(false) => (Some("failed"), Some(Picture::Failed)),
        None => (None, None),
    };
    let better = is_better.then(|| {
        view! {
            " "
            <span class="badge" data-mark="better">
                {Label::BetterHere.get(locale)}
            </span>
        }
    });
    view! {
        <td class="wraps" data-label=name>
            <span class="state verdict-figure" data-state=state>
                {picture.map(|picture| view! { <Icon picture=picture /> })}
                <strong>{cell.figure}</strong>
            </span>
            {better}
            " "
            <small>{cell.note} {cell.rule.map(|rule| view! { <RuleChip rule=rule /> })}</small>
        </td>
    }
}

/// The instances, those first that differ.
#[component]
pub fn Instances(
    comparison: Memo<Option<Comparison>>,
    pair: [BranchId; 2],
    subject: RwSignal<Option<InstanceId>>,
) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let head = move || names(library, pair).map(|name| view! { <th scope="col">{name}</th> });
    let lines = move || {
        let locale = library.locale.get();
        let names = names(library, pair);
        comparison.with(|comparison| {
            let rows = comparison.iter().flat_map(|comparison| &comparison.instances);
            rows.map(|row| instance(row, &names, zone, locale, subject)).collect_view()
        })
    };
    let more = move || comparison.with(|comparison| comparison.as_ref().map_or(0, |comparison| comparison.more));
    view! {
        <h2>{t(Label::EcsInstance)}</h2>
        <div class="table-frame">
            <table class="list" aria-label=t(Label::EcsInstance)>
                <thead>
                    <tr>
                        <th scope="col">{t(Label::EcsInstance)}</th>
                        {dynamic(move || head().collect_view())}
                        <th scope="col">{t(Label::CompareDifference)}</th>
                    </tr>
                </thead>
                <tbody>{dynamic(lines)}</tbody>
            </table>
        </div>
        <TableFile name="comparison-instances" />
        {dynamic(move || {
            (more() > 0)
                .then(|| {
                    let text = Label::AndMore
                        .get(library.locale.get())
                        .replace("{}", &format::count(more() as u64));
                    view! { <p>{text}</p> }
                })
        })}
    }
}

fn instance(
    row: &InstanceRow,
    names: &[String; 2],
    zone: Zone,
    locale: Locale,
    subject: RwSignal<Option<InstanceId>>,
) -> impl IntoView + use<> {
    let id = row.instance.clone();
    let cells = row.facts.iter().zip(names).map(|(facts, name)| {
        let text = facts.as_ref().map(|facts| said(facts, zone, locale));
        view! {
            <td class="wraps" data-label=name.clone()>
                {text}
            </td>
        }
    });
    let differs = row.differs.then(|| view! { <Icon picture=Picture::Branch /> });
    view! {
        <tr>
            <th scope="row">
                <button type="button" class="link" on:click=move |_| subject.set(Some(id.clone()))>
                    {row.name.clone()}
                </button>
            </th>
            {cells.collect_view()}
            <td>{differs} {row.differs.then(|| t(Label::CompareDifference))}</td>
        </tr>
    }
}

/// What there is of an instance, in a line.
fn said(facts: &Facts, zone: Zone, locale: Locale) -> String {
    let points = format!("{}{}{}", Label::Points.get(locale), Label::Colon.get(locale), facts.points + facts.copies);
    let back = match (facts.newest_clean, facts.restore) {
        (Some(at), Some(restore)) => {
            format!("{}, {}", format::date_time(at, zone, locale), format::span(restore, locale))
        }
        _ => facts.obstacle.map(|obstacle| engine::words::obstacle(obstacle, locale).to_owned()).unwrap_or_default(),
    };
    format!("{points}; {back}")
}
