//! A lesson while it is played: how far someone has come in it, and what it does by itself.
//!
//! What is done in a lesson is in the Journal like everything else: hints, answers, skipped steps. So progress follows from
//! a run by replay, is the same wherever it is played, and goes back and ahead with it. It is not part of the world: the
//! digest does not cover it.

mod facts;
mod play;
mod progress;
mod reasons;
mod rehearse;
mod who;

pub use self::{
    facts::{Found, Lack, PolicyTerm},
    play::{ActionFault, Names, Skipped, act, is_done, skip},
    progress::{Answered, Mark, Progress},
    reasons::{Reason, reasons},
    rehearse::rehearse,
};
use crate::{
    command::LessonCommand, rejection::LessonProblem, scenario::lesson::Lesson, time::Timestamp, world::World,
};

/// What attends to a lesson.
///
/// A scenario carries it where it has a lesson, and only the reader of scenario files names it: so lessons are reached
/// through a value and never by a call, and the first load of the page, which reads no file, is spared them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Watch {
    pub(crate) look: fn(&Lesson, &World, Timestamp, &mut Progress),
    pub(crate) obey: fn(&Lesson, &World, &LessonCommand, &mut Progress) -> Result<(), LessonProblem>,
}

impl Watch {
    /// That of every lesson.
    pub(crate) const OF_LESSONS: Self = Self { look: progress::look, obey: progress::obey };
}

/// Whether the check of an objective holds at `at`, when nothing has changed in `world` since its own clock.
pub fn holds(world: &World, progress: &Progress, check: &crate::scenario::lesson::check::Check, at: Timestamp) -> bool {
    facts::holds(world, progress, check, at)
}
