//! One policy of the list, and below it what is bound to it.

use engine::view::{format, policies::PolicyRow};
use leptos::prelude::*;

use super::{actions::Actions, sources::Sources};
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        list::expander,
    },
    library::use_library,
    route::Route,
    text::Label,
};

/// One policy.
#[component]
pub fn Line(row: Memo<Option<PolicyRow>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let Some(id) = row.with_untracked(|row| row.as_ref().map(|row| row.id.clone())) else { return ().into_any() };
    let name = Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.name.clone())).unwrap_or_default());
    let edit = Route::Policies { open: Some(id.clone()) }.to_string();
    let sources = {
        let id = id.clone();
        move || view! { <Sources policy=id.clone() /> }
    };
    view! {
        <tr data-open=move || open.get().then_some("true")>
            <th scope="row">
                {expander(
                    move || open.get(),
                    move || name.get(),
                    [Label::ShowSources, Label::HideSources],
                    move || open.update(|open| *open = !*open),
                )} <a class="name" href=edit>
                    {dynamic(move || name.get())}
                </a> " " <code>{id.to_string()}</code> {dynamic(move || row.get().map(badges))}
            </th>
            {dynamic(move || row.get().map(cells))}
            <td>
                <Actions row=row />
            </td>
        </tr>
        <Show when=move || open.get()>
            <tr class="detail">
                <td colspan="9">{sources()}</td>
            </tr>
        </Show>
    }
    .into_any()
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
    let sources = row.sources;
    let tags = row.tags_in_words(locale);
    view! {
        <td data-label=t(Label::PolicyType)>{row.kind_in_words(locale)}</td>
        <td class="wraps" data-label=t(Label::Schedule)>
            {lines(row.schedules_in_words(zone, locale))}
        </td>
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
