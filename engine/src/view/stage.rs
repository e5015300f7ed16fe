//! The stage of a demo: which beat it is in, what comes next, and where its script ends in the run.
//!
//! A beat is a command of the run like any other, so it survives a reload and goes back and ahead with time. What belongs
//! to its script follows from the file: its actions, then the time that passes while people watch. All else that was done
//! since is off the script.

use serde::{Deserialize, Serialize};

use crate::{
    command::{Command, LessonCommand},
    lesson::{ActionFault, Names, act},
    locale::Locale,
    save::JournalEntry,
    scenario::lesson::{Beat, Lesson, LessonKind, action::Action},
    simulation::Simulation,
    time::Timestamp,
    timeline::Timeline,
};

/// What the stage and its presenter see of a demo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// What the demo is called.
    pub title: String,
    /// What it is about.
    pub story: String,
    /// How many beats it has.
    pub count: usize,
    /// The beat that it is in; none before the first.
    pub beat: Option<BeatView>,
    /// The beat that comes next; none after the last.
    pub next: Option<BeatView>,
    /// Where the run stands in the script.
    pub standing: Standing,
}

/// Where a run stands in the script of a demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Before the first beat.
    Ready,
    /// Time passes while people watch.
    Watching,
    /// The presenter speaks.
    Talk,
    /// After the last beat.
    Over,
    /// Something was done that is not of the script.
    Off,
}

/// A beat in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeatView {
    /// Which, counted from 1.
    pub number: usize,
    /// Names it within the demo.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What the room reads.
    pub say: String,
    /// What the presenter reads.
    pub notes: String,
    /// Where it is shown, as the part of an address from `#` on.
    pub screen: Option<String>,
}

/// Where the script of a beat lies in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Script {
    /// Which beat, counted from 0; none for what comes before the first.
    pub beat: Option<usize>,
    /// How many commands the run has when its actions are done.
    pub commands: usize,
    /// When its actions are done, and people begin to watch.
    pub acted_at: Timestamp,
    /// When what they watch is over.
    pub ends_at: Timestamp,
}

impl Stage {
    /// The stage of a run; none where it is no demo.
    pub fn of(run: &Simulation, locale: Locale) -> Option<Self> {
        let lesson = demo(run)?;
        let script = Script::of(run)?;
        let view = |position: usize| lesson.beats.get(position).map(|beat| BeatView::of(beat, position, locale));
        Some(Self {
            title: run.scenario().title(locale).to_owned(),
            story: lesson.story.get(locale).to_owned(),
            count: lesson.beats.len(),
            beat: script.beat.and_then(view),
            next: view(script.beat.map_or(0, |beat| beat + 1)),
            standing: Standing::of(run, &script, lesson.beats.len()),
        })
    }
}

impl Standing {
    fn of(run: &Simulation, script: &Script, count: usize) -> Self {
        match script.beat {
            _ if script.is_off(run) => Self::Off,
            None => Self::Ready,
            Some(_) if run.now() < script.ends_at => Self::Watching,
            Some(beat) if beat + 1 == count => Self::Over,
            Some(_) => Self::Talk,
        }
    }
}

impl BeatView {
    fn of(beat: &Beat, position: usize, locale: Locale) -> Self {
        Self {
            number: position + 1,
            id: beat.id.clone(),
            title: beat.title.get(locale).to_owned(),
            say: beat.say.get(locale).to_owned(),
            notes: beat.notes.get(locale).to_owned(),
            screen: beat.screen.clone(),
        }
    }
}

impl Script {
    /// That of the beat that the run is in.
    pub fn of(run: &Simulation) -> Option<Self> {
        Self::last_before(run, run.journal().entries.len())
    }

    /// That of the beat that was played before the one that the run is in; of the beginning where that is the first.
    pub fn before(run: &Simulation) -> Option<Self> {
        let (present, _) = last_beat(run, run.journal().entries.len())?;
        Self::last_before(run, present)
    }

    /// Where the demo begins, before its first beat.
    pub fn beginning(run: &Simulation) -> Option<Self> {
        demo(run)?;
        let is_begin = |entry: &JournalEntry| matches!(entry.command, Command::Lesson(LessonCommand::Begin));
        let position = run.journal().entries.iter().position(is_begin)?;
        let at = run.journal().entries[position].at;
        Some(Self { beat: None, commands: position + 1, acted_at: at, ends_at: at })
    }

    fn last_before(run: &Simulation, end: usize) -> Option<Self> {
        let lesson = demo(run)?;
        let Some((position, beat)) = last_beat(run, end) else { return Self::beginning(run) };
        let said = &lesson.beats[beat];
        let advances = said.actions.iter().filter_map(|action| match action {
            Action::Advance(moment) => Some(moment),
            _ => None,
        });
        let begun_at = run.journal().entries[position].at;
        let acted_at = advances.fold(begun_at, |at, moment| moment.from(at).map_or(at, |to| to.max(at)));
        let ends_at = said.play.map_or(acted_at, |play| Timestamp((acted_at + play.by).0.min(Timestamp::MAX.0)));
        Some(Self { beat: Some(beat), commands: position + 1 + commands_of(said), acted_at, ends_at })
    }

    /// Whether something was done in the run that is not of it.
    pub fn is_off(&self, run: &Simulation) -> bool {
        run.journal().entries.len() > self.commands || run.now() > self.ends_at
    }
}

/// How many commands the script of a beat gives: looking something up gives none, nor does what is refused.
pub fn commands_of(beat: &Beat) -> usize {
    let gives = |action: &&Action| match action {
        Action::Call { action, refused: None, .. } => {
            !["Describe", "List", "Get", "Query", "Check"].iter().any(|verb| action.starts_with(verb))
        }
        Action::Call { .. } | Action::Advance(_) => false,
        Action::Answer { .. } | Action::Command(_) => true,
    };
    beat.actions.iter().filter(gives).count()
}

/// Whether a beat lies ahead of where a run stands, just as it was played before.
pub fn lies_ahead(timeline: &Timeline, beat: &str) -> bool {
    let next = timeline.next_command().map(|entry| &entry.command);
    matches!(next, Some(Command::Lesson(LessonCommand::Beat { beat: next })) if next == beat)
}

/// The answers that the beats before this one have given names to: as they are when the demo is played by its script.
///
/// # Errors
/// If an action of the script does not work.
pub fn names_before(run: &Simulation, beat: usize) -> Result<Names, ActionFault> {
    let mut names = Names::default();
    let Some(lesson) = demo(run) else { return Ok(names) };
    let mut scratch = Simulation::begin(run.scenario().clone())?;
    for before in lesson.beats.iter().take(beat) {
        act(&mut scratch, &before.actions, &mut names)?;
        if let Some(play) = before.play {
            let to = scratch.now() + play.by;
            scratch.advance_to(to);
        }
    }
    Ok(names)
}

/// The lesson of a run that is a demo.
pub fn demo(run: &Simulation) -> Option<&Lesson> {
    run.scenario().lesson().filter(|lesson| lesson.kind == LessonKind::Demo && !lesson.beats.is_empty())
}

/// The last beat among the first `end` commands: where it was given, and which it is.
fn last_beat(run: &Simulation, end: usize) -> Option<(usize, usize)> {
    let lesson = demo(run)?;
    let entries = run.journal().entries.iter().enumerate().take(end);
    entries.rev().find_map(|(position, entry)| match &entry.command {
        Command::Lesson(LessonCommand::Beat { beat }) => Some((position, lesson.beat(beat)?)),
        _ => None,
    })
}
