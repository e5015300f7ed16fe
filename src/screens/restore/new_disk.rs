//! Clone of a disk: the instance that gets it, then what the disk is like.

use engine::{
    catalog::disk::{DiskCategory, PerformanceLevel},
    view::restore::{self, Restorable},
};
use leptos::prelude::*;

use super::clone::DiskChoice;
use crate::{
    app::t,
    components::{dialog::Foot, dynamic::dynamic},
    library::use_library,
    screens::{
        ecs::fields,
        plans::over::consequences,
        restore::{show_job, what},
    },
    text::Label,
};

/// The form.
#[component]
pub fn NewDiskForm(of: Restorable, open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let targets = library.read(|run| restore::disk_targets(run.world(), &of));
    let own = targets.iter().find(|(id, _)| id == of.instance.as_str()).or(targets.first());
    let Some((first, _)) = own.cloned() else {
        return view! { <p class="notice">{t(Label::NoInstancesForDisk)}</p> }.into_any();
    };
    let target = RwSignal::new(first);
    let disk = DiskChoice::new(DiskCategory::CloudEssd, PerformanceLevel::default());
    let source = of.clone();
    let command =
        Signal::derive(move || restore::new_disk(&source, &target.get(), &disk.category.get(), &disk.level.get()));
    let shown = of.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if library.dispatch(command.get_untracked()).is_ok() {
            open.set(false);
            show_job(library, &shown);
        }
    };
    view! {
        <form class="panel-body" on:submit=submit>
            {dynamic(move || what(&of, library.locale.get()))}
            {fields::choice(Label::TargetEcs, targets, target)}
            {disk.fields()}
            {consequences(Signal::derive(move || vec![command.get()]))}
            <Foot>
                <button type="button" on:click=move |_| open.set(false)>
                    {t(Label::Cancel)}
                </button>
                <button type="submit" class="primary">
                    {t(Label::CreateIt)}
                </button>
            </Foot>
        </form>
    }
    .into_any()
}
