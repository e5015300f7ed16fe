//! What is asked of each reader, whatever it is given: to answer, to mean what it says, and to let what it accepts be
//! played. The fuzz targets ask the same.
#![allow(dead_code, unreachable_pub, reason = "each target and test uses some of it")]

use engine::{
    digest::DigestWriter,
    locale::Locale,
    save::{
        Save, SaveError,
        link::{LINK_BYTES_MAX, LINK_STEM, Link, LinkError},
    },
    scenario::Scenario,
    simulation::Simulation,
    time::Timestamp,
    timeline::Opening,
    view::{keeping, save_summary::SaveSummary},
};
use serde_json::Value;

/// Reads a save, and plays what it says for a while.
pub fn save(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Some(text) = sealed(text) else {
        assert!(Save::read(text).is_err(), "what is no object is no save");
        return;
    };
    match Save::read(&text) {
        Ok(save) => {
            assert_eq!(Save::read(&save.to_text()).as_ref(), Ok(&save), "it is written as it was read");
            play(save);
        }
        Err(error) => say(&error.into()),
    }
}

/// Reads a link, and plays what it says for a while. What begins as a list is taken for what a link packs.
pub fn link(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let read = match text.starts_with('[') {
        true => Link::read_text(&sealed_list(text).unwrap_or_else(|| text.to_owned())),
        false => Link::read(text).map(|link| link.save),
    };
    match read {
        Ok(save) => {
            match (Link { save: save.clone(), at: None }).to_address("") {
                Ok(address) => {
                    assert!(address.len() <= LINK_BYTES_MAX && address.starts_with(LINK_STEM));
                    let digest = save.digest;
                    let again = Link::read(&address).expect("what a link was made of opens again").save;
                    assert_eq!((again.digest, again.now), (digest, save.now));
                }
                Err(error) => assert!(matches!(error, LinkError::TooLong { .. }), "{error}"),
            }
            play(save);
        }
        Err(error) => say(&error),
    }
}

/// Reads a scenario, and lets its world live for a while.
pub fn scenario(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Scenario::parse(text) {
        Ok(scenario) if is_small(&scenario) => {
            let mut run = Simulation::new(scenario);
            run.step_until(Timestamp::MAX, 200);
            let _ = run.digest();
        }
        Ok(_) => {}
        Err(faults) => {
            assert!(!faults.is_empty(), "a refusal says why");
            let _ = faults.iter().map(ToString::to_string).count();
        }
    }
}

/// Says what a save is, plays it for a while, and goes back and forth if it comes to its end.
fn play(save: Save) {
    let summary = SaveSummary::of(&save, Locale::En);
    assert!(summary.branches >= 1 && !summary.stands.is_empty());
    if !is_small(&save.scenario) {
        return;
    }
    let start = save.scenario.start;
    let mut opening = Opening::of(save);
    if !opening.step(EVENTS_MAX).done {
        return;
    }
    let (mut timeline, _) = opening.finish();
    timeline.note();
    let _ = timeline.undo();
    let _ = timeline.seek(start);
    let _ = Save::of_timeline(&timeline).to_text();
}

/// A refusal says what is wrong, and what to do.
fn say(error: &LinkError) {
    for locale in [Locale::En, Locale::Zh] {
        assert!(!keeping::link_reason(error, locale).is_empty() && !keeping::advice(error, locale).is_empty());
    }
    if let LinkError::Save(SaveError::Scenario(faults)) = error {
        assert!(!faults.is_empty());
    }
}

/// The same for what a link packs: number of the format, checksum, body.
fn sealed_list(text: &str) -> Option<String> {
    let mut list: Value = serde_json::from_str(text).ok()?;
    let checksum = DigestWriter::default().text(&list.get(2)?.to_string()).finish().to_string();
    *list.get_mut(1)? = Value::String(checksum[..16].to_owned());
    Some(list.to_string())
}

/// A text with the checksum that belongs to it, so that a change is read and not only noticed.
fn sealed(text: &str) -> Option<String> {
    let mut envelope: Value = serde_json::from_str(text).ok()?;
    let checksum = DigestWriter::default().text(&envelope.get("body")?.to_string()).finish().to_string();
    envelope.as_object_mut()?.insert("checksum".to_owned(), Value::String(checksum));
    Some(envelope.to_string())
}

/// Whether its world is built at once.
fn is_small(scenario: &Scenario) -> bool {
    let disks: usize = scenario.instances.iter().map(|instance| instance.disks.len()).sum();
    scenario.instances.len() + disks <= BUILT_MAX
}

/// How many events are played, each command counted as some thousands.
const EVENTS_MAX: u64 = 20_000;
/// How many instances and disks are built.
const BUILT_MAX: usize = 200;
