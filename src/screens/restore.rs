//! Restore, Clone and Disaster Recovery: what a backup point, or its part of one disk, is restored to.

mod clone;
mod in_place;
mod new_disk;

use engine::{
    id::PointId,
    locale::Locale,
    rejection::Problem,
    view::restore::{self, Restorable},
    words,
};
use leptos::prelude::*;

use self::{clone::CloneForm, in_place::InPlaceForm, new_disk::NewDiskForm};
use super::{jobs, plans::over::is_open};
use crate::{
    app::{go, t},
    components::{
        dialog::{Dialog, Shape},
        dynamic::dynamic,
    },
    library::{Library, use_library},
    route::Route,
    text::Label,
};

/// What someone wants of a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// It is put back in place.
    InPlace(Restorable),
    /// It becomes a new instance.
    Clone(Restorable),
    /// It becomes a new disk.
    NewDisk(Restorable),
}

/// The buttons of a point or of its part of one disk. What is not possible keeps its place and says why not.
pub fn buttons(point: &PointId, wanted: RwSignal<Option<Wanted>>, locale: Locale) -> AnyView {
    let library = use_library();
    let Some(of) = library.read(|run| restore::restorable(run.world(), point)) else { return ().into_any() };
    let text = |problem: &Problem| words::rejection(&problem.clone().into(), locale);
    let (not_in_place, not_cloned) = (of.not_in_place.as_ref().map(text), of.not_cloned.as_ref().map(text));
    let disk = of.disk.clone();
    let (kept, copied) = (of.clone(), of.clone());
    let copy = match (&of.disk, of.is_copy) {
        (None, true) => Label::DisasterRecovery,
        _ => Label::ClonePoint,
    };
    view! {
        {button(
            Label::RestorePoint,
            disk.clone(),
            not_in_place,
            move || wanted.set(Some(Wanted::InPlace(kept.clone()))),
        )}
        " "
        {button(
            copy,
            disk,
            not_cloned,
            move || {
                let of = copied.clone();
                wanted
                    .set(
                        Some(
                            if of.disk.is_some() { Wanted::NewDisk(of) } else { Wanted::Clone(of) },
                        ),
                    );
            },
        )}
    }
    .into_any()
}

fn button(label: Label, disk: Option<String>, obstacle: Option<String>, act: impl Fn() + 'static) -> AnyView {
    let is_free = obstacle.is_none();
    let locale = use_library().locale;
    let is_part = disk.is_some();
    let name = disk.map(|disk| format!("{}{}{disk}", label.get(locale.get()), Label::Colon.get(locale.get())));
    view! {
        <button
            type="button"
            class=is_part.then_some("link")
            aria-label=name
            aria-disabled=(!is_free).then_some("true")
            aria-description=obstacle.clone()
            title=obstacle
            on:click=move |_| {
                if is_free {
                    act();
                }
            }
        >
            {t(label)}
        </button>
    }
    .into_any()
}

/// The dialogs and panels that the buttons open.
#[component]
pub fn Restoring(
    /// What is wanted, while one is open.
    wanted: RwSignal<Option<Wanted>>,
) -> impl IntoView {
    let instance = is_open(wanted, |wanted| matches!(wanted, Wanted::InPlace(of) if of.disk.is_none()));
    let disk = is_open(wanted, |wanted| matches!(wanted, Wanted::InPlace(of) if of.disk.is_some()));
    let clone = is_open(wanted, |wanted| matches!(wanted, Wanted::Clone(of) if !of.is_copy));
    let recovery = is_open(wanted, |wanted| matches!(wanted, Wanted::Clone(of) if of.is_copy));
    let new_disk = is_open(wanted, |wanted| matches!(wanted, Wanted::NewDisk(_)));
    let form = move |open| {
        dynamic(move || match wanted.get() {
            Some(Wanted::InPlace(of)) => view! { <InPlaceForm of=of open=open /> }.into_any(),
            Some(Wanted::Clone(of)) => view! { <CloneForm of=of open=open /> }.into_any(),
            Some(Wanted::NewDisk(of)) => view! { <NewDiskForm of=of open=open /> }.into_any(),
            None => ().into_any(),
        })
    };
    view! {
        <Dialog open=instance title=Label::RestoreInstance>
            {form(instance)}
        </Dialog>
        <Dialog open=disk title=Label::RestoreDisk>
            {form(disk)}
        </Dialog>
        <Dialog open=clone title=Label::CloneToInstance shape=Shape::Panel>
            {form(clone)}
        </Dialog>
        <Dialog open=recovery title=Label::DisasterRecovery shape=Shape::Panel>
            {form(recovery)}
        </Dialog>
        <Dialog open=new_disk title=Label::CloneToDisk shape=Shape::Panel>
            {form(new_disk)}
        </Dialog>
    }
}

/// What is restored: the instance, the disk where it is about one, and the instant of the point.
fn what(of: &Restorable, locale: Locale) -> AnyView {
    let zone = use_library().read(|run| run.world().zone);
    let at = engine::view::format::date_time(of.created_at, zone, locale);
    let disk = of.disk.clone().map(|disk| {
        view! {
            <dt>{t(Label::SourceDisk)}</dt>
            <dd>
                <code>{disk}</code>
            </dd>
        }
    });
    view! {
        <dl>
            <dt>{t(Label::SourceInstance)}</dt>
            <dd>{of.name.clone()}</dd>
            {disk}
            <dt>{t(Label::RestoredFrom)}</dt>
            <dd>{at}</dd>
        </dl>
    }
    .into_any()
}

/// A restore has begun: the person is shown its job, in the region of its point.
fn show_job(library: Library, of: &Restorable) {
    library.region.set(of.region);
    jobs::show_restores();
    go(&Route::Jobs);
}
