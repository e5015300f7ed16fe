//! One policy of the list, and below it what is bound to it.

use engine::{
    id::PolicyId,
    view::{format, policies::PolicyRow},
};
use leptos::prelude::*;

use super::{actions::Actions, sources::Sources};
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
    },
    library::use_library,
    route::Route,
    text::Label,
};

/// One policy. It looks itself up, so that the row stays when it changes.
#[component]
pub fn Row(id: PolicyId, rows: Memo<Vec<PolicyRow>>) -> impl IntoView {
    let locale = use_library().locale;
    let open = RwSignal::new(false);
    let row = {
        let id = id.clone();
        Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.id == id).cloned()))
    };
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone())).unwrap_or_default();
    let expand = move || {
        let label = if open.get() { Label::HideSources } else { Label::ShowSources };
        format!("{} {}", label.get(locale.get()), name())
    };
    let chevron = move || {
        let picture = if open.get() { Picture::ChevronDown } else { Picture::ChevronRight };
        view! { <Icon picture=picture /> }
    };
    let edit = Route::Policies { open: Some(id.clone()) }.to_string();
    view! {
        <tbody>
            <tr data-open=move || open.get().then_some("true")>
                <th scope="row">
                    <div class="policy-name">
                        <button
                            type="button"
                            class="quiet"
                            aria-label=expand
                            aria-expanded=move || open.get().to_string()
                            on:click=move |_| open.update(|open| *open = !*open)
                        >
                            {dynamic(chevron)}
                        </button>
                        <a class="name" href=edit>
                            {dynamic(name)}
                        </a>
                        <code>{id.to_string()}</code>
                        {dynamic(move || row.get().map(badges))}
                    </div>
                </th>
                {dynamic(move || row.get().map(cells))}
                <td>
                    <Actions row=row />
                </td>
            </tr>
            <Show when=move || open.get()>
                <tr class="sources-row">
                    <td colspan="9">
                        <Sources policy=row />
                    </td>
                </tr>
            </Show>
        </tbody>
    }
}

/// What a policy is beside its figures: immutable, keeping one version.
fn badges(row: PolicyRow) -> impl IntoView {
    let lock = row.immutable.then(|| {
        view! {
            <span class="badge" data-badge="locked">
                <Icon picture=Picture::Lock />
                {t(Label::ImmutableBackup)}
            </span>
        }
    });
    let keeps = row.keeps_latest.then(|| {
        view! { <span class="badge">{t(Label::KeepsOne)}</span> }
    });
    (lock.is_some() || keeps.is_some()).then(|| view! { <span class="badges">{lock} {keeps}</span> })
}

fn cells(row: PolicyRow) -> impl IntoView {
    let library = use_library();
    let zone = library.read(|run| run.world().zone);
    let locale = library.locale.get();
    let sources = row.sources.len();
    let tags = row.tags_in_words(locale);
    view! {
        <td data-label=t(Label::PolicyType)>{row.kind_in_words(locale)}</td>
        <td data-label=t(Label::Schedule)>{lines(row.schedules_in_words(zone, locale))}</td>
        <td data-label=t(Label::RetentionPeriod)>{lines(row.retention_in_words(locale))}</td>
        <td data-label=t(Label::Archive)>{row.archive_in_words(locale)}</td>
        <td data-label=t(Label::Replication)>{lines(row.replication_in_words(locale))}</td>
        <td data-label=t(Label::BoundSources)>{sources} {lines(tags)}</td>
        <td data-label=t(Label::Updated) class="figure">
            {format::date_time(row.updated_at, zone, locale)}
        </td>
    }
}

/// The first line as it is, the others smaller below it.
fn lines(lines: Vec<String>) -> impl IntoView {
    let line = |(position, line): (usize, String)| match position {
        0 => view! { <span>{line}</span> }.into_any(),
        _ => view! { <small class="line">{line}</small> }.into_any(),
    };
    lines.into_iter().enumerate().map(line).collect_view()
}
