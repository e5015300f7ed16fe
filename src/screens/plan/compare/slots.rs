//! What stands in each place: a policy, the draft or a simple one.

use engine::{
    catalog::region::Region,
    id::PolicyId,
    view::plan_compare::{Rhythm, Template},
    words,
};
use leptos::prelude::*;

use super::{Candidate, LETTERS, destinations, use_comparing};
use crate::{
    app::{go, t},
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::use_library,
    route::Route,
    screens::{
        plan::{
            choose::named,
            draft::{self, Draft},
        },
        policies::editor::Subject,
    },
    text::Label,
};

/// The four places.
#[component]
pub(super) fn Slots() -> impl IntoView {
    let slots = use_comparing().slots().into_iter().zip(LETTERS);
    let slot = |(slot, letter): (RwSignal<Candidate>, &'static str)| view! { <Place candidate=slot letter=letter /> };
    view! { <div class="versus-slots">{slots.map(slot).collect_view()}</div> }
}

#[component]
fn Place(candidate: RwSignal<Candidate>, letter: &'static str) -> impl IntoView {
    let library = use_library();
    let draft = use_comparing().draft.get_value().map(|draft| draft.form.name);
    let has_draft = draft.is_some();
    let choose = move |event| {
        candidate.set(match event_target_value(&event).as_str() {
            "" => Candidate::Nothing,
            DRAFT if has_draft => Candidate::Draft,
            TEMPLATE => Candidate::Template(Template::default()),
            id => Candidate::Policy(id.into()),
        });
    };
    let options = move || {
        library.revisions.with(|revisions| revisions.policies);
        let locale = library.locale.get();
        let chosen = candidate.get();
        let option = |value: &str, text: String, of: &Candidate| {
            let is_chosen = std::mem::discriminant(of) == std::mem::discriminant(&chosen)
                && !matches!((of, &chosen), (Candidate::Policy(one), Candidate::Policy(other)) if one != other);
            view! {
                <option value=value.to_owned() selected=is_chosen>
                    {text}
                </option>
            }
        };
        let policy = |(id, name): (PolicyId, String)| option(&id.to_string(), name, &Candidate::Policy(id.clone()));
        let draft = draft
            .as_ref()
            .map(|name| option(DRAFT, Label::PlanDraft.get(locale).replace("{}", name), &Candidate::Draft));
        view! {
            {option("", Label::VersusNone.get(locale).to_owned(), &Candidate::Nothing)}
            {draft}
            {option(
                TEMPLATE,
                Label::VersusTemplate.get(locale).to_owned(),
                &Candidate::Template(Template::default()),
            )}
            {named(library).into_iter().map(policy).collect_view()}
        }
    };
    let is_template = Memo::new(move |_| matches!(&*candidate.read(), Candidate::Template(_)));
    view! {
        <fieldset class="versus-slot" data-letter=letter>
            <legend>{letter}</legend>
            <label class="filter">
                {t(Label::PlanRuns)} <select on:change=choose>{dynamic(options)}</select>
            </label>
            <Show when=move || is_template.get()>
                <Simple candidate=candidate />
            </Show>
        </fieldset>
    }
}

/// The fields of a simple policy.
#[component]
fn Simple(candidate: RwSignal<Candidate>) -> impl IntoView {
    let library = use_library();
    let template = Memo::new(move |_| match &*candidate.read() {
        Candidate::Template(template) => template.clone(),
        _ => Template::default(),
    });
    let change = move |change: &dyn Fn(&mut Template)| {
        candidate.update(|candidate| {
            if let Candidate::Template(template) = candidate {
                change(template);
            }
        });
    };
    let rhythms = move || {
        let option = |(place, rhythm): (usize, Rhythm)| {
            view! {
                <option value=place.to_string() selected=template.with(|of| of.rhythm == rhythm)>
                    {rhythm.text(library.locale.get())}
                </option>
            }
        };
        Rhythm::ALL.into_iter().enumerate().map(option).collect_view()
    };
    let regions = move || {
        let locale = library.locale.get();
        let option = |region: Region| {
            view! {
                <option value=region.id() selected=template.with(|of| of.copies == Some(region))>
                    {region.name(locale)}
                </option>
            }
        };
        view! {
            <option value="" selected=template.with(|of| of.copies.is_none())>
                {Label::VersusNothing.get(locale)}
            </option>
            {destinations(library).into_iter().map(option).collect_view()}
        }
    };
    let make = move |_| {
        let template = template.get_untracked();
        let locale = library.locale.get_untracked();
        let region = library.region.get_untracked();
        let form = library.read(|run| template.form(run.world(), region, &template.text(locale)));
        draft::keep(library, Draft { subject: Subject::New, form });
        draft::resume();
        go(&Route::Policies { open: None });
    };
    view! {
        <div class="versus-fields">
            <label>
                {t(Label::Schedule)}
                <select on:change=move |event| {
                    let place: usize = event_target_value(&event).parse().unwrap_or_default();
                    let rhythm = Rhythm::ALL.get(place).copied().unwrap_or_default();
                    change(&|of| of.rhythm = rhythm);
                }>{dynamic(rhythms)}</select>
            </label>
            <label>
                {t(Label::RetentionPeriod)}
                <input
                    type="text"
                    inputmode="numeric"
                    prop:value=move || template.with(|of| of.retention.clone())
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        change(&|of| of.retention.clone_from(&typed));
                    }
                />
            </label>
            <label>
                {t(Label::VersusArchive)}
                <input
                    type="text"
                    inputmode="numeric"
                    placeholder=t(Label::VersusArchiveHint)
                    prop:value=move || template.with(|of| of.archive.clone())
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        change(&|of| of.archive.clone_from(&typed));
                    }
                />
            </label>
            <label>
                {t(Label::VersusCopies)}
                <select on:change=move |event| {
                    let to = Region::parse(&event_target_value(&event));
                    change(&|of| of.copies = to);
                }>{dynamic(regions)}</select>
            </label>
            {dynamic(move || template.with(faults))}
            <button type="button" class="link" on:click=make>
                {t(Label::VersusMake)}
            </button>
        </div>
    }
}

/// What is wrong with a simple policy.
fn faults(template: &Template) -> impl IntoView + use<> {
    let library = use_library();
    let (locale, region) = (library.locale.get(), library.region.get());
    let faults = library.read(|run| template.faults(run.world(), region));
    let fault = |rejection: &engine::rejection::Rejection| {
        view! {
            <p class="field-error">
                <Icon picture=Picture::Failed />
                <span>{words::rejection(rejection, locale)}</span>
                <RuleChip rule=rejection.rule() />
            </p>
        }
    };
    view! {
        <div role="status">{faults.iter().map(|found| fault(&found.rejection)).collect_view()}</div>
    }
}

/// Values of choices that are no policies.
const DRAFT: &str = "-draft";
const TEMPLATE: &str = "-template";
