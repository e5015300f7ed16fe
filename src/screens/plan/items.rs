//! What happens to points, as a list by date.

use std::sync::Arc;

use engine::{
    rehearsal::Kind,
    view::{
        format,
        list::Query,
        rehearsal::{self, ItemRow, ItemsQuery},
    },
};
use leptos::prelude::*;

use super::use_planning;
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        list::{Column, Frame, chosen},
        rule_chip::RuleChip,
    },
    library::use_library,
    route::Route,
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::StartTime, 0),
    Column::ordered(Label::PlanWhatHappens, 1),
    Column::ordered(Label::EcsInstance, 2),
    Column::new(Label::PlanCreatedFor),
    Column::new(Label::Region),
    Column::new(Label::PlanKeptUntil),
    Column::ordered(Label::StoredSize, 3).figure(),
    Column::new(Label::AmountOfMoney).figure(),
];

/// The kinds to choose from, in the order of [`Kind::ALL`], after all of them.
const KINDS: &[Label] = &[
    Label::AllInstances,
    Label::PlanKindCreated,
    Label::PlanKindArchived,
    Label::PlanKindCopied,
    Label::PlanKindDeleted,
];

/// The list: all of it, or of the day that is chosen in the calendar.
#[component]
pub(super) fn Items() -> impl IntoView {
    let planning = use_planning();
    let library = use_library();
    let query = RwSignal::new(Query::by(0, false));
    let kind = RwSignal::new(0);
    Effect::new(move |_| {
        planning.day.track();
        query.update(|query| query.page = 0);
    });
    let page = Memo::new(move |_| {
        let (locale, day) = (library.locale.get(), planning.day.get());
        let asked = ItemsQuery { list: query.get(), kind: chosen(&Kind::ALL, kind), day };
        planning.read(|planned, _| rehearsal::items(planned, &asked, locale)).unwrap_or_default()
    });
    let empty = Arc::new(|| view! { <p class="empty">{t(Label::PlanItemsNone)}</p> }.into_any());
    let frame = Frame::new(Label::PlanItems, "plan-items", COLUMNS, Label::PlanSearchItems, empty).choice(
        Label::PlanWhatHappens,
        KINDS,
        kind,
    );
    let of_day = move || {
        let locale = library.locale.get();
        let day = planning.day.get()?;
        let day = planning.read(|planned, _| rehearsal::day_in_words(planned, day, locale))?;
        Some(view! {
            <p class="plan-day" role="status">
                <strong>{day}</strong>
                " "
                <button type="button" on:click=move |_| planning.day.set(None)>
                    {t(Label::PlanAllDays)}
                </button>
            </p>
        })
    };
    view! {
        <section aria-labelledby="plan-items-title">
            <h2 id="plan-items-title">{t(Label::PlanItems)}</h2>
            {dynamic(of_day)}
            {frame.list(query, page, ItemRow::key, |row| view! { <Line row=row /> }.into_any())}
        </section>
    }
}

/// One item.
#[component]
fn Line(row: Memo<Option<ItemRow>>) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let cells = move || {
        let locale = library.locale.get();
        let at = |at| format::date_time(at, zone, locale);
        row.get().map(|row| {
            let to = Route::Instances { open: Some(row.instance.clone()), point: None }.to_string();
            view! {
                <th scope="row" class="figure">
                    {at(row.at)}
                </th>
                <td>
                    <span class="plan-kind" data-kind=row.kind.api_name()>
                        {row.what}
                    </span>
                    " "
                    <RuleChip rule=row.rule />
                </td>
                <td>
                    <a href=to>{row.name}</a>
                </td>
                <td class="figure" data-label=Label::PlanCreatedFor.get(locale)>
                    {at(row.created)}
                </td>
                <td>{row.region}</td>
                <td class="figure" data-label=Label::PlanKeptUntil.get(locale)>
                    {row.kept_until.map(at)}
                </td>
                <td class="figure amount">{row.size.map(format::size)}</td>
                <td class="figure money">{row.amount.map(|amount| amount.to_string())}</td>
            }
        })
    };
    view! { <tr>{dynamic(cells)}</tr> }
}
