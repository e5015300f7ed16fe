//! What strangers hand in: saves, links and scenarios that were cut, changed or made to hurt. Whatever it is, the readers
//! answer, soon, and without taking more memory than its length calls for.
//!
//! `cargo xtask fuzz` hunts for more with the same questions; what it kept lies in `fuzz/corpus`.

#[path = "readers/checks.rs"]
mod checks;

use std::{
    alloc::System,
    fmt::Write,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use cap::Cap;
use engine::{
    chance::{Purpose, below},
    digest::DigestWriter,
    json::VALUES_MAX,
    save::{BRANCH_COMMANDS_MAX, COMMANDS_MAX, SAVE_BYTES_MAX, Save, SaveError, link::Link, pack},
    scenario::{INSTANCES_MAX, SCENARIO_BYTES_MAX, Scenario},
    simulation::Simulation,
    time::Timestamp,
};
use serde_json::{Value, json};

/// No test here may take more, the texts that it makes included.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, 768 << 20);

/// How many changed texts each reader is given, of which 10,000,000 are the fuzz targets' share: what fits into twenty
/// seconds of a processor. What is accepted is played, and that takes most of the time.
const SAVES: u64 = 15_000;
const LINKS: u64 = 20_000;
const SCENARIOS: u64 = 100_000;
/// A reader that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn saves_that_were_changed_are_answered() {
    run("save", SAVES, checks::save);
}

#[test]
fn links_that_were_changed_are_answered() {
    run("link", LINKS, checks::link);
}

#[test]
fn scenarios_that_were_changed_are_answered() {
    run("scenario", SCENARIOS, checks::scenario);
}

/// Asks a reader about each text of its corpus, then about changed ones.
fn run(name: &str, executions: u64, check: fn(&[u8])) {
    let texts = corpus(name);
    for text in &texts {
        check(text);
    }
    for seed in 0..executions {
        let text = Changes { seed, drawn: 0 }.changed(&texts);
        // What is printed last is what it does not survive.
        println!("{name} {seed}");
        check(&text);
    }
}

/// The texts of a corpus in the order of their names.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a corpus").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "the corpus of {name} has texts");
    paths.iter().map(|path| fs::read(path).expect("a text")).collect()
}

/// Draws what is changed in a text.
struct Changes {
    seed: u64,
    drawn: u64,
}

impl Changes {
    fn changed(&mut self, texts: &[Vec<u8>]) -> Vec<u8> {
        let mut text = self.one_of(texts).clone();
        for _ in 0..=self.pick(4) {
            let (from, to) = self.span(text.len());
            match self.pick(6) {
                0 if from < text.len() => text[from] ^= 1 << self.pick(8),
                1 => drop(text.drain(from..to)),
                2 => {
                    let other = self.one_of(texts);
                    let (first, last) = self.span(other.len());
                    text.splice(from..to, other[first..last].iter().copied());
                }
                3 if text.len() < 20_000 => {
                    let again = text[from..to].repeat(1 + self.position(9));
                    text.splice(to..to, again);
                }
                4 => self.put_a_number(&mut text, from),
                _ => {
                    let piece = self.one_of(&PIECES);
                    text.splice(from..from, piece.bytes());
                }
            }
        }
        text
    }

    /// Puts an extreme number in the place of the next one.
    fn put_a_number(&mut self, text: &mut Vec<u8>, from: usize) {
        let Some(start) = text[from..].iter().position(u8::is_ascii_digit).map(|offset| from + offset) else { return };
        let length = text[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = self.one_of(&NUMBERS);
        text.splice(start..start + length, number.bytes());
    }

    /// Two positions in order; mostly near each other.
    fn span(&mut self, length: usize) -> (usize, usize) {
        let from = self.position(length + 1);
        let reach = if self.pick(4) == 0 { length } else { 24 };
        (from, (from + self.position(reach + 1)).min(length))
    }

    fn one_of<'c, T>(&mut self, choices: &'c [T]) -> &'c T {
        &choices[self.position(choices.len())]
    }

    fn position(&mut self, count: usize) -> usize {
        usize::try_from(self.pick(count as u64)).expect("small")
    }

    fn pick(&mut self, bound: u64) -> u64 {
        self.drawn += 1;
        below(bound, self.seed, Purpose::FleetSpread, 1, self.drawn)
    }
}

const NUMBERS: [&str; 12] = [
    "0",
    "1",
    "-1",
    "255",
    "65536",
    "4294967295",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "253402300799",
    "1e308",
    "0.1",
];
const PIECES: [&str; 10] = ["[", "]", "{", "}", "\"", ",", "null", "true", "\\u0000", "点"];

/// Asks for an answer within [`PATIENCE`].
fn soon<T>(what: &str, ask: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let answer = ask();
    assert!(begun.elapsed() < PATIENCE, "{what} took {:?}", begun.elapsed());
    answer
}

#[test]
fn what_is_too_long_is_refused_before_it_is_read() {
    let long = "[".repeat(SAVE_BYTES_MAX + 1);
    assert_eq!(Save::read(&long), Err(SaveError::TooLarge { bytes_max: SAVE_BYTES_MAX }));
    assert_eq!(Scenario::parse(&long).unwrap_err()[0].path, "$");
    assert!(matches!(Save::read(&long[..SAVE_BYTES_MAX]), Err(SaveError::TooManyValues)));
    assert!(matches!(Save::read(&"[".repeat(100_000)), Err(SaveError::NotJson { .. })), "nested deep");
    let list = format!("[{}0]", "0,".repeat(VALUES_MAX));
    assert_eq!(Save::read(&list), Err(SaveError::TooManyValues));
    assert!(list.len() < SCENARIO_BYTES_MAX && Scenario::parse(&list).is_err());
}

#[test]
fn long_texts_of_one_value_are_answered() {
    let digits = "9".repeat(SAVE_BYTES_MAX / 2);
    for value in [digits.clone(), format!("0.{digits}"), format!("1e{digits}"), format!("\"{digits}\\n\"")] {
        soon("one value", || assert!(Save::read(&value).is_err()));
        let scenario = format!("{{\"seed\":{}}}", &value[..value.len().min(SCENARIO_BYTES_MAX - 20)]);
        soon("a seed", || assert!(Scenario::parse(&scenario).is_err()));
    }
}

fn scenario(more: Value) -> Value {
    let mut scenario = json!({
        "format": "cloud-backup-scenario/1", "name": "worst", "seed": 1, "start": "2026-01-01T00:00:00+08:00",
        "regions": ["cn-hangzhou"],
        "instances": [{ "id": "i-a", "name": "a", "disks": [{ "id": "d-a", "kind": "system", "size_gib": 40 }] }],
    });
    if let (Value::Object(scenario), Value::Object(more)) = (&mut scenario, more) {
        scenario.extend(more);
    }
    scenario
}

#[track_caller]
fn faults(scenario: &Value) -> Vec<String> {
    let read = soon("a scenario", || Scenario::parse(&scenario.to_string()));
    read.err().unwrap_or_default().into_iter().map(|fault| fault.path).collect()
}

#[test]
fn a_fleet_takes_no_more_than_its_limits() {
    let disk = json!({ "size_gib": 40 });
    let system = json!({ "kind": "system", "size_gib": 40 });
    let disks: Vec<_> = std::iter::once(&system).chain(std::iter::repeat_n(&disk, 63)).collect();
    let fleet = |count: Value, template: Value| scenario(json!({ "fleet": { "count": count, "template": template } }));
    let small = json!({ "disks": [system] });
    assert_eq!(faults(&fleet(json!(INSTANCES_MAX - 1), small.clone())), Vec::<String>::new());
    for count in [json!(INSTANCES_MAX + 1), json!(u64::MAX), json!(1e300)] {
        assert_eq!(faults(&fleet(count, small.clone())), ["$.fleet.count"]);
    }
    assert_eq!(faults(&fleet(json!(INSTANCES_MAX), json!({ "disks": disks }))), ["$.fleet.template"]);
    let tagged = json!({ "tags": { "note": "n".repeat(100_000) }, "disks": [system] });
    assert_eq!(faults(&fleet(json!(1_000), tagged)), ["$.fleet.template"]);
}

#[test]
fn a_scenario_of_many_faults_lists_some_of_them() {
    let mut unknown = String::from("{");
    for key in 0..400_000 {
        let _ = write!(unknown, "\"{key}\":0,");
    }
    unknown.push_str("\"a\":0}");
    let listed = soon("unknown keys", || Scenario::parse(&unknown).unwrap_err().len());
    assert_eq!(listed, 1_000);
    let many: Vec<_> = (0..=INSTANCES_MAX).map(|_| json!(0)).collect();
    for list in ["instances", "policies", "bindings", "incidents", "networks", "legacy_plans", "regions"] {
        assert!(faults(&scenario(json!({ list: many }))).contains(&format!("$.{list}")), "{list}");
    }
    let hidden = format!("[{}0]", "0,".repeat(VALUES_MAX));
    assert_eq!(
        faults(&scenario(json!({ "policies": [{ "PolicyName": "worst", "Rules": hidden }] }))),
        ["$.policies[0]"]
    );
}

#[test]
fn what_names_one_another_is_looked_up_at_once() {
    let template = json!({ "disks": [{ "kind": "system", "size_gib": 40 }] });
    let names: Vec<_> = (0..900).map(|number| format!("app-{number:04}")).collect();
    let incidents: Vec<_> =
        (0..400).map(|_| json!({ "kind": "BackupDeletion", "after": "PT1H", "instances": names })).collect();
    let bindings: Vec<_> = (0..20_000).map(|_| json!({ "PolicyId": "po-none", "DataSourceId": "i-none" })).collect();
    let disks: Vec<_> = (0..20_000).map(|number| format!("d-{number}")).collect();
    let found = faults(&scenario(json!({
        "fleet": { "prefix": "app", "count": INSTANCES_MAX - 1, "template": template },
        "incidents": incidents, "bindings": bindings,
        "auto_snapshot_policies": [{ "time_points": [1], "repeat_weekdays": [1], "disk_ids": disks }],
    })));
    assert_eq!(found.len(), 1_000);
}

#[test]
fn time_has_ends() {
    for start in ["9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z"] {
        let rules = json!([{ "RuleType": "BACKUP", "Schedule": "I|253402300799|PT1H" },
                           { "RuleType": "BACKUP", "Schedule": "C|0|0 0 0 ? * *" },
                           { "RuleType": "TRANSITION", "Retention": 36_500, "ArchiveDays": 14 }]);
        let read = Scenario::from_value(&scenario(json!({
            "start": start, "time_zone": "+14:00",
            "policies": [{ "PolicyId": "po-1", "PolicyName": "worst", "Rules": rules }],
            "bindings": [{ "PolicyId": "po-1", "DataSourceId": "i-a" }],
            "incidents": [{ "kind": "PaymentOverdue", "after": "PT0S" }],
        })));
        let mut run = Simulation::new(read.unwrap_or_else(|faults| panic!("{faults:?}")));
        soon("a run at the end of time", || run.step_until(Timestamp::MAX, 2_000));
        let _ = run.digest();
    }
    for start in ["0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "1969-12-31T23:59:59Z"] {
        assert_eq!(faults(&scenario(json!({ "start": start }))), ["$.start"]);
    }
    let every_second = json!([{ "PolicyName": "worst", "Rules": [{ "RuleType": "BACKUP", "Schedule": "I|0|PT1S" },
                                                              { "RuleType": "TRANSITION", "Retention": 1 }] }]);
    assert_eq!(faults(&scenario(json!({ "policies": every_second }))), ["$.policies[0]"]);
}

/// The text of a save with this body.
fn envelope(body: &Value) -> String {
    let checksum = DigestWriter::default().text(&body.to_string()).finish().to_string();
    json!({ "format": "cloud-backup-save/3", "checksum": checksum, "body": body }).to_string()
}

fn body(more: Value) -> Value {
    let run = Simulation::new(Scenario::from_value(&scenario(json!({}))).expect("a scenario"));
    let text: Value = serde_json::from_str(&Save::of(&run).to_text()).expect("JSON");
    let mut body = text["body"].clone();
    if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
        body.extend(more);
    }
    body
}

#[test]
fn commands_are_counted_before_they_are_read() {
    let start = 1_767_196_800;
    let commands =
        |count: usize| -> Vec<_> { (0..count).map(|_| json!({ "at": start, "command": "ActivateService" })).collect() };
    let most = envelope(&body(json!({ "journal": commands(COMMANDS_MAX) })));
    soon("as many commands as may be", || assert!(Save::read(&most).is_ok()));
    let more = envelope(&body(json!({ "journal": commands(COMMANDS_MAX + 1) })));
    assert_eq!(Save::read(&more), Err(SaveError::TooManyCommands));
    // Branches that share what stands there once.
    let shared = COMMANDS_MAX / 2;
    let branch = |id: usize| json!({ "id": id, "shared": shared, "entries": [], "given": shared, "now": start, "reached": start });
    let with = |branches: usize| {
        envelope(&body(json!({
            "journal": commands(shared), "branch": { "id": 1, "reached": start },
            "branches": (2..branches + 2).map(branch).collect::<Vec<_>>(),
        })))
    };
    let fit = BRANCH_COMMANDS_MAX / shared - 1;
    soon("branches that share", || assert!(Save::read(&with(fit)).is_ok()));
    assert_eq!(Save::read(&with(fit + 1)), Err(SaveError::TooManyCommands));
    let huge = json!([{ "id": 2, "shared": u64::MAX, "entries": [], "given": 0, "now": start, "reached": start }]);
    let huge = body(json!({ "branch": { "id": 1, "reached": start }, "branches": huge }));
    assert_eq!(Save::read(&envelope(&huge)), Err(SaveError::TooManyCommands));
}

#[test]
fn a_link_unpacks_to_no_more_than_it_may() {
    for byte in ["[", " ", "0", "\""] {
        let bomb = format!("#/open/{}", pack(&byte.repeat(5 << 20)));
        soon("a bomb", || assert!(Link::read(&bomb).is_err()));
    }
}
