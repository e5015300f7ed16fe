//! Runs: what this browser keeps, which of it is open, and how full it is.

mod asides;
mod deeds;
mod room;

use engine::{
    shelf::RunId,
    time::Zone,
    view::{
        list::Query,
        runs::{self, Reader, RunRow},
    },
};
use leptos::prelude::*;

use self::{
    asides::Asides,
    deeds::{Asked, Deeds},
    room::Room,
};
use crate::{
    adapters::storage::shelf,
    app::t,
    components::{
        dynamic::dynamic,
        list::{
            Column, Frame,
            actions::{Action, RowActions},
            empty,
        },
    },
    library::use_library,
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::RunTitle, 0),
    Column::ordered(Label::StandsAt, 1),
    Column::new(Label::RunCommands).figure(),
    Column::new(Label::Branches).figure(),
    Column::ordered(Label::Takes, 2).figure(),
    Column::ordered(Label::LastUsed, 3),
    Column::new(Label::Actions),
];

/// The screen.
#[component]
pub fn Runs() -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(Query::by(3, true));
    let deeds = Deeds::provide();
    // What is open is listed as it is, not as it was when it was saved last.
    library.save();
    let page = Memo::new(move |_| {
        library.keeping.track();
        library.number.track();
        let (query, open) = (query.get(), library.run_id());
        let reader = Reader { open: Some(&open), zone: host_zone(), locale: library.locale.get() };
        runs::runs(&shelf().runs(), reader, &query)
    });
    let new = Callback::new(move |()| deeds.begin());
    let frame = Frame::new(
        Label::ToRuns,
        "kept-runs",
        COLUMNS,
        Label::SearchRuns,
        empty(|| t(Label::NoRuns).into_any(), Label::NewRun, new),
    )
    .opener(Label::NewRun, new);
    view! {
        <h1 tabindex="-1">{t(Label::Runs)}</h1>
        <p class="lead">{t(Label::RunsLead)}</p>
        <Room />
        {frame
            .list(
                query,
                page,
                |row: &RunRow| row.id.to_string(),
                move |row| view! { <Line row=row deeds=deeds /> }.into_any(),
            )}
        <Asides />
        <deeds::Dialogs deeds=deeds />
    }
}

/// One run.
#[component]
fn Line(row: Memo<Option<RunRow>>, deeds: Deeds) -> impl IntoView {
    let library = use_library();
    let id = row.with_untracked(|row| row.as_ref().map(|row| row.id.clone())).unwrap_or_else(|| RunId::new(""));
    let name = Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.name.clone())).unwrap_or_default());
    let is_open = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.is_open)));
    let scenario = move || {
        let scenario = row.with(|row| row.as_ref().filter(|row| row.title.is_some()).map(|row| row.scenario.clone()));
        scenario.map(|scenario| view! { <small>{scenario}</small> })
    };
    let cells = move || {
        let locale = library.locale.get();
        row.get().map(|row| {
            view! {
                <td class="figure" data-label=Label::StandsAt.get(locale)>
                    {row.stands_at}
                </td>
                <td class="figure amount" data-label=Label::RunCommands.get(locale)>
                    {row.commands}
                </td>
                <td class="figure amount" data-label=Label::Branches.get(locale)>
                    {row.branches}
                </td>
                <td class="figure amount" data-label=Label::Takes.get(locale)>
                    {row.size}
                </td>
                <td class="figure" data-label=Label::LastUsed.get(locale)>
                    {row.used}
                </td>
            }
        })
    };
    let why_not = move || is_open.get().then(|| Label::RunIsOpenHint.get(library.locale.get()).to_owned());
    let deed = |label: Label, act: fn(Deeds, RunId, String)| {
        let id = id.clone();
        Action::new(label, move || act(deeds, id.clone(), name.get_untracked()))
    };
    let rename = {
        let id = id.clone();
        move || {
            let title = row.with_untracked(|row| row.as_ref().and_then(|row| row.title.clone()));
            deeds.ask(Asked::Rename(id.clone()), title);
        }
    };
    let links = vec![
        deed(Label::OpenRun, |deeds, id, _| deeds.open(id))
            .unless(move || is_open.get().then(|| Label::RunIsOpen.get(library.locale.get()).to_owned())),
        deed(Label::ExportThisRun, |deeds, id, _| deeds.export(&id)),
    ];
    let more = vec![
        Action::new(Label::RenameRun, rename),
        deed(Label::DuplicateRun, |deeds, id, name| deeds.duplicate(&id, &name)),
        deed(Label::DeleteRun, |deeds, id, _| deeds.ask(Asked::Delete(id), None)).unless(why_not),
    ];
    view! {
        <tr aria-current=move || is_open.get().then_some("true")>
            <th scope="row">
                <span class="name">{name}</span>
                " "
                {dynamic(scenario)}
                {dynamic(move || {
                    is_open
                        .get()
                        .then(|| view! { <span class="badge">{t(Label::RunIsOpen)}</span> })
                })}
            </th>
            {dynamic(cells)}
            <td>
                <RowActions name=name links=links more=more />
            </td>
        </tr>
    }
}

/// The zone of the reader's clocks.
fn host_zone() -> Zone {
    #[expect(clippy::cast_possible_truncation, reason = "whole minutes, at most 14 hours")]
    let west = js_sys::Date::new_0().get_timezone_offset() as i32;
    let (sign, minutes) = if west > 0 { ('-', west) } else { ('+', -west) };
    Zone::parse(&format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)).unwrap_or(Zone::UTC)
}
