//! Policy Center: the policies of the region, each with what is bound to it.

mod actions;
mod associate;
pub(super) mod editor;
mod row;
mod sources;
mod terraform;

use engine::{
    backup::policy::PolicyKind,
    view::{
        list::Query,
        policies::{self, Feature, PoliciesQuery, PolicyRow},
    },
};
use leptos::prelude::*;

use self::{
    editor::{Editor, Subject},
    row::Line,
    terraform::{Taking, Terraform},
};
use super::{
    plan::draft,
    plans::over::{Over, OverList},
};
use crate::{
    app::{go, t, use_route},
    components::{
        dynamic::dynamic,
        list::{Column, Frame, chosen, empty},
    },
    library::use_library,
    route::Route,
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::PolicyNameId, 0),
    Column::ordered(Label::PolicyType, 1),
    Column::new(Label::Schedule),
    Column::ordered(Label::RetentionPeriod, 2),
    Column::new(Label::Archive),
    Column::new(Label::Replication),
    Column::ordered(Label::BoundSources, 3),
    Column::ordered(Label::Updated, 4),
    Column::new(Label::Actions),
];

/// The types to choose from, after all of them.
const KINDS: [PolicyKind; 2] = [PolicyKind::Ecs, PolicyKind::Legacy];

/// With sources, or without.
const BOUND: [bool; 2] = [true, false];

/// What to choose from, in the order of [`Feature::ALL`], after all of them.
const FEATURES: &[Label] = &[
    Label::AllInstances,
    Label::KeptLonger,
    Label::KeepsOne,
    Label::AutomaticArchiving,
    Label::ReplicationToOther,
    Label::ImmutableBackup,
    Label::AssociateResourceTag,
];

/// The screen.
#[component]
pub fn Policies() -> impl IntoView {
    let library = use_library();
    Over::provide();
    let taking = Taking::provide();
    let query = RwSignal::new(Query::by(0, false));
    let (kind, bound, feature) = (RwSignal::new(0), RwSignal::new(0), RwSignal::new(0));
    let page = library.view(
        |revisions| (revisions.fleet, revisions.policies),
        move |run| {
            let asked = PoliciesQuery {
                list: query.get(),
                kind: chosen(&KINDS, kind),
                bound: chosen(&BOUND, bound),
                feature: chosen(&Feature::ALL, feature),
            };
            policies::policies(run.world(), library.region.get(), &asked)
        },
    );
    let subject = RwSignal::new(Subject::New);
    let editing = RwSignal::new(false);
    follow_route(subject, editing);
    if draft::is_resumed_new(library) {
        editing.set(true);
    }
    let create = Callback::new(move |()| {
        subject.set(Subject::New);
        editing.set(true);
    });
    let empty = empty(|| t(Label::NoPolicyHere).into_any(), Label::CreateBackupPolicy, create);
    let frame = Frame::new(Label::PolicyCenter, "policies", COLUMNS, Label::PolicyNameOrId, empty)
        .choice(Label::PolicyType, &[Label::AllInstances, Label::EcsInstanceType, Label::Legacy], kind)
        .choice(Label::BoundSources, &[Label::AllInstances, Label::WithSources, Label::WithoutSources], bound)
        .choice(Label::With, FEATURES, feature)
        .opener(Label::CreateBackupPolicy, create);
    view! {
        <div class="screen-head">
            <h1 tabindex="-1">{t(Label::PolicyCenter)}</h1>
            <p class="count">{dynamic(move || page.with(|page| page.extent.all))}</p>
            <button type="button" class="link" on:click=move |_| taking.show(None)>
                {t(Label::ExportTerraform)}
            </button>
        </div>
        <Missing />
        {frame
            .list(
                query,
                page,
                |row: &PolicyRow| row.id.to_string(),
                |row| view! { <Line row=row /> }.into_any(),
            )}
        <Editor open=editing subject=subject />
        <Terraform />
        <OverList />
    }
}

/// The panel of a policy is open while the address names it: it opens with the address, and the address goes back when it
/// closes.
fn follow_route(subject: RwSignal<Subject>, editing: RwSignal<bool>) {
    let library = use_library();
    let route = use_route();
    Effect::new(move |_| {
        if let Route::Policies { open: Some(id) } = route.get()
            && library.read(|run| run.world().policy(&id).is_ok())
        {
            subject.set(Subject::Policy(id));
            editing.set(true);
        }
    });
    Effect::new(move |was_open: Option<bool>| {
        let is_open = editing.get();
        let named = route.with_untracked(|route| matches!(route, Route::Policies { open: Some(_) }));
        if was_open == Some(true) && !is_open && named {
            go(&Route::Policies { open: None });
        }
        is_open
    });
}

/// Says so where the address names a policy that is not there.
#[component]
fn Missing() -> impl IntoView {
    let library = use_library();
    let route = use_route();
    let missing = move || {
        let Route::Policies { open: Some(open) } = route.get() else { return None };
        library.read(|run| run.world().policy(&open).is_err()).then(|| open.to_string())
    };
    let notice = move |id: String| {
        view! {
            <p class="notice" role="status">
                {t(Label::NoSuchPolicy)}
                " "
                <code>{id}</code>
            </p>
        }
    };
    dynamic(move || missing().map(notice))
}
