//! One backup point: what it is, why it is so, and what can be done with it.

use engine::{
    backup::{consistency::Grouping, point::Archiving},
    cloud::disk::DiskKind,
    command::Command,
    id::PointId,
    locale::Locale,
    view::{
        format,
        history::{self, PointDisk, PointRow},
        why,
    },
    words,
};
use leptos::prelude::*;

use super::extend::Extend;
use crate::{
    app::t,
    components::{
        dialog::{Confirm, Dialog},
        dynamic::dynamic,
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// The card of a point; nothing once it has gone.
#[component]
pub fn PointCard(point: PointId, choose: Callback<Option<PointId>>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let (asking, extending) = (RwSignal::new(false), RwSignal::new(false));
    let id = point.clone();
    let view = Memo::new(move |_| {
        library.revisions.with(|revisions| (revisions.points, revisions.clock));
        library.read(|run| history::point(run.world(), &id))
    });
    let delete = Callback::new(move |()| {
        if library.dispatch(Command::DeletePoint { point: point.clone() }).is_ok() {
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
            let (id, present) = (row.id.clone(), row.retention);
            let obstacle = view.obstacle.clone().map(|problem| words::rejection(&problem.into(), locale));
            let reasons = view.reasons.iter().map(|reason| {
                let text = library.read(|run| reason.text(run.world(), locale));
                view! {
                    <li>
                        <RuleChip rule=reason.rule />
                        <span>{text}</span>
                    </li>
                }
            });
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
                        <dt>{t(Label::StorageTier)}</dt>
                        <dd>{t(tier(row))}</dd>
                        <dt>{t(Label::ExpiresAt)}</dt>
                        <dd>
                            <strong>{at(row.expires_at)}</strong>
                            " ("
                            {dynamic(left)}
                            ")"
                        </dd>
                        <dt>{t(Label::BackupSize)}</dt>
                        <dd>{format::size(row.stored)} " / " {format::size(row.full)}</dd>
                        <dt>{t(Label::Consistency)}</dt>
                        <dd>
                            {match row.consistency.grouping {
                                Grouping::Group => Label::ConsistentGroup.get(locale),
                                Grouping::SingleDisks(_) => {
                                    why::level(row.consistency.level, locale)
                                }
                            }}
                        </dd>
                        <dt>{t(Label::Disks)}</dt>
                        <dd>
                            <ul>
                                {view.disks.iter().map(|disk| line(disk, locale)).collect_view()}
                            </ul>
                        </dd>
                    </dl>
                    {row.locked.then(lock)}
                    <h4>{t(Label::Why)}</h4>
                    <ul class="reasons">{reasons.collect_view()}</ul>
                    <footer>
                        <button type="button" on:click=move |_| extending.set(true)>
                            {t(Label::ExtendRetention)}
                        </button>
                        {delete_button(obstacle, asking)}
                    </footer>
                    <Dialog open=extending title=Label::ExtendRetention>
                        <Extend point=id.clone() present=present open=extending />
                    </Dialog>
                    <Confirm
                        open=asking
                        title=Label::DeletePoint
                        consequence=Label::DeletePointConfirm
                        on_confirm=delete
                    />
                </article>
            }
        })
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

/// Deletes the point, unless something keeps it.
fn delete_button(obstacle: Option<String>, asking: RwSignal<bool>) -> impl IntoView {
    let is_free = obstacle.is_none();
    view! {
        <button
            type="button"
            aria-disabled=(!is_free).then_some("true")
            aria-description=obstacle.clone()
            title=obstacle
            on:click=move |_| asking.set(is_free)
        >
            {t(Label::DeletePoint)}
        </button>
    }
}

/// A line for one disk of the point.
fn line(disk: &PointDisk, locale: Locale) -> impl IntoView + use<> {
    let kind = match disk.kind {
        DiskKind::System => Label::SystemDisk,
        DiskKind::Data => Label::DataDisk,
    };
    view! {
        <li>
            {kind.get(locale)} " " {format::size(disk.size)} {t(Label::Colon)}
            {format::size(disk.stored)} " " <code>{disk.snapshot.to_string()}</code>
        </li>
    }
}
