//! The run that the page shows: the one place where it is kept, moved and saved.
//!
//! The [`Timeline`] sits in a stored value and not in a signal: it is large, and screens need to know only that
//! something moved. [`Library::revisions`] tells them, at most ten times a second while time plays.

mod clockwork;
pub mod custom;
mod keeping;
pub mod opening;
pub mod scenarios;
pub mod slices;
mod stage;
mod travel;

use engine::{
    catalog::region::Region,
    cloud::managed::UserId,
    command::{Command, Receipt},
    locale::Locale,
    openapi::Refusal,
    rejection::Rejection,
    scenario::web_shop,
    shelf::Place,
    simulation::{Revisions, Simulation},
    timeline::Timeline,
    view::scope::Scope,
    words,
};
use leptos::prelude::*;

pub use self::{
    clockwork::{Jump, Speed, now_ms},
    keeping::{
        KEEPERS, Keepers, Keeping, Notice, Opened, Parted, host_ms, new_place, new_run_id, save_here, write_out,
    },
};
use crate::{
    adapters::preferences::{self, Theme},
    text::Label,
};

/// The run and the state of the page around it. Copies share the same run.
#[derive(Clone, Copy)]
pub struct Library {
    run: StoredValue<Timeline, LocalStorage>,
    /// Where the run lies, or will.
    place: StoredValue<Place>,
    /// How often each area of the run has changed, as far as screens have been told.
    pub revisions: RwSignal<Revisions>,
    /// Which run this is: another one, or the same from an earlier instant, has another number. All that is shown of a
    /// run belongs to it alone, for two runs may count the same revisions.
    pub number: RwSignal<u32>,
    /// How often the branches have changed.
    pub branched: RwSignal<u32>,
    /// Whether time plays.
    pub playing: RwSignal<bool>,
    /// How fast it plays.
    pub speed: RwSignal<Speed>,
    /// The jump that is under way.
    pub jump: RwSignal<Option<Jump>>,
    /// The region that the screens show.
    pub region: RwSignal<Region>,
    /// The managed account that the screens of Cloud Backup show; none for the own one.
    pub account: RwSignal<Option<UserId>>,
    /// The language of the page.
    pub locale: RwSignal<Locale>,
    /// The colour theme.
    pub theme: RwSignal<Theme>,
    /// What keeps the run; none until the part that can is here, before which there is nothing new to save.
    keepers: StoredValue<Option<Keepers>>,
    /// How the run is kept.
    pub keeping: RwSignal<Keeping>,
    /// What a person has yet to read about the opening of their run.
    pub notices: RwSignal<Vec<Notice>>,
    /// The latest refusals and announcements, newest last.
    pub toasts: RwSignal<Vec<Toast>>,
    /// What has been counted.
    counts: StoredValue<Counts>,
}

/// What has been counted since the page was opened.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    jumps: u32,
    messages: u32,
    /// Whether the browser was asked to keep the storage.
    asked_to_persist: bool,
}

/// A short message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Tells it from the others: each has a larger one than those before.
    pub number: u32,
    /// The sentence.
    pub text: String,
    /// The rule behind a refusal; none for an announcement.
    pub rule: Option<engine::rule::Rule>,
}

/// How many messages are shown at once.
const TOASTS_MAX: usize = 3;

/// The run of the page.
pub fn use_library() -> Library {
    expect_context::<Library>()
}

impl Library {
    /// Opens the run that was saved last, or the first scenario.
    pub fn open(opened: Opened) -> Self {
        let Opened { run, notices, .. } = opened;
        let (run, place) = run.unwrap_or_else(|| (Timeline::new(Simulation::new(web_shop())), new_place()));
        let library = Self {
            revisions: RwSignal::new(run.run().revisions()),
            number: RwSignal::new(0),
            branched: RwSignal::new(0),
            playing: RwSignal::new(false),
            speed: RwSignal::new(Speed::Day),
            jump: RwSignal::new(None),
            region: RwSignal::new(preferences::load_region(&run.run().world().regions)),
            account: RwSignal::new(None),
            locale: RwSignal::new(preferences::load_locale()),
            theme: RwSignal::new(Theme::load()),
            keeping: RwSignal::new(Keeping::begun()),
            keepers: StoredValue::new(None),
            notices: RwSignal::new(notices),
            toasts: RwSignal::new(Vec::new()),
            counts: StoredValue::new(Counts::default()),
            run: StoredValue::new_local(run),
            place: StoredValue::new(place),
        };
        library.start_clockwork();
        library.notice_other_tabs();
        library
    }

    /// What the screens of Cloud Backup show.
    pub fn scope(&self) -> Scope {
        Scope { region: self.region.get(), account: self.account.get() }
    }

    /// Reads from the run.
    pub fn read<T>(&self, read: impl FnOnce(&Simulation) -> T) -> T {
        self.run.with_value(|timeline| read(timeline.run()))
    }

    /// Reads from the run what may tidy its queue on the way, such as the next event.
    pub fn peek<T>(&self, peek: impl FnOnce(&mut Simulation) -> T) -> T {
        let peeked = self.run.try_update_value(|timeline| peek(timeline.run_mut()));
        peeked.expect("the run lives as long as the page")
    }

    /// Carries out a command, saves the run, and shows a refusal to the person until the next command. Only for other
    /// parts of the page than the first: what carries out commands comes with them.
    pub fn dispatch(&self, command: Command) -> Result<Receipt, Rejection> {
        let outcome = self.peek(|run| run.apply(command));
        match &outcome {
            Ok(_) => {
                self.forget_refusals(0..u32::MAX);
                self.changed();
            }
            Err(rejection) => self.refuse(rejection),
        }
        outcome
    }

    /// Carries out commands one after the other, whatever becomes of each, and shows the refusals; how many were accepted.
    /// The run is saved once for all. As [`Library::dispatch`], not for the first part of the page.
    pub fn dispatch_all(&self, commands: Vec<Command>) -> usize {
        self.forget_refusals(0..u32::MAX);
        let outcomes: Vec<_> = commands.into_iter().map(|command| self.peek(|run| run.apply(command))).collect();
        for rejection in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
            self.toast(words::rejection(rejection, self.locale.get_untracked()), Some(rejection.rule()));
        }
        let accepted = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        if accepted > 0 {
            self.changed();
        }
        accepted
    }

    /// Carries out a command that takes back a part of what was refused as a whole: the refusal stays to be read.
    pub fn take_back(&self, command: Command) {
        if self.peek(|run| run.apply(command)).is_ok() {
            self.changed();
        }
    }

    /// Shows a refusal to the person, in the place of the one before.
    pub fn refuse(&self, rejection: &Rejection) {
        self.forget_refusals(0..u32::MAX);
        self.toast(words::rejection(rejection, self.locale.get_untracked()), Some(rejection.rule()));
    }

    /// Takes away the refusals among the messages with these numbers: they are of the past.
    pub fn forget_refusals(&self, numbers: std::ops::Range<u32>) {
        let is_past = |toast: &Toast| toast.rule.is_some() && numbers.contains(&toast.number);
        if self.toasts.with_untracked(|toasts| toasts.iter().any(is_past)) {
            self.toasts.update(|toasts| toasts.retain(|toast| !is_past(toast)));
        }
    }

    /// The number of the next message.
    pub fn next_message(&self) -> u32 {
        self.counts.get_value().messages
    }

    /// Calls an operation of the services' APIs.
    pub fn call(&self, product: &str, action: &str, params: &serde_json::Value) -> serde_json::Value {
        self.answer(product, action, params).0
    }

    /// The same, with the refusal where it was refused, and the number of the action that it was, if it changed the run.
    pub fn answer(
        &self,
        product: &str,
        action: &str,
        params: &serde_json::Value,
    ) -> (serde_json::Value, Option<Refusal>, Option<usize>) {
        let before = self.read(|run| run.journal().entries.len());
        let (answer, refusal) = self.peek(|run| engine::openapi::answer(run, product, action, params));
        let after = self.read(|run| run.journal().entries.len());
        let acted = (after != before).then_some(after);
        if acted.is_some() {
            self.changed();
        }
        (answer, refusal, acted)
    }

    /// Shows another run in the place of this one.
    fn replace(&self, run: Timeline) {
        self.playing.set(false);
        self.stop_jump();
        let region = preferences::load_region(&run.run().world().regions);
        self.run.set_value(run);
        self.region.set(region);
        self.account.set(None);
        self.number.update(|number| *number += 1);
        self.changed();
    }

    /// Shows a short message.
    pub fn toast(&self, text: String, rule: Option<engine::rule::Rule>) {
        let number = self.counts.get_value().messages;
        self.counts.update_value(|counts| counts.messages += 1);
        self.toasts.update(|toasts| {
            toasts.push(Toast { number, text, rule });
            let surplus = toasts.len().saturating_sub(TOASTS_MAX);
            toasts.drain(..surplus);
        });
    }

    /// A memo of what `view` makes of the run, computed anew when one of `areas` has moved, and for another run.
    pub fn view<T: PartialEq + Send + Sync + 'static, K: PartialEq + Send + Sync + 'static>(
        &self,
        areas: impl Fn(&Revisions) -> K + Send + Sync + 'static,
        view: impl Fn(&Simulation) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let library = *self;
        let moved = Memo::new(move |_| (library.number.get(), library.revisions.with(&areas)));
        Memo::new(move |_| {
            moved.with(|_| ());
            library.read(&view)
        })
    }

    /// Tells the screens and saves.
    fn changed(&self) {
        self.refresh();
        self.save();
    }

    /// Takes notice of where the run has come to, and says so where what lay ahead became a branch.
    fn note(&self) {
        let Some(keepers) = self.keepers.get_value() else { return };
        if let Some(number) = self.run.try_update_value(keepers.note).flatten() {
            self.branched.update(|times| *times += 1);
            let locale = self.locale.get_untracked();
            let (ahead, branch) = (Label::BranchAhead.get(locale), Label::Branch.get(locale));
            self.toast(format!("{ahead} {branch} {number}"), None);
        }
    }

    /// Tells the screens what has moved.
    fn refresh(&self) {
        self.note();
        let present = self.read(Simulation::revisions);
        if self.revisions.with_untracked(|told| *told != present) {
            self.revisions.set(present);
        }
    }
}
