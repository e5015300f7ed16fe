//! A run as it is kept: the scenario, the commands and what they came to.
//!
//! Everything else follows from these by replay, so the Journal is the save file, the share link and the bug report in
//! one. The envelope names its format and the version of the rules that it was played by; older formats are migrated
//! step by step, and a save that is damaged or foreign is told apart from one that is merely old.

mod bounds;
mod branches;
mod figures;
pub mod link;
mod migration;
mod packed;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use self::branches::{Other, Present};
pub use self::{
    bounds::{BRANCH_COMMANDS_MAX, COMMANDS_MAX},
    figures::Figures,
    packed::{pack, unpack},
};
use crate::{
    command::Command,
    digest::{Digest, DigestWriter},
    json::{self, JsonError, VALUES_MAX},
    scenario::{Fault, Scenario},
    simulation::Simulation,
    time::Timestamp,
    timeline::{Bookmark, Branch, Timeline},
    words::Wrong,
};

/// The commands of a run in the order they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Journal {
    /// The commands, none refused.
    pub entries: Vec<JournalEntry>,
}

/// One command of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// When it was given, in UNIX seconds.
    pub at: Timestamp,
    /// What was to be done.
    pub command: Command,
    /// The digest right after it; left out for most commands of large worlds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
}

/// Everything needed to have a run again.
#[derive(Clone, Debug, PartialEq)]
pub struct Save {
    /// The version of the rules that it was played by: [`RULES_VERSION`] at the time.
    pub rules_version: u32,
    /// The scenario, whole.
    pub scenario: Scenario,
    /// The commands.
    pub journal: Journal,
    /// Where the run stands.
    pub now: Timestamp,
    /// The digest at that instant; left out of a large world, where every action would have to wait for it.
    pub digest: Option<Digest>,
    /// What it had come to there, which is left out like the digest.
    pub figures: Option<Figures>,
    /// What someone called it.
    pub title: Option<String>,
    /// The instants that someone marked, in the order of time.
    pub bookmarks: Vec<Bookmark>,
    /// The real time that was spent in its lesson.
    pub spent_seconds: u64,
    /// The branch that the run is of; none where it is the only one and stands as far as it came.
    pub present: Option<Branch>,
    /// The other branches.
    pub others: Vec<Branch>,
}

/// Why a text cannot be opened as a save. Whoever holds the text keeps it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// Not JSON at all, or cut off.
    #[error("this is not a complete JSON text (line {line}, column {column}): it may have been cut off")]
    NotJson {
        /// Where reading stopped.
        line: usize,
        /// Where in the line.
        column: usize,
    },
    /// JSON, but not a save of this simulator.
    #[error("this is not a saved run of the simulator: a save begins with \"format\": \"{FORMAT_STEM}…\"")]
    Foreign,
    /// A save of a later version.
    #[error(
        "this run was saved in format {format}; this version reads formats up to {FORMAT_VERSION}: open it with a newer version"
    )]
    Newer {
        /// The format's number.
        format: u64,
    },
    /// A save that does not match its checksum: changed or cut since it was written.
    #[error("this save was changed after it was written: its checksum does not match")]
    Damaged,
    /// A save whose body does not read.
    #[error("this save does not read: {0}")]
    Body(Wrong),
    /// A text that is larger than may be read.
    #[error("it is larger than {bytes_max} bytes, the most that is read")]
    TooLarge {
        /// The most.
        bytes_max: usize,
    },
    /// The beginning of a save: the rest of it is missing.
    #[error("this save is cut off: its end is missing")]
    CutOff,
    /// Not a packed text, or cut off.
    #[error("this is not a complete packed text: it may have been cut off or changed")]
    NotPacked,
    /// A text of more values than may be read.
    #[error("it has more than {VALUES_MAX} values, the most that is read")]
    TooManyValues,
    /// More commands than a run may have.
    #[error("it has more commands than a run may have: {COMMANDS_MAX}, and {BRANCH_COMMANDS_MAX} in all its branches")]
    TooManyCommands,
    /// An instant outside of virtual time.
    #[error("it names an instant outside of the years 1970 to 9999: {} seconds", at.0)]
    Instant {
        /// The instant.
        at: Timestamp,
    },
    /// A save whose scenario has faults.
    #[error("the scenario of this save has {} faults, the first at {}", .0.len(), .0.first().map_or(String::new(), ToString::to_string))]
    Scenario(Vec<Fault>),
}

/// Goes up with every change of behaviour, so that a save says which rules it was played by. Golden runs notice when
/// it should.
pub const RULES_VERSION: u32 = 4;

/// The number of the envelope's present format.
pub const FORMAT_VERSION: u64 = 4;

/// What the format's name begins with, before its number.
pub const FORMAT_STEM: &str = "cloud-backup-save/";

/// A save larger than this is not read: what grows by doubling while it is read stays within 64 MiB.
pub const SAVE_BYTES_MAX: usize = 32 << 20;

impl Save {
    /// The save of a run with its branches.
    pub fn of_timeline(timeline: &Timeline) -> Self {
        let present = Some(timeline.present()).filter(|_| !timeline.is_plain());
        let (title, bookmarks) = (timeline.title().map(str::to_owned), timeline.bookmarks().to_vec());
        let spent_seconds = timeline.spent_seconds();
        Self {
            present,
            others: timeline.others().to_vec(),
            title,
            bookmarks,
            spent_seconds,
            ..Self::of(timeline.run())
        }
    }

    /// The save of a run as it stands.
    pub fn of(run: &Simulation) -> Self {
        let digest = run.digest_if_quick();
        Self {
            rules_version: RULES_VERSION,
            scenario: run.scenario().clone(),
            journal: run.journal().clone(),
            now: run.now(),
            digest,
            figures: digest.map(|_| Figures::of(run)),
            title: None,
            bookmarks: Vec::new(),
            spent_seconds: 0,
            present: None,
            others: Vec::new(),
        }
    }

    /// How far the run has come: on from where it stands, if it stepped back.
    pub fn reached(&self) -> Timestamp {
        self.present.as_ref().map_or(self.now, |present| present.reached.max(self.now))
    }

    /// The same without the other branches.
    pub fn without_others(self) -> Self {
        let present = self.present.map(|present| Branch { fork: None, ..present });
        Self { others: Vec::new(), present, ..self }
    }

    /// The envelope as text.
    pub fn to_text(&self) -> String {
        let body = self.to_body();
        let format = format!("{FORMAT_STEM}{FORMAT_VERSION}");
        json!({ "format": format, "checksum": checksum(&body), "body": body }).to_string()
    }

    /// What the envelope is around.
    fn to_body(&self) -> Value {
        let mut body = json!({
            "rules_version": self.rules_version,
            "scenario": self.scenario.to_value(),
            "journal": self.journal,
            "now": self.now,
            "digest": self.digest,
        });
        if let Some(figures) = &self.figures {
            body["figures"] = json!(figures);
        }
        if let Some(title) = &self.title {
            body["title"] = json!(title);
        }
        if !self.bookmarks.is_empty() {
            body["bookmarks"] = json!(self.bookmarks);
        }
        if self.spent_seconds > 0 {
            body["spent_seconds"] = json!(self.spent_seconds);
        }
        if let Some(present) = &self.present {
            let others: Vec<_> = self.others.iter().map(|branch| Other::of(branch, present)).collect();
            body["branch"] = json!(Present::of(present));
            body["branches"] = json!(others);
        }
        body
    }

    /// Reads an envelope of this format or an older one.
    pub fn read(text: &str) -> Result<Self, SaveError> {
        if text.len() > SAVE_BYTES_MAX {
            return Err(SaveError::TooLarge { bytes_max: SAVE_BYTES_MAX });
        }
        let mut envelope = json::read(text).map_err(|error| match error {
            JsonError::TooManyValues => SaveError::TooManyValues,
            JsonError::Syntax(error) => SaveError::NotJson { line: error.line(), column: error.column() },
        })?;
        let format = envelope.get("format").and_then(Value::as_str).and_then(|name| name.strip_prefix(FORMAT_STEM));
        let format: u64 = format.and_then(|number| number.parse().ok()).ok_or(SaveError::Foreign)?;
        if format > FORMAT_VERSION {
            return Err(SaveError::Newer { format });
        }
        let body = envelope.get("body").ok_or(SaveError::Damaged)?;
        if envelope.get("checksum").and_then(Value::as_str) != Some(checksum(body).as_str()) {
            return Err(SaveError::Damaged);
        }
        let body = envelope.get_mut("body").map(Value::take).unwrap_or_default();
        Self::read_body(migration::to_present(format, body)?)
    }

    fn read_body(body: Value) -> Result<Self, SaveError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Body {
            rules_version: u32,
            scenario: Value,
            journal: Journal,
            now: Timestamp,
            digest: Option<Digest>,
            figures: Option<Figures>,
            title: Option<String>,
            #[serde(default)]
            bookmarks: Vec<Bookmark>,
            #[serde(default)]
            spent_seconds: u64,
            branch: Option<Present>,
            #[serde(default)]
            branches: Vec<Other>,
        }
        bounds::check_commands(&body)?;
        let body: Body = serde_json::from_value(body).map_err(|error| SaveError::Body(Wrong::misread(&error)))?;
        let scenario = Scenario::from_value(&body.scenario).map_err(SaveError::Scenario)?;
        let Body {
            rules_version,
            journal,
            now,
            digest,
            figures,
            title,
            bookmarks,
            spent_seconds,
            branch,
            branches,
            ..
        } = body;
        let present = branch.map(|branch| branch.read(&journal, now)).transpose()?;
        let others = match &present {
            Some(present) => branches.into_iter().map(|branch| branch.read(present)).collect::<Result<Vec<_>, _>>()?,
            None => Vec::new(),
        };
        if let Some(present) = &present {
            branches::check_all(present, &others)?;
        }
        let save = Self {
            rules_version,
            scenario,
            journal,
            now,
            digest,
            figures,
            title,
            bookmarks,
            spent_seconds,
            present,
            others,
        };
        bounds::check(&save)?;
        Ok(save)
    }
}

/// The digest of a body in its canonical text: keys sorted, no blanks.
fn checksum(body: &Value) -> String {
    DigestWriter::default().text(&body.to_string()).finish().to_string()
}
