//! Custom Images: made from snapshots of system disks or from instances; new instances start from them.

use engine::{
    command::{Command, EcsCommand, ImageSource},
    id::InstanceId,
    rule::Rule,
    view::{
        format,
        images::{self, ImageRow},
        list::Query,
        orders,
    },
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dialog::Dialog,
        dynamic::dynamic,
        field::{Field, Hint},
        list::{
            Column, Frame,
            actions::{Action, RowActions},
            empty,
        },
    },
    library::use_library,
    screens::{
        ecs::fields::{self, CommandForm},
        plans::over::use_over,
    },
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::ImageNameId, 0),
    Column::new(Label::MadeFrom).why(Label::MadeFromHint, Rule::Snp21),
    Column::new(Label::OperatingSystem),
    Column::ordered(Label::DiskSize, 1).figure(),
    Column::new(Label::Status),
    Column::ordered(Label::Created, 2),
    Column::new(Label::Actions),
];

/// The custom images of the region.
#[component]
pub fn Images() -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(Query::by(2, true));
    let creating = RwSignal::new(false);
    // One becomes available with its snapshots.
    let page = library.view(
        |revisions| (revisions.fleet, revisions.clock),
        move |run| images::images(run.world(), library.region.get(), &query.get()),
    );
    let create = Callback::new(move |()| creating.set(true));
    let empty = empty(|| t(Label::NoImages).into_any(), Label::CreateImage, create);
    let frame = Frame::new(Label::CustomImages, "images", COLUMNS, Label::SearchImages, empty)
        .opener(Label::CreateImage, create);
    view! {
        {frame
            .list(
                query,
                page,
                |row: &ImageRow| row.id.to_string(),
                move |row| view! { <Line row=row /> }.into_any(),
            )}
        <Dialog open=creating title=Label::CreateImage>
            <OfInstance open=creating />
        </Dialog>
    }
}

/// One image.
#[component]
fn Line(row: Memo<Option<ImageRow>>) -> impl IntoView {
    let (library, over) = (use_library(), use_over());
    let zone = library.read(|run| run.world().zone);
    let id = row.with_untracked(|row| row.as_ref().map(|row| row.id.to_string()));
    let name = Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.name.clone())).unwrap_or_default());
    let cells = move || {
        let locale = library.locale.get();
        row.get().map(|row| {
            let made_from = row.snapshots.iter().map(|snapshot| {
                view! {
                    <code>{snapshot.to_string()}</code>
                    " "
                }
            });
            let percent = if row.is_available { 100 } else { 0 };
            view! {
                <td class="wraps">{made_from.collect_view()}</td>
                <td class="wraps">{row.os.clone()}</td>
                <td class="figure amount" data-label=Label::DiskSize.get(locale)>
                    {format::size(row.size)}
                </td>
                <td>{super::list::state(percent)}</td>
                <td class="figure">{format::date_time(row.created_at, zone, locale)}</td>
            }
        })
    };
    let delete = move || {
        if let Some(row) = row.get_untracked() {
            over.ask(Label::DeleteImage, Command::Ecs(EcsCommand::DeleteImage { image: row.id }));
        }
    };
    let links = vec![Action::new(Label::DeletePoint, delete)];
    view! {
        <tr>
            <th scope="row">
                <span class="name">{name}</span>
                " "
                <code>{id}</code>
            </th>
            {dynamic(cells)}
            <td>
                <RowActions name=name links=links />
            </td>
        </tr>
    }
}

/// Create Image, of an instance that is chosen.
#[component]
fn OfInstance(open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let region = library.region.get_untracked();
    let offered = library.read(|run| images::instances(run.world(), region));
    let first = offered.first().map(|(id, _)| id.to_string()).unwrap_or_default();
    let chosen = RwSignal::new(first);
    let source = Signal::derive(move || {
        let id = chosen.get();
        if id.is_empty() { None } else { Some(ImageSource::Instance(InstanceId(id))) }
    });
    let options = offered.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    view! {
        <p>{t(Label::ImageOfInstanceHint)}</p>
        {fields::choice(Label::EcsInstance, options, chosen)}
        <ImageForm source=source open=open />
    }
}

/// The name and the description of a new image of `source`.
#[component]
pub fn ImageForm(
    /// What it is made of, once that is chosen.
    source: Signal<Option<ImageSource>>,
    /// Closes the dialog.
    open: RwSignal<bool>,
) -> impl IntoView {
    let [name, description] = [(); 2].map(|()| RwSignal::new(String::new()));
    let fault = Signal::derive(move || orders::name(&name.get()).err());
    let command = Callback::new(move |()| {
        let source = source.get_untracked().unwrap_or_else(|| ImageSource::Instance(InstanceId(String::new())));
        images::read(source, &name.get_untracked(), &description.get_untracked()).map(Command::Ecs)
    });
    view! {
        <CommandForm
            open=open
            command=command
            faulty=Signal::derive(move || fault.with(Option::is_some))
        >
            <Field
                id="image-name"
                label=Label::ImageName
                hint=Hint::Said(orders::name_hint)
                rule=Rule::Pol04
                value=name.into()
                on_input=fields::into(name)
                fault=fault
            />
            <Field
                id="image-description"
                label=Label::Description
                hint=Label::DescriptionHint
                value=description.into()
                on_input=fields::into(description)
                fault=Signal::stored(None)
            />
        </CommandForm>
    }
}
