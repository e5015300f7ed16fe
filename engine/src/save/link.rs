//! A run as a link: the part of an address after `#`, which no server ever sees.
//!
//! `#/open/<packed>` opens the run where it stands, `#/open/<packed>/at/<instant>` at an instant of it. What is packed is a
//! save made small: commands by the time since the one before, their digests left out but for that of the end, and a
//! scenario that every page brings along named instead of written out. A link carries checksums of both, so that one that
//! was cut off, or a scenario that has changed since, is refused and does not part unseen.

use serde_json::{Value, json};

use super::{FORMAT_VERSION, Save, SaveError, migration, pack, unpack};
use crate::{
    digest::DigestWriter,
    json::{self, JsonError},
    scenario::Scenario,
    time::Timestamp,
};

/// What a link opens.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The run.
    pub save: Save,
    /// Where it stands when it was opened, if not where it was saved.
    pub at: Option<Timestamp>,
}

/// Why there is no link, or why it is not opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// It would be, or is, longer than a link may be.
    #[error("a link of {bytes} bytes is too long: it may have {LINK_BYTES_MAX}")]
    TooLong {
        /// How long.
        bytes: usize,
    },
    /// It does not begin as a link to a run does, or says no more than that.
    #[error("this is not a link to a run: such a link goes on with {LINK_STEM} and the run itself")]
    Foreign,
    /// What it names as an instant is none.
    #[error("`{given}` is not an instant: a link ends in /at/ and an RFC 3339 time or UNIX seconds")]
    Instant {
        /// What it names.
        given: String,
    },
    /// The instant lies outside of what the run has seen.
    #[error(
        "the link points at {}, but its run goes from {} to {}",
        at.to_rfc3339_utc(), start.to_rfc3339_utc(), reached.to_rfc3339_utc()
    )]
    Outside {
        /// The instant.
        at: Timestamp,
        /// Where the run begins.
        start: Timestamp,
        /// How far it has come.
        reached: Timestamp,
    },
    /// It names a scenario that this version does not bring along.
    #[error("the run is of the scenario `{name}`, which this version does not have")]
    ScenarioUnknown {
        /// The scenario.
        name: String,
    },
    /// The scenario that it names has changed since.
    #[error(
        "the run is of the scenario `{name}`, which has changed since: open it with the version that made the link"
    )]
    ScenarioChanged {
        /// The scenario.
        name: String,
    },
    /// What it carries is not a save that can be opened.
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// How long a link may be, the address of the page included: longer ones are cut off on their way by some programs.
pub const LINK_BYTES_MAX: usize = 8_000;
/// What is unpacked of a link at most.
pub const LINK_TEXT_BYTES_MAX: usize = 1 << 20;
/// How the part of an address begins that opens a run.
pub const LINK_STEM: &str = "#/open/";
/// What stands before the instant.
const AT: &str = "/at/";
/// How many hexadecimal digits of a digest tell one text from another by accident.
const CHECKSUM_DIGITS: usize = 16;

impl Link {
    /// The whole address on the page at `page`, which has no part after `#`.
    pub fn to_address(&self, page: &str) -> Result<String, LinkError> {
        self.to_address_knowing(page, &[])
    }

    /// The same where whoever opens it can come by the scenarios `known` too: they are named instead of written out.
    pub fn to_address_knowing(&self, page: &str, known: &[Scenario]) -> Result<String, LinkError> {
        self.check_instant()?;
        let text = self.to_text(known);
        let mut address = format!("{page}{LINK_STEM}{}", pack(&text));
        if let Some(at) = self.at {
            address.push_str(AT);
            address.push_str(&at.to_rfc3339_utc());
        }
        // What would not be unpacked is not packed.
        match address.len() > LINK_BYTES_MAX || text.len() > LINK_TEXT_BYTES_MAX {
            true => Err(LinkError::TooLong { bytes: address.len() }),
            false => Ok(address),
        }
    }

    /// Reads the part of an address from `#` on.
    pub fn read(fragment: &str) -> Result<Self, LinkError> {
        Self::read_knowing(fragment, &[])
    }

    /// The same with the scenarios `known` at hand: where it fails for one that is not known
    /// ([`LinkError::ScenarioUnknown`]), that one may be fetched and given.
    pub fn read_knowing(fragment: &str, known: &[Scenario]) -> Result<Self, LinkError> {
        if fragment.len() > LINK_BYTES_MAX {
            return Err(LinkError::TooLong { bytes: fragment.len() });
        }
        let rest = fragment.strip_prefix(LINK_STEM).filter(|rest| !rest.is_empty()).ok_or(LinkError::Foreign)?;
        let (packed, at) = rest.split_once(AT).map_or((rest, None), |(packed, at)| (packed, Some(at)));
        let at = at.map(instant).transpose()?;
        let save = Self::read_text_knowing(&unpack(packed, LINK_TEXT_BYTES_MAX)?, known)?;
        let link = Self { save, at };
        link.check_instant()?;
        Ok(link)
    }

    /// Where it opens must lie within what the run has seen.
    fn check_instant(&self) -> Result<(), LinkError> {
        let (start, reached) = (self.save.scenario.start, self.save.reached());
        match self.at {
            Some(at) if !(start..=reached).contains(&at) => Err(LinkError::Outside { at, start, reached }),
            _ => Ok(()),
        }
    }

    /// What is packed: the number of the format, a checksum, and the body of a save made small.
    fn to_text(&self, known: &[Scenario]) -> String {
        let body = small(self.save.to_body(), known);
        json!([FORMAT_VERSION, checksum(&body), body]).to_string()
    }

    /// The save in what was unpacked.
    pub fn read_text(text: &str) -> Result<Save, LinkError> {
        Self::read_text_knowing(text, &[])
    }

    fn read_text_knowing(text: &str, known: &[Scenario]) -> Result<Save, LinkError> {
        let parts = json::read(text).map_err(|error| match error {
            JsonError::TooManyValues => SaveError::TooManyValues,
            JsonError::Syntax(_) => SaveError::NotPacked,
        })?;
        let Value::Array(parts) = parts else { return Err(LinkError::Foreign) };
        let [format, sum, body] = <[Value; 3]>::try_from(parts).map_err(|_| LinkError::Foreign)?;
        let format = format.as_u64().ok_or(LinkError::Foreign)?;
        if format > FORMAT_VERSION {
            return Err(SaveError::Newer { format }.into());
        }
        if sum.as_str() != Some(checksum(&body).as_str()) {
            return Err(SaveError::Damaged.into());
        }
        let body = migration::to_present(format, whole(body, known)?)?;
        Ok(Save::read_body(body)?)
    }
}

/// Makes the body of a save small.
fn small(mut body: Value, known: &[Scenario]) -> Value {
    let bundled = Scenario::bundled();
    let scenario = bundled.iter().chain(known).find(|known| known.to_value() == body["scenario"]);
    if let Some(known) = scenario {
        body["scenario"] = json!([known.name, checksum(&body["scenario"])]);
    }
    each_journal(&mut body, &mut |journal| {
        let mut before = 0;
        for entry in journal {
            let at = entry["at"].as_i64().unwrap_or_default();
            *entry = json!([at - before, entry["command"]]);
            before = at;
        }
    });
    body
}

/// The body of the save that was made small. What is amiss in it is left for the reading of the body to say.
fn whole(mut body: Value, known: &[Scenario]) -> Result<Value, LinkError> {
    if let Some([name, sum]) = body["scenario"].as_array().map(Vec::as_slice) {
        let name = name.as_str().unwrap_or_default().to_owned();
        let bundled = Scenario::bundled();
        let known = bundled.iter().chain(known).find(|known| known.name == name);
        let Some(known) = known.map(|known| known.to_value()) else { return Err(LinkError::ScenarioUnknown { name }) };
        if sum.as_str() != Some(checksum(&known).as_str()) {
            return Err(LinkError::ScenarioChanged { name });
        }
        body["scenario"] = known;
    }
    each_journal(&mut body, &mut |journal| {
        let mut before = 0_i64;
        for entry in journal {
            let Some([since, command]) = entry.as_array_mut().map(Vec::as_mut_slice) else { continue };
            before = before.saturating_add(since.as_i64().unwrap_or(i64::MAX));
            *entry = json!({ "at": before, "command": command.take() });
        }
    });
    Ok(body)
}

/// Does something with each list of commands in a body.
fn each_journal(body: &mut Value, act: &mut dyn FnMut(&mut [Value])) {
    let Some(body) = body.as_object_mut() else { return };
    let mut on = |of: Option<&mut Value>, key: &str| {
        if let Some(list) =
            of.and_then(Value::as_object_mut).and_then(|of| of.get_mut(key)).and_then(Value::as_array_mut)
        {
            act(list);
        }
    };
    on(body.get_mut("branch"), "ahead");
    for branch in body.get_mut("branches").and_then(Value::as_array_mut).into_iter().flatten() {
        on(Some(branch), "entries");
    }
    if let Some(journal) = body.get_mut("journal").and_then(Value::as_array_mut) {
        act(journal);
    }
}

/// An instant at the end of a link. Some programs write its colons and signs as escapes.
fn instant(given: &str) -> Result<Timestamp, LinkError> {
    let plain = given.replace("%3A", ":").replace("%3a", ":").replace("%2B", "+").replace("%2b", "+");
    let seconds = || plain.parse().ok().map(Timestamp).filter(|at| (Timestamp::MIN..=Timestamp::MAX).contains(at));
    Timestamp::parse_rfc3339(&plain).ok().or_else(seconds).ok_or(LinkError::Instant { given: given.to_owned() })
}

fn checksum(of: &Value) -> String {
    let mut digits = DigestWriter::default().text(&of.to_string()).finish().to_string();
    digits.truncate(CHECKSUM_DIGITS);
    digits
}
