//! Protection Report: how the fleet is protected, on the screen, on paper, and as a file.

use engine::view::{
    format,
    protection::{Advice, CELLS, Copies, Protection as Report, Row, Totals, protection, share, write},
};
use leptos::prelude::*;

use crate::{
    adapters::download::download,
    app::t,
    components::{
        dynamic::{Rows, dynamic, row},
        icon::{Icon, Picture},
        list::export,
        rule_chip::RuleChip,
    },
    library::{Library, use_library},
    route::Route,
    text::Label,
};

/// The heads of the table as a file, in the order of its cells.
const HEADS: [Label; CELLS] = [
    Label::ProtectionName,
    Label::ProtectionId,
    Label::Region,
    Label::BackupPolicy,
    Label::ProtectionStanding,
    Label::ProtectionNewest,
    Label::ProtectionAge,
    Label::ProtectionRestore,
    Label::CanComeBackIn,
    Label::ProtectionLockedUntil,
    Label::ProtectionCopies,
    Label::ProtectionNext,
];

/// The screen.
#[component]
pub fn Protection() -> impl IntoView {
    let library = use_library();
    let report = report(library);
    let print = move |_| {
        let _ = window().print();
    };
    let save_json = move |_| {
        let text = library.read(|run| {
            let (title, seed) = (&run.scenario().name, run.scenario().seed);
            report.with_untracked(|report| format!("{:#}", write(report, title, seed)))
        });
        let _ = download("cloud-backup-protection.json", &text);
    };
    let save_csv = move |_| {
        let locale = library.locale.get_untracked();
        let text = report.with_untracked(|report| report.csv(HEADS.map(|label| label.get(locale)), locale));
        export::offer(library, "protection", &text);
    };
    view! {
        <div class="protection-report">
            <header class="screen-head">
                <h1 tabindex="-1">{t(Label::ProtectionReport)}</h1>
                <div class="row-actions">
                    <button type="button" on:click=print>
                        {t(Label::DrillPrint)}
                    </button>
                    <button type="button" on:click=save_json>
                        {t(Label::DownloadJson)}
                    </button>
                    <button type="button" on:click=save_csv>
                        {t(Label::ExportCsv)}
                    </button>
                </div>
            </header>
            <p class="lead">{t(Label::ProtectionLead)}</p>
            {dynamic(move || report.with(|report| heading(library, report)))}
            <p class="hint" role="status">
                {dynamic(move || library.playing.get().then(t(Label::ProtectionHolds)))}
            </p>
            {dynamic(move || report.with(|report| totals(library, report.totals)))}
            <section aria-labelledby="protection-advice">
                <h2 id="protection-advice">{t(Label::ProtectionAdvice)}</h2>
                {dynamic(move || report.with(|report| advice(library, &report.advice)))}
            </section>
            <section aria-labelledby="protection-instances">
                <h2 id="protection-instances">{t(Label::ProtectionInstances)}</h2>
                <Table report=report />
            </section>
        </div>
    }
}

/// The report as of the last time that time stood still.
fn report(library: Library) -> Memo<Report> {
    let moved = Memo::new(move |before: Option<&(u32, u32)>| {
        let number = library.number.get();
        library.revisions.track();
        match before {
            Some(before) if library.playing.get() && before.0 == number => *before,
            Some((_, drawn)) => (number, drawn + 1),
            None => (number, 0),
        }
    });
    Memo::new(move |_| {
        moved.with(|_| ());
        library.read(|run| protection(run.world()))
    })
}

/// Of which run it is, and of when.
fn heading(library: Library, report: &Report) -> AnyView {
    let locale = library.locale.get();
    let (title, seed) = library.read(|run| (run.scenario().title(locale).to_owned(), run.scenario().seed));
    view! {
        <p class="drill-run">
            <strong>{title}</strong>
            " "
            {format::date_time(report.now, report.zone, locale)}
            " "
            {t(Label::DrillSeed)}
            " "
            <code>{seed}</code>
        </p>
    }
    .into_any()
}

/// What the fleet comes to.
fn totals(library: Library, totals: Totals) -> AnyView {
    let locale = library.locale.get();
    let span = |span: Option<_>| span.map_or_else(|| "-".to_owned(), |span| format::span(span, locale));
    let of_all = |count| share(count, totals.instances);
    let facts = [
        (Label::Protected, of_all(totals.protected)),
        (Label::ProtectionRecoverable, of_all(totals.recoverable)),
        (Label::ProtectionScheduled, of_all(totals.on_target)),
        (Label::ProtectionLockedShare, of_all(totals.locked)),
        (Label::ProtectionAway, of_all(totals.elsewhere)),
        (Label::ProtectionWorstRpo, span(totals.worst_rpo)),
        (Label::ProtectionWorstRto, span(totals.worst_rto)),
    ];
    let fact = |(label, value): (Label, String)| {
        view! {
            <div>
                <dt>{t(label)}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    view! { <dl class="protection-totals">{facts.map(fact)}</dl> }.into_any()
}

fn advice(library: Library, advice: &[Advice]) -> AnyView {
    if advice.is_empty() {
        return view! { <p>{t(Label::ProtectionNothing)}</p> }.into_any();
    }
    let locale = library.locale.get();
    let line = |advice: &Advice| {
        let (state, picture) = match advice.matter.is_grave() {
            true => ("failed", Picture::Failed),
            false => ("suspended", Picture::Suspended),
        };
        view! {
            <li>
                <span class="state" data-state=state>
                    <Icon picture=picture />
                    {advice.matter.text(locale)}
                </span>
                " "
                <RuleChip rule=advice.rule />
                <small>{advice.names_in_words(locale)}</small>
            </li>
        }
    };
    view! { <ul class="protection-advice">{advice.iter().map(line).collect_view()}</ul> }.into_any()
}

/// The instances.
#[component]
fn Table(report: Memo<Report>) -> impl IntoView {
    let library = use_library();
    let rows = Signal::derive(move || {
        report.with(|report| {
            // A line is made anew where anything of it has changed.
            let line = |of: &Row| {
                let (key, of, zone) = (format!("{of:?}"), of.clone(), report.zone);
                row(key, move || {
                    let of = of.clone();
                    dynamic(move || line(library, &of, zone))
                })
            };
            report.rows.iter().map(line).collect()
        })
    });
    let head = |label: Label| view! { <th scope="col">{t(label)}</th> };
    let shown = [
        Label::ProtectionName,
        Label::BackupPolicy,
        Label::ProtectionStanding,
        Label::ProtectionNewest,
        Label::ProtectionRestore,
        Label::ProtectionLockedUntil,
        Label::ProtectionCopies,
        Label::ProtectionNext,
    ];
    view! {
        <div class="table-frame">
            <table class="list protection" aria-labelledby="protection-instances">
                <thead>
                    <tr>{shown.map(head)}</tr>
                </thead>
                <tbody>
                    <Rows rows=rows />
                </tbody>
            </table>
        </div>
    }
}

/// One instance.
fn line(library: Library, of: &Row, zone: engine::time::Zone) -> AnyView {
    let locale = library.locale.get();
    let at = |at| format::date_time(at, zone, locale);
    let to = Route::Instances { open: Some(of.instance.clone()), point: None }.to_string();
    let (state, picture) = match of.newest.is_some() {
        true => ("ok", Picture::Ok),
        false => ("failed", Picture::Failed),
    };
    let policy = |policy: &engine::view::protection::Named| {
        let to = Route::Policies { open: Some(policy.id.clone()) }.to_string();
        let suspended = policy.suspended.then(|| view! { <small>{t(Label::Suspended)}</small> });
        view! {
            <a href=to>{policy.name.clone()}</a>
            " "
            {suspended}
        }
    };
    let policies = match of.is_protected() {
        true => of.policies.iter().map(policy).collect_view().into_any(),
        false => of.policies_in_words(locale).into_any(),
    };
    let copies = (of.copies != Copies::None).then(|| {
        view! {
            {of.copies.in_words(zone, locale)}
            " "
            <RuleChip rule=of.copies.rule() />
        }
    });
    view! {
        <tr>
            <th scope="row">
                <a href=to>{of.name.clone()}</a>
                " "
                <small>{of.region.name(locale)}</small>
            </th>
            <td class="wraps" data-label=Label::BackupPolicy.get(locale)>
                {policies}
            </td>
            <td class="wraps" data-label=Label::ProtectionStanding.get(locale)>
                <span class="state" data-state=state>
                    <Icon picture=picture />
                    {of.standing_in_words(zone, locale)}
                </span>
                " "
                <RuleChip rule=of.standing.rule />
            </td>
            <td class="wraps figure" data-label=Label::ProtectionNewest.get(locale)>
                {of.newest.as_ref().map(|(_, created)| at(*created))}
                {of
                    .rpo()
                    .map(|rpo| {
                        view! {
                            " "
                            <small>{format::span(rpo, locale)}</small>
                        }
                    })}
            </td>
            <td class="wraps figure" data-label=Label::ProtectionRestore.get(locale)>
                {of.standing.restore.map(|rto| format::span(rto, locale))}
                " "
                <small>{of.regions_in_words(locale)}</small>
            </td>
            <td class="wraps figure" data-label=Label::ProtectionLockedUntil.get(locale)>
                {of.locked_until.map(at)}
            </td>
            <td class="wraps" data-label=Label::ProtectionCopies.get(locale)>
                {copies}
            </td>
            <td class="wraps figure" data-label=Label::ProtectionNext.get(locale)>
                {of.standing.next_run.map(at)}
            </td>
        </tr>
    }
    .into_any()
}
