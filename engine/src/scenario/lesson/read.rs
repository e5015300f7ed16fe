//! The reading of what a scenario teaches, part by part.

use std::sync::Arc;

use serde_json::Value;

use super::{
    Beat, Choice, Grade, Lesson, LessonKind, Objective, Play, Question, Step, Texts, WrongRoute,
    action::actions,
    check::{self, Amount},
    verify,
};
use crate::{
    lesson::Teaching,
    rule::Rule,
    scenario::{
        InstanceSpec,
        reader::{Fields, Reader},
    },
    time::Seconds,
    words::Wrong,
};

/// The keys of a scenario file that are about what it teaches.
pub(in crate::scenario) const KEYS: [&str; 9] =
    ["kind", "order", "minutes", "story", "opening", "steps", "debrief", "wrong_route", "beats"];

/// The keys of these that make a lesson of it.
const TEACHING: [&str; 8] = ["kind", "order", "minutes", "opening", "steps", "debrief", "wrong_route", "beats"];

/// How long a text may be, in characters.
const TEXT_MAX: usize = 2_000;
/// How many steps a lesson may have, and beats.
const STEPS_MAX: usize = 100;
/// How many hints a step may have.
const HINTS_MAX: usize = 5;
/// What a hint costs where the file does not say.
const HINT_COST: u64 = 5;

/// Reads the lesson of a scenario with these instances; none where the file teaches nothing.
pub(in crate::scenario) fn lesson(
    file: &Fields<'_>,
    instances: &[InstanceSpec],
    reader: &mut Reader,
) -> Option<Arc<dyn Teaching>> {
    let story = texts(file, "story", reader);
    if TEACHING.into_iter().all(|key| file.get(key).is_none()) {
        return None;
    }
    let lesson = Lesson {
        kind: kind(file, reader),
        order: number(file, "order", 1..=1_000, 1, reader),
        minutes: number(file, "minutes", 1..=240, 10, reader),
        story: story.unwrap_or_default(),
        opening: actions(file, "opening", reader),
        steps: bounded(file, "steps", STEPS_MAX, reader, step),
        debrief: texts(file, "debrief", reader),
        wrong_route: file.get("wrong_route").and_then(|value| wrong_route(value, reader)),
        beats: bounded(file, "beats", STEPS_MAX, reader, beat),
    };
    verify::lesson(&lesson, instances, reader);
    Some(Arc::new(lesson))
}

fn kind(file: &Fields<'_>, reader: &mut Reader) -> LessonKind {
    let Some(word) = file.text("kind", reader) else { return LessonKind::World };
    LessonKind::parse(word).unwrap_or_else(|| {
        let known = LessonKind::ALL.map(LessonKind::word).join(", ");
        reader.fault("$.kind", Wrong::OneOf { known });
        LessonKind::World
    })
}

fn step(path: &str, value: &Value, reader: &mut Reader) -> Option<Step> {
    let keys = ["id", "title", "text", "screen", "rules", "objectives", "questions", "hints", "hint_cost", "solution"];
    let fields = reader.object(path, value, &keys)?;
    let id = id(&fields, reader);
    let hints = bounded(&fields, "hints", HINTS_MAX, reader, text_pair);
    Some(Step {
        id: id?,
        title: required_texts(&fields, "title", reader),
        text: required_texts(&fields, "text", reader),
        screen: screen(&fields, reader),
        rules: rules(&fields, reader),
        objectives: bounded(&fields, "objectives", STEPS_MAX, reader, objective),
        questions: bounded(&fields, "questions", STEPS_MAX, reader, question),
        hints,
        hint_cost: number(&fields, "hint_cost", 0..=100, HINT_COST, reader),
        solution: actions(&fields, "solution", reader),
    })
}

fn objective(path: &str, value: &Value, reader: &mut Reader) -> Option<Objective> {
    let fields = reader.object(path, value, &["id", "title", "points", "check", "must_hold", "after", "grade"])?;
    let id = id(&fields, reader);
    let check = fields.required("check", reader);
    let check = check.and_then(|value| check::check(&fields.at("check"), value, 0, reader));
    let after = fields.list("after", reader).into_iter().filter_map(|(path, value)| {
        let id = value.as_str().map(str::to_owned);
        if id.is_none() {
            reader.fault(&path, Wrong::ObjectiveId);
        }
        id
    });
    let after = after.collect();
    Some(Objective {
        id: id?,
        title: required_texts(&fields, "title", reader),
        points: points(&fields, reader),
        check: check?,
        must_hold: fields.flag("must_hold", false, reader),
        after,
        grade: fields.get("grade").and_then(|value| grade(&fields.at("grade"), value, reader)),
    })
}

fn grade(path: &str, value: &Value, reader: &mut Reader) -> Option<Grade> {
    let outer = reader.object(path, value, &["bill"])?;
    let bill = outer.required("bill", reader)?;
    let fields = reader.object(&outer.at("bill"), bill, &["full_at", "none_at"])?;
    let mut amount = |key: &str| {
        let read = fields.required(key, reader)?.as_str().and_then(|text| Amount::try_from(text.to_owned()).ok());
        if read.is_none() {
            reader.fault(&fields.at(key), Wrong::Amount);
        }
        read
    };
    let (Some(Amount(full_at)), Some(Amount(none_at))) = (amount("full_at"), amount("none_at")) else { return None };
    if full_at >= none_at {
        reader.fault(&outer.at("bill"), Wrong::FullBelowNone);
        return None;
    }
    Some(Grade { full_at, none_at })
}

fn question(path: &str, value: &Value, reader: &mut Reader) -> Option<Question> {
    let fields = reader.object(path, value, &["id", "text", "points", "choices"])?;
    let id = id(&fields, reader);
    let choices: Vec<Choice> = bounded(&fields, "choices", 6, reader, choice);
    let right = choices.iter().filter(|choice| choice.right).count();
    if choices.len() < 2 || right != 1 {
        reader.fault(&fields.at("choices"), Wrong::Choices);
    }
    Some(Question { id: id?, text: required_texts(&fields, "text", reader), points: points(&fields, reader), choices })
}

fn choice(path: &str, value: &Value, reader: &mut Reader) -> Option<Choice> {
    let fields = reader.object(path, value, &["text", "right", "because"])?;
    Some(Choice {
        text: required_texts(&fields, "text", reader),
        right: fields.flag("right", false, reader),
        because: required_texts(&fields, "because", reader),
    })
}

fn wrong_route(value: &Value, reader: &mut Reader) -> Option<WrongRoute> {
    let fields = reader.object("$.wrong_route", value, &["title", "actions", "refused"])?;
    let refused = fields.list("refused", reader).into_iter();
    Some(WrongRoute {
        title: required_texts(&fields, "title", reader),
        actions: actions(&fields, "actions", reader),
        refused: refused.filter_map(|(_, value)| value.as_str().map(str::to_owned)).collect(),
    })
}

fn beat(path: &str, value: &Value, reader: &mut Reader) -> Option<Beat> {
    let keys = ["id", "title", "say", "notes", "screen", "actions", "play", "pause_seconds"];
    let fields = reader.object(path, value, &keys)?;
    let id = id(&fields, reader);
    Some(Beat {
        id: id?,
        title: required_texts(&fields, "title", reader),
        say: required_texts(&fields, "say", reader),
        notes: required_texts(&fields, "notes", reader),
        screen: screen(&fields, reader),
        actions: actions(&fields, "actions", reader),
        play: fields.get("play").and_then(|value| play(&fields.at("play"), value, reader)),
        pause_seconds: fields.whole("pause_seconds", 0..=600, reader).map(small),
    })
}

fn play(path: &str, value: &Value, reader: &mut Reader) -> Option<Play> {
    let fields = reader.object(path, value, &["by", "seconds"])?;
    let by = fields.required("by", reader).and_then(|by| {
        let read = Seconds::parse_iso8601(by.as_str().unwrap_or_default());
        read.map_err(|error| reader.fault(&fields.at("by"), Wrong::from(error))).ok()
    });
    Some(Play { by: by?, seconds: number(&fields, "seconds", 1..=120, 5, reader) })
}

/// 1 to 40 small letters, digits and hyphens.
fn id(fields: &Fields<'_>, reader: &mut Reader) -> Option<String> {
    let id = fields.required("id", reader).and_then(|_| fields.text("id", reader))?;
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if id.len() > 40 || !id.bytes().all(fits) {
        reader.fault(&fields.at("id"), Wrong::LessonId);
        return None;
    }
    Some(id.to_owned())
}

fn points(fields: &Fields<'_>, reader: &mut Reader) -> u32 {
    fields.required("points", reader);
    number(fields, "points", 1..=100, 1, reader)
}

fn screen(fields: &Fields<'_>, reader: &mut Reader) -> Option<String> {
    let screen = fields.text("screen", reader)?;
    if !screen.starts_with("#/") {
        reader.fault(&fields.at("screen"), Wrong::Screen);
    }
    Some(screen.to_owned())
}

fn rules(fields: &Fields<'_>, reader: &mut Reader) -> Vec<Rule> {
    let list = fields.list("rules", reader).into_iter();
    let read = list.filter_map(|(path, value)| {
        let rule = value.as_str().and_then(Rule::parse);
        if rule.is_none() {
            reader.fault(&path, Wrong::NotRuleText { given: value.to_string() });
        }
        rule
    });
    read.collect()
}

fn number(
    fields: &Fields<'_>,
    key: &str,
    range: std::ops::RangeInclusive<u64>,
    default: u64,
    reader: &mut Reader,
) -> u32 {
    small(fields.whole(key, range, reader).unwrap_or(default))
}

/// A number that was checked to be small.
fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The items of a list of at most `items_max`.
fn bounded<T>(
    fields: &Fields<'_>,
    key: &str,
    items_max: usize,
    reader: &mut Reader,
    read: impl Fn(&str, &Value, &mut Reader) -> Option<T>,
) -> Vec<T> {
    let list = fields.list(key, reader);
    if list.len() > items_max {
        reader.fault(&fields.at(key), Wrong::EntriesMax { most: items_max });
    }
    list.into_iter().take(items_max).filter_map(|(path, value)| read(&path, value, reader)).collect()
}

fn required_texts(fields: &Fields<'_>, key: &str, reader: &mut Reader) -> Texts {
    fields.required(key, reader);
    texts(fields, key, reader).unwrap_or_default()
}

/// A text in both languages.
fn texts(fields: &Fields<'_>, key: &str, reader: &mut Reader) -> Option<Texts> {
    let value = fields.get(key)?;
    text_pair(&fields.at(key), value, reader)
}

fn text_pair(path: &str, value: &Value, reader: &mut Reader) -> Option<Texts> {
    let fields = reader.object(path, value, &["en", "zh-CN"])?;
    let mut text = |key: &str| {
        let found =
            fields.get(key).and_then(Value::as_str).filter(|text| (1..=TEXT_MAX).contains(&text.chars().count()));
        if found.is_none() {
            reader.fault(&fields.at(key), Wrong::TextPair { most: TEXT_MAX });
        }
        found.map(str::to_owned)
    };
    let (en, zh) = (text("en"), text("zh-CN"));
    Some(Texts { en: en?, zh: zh? })
}
