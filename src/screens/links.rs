//! Copies between regions: how far those of a job are, and what the links carry.

use engine::{
    backup::replication::CopyStatus,
    locale::Locale,
    rule::Rule,
    view::{
        format,
        jobs::RemoteRow,
        links::{self, CarriedRow, LinkRow},
    },
    words,
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// How far copies are (JOB-05).
pub fn remote(row: &RemoteRow, locale: Locale) -> AnyView {
    let (state, picture) = match row.status {
        CopyStatus::Created | CopyStatus::Queued => ("suspended", Picture::Suspended),
        CopyStatus::Running => ("running", Picture::Running),
        CopyStatus::Complete => ("ok", Picture::Ok),
        CopyStatus::PartialComplete => ("partial", Picture::Failed),
        CopyStatus::Failed => ("failed", Picture::Failed),
    };
    let failure = row.failure.map(|failure| {
        view! {
            " "
            <span class="failure">
                <code>{failure.code()}</code>
                " "
                <RuleChip rule=failure.rule() />
            </span>
        }
    });
    let percent = (row.status == CopyStatus::Running).then(|| format!(" {}%", row.percent));
    view! {
        <span class="state" data-state=state>
            <Icon picture=picture />
            {words::copy_status(row.status, locale)}
            {percent}
        </span>
        " "
        <small>{row.region.name(locale)}</small>
        {failure}
    }
    .into_any()
}

/// The links from and to the region that carry something or have something to carry; nothing where none has.
#[component]
pub fn Links() -> impl IntoView {
    let library = use_library();
    let rows = library.view(
        |revisions| (revisions.jobs, revisions.fleet, revisions.clock),
        move |run| links::links(run.world(), library.region.get()),
    );
    let section = move || {
        let rows = rows.get();
        let locale = library.locale.get();
        (!rows.is_empty()).then(|| {
            view! {
                <section class="links" aria-label=t(Label::Links)>
                    <h2>{t(Label::Links)}</h2>
                    <p class="hint">{t(Label::LinksLead)} " " <RuleChip rule=Rule::Mdl12 /></p>
                    {rows.iter().map(|row| link(row, locale)).collect_view()}
                </section>
            }
        })
    };
    dynamic(section)
}

/// One link: how many of its lanes are taken, what waits, and how far each copy is.
fn link(row: &LinkRow, locale: Locale) -> AnyView {
    let zone = use_library().read(|run| run.world().zone);
    let carried = |copy: &CarriedRow| {
        view! {
            <li>
                <span>{copy.name.clone()} " " <code>{copy.disk.clone()}</code></span>
                <span class="figure">{format::size(copy.size)}</span>
                <progress max="100" value=copy.percent aria-label=copy.disk.clone()></progress>
                <span class="figure">{format!("{}%", copy.percent)}</span>
                <span class="figure">{format::date_time(copy.ends_at, zone, locale)}</span>
            </li>
        }
    };
    let shut = (!row.is_open).then(|| view! { <span class="badge">{Label::LinkShut.get(locale)}</span> });
    let next = (!row.next.is_empty()).then(|| {
        let names = row.next.join(Label::Comma.get(locale));
        format!(" ({}{}{names})", Label::NextToCopy.get(locale), Label::Colon.get(locale))
    });
    let (lanes, waits) = (format!("{} / {}", row.under_way.len(), row.lanes), format::count(row.waiting as u64));
    view! {
        <h3>{row.from.name(locale)} " → " {row.to.name(locale)} " " {shut}</h3>
        <p>
            {Label::Lanes.get(locale)} " " {lanes} {Label::Comma.get(locale)} {waits} " "
            {Label::WaitingCopies.get(locale)} {next}
        </p>
        <ul>{row.under_way.iter().map(carried).collect_view()}</ul>
    }
    .into_any()
}
