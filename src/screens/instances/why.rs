//! Why? Each point of an instance with the rules that keep it now, and what becomes of it with the next run.

use std::sync::Arc;

use engine::{
    id::{InstanceId, PointId},
    rejection::Rejection,
    view::{
        format, history,
        list::Page,
        why_points::{Ahead, FateKind, Row, WhyQuery, ahead, points},
    },
    words,
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        list::{Column, Frame, chosen},
        rule_chip::RuleChip,
    },
    library::{Library, use_library},
    text::Label,
};

const COLUMNS: &[Column] =
    &[Column::ordered(Label::Created, 0), Column::new(Label::KeptBy), Column::new(Label::AfterNextRun)];

/// What to look for, in the order of [`FateKind::ALL`], after all of it.
const KINDS: &[Label] = &[Label::AllInstances, Label::FateNew, Label::FateGoes, Label::FateArchived, Label::FateStays];

/// What comes, or why nobody can tell.
type Told = Option<Result<Ahead, Rejection>>;

/// The table, with what the next run comes to above it.
#[component]
pub fn WhyPoints(
    /// Whose points.
    instance: InstanceId,
    /// Shows what there is to know of a point.
    choose: Callback<Option<PointId>>,
) -> impl IntoView {
    let library = use_library();
    let told = told(library, instance);
    let asked = WhyQuery::default();
    let (query, kind) = (RwSignal::new(asked.list), RwSignal::new(0));
    let page = Memo::new(move |_| {
        let asked = WhyQuery { list: query.get(), kind: chosen(&FateKind::ALL, kind) };
        let locale = library.locale.get();
        told.with(|told| match told {
            Some(Ok(ahead)) => library.read(|run| points(run.world(), ahead, &asked, locale)),
            _ => Page::default(),
        })
    });
    let said = move || {
        let locale = library.locale.get();
        told.with(|told| match told {
            Some(Ok(ahead)) => library.read(|run| ahead.text(run.world(), locale)),
            Some(Err(refusal)) => words::rejection(refusal, locale),
            None => String::new(),
        })
    };
    let empty = Arc::new(|| view! { <p class="empty">{t(Label::NoPoints)}</p> }.into_any());
    let frame = Frame::new(Label::WhyPoints, "why-points", COLUMNS, Label::SearchPoints, empty).choice(
        Label::AfterNextRun,
        KINDS,
        kind,
    );
    view! {
        <div class="history-table">
            <p class="why-next" role="status">
                {dynamic(said)}
                " "
                {dynamic(move || library.playing.get().then(t(Label::WhyHolds)))}
            </p>
            {frame
                .list(
                    query,
                    page,
                    |row: &Row| row.id.to_string(),
                    move |row| view! { <Line row=row choose=choose /> }.into_any(),
                )}
        </div>
    }
}

/// What the next run does, as of the last time that time stood still: to look ahead takes a moment.
fn told(library: Library, instance: InstanceId) -> Memo<Told> {
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
        let region = library.region.get();
        library.read(|run| Some(ahead(run, history::holder(run.world(), &instance, region)?)))
    })
}

/// One point.
#[component]
fn Line(row: Memo<Option<Row>>, choose: Callback<Option<PointId>>) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let cells = move || {
        let locale = library.locale.get();
        row.get().map(|row| {
            let at = format::date_time(row.created, zone, locale);
            let is_there = row.fate.mark() != "running";
            let id = row.id.clone();
            let created = match is_there {
                true => view! {
                    <button
                        type="button"
                        class="link"
                        on:click=move |_| choose.run(Some(id.clone()))
                    >
                        {at}
                    </button>
                }
                .into_any(),
                false => at.into_any(),
            };
            let lines = row.kept_by.into_iter().map(|line| {
                view! { <li>{line.text} " " <RuleChip rule=line.rule /></li> }
            });
            let lines = lines.collect_view();
            let fate = library.read(|run| row.fate.text(run.world(), locale));
            view! {
                <th scope="row" class="figure">
                    {created}
                </th>
                <td class="wraps" data-label=Label::KeptBy.get(locale)>
                    <ul>{lines}</ul>
                </td>
                <td class="wraps" data-label=Label::AfterNextRun.get(locale)>
                    <span class="fate" data-fate=row.fate.mark()>
                        {fate}
                    </span>
                    " "
                    {row.fate.rule().map(|rule| view! { <RuleChip rule=rule /> })}
                </td>
            }
        })
    };
    view! { <tr>{dynamic(cells)}</tr> }
}
