//! Associate Resource Tag: which instances the policy takes by itself, and which those are now.

use engine::{
    backup::policy::{TagFilter, TagOperator},
    catalog::limits,
    id::PolicyId,
    view::{
        policies::{self, Hit},
        policy_form::{FormField, Select, TagForm},
    },
};
use leptos::prelude::*;

use super::{
    Editing,
    fields::{Fault, Group, Hint, Line, described_by, id_of, invalid},
};
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// The group.
#[component]
pub fn Tags(editing: Editing, policy: Option<PolicyId>) -> impl IntoView {
    let library = use_library();
    let found = RwSignal::new(None::<Vec<Hit>>);
    let tags = Memo::new(move |_| editing.form.with(|form| form.tags.clone()));
    // What was found for other tags would mislead.
    Effect::new(move |_| {
        tags.track();
        found.set(None);
    });
    let policy = StoredValue::new(policy);
    let detect = move |_| {
        let region = editing.form.with_untracked(|form| form.region);
        let rule = tags.with_untracked(TagForm::rule);
        if let (Some(region), Some(rule)) = (region, rule) {
            let policy = policy.get_value();
            found.set(Some(library.read(|run| policies::detect(run.world(), region, policy.as_ref(), &rule))));
        }
    };
    let selects = move |select| tags.with(|tags| tags.select == select);
    let radio = move |select: Select, label: Label| {
        view! {
            <label class="way">
                <input
                    type="radio"
                    name="edit-tags-choice"
                    prop:checked=move || selects(select)
                    on:change=move |_| editing.form.update(|form| form.tags.choose(select))
                />
                {t(label)}
            </label>
        }
    };
    let is_wrong = move || {
        let of_tags = |field| matches!(field, FormField::Tags | FormField::Tag(_));
        editing.faults.with(|faults| faults.iter().any(|fault| of_tags(fault.field)))
    };
    view! {
        <Group title=Label::AssociateResourceTag>
            <Line field=FormField::Tags editing=editing>
                <div class="ways">
                    {radio(Select::Nothing, Label::NoTags)}
                    {radio(Select::All, Label::AllEcsInstances)}
                    {radio(Select::Tags, Label::SpecifyTag)}
                </div>
            </Line>
            <Show when=move || selects(Select::Tags)>
                <Filters editing=editing />
            </Show>
            <Show when=move || !selects(Select::Nothing)>
                <div class="policy-control">
                    <button type="button" disabled=is_wrong on:click=detect>
                        <Icon picture=Picture::Search />
                        {t(Label::DetectNow)}
                    </button>
                    <RuleChip rule=engine::rule::Rule::Pol81 />
                </div>
            </Show>
            <div role="status">{dynamic(move || found.get().map(hits))}</div>
        </Group>
    }
}

/// The tags, one row each.
#[component]
fn Filters(editing: Editing) -> impl IntoView {
    let count = Memo::new(move |_| editing.form.with(|form| form.tags.filters.len()));
    let full = move || count.get() >= limits::TAG_FILTERS_MAX;
    view! {
        <ul class="tag-filters">
            {dynamic(move || {
                (0..count.get())
                    .map(|position| view! { <Filter editing=editing position=position /> })
                    .collect_view()
            })}
        </ul>
        <div class="policy-control">
            <button
                type="button"
                disabled=full
                on:click=move |_| editing.form.update(|form| form.tags.add())
            >
                <Icon picture=Picture::Plus />
                {t(Label::AddResource)}
            </button>
            <small>
                {dynamic(move || format!("{} / {}", count.get(), limits::TAG_FILTERS_MAX))}
            </small>
            <Hint field=FormField::Tag(0) editing=editing />
        </div>
    }
}

/// One tag: its key, how its value compares, its value.
#[component]
fn Filter(editing: Editing, position: usize) -> impl IntoView {
    let field = FormField::Tag(position);
    let part = move |part: fn(&TagFilter) -> String| {
        Signal::derive(move || editing.form.with(|form| form.tags.filters.get(position).map(part).unwrap_or_default()))
    };
    let edit = move |change: fn(&mut TagFilter, String)| {
        move |event: leptos::ev::Event| {
            let typed = event_target_value(&event);
            editing.form.update(|form| {
                if let Some(filter) = form.tags.filters.get_mut(position) {
                    change(filter, typed);
                }
            });
        }
    };
    let operator = part(|filter| filter.operator.api_name().to_owned());
    let option = move |choice: TagOperator, label: Label| {
        view! {
            <option value=choice.api_name() selected=move || operator.get() == choice.api_name()>
                {t(label)}
            </option>
        }
    };
    view! {
        <li class="tag-filter" id=id_of(field) data-invalid=invalid(editing, field)>
            <input
                type="text"
                aria-label=t(Label::TagKey)
                placeholder=t(Label::TagKey)
                prop:value=part(|filter| filter.key.clone())
                aria-describedby=described_by(editing, field)
                aria-invalid=invalid(editing, field)
                on:input=edit(|filter, typed| filter.key = typed)
            />
            <select
                aria-label=t(Label::Operator)
                on:change=edit(|filter, typed| {
                    let named = TagOperator::ALL
                        .into_iter()
                        .find(|operator| operator.api_name() == typed);
                    filter.operator = named.unwrap_or(filter.operator);
                })
            >
                {option(TagOperator::Equal, Label::OperatorEqual)}
                {option(TagOperator::Not, Label::OperatorNot)}
            </select>
            <input
                type="text"
                aria-label=t(Label::TagValue)
                placeholder=t(Label::TagValue)
                prop:value=part(|filter| filter.value.clone())
                on:input=edit(|filter, typed| filter.value = typed)
            />
            <button
                type="button"
                class="quiet"
                aria-label=t(Label::RemoveTag)
                on:click=move |_| editing.form.update(|form| form.tags.remove(position))
            >
                <Icon picture=Picture::Close />
            </button>
            <Fault field=field editing=editing />
        </li>
    }
}

/// What the tags find now.
fn hits(found: Vec<Hit>) -> impl IntoView {
    let locale = use_library().locale;
    if found.is_empty() {
        return view! { <p class="hint">{t(Label::DetectedNone)}</p> }.into_any();
    }
    let hit = move |hit: Hit| {
        let (name, id, rule) = (hit.name.clone(), hit.id.to_string(), hit.rule());
        view! {
            <li>
                <span class="name">{name}</span>
                " "
                <code>{id}</code>
                " "
                {dynamic(move || hit.outcome_in_words(locale.get()))}
                " "
                <RuleChip rule=rule />
            </li>
        }
    };
    view! { <ul class="hits">{found.into_iter().map(hit).collect_view()}</ul> }.into_any()
}
