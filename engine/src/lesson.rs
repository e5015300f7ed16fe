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

use std::fmt;

pub use self::{
    facts::{Found, Lack, PolicyTerm, Still, Topic},
    play::{ActionFault, Names, NotSkipped, Skipped, act, is_done, is_reached, skip},
    progress::{Answered, Mark, Progress, points_after},
    reasons::{Reason, reasons},
    rehearse::rehearse,
};
use crate::{
    command::LessonCommand, rejection::LessonProblem, scenario::lesson::Lesson, time::Timestamp, world::World,
};

/// What attends to a lesson while it is played.
///
/// A scenario holds its lesson as one of these, and only the reader of scenario files makes it one: so lessons are reached
/// through a value and never by name, and the first load of the page, which reads no file, is spared them.
pub(crate) trait Teaching: fmt::Debug + Send + Sync {
    /// What the file says.
    fn lesson(&self) -> &Lesson;

    /// Looks which objectives are reached at `at`; nothing has happened in `world` since.
    fn look(&self, world: &World, at: Timestamp, progress: &mut Progress);

    /// Does what someone asked.
    fn obey(&self, world: &World, command: &LessonCommand, progress: &mut Progress) -> Result<(), LessonProblem>;
}

impl Teaching for Lesson {
    fn lesson(&self) -> &Lesson {
        self
    }

    fn look(&self, world: &World, at: Timestamp, progress: &mut Progress) {
        progress::look(self, world, at, progress);
    }

    fn obey(&self, world: &World, command: &LessonCommand, progress: &mut Progress) -> Result<(), LessonProblem> {
        progress::obey(self, world, command, progress)
    }
}

/// Whether the check of an objective holds at `at`, when nothing has changed in `world` since its own clock.
pub fn holds(world: &World, progress: &Progress, check: &crate::scenario::lesson::check::Check, at: Timestamp) -> bool {
    facts::holds(world, progress, check, at)
}
