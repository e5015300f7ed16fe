//! Two branches side by side, at the moment at which the run stands.

mod play;
mod sides;
mod tables;

use std::cell::RefCell;

use engine::{
    id::InstanceId,
    timeline::{BranchId, BranchRow},
    view::compare::{self, Comparison, Differing},
};
use leptos::prelude::*;

use self::{
    play::{Side, forget_others},
    sides::SideCard,
    tables::{Instances, Outcome, parting},
};
use crate::{
    app::{go_instead, t, use_route},
    components::dynamic::dynamic,
    library::{Library, use_library},
    route::Route,
    shell::branches::{BranchesOpen, name},
    text::Label,
};

/// What is looked at: it stays while the run moves, and the screen with it.
#[derive(Clone, Debug)]
struct Looked {
    subject: Option<InstanceId>,
    together: bool,
}

thread_local! {
    static LOOKED: RefCell<Looked> = const { RefCell::new(Looked { subject: None, together: true }) };
}

/// The screen.
#[component]
pub fn Compare() -> impl IntoView {
    let library = use_library();
    let route = use_route();
    forget_others(library);
    let pair = Memo::new(move |_| {
        library.branched.track();
        library.number.track();
        route.with(|route| match route {
            Route::Compare { branches } => chosen(&library.branches(), *branches),
            _ => None,
        })
    });
    let open = expect_context::<BranchesOpen>().0;
    view! {
        <h1 tabindex="-1">{t(Label::Compare)}</h1>
        <p class="lead">{t(Label::CompareLead)}</p>
        {dynamic(move || match pair.get() {
            None => {
                view! {
                    <div class="empty">
                        <p>{t(Label::CompareNoOther)}</p>
                        <button type="button" on:click=move |_| open.set(true)>
                            {t(Label::OpenBranches)}
                        </button>
                    </div>
                }
                    .into_any()
            }
            Some(pair) => view! { <Pair pair=pair /> }.into_any(),
        })}
    }
}

/// The two that are compared: those of the address where there are such, else the present one and the newest other.
fn chosen(rows: &[BranchRow], asked: Option<[BranchId; 2]>) -> Option<[BranchId; 2]> {
    let is_there = |id: &BranchId| rows.iter().any(|row| row.id == *id);
    if let Some(asked) = asked.filter(|asked| asked.iter().all(is_there)) {
        return Some(asked);
    }
    let present = rows.iter().find(|row| row.is_present)?.id;
    let other = rows.iter().rev().find(|row| !row.is_present)?.id;
    Some([present, other])
}

/// Two branches.
#[component]
fn Pair(pair: [BranchId; 2]) -> impl IntoView {
    let library = use_library();
    let looked = LOOKED.with_borrow(Clone::clone);
    let (subject, together) = (RwSignal::new(looked.subject), RwSignal::new(looked.together));
    Effect::new(move |_| {
        let looked = Looked { subject: subject.get(), together: together.get() };
        LOOKED.with_borrow_mut(|kept| *kept = looked);
    });
    let sides = pair.map(|branch| Side::new(library, branch));
    let drawn = follow(library, sides, together);
    let comparison = Memo::new(move |_| {
        drawn.track();
        compared(sides, subject.get().as_ref(), library)
    });
    let differing = Memo::new(move |_| {
        drawn.track();
        differing(sides, library)
    });
    let histories = Memo::new(move |_| {
        drawn.track();
        sides::histories(sides, subject.get().as_ref())
    });
    let shown = move |side: usize| {
        view! {
            <SideCard
                side=sides[side]
                place=side
                histories=histories
                drawn=drawn
                comparison=comparison
                differing=differing
            />
        }
    };
    view! {
        <Choices pair=pair subject=subject together=together />
        {dynamic(move || {
            differing
                .with(|differing| differing.as_ref().map(|differing| parting(differing, library)))
        })}
        {sides.map(|side| view! { <Progress side=side /> }).collect_view()}
        {dynamic(move || {
            let [one, other] = {
                drawn.track();
                sides.map(Side::now)
            };
            (one.is_some() && other.is_some() && one != other)
                .then(|| view! { <p class="notice">{t(Label::CompareUnlike)}</p> })
        })}
        <Show when=move || comparison.with(Option::is_some)>
            <Outcome comparison=comparison pair=pair />
        </Show>
        <div class="compare-sides">{shown(0)} {shown(1)}</div>
        <Show when=move || comparison.with(Option::is_some) && subject.with(Option::is_none)>
            <Instances comparison=comparison pair=pair subject=subject />
        </Show>
    }
}

/// Lets the branches follow the run; counts up when there is something new to draw, four times a second at most.
fn follow(library: Library, sides: [Side; 2], together: RwSignal<bool>) -> RwSignal<u32> {
    let (drawn, waits) = (RwSignal::new(0), StoredValue::new(false));
    Effect::new(move |_| {
        library.revisions.track();
        library.number.track();
        library.branched.track();
        let together = together.get();
        for side in sides.iter().filter(|side| together || side.is_present() || !side.is_there()) {
            side.follow();
        }
    });
    Effect::new(move |_| {
        for side in sides {
            side.arrived.track();
        }
        if !waits.get_value() {
            drawn.update(|times| *times += 1);
            waits.set_value(true);
            set_timeout(
                move || {
                    if waits.try_update_value(|waits| *waits = false).is_some() {
                        drawn.update(|times| *times += 1);
                    }
                },
                DRAW_EVERY,
            );
        }
    });
    drawn
}

fn compared(sides: [Side; 2], subject: Option<&InstanceId>, library: Library) -> Option<Comparison> {
    let locale = library.locale.get();
    both(sides, |worlds| compare::compare(worlds, subject, locale))
}

fn differing(sides: [Side; 2], library: Library) -> Option<Differing> {
    let locale = library.locale.get();
    let branches = sides.map(|side| library.read_timeline(|timeline| timeline.branch(side.branch)).ok());
    let [Some(one), Some(other)] = branches else { return None };
    both(sides, |worlds| compare::differing([&one, &other], worlds, locale))
}

/// Reads from both runs, where both are there.
fn both<T>(sides: [Side; 2], read: impl FnOnce([&engine::world::World; 2]) -> T) -> Option<T> {
    sides[0].read(|one| sides[1].read(|other| read([one.world(), other.world()])))?
}

/// Which branches, which instance, and whether the branches move together.
#[component]
fn Choices(pair: [BranchId; 2], subject: RwSignal<Option<InstanceId>>, together: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let choice = move |label: Label, place: usize| {
        let choose = move |event| {
            let mut next = pair;
            if let Some(branch) = BranchId::parse(&event_target_value(&event)) {
                next[place] = branch;
            }
            go_instead(&Route::Compare { branches: Some(next) });
        };
        let options = move || {
            library.branched.track();
            let option = |row: BranchRow| {
                view! {
                    <option value=row.id.to_string() selected=row.id == pair[place]>
                        {name(&row, library.locale.get())}
                    </option>
                }
            };
            library.branches().into_iter().map(option).collect_view()
        };
        view! {
            <label class="filter">
                {t(label)} <select on:change=choose>{dynamic(options)}</select>
            </label>
        }
    };
    let instances = move || {
        let all: Vec<_> = library.read(|run| {
            let world = run.world();
            world
                .instances_by_id()
                .map(|of| (world.instances[of].id.clone(), world.instances[of].name.clone()))
                .collect()
        });
        let option = |(id, name): (InstanceId, String)| {
            let is_chosen = subject.with(|subject| subject.as_ref() == Some(&id));
            view! {
                <option value=id.to_string() selected=is_chosen>
                    {name}
                </option>
            }
        };
        all.into_iter().map(option).collect_view()
    };
    let choose = move |event| {
        let id = event_target_value(&event);
        subject.set((!id.is_empty()).then(|| id.as_str().into()));
    };
    view! {
        <div class="compare-choices">
            {choice(Label::CompareOne, 0)} {choice(Label::CompareOther, 1)}
            <label class="filter">
                {t(Label::CompareShow)} <select on:change=choose>
                    <option value="" selected=move || subject.with(Option::is_none)>
                        {t(Label::AllOfRun)}
                    </option>
                    {dynamic(instances)}
                </select>
            </label> <label class="filter">
                <input
                    type="checkbox"
                    prop:checked=together
                    on:change=move |event| together.set(event_target_checked(&event))
                />
                {t(Label::MoveTogether)}
            </label>
        </div>
        <Show when=move || pair[0] == pair[1]>
            <p class="notice">{t(Label::CompareSameBranch)}</p>
        </Show>
    }
}

/// How far a branch is on its way, and the way to stop it.
#[component]
fn Progress(side: Side) -> impl IntoView {
    let again = move |_| {
        side.stopped.set(false);
        side.follow();
    };
    view! {
        <Show when=move || side.percent.with(Option::is_some)>
            <p class="compare-progress">
                <label>
                    {t(Label::ComparePlaying)} " "
                    <progress max="100" value=move || side.percent.get().unwrap_or(100)></progress>
                </label>
                <button type="button" on:click=move |_| side.stop()>
                    {t(Label::StopPlaying)}
                </button>
            </p>
        </Show>
        <Show when=move || side.stopped.get()>
            <p class="notice" role="status">
                {t(Label::CompareStopped)}
                <button type="button" on:click=again>
                    {t(Label::TryAgain)}
                </button>
            </p>
        </Show>
    }
}

/// How often it is drawn anew while time plays.
const DRAW_EVERY: std::time::Duration = std::time::Duration::from_millis(250);
