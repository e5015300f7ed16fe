//! Several policies on the same fleet.

mod chart;
mod grid;
mod scatter;
mod slots;
mod tables;

use std::cell::RefCell;

use engine::{
    catalog::region::Region,
    id::{InstanceId, PolicyId},
    rehearsal::{Change, Proposal, Rehearsal},
    simulation::Simulation,
    time::{Days, HOUR, Seconds, Timestamp},
    view::{
        plan_compare::{self, Measures, Rhythm, Targets, Template},
        rehearsal,
    },
};
use leptos::prelude::*;

use self::{
    chart::OverTime,
    grid::SweepGrid,
    slots::Slots,
    tables::{Answer, Figures},
};
use super::{
    Tabs,
    choose::{Instances, Until, named, presets},
    draft::{self, Draft},
    play::{Play, Progress, State},
};
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
    },
    library::{Library, use_library},
    screens::policies::editor::Subject,
    text::Label,
};

/// What stands in one of the four places.
#[derive(Clone, Debug, Default, PartialEq)]
enum Candidate {
    /// Nothing.
    #[default]
    Nothing,
    /// A policy as it is.
    Policy(PolicyId),
    /// The draft of the panel.
    Draft,
    /// A simple one.
    Template(Template),
}

/// What is compared: it stays while the screen is made anew.
#[derive(Clone, Debug, Default)]
struct Chosen {
    candidates: Vec<Candidate>,
    instances: Option<Vec<InstanceId>>,
    until: Option<String>,
    targets: Option<[String; 3]>,
}

thread_local! {
    static CHOSEN: RefCell<Option<Chosen>> = const { RefCell::new(None) };
}

/// What is compared and what came of it. Copies share it.
#[derive(Clone, Copy)]
struct Comparing {
    library: StoredValue<Library>,
    slots: StoredValue<Vec<RwSignal<Candidate>>>,
    draft: StoredValue<Option<Draft>>,
    chosen: RwSignal<Option<Vec<InstanceId>>>,
    typed: RwSignal<Option<String>>,
    /// RPO and RTO in hours, and days to look back, as they are typed.
    targets: RwSignal<[String; 3]>,
    play: Play,
    /// What was compared last: the names, and the day.
    asked: RwSignal<Option<Asked>>,
}

/// What was compared.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    names: Vec<String>,
    proposals: Vec<Proposal>,
    until: String,
}

/// The places have letters.
const LETTERS: [&str; 4] = ["A", "B", "C", "D"];

/// The screen.
#[component]
pub fn ComparePolicies() -> impl IntoView {
    let comparing = Comparing::new();
    provide_context(comparing);
    let start = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        comparing.start();
    };
    let library = use_library();
    let cannot = move || comparing.asking().is_none();
    view! {
        <h1 tabindex="-1">{t(Label::ComparePolicies)}</h1>
        <Tabs />
        <p class="lead">{t(Label::VersusLead)}</p>
        <form class="plan-form" on:submit=start>
            <p class="hint">{t(Label::VersusChoose)}</p>
            <Slots />
            <Until
                typed=Signal::derive(move || comparing.until_text())
                is_right=Signal::derive(move || comparing.until().is_some())
                choose=Callback::new(move |typed| comparing.typed.set(Some(typed)))
            >
                <button type="button" on:click=move |_| comparing.typed.set(None)>
                    {t(Label::PlanHorizonDefault)}
                </button>
                {dynamic(move || presets(library, comparing.typed))}
            </Until>
            <Instances
                chosen=Signal::derive(move || comparing.instances())
                region=Signal::derive(move || library.region.get())
                policy=Signal::derive(|| None)
                choose=Callback::new(move |chosen| comparing.chosen.set(Some(chosen)))
            />
            <div class="plan-go">
                <button type="submit" class="primary" disabled=cannot>
                    <Icon picture=Picture::Play />
                    {t(Label::VersusAgain)}
                </button>
            </div>
        </form>
        <Progress play=comparing.play />
        {dynamic(move || comparing.stale())}
        <Show when=move || comparing.measured().is_some()>
            <Answer />
            <Figures />
            <OverTime />
        </Show>
        <SweepGrid />
    }
}

fn use_comparing() -> Comparing {
    expect_context::<Comparing>()
}

impl Comparing {
    fn new() -> Self {
        let library = use_library();
        let kept = CHOSEN.with_borrow(Clone::clone);
        let draft = draft::kept(library);
        let chosen =
            kept.unwrap_or_else(|| Chosen { candidates: proposed(library, draft.is_some()), ..Chosen::default() });
        let place = |place: usize| RwSignal::new(chosen.candidates.get(place).cloned().unwrap_or_default());
        let comparing = Self {
            library: StoredValue::new(library),
            slots: StoredValue::new((0..LETTERS.len()).map(place).collect()),
            draft: StoredValue::new(draft),
            chosen: RwSignal::new(chosen.instances),
            typed: RwSignal::new(chosen.until),
            targets: RwSignal::new(chosen.targets.unwrap_or_else(usual_targets)),
            play: Play::new(),
            asked: RwSignal::new(None),
        };
        Effect::new(move |_| {
            let chosen = Chosen {
                candidates: comparing.candidates(),
                instances: comparing.chosen.get(),
                until: comparing.typed.get(),
                targets: Some(comparing.targets.get()),
            };
            CHOSEN.with_borrow_mut(|kept| *kept = Some(chosen));
        });
        Effect::new(move |_| untrack(|| comparing.start()));
        comparing
    }

    fn slots(self) -> Vec<RwSignal<Candidate>> {
        self.slots.get_value()
    }

    fn candidates(self) -> Vec<Candidate> {
        self.slots().into_iter().map(|slot| slot.get()).collect()
    }

    /// What becomes of the policy at each place; none where nothing stands there, or what does not hold.
    fn changes(self) -> Vec<Option<(String, Change)>> {
        let library = self.library.get_value();
        library.revisions.track();
        let (locale, region) = (library.locale.get(), library.region.get());
        let candidates = self.candidates();
        library.read(|run| {
            let of = |candidate: &Candidate| match candidate {
                Candidate::Nothing => None,
                Candidate::Policy(policy) => {
                    let found = run.world().policy(policy).ok()?;
                    let name = run.world().policies[found].spec.name.as_str().to_owned();
                    Some((name, Change::AsItIs(policy.clone())))
                }
                Candidate::Draft => {
                    let draft = self.draft.get_value()?;
                    let name = Label::PlanDraft.get(locale).replace("{}", &draft.form.name);
                    Some((name, of_draft(run, &draft)?))
                }
                Candidate::Template(template) => {
                    let name = template.text(locale);
                    let spec = template.form(run.world(), region, "template").check(run.world().zone).ok()?;
                    Some((name, Change::New { region, spec }))
                }
            };
            candidates.iter().map(of).collect()
        })
    }

    /// The instances that they are compared on: those of the first that has some, else those of the region.
    fn instances(self) -> Vec<InstanceId> {
        if let Some(chosen) = self.chosen.get() {
            return chosen;
        }
        let changes = self.changes();
        let library = self.library.get_value();
        let region = library.region.get();
        library.read(|run| {
            let of = |(_, change): &(String, Change)| rehearsal::usual(run.world(), change);
            let usual = changes.iter().flatten().map(of).find(|usual| !usual.is_empty());
            let all = || {
                rehearsal::choices(run.world(), region, None, "").into_iter().map(|choice| choice.id).take(USUAL_MAX)
            };
            usual.unwrap_or_else(|| all().collect())
        })
    }

    /// The day until which it is looked ahead: as it is typed, or far enough to see the longest retention and the duty.
    fn until_text(self) -> String {
        if let Some(typed) = self.typed.get() {
            return typed;
        }
        let duty = self.read_targets().unwrap_or_default().duty;
        let changes = self.changes();
        self.library.get_value().read(|run| {
            let world = run.world();
            let ends = changes.iter().flatten().filter_map(|(_, change)| rehearsal::usual_end(world, change));
            let of_duty = world.now.plus_days(Days(duty.0.saturating_add(DAYS_AFTER_DUTY).min(DUTY_DAYS_MAX)));
            rehearsal::local_date(ends.chain([of_duty]).max().unwrap_or(of_duty), world.zone)
        })
    }

    fn until(self) -> Option<Timestamp> {
        let typed = self.until_text();
        self.library.get_value().read(|run| rehearsal::read_until(&typed, run.now(), run.world().zone))
    }

    /// What is asked for, where all of it is a number.
    fn read_targets(self) -> Option<Targets> {
        let [rpo, rto, duty] = self.targets.get().map(|typed| read_target(&typed));
        let hours = |hours: u32| Seconds(i64::from(hours) * HOUR);
        Some(Targets { rpo: hours(rpo?), rto: hours(rto?), duty: Days(duty?) })
    }

    /// What is to be compared; none where something is missing or wrong.
    fn asking(self) -> Option<(Asked, Timestamp)> {
        let changes = self.changes();
        let holds =
            |(candidate, change): (&Candidate, &Option<_>)| *candidate == Candidate::Nothing || change.is_some();
        if !self.candidates().iter().zip(&changes).all(holds) {
            return None;
        }
        let instances = self.instances();
        let (names, proposals): (Vec<_>, Vec<_>) = changes
            .into_iter()
            .flatten()
            .map(|(name, change)| (name, Proposal { change, instances: instances.clone() }))
            .unzip();
        let is_some = !instances.is_empty() && !names.is_empty();
        let until = self.until().filter(|_| is_some)?;
        Some((Asked { names, proposals, until: self.until_text() }, until))
    }

    fn start(self) {
        let Some((asked, until)) = untrack(|| self.asking()) else { return };
        let begun = self
            .library
            .get_value()
            .read(|run| asked.proposals.iter().map(|proposal| Rehearsal::begin(run, proposal, until)).collect());
        self.asked.set(Some(asked));
        self.play.start(begun);
    }

    /// The names and figures of those that could be rehearsed; none before there are any.
    fn measured(self) -> Option<Vec<(String, Measures)>> {
        let names = self.asked.get()?.names;
        let measured: Vec<_> = self.play.read(|played| {
            let of = |(name, played): (&String, &super::play::Played)| {
                played.as_ref().ok().map(|outcome| (name.clone(), plan_compare::measure(outcome)))
            };
            names.iter().zip(played).filter_map(of).collect()
        });
        (!measured.is_empty()).then_some(measured)
    }

    /// Says so where what is shown is not what is chosen any more.
    fn stale(self) -> Option<impl IntoView> {
        let asked = self.asked.get().filter(|_| self.play.state.get() == State::There)?;
        let is_changed = self.asking().is_none_or(|(present, _)| present != asked);
        is_changed.then(|| {
            view! {
                <p class="notice plan-stale" data-tone="running" role="status">
                    <span>{t(Label::PlanChanged)}</span>
                    <button type="button" on:click=move |_| self.start()>
                        {t(Label::RehearseAgain)}
                    </button>
                </p>
            }
        })
    }
}

fn of_draft(run: &Simulation, draft: &Draft) -> Option<Change> {
    let spec = draft.form.check(run.world().zone).ok()?;
    let edited = match &draft.subject {
        Subject::New => None,
        Subject::Policy(policy) => Some(policy),
    };
    rehearsal::change(run.world(), edited, draft.form.region?, spec)
}

/// What stands in the places at first: the draft, policies that are there, and simple ones.
fn proposed(library: Library, has_draft: bool) -> Vec<Candidate> {
    let template = |rhythm, days: &str| {
        Candidate::Template(Template { rhythm, retention: days.to_owned(), ..Template::default() })
    };
    let draft = has_draft.then_some(Candidate::Draft);
    let policy = named(library).into_iter().next().map(|(policy, _)| Candidate::Policy(policy));
    let simple = [template(Rhythm::Daily, "30"), template(Rhythm::Weekly, "180")];
    draft.into_iter().chain(policy).chain(simple).take(LETTERS.len()).collect()
}

fn usual_targets() -> [String; 3] {
    let Targets { rpo, rto, duty } = Targets::default();
    [rpo.0 / HOUR, rto.0 / HOUR, i64::from(duty.0)].map(|number| number.to_string())
}

/// A whole number within bounds.
fn read_target(typed: &str) -> Option<u32> {
    typed.trim().parse().ok().filter(|number| (1..=TARGET_MAX).contains(number))
}

/// The region that simple policies are of, and the others that copies can go to.
fn destinations(library: Library) -> Vec<Region> {
    let from = library.region.get();
    library.read(|run| run.world().regions.iter().copied().filter(|to| from.replicates_to(*to)).collect())
}

/// So many instances are compared on where nobody says which.
const USUAL_MAX: usize = 50;
/// What is looked ahead after the duty, so that it is seen to be met.
const DAYS_AFTER_DUTY: u32 = 31;
const DUTY_DAYS_MAX: u32 = 36_000;
const TARGET_MAX: u32 = 100_000;
