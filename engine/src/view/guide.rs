//! What the guide of a lesson shows: what is to be reached, what is, why not yet, and what it is worth.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    command::{Command, LessonCommand},
    lesson::{self, Progress, Reason},
    locale::Locale,
    rule::Rule,
    save::JournalEntry,
    scenario::lesson::{Lesson, LessonKind, Objective, Question, Step},
    simulation::Simulation,
    time::Seconds,
    timeline::Timeline,
    view::format,
};

/// The guide of a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Guide {
    /// The title of the scenario.
    pub title: String,
    /// What kind of lesson it is.
    pub kind: LessonKind,
    /// What it is about.
    pub story: String,
    /// Whether it has begun.
    pub begun: bool,
    /// Its steps.
    pub steps: Vec<StepView>,
    /// How many objectives and questions are done.
    pub reached: usize,
    /// How many there are.
    pub of: usize,
    /// What was earned, less what hints cost.
    pub score: u32,
    /// What can be earned.
    pub score_max: u32,
    /// How the score comes about.
    pub parts: Vec<ScorePart>,
    /// When all was done, in virtual time.
    pub completed_at: Option<String>,
    /// What one has learned, once all is done.
    pub debrief: Option<String>,
    /// The real time that was spent in it.
    pub spent_seconds: u64,
    /// The virtual time that has passed in it.
    pub virtual_time: String,
}

/// A part of the score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScorePart {
    /// What it is for.
    pub text: String,
    /// What it adds or takes.
    pub points: i64,
    /// What it could have added.
    pub points_max: u32,
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// All of it is done.
    Done,
    /// It is the first that is not.
    Now,
    /// It comes later.
    Todo,
}

/// A step.
#[derive(Clone, Debug, PartialEq)]
pub struct StepView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// How it stands.
    pub state: StepState,
    /// Where it is done, as the part of an address from `#` on.
    pub screen: Option<String>,
    /// The rules worth reading.
    pub rules: Vec<Rule>,
    /// What is to be reached.
    pub objectives: Vec<ObjectiveView>,
    /// What is asked.
    pub questions: Vec<QuestionView>,
    /// The hints that were taken.
    pub hints: Vec<String>,
    /// How many are left.
    pub hints_left: usize,
    /// What the next one costs.
    pub hint_cost: u32,
    /// Whether it was skipped.
    pub skipped: bool,
    /// How many commands had been given when it began: where its restart goes back to.
    pub began_with: usize,
}

/// Something to be reached.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectiveView {
    /// Its id.
    pub id: String,
    /// What is to be reached.
    pub title: String,
    /// What it is worth.
    pub points: u32,
    /// What it has earned.
    pub earned: u32,
    /// Whether it is reached.
    pub reached: bool,
    /// When it was, in virtual time; none where it only holds at this instant.
    pub reached_at: Option<String>,
    /// Why it is not reached yet.
    pub reasons: Vec<Reason>,
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionView {
    /// Its id.
    pub id: String,
    /// What is asked.
    pub text: String,
    /// What the right answer is worth.
    pub points: u32,
    /// What was earned.
    pub earned: u32,
    /// The choices.
    pub choices: Vec<ChoiceView>,
    /// The right choice, once it was made.
    pub answered: Option<usize>,
}

/// A choice of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceView {
    /// The answer.
    pub text: String,
    /// Why it is right or not, once it was chosen.
    pub because: Option<String>,
    /// Whether it was chosen and is right.
    pub is_right: bool,
}

impl ObjectiveView {
    /// Whether it is reached.
    pub fn is_reached(&self) -> bool {
        self.reached
    }
}

impl QuestionView {
    /// Whether it was answered rightly.
    pub fn is_right(&self) -> bool {
        self.answered.is_some()
    }
}

/// What was ever taken and answered, on any branch: going back in time gives no hint back, and no first answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Taken {
    hints: BTreeMap<String, u32>,
    answers: BTreeMap<String, BTreeSet<u32>>,
}

impl Guide {
    /// The guide of a run; none where it has no lesson with steps.
    pub fn of(timeline: &Timeline, locale: Locale) -> Option<Self> {
        let run = timeline.run();
        let lesson = run.scenario().lesson().filter(|lesson| !lesson.steps.is_empty())?;
        let progress = run.progress()?;
        let taken = Taken::in_all(timeline);
        let mut steps: Vec<_> =
            (0..lesson.steps.len()).map(|position| step(run, lesson, progress, position, &taken, locale)).collect();
        if let Some(now) = steps.iter_mut().find(|step| step.state == StepState::Todo) {
            now.state = StepState::Now;
        }
        let parts = parts(&steps, lesson, &taken, locale);
        let zone = run.world().zone;
        let done = steps.iter().map(done_in).sum();
        let is_complete = steps.iter().all(|step| step.state == StepState::Done);
        let at = progress.completed_at.unwrap_or(run.now());
        Some(Self {
            title: run.scenario().title(locale).to_owned(),
            kind: lesson.kind,
            story: lesson.story.get(locale).to_owned(),
            begun: progress.begun_at.is_some(),
            reached: done,
            of: lesson.objectives().count() + lesson.questions().count(),
            score: u32::try_from(parts.iter().map(|part| part.points).sum::<i64>().max(0)).unwrap_or(0),
            score_max: lesson.points(),
            parts,
            completed_at: is_complete.then(|| format::date_time(at, zone, locale)),
            debrief: lesson.debrief.as_ref().filter(|_| is_complete).map(|text| text.get(locale).to_owned()),
            spent_seconds: timeline.spent_seconds(),
            virtual_time: format::span(progress.begun_at.map_or(Seconds(0), |begun| at - begun), locale),
            steps,
        })
    }
}

impl Taken {
    fn in_all(timeline: &Timeline) -> Self {
        let mut all = Self::default();
        let (given, ahead) = timeline.present_entries();
        all.add(given.iter().chain(ahead));
        for branch in timeline.others() {
            all.add(branch.journal.entries.iter());
        }
        all
    }

    /// Adds what was taken on one branch: as many hints as on the branch with the most.
    fn add<'j>(&mut self, entries: impl Iterator<Item = &'j JournalEntry>) {
        let mut hints: BTreeMap<&String, u32> = BTreeMap::new();
        for entry in entries {
            match &entry.command {
                Command::Lesson(LessonCommand::TakeHint { step }) => *hints.entry(step).or_default() += 1,
                Command::Lesson(LessonCommand::Answer { question, choice }) => {
                    self.answers.entry(question.clone()).or_default().insert(*choice);
                }
                _ => {}
            }
        }
        for (step, count) in hints {
            let most = self.hints.entry(step.clone()).or_default();
            *most = (*most).max(count);
        }
    }

    fn of(&self, step: &Step) -> usize {
        let taken = self.hints.get(&step.id).copied().unwrap_or_default();
        (taken as usize).min(step.hints.len())
    }

    /// How many wrong choices of a question were ever made.
    fn wrong(&self, question: &Question) -> usize {
        let is_wrong = |choice: &&u32| question.choices.get(**choice as usize).is_some_and(|choice| !choice.right);
        self.answers.get(&question.id).map_or(0, |choices| choices.iter().filter(is_wrong).count())
    }
}

fn step(
    run: &Simulation,
    lesson: &Lesson,
    progress: &Progress,
    position: usize,
    taken: &Taken,
    locale: Locale,
) -> StepView {
    let step = &lesson.steps[position];
    let hints = taken.of(step);
    let skipped = progress.skipped.get(position).copied().unwrap_or_default();
    let all = lesson.objectives().enumerate();
    let own = all.filter(|(_, (of, _))| *of == position);
    let objectives: Vec<_> =
        own.map(|(number, (_, each))| objective(run, lesson, progress, number, each, skipped, locale)).collect();
    let questions: Vec<_> = step.questions.iter().map(|each| question(lesson, progress, each, taken, locale)).collect();
    StepView {
        id: step.id.clone(),
        title: step.title.get(locale).to_owned(),
        text: step.text.get(locale).to_owned(),
        state: if lesson::is_done(run, lesson, position) { StepState::Done } else { StepState::Todo },
        screen: step.screen.clone(),
        rules: step.rules.clone(),
        objectives,
        questions,
        hints: step.hints.iter().take(hints).map(|hint| hint.get(locale).to_owned()).collect(),
        hints_left: step.hints.len() - hints,
        hint_cost: step.hint_cost,
        skipped,
        began_with: began_with(run, lesson, progress, position),
    }
}

/// How many commands had been given when a step began: with the last objective of the step before, or with the lesson.
fn began_with(run: &Simulation, lesson: &Lesson, progress: &Progress, position: usize) -> usize {
    let entries = &run.journal().entries;
    let begin = entries.iter().position(|entry| matches!(entry.command, Command::Lesson(LessonCommand::Begin)));
    let earlier = lesson.objectives().zip(&progress.reached).filter(|((step, _), _)| *step < position);
    let last = earlier.filter_map(|(_, mark)| *mark).map(|mark| mark.at).max();
    let by_then = last.map_or(0, |at| entries.partition_point(|entry| entry.at <= at));
    by_then.max(begin.map_or(0, |begin| begin + 1))
}

fn objective(
    run: &Simulation,
    lesson: &Lesson,
    progress: &Progress,
    number: usize,
    objective: &Objective,
    skipped: bool,
    locale: Locale,
) -> ObjectiveView {
    let mark = progress.reached.get(number).copied().flatten();
    let holds_now = lesson::is_reached(run, lesson, number);
    let reasons = if holds_now { Vec::new() } else { lesson::reasons(run, lesson, objective, locale) };
    let worth_now = if skipped || objective.grade.is_some() { 0 } else { objective.points };
    ObjectiveView {
        id: objective.id.clone(),
        title: objective.title.get(locale).to_owned(),
        points: objective.points,
        earned: mark.filter(|_| holds_now).map_or(if holds_now { worth_now } else { 0 }, |mark| mark.points),
        reached: holds_now,
        reached_at: mark.filter(|_| holds_now).map(|mark| format::date_time(mark.at, run.world().zone, locale)),
        reasons,
    }
}

fn question(lesson: &Lesson, progress: &Progress, question: &Question, taken: &Taken, locale: Locale) -> QuestionView {
    let answered = progress.answer(lesson, &question.id);
    let right = answered.and_then(|answered| answered.right);
    let choices = (0..).zip(&question.choices).map(|(number, choice)| {
        let was_chosen = answered.is_some_and(|answered| answered.wrong.contains(&number)) || right == Some(number);
        ChoiceView {
            text: choice.text.get(locale).to_owned(),
            because: was_chosen.then(|| choice.because.get(locale).to_owned()),
            is_right: right == Some(number),
        }
    });
    QuestionView {
        id: question.id.clone(),
        text: question.text.get(locale).to_owned(),
        points: question.points,
        earned: answered
            .map_or(0, |answered| answered.points.min(lesson::points_after(question.points, taken.wrong(question)))),
        choices: choices.collect(),
        answered: right.map(|right| right as usize),
    }
}

fn done_in(step: &StepView) -> usize {
    let reached = step.objectives.iter().filter(|objective| objective.reached).count();
    reached + step.questions.iter().filter(|question| question.is_right()).count()
}

/// How the score comes about: a line a step for what was earned, and one for its hints.
fn parts(steps: &[StepView], lesson: &Lesson, taken: &Taken, locale: Locale) -> Vec<ScorePart> {
    let mut parts = Vec::new();
    for (view, step) in steps.iter().zip(&lesson.steps) {
        let earned: u32 = view.objectives.iter().map(|each| each.earned).sum::<u32>()
            + view.questions.iter().map(|each| each.earned).sum::<u32>();
        let points_max = view.objectives.iter().map(|each| each.points).sum::<u32>()
            + view.questions.iter().map(|each| each.points).sum::<u32>();
        let text = match (view.skipped, locale) {
            (false, _) => view.title.clone(),
            (true, Locale::En) => format!("{} (skipped)", view.title),
            (true, Locale::Zh) => format!("{}（已跳过）", view.title),
        };
        parts.push(ScorePart { text, points: earned.into(), points_max });
        let hints = u32::try_from(taken.of(step)).unwrap_or(0);
        // Hints cost no more than the step has earned.
        let cost = (hints * step.hint_cost).min(earned);
        if hints > 0 {
            let text = match locale {
                Locale::En if hints == 1 => format!("1 hint for {}", view.title),
                Locale::En => format!("{hints} hints for {}", view.title),
                Locale::Zh => format!("{}：使用{hints}次提示", view.title),
            };
            parts.push(ScorePart { text, points: -i64::from(cost), points_max: 0 });
        }
    }
    parts
}
