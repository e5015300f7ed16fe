//! Policy Center: the policies of the region, each with what is bound to it.

mod actions;
mod associate;
mod editor;
mod menu;
mod row;
mod sources;

use engine::{
    id::PolicyId,
    view::policies::{self, PolicyRow},
};
use leptos::prelude::*;

use self::{
    editor::{Editor, Subject},
    row::Row,
};
use crate::{
    app::{go, t, use_route},
    components::{
        dynamic::{Rows, dynamic, row},
        icon::{Icon, Picture},
    },
    library::use_library,
    route::Route,
    text::Label,
};

/// The screen.
#[component]
pub fn Policies() -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(String::new());
    let view = Memo::new(move |_| {
        library.revisions.with(|revisions| (revisions.fleet, revisions.policies));
        library.revisions.track();
        let region = library.region.get();
        library.read(|run| policies::policies(run.world(), region))
    });
    let rows = Memo::new(move |_| {
        let query = query.get();
        view.with(|view| view.iter().filter(|row| row.matches(&query)).cloned().collect::<Vec<_>>())
    });
    let subject = RwSignal::new(Subject::New);
    let editing = RwSignal::new(false);
    follow_route(subject, editing);
    let create = move |_| {
        subject.set(Subject::New);
        editing.set(true);
    };
    view! {
        <div class="screen-head">
            <h1 tabindex="-1">{t(Label::PolicyCenter)}</h1>
            <p class="count" role="status">
                {dynamic(move || view.with(Vec::len))}
            </p>
        </div>
        <Missing />
        <div class="tools">
            <button type="button" class="primary" on:click=create>
                <Icon picture=Picture::Plus />
                {t(Label::CreateBackupPolicy)}
            </button>
            <input
                type="search"
                aria-label=t(Label::PolicyNameOrId)
                placeholder=t(Label::PolicyNameOrId)
                prop:value=query
                on:input=move |event| query.set(event_target_value(&event))
            />
        </div>
        <Show
            when=move || rows.with(|rows| !rows.is_empty())
            fallback=move || view! { <Empty view=view query=query /> }
        >
            <Table rows=rows />
        </Show>
        <Editor open=editing subject=subject />
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

/// What stands in the place of the table: there is no policy, or the search found none.
#[component]
fn Empty(view: Memo<Vec<PolicyRow>>, query: RwSignal<String>) -> impl IntoView {
    dynamic(move || {
        let nothing = view.with(Vec::is_empty);
        let clear = (!nothing).then(|| {
            view! {
                <button type="button" on:click=move |_| query.set(String::new())>
                    {t(Label::ClearSearch)}
                </button>
            }
        });
        view! {
            <p class="empty">
                {t(if nothing { Label::NoPolicyHere } else { Label::NothingFound })} " " {clear}
            </p>
        }
    })
}

#[component]
fn Table(rows: Memo<Vec<PolicyRow>>) -> impl IntoView {
    let lines = Signal::derive(move || {
        let ids = rows.with(|rows| rows.iter().map(|row| row.id.clone()).collect::<Vec<PolicyId>>());
        ids.into_iter().map(|id| row(id.clone(), move || view! { <Row id=id.clone() rows=rows /> })).collect()
    });
    let head = |label| view! { <th scope="col">{t(label)}</th> };
    view! {
        <div class="table-frame">
            <table class="policies" aria-label=t(Label::PolicyCenter)>
                <thead>
                    <tr>
                        {head(Label::PolicyNameId)} {head(Label::PolicyType)}
                        {head(Label::Schedule)} {head(Label::RetentionPeriod)}
                        {head(Label::Archive)} {head(Label::Replication)}
                        {head(Label::BoundSources)} {head(Label::Updated)} {head(Label::Actions)}
                    </tr>
                </thead>
                <Rows rows=lines />
            </table>
        </div>
    }
}
