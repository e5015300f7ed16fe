//! One backup point: what it is, why it is so, and what can be done with it.

use engine::{
    backup::{consistency::Grouping, point::Archiving},
    catalog::region::Region,
    cloud::disk::DiskKind,
    command::Command,
    id::PointId,
    locale::Locale,
    view::{
        format,
        history::{self, PointDisk, PointRow, PointView},
        why,
    },
    words,
};
use leptos::prelude::*;

use super::extend::Extend;
use crate::{
    app::t,
    components::{
        dialog::{Dialog, Foot},
        dynamic::dynamic,
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::use_library,
    screens::{
        plans::over::{consequences, is_open},
        restore::{self, Restoring, Wanted},
    },
    text::Label,
};

/// The card of a point; nothing once it has gone.
#[component]
pub fn PointCard(point: PointId, choose: Callback<Option<PointId>>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    // What is to be deleted: the point, or its part of one disk.
    let asked = RwSignal::new(None::<PointId>);
    let wanted = RwSignal::new(None::<Wanted>);
    let (asking, extending) = (is_open(asked, |_| true), RwSignal::new(false));
    let id = point.clone();
    let view = Memo::new(move |_| {
        library.revisions.with(|revisions| (revisions.points, revisions.clock));
        library.read(|run| history::point(run.world(), &id))
    });
    let delete = Callback::new(move |deleted: PointId| {
        let is_whole = deleted == point;
        if library.dispatch(Command::DeletePoint { point: deleted }).is_ok() && is_whole {
            choose.run(None);
        }
    });
    move || {
        view.get().map(|view| {
            let zone = library.read(|run| run.world().zone);
            let locale = locale.get();
            let expires_at = view.row.expires_at;
            let left = move || {
                library.revisions.track();
                format::span(expires_at - library.read(engine::simulation::Simulation::now), locale)
            };
            let at = |at| format::date_time(at, zone, locale);
            let row = &view.row;
            let (id, whole, present) = (row.id.clone(), row.id.clone(), row.retention);
            let obstacle = view.obstacle.clone().map(|problem| words::rejection(&problem.into(), locale));
            view! {
                <article class="card" aria-label=t(Label::Point)>
                    <header>
                        <h3>{at(row.created_at)}</h3>
                        <button
                            type="button"
                            class="quiet"
                            aria-label=t(Label::Close)
                            on:click=move |_| choose.run(None)
                        >
                            <Icon picture=Picture::Close />
                        </button>
                    </header>
                    <dl>
                        <dt>{t(Label::BackupStatus)}</dt>
                        <dd>
                            {t(status(row))} {t(Label::Comma)}
                            {format::span(row.completed_at - row.created_at, locale)}
                        </dd>
                        {source_region(view.copied_from, locale)}
                        <dt>{t(Label::StorageTier)}</dt>
                        <dd>{t(tier(row))}</dd>
                        <dt>{t(Label::ExpiresAt)}</dt>
                        <dd>
                            <strong>{at(row.expires_at)}</strong>
                            " ("
                            {dynamic(left)}
                            ")"
                        </dd>
                        {holds(row, locale)}
                        <dt>{t(Label::Disks)}</dt>
                        <dd>
                            <ul>
                                {view
                                    .disks
                                    .iter()
                                    .map(|disk| line(disk, asked, wanted, locale))
                                    .collect_view()}
                            </ul>
                        </dd>
                        {finding(&view, locale)}
                    </dl>
                    {row.locked.then(lock)}
                    <h4>{t(Label::Why)}</h4>
                    <ul class="reasons">{reasons(&view, locale)}</ul>
                    <footer>
                        {restore::buttons(&whole, wanted, locale)}
                        <button type="button" on:click=move |_| extending.set(true)>
                            {t(Label::ExtendRetention)}
                        </button> {view.condition.is_none().then(|| inspect_button(whole.clone()))}
                        {delete_button(None, obstacle, whole.clone(), asked)}
                    </footer>
                    <Dialog open=extending title=Label::ExtendRetention>
                        <Extend point=id.clone() present=present open=extending />
                    </Dialog>
                    <Restoring wanted=wanted />
                    <Dialog open=asking title=Label::DeletePoint>
                        <ConfirmDeletion asked=asked delete=delete />
                    </Dialog>
                </article>
            }
        })
    }
}

/// How much it holds, and how its snapshots agree.
fn holds(row: &PointRow, locale: Locale) -> impl IntoView + use<> {
    view! {
        <dt>{t(Label::BackupSize)}</dt>
        <dd>{format::size(row.stored)} " / " {format::size(row.full)}</dd>
        <dt>{t(Label::Consistency)}</dt>
        <dd>{consistency(row, locale)}</dd>
    }
}

/// Where a replicated point was copied from.
fn source_region(region: Option<Region>, locale: Locale) -> Option<impl IntoView + use<>> {
    region.map(|region| {
        view! {
            <dt>{t(Label::SourceRegion)}</dt>
            <dd>{region.name(locale)}</dd>
        }
    })
}

/// Why the point is as it is, each with its rule.
fn reasons(view: &PointView, locale: Locale) -> impl IntoView + use<> {
    let library = use_library();
    let line = |reason: &why::Reason| {
        let text = library.read(|run| reason.text(run.world(), locale));
        view! {
            <li>
                <RuleChip rule=reason.rule />
                <span>{text}</span>
            </li>
        }
    };
    view.reasons.iter().map(line).collect_view()
}

/// How the snapshots of the point agree.
fn consistency(point: &PointRow, locale: Locale) -> &'static str {
    match point.consistency.grouping {
        Grouping::Group => Label::ConsistentGroup.get(locale),
        Grouping::SingleDisks(_) => why::level(point.consistency.level, locale),
    }
}

/// The state of the point: archiving comes before what the backup came to (ARC-06).
pub fn status(point: &PointRow) -> Label {
    match (point.archiving, point.whole) {
        (Archiving::Since(_), _) => Label::ArchivingNow,
        (_, true) => Label::Completed,
        (_, false) => Label::CompletedInPart,
    }
}

/// Where the point is kept.
fn tier(point: &PointRow) -> Label {
    match point.archiving {
        Archiving::Done { .. } => Label::ArchiveTier,
        Archiving::Never | Archiving::From(_) | Archiving::Since(_) => Label::StandardTier,
    }
}

/// What an inspection of the point found: the state of its data, disk by disk, with checksums (MDL-04).
fn finding(view: &PointView, locale: Locale) -> Option<impl IntoView + use<>> {
    let condition = view.condition?;
    let disk = |disk: &PointDisk| {
        let (condition, checksum) = disk.finding.clone()?;
        Some(view! {
            <li>
                {disk.disk.clone()} {t(Label::Colon)} {words::condition(condition, locale)} " "
                <code title=Label::Checksum.get(locale)>{checksum}</code>
            </li>
        })
    };
    let tone = if condition.is_clean() { "ok" } else { "failed" };
    Some(view! {
        <dt>{t(Label::DataCondition)}</dt>
        <dd>
            <span class="state" data-state=tone>
                <Icon picture=if condition.is_clean() { Picture::Ok } else { Picture::Failed } />
                {words::condition(condition, locale)}
            </span>
            <ul>{view.disks.iter().map(disk).collect_view()}</ul>
        </dd>
    })
}

/// Looks at what the point holds.
fn inspect_button(point: PointId) -> impl IntoView {
    let library = use_library();
    let hint = move || Label::InspectionHint.get(library.locale.get());
    view! {
        <button
            type="button"
            title=hint
            on:click=move |_| drop(
                library
                    .dispatch(Command::InspectPoint {
                        point: point.clone(),
                    }),
            )
        >
            {t(Label::InspectPoint)}
        </button>
    }
}

/// Says that the point is locked.
fn lock() -> impl IntoView {
    view! {
        <p>
            <span class="badge" data-mark="locked">
                {t(Label::Lock)}
            </span>
        </p>
    }
}

/// Deletes the point or its part of a disk, unless something keeps it.
fn delete_button(
    of: Option<String>,
    obstacle: Option<String>,
    deleted: PointId,
    asked: RwSignal<Option<PointId>>,
) -> impl IntoView {
    let is_free = obstacle.is_none();
    let locale = use_library().locale;
    let is_part = of.is_some();
    let name =
        of.map(|disk| format!("{}{}{disk}", Label::DeletePart.get(locale.get()), Label::Colon.get(locale.get())));
    let ask = move |_| {
        if is_free {
            asked.set(Some(deleted.clone()));
        }
    };
    view! {
        <button
            type="button"
            class=is_part.then_some("link")
            aria-label=name
            aria-disabled=(!is_free).then_some("true")
            aria-description=obstacle.clone()
            title=obstacle
            on:click=ask
        >
            {t(Label::DeletePoint)}
        </button>
    }
}

/// Says what the deletion will bring about, what it costs and what stays, before it is done.
#[component]
fn ConfirmDeletion(asked: RwSignal<Option<PointId>>, delete: Callback<PointId>) -> impl IntoView {
    let commands =
        Signal::derive(move || asked.get().map(|point| Command::DeletePoint { point }).into_iter().collect());
    let confirm = move |_| {
        if let Some(point) = asked.get_untracked() {
            asked.set(None);
            delete.run(point);
        }
    };
    view! {
        {consequences(commands)}
        <Foot>
            <button type="button" on:click=move |_| asked.set(None)>
                {t(Label::Cancel)}
            </button>
            <button type="button" class="primary" on:click=confirm>
                {t(Label::DeletePoint)}
            </button>
        </Foot>
    }
}

/// A line for one disk of the point, with what deletes that part alone.
fn line(
    disk: &PointDisk,
    asked: RwSignal<Option<PointId>>,
    wanted: RwSignal<Option<Wanted>>,
    locale: Locale,
) -> impl IntoView + use<> {
    let obstacle = disk.obstacle.clone().map(|problem| words::rejection(&problem.into(), locale));
    let kind = match disk.kind {
        DiskKind::System => Label::SystemDisk,
        DiskKind::Data => Label::DataDisk,
    };
    view! {
        <li>
            {kind.get(locale)} " " {format::size(disk.size)} {t(Label::Colon)}
            {format::size(disk.stored)} " " <code>{disk.snapshot.to_string()}</code> " "
            {restore::buttons(&disk.part, wanted, locale)} " "
            {delete_button(Some(disk.disk.clone()), obstacle, disk.part.clone(), asked)}
        </li>
    }
}
