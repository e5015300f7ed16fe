//! What is done with one snapshot in a dialog: it is shared, archived, changed, or an image is made of it.

use engine::{
    command::{Command, EcsCommand, ImageSource},
    id::{AccountId, SnapshotId},
    rejection::Rejection,
    rule::Rule,
    view::snapshots::{self, ChangeField, ChangeForm},
};
use leptos::prelude::*;

use super::{copying::CopySnapshot, images::ImageForm};
use crate::{
    app::t,
    components::{
        dialog::{Dialog, Foot},
        dynamic::dynamic,
        field::{Field, Hint},
        rule_chip::RuleChip,
    },
    library::use_library,
    screens::{
        ecs::fields::{self, CommandForm},
        plans::over::{consequences, is_open},
    },
    text::Label,
};

/// What is done with a snapshot in a dialog.
#[derive(Clone, Debug)]
pub enum SnapshotTask {
    /// Say with whom it is shared.
    Share(SnapshotId),
    /// Move it to the Archive tier.
    Archive(SnapshotId),
    /// Change its name, description or retention.
    Modify(SnapshotId),
    /// Make an image of it.
    Image(SnapshotId),
    /// Copy it to another region.
    Copy(SnapshotId),
}

/// The dialogs.
#[component]
pub fn SnapshotTasks(
    /// What is to be done.
    task: RwSignal<Option<SnapshotTask>>,
) -> impl IntoView {
    let share = is_open(task, |task| matches!(task, SnapshotTask::Share(_)));
    let archive = is_open(task, |task| matches!(task, SnapshotTask::Archive(_)));
    let modify = is_open(task, |task| matches!(task, SnapshotTask::Modify(_)));
    let image = is_open(task, |task| matches!(task, SnapshotTask::Image(_)));
    let copy = is_open(task, |task| matches!(task, SnapshotTask::Copy(_)));
    let form = move |open| {
        dynamic(move || {
            task.get().map(|task| match task {
                SnapshotTask::Share(id) => view! { <Share id=id open=open /> }.into_any(),
                SnapshotTask::Archive(id) => view! { <Archive id=id open=open /> }.into_any(),
                SnapshotTask::Modify(id) => view! { <Modify id=id open=open /> }.into_any(),
                SnapshotTask::Copy(id) => view! { <CopySnapshot id=id open=open /> }.into_any(),
                SnapshotTask::Image(id) => {
                    view! { <ImageForm source=Signal::stored(Some(ImageSource::Snapshot(id))) open=open /> }.into_any()
                }
            })
        })
    };
    view! {
        <Dialog open=share title=Label::ShareSnapshot>
            {form(share)}
        </Dialog>
        <Dialog open=archive title=Label::ArchiveSnapshotNow>
            {form(archive)}
        </Dialog>
        <Dialog open=modify title=Label::ModifySnapshot>
            {form(modify)}
        </Dialog>
        <Dialog open=image title=Label::CreateImage>
            {form(image)}
        </Dialog>
        <Dialog open=copy title=Label::CopySnapshot>
            {form(copy)}
        </Dialog>
    }
}

/// Which snapshot it is about.
pub(super) fn which(id: &SnapshotId) -> impl IntoView + use<> {
    let id = id.to_string();
    view! {
        <p>
            <code>{id}</code>
        </p>
    }
}

/// With whom a snapshot is shared: accounts come and go at once.
#[component]
fn Share(id: SnapshotId, open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let typed = RwSignal::new(String::new());
    let with = {
        let id = id.clone();
        library.view(
            |revisions| (revisions.fleet, revisions.points),
            move |run| snapshots::detail(run.world(), &id).map(|detail| detail.shared_with).unwrap_or_default(),
        )
    };
    let read = {
        let id = id.clone();
        Signal::derive(move || {
            with.track();
            typed.with(|typed| library.read(|run| snapshots::read_accounts(run.world(), &id, typed)))
        })
    };
    // Nothing is wrong with a field that nobody has filled in yet.
    let fault =
        Signal::derive(move || typed.with(|typed| !typed.trim().is_empty()).then(|| read.get().err()).flatten());
    let add = {
        let id = id.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let Ok(accounts) = read.get_untracked() else { return };
            let share = EcsCommand::ShareSnapshot { snapshot: id.clone(), accounts };
            if library.dispatch(Command::Ecs(share)).is_ok() {
                typed.set(String::new());
            }
        }
    };
    let shown = id.clone();
    let row = move |account: AccountId| {
        let (snapshot, removed) = (id.clone(), account.clone());
        let remove = move |_| {
            let accounts = [removed.clone()].into();
            let unshare = EcsCommand::UnshareSnapshot { snapshot: snapshot.clone(), accounts };
            let _ = library.dispatch(Command::Ecs(unshare));
        };
        let name = account.to_string();
        let label = {
            let name = name.clone();
            move || format!("{} {name}", Label::EndSharing.get(library.locale.get()))
        };
        view! {
            <li>
                <code>{name}</code>
                " "
                <button type="button" class="link" aria-label=label on:click=remove>
                    {t(Label::EndSharing)}
                </button>
            </li>
        }
    };
    let list = move || match with.get() {
        accounts if accounts.is_empty() => view! { <p>{t(Label::SharedWithNobody)}</p> }.into_any(),
        accounts => {
            let rows = accounts.into_iter().map(row.clone()).collect_view();
            view! { <ul class="accounts">{rows}</ul> }.into_any()
        }
    };
    view! {
        {which(&shown)}
        <section aria-label=t(Label::SharedWith)>{dynamic(list)}</section>
        <form class="form" on:submit=add novalidate>
            <Field
                id="share-with"
                label=Label::ShareWith
                hint=Hint::Said(snapshots::sharing_hint)
                rule=Rule::Snp23
                value=typed.into()
                on_input=fields::into(typed)
                fault=fault
            />
            <Foot>
                <button type="button" on:click=move |_| open.set(false)>
                    {t(Label::Close)}
                </button>
                <button
                    type="submit"
                    class="primary"
                    aria-disabled=move || read.with(Result::is_err).then_some("true")
                >
                    {t(Label::ShareSnapshot)}
                </button>
            </Foot>
        </form>
    }
}

/// Moves a snapshot to the Archive tier, after saying what that means.
#[component]
fn Archive(id: SnapshotId, open: RwSignal<bool>) -> impl IntoView {
    let (permanent, days) = (RwSignal::new(false), RwSignal::new("365".to_owned()));
    let read = Signal::derive(move || days.with(|days| snapshots::read_archived_retention(permanent.get(), days)));
    let fault = Signal::derive(move || read.with(|read| read.clone().err()));
    let snapshot = id.clone();
    let command = Callback::new(move |()| {
        let retention = read.get_untracked()?;
        Ok(Command::Ecs(EcsCommand::ArchiveSnapshot { snapshot: snapshot.clone(), retention }))
    });
    let asked = Command::Ecs(EcsCommand::ArchiveSnapshot { snapshot: id.clone(), retention: None });
    view! {
        {which(&id)}
        {consequences(Signal::stored(vec![asked]))}
        <CommandForm
            open=open
            command=command
            faulty=Signal::derive(move || fault.with(Option::is_some))
        >
            {fields::check(Label::Permanent, permanent)}
            {dynamic(move || {
                (!permanent.get())
                    .then(|| {
                        view! {
                            <Field
                                id="archive-days"
                                label=Label::RetentionInAll
                                hint=Hint::Said(snapshots::archived_retention_hint)
                                rule=Rule::Arc03
                                value=days.into()
                                on_input=fields::into(days)
                                fault=fault
                            />
                        }
                    })
            })}
        </CommandForm>
    }
}

/// Changes what is said of a snapshot, or keeps it longer.
#[component]
fn Modify(id: SnapshotId, open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let ChangeForm { name, description, days } = library.read(|run| ChangeForm::of(run.world(), &id));
    let [name, description, days] = [name, description, days].map(RwSignal::new);
    let shown = id.clone();
    let checked = Memo::new(move |_| {
        library.revisions.with(|revisions| revisions.fleet);
        let typed = ChangeForm { name: name.get(), description: description.get(), days: days.get() };
        library.read(|run| typed.check(run.world(), &id))
    });
    let fault = move |field: ChangeField| -> Signal<Option<Rejection>> {
        Signal::derive(move || {
            checked.with(|checked| {
                let faults = checked.as_ref().err()?;
                faults.iter().find(|(at, _)| *at == field).map(|(_, fault)| fault.clone())
            })
        })
    };
    let command = Callback::new(move |()| match checked.get_untracked() {
        Ok(command) => Ok(Command::Ecs(command)),
        Err(mut faults) => Err(faults.remove(0).1),
    });
    view! {
        {which(&shown)}
        <p>{t(Label::ModifySnapshotHint)} " " <RuleChip rule=Rule::Api46 /></p>
        <CommandForm
            open=open
            command=command
            faulty=Signal::derive(move || checked.with(Result::is_err))
        >
            <Field
                id="changed-name"
                label=Label::SnapshotName
                hint=Hint::Said(|locale| snapshots::SnapshotField::Name.hint(locale))
                rule=ChangeField::Name.rule()
                value=name.into()
                on_input=fields::into(name)
                fault=fault(ChangeField::Name)
            />
            <Field
                id="changed-description"
                label=Label::Description
                hint=Label::DescriptionHint
                value=description.into()
                on_input=fields::into(description)
                fault=Signal::stored(None)
            />
            <Field
                id="changed-days"
                label=Label::RetentionInAll
                hint=Hint::Said(ChangeField::retention_hint)
                rule=ChangeField::Retention.rule()
                value=days.into()
                on_input=fields::into(days)
                fault=fault(ChangeField::Retention)
            />
        </CommandForm>
    }
}
