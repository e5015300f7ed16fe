//! Assumptions: the model behind what the documentation leaves open, to be changed.

use engine::{
    command::Command,
    rule::Area,
    scenario::settings::Setting,
    view::assumptions::{self, Group, GroupView, SettingRow, Typed},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{dynamic::dynamic, field::FieldError, rule_chip::RuleChip},
    library::use_library,
    route::Route,
    text::Label,
};

/// The screen.
#[component]
pub fn Assumptions() -> impl IntoView {
    let locale = use_library().locale;
    let typed = RwSignal::new(Typed::new());
    let reset_all = move |_| {
        typed.set(
            Setting::ALL
                .into_iter()
                .map(|setting| (setting, assumptions::written(setting, setting.default())))
                .collect(),
        );
    };
    let first_of_model = engine::rule::Rule::all().find(|rule| rule.area() == Area::Model);
    view! {
        <h1 tabindex="-1">{t(Label::Assumptions)}</h1>
        <p class="lead">{t(Label::AssumptionsLead)}</p>
        <p class="lead">
            {t(Label::AssumptionsFixed)} " "
            <a href=Route::Rulebook {
                rule: first_of_model,
            }
                .to_string()>{dynamic(move || Area::Model.name(locale.get()))}</a>
        </p>
        <SettingsForm typed=typed>
            <button type="button" on:click=reset_all>
                {t(Label::ResetAll)}
            </button>
        </SettingsForm>
    }
}

/// Settings to be changed: those of one kind, or all; applied at once or not at all.
#[component]
pub fn SettingsForm(
    /// The kind; all kinds where none.
    #[prop(optional)]
    only: Option<Group>,
    /// What is typed so far.
    typed: RwSignal<Typed>,
    /// What else can be done, before the buttons that discard and apply.
    children: Children,
) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let in_force = library.view(|revisions| revisions.fleet, |run| run.world().assumptions);
    let groups = Memo::new(move |_| {
        let mut groups = in_force.with(assumptions::assumptions);
        groups.retain(|group| only.is_none_or(|only| group.group == only));
        groups
    });
    // Another run has other values: what was typed for this one is not for that.
    Effect::new(move |before: Option<u32>| {
        let number = library.number.get();
        if before.is_some_and(|before| before != number) {
            typed.set(Typed::new());
        }
        number
    });
    let changes = Memo::new(move |_| typed.with(|typed| in_force.with(|known| assumptions::changes(known, typed))));
    let why_not = move || match changes.get() {
        Err(_) => Some(Label::MendFirst),
        Ok(changes) if changes.is_empty() => Some(Label::NothingToApply),
        Ok(_) => None,
    };
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(settings) = changes.get_untracked() else { return };
        if settings.is_empty() {
            return;
        }
        if library.dispatch(Command::EditSettings { settings }).is_ok() {
            typed.set(Typed::new());
            library.toast(Label::SettingsApplied.get(locale.get_untracked()).to_owned(), None);
        }
    };
    view! {
        <form class="assumptions" on:submit=apply novalidate>
            {groups
                .get_untracked()
                .into_iter()
                .map(|group| view! { <Fields group=group groups=groups typed=typed /> })
                .collect_view()}
            <footer class="dialog-foot">
                <small id="why-not-apply" role="status">
                    {dynamic(move || why_not().map(|label| label.get(locale.get())))}
                </small>
                {children()}
                <button type="button" on:click=move |_| typed.set(Typed::new())>
                    {t(Label::DiscardSettings)}
                </button>
                <button
                    type="submit"
                    class="primary"
                    aria-disabled=move || why_not().is_some().then_some("true")
                    aria-describedby="why-not-apply"
                >
                    {t(Label::ApplySettings)}
                </button>
            </footer>
        </form>
    }
}

/// The settings of one kind.
#[component]
fn Fields(group: GroupView, groups: Memo<Vec<GroupView>>, typed: RwSignal<Typed>) -> impl IntoView {
    let locale = use_library().locale;
    let kind: Group = group.group;
    let fields = group.rows.into_iter().map(|row| view! { <Field row=row groups=groups typed=typed /> });
    view! {
        <fieldset class="assumption-group">
            <legend>{dynamic(move || kind.name(locale.get()))}</legend>
            {fields.collect_view()}
        </fieldset>
    }
}

/// One setting: its value, what it takes, its rule and the way back to its default.
#[component]
fn Field(row: SettingRow, groups: Memo<Vec<GroupView>>, typed: RwSignal<Typed>) -> impl IntoView {
    let locale = use_library().locale;
    let setting = row.setting;
    let known = Memo::new(move |_| {
        groups.with(|groups| {
            let mut rows = groups.iter().flat_map(|group| &group.rows);
            rows.find(|row| row.setting == setting).map_or(setting.default(), |row| row.value)
        })
    });
    let shown = Memo::new(move |_| {
        typed.with(|typed| typed.get(&setting).cloned()).unwrap_or_else(|| assumptions::written(setting, known.get()))
    });
    let fault = Signal::derive(move || assumptions::read(setting, &shown.get()).err());
    let id = setting.name();
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described_by = format!("{hint_id} {error_id}");
    let is_default = move || shown.get() == assumptions::written(setting, setting.default());
    let reset =
        move |_| typed.update(|typed| drop(typed.insert(setting, assumptions::written(setting, setting.default()))));
    let called = move || format!("{} {}", Label::ResetOne.get(locale.get()), setting.label(locale.get()));
    let in_force = move || {
        let changed = known.get() != setting.default();
        changed.then(|| {
            let value = assumptions::shown(setting, known.get());
            view! { <span class="badge">{t(Label::ChangedFromDefault)} {t(Label::Colon)} {value}</span> }
        })
    };
    view! {
        <div
            class="field assumption"
            data-invalid=move || fault.with(Option::is_some).then_some("true")
        >
            <label for=id>{dynamic(move || setting.label(locale.get()))}</label>
            <div class="assumption-value">
                <input
                    id=id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    prop:value=shown
                    aria-describedby=described_by
                    aria-invalid=move || fault.with(Option::is_some).then_some("true")
                    on:input=move |event| {
                        typed
                            .update(|typed| drop(
                                typed.insert(setting, event_target_value(&event)),
                            ));
                    }
                />
                <span>{dynamic(move || assumptions::unit(setting, locale.get()))}</span>
                <RuleChip rule=setting.rule() />
                <button
                    type="button"
                    class="link"
                    aria-label=called
                    aria-disabled=move || is_default().then_some("true")
                    on:click=reset
                >
                    {t(Label::ResetOne)}
                </button>
                {dynamic(in_force)}
            </div>
            <small id=hint_id>{dynamic(move || assumptions::takes(setting, locale.get()))}</small>
            <FieldError id=error_id fault=fault />
        </div>
    }
}
