//! The show: a demo that plays itself, beat by beat, and finds back to its script.

use engine::{
    command::{Command, LessonCommand},
    lesson::Names,
    rejection::{Problem, Rejection},
    scenario::lesson::Beat,
    shelf::RunId,
    simulation::Simulation,
    view::stage::{self, Script, Stage},
};
use leptos::prelude::*;

use crate::{
    library::{Library, host_ms},
    text::Label,
};

/// The show of the page.
#[derive(Clone, Copy)]
pub struct Show {
    library: Library,
    /// Whether it plays by itself.
    pub playing: RwSignal<bool>,
    /// How fast it goes, in percent.
    pub pace: RwSignal<u32>,
    /// Why a beat could not be played.
    pub failure: RwSignal<Option<String>>,
    /// When it began, in UNIX milliseconds of the host.
    pub begun_ms: RwSignal<Option<i64>>,
    /// How long the pause of the beat has lasted, in milliseconds at plain speed.
    paused_ms: StoredValue<f64>,
    /// Whether it is on its way, by a jump or a replay.
    is_busy: StoredValue<bool>,
    /// The answers that the script has given names to, and the run that they are of.
    names: StoredValue<Option<(RunId, Names)>, LocalStorage>,
}

/// What a presenter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Plays or pauses.
    Play,
    /// Goes on to the next beat.
    Next,
    /// Goes back to the beat before.
    Back,
    /// Returns to the script.
    Return,
    /// Begins anew.
    Reset,
}

impl Deed {
    const ALL: [Self; 5] = [Self::Play, Self::Next, Self::Back, Self::Return, Self::Reset];

    /// The word of it in messages between windows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Play => "play",
            Self::Next => "next",
            Self::Back => "back",
            Self::Return => "return",
            Self::Reset => "reset",
        }
    }

    /// The deed with this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.word() == word)
    }

    /// What its button says.
    pub fn label(self) -> Label {
        match self {
            Self::Play => Label::StagePlay,
            Self::Next => Label::StageNext,
            Self::Back => Label::StageBack,
            Self::Return => Label::StageReturn,
            Self::Reset => Label::StageReset,
        }
    }
}

/// The paces that a presenter may choose, in percent.
pub const PACES: [u32; 4] = [50, 100, 200, 400];

impl Show {
    /// The show of the library's run.
    pub fn new(library: Library) -> Self {
        Self {
            library,
            playing: RwSignal::new(false),
            pace: RwSignal::new(100),
            failure: RwSignal::new(None),
            begun_ms: RwSignal::new(None),
            paused_ms: StoredValue::new(0.0),
            is_busy: StoredValue::new(false),
            names: StoredValue::new_local(None),
        }
    }

    /// The library whose run it moves.
    pub fn library(self) -> Library {
        self.library
    }

    /// Does what a presenter asks for. What is under way is finished first, but a pause takes place at once.
    pub fn perform(self, deed: Deed) {
        if deed == Deed::Play && self.playing.get_untracked() {
            self.playing.set(false);
            return self.library.save();
        }
        if self.is_busy.get_value() {
            return;
        }
        self.is_busy.set_value(true);
        leptos::task::spawn_local(async move {
            let outcome = match deed {
                Deed::Play => self.play().await,
                Deed::Next => self.next().await,
                Deed::Back => self.back().await,
                Deed::Return => self.back_to_script().await,
                Deed::Reset => self.reset().await,
            };
            if let Err(problem) = outcome {
                self.playing.set(false);
                self.library.refuse(&problem);
            }
            self.is_busy.set_value(false);
        });
    }

    /// Goes on by itself, where it plays: so many milliseconds have passed.
    pub fn tick(self, elapsed_ms: f64) {
        if !self.playing.get_untracked() || self.is_busy.get_value() {
            return;
        }
        let Some((script, beat, is_off, now, is_last)) = self.library.read(|run| {
            let (script, lesson) = (Script::of(run)?, stage::demo(run)?);
            let beat = script.beat.and_then(|beat| lesson.beats.get(beat)).map(|beat| (beat.play, beat.pause_seconds));
            let is_last = script.beat.is_some_and(|beat| beat + 1 == lesson.beats.len());
            Some((script, beat, script.is_off(run), run.now(), is_last))
        }) else {
            return self.playing.set(false);
        };
        // Whoever moves time, or does something, has left the script.
        let is_elsewhere = self.library.playing.get_untracked() || self.library.jump.with_untracked(Option::is_some);
        if is_off || is_elsewhere {
            return self.playing.set(false);
        }
        let passed_ms = elapsed_ms * f64::from(self.pace.get_untracked()) / 100.0;
        if now < script.ends_at {
            let play = beat.and_then(|(play, _)| play);
            #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "seconds of one tick")]
            let span = play
                .map_or(1, |play| (play.by.0 as f64 * passed_ms / (f64::from(play.seconds.max(1)) * 1_000.0)) as i64);
            let target = (now.0 + span.max(1)).min(script.ends_at.0);
            self.library.pass(engine::time::Timestamp(target));
            return;
        }
        let pause = match beat {
            None => Some(0),
            Some((_, pause)) => pause,
        };
        match pause {
            Some(seconds) if !is_last => {
                self.paused_ms.update_value(|paused| *paused += passed_ms);
                if self.paused_ms.get_value() >= f64::from(seconds) * 1_000.0 {
                    self.perform(Deed::Next);
                }
            }
            // The presenter speaks, and goes on when done.
            _ => self.playing.set(false),
        }
    }

    async fn play(self) -> Result<(), Rejection> {
        self.library.playing.set(false);
        self.find_back().await?;
        let (waits, is_over) = self.library.read(|run| {
            let script = Script::of(run);
            let beats = stage::demo(run).map_or(&[][..], |lesson| &lesson.beats);
            let beat = script.and_then(|script| script.beat);
            let has_passed = script.is_none_or(|script| run.now() >= script.ends_at);
            let waits = beat.and_then(|beat| beats.get(beat)).is_none_or(|beat| beat.pause_seconds.is_none());
            (has_passed && waits, has_passed && beat.is_some_and(|beat| beat + 1 >= beats.len()))
        });
        if is_over {
            return Ok(());
        }
        self.playing.set(true);
        if waits { self.go_on().await } else { Ok(()) }
    }

    /// Whoever goes on lets the next beat play.
    async fn next(self) -> Result<(), Rejection> {
        self.find_back().await?;
        self.playing.set(true);
        self.finish().await;
        self.go_on().await
    }

    /// Plays the beat after the present one.
    async fn go_on(self) -> Result<(), Rejection> {
        let library = self.library;
        let Some((position, beat)) = library.read(|run| {
            let next = Script::of(run)?.beat.map_or(0, |beat| beat + 1);
            stage::demo(run)?.beats.get(next).map(|beat| (next, beat.clone()))
        }) else {
            self.playing.set(false);
            return Ok(());
        };
        if self.begun_ms.get_untracked().is_none() {
            self.begun_ms.set(Some(host_ms()));
        }
        self.failure.set(None);
        self.paused_ms.set_value(0.0);
        library.playing.set(false);
        go_to(&beat);
        if library.read_timeline(|timeline| stage::lies_ahead(timeline, &beat.id)) {
            for _ in 0..=stage::commands_of(&beat) {
                library.redo()?;
            }
        } else {
            library.dispatch(Command::Lesson(LessonCommand::Beat { beat: beat.id.clone() }))?;
            self.act(position, &beat);
        }
        let acted_at = library.read(Script::of).map(|script| script.acted_at);
        if let Some(acted_at) = acted_at {
            library.jump_to(acted_at).await;
        }
        Ok(())
    }

    /// Does the actions of a beat; says so where they do not work.
    fn act(self, position: usize, beat: &Beat) {
        let library = self.library;
        let run = library.run_id();
        let known = self.names.try_update_value(Option::take).flatten().filter(|(of, _)| *of == run);
        // After a reload they are not known any more.
        let names =
            known.map_or_else(|| library.read(|run| stage::names_before(run, position)), |(_, names)| Ok(names));
        let outcome = names.and_then(|mut names| {
            library.act(&beat.actions, &mut names)?;
            Ok(names)
        });
        match outcome {
            Ok(names) => self.names.set_value(Some((run, names))),
            Err(fault) => {
                self.playing.set(false);
                self.failure.set(Some(fault.said(library.locale.get_untracked())));
            }
        }
    }

    /// Lets the rest of the time pass that people watch.
    async fn finish(self) {
        if let Some(script) = self.library.read(Script::of) {
            self.library.jump_to(script.ends_at).await;
        }
    }

    async fn back(self) -> Result<(), Rejection> {
        self.playing.set(false);
        let Some(before) = self.library.read(Script::before) else { return Ok(()) };
        self.stand_at(before).await
    }

    async fn back_to_script(self) -> Result<(), Rejection> {
        self.playing.set(false);
        self.find_back().await?;
        if let Some(beat) = self.library.read(present_beat) {
            go_to(&beat);
        }
        Ok(())
    }

    async fn reset(self) -> Result<(), Rejection> {
        self.playing.set(false);
        let Some(beginning) = self.library.read(Script::beginning) else { return Ok(()) };
        self.begun_ms.set(None);
        self.names.set_value(None);
        self.stand_at(beginning).await?;
        crate::app::go(&crate::route::Route::HOME);
        Ok(())
    }

    /// Returns to where the script of the present beat ends, where the run has left it.
    async fn find_back(self) -> Result<(), Rejection> {
        let off = self.library.read(|run| Script::of(run).filter(|script| script.is_off(run)));
        match off {
            Some(script) => self.stand_at(script).await,
            None => Ok(()),
        }
    }

    async fn stand_at(self, script: Script) -> Result<(), Rejection> {
        let library = self.library;
        self.failure.set(None);
        self.paused_ms.set_value(0.0);
        library.playing.set(false);
        let commands = script.commands.min(library.read_timeline(|timeline| timeline.present().journal.entries.len()));
        library.return_to(commands).await.map_err(|problem: Problem| Rejection::from(problem))?;
        library.jump_to(script.ends_at).await;
        if let Some(beat) = library.read(present_beat) {
            go_to(&beat);
        }
        Ok(())
    }
}

/// What the stage shows of the run, kept up to date.
pub fn stage_of(library: Library) -> Memo<Option<Stage>> {
    Memo::new(move |_| {
        library.number.track();
        library.revisions.track();
        library.branched.track();
        let locale = library.locale.get();
        library.read(|run| Stage::of(run, locale))
    })
}

fn present_beat(run: &Simulation) -> Option<Beat> {
    let beat = Script::of(run)?.beat?;
    stage::demo(run)?.beats.get(beat).cloned()
}

/// Goes to the screen of a beat.
fn go_to(beat: &Beat) {
    if let Some(screen) = &beat.screen {
        let _ = window().location().set_hash(screen);
    }
}
