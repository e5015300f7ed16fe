//! The drill report: on the screen, on paper, and as a file.

use engine::{
    backup::restore::RestoreKind,
    locale::Locale,
    openapi,
    time::Zone,
    view::{
        drill::{self, Chosen, Drill, Recovery, Report},
        format,
    },
    words,
};
use leptos::prelude::*;

use crate::{
    adapters::download::download,
    app::t,
    components::{dynamic::dynamic, list::export::TableFile, rule_chip::RuleChip},
    library::{Library, use_library},
    route::Route,
    text::Label,
};

/// The screen.
#[component]
pub fn DrillReport() -> impl IntoView {
    let library = use_library();
    let report = library.view(
        |revisions| (revisions.fleet, revisions.jobs, revisions.points),
        move |run| drill::drill(run.world(), run.scenario().seed, library.locale.get()),
    );
    let print = move |_| {
        let _ = window().print();
    };
    let save = move |_| {
        let text = format!("{:#}", openapi::write_drill(&drawn_up(library)));
        let _ = download("cloud-backup-drill.json", &text);
    };
    view! {
        <header class="screen-head">
            <h1 tabindex="-1">{t(Label::DrillReport)}</h1>
            <div class="row-actions">
                <button type="button" on:click=print>
                    {t(Label::DrillPrint)}
                </button>
                <button type="button" on:click=save>
                    {t(Label::DownloadJson)}
                </button>
            </div>
        </header>
        <p class="lead">
            {t(Label::DrillReportLead)} " "
            <a href=Route::Incidents.to_string()>{t(Label::Incidents)}</a>
        </p>
        {dynamic(move || report.with(|drill| heading(drill, library.locale.get())))}
        {dynamic(move || {
            let locale = library.locale.get();
            report
                .with(|drill| {
                    let reports = drill.reports.iter();
                    reports.map(|report| one(report, drill.zone, locale)).collect_view()
                })
        })}
        <Show when=move || report.with(|drill| drill.reports.is_empty())>
            <p class="empty">{t(Label::NoIncidents)}</p>
        </Show>
    }
}

/// The report as of now: on the screen some of it may be a moment old.
fn drawn_up(library: Library) -> Drill {
    library.read(|run| drill::drill(run.world(), run.scenario().seed, Locale::En))
}

/// Of which run it is.
fn heading(drill: &Drill, locale: Locale) -> impl IntoView + use<> {
    let at = |at| format::date_time(at, drill.zone, locale);
    let library = use_library();
    let title = library.read(|run| run.scenario().title(locale).to_owned());
    view! {
        <p class="drill-run">
            <strong>{title}</strong>
            " "
            {at(drill.start)}
            " - "
            {at(drill.now)}
            " "
            {t(Label::DrillSeed)}
            " "
            <code>{drill.seed}</code>
        </p>
    }
}

/// One incident.
fn one(report: &Report, zone: Zone, locale: Locale) -> impl IntoView + use<> {
    let at = |at| format::date_time(at, zone, locale);
    let id = format!("drill-{}", report.id);
    let labelled_by = id.clone();
    let fact = |label: Label, text: Option<String>| {
        text.map(|text| {
            view! {
                <div>
                    <dt>{t(label)}</dt>
                    <dd>{text}</dd>
                </div>
            }
        })
    };
    let mistake = |mistake: &drill::Mistake| {
        view! { <li>{mistake.text(locale)} " " <RuleChip rule=mistake.rule /></li> }
    };
    let mistakes = match report.mistakes.is_empty() {
        true => view! { <p>{t(Label::DrillNoMistakes)}</p> }.into_any(),
        false => view! { <ul>{report.mistakes.iter().map(mistake).collect_view()}</ul> }.into_any(),
    };
    let points = report.points.map(|(deleted, withstood)| {
        let text = Label::DrillPoints.get(locale).replace("{deleted}", &deleted.to_string());
        text.replace("{withstood}", &withstood.to_string())
    });
    view! {
        <section class="drill" aria-labelledby=labelled_by>
            <h2 id=id>{report.what.clone()} " " <RuleChip rule=report.rule() /></h2>
            <dl class="drill-facts">
                {fact(Label::DrillHappened, Some(at(report.at)))}
                {fact(
                    Label::DrillDamage,
                    report.damage_at.filter(|damage_at| *damage_at != report.at).map(at),
                )} {fact(Label::DrillOver, report.ended_at.map(at))}
                {fact(Label::DrillCost, Some(format!("CNY {}", report.cost)))}
            </dl>
            <p class="hint">{t(Label::DrillCostHint)}</p>
            {points.map(|points| view! { <p>{points}</p> })}
            {instances(report, zone, locale)}
            <h3>{t(Label::DrillMistakes)}</h3>
            {mistakes}
        </section>
    }
}

/// The instances that an incident befell.
fn instances(report: &Report, zone: Zone, locale: Locale) -> Option<impl IntoView + use<>> {
    if report.instances.is_empty() {
        return None;
    }
    let line = |recovery: &Recovery| {
        let cells = match &recovery.restore {
            None => view! { <td colspan="6">{t(Label::NotRestored)}</td> }.into_any(),
            Some(chosen) => cells(chosen, zone, locale).into_any(),
        };
        view! {
            <tr>
                <th scope="row">{recovery.name.clone()}</th>
                {cells}
            </tr>
        }
    };
    let head = |label: Label| view! { <th scope="col">{t(label)}</th> };
    Some(view! {
        <div class="table-frame">
            <table class="list" aria-label=t(Label::DrillRestored)>
                <thead>
                    <tr>
                        {head(Label::EcsInstance)} {head(Label::DrillFrom)}
                        {head(Label::DataCondition)} {head(Label::DrillRestored)}
                        {head(Label::DrillLost)} {head(Label::DrillWritten)}
                        {head(Label::DrillTook)}
                    </tr>
                </thead>
                <tbody>{report.instances.iter().map(line).collect_view()}</tbody>
            </table>
        </div>
        <TableFile name="drill" />
    })
}

/// What brought an instance back.
fn cells(chosen: &Chosen, zone: Zone, locale: Locale) -> impl IntoView + use<> {
    let span = |span| format::span(span, locale);
    let times = [(Label::DrillEstimated, Some(chosen.estimated)), (Label::DrillMeasured, chosen.measured)];
    let times = times.into_iter().filter_map(|(label, time)| Some(format!("{} {}", label.get(locale), span(time?))));
    let how = match chosen.kind {
        RestoreKind::Instance | RestoreKind::Disk => String::new(),
        RestoreKind::NewInstance | RestoreKind::NewDisk => chosen.target_name.clone(),
    };
    view! {
        <td class="wraps" data-label=Label::DrillFrom.get(locale)>
            {format::date_time(chosen.created, zone, locale)}
            <small>{chosen.region.name(locale)}</small>
        </td>
        <td data-label=Label::DataCondition
            .get(locale)>{words::condition(chosen.condition, locale)}</td>
        <td class="wraps">{words::restore_kind(chosen.kind, locale)} <small>{how}</small></td>
        <td class="figure" data-label=Label::DrillLost.get(locale)>
            {span(chosen.lost)}
        </td>
        <td class="figure" data-label=Label::DrillWritten.get(locale)>
            {format::size(chosen.written)}
        </td>
        <td class="wraps" data-label=Label::DrillTook.get(locale)>
            {chosen.took.map(span)}
            <small>{times.collect::<Vec<_>>().join(", ")}</small>
        </td>
    }
}
