//! What is bound to a policy: one line an instance, with what can be done with its plan.

use engine::{
    command::Command,
    id::InstanceId,
    view::{
        format,
        policies::{Covered, PolicyRow, SourceRow},
    },
};
use leptos::prelude::*;

use super::menu::Menu;
use crate::{
    app::t,
    components::{
        dialog::Confirm,
        dynamic::{Rows, dynamic, row},
        rule_chip::RuleChip,
        status::InstanceState,
    },
    library::use_library,
    route::Route,
    text::Label,
};

/// The sources of a policy.
#[component]
pub fn Sources(policy: Memo<Option<PolicyRow>>) -> impl IntoView {
    let sources =
        Memo::new(move |_| policy.with(|policy| policy.as_ref().map(|row| row.sources.clone()).unwrap_or_default()));
    let lines = Signal::derive(move || {
        let ids = sources.with(|sources| sources.iter().map(|source| source.instance.clone()).collect::<Vec<_>>());
        ids.into_iter()
            .map(|id| row(id.clone(), move || view! { <Source id=id.clone() policy=policy sources=sources /> }))
            .collect()
    });
    let empty = move || {
        sources.with(Vec::is_empty).then(|| {
            view! {
                <p class="hint">
                    {t(Label::NothingBound)} " " <RuleChip rule=engine::rule::Rule::Pol41 />
                </p>
            }
        })
    };
    view! {
        <div class="sources">
            <h2>
                {t(Label::EcsInstance)} " "
                <span class="count">{dynamic(move || sources.with(Vec::len))}</span>
            </h2>
            {dynamic(empty)}
            <ul>
                <Rows rows=lines />
            </ul>
        </div>
    }
}

/// One source. It looks itself up, so that the focus stays on it when it changes.
#[component]
fn Source(id: InstanceId, policy: Memo<Option<PolicyRow>>, sources: Memo<Vec<SourceRow>>) -> impl IntoView {
    let library = use_library();
    let asking = RwSignal::new(false);
    let instance = StoredValue::new(id.clone());
    let source = {
        let id = id.clone();
        Memo::new(move |_| sources.with(|sources| sources.iter().find(|source| source.instance == id).cloned()))
    };
    let policy_id = move || policy.with_untracked(|policy| policy.as_ref().map(|policy| policy.id.clone()));
    let run_now = move |_| {
        let Some(policy) = policy_id() else { return };
        drop(library.dispatch(Command::RunPolicy { policy, rule: None, instance: Some(instance.get_value()) }));
    };
    let suspended = Memo::new(move |_| source.with(|source| source.as_ref().is_some_and(|source| source.suspended)));
    let suspend = move |_| {
        let Some(policy) = policy_id() else { return };
        drop(library.dispatch(Command::UpdateBinding {
            policy,
            instance: instance.get_value(),
            suspended: Some(!suspended.get_untracked()),
            description: None,
            scope: None,
            options: None,
        }));
    };
    let delete = Callback::new(move |()| {
        let Some(policy) = policy_id() else { return };
        drop(library.dispatch(Command::RemoveBindings { policy, instances: vec![instance.get_value()] }));
    });
    let name = move || source.with(|source| source.as_ref().map(|source| source.name.clone())).unwrap_or_default();
    let more = Signal::derive(move || format!("{}: {}", name(), Label::More.get(library.locale.get())));
    let to = Route::Instances { open: Some(id.clone()), point: None }.to_string();
    view! {
        <li class="source">
            <span class="source-name">
                <a class="name" href=to>
                    {dynamic(name)}
                </a>
                " "
                <code>{id.to_string()}</code>
            </span>
            {dynamic(move || source.get().map(facts))}
            <div class="row-actions">
                <button type="button" class="link" on:click=run_now>
                    {t(Label::RunNow)}
                </button>
                <Menu label=more>
                    <button type="button" on:click=suspend>
                        {move || t(
                            if suspended.get() { Label::ResumePlan } else { Label::SuspendPlan },
                        )()}
                    </button>
                    <button type="button" on:click=move |_| asking.set(true)>
                        {t(Label::DeletePlan)}
                    </button>
                </Menu>
                <Confirm
                    open=asking
                    title=Label::DeletePlan
                    consequence=Label::DeletePlanConfirm
                    on_confirm=delete
                />
            </div>
        </li>
    }
}

fn facts(source: SourceRow) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let locale = library.locale.get();
    let disks = match source.disks {
        Covered::All(disks) => format!("{} ({disks})", Label::AllDisks.get(locale)),
        Covered::Some(disks) => format!("{disks} {}", Label::Disks.get(locale)),
    };
    let badge = |shown: bool, label: Label| shown.then(|| view! { <span class="badge">{t(label)}</span> });
    let next = source.next_run.map(|at| {
        let at = format::weekday_date_time(at, zone, locale);
        format!("{}{}{at}", Label::NextRun.get(locale), Label::Colon.get(locale))
    });
    view! {
        <InstanceState status=source.status />
        <span>{disks}</span>
        <span class="source-when">
            {badge(source.by_tag, Label::ByTag)} {badge(source.suspended, Label::Suspended)}
            {badge(source.paused, Label::Paused)} {next}
        </span>
    }
}
