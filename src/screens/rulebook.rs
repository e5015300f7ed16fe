//! Rulebook: every rule by area, searched and filtered; what lies beside instance backup; how it differs from snapshots.

mod beside;
mod entry;

use engine::{
    rule::{Area, Confidence, Rule},
    view::{
        csv, format,
        rulebook::{self, Filter, RulebookView, Stand},
    },
};
use leptos::prelude::*;

use self::{
    beside::{Differences, Neighbours},
    entry::Entry,
};
use crate::{
    app::{t, use_route},
    components::{
        dynamic::{Rows, dynamic, row},
        list::export,
        rule_chip::confidence,
        rule_stand,
    },
    library::{Library, use_library},
    route::Route,
    text::Label,
};

/// The screen.
#[component]
pub fn Rulebook() -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let filter = RwSignal::new(Filter::default());
    let view = Memo::new(move |_| filter.with(|filter| rulebook::rulebook(filter, locale.get())));
    let lines = Signal::derive(move || {
        let of = |area: Area, rules: Vec<Rule>| {
            let head = row(area.prefix(), move || view! { <AreaHead area=area /> });
            let entries = rules.into_iter().map(|rule| row(rule.id(), move || view! { <Entry rule=rule /> }));
            std::iter::once(head).chain(entries).collect::<Vec<_>>()
        };
        view.with(|view| view.areas.iter().flat_map(|listed| of(listed.area, listed.rules.clone())).collect())
    });
    follow_address(filter);
    let count = move || {
        let (listed, total) = view.with(|view| (view.listed as u64, view.total as u64));
        format!("{} / {} {}", format::count(listed), format::count(total), Label::RulesListed.get(locale.get()))
    };
    view! {
        <div class="screen-head">
            <h1 tabindex="-1">{t(Label::Rulebook)}</h1>
            <p class="count" role="status">
                {dynamic(count)}
            </p>
            <button type="button" class="link" on:click=move |_| save(library, &view)>
                {t(Label::ExportCsv)}
            </button>
        </div>
        <p class="hint">{t(Label::RulebookLead)}</p>
        <Choices filter=filter />
        <Contents />
        <Show
            when=move || view.with(|view| view.listed > 0)
            fallback=move || {
                view! {
                    <p class="empty">
                        {t(Label::NoRuleFound)} " "
                        <button type="button" on:click=move |_| filter.set(Filter::default())>
                            {t(Label::ClearFilters)}
                        </button>
                    </p>
                }
            }
        >
            <div class="rulebook">
                <Rows rows=lines />
            </div>
        </Show>
        <Show when=move || filter.with(Filter::is_open)>
            <Neighbours />
            <Differences />
        </Show>
    }
}

/// Offers the rules that are listed as a file for spreadsheets.
fn save(library: Library, view: &Memo<RulebookView>) {
    let locale = library.locale.get_untracked();
    let cells = |rule: &Rule| {
        [
            rule.id(),
            rule.text(locale),
            rule.note(locale).unwrap_or_default(),
            confidence(rule.confidence()).get(locale),
            rule_stand::label(Stand::of(*rule)).get(locale),
            rulebook::reason(*rule, locale).unwrap_or_default(),
        ]
    };
    let heads = [Label::Rule, Label::RuleText, Label::RuleNote, Label::Confidence, Label::Stand, Label::RuleReason];
    let text = view.with_untracked(|view| {
        let rules = view.areas.iter().flat_map(|area| &area.rules);
        csv::table(heads.map(|label| label.get(locale)), rules.map(cells))
    });
    export::offer(library, "rulebook", &text);
}

/// Search and filters.
#[component]
fn Choices(filter: RwSignal<Filter>) -> impl IntoView {
    let stands = Stand::ALL.map(|stand| (stand.name(), rule_stand::label(stand)));
    let confidences = CONFIDENCES.map(|(name, of)| (name, confidence(of)));
    let stand = Signal::derive(move || filter.with(|filter| filter.stand.map_or("", Stand::name)));
    let sure = Signal::derive(move || {
        let chosen = filter.with(|filter| filter.confidence);
        CONFIDENCES.into_iter().find(|(_, of)| Some(*of) == chosen).map_or("", |(name, _)| name)
    });
    let choose_stand = Callback::new(move |name: String| {
        let chosen = Stand::ALL.into_iter().find(|stand| stand.name() == name);
        filter.update(|filter| filter.stand = chosen);
    });
    let choose_sure = Callback::new(move |name: String| {
        let chosen = CONFIDENCES.into_iter().find(|(of, _)| *of == name).map(|(_, of)| of);
        filter.update(|filter| filter.confidence = chosen);
    });
    view! {
        <div class="tools">
            <Choice
                label=Label::Stand
                options=stands.to_vec()
                chosen=stand
                on_choose=choose_stand
            />
            <Choice
                label=Label::Confidence
                options=confidences.to_vec()
                chosen=sure
                on_choose=choose_sure
            />
            <input
                type="search"
                aria-label=t(Label::SearchRules)
                placeholder=t(Label::SearchRules)
                prop:value=move || filter.with(|filter| filter.query.clone())
                on:input=move |event| {
                    filter.update(|filter| filter.query = event_target_value(&event));
                }
            />
        </div>
    }
}

/// One of several, or any.
#[component]
fn Choice(
    label: Label,
    options: Vec<(&'static str, Label)>,
    chosen: Signal<&'static str>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let options = std::iter::once(("", Label::StandAny)).chain(options).map(|(name, label)| {
        view! {
            <option value=name selected=move || chosen.get() == name>
                {t(label)}
            </option>
        }
    });
    view! {
        <label class="choice">
            <span>{t(label)}</span>
            <select on:change=move |event| {
                on_choose.run(event_target_value(&event));
            }>{options.collect_view()}</select>
        </label>
    }
}

/// The areas, each a step away.
#[component]
fn Contents() -> impl IntoView {
    let locale = use_library().locale;
    let link = move |id: String, name: Signal<&'static str>| {
        view! {
            <li>
                <button type="button" class="link" on:click=move |_| entry::show(&id)>
                    {dynamic(move || name.get())}
                </button>
            </li>
        }
    };
    let areas = Area::ALL.map(|area| link(area_id(area), Signal::derive(move || area.name(locale.get()))));
    let more = [("neighbours", Label::Neighbours), ("differences", Label::Differences)]
        .map(|(id, label)| link(id.to_owned(), Signal::derive(move || label.get(locale.get()))));
    view! {
        <nav aria-label=t(Label::Contents)>
            <ul class="contents">
                {areas.into_iter().collect_view()} {more.into_iter().collect_view()}
            </ul>
        </nav>
    }
}

/// The heading of an area.
#[component]
fn AreaHead(area: Area) -> impl IntoView {
    let locale = use_library().locale;
    view! {
        <h2 id=area_id(area) tabindex="-1">
            {dynamic(move || area.name(locale.get()))}
            " "
            <code>{area.prefix()}</code>
        </h2>
    }
}

/// Shows the rule that the address names, whatever is filtered.
fn follow_address(filter: RwSignal<Filter>) {
    let (route, locale) = (use_route(), use_library().locale);
    Effect::new(move |_| {
        let Route::Rulebook { rule: Some(rule) } = route.get() else { return };
        let listed = rulebook::rulebook(&filter.get_untracked(), locale.get_untracked());
        if !listed.areas.iter().any(|area| area.rules.contains(&rule)) {
            filter.set(Filter::default());
        }
        // After the heading has been given the focus that a change of screen gives it.
        request_animation_frame(move || request_animation_frame(move || entry::show(rule.id())));
    });
}

fn area_id(area: Area) -> String {
    format!("area-{}", area.prefix())
}

const CONFIDENCES: [(&str, Confidence); 5] = [
    ("verified", Confidence::Verified),
    ("single", Confidence::SingleSource),
    ("inferred", Confidence::Inferred),
    ("not-found", Confidence::NotFound),
    ("ours", Confidence::Ours),
];
