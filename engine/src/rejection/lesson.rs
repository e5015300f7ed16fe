//! What is refused in matters of a lesson.

use super::Problem;
use crate::rule::Rule;

/// What is wrong with what someone asks of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LessonProblem {
    /// The scenario has none.
    NoLesson,
    /// It has not begun.
    NotBegun,
    /// It has begun already.
    BegunAlready,
    /// It has no such step.
    StepNotFound {
        /// What was asked for.
        step: String,
    },
    /// The step has no other hint.
    NoMoreHints,
    /// It has no such question, or the question no such choice.
    QuestionNotFound {
        /// What was asked for.
        question: String,
    },
    /// The question was answered rightly, or this choice was made before.
    AnsweredAlready,
    /// It has no such beat.
    BeatNotFound {
        /// What was asked for.
        beat: String,
    },
}

impl LessonProblem {
    /// Rule and code of each problem.
    pub(super) fn verdict(&self) -> (Rule, &'static str) {
        let code = match self {
            Self::NoLesson => "Sim.NoLesson",
            Self::NotBegun => "Sim.LessonNotBegun",
            Self::BegunAlready => "Sim.LessonBegunAlready",
            Self::StepNotFound { .. } => "Sim.StepNotFound",
            Self::NoMoreHints => "Sim.NoMoreHints",
            Self::QuestionNotFound { .. } => "Sim.QuestionNotFound",
            Self::AnsweredAlready => "Sim.AnsweredAlready",
            Self::BeatNotFound { .. } => "Sim.BeatNotFound",
        };
        (Rule::Mdl30, code)
    }
}

impl From<LessonProblem> for Problem {
    fn from(problem: LessonProblem) -> Self {
        Self::Lesson(problem)
    }
}
