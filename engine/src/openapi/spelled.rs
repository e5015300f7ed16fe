//! A call as it is written elsewhere: for the `aliyun` command line, for the Python SDK, for a page or a script of the
//! simulator.

mod aliyun;
mod javascript;
mod python;

use serde_json::Value;

use super::{
    Call,
    catalogue::{self, Kind, Parameter, Wire},
};

/// How a call can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// A line for the `aliyun` command line.
    Aliyun,
    /// Python with the official SDK.
    Python,
    /// `window.simulator` of the page.
    JavaScript,
    /// A step of a headless script.
    Step,
}

impl Spelling {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Aliyun, Self::Python, Self::JavaScript, Self::Step];

    /// Those that a product can be written in: what only the simulator has is in no SDK.
    pub fn of(product: &str) -> &'static [Self] {
        if product == "sim" { &Self::ALL[2..] } else { &Self::ALL }
    }

    /// What it is called, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Aliyun => "aliyun CLI",
            Self::Python => "Python SDK",
            Self::JavaScript => "JavaScript",
            Self::Step => "Headless",
        }
    }

    /// The call, to be sent to `region` where it names none itself.
    pub fn write(self, call: &Call, region: &str) -> String {
        match self {
            Self::Aliyun => aliyun::write(call, region),
            Self::Python => python::write(call, region),
            Self::JavaScript => javascript::write(call),
            Self::Step => javascript::step(call),
        }
    }
}

/// What the real service is sent: the parameter as it is told of, its name and its value.
type Sent<'c> = (Option<Parameter>, &'c str, &'c Value);

/// The region that a call goes to, and what else the real service is sent.
fn addressed<'c>(call: &'c Call, region: &'c str) -> (&'c str, Vec<Sent<'c>>) {
    let told = catalogue::entry(&call.product, &call.action).map(catalogue::Entry::parameters).unwrap_or_default();
    let named = ["RegionId", "regionId"].iter().find_map(|name| call.params.get(*name)).and_then(Value::as_str);
    let known = |name: &str| told.iter().find(|parameter| parameter.name == name).copied();
    let given = call.params.as_object().into_iter().flatten();
    let mut sent: Vec<_> = given
        .map(|(name, value)| (known(name), name.as_str(), value))
        .filter(|(parameter, ..)| parameter.is_none_or(|parameter| parameter.wire != Wire::Ours))
        .collect();
    // As the catalogue has them: what must be there comes first to the eye.
    let place = |name: &str| told.iter().position(|parameter| parameter.name == name).unwrap_or(usize::MAX);
    sent.sort_by_key(|(_, name, _)| place(name));
    (named.unwrap_or(region), sent)
}

/// A value that has to be a text where it travels as one: a list or an object as JSON.
fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The parameter of this name among those of an object.
fn inside(parameter: Option<Parameter>, name: &str) -> Option<Parameter> {
    parameter.and_then(|parameter| parameter.inner().iter().find(|inner| inner.name == name).copied())
}

/// Whether the parameter is a text for the service, whatever JSON has in its place.
fn is_text(parameter: Option<Parameter>) -> bool {
    parameter.is_some_and(|parameter| {
        let texts = [Kind::Text, Kind::Instant];
        texts.contains(&parameter.kind) || matches!(parameter.kind, Kind::Id(_) | Kind::OneOf(_))
    })
}
