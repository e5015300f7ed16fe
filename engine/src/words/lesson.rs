//! Refusals in matters of a lesson, in words.

use crate::{
    lesson::{ActionFault, NotSkipped},
    locale::Locale,
    rejection::LessonProblem,
    rule::Rule,
};

/// Why a step cannot be skipped, and the rule behind it where one refused the solution.
pub fn not_skipped(why: &NotSkipped, locale: Locale) -> (String, Option<Rule>) {
    let number = |fault: &ActionFault| fault.position + 1;
    let text = match (locale, why) {
        (locale, NotSkipped::NoStep(problem)) => self::problem(problem, locale),
        (Locale::En, NotSkipped::NotBegun(fault)) => {
            format!("The lesson does not begin again: action {} of its opening came to nothing.", number(fault))
        }
        (Locale::En, NotSkipped::Refused { step, fault }) => format!(
            "Even from the start, action {} of the solution of “{}” came to nothing.",
            number(fault),
            step.get(locale)
        ),
        (Locale::En, NotSkipped::StillOpen(open)) => {
            format!("Its solution was tried from the start, and “{}” was still open after it.", open.get(locale))
        }
        (Locale::Zh, NotSkipped::NotBegun(fault)) => {
            format!("课程无法重新开始：开场的第{}个操作未能执行。", number(fault))
        }
        (Locale::Zh, NotSkipped::Refused { step, fault }) => {
            format!("即使从头开始，步骤“{}”的解答也无法执行：第{}个操作未能执行。", step.get(locale), number(fault))
        }
        (Locale::Zh, NotSkipped::StillOpen(open)) => {
            format!("已从头试行解答，之后“{}”仍未完成。", open.get(locale))
        }
    };
    let rule = match why {
        NotSkipped::Refused { fault, .. } => fault.rule(),
        NotSkipped::NotBegun(fault) => fault.rule(),
        NotSkipped::NoStep(_) | NotSkipped::StillOpen(_) => None,
    };
    (text, rule)
}

/// The sentence of such a refusal.
pub(super) fn problem(problem: &LessonProblem, locale: Locale) -> String {
    match locale {
        Locale::En => en(problem),
        Locale::Zh => zh(problem),
    }
}

fn en(problem: &LessonProblem) -> String {
    match problem {
        LessonProblem::NoLesson => "This scenario has no lesson. Begin one from Scenarios.".to_owned(),
        LessonProblem::NotBegun => "The lesson has not begun. Begin it first.".to_owned(),
        LessonProblem::BegunAlready => "The lesson has begun already. Begin it anew from Scenarios.".to_owned(),
        LessonProblem::StepNotFound { step } => format!("The lesson has no step `{step}`. Name one that is listed."),
        LessonProblem::NoMoreHints => "There is no other hint for this step.".to_owned(),
        LessonProblem::QuestionNotFound { question } => {
            format!("The lesson has no such choice of `{question}`. Name a question and a choice that are listed.")
        }
        LessonProblem::AnsweredAlready => {
            "This was answered before. Choose another answer, or go on where it was right.".to_owned()
        }
        LessonProblem::BeatNotFound { beat } => format!("The demo has no beat `{beat}`. Name one that is listed."),
    }
}

fn zh(problem: &LessonProblem) -> String {
    match problem {
        LessonProblem::NoLesson => "该场景没有课程。请从“场景”页开始一个课程。".to_owned(),
        LessonProblem::NotBegun => "课程尚未开始，请先开始课程。".to_owned(),
        LessonProblem::BegunAlready => "课程已经开始。如需重新开始，请前往“场景”页。".to_owned(),
        LessonProblem::StepNotFound { step } => format!("课程中没有步骤“{step}”，请填写列表中的步骤。"),
        LessonProblem::NoMoreHints => "该步骤没有更多提示。".to_owned(),
        LessonProblem::QuestionNotFound { question } => {
            format!("课程中没有问题“{question}”的这一选项，请填写列表中的问题和选项。")
        }
        LessonProblem::AnsweredAlready => "该选项已经答过。请选择其他选项；若已答对，请继续。".to_owned(),
        LessonProblem::BeatNotFound { beat } => format!("演示中没有环节“{beat}”，请填写列表中的环节。"),
    }
}
