//! The editor of scenarios: a draft of a scenario file, what may be changed in it by a form, and what is wrong with it.
//!
//! A draft is the file itself. The form reads and writes places in it, named as JSON pointers such as `/steps/0/title/en`;
//! whatever it has no field for stays as it is, and can be edited as text.

use serde_json::{Map, Value, json};

use crate::{
    command::Command,
    json::{self, JsonError},
    locale::Locale,
    rule::Rule,
    save::JournalEntry,
    scenario::{FORMAT, Fault, SCENARIO_BYTES_MAX, Scenario},
    simulation::Simulation,
};

/// A scenario file that is being written.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    file: Value,
}

/// One thing that is wrong with a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultRow {
    /// Where, as a JSON path.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// The rule behind it, where there is one.
    pub rule: Option<Rule>,
}

/// What a list of a draft holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A step of the lesson.
    Step,
    /// Something to be reached in a step.
    Objective,
    /// A question of a step.
    Question,
    /// An answer to choose.
    Choice,
    /// A hint of a step.
    Hint,
    /// A beat of a demo.
    Beat,
}

/// How many faults are shown.
pub const FAULTS_SHOWN_MAX: usize = 100;

impl Draft {
    /// A lab that has a world of one instance, and nothing to do in it yet.
    pub fn empty() -> Self {
        let disk = json!({ "kind": "system", "category": "cloud_essd", "size_gib": 40, "used_gib": 12 });
        let instance = json!({ "id": "i-web-1", "name": "web-1", "region": "cn-hangzhou", "disks": [disk] });
        let file = json!({
            "format": FORMAT,
            "name": "new-scenario",
            "seed": 1,
            "start": "2026-01-05T09:00:00+08:00",
            "time_zone": "+08:00",
            "title": { "en": "New scenario", "zh-CN": "新场景" },
            "story": { "en": "", "zh-CN": "" },
            "kind": "lab",
            "minutes": 10,
            "regions": ["cn-hangzhou"],
            "account": { "cloud_backup_activated": true },
            "instances": [instance],
            "steps": [],
        });
        Self { file }
    }

    /// What a scenario says.
    pub fn of(scenario: &Scenario) -> Self {
        Self { file: scenario.to_value() }
    }

    /// The scenario of a run, with all that was done in the run as what happens before the lesson.
    ///
    /// Commands name things by ids, which follow from the seed and the order of what was done: so the opening leads to the
    /// very world that the run stands in, as long as nobody changes the seed.
    pub fn captured(run: &Simulation) -> Self {
        let mut draft = Self::of(run.scenario());
        let opening = opening(run);
        if let Some(file) = draft.file.as_object_mut() {
            file.insert("opening".to_owned(), Value::Array(opening));
            file.entry("kind").or_insert_with(|| "lab".into());
            file.entry("minutes").or_insert_with(|| 10.into());
            file.entry("steps").or_insert_with(|| json!([]));
        }
        draft
    }

    /// Reads what was typed as a whole file. It may be wrong in any way but has to be an object of JSON.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Self, FaultRow> {
        let fault = |message: String| FaultRow { path: "$".to_owned(), message, rule: None };
        if text.len() > SCENARIO_BYTES_MAX {
            return Err(fault(format!("the file has more than {SCENARIO_BYTES_MAX} bytes")));
        }
        match json::read(text) {
            Ok(file) if file.is_object() => Ok(Self { file }),
            Ok(_) => Err(fault("must be an object".to_owned())),
            Err(JsonError::Syntax(error)) => Err(fault(format!("this is not JSON: {error}"))),
            Err(JsonError::TooManyValues) => Err(fault("the file has too many values".to_owned())),
        }
    }

    /// The whole file as text.
    pub fn text(&self) -> String {
        written(&self.file)
    }

    /// What a file of it is called.
    pub fn file_name(&self) -> String {
        let name = self.file["name"].as_str().unwrap_or_default();
        let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
        let name: String = name.chars().take(NAME_CHARACTERS_MAX).map(plain).collect();
        let name = name.trim_matches('-');
        format!("{}.json", if name.is_empty() { "scenario" } else { name })
    }

    /// The scenario, or all that is wrong with it.
    ///
    /// # Errors
    /// What is wrong, at most [`FAULTS_SHOWN_MAX`].
    pub fn scenario(&self, locale: Locale) -> Result<Scenario, Vec<FaultRow>> {
        let rows = |faults: Vec<Fault>| faults.into_iter().take(FAULTS_SHOWN_MAX).map(|fault| row(fault, locale));
        let scenario = Scenario::from_value(&self.file).map_err(|faults| rows(faults).collect::<Vec<_>>())?;
        let oversights = scenario.oversights();
        if oversights.is_empty() { Ok(scenario) } else { Err(rows(oversights).collect()) }
    }

    /// What stands at a place as a person edits it: a text as it is, a list of texts as lines, anything else as JSON; empty
    /// where nothing stands there.
    pub fn field(&self, place: &str) -> String {
        match self.file.pointer(place) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            Some(other) => written(other),
        }
    }

    /// Whether something is true.
    pub fn flag(&self, place: &str) -> bool {
        self.file.pointer(place).and_then(Value::as_bool).unwrap_or_default()
    }

    /// How many entries a list has.
    pub fn len(&self, place: &str) -> usize {
        self.file.pointer(place).and_then(Value::as_array).map_or(0, Vec::len)
    }

    /// Puts a text somewhere; `None` takes away what stands there.
    pub fn put_text(&mut self, place: &str, text: &str) {
        self.put(place, Some(Value::String(text.to_owned())));
    }

    /// Puts a text where one may be left out.
    pub fn put_text_or_nothing(&mut self, place: &str, text: &str) {
        self.put(place, (!text.is_empty()).then(|| text.into()));
    }

    /// Puts a number where one belongs; what is no number stays as it was typed, to be found fault with.
    pub fn put_number(&mut self, place: &str, text: &str) {
        let text = text.trim();
        let value = text.parse::<u64>().map_or_else(|_| Value::String(text.to_owned()), Value::from);
        self.put(place, (!text.is_empty()).then_some(value));
    }

    /// Puts yes or no.
    pub fn put_flag(&mut self, place: &str, is: bool) {
        self.put(place, Some(is.into()));
    }

    /// Puts any JSON; what is none stays as it was typed, to be found fault with.
    pub fn put_json(&mut self, place: &str, text: &str) {
        let value = serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()));
        self.put(place, (!text.trim().is_empty()).then_some(value));
    }

    /// Puts a value somewhere, with what it lies in; without one, takes away what stands there.
    fn put(&mut self, place: &str, value: Option<Value>) {
        let Some((parent, key)) = place.rsplit_once('/') else { return };
        let Some(parent) = make(&mut self.file, parent) else { return };
        match (parent, value) {
            (Value::Object(fields), Some(value)) => drop(fields.insert(key.to_owned(), value)),
            (Value::Object(fields), None) => drop(fields.remove(key)),
            (Value::Array(items), value) => {
                if let Some(item) = key.parse().ok().and_then(|position: usize| items.get_mut(position)) {
                    *item = value.unwrap_or_default();
                }
            }
            _ => {}
        }
    }

    /// Adds an entry to the list at a place, with an id that nothing else has.
    pub fn add(&mut self, list: &str, entry: Entry) {
        let new = self.new_entry(entry);
        let Some((parent, key)) = list.rsplit_once('/') else { return };
        let Some(Value::Object(fields)) = make(&mut self.file, parent) else { return };
        let items = fields.entry(key).or_insert_with(|| json!([]));
        if let Value::Array(items) = items {
            items.push(new);
        }
    }

    /// Takes an entry out of a list.
    pub fn remove(&mut self, list: &str, position: usize) {
        if let Some(Value::Array(items)) = self.file.pointer_mut(list)
            && position < items.len()
        {
            items.remove(position);
        }
    }

    /// Puts an entry before the one before it.
    pub fn move_up(&mut self, list: &str, position: usize) {
        if let Some(Value::Array(items)) = self.file.pointer_mut(list)
            && (1..items.len()).contains(&position)
        {
            items.swap(position - 1, position);
        }
    }

    /// Makes a choice the right one of its question.
    pub fn choose_right(&mut self, choices: &str, position: usize) {
        if let Some(Value::Array(items)) = self.file.pointer_mut(choices) {
            for (other, item) in items.iter_mut().enumerate() {
                item["right"] = Value::Bool(other == position);
            }
        }
    }

    /// All that objectives and questions are worth.
    pub fn points(&self) -> u64 {
        let of = |step: &Value, key: &str| {
            let items = step[key].as_array().map(Vec::as_slice).unwrap_or_default();
            items.iter().filter_map(|item| item["points"].as_u64()).sum::<u64>()
        };
        let steps = self.file["steps"].as_array().map(Vec::as_slice).unwrap_or_default();
        steps.iter().map(|step| of(step, "objectives") + of(step, "questions")).sum()
    }

    /// What shape the file has: how many entries its lists have. A form is made anew only when it changes.
    pub fn shape(&self) -> Vec<[usize; 4]> {
        let count = |step: usize, list: &str| self.len(&format!("/steps/{step}/{list}"));
        let step = |step| {
            let choices = (0..count(step, "questions"))
                .map(|question| self.len(&format!("/steps/{step}/questions/{question}/choices")));
            // Lists of choices change one at a time.
            let choices = choices.enumerate().map(|(question, choices)| (question + 1) * choices).sum();
            [count(step, "objectives"), count(step, "questions"), count(step, "hints"), choices]
        };
        let beats = [self.len("/beats"), usize::from(self.field("/kind") == "demo"), 0, 0];
        std::iter::once(beats).chain((0..self.len("/steps")).map(step)).collect()
    }

    fn new_entry(&self, entry: Entry) -> Value {
        let nothing = || json!({ "en": "", "zh-CN": "" });
        let (title, stem) = (nothing(), entry.stem());
        let id = self.free_id(stem);
        match entry {
            Entry::Step => json!({ "id": id, "title": title, "text": nothing(), "objectives": [], "solution": [] }),
            Entry::Objective => json!({ "id": id, "title": title, "points": 10, "check": { "activated": true } }),
            Entry::Question => {
                let choice = |right: bool| json!({ "text": nothing(), "right": right, "because": nothing() });
                json!({ "id": id, "text": title, "points": 10, "choices": [choice(true), choice(false)] })
            }
            Entry::Choice => json!({ "text": title, "right": false, "because": nothing() }),
            Entry::Hint => title,
            Entry::Beat => json!({ "id": id, "title": title, "say": nothing(), "notes": nothing(), "actions": [] }),
        }
    }

    fn free_id(&self, stem: &str) -> String {
        let text = self.file.to_string();
        let mut number = 1;
        while text.contains(&format!("\"{stem}-{number}\"")) {
            number += 1;
        }
        format!("{stem}-{number}")
    }
}

impl Entry {
    fn stem(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Objective => "objective",
            Self::Question => "question",
            Self::Choice => "choice",
            Self::Hint => "hint",
            Self::Beat => "beat",
        }
    }
}

/// The JSON path of a place, as faults name it.
pub fn path_of(place: &str) -> String {
    let mut path = "$".to_owned();
    for part in place.split('/').skip(1) {
        if part.bytes().all(|byte| byte.is_ascii_digit()) {
            path.extend(["[", part, "]"]);
        } else {
            path.extend([".", part]);
        }
    }
    path
}

/// The faults at a place, and those within it where it is edited as a whole.
pub fn faults_at<'f>(faults: &'f [FaultRow], place: &str, with_inner: bool) -> impl Iterator<Item = &'f FaultRow> {
    let path = path_of(place);
    faults.iter().filter(move |fault| {
        fault
            .path
            .strip_prefix(&path)
            .is_some_and(|rest| rest.is_empty() || (with_inner && (rest.starts_with('.') || rest.starts_with('['))))
    })
}

/// All that was done in a run, with the time between: without what belongs to its lesson, which begins anew.
fn opening(run: &Simulation) -> Vec<Value> {
    let (zone, mut at) = (run.world().zone, run.world().start);
    let mut actions = Vec::new();
    let mut wait = |to| {
        let passes = to > at;
        at = to;
        passes.then(|| json!({ "advance": { "to": crate::time::Timestamp::to_rfc3339(to, zone) } }))
    };
    for JournalEntry { at, command, .. } in &run.journal().entries {
        if let Some(command) = plain(command) {
            actions.extend(wait(*at));
            actions.push(json!({ "command": command }));
        }
    }
    actions.extend(wait(run.now()));
    actions
}

/// A command as a file holds it; none for one that belongs to a lesson.
fn plain(command: &Command) -> Option<Value> {
    match command {
        Command::Lesson(_) => None,
        command => serde_json::to_value(command).ok(),
    }
}

/// What lies at a place, made where nothing does.
fn make<'v>(file: &'v mut Value, place: &str) -> Option<&'v mut Value> {
    let mut value = file;
    for part in place.split('/').skip(1) {
        if value.is_null() {
            *value = Value::Object(Map::new());
        }
        value = match value {
            Value::Object(fields) => fields.entry(part).or_insert_with(|| json!({})),
            Value::Array(items) => items.get_mut(part.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(value)
}

fn row(Fault { path, rule, message }: Fault, locale: Locale) -> FaultRow {
    FaultRow { path, message: message.said(locale), rule }
}

fn written(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// How long the name of a file is.
const NAME_CHARACTERS_MAX: usize = 60;
