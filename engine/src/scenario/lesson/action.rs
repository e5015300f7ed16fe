//! What is done in a lesson: by its opening, its solutions and its beats.

use serde_json::Value;

use crate::{
    command::Command,
    rule::Rule,
    scenario::reader::{Fields, Reader},
    script::Moment,
    words::Wrong,
};

/// Something that a lesson does by itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// An operation of the services.
    Call {
        /// `hbr`, `ecs` or `sim`.
        product: String,
        /// Which operation.
        action: String,
        /// Its parameters; `$name.path` stands for a part of an earlier answer.
        params: Value,
        /// The name of its answer for later actions.
        name: Option<String>,
        /// The rule that must refuse it; it must succeed where there is none.
        refused: Option<Rule>,
    },
    /// Time passes.
    Advance(Moment),
    /// A question is answered.
    Answer {
        /// Which.
        question: String,
        /// The answer, counted from 0.
        choice: u32,
    },
    /// A command as saves hold it.
    Command(Box<Command>),
}

/// All that an action may have.
const KEYS: &[&str] = &["call", "as", "refused", "advance", "answer", "command"];

/// Reads the list of actions under `key`.
pub(super) fn actions(fields: &Fields<'_>, key: &str, reader: &mut Reader) -> Vec<Action> {
    let list = fields.list(key, reader).into_iter();
    list.filter_map(|(path, value)| action(&path, value, reader)).collect()
}

fn action(path: &str, value: &Value, reader: &mut Reader) -> Option<Action> {
    let fields = reader.object(path, value, KEYS)?;
    let given: Vec<_> =
        ["call", "advance", "answer", "command"].into_iter().filter(|key| fields.get(key).is_some()).collect();
    let &[key] = given.as_slice() else {
        reader.fault(path, Wrong::OneAction);
        return None;
    };
    for extra in ["as", "refused"].into_iter().filter(|extra| key != "call" && fields.get(extra).is_some()) {
        reader.fault(&fields.at(extra), Wrong::OfACall);
    }
    let value = fields.get(key)?;
    let path = fields.at(key);
    match key {
        "call" => call(&path, value, &fields, reader),
        "advance" => Moment::read(value).map_err(|wrong| reader.fault(&path, wrong)).ok().map(Action::Advance),
        "answer" => answer(&path, value, reader),
        _ => {
            let read = serde_json::from_value(value.clone());
            read.map_err(|error: serde_json::Error| {
                reader.fault(&path, Wrong::NotCommand { detail: error.to_string() });
            })
            .ok()
            .map(|command| Action::Command(Box::new(command)))
        }
    }
}

fn call(path: &str, value: &Value, fields: &Fields<'_>, reader: &mut Reader) -> Option<Action> {
    let (product, action, params) = match value.as_array().map(Vec::as_slice) {
        Some([Value::String(product), Value::String(action)]) => (product, action, Value::Null),
        Some([Value::String(product), Value::String(action), params]) => (product, action, params.clone()),
        _ => {
            reader.fault(path, Wrong::CallForm);
            return None;
        }
    };
    let refused = fields.text("refused", reader).and_then(|id| {
        let rule = Rule::parse(id);
        if rule.is_none() {
            reader.fault(&fields.at("refused"), Wrong::NotRule { given: id.to_owned() });
        }
        rule
    });
    let name = fields.text("as", reader).map(str::to_owned);
    Some(Action::Call { product: product.clone(), action: action.clone(), params, name, refused })
}

fn answer(path: &str, value: &Value, reader: &mut Reader) -> Option<Action> {
    if let Some([Value::String(question), choice]) = value.as_array().map(Vec::as_slice)
        && let Some(choice) = choice.as_u64().and_then(|choice| u32::try_from(choice).ok())
    {
        return Some(Action::Answer { question: question.clone(), choice });
    }
    reader.fault(path, Wrong::AnswerForm);
    None
}
