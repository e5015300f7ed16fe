//! Snapshot Details: one snapshot whole, its place in its chain, and who keeps it.

use engine::{
    id::SnapshotId,
    locale::Locale,
    rule::Rule,
    time::Timestamp,
    view::{
        format,
        snapshots::{self, SnapshotDetail, Source},
    },
};
use leptos::prelude::*;

use super::list::state;
use crate::{
    app::t,
    components::{
        dialog::{Dialog, Foot, Shape},
        dynamic::dynamic,
        rule_chip::RuleChip,
    },
    library::use_library,
    route::Route,
    screens::{ecs::create::kind_label, jobs, plans::over::is_open},
    text::Label,
};

/// The panel.
#[component]
pub fn Detail(
    /// What is read, while the panel is open.
    read: RwSignal<Option<SnapshotId>>,
) -> impl IntoView {
    let library = use_library();
    let open = is_open(read, |_| true);
    let detail = Memo::new(move |_| {
        library.revisions.with(|revisions| (revisions.fleet, revisions.points, revisions.jobs, revisions.clock));
        read.get().and_then(|id| library.read(|run| snapshots::detail(run.world(), &id)))
    });
    view! {
        <Dialog open=open title=Label::SnapshotDetails shape=Shape::Panel>
            {dynamic(move || {
                detail
                    .get()
                    .map(|detail| {
                        let locale = library.locale.get();
                        view! {
                            {facts(&detail, locale)}
                            {in_chain(&detail, locale, read)}
                        }
                    })
            })}
            <Foot>
                <button type="button" on:click=move |_| read.set(None)>
                    {t(Label::Close)}
                </button>
            </Foot>
        </Dialog>
    }
}

/// One fact.
fn fact(label: Label, value: AnyView, rule: Option<Rule>) -> AnyView {
    view! {
        <div>
            <dt>{t(label)}</dt>
            <dd>{value} {rule.map(|rule| view! { <RuleChip rule=rule /> })}</dd>
        </div>
    }
    .into_any()
}

fn code(text: impl ToString) -> AnyView {
    view! { <code>{text.to_string()}</code> }.into_any()
}

/// What it says of itself.
fn facts(detail: &SnapshotDetail, locale: Locale) -> AnyView {
    let zone = use_library().read(|run| run.world().zone);
    let time = |at: Timestamp| format::date_time(at, zone, locale).into_any();
    let row = &detail.row;
    let tags = detail.tags.iter().map(|(key, value)| {
        view! {
            <span class="badge">{key.clone()} ":" {value.clone()}</span>
            " "
        }
    });
    let tags = tags.collect_view();
    let tagged_by = if row.source == Source::CloudBackup { Rule::Snp08 } else { Rule::Pol80 };
    let disk = view! {
        <code>{row.disk.to_string()}</code>
        " "
        {kind_label(row.kind).get(locale)}
        {Label::Comma.get(locale)}
        {detail.category.name(locale)}
    };
    let instance = row.instance.clone().map(|(id, name)| {
        let value = view! {
            {name}
            " "
            <code>{id.to_string()}</code>
        };
        fact(Label::EcsInstance, value.into_any(), None)
    });
    let kind = match detail.archived_since {
        None if detail.is_archiving => Label::ArchivingNow.get(locale).into_any(),
        None => Label::StandardSnapshot.get(locale).into_any(),
        Some(at) => view! {
            {Label::ArchiveSnapshot.get(locale)}
            {Label::Comma.get(locale)}
            {Label::Since.get(locale)}
            " "
            {time(at)}
        }
        .into_any(),
    };
    let name = (!row.name.is_empty()).then(|| fact(Label::SnapshotName, code(&row.name), None));
    let description = Some(detail.description.clone()).filter(|text| !text.is_empty());
    let encrypted = detail.encrypted.then(|| view! { <span class="badge">{Label::Encrypted.get(locale)}</span> });
    let id = view! {
        <code>{row.id.to_string()}</code>
        " "
        {encrypted}
    };
    let copied = row.copied_from.clone().map(|(region, of)| {
        let value = view! {
            {region.name(locale)}
            " "
            <code>{of.to_string()}</code>
        };
        fact(Label::CopiedFrom, value.into_any(), Some(Rule::Snp31))
    });
    view! {
        <dl class="facts">
            {fact(Label::SnapshotId, id.into_any(), None)} {name}
            {description.map(|text| fact(Label::Description, text.into_any(), None))}
            {fact(Label::SourceDisk, disk.into_any(), None)} {instance}
            {fact(Label::Region, detail.region.name(locale).into_any(), None)} {copied}
            {fact(Label::Status, state(row.percent).into_any(), None)}
            {fact(Label::SnapshotType, kind, Some(Rule::Arc01))}
            {fact(Label::Created, time(row.taken_at), None)}
            {fact(Label::UsableFrom, time(detail.usable_at), Some(Rule::Con65))}
            {fact(Label::CompleteAt, time(detail.ready_at), Some(Rule::Con64))}
            {source(detail, locale)}
            {(!detail.tags.is_empty()).then(|| fact(Label::Tags, tags.into_any(), Some(tagged_by)))}
        </dl>
    }
    .into_any()
}

/// Who took it, and until when it is kept: with its backup point, whatever ECS tells (SNP-09).
fn source(detail: &SnapshotDetail, locale: Locale) -> AnyView {
    let zone = use_library().read(|run| run.world().zone);
    let row = &detail.row;
    let job = row.job.clone().map(|job| {
        let wanted = job.to_string();
        let value = view! {
            <a href=Route::Jobs.to_string() on:click=move |_| jobs::look_for(&wanted)>
                <code>{job.to_string()}</code>
            </a>
        };
        fact(Label::Job, value.into_any(), Some(Rule::Snp08))
    });
    let point = detail.point.clone().map(|point| {
        let to = Route::Instances { open: Some(point.instance), point: Some(point.id.clone()) }.to_string();
        let value = view! {
            <a href=to>
                <code>{point.id.to_string()}</code>
            </a>
            " "
            {Label::ExpiresAt.get(locale)}
            {Label::Colon.get(locale)}
            {format::date_time(point.expires_at, zone, locale)}
        };
        fact(Label::Point, value.into_any(), Some(Rule::Job11))
    });
    let kept = match (row.expires_at, row.source) {
        (Some(at), _) => (format::date_time(at, zone, locale), Rule::Api40),
        (None, Source::CloudBackup) if detail.point.is_some() => {
            let [permanent, really] = [Label::Permanent, Label::GoesWithPoint].map(|label| label.get(locale));
            (format!("{permanent}{}{really}", Label::Comma.get(locale)), Rule::Snp09)
        }
        (None, _) => (Label::Permanent.get(locale).to_owned(), Rule::Api40),
    };
    view! {
        {fact(Label::Attribute, row.source.attribute(locale).into_any(), None)}
        {detail
            .let_go
            .then(|| fact(Label::LetGo, t(Label::LetGoHint).into_any(), Some(Rule::Snp22)))}
        {fact(Label::Retention, kept.0.into_any(), Some(kept.1))}
        {job}
        {point}
    }
    .into_any()
}

/// Its place in the chain, and what is stored where.
fn in_chain(detail: &SnapshotDetail, locale: Locale, read: RwSignal<Option<SnapshotId>>) -> AnyView {
    let zone = use_library().read(|run| run.world().zone);
    let place = Label::PlaceOf.get(locale).replacen("{}", &detail.place.to_string(), 1);
    let place = place.replacen("{}", &detail.count.to_string(), 1);
    let base = match detail.base.clone() {
        None => Label::BuildsOnNothing.get(locale).into_any(),
        Some(snapshots::Base { taken_at, snapshot: None }) => {
            let at = format::date_time(taken_at, zone, locale);
            Label::BuildsOnDeleted.get(locale).replacen("{}", &at, 1).into_any()
        }
        Some(snapshots::Base { taken_at, snapshot: Some(id) }) => {
            let shown = id.to_string();
            view! {
                <button type="button" class="link" on:click=move |_| read.set(Some(id.clone()))>
                    <code>{shown}</code>
                </button>
                " "
                {format::date_time(taken_at, zone, locale)}
            }
            .into_any()
        }
    };
    let built_by = if detail.base.is_some() { Rule::Snp04 } else { Rule::Snp02 };
    let made = detail.made.iter().map(|disk| {
        view! {
            <code>{disk.to_string()}</code>
            " "
        }
    });
    let made = made.collect_view();
    let images = detail.images.iter().map(|(id, name)| {
        view! {
            {name.clone()}
            " "
            <code>{id.to_string()}</code>
            " "
        }
    });
    let images = images.collect_view();
    let with = detail.shared_with.iter().map(ToString::to_string).collect::<Vec<_>>();
    let with = with.join(Label::Comma.get(locale));
    let size = |size| view! { <span class="figure">{format::size(size)}</span> }.into_any();
    view! {
        <h3>{t(Label::ChainOfDisk)}</h3>
        <dl class="facts">
            {fact(Label::PlaceInChain, place.into_any(), Some(Rule::Snp01))}
            {fact(Label::FullSize, size(detail.row.full), Some(Rule::Snp05))}
            {fact(Label::StoredSize, size(detail.row.stored), Some(Rule::Snp02))}
            {fact(Label::BuildsOn, base, Some(built_by))}
            {fact(Label::Followers, detail.followers.into_any(), None)}
            {fact(Label::ChainSize, size(detail.chain), Some(Rule::Snp05))}
            {fact(Label::DiskSize, size(detail.disk_size), Some(Rule::Res04))}
            {(!detail.made.is_empty())
                .then(|| fact(Label::DisksMade, made.into_any(), Some(Rule::Snp21)))}
            {(!detail.images.is_empty())
                .then(|| fact(Label::ImagesMade, images.into_any(), Some(Rule::Snp21)))}
            {(!detail.shared_with.is_empty())
                .then(|| fact(Label::SharedWith, with.into_any(), Some(Rule::Snp23)))}
        </dl>
    }
    .into_any()
}
