//! Is everything protected? Counts, and what needs attention with the way to mend it.

use engine::{
    catalog::region::Region,
    id::InstanceId,
    view::{
        format,
        overview::{Concern, ConcernKind, OverviewView, Protection},
    },
};
use leptos::prelude::*;

use super::super::protect::AddBackup;
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::use_library,
    route::Route,
    text::Label,
};

/// The card.
#[component]
pub fn ProtectionCard(
    /// The overview.
    view: Memo<OverviewView>,
) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let protection = Memo::new(move |_| view.with(|view| view.protection.clone()));
    let adding = RwSignal::new(false);
    let preselected = RwSignal::new(Vec::new());
    let add = Callback::new(move |(instance, region): (InstanceId, Region)| {
        library.region.set(region);
        preselected.set(vec![instance]);
        adding.set(true);
    });
    let figure = move || protection.with(|protection| format::count(protection.protected as u64));
    let of = move || {
        let all = protection.with(|protection| format::count(protection.instances as u64));
        Label::OfInstances.get(locale.get()).replace("{}", &all)
    };
    view! {
        <section class="overview-card" aria-labelledby="is-protected">
            <h2 id="is-protected">{t(Label::IsProtected)}</h2>
            <p>
                <strong class="overview-figure">{dynamic(figure)}</strong>
                " "
                {dynamic(of)}
            </p>
            {dynamic(move || verdict(&protection.get()))}
            <Concerns view=view protection=protection add=add />
            <dl class="shares">
                <Share
                    label=Label::SuspendedPlans
                    protection=protection
                    count=|all| all.suspended
                />
                <Share label=Label::LockedNewest protection=protection count=|all| all.locked />
                <Share label=Label::GroupedNewest protection=protection count=|all| all.grouped />
            </dl>
            <AddBackup open=adding preselected=preselected />
        </section>
    }
}

/// The good or the empty case in a sentence; the others are listed.
fn verdict(protection: &Protection) -> Option<AnyView> {
    match protection {
        Protection { instances: 0, .. } => Some(view! { <p class="hint">{t(Label::NothingToProtect)}</p> }.into_any()),
        whole if whole.is_whole() => {
            let sentence = view! {
                <p class="state" data-state="ok">
                    <Icon picture=Picture::Ok />
                    {t(Label::AllProtected)}
                </p>
            };
            Some(sentence.into_any())
        }
        _ => None,
    }
}

/// The instances that need attention.
#[component]
fn Concerns(
    view: Memo<OverviewView>,
    protection: Memo<Protection>,
    add: Callback<(InstanceId, Region)>,
) -> impl IntoView {
    let locale = use_library().locale;
    let line = move |concern: Concern| {
        let zone = view.with_untracked(|view| view.zone);
        let (state, picture) = match concern.kind {
            ConcernKind::Failed(_) | ConcernKind::Partial(_) => ("failed", Picture::Failed),
            ConcernKind::Unprotected => ("unprotected", Picture::Close),
            ConcernKind::Suspended => ("suspended", Picture::Suspended),
        };
        let to = Route::Instances { open: Some(concern.instance.clone()), point: None }.to_string();
        let text = concern.kind.text(zone, locale.get());
        let mend = (concern.kind == ConcernKind::Unprotected).then(|| {
            let name = concern.name.clone();
            let called = move || format!("{} {name}", Label::AddEcsBackup.get(locale.get()));
            let (instance, region) = (concern.instance.clone(), concern.region);
            view! {
                <button
                    type="button"
                    class="link"
                    aria-label=called
                    on:click=move |_| add.run((instance.clone(), region))
                >
                    {t(Label::AddEcsBackup)}
                </button>
            }
        });
        view! {
            <li data-state=state>
                <Icon picture=picture />
                <span>
                    <a href=to>{concern.name}</a>
                    " "
                    {text}
                    <RuleChip rule=concern.rule />
                    " "
                    {mend}
                </span>
            </li>
        }
    };
    dynamic(move || {
        let Protection { concerns, more_concerns, .. } = protection.get();
        let more = (more_concerns > 0).then(|| {
            let more = format::count(more_concerns as u64);
            let text = Label::AndMore.get(locale.get()).replace("{}", &more);
            view! { <li>{text}</li> }
        });
        (!concerns.is_empty())
            .then(|| view! { <ul class="concerns">{concerns.into_iter().map(line).collect_view()} {more}</ul> })
    })
}

/// A count of all instances, as a bar and in figures.
#[component]
fn Share(label: Label, protection: Memo<Protection>, count: fn(&Protection) -> usize) -> impl IntoView {
    let counts = Memo::new(move |_| protection.with(|all| (count(all), all.instances)));
    let bar = move || {
        let (some, all) = counts.get();
        let width = i64::try_from((some * 1_000).checked_div(all).unwrap_or(0)).unwrap_or(0);
        view! { <Bar width=width mark=None tone="plain" /> }
    };
    view! {
        <div>
            <dt>{t(label)}</dt>
            <dd>
                {dynamic(bar)}
                <span class="figure">
                    {dynamic(move || {
                        let (some, all) = counts.get();
                        format!("{} / {}", format::count(some as u64), format::count(all as u64))
                    })}
                </span>
            </dd>
        </div>
    }
}

/// A bar of thousandths, with a mark where one is given. The figures beside it say the same.
#[component]
pub fn Bar(
    /// How far it is filled, 0 to 1,000.
    width: i64,
    /// Where the mark stands.
    mark: Option<i64>,
    /// What it means: `ok`, `failed` or `plain`.
    tone: &'static str,
) -> impl IntoView {
    view! {
        <svg
            class="bar"
            data-tone=tone
            viewBox="0 0 1000 10"
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <rect class="bar-track" width="1000" height="6" y="2" />
            <rect class="bar-fill" width=width height="6" y="2" />
            {mark.map(|mark| view! { <rect class="bar-mark" x=mark - 5 width="10" height="10" /> })}
        </svg>
    }
}
