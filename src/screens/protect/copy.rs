//! Replication to Other Region of a manual backup (CON-05).

use engine::{
    backup::policy::ReplicationRule,
    catalog::{limits, region::Region},
    rejection::{Field as At, Rejection},
    rule::Rule,
    view::{protect, snapshots},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{dynamic::dynamic, field::Field},
    library::use_library,
    screens::ecs::fields,
    text::Label,
};

/// What was filled in.
#[derive(Clone, Copy)]
pub struct CopyDraft {
    on: RwSignal<bool>,
    to: RwSignal<String>,
    days: RwSignal<String>,
}

impl Default for CopyDraft {
    /// Off; 7 days and the first region that there is otherwise (POL-62).
    fn default() -> Self {
        let library = use_library();
        let first = library.read(|run| {
            let regions = snapshots::destinations(run.world(), library.region.get_untracked());
            regions.first().map(|region| region.id().to_owned())
        });
        Self {
            on: RwSignal::new(false),
            to: RwSignal::new(first.unwrap_or_default()),
            days: RwSignal::new(limits::REMOTE_RETENTION_DAYS_DEFAULT.0.to_string()),
        }
    }
}

impl CopyDraft {
    /// Where the points are copied to, if anywhere, or what is wrong with it.
    pub fn rule(self) -> Result<Option<ReplicationRule>, Rejection> {
        if !self.on.get() {
            return Ok(None);
        }
        let to = Region::parse(&self.to.get());
        protect::read_copy(use_library().region.get(), to, &self.days.get()).map(Some)
    }
}

/// The switch, and what belongs to it while it is on.
#[component]
pub fn CopyFields(
    /// What was filled in.
    draft: CopyDraft,
) -> impl IntoView {
    let library = use_library();
    let destinations = library.read(|run| snapshots::destinations(run.world(), library.region.get_untracked()));
    let none = destinations.is_empty();
    let choices = move || {
        let locale = library.locale.get();
        let option = |region: &Region| (region.id().to_owned(), region.name(locale).to_owned());
        fields::choice(Label::DestinationRegion, destinations.iter().map(option).collect(), draft.to)
    };
    let fault = Signal::derive(move || draft.rule().err().filter(|fault| fault.field == Some(At::RemoteRetention)));
    view! {
        {fields::check(Label::ReplicationToOther, draft.on)}
        <Show when=move || {
            draft.on.get()
        }>
            {none.then(|| view! { <p class="hint">{t(Label::NoPair)}</p> })}
            {dynamic(choices.clone())}
            <Field
                id="once-remote-retention"
                label=Label::RemoteRetention
                hint=Label::RetentionHint
                rule=Rule::Pol62
                value=draft.days.into()
                on_input=fields::into(draft.days)
                fault=fault
            />
        </Show>
    }
}
