//! Roll Back Disk: to which of its snapshots, and what that brings about.

use engine::{
    command::{Command, EcsCommand},
    id::DiskId,
    view::{format, snapshots},
};
use leptos::prelude::*;

use super::fields::{self, CommandForm};
use crate::{
    components::{dialog::Dialog, dynamic::dynamic},
    library::use_library,
    screens::plans::over::{consequences, is_open},
    text::Label,
};

/// The dialog.
#[component]
pub fn RollBack(
    /// The disk, while the dialog is open.
    disk: RwSignal<Option<DiskId>>,
) -> impl IntoView {
    let open = is_open(disk, |_| true);
    view! {
        <Dialog open=open title=Label::RollBackDisk>
            {dynamic(move || disk.get().map(|disk| view! { <Form open=open disk=disk /> }))}
        </Dialog>
    }
}

#[component]
fn Form(open: RwSignal<bool>, disk: DiskId) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let all = library.read(|run| snapshots::of_disk(run.world(), &disk));
    let to = RwSignal::new(all.first().map(|newest| newest.id.to_string()).unwrap_or_default());
    let shown = disk.to_string();
    let back = Signal::derive(move || {
        let (disk, snapshot) = (disk.clone(), to.get().as_str().into());
        Command::Ecs(EcsCommand::ResetDisk { disk, snapshot })
    });
    let command = Callback::new(move |()| Ok(back.get_untracked()));
    let options = move || {
        let locale = library.locale.get();
        let named = all.iter().map(|snapshot| {
            let taken = format::date_time(snapshot.taken_at, zone, locale);
            (snapshot.id.to_string(), format!("{taken} · {}", snapshot.source.attribute(locale)))
        });
        fields::choice(Label::RollBackTo, named.collect(), to)
    };
    view! {
        <p>
            <code>{shown}</code>
        </p>
        <CommandForm open=open command=command>
            {dynamic(options)}
            {consequences(Signal::derive(move || vec![back.get()]))}
        </CommandForm>
    }
}
