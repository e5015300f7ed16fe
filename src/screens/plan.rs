//! Plan: what a policy would do, before it does it.

mod calendar;
mod choose;
pub mod compare;
pub mod draft;
mod items;
mod life;
mod outcome;
mod play;
mod save;
pub mod trial;

use engine::{
    id::{InstanceId, PolicyId},
    rehearsal::{Change, Outcome, Proposal, Rehearsal},
    simulation::Simulation,
    time::Timestamp,
    view::{
        format,
        rehearsal::{self, Before},
    },
};
use leptos::prelude::*;

use self::{
    calendar::Calendar,
    choose::Choose,
    draft::{Draft, Looked},
    items::Items,
    life::Life,
    outcome::Figures,
    play::{Play, Progress, State},
    save::Save,
};
use super::policies::editor::Subject;
use crate::{
    app::{t, use_route},
    components::{dynamic::dynamic, rule_chip::RuleChip},
    library::{Library, use_library},
    route::Route,
    screens::instances::tabs::tabs_of,
    text::Label,
};

/// What is rehearsed and what came of it. Copies share it.
#[derive(Clone, Copy)]
struct Planning {
    library: Library,
    /// The policy that is being written, where there is one.
    draft: StoredValue<Option<Draft>>,
    /// The policy of the address; the draft where none.
    policy: Memo<Option<PolicyId>>,
    /// What becomes of it.
    change: Memo<Option<Change>>,
    /// The instances that were chosen; as usual where none were.
    chosen: RwSignal<Option<Vec<InstanceId>>>,
    /// The day that was typed; as usual where none was.
    typed: RwSignal<Option<String>>,
    usual: Memo<Vec<InstanceId>>,
    usual_until: Memo<String>,
    /// What was rehearsed last.
    asked: RwSignal<Option<(Proposal, String)>>,
    /// With the proposal, then with everything as it is.
    play: Play,
    before: StoredValue<Before, LocalStorage>,
    /// When that was.
    at: RwSignal<Option<Timestamp>>,
    /// The day whose items are listed.
    day: RwSignal<Option<i64>>,
}

/// The screen.
#[component]
pub fn Plan() -> impl IntoView {
    let planning = Planning::new();
    provide_context(planning);
    planning.start_by_itself();
    view! {
        <h1 tabindex="-1">{t(Label::Plan)}</h1>
        <Tabs />
        <p class="lead">
            {t(Label::PlanLead)} " " {t(Label::PlanLeftOut)} " "
            <RuleChip rule=engine::rule::Rule::Mdl04 />
        </p>
        <Choose />
        <Progress play=planning.play />
        {dynamic(move || planning.refusal())}
        {dynamic(move || planning.stale())}
        <Show
            when=move || planning.is_there()
            fallback=move || {
                view! {
                    <Show when=move || planning.change.with(Option::is_none)>
                        <p class="empty">{t(Label::PlanChoose)}</p>
                    </Show>
                }
            }
        >
            <Figures />
            <Save />
            <Calendar />
            <Items />
            <Life />
        </Show>
    }
}

/// The tabs of Plan.
#[component]
pub fn Tabs() -> impl IntoView {
    tabs_of(
        Label::Plan,
        [(Route::Plan { policy: None }, Label::Rehearse), (Route::PlanCompare, Label::ComparePolicies)],
    )
}

fn use_planning() -> Planning {
    expect_context::<Planning>()
}

impl Planning {
    /// Nothing is chosen yet, nor typed: a day that is left out is not wrong then.
    fn is_untouched(self) -> bool {
        self.change.with(Option::is_none) && self.typed.with(Option::is_none)
    }

    fn new() -> Self {
        let (library, route) = (use_library(), use_route());
        let draft = StoredValue::new(draft::kept(library));
        let policy = Memo::new(move |_| match &*route.read() {
            Route::Plan { policy } => policy.clone(),
            _ => None,
        });
        let change = library.view(
            |revisions| revisions.policies,
            move |run| policy.with(|policy| change_of(run, policy.as_ref(), draft.get_value().as_ref())),
        );
        let usual = library.view(
            |revisions| (revisions.policies, revisions.fleet),
            move |run| {
                change
                    .with(|change| change.as_ref().map(|change| rehearsal::usual(run.world(), change)))
                    .unwrap_or_default()
            },
        );
        let asked = RwSignal::new(None);
        let usual_until = Memo::new(move |_| {
            // With each start it is reckoned from the moment of that.
            asked.track();
            let end = |change: &Change| {
                library.read(|run| {
                    let world = run.world();
                    rehearsal::usual_end(world, change).map(|end| rehearsal::local_date(end, world.zone))
                })
            };
            change.with(|change| change.as_ref().and_then(end)).unwrap_or_default()
        });
        let looked = draft::looked(&name_of(policy.get_untracked().as_ref()));
        Self {
            library,
            draft,
            policy,
            change,
            chosen: RwSignal::new(looked.instances),
            typed: RwSignal::new(looked.until),
            usual,
            usual_until,
            asked,
            play: Play::new(),
            before: StoredValue::new_local(Before::default()),
            at: RwSignal::new(None),
            day: RwSignal::new(None),
        }
    }

    /// The instances that it is for.
    fn instances(self) -> Vec<InstanceId> {
        self.chosen.get().unwrap_or_else(|| self.usual.get())
    }

    /// The day until which it is looked ahead, as it is typed.
    fn until_text(self) -> String {
        self.typed.get().unwrap_or_else(|| self.usual_until.get())
    }

    fn until(self) -> Option<Timestamp> {
        let typed = self.until_text();
        self.library.read(|run| rehearsal::read_until(&typed, run.now(), run.world().zone))
    }

    fn proposal(self) -> Option<Proposal> {
        Some(Proposal { change: self.change.get()?, instances: self.instances() })
    }

    /// Begins, where it is said what with.
    fn start(self) {
        if self.typed.with_untracked(Option::is_none) {
            self.asked.set(None);
        }
        let Some((proposal, until)) = untrack(|| self.proposal().zip(self.until())) else { return };
        if proposal.instances.is_empty() {
            return;
        }
        let of = name_of(self.policy.get_untracked().as_ref());
        draft::look(of, Looked { instances: self.chosen.get_untracked(), until: self.typed.get_untracked() });
        let begun = self.library.read(|run| {
            let planned = Rehearsal::begin(run, &proposal, until).map(Rehearsal::telling_of_all);
            let Ok(planned) = planned else { return vec![planned] };
            let instances = planned.instances().clone();
            self.before.set_value(Before::of(run.world(), instances.iter().copied()));
            vec![Ok(planned), Ok(Rehearsal::of_today(run, instances, until))]
        });
        self.at.set(Some(self.library.read(Simulation::now)));
        self.day.set(None);
        self.asked.set(Some((proposal, untrack(|| self.until_text()))));
        self.play.start(begun);
    }

    /// Begins by itself with each policy that is chosen.
    fn start_by_itself(self) {
        Effect::new(move |before: Option<Option<PolicyId>>| {
            let policy = self.policy.get();
            self.change.track();
            if before.is_some_and(|before| before != policy) {
                let looked = draft::looked(&name_of(policy.as_ref()));
                self.play.clear();
                self.asked.set(None);
                self.chosen.set(looked.instances);
                self.typed.set(looked.until);
            }
            self.start();
            policy
        });
    }

    /// Whether there is something to show, of what was asked last.
    fn is_there(self) -> bool {
        self.change.with(Option::is_some) && self.read(|_, _| ()).is_some()
    }

    /// Reads both outcomes, where they are there.
    fn read<T>(self, read: impl FnOnce(&Outcome, &Outcome) -> T) -> Option<T> {
        self.play.read(|played| match played {
            [Ok(planned), Ok(today)] => Some(read(planned, today)),
            _ => None,
        })
    }

    /// Why it cannot be, as the service would say it.
    fn refusal(self) -> Option<impl IntoView> {
        let locale = self.library.locale.get();
        let rejection = self.play.read(|played| played.iter().find_map(|each| each.as_ref().err().cloned()))?;
        let rule = rejection.rule();
        Some(view! {
            <p class="notice" role="alert" data-tone="failed">
                <span>{engine::words::rejection(&rejection, locale)}</span>
                <RuleChip rule=rule />
            </p>
        })
    }

    /// Says so where what is shown is not what is chosen any more, or the run has moved on.
    fn stale(self) -> Option<impl IntoView> {
        self.library.revisions.track();
        let (proposal, until) = self.asked.get().filter(|_| self.play.state.get() == State::There)?;
        let at = self.at.get()?;
        let locale = self.library.locale.get();
        let (now, zone) = self.library.read(|run| (run.now(), run.world().zone));
        let is_changed = self.proposal().is_some_and(|present| present != proposal) || self.until_text() != until;
        let text = match (is_changed, now == at) {
            (true, _) => Label::PlanChanged.get(locale).to_owned(),
            (false, true) => return None,
            (false, false) => Label::PlanMoved.get(locale).replace("{}", &format::date_time(at, zone, locale)),
        };
        Some(view! {
            <p class="notice plan-stale" data-tone="running" role="status">
                <span>{text}</span>
                <button type="button" on:click=move |_| self.start()>
                    {t(Label::RehearseAgain)}
                </button>
            </p>
        })
    }
}

/// What becomes of the policy of the address, or of that of the draft.
fn change_of(run: &Simulation, policy: Option<&PolicyId>, draft: Option<&Draft>) -> Option<Change> {
    let world = run.world();
    if let Some(policy) = policy {
        return world.policy(policy).ok().map(|_| Change::AsItIs(policy.clone()));
    }
    let draft = draft?;
    let spec = draft.form.check(world.zone).ok()?;
    let edited = match &draft.subject {
        Subject::New => None,
        Subject::Policy(policy) => Some(policy),
    };
    rehearsal::change(world, edited, draft.form.region?, spec)
}

/// What tells choices for one policy from those for another.
fn name_of(policy: Option<&PolicyId>) -> String {
    policy.map(ToString::to_string).unwrap_or_default()
}
