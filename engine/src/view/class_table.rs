//! The table of a class: reports and runs that learners handed in, each played again to see whether it is as it says.

use super::{
    csv, format,
    guide::Guide,
    keeping,
    lesson_report::{FORMAT, Outcome, Report},
};
use crate::{
    locale::Locale,
    save::{RULES_VERSION, SAVE_BYTES_MAX, Save, SaveError, unpack},
    simulation::Parting,
    timeline::{Opening, Timeline},
    words::Wrong,
};

/// Something that was handed in, read but not yet played again.
#[derive(Clone, Debug)]
pub struct HandedIn {
    /// The file that it came in.
    pub file: String,
    /// The report, where it is one.
    report: Option<Report>,
    save: Save,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The file that it came in.
    pub file: String,
    /// Who played it: as the report says, or the title of the run.
    pub learner: String,
    /// The title of the scenario.
    pub scenario: String,
    /// What came of it when it was played again.
    pub outcome: Outcome,
    /// Real time, as the page of the learner counted it.
    pub spent_seconds: u64,
    /// How far virtual time had come, in words.
    pub now: String,
    /// Whether it is as it says.
    pub verdict: Verdict,
}

/// Whether what was handed in is as it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is: the replay came to the same digests and the same score.
    Verified,
    /// A run without a report: its digests agree; there was no score to compare.
    RunOnly,
    /// The replay came to another score than the report says.
    ScoreDiffers,
    /// The replay came to other digests.
    Parted,
    /// It was played by other rules, and comes out differently by those of today.
    OtherRules,
}

/// Why something cannot be read as a report or a run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandInError {
    /// Neither.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// A report that does not read.
    #[error("this report does not read: {0}")]
    Report(Wrong),
    /// A run that has no lesson.
    #[error("this run has no lesson: there is nothing to grade")]
    NoLesson,
}

impl HandInError {
    /// The reason in a language.
    pub fn said(&self, locale: Locale) -> String {
        match (self, locale) {
            (Self::Save(error), locale) => keeping::reason(error, locale),
            (error, Locale::En) => error.to_string(),
            (Self::Report(wrong), Locale::Zh) => format!("报告无法读取：{}", wrong.said(locale)),
            (Self::NoLesson, Locale::Zh) => "该运行没有课程，无法评分".to_owned(),
        }
    }
}

impl HandedIn {
    /// Reads a report, or a run as a file.
    ///
    /// # Errors
    /// If it is neither, or has no lesson.
    pub fn read(file: &str, text: &str) -> Result<Self, HandInError> {
        let is_report = text.trim_start().starts_with('{') && text.contains(FORMAT);
        let report = match is_report {
            true => {
                let report: Report =
                    serde_json::from_str(text).map_err(|error| HandInError::Report(Wrong::misread(&error)))?;
                Some(report)
            }
            false => None,
        };
        let save = match &report {
            Some(report) => Save::read(&unpack(&report.run, SAVE_BYTES_MAX)?)?,
            None => Save::read(text)?,
        };
        if save.scenario.lesson().is_none_or(|lesson| lesson.steps.is_empty()) {
            return Err(HandInError::NoLesson);
        }
        Ok(Self { file: file.to_owned(), report, save })
    }

    /// The run as it was handed in, to be opened.
    pub fn save(&self) -> &Save {
        &self.save
    }

    /// Begins to play it again; [`HandedIn::row`] when that is at its end.
    pub fn begin(&self) -> Opening {
        Opening::of(self.save.clone())
    }

    /// The row of the table, from what playing it again has come to.
    pub fn row(&self, played: &Timeline, parting: Option<&Parting>, locale: Locale) -> Option<Row> {
        let guide = Guide::of(played, locale)?;
        let outcome = Outcome::of(&guide);
        let verdict = match (parting, &self.report) {
            (Some(_), _) if self.save.rules_version != RULES_VERSION => Verdict::OtherRules,
            (Some(_), _) => Verdict::Parted,
            (None, None) => Verdict::RunOnly,
            (None, Some(report)) if report.result == outcome => Verdict::Verified,
            (None, Some(_)) => Verdict::ScoreDiffers,
        };
        let learner = self.report.as_ref().map(|report| report.learner.clone()).filter(|name| !name.is_empty());
        let world = played.run().world();
        Some(Row {
            file: self.file.clone(),
            learner: learner.or_else(|| played.title().map(str::to_owned)).unwrap_or_else(|| self.file.clone()),
            scenario: guide.title,
            outcome,
            spent_seconds: played.spent_seconds(),
            now: format::date_time(world.now, world.zone, locale),
            verdict,
        })
    }
}

impl Verdict {
    /// What it says, in words.
    pub fn words(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::Verified, Locale::En) => "Verified by replay",
            (Self::Verified, Locale::Zh) => "重放验证通过",
            (Self::RunOnly, Locale::En) => "Run replayed; no report to compare",
            (Self::RunOnly, Locale::Zh) => "运行重放一致，无报告可比对",
            (Self::ScoreDiffers, Locale::En) => "The replay comes to another score",
            (Self::ScoreDiffers, Locale::Zh) => "重放得分与报告不一致",
            (Self::Parted, Locale::En) => "The run was changed: its replay comes out differently",
            (Self::Parted, Locale::Zh) => "运行已被改动，重放结果不一致",
            (Self::OtherRules, Locale::En) => "Played by other rules; comes out differently today",
            (Self::OtherRules, Locale::Zh) => "由其他版本的规则运行，现行规则下结果不同",
        }
    }

    /// Whether the figures can be relied on.
    pub fn is_good(self) -> bool {
        matches!(self, Self::Verified | Self::RunOnly)
    }
}

/// The table as CSV, for spreadsheets.
pub fn csv(rows: &[Row], locale: Locale) -> String {
    let head = match locale {
        Locale::En => {
            "Learner,Scenario,Score,Of,Done,Of,Hints,Steps skipped,Completed,Seconds spent,Virtual time,Verified,File"
        }
        Locale::Zh => "学员,场景,得分,满分,已完成,总数,提示次数,跳过步骤,是否完成,用时（秒）,虚拟时间,验证结果,文件",
    };
    let cells: Vec<_> = rows.iter().map(|row| row.cells(locale)).collect();
    csv::table(head.split(','), cells.iter().map(|row| row.iter().map(String::as_str)))
}

impl Row {
    fn cells(&self, locale: Locale) -> [String; 13] {
        let outcome = &self.outcome;
        let completed = match (outcome.completed, locale) {
            (true, Locale::En) => "yes",
            (false, Locale::En) => "no",
            (true, Locale::Zh) => "是",
            (false, Locale::Zh) => "否",
        };
        [
            self.learner.clone(),
            self.scenario.clone(),
            outcome.score.to_string(),
            outcome.score_max.to_string(),
            outcome.reached.to_string(),
            outcome.of.to_string(),
            outcome.hints.to_string(),
            outcome.skipped.to_string(),
            completed.to_owned(),
            self.spent_seconds.to_string(),
            self.now.clone(),
            self.verdict.words(locale).to_owned(),
            self.file.clone(),
        ]
    }
}
