//! The parameters of a call: what the SDK's request objects send, read strictly.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::Refusal;
use crate::{
    catalog::region::Region,
    id::InstanceId,
    json,
    rule::Rule,
    simulation::Simulation,
    time::Timestamp,
    words::{Message, Wrong},
};

/// The parameters of one call, or of an object inside them.
pub(super) struct Params<'p> {
    values: Cow<'p, Map<String, Value>>,
    /// Where they stand in the call, such as `Rules[0].`.
    prefix: String,
    rule: Rule,
}

impl<'p> Params<'p> {
    /// The parameters of a call; nothing stands for none.
    pub(super) fn read(params: &'p Value, rule: Rule) -> Result<Self, Refusal> {
        match params {
            Value::Object(values) => Ok(Self { values: Cow::Borrowed(values), prefix: String::new(), rule }),
            Value::Null => Ok(Self { values: Cow::Owned(Map::new()), prefix: String::new(), rule }),
            _ => Err(refusal("Sim.InvalidParameter", Wrong::Parameters, rule)),
        }
    }

    /// The names of all parameters, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// The text called `name`.
    pub(super) fn text(&self, name: &str) -> Result<Option<&str>, Refusal> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong(name, Wrong::Text)),
        }
    }

    /// The text called `name`, which must be there and not be empty.
    pub(super) fn required_text(&self, name: &str) -> Result<&str, Refusal> {
        self.text(name)?.filter(|text| !text.is_empty()).ok_or_else(|| self.missing(name))
    }

    /// Whether something is called `name`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// The whole number called `name`, given as a number or as a text.
    pub(super) fn integer(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let number = match self.value(name) {
            None => return Ok(None),
            Some(Value::Number(number)) => number.as_i64(),
            Some(Value::String(text)) => text.parse().ok(),
            Some(_) => None,
        };
        number.map(Some).ok_or_else(|| self.wrong(name, Wrong::WholeNumber))
    }

    /// The whole number called `name` within `range`, or `default`.
    pub(super) fn integer_in(
        &self,
        name: &str,
        range: std::ops::RangeInclusive<i64>,
        default: i64,
    ) -> Result<usize, Refusal> {
        let number = self.integer(name)?.unwrap_or(default);
        if !range.contains(&number) {
            return Err(self.wrong(name, Wrong::NumberIn { least: *range.start(), most: *range.end() }));
        }
        usize::try_from(number).map_err(|_| self.wrong_type(name, "a positive number"))
    }

    /// The truth value called `name`, given as such or as a text.
    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(Value::String(text)) if text.eq_ignore_ascii_case("true") => Ok(Some(true)),
            Some(Value::String(text)) if text.eq_ignore_ascii_case("false") => Ok(Some(false)),
            Some(_) => Err(self.wrong(name, Wrong::Flag)),
        }
    }

    /// The list called `name`, given as such or as a JSON text; empty where left out.
    pub(super) fn list(&self, name: &str) -> Result<Cow<'_, [Value]>, Refusal> {
        match self.value(name) {
            None => Ok(Cow::Borrowed(&[])),
            Some(Value::Array(items)) => Ok(Cow::Borrowed(items)),
            Some(Value::String(text)) => match json::read(text) {
                Ok(Value::Array(items)) => Ok(Cow::Owned(items)),
                _ => Err(self.wrong(name, Wrong::ListText)),
            },
            Some(_) => Err(self.wrong(name, Wrong::ListText)),
        }
    }

    /// The list of texts called `name`.
    pub(super) fn texts(&self, name: &str) -> Result<Vec<String>, Refusal> {
        let texts = self.list(name)?.iter().map(|item| item.as_str().map(str::to_owned)).collect::<Option<_>>();
        texts.ok_or_else(|| self.wrong(name, Wrong::ListOfTexts))
    }

    /// The list of objects called `name`.
    pub(super) fn objects(&self, name: &str) -> Result<Vec<Params<'static>>, Refusal> {
        let list = self.list(name)?;
        let inside = list.iter().enumerate().map(|(position, item)| match item {
            Value::Object(values) => Ok(self.inside(values.clone(), &format!("{name}[{position}]"))),
            _ => Err(self.wrong(&format!("{name}[{position}]"), Wrong::Object)),
        });
        inside.collect()
    }

    /// The object called `name`, given as such or as a JSON text.
    pub(super) fn object(&self, name: &str) -> Result<Option<Params<'static>>, Refusal> {
        let object = match self.value(name) {
            None => return Ok(None),
            Some(Value::Object(values)) => Some(values.clone()),
            Some(Value::String(text)) => match json::read(text) {
                Ok(Value::Object(values)) => Some(values),
                _ => None,
            },
            Some(_) => None,
        };
        let object = object.ok_or_else(|| self.wrong(name, Wrong::ObjectText))?;
        Ok(Some(self.inside(object, name)))
    }

    /// The region called `RegionId`.
    pub(super) fn region(&self) -> Result<Option<Region>, Refusal> {
        self.text("RegionId")?.map(|_| self.region_called("RegionId")).transpose()
    }

    /// The region called `name`, which must be there.
    pub(super) fn region_called(&self, name: &str) -> Result<Region, Refusal> {
        let id = self.required_text(name)?;
        Region::parse(id).ok_or_else(|| self.wrong(name, Wrong::ServiceRegion))
    }

    /// The region a write goes to: the one called `RegionId`, or the scenario's first.
    pub(super) fn region_to_write(&self, run: &Simulation) -> Result<Region, Refusal> {
        Ok(self.region()?.unwrap_or(run.world().regions[0]))
    }

    /// The instances called `name`.
    pub(super) fn instance_ids(&self, name: &str) -> Result<Vec<InstanceId>, Refusal> {
        Ok(self.texts(name)?.into_iter().map(InstanceId).collect())
    }

    /// Refuses where the source type is another than ECS instances.
    pub(super) fn expect_source_type(&self, known: &[&str]) -> Result<(), Refusal> {
        match self.text("SourceType")? {
            Some(other) if !known.contains(&other) => {
                Err(self.wrong("SourceType", Wrong::OneOf { known: known.join(", ") }))
            }
            _ => Ok(()),
        }
    }

    /// The instant called `name`, as RFC 3339.
    pub(super) fn instant(&self, name: &str) -> Result<Option<Timestamp>, Refusal> {
        let read = |text: &str| {
            Timestamp::parse_rfc3339(text)
                .map_err(|_| self.wrong_type(name, "an RFC 3339 time such as 2026-01-01T00:00:00+08:00"))
        };
        self.text(name)?.map(read).transpose()
    }

    /// The refusal of a parameter that is not there.
    pub(super) fn missing(&self, name: &str) -> Refusal {
        let missing = Message::parameter(self.path(name), Wrong::LeftOut);
        refusal("Sim.MissingParameter", missing, self.rule)
    }

    /// The refusal of a parameter that is not what it must be, as only programs give it.
    pub(super) fn wrong_type(&self, name: &str, expected: &str) -> Refusal {
        self.wrong(name, Wrong::MustBe { expected: expected.to_owned() })
    }

    /// The same for what a file may have too, so that it is said in both languages.
    pub(super) fn wrong(&self, name: &str, wrong: Wrong) -> Refusal {
        refusal("Sim.InvalidParameter", Message::parameter(self.path(name), wrong), self.rule)
    }

    /// Where a parameter of this object stands in the call.
    pub(super) fn path(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    fn value(&self, name: &str) -> Option<&Value> {
        #[cfg(test)]
        asked::note(&self.path(name));
        self.values.get(name).filter(|value| !value.is_null())
    }

    fn inside(&self, values: Map<String, Value>, name: &str) -> Params<'static> {
        Params { values: Cow::Owned(values), prefix: format!("{}{name}.", self.prefix), rule: self.rule }
    }
}

fn refusal(code: &str, message: impl Into<Message>, rule: Rule) -> Refusal {
    Refusal { code: code.to_owned(), message: message.into(), rule }
}

/// Which parameters readers ask for, so that a test can hold the catalogue against them.
#[cfg(test)]
pub(super) mod asked {
    use std::{cell::RefCell, collections::BTreeSet};

    thread_local! {
        static ASKED: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
    }

    /// Notes a path, with `[]` for any position in a list.
    pub(super) fn note(path: &str) {
        let parts =
            path.split('[').map(|part| part.split_once(']').map_or(part.to_owned(), |(_, rest)| format!("]{rest}")));
        let path = parts.collect::<Vec<_>>().join("[");
        ASKED.with_borrow_mut(|asked| asked.insert(path));
    }

    /// What was asked for since the last time.
    pub(in crate::openapi) fn take() -> BTreeSet<String> {
        ASKED.with_borrow_mut(std::mem::take)
    }
}
