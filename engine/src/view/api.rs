//! The API explorer: each operation with its parameters, and the call that an action of the run makes.

mod form;

use serde_json::{Value, json};

pub use self::form::{Fault, Field, Input, Nested, fault_of_text, faults, fields, nested, read, with_field};
use super::{actions, search};
use crate::{
    locale::{Locale, Words},
    openapi::{
        self, Call,
        catalogue::{self, Entry, Example},
        sent::{self, NoCall},
        spelled::Spelling,
    },
    rule::Rule,
    simulation::Simulation,
    timeline::Timeline,
    world::World,
};

/// An operation in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationRow {
    /// `hbr`, `ecs` or `sim`.
    pub product: &'static str,
    /// Its name.
    pub action: &'static str,
    /// What it does, in a sentence.
    pub does: &'static str,
    /// Whether it may change the run.
    pub writes: bool,
    /// Where it is documented.
    pub rule: Rule,
}

/// What narrows the list of operations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of the name, or of what it does.
    pub search: String,
    /// Of this product only: its position in [`PRODUCTS`].
    pub product: Option<usize>,
    /// Only those that write, or only those that read.
    pub writes: Option<bool>,
}

/// The products, in the order of the list.
pub const PRODUCTS: [&str; 3] = ["hbr", "ecs", "sim"];

/// The operation that is open where none is named.
pub const FIRST: (&str, &str) = ("hbr", "DescribePoliciesV2");

/// What a call came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Which of those that were tried, from 1.
    pub number: u32,
    /// What was called.
    pub call: Call,
    /// The answer, written out.
    pub answer: String,
    /// Why it was refused, if it was.
    pub refusal: Option<Refused>,
    /// The number of the action that it was, if it changed the run.
    pub acted: Option<usize>,
}

/// Why a call was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The code of the service.
    pub code: String,
    /// What was wrong, in both languages.
    message: openapi::Refusal,
    /// The rule that decided.
    pub rule: Rule,
}

/// How many calls are remembered.
pub const TRIED_MAX: usize = 20;

impl Refused {
    /// What was wrong, in words.
    pub fn said(&self, locale: Locale) -> String {
        self.message.message.said(locale)
    }
}

/// The operations that `filter` asks for, product by product and by their names.
pub fn operations(filter: &Filter, locale: Locale) -> Vec<OperationRow> {
    let asked = filter.product.and_then(|position| PRODUCTS.get(position));
    let mut listed: Vec<_> = catalogue::entries()
        .filter(|entry| asked.is_none_or(|product| entry.product == *product))
        .filter(|entry| filter.writes.is_none_or(|writes| entry.writes == writes))
        .filter_map(|entry| row(entry, locale))
        .filter(|row| search::holds(&format!("{} {} {}", row.product, row.action, row.does), &filter.search))
        .collect();
    let place = |product: &str| PRODUCTS.iter().position(|known| *known == product);
    listed.sort_by_key(|row| (place(row.product), row.action));
    listed
}

/// How many operations there are.
pub fn count() -> usize {
    catalogue::entries().count()
}

/// One operation, if there is one of this name.
pub fn operation(product: &str, action: &str, locale: Locale) -> Option<OperationRow> {
    row(catalogue::entry(product, action)?, locale)
}

fn row(entry: &Entry, locale: Locale) -> Option<OperationRow> {
    let rule = entry.operation()?.rule;
    let does = entry.does.get(locale);
    Some(OperationRow { product: entry.product, action: entry.action, does, writes: entry.writes, rule })
}

/// What a product is called.
pub fn product(product: &str, locale: Locale) -> &'static str {
    let words = match product {
        "hbr" => Words { en: "Cloud Backup (hbr 2017-09-08)", zh: "云备份（hbr 2017-09-08）" },
        "ecs" => Words { en: "ECS (ecs 2014-05-26)", zh: "ECS（ecs 2014-05-26）" },
        _ => Words { en: "Simulator only (sim)", zh: "模拟器专有（sim）" },
    };
    words.get(locale)
}

/// Examples of an operation on the run as it is.
pub fn examples(run: &Simulation, product: &str, action: &str) -> Vec<Example> {
    catalogue::examples(run, product, action)
}

/// The parameters as a text to edit.
pub fn written(params: &Value) -> String {
    serde_json::to_string_pretty(params).unwrap_or_else(|_| params.to_string())
}

/// Remembers what a call came to, the newest first; the oldest are forgotten.
pub fn remember(
    tried: &mut Vec<Tried>,
    call: Call,
    answer: &Value,
    refusal: Option<openapi::Refusal>,
    acted: Option<usize>,
) {
    let number = tried.first().map_or(1, |newest| newest.number + 1);
    let refusal = refusal.map(|message| Refused { code: message.code.clone(), rule: message.rule, message });
    tried.insert(0, Tried { number, call, answer: written(answer), refusal, acted });
    tried.truncate(TRIED_MAX);
}

/// The call in each spelling that its product has: what the spelling is called, and the text.
pub fn spelled(world: &World, call: &Call) -> Vec<(Spelling, String)> {
    let region = world.regions[0].id();
    Spelling::of(&call.product).iter().map(|spelling| (*spelling, spelling.write(call, region))).collect()
}

/// Everything that can be called, for programs: what each operation takes, and examples with what they come to on copies of
/// the run.
pub fn told(run: &Simulation) -> Value {
    let all = operations(&Filter::default(), Locale::En);
    let operations = all.iter().filter_map(|row| {
        let entry = catalogue::entry(row.product, row.action)?;
        let tried = examples(run, row.product, row.action).into_iter().map(|example| try_out(run, row, &example));
        Some(json!({
            "Product": row.product,
            "Action": row.action,
            "Description": row.does,
            "Writes": row.writes,
            "Rule": row.rule.id(),
            "Parameters": entry.parameters().iter().map(form::told).collect::<Vec<_>>(),
            "Examples": tried.collect::<Vec<_>>(),
        }))
    });
    json!({ "Operations": operations.collect::<Vec<_>>() })
}

fn try_out(run: &Simulation, row: &OperationRow, example: &Example) -> Value {
    let call = Call { product: row.product.to_owned(), action: row.action.to_owned(), params: example.params.clone() };
    let spelled =
        spelled(run.world(), &call).into_iter().map(|(spelling, text)| (spelling.name().to_owned(), json!(text)));
    json!({
        "Params": call.params,
        "Answer": openapi::call(&mut run.clone(), row.product, row.action, &call.params),
        "Written": Value::Object(spelled.collect()),
    })
}

/// The call that an action of the run makes, by its number from 1, as in [`actions::ActionRow`].
pub fn of_action(timeline: &Timeline, number: usize) -> Option<Result<Call, NoCall>> {
    let entry = actions::entries(timeline).nth(number.checked_sub(1)?)?;
    Some(sent::sent(timeline.run().world(), &entry.command))
}

/// The last action of the run: its number, what it did in words, and the call that it makes.
pub fn last(timeline: &Timeline, locale: Locale) -> Option<(usize, String, Result<Call, NoCall>)> {
    let number = timeline.run().journal().entries.len();
    let what = actions::last(timeline, locale)?;
    Some((number, what, of_action(timeline, number)?))
}
