//! The price table as a file: what things cost, to be taken elsewhere and brought back. All of it is illustrative (BIL-18,
//! BIL-19).

use serde_json::{Map, Value, json};

use super::assumptions::{self, Typed};
use crate::{
    json::{self, JsonError},
    scenario::{
        Fault,
        settings::{Assumptions, Setting},
    },
    words::Wrong,
};

/// What a file of prices says it is.
const FORMAT: &str = "cloud-backup-prices/1";
/// A file of prices has so many bytes at most.
pub const BYTES_MAX: usize = 64 * 1_024;
/// What every file says, so that nobody takes it for the vendor's.
const NOTE: &str = "Illustrative prices in CNY, not the vendor's.";
/// What the names of price settings end with; in the file the figures are yuan.
const IN_MICRO: &str = "_micro_cny";

/// The settings that are prices, in the order they are listed.
pub fn prices() -> impl Iterator<Item = Setting> {
    Setting::ALL.into_iter().filter(|setting| setting.is_price())
}

/// The prices in force as a file.
pub fn export(in_force: &Assumptions) -> String {
    let written =
        prices().map(|setting| (name(setting).to_owned(), json!(assumptions::written(setting, in_force.get(setting)))));
    let table: Map<_, _> = written.collect();
    let file = json!({ "format": FORMAT, "currency": "CNY", "note": NOTE, "prices": table });
    format!("{file:#}\n")
}

/// What a file of prices says, as if it had been typed into their fields; else every fault with its place. Prices that the
/// file leaves out stay as they are.
pub fn import(text: &str) -> Result<Typed, Vec<Fault>> {
    if text.len() > BYTES_MAX {
        return Err(vec![Fault::new("$", Wrong::LongerThan { most: BYTES_MAX })]);
    }
    let file = json::read(text.trim_start_matches('\u{feff}')).map_err(|error| vec![syntax(error)])?;
    let mut faults = Vec::new();
    if file["format"] != FORMAT {
        faults.push(Fault::new("$.format", Wrong::Format { wanted: FORMAT, given: file["format"].to_string() }));
    }
    if !file["currency"].is_null() && file["currency"] != "CNY" {
        faults.push(Fault::new("$.currency", Wrong::Exactly { word: "CNY" }));
    }
    let Some(table) = file["prices"].as_object() else {
        faults.push(Fault::new("$.prices", Wrong::Object));
        return Err(faults);
    };
    let mut typed = Typed::new();
    for (key, value) in table {
        match read(key, value) {
            Ok((setting, text)) => drop(typed.insert(setting, text)),
            Err(wrong) => faults.push(Fault::new(&format!("$.prices.{key}"), wrong)),
        }
    }
    if faults.is_empty() { Ok(typed) } else { Err(faults) }
}

fn read(key: &str, value: &Value) -> Result<(Setting, String), Wrong> {
    let known = || prices().map(name).collect::<Vec<_>>().join(", ");
    let setting = prices().find(|setting| name(*setting) == key).ok_or_else(|| Wrong::UnknownKey { known: known() })?;
    let most = *setting.range().end() / 1_000_000;
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let price = assumptions::read(setting, &text).map_err(|_| Wrong::Price { most })?;
    Ok((setting, assumptions::written(setting, price)))
}

fn name(setting: Setting) -> &'static str {
    setting.name().trim_end_matches(IN_MICRO)
}

fn syntax(error: JsonError) -> Fault {
    match error {
        JsonError::TooManyValues => Fault::new("$", Wrong::TooManyValues),
        JsonError::Syntax(error) => {
            Fault::new("$", Wrong::NotJson { line: error.line(), column: error.column(), detail: error.to_string() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    #[test]
    fn bil_19_what_is_exported_is_imported_as_the_same() {
        let mut in_force = Assumptions::default();
        in_force.set("standard_price_micro_cny", &json!(130_001)).unwrap();
        let file = export(&in_force);
        assert!(file.contains("\"standard_price\": \"0.130001\"") && file.contains("not the vendor's"), "{file}");
        let typed = import(&format!("\u{feff}{file}")).unwrap();
        assert_eq!(typed.len(), prices().count());
        assert_eq!(assumptions::changes(&in_force, &typed), Ok([].into()));
        let changes = assumptions::changes(&Assumptions::default(), &typed).unwrap();
        assert_eq!(changes, [("standard_price_micro_cny".to_owned(), 130_001)].into());
    }

    #[test]
    fn bil_19_every_fault_of_a_file_is_said_with_its_place() {
        let said = |text: &str| -> Vec<String> {
            let faults = import(text).unwrap_err();
            faults.iter().map(|fault| format!("{} {}", fault.path, fault.message.said(Locale::En))).collect()
        };
        let file = json!({ "format": "prices", "currency": "USD",
                           "prices": { "standard_price": "-1", "copy_price": 0.75, "gold": "1", "archive_price": null } });
        let faults = said(&file.to_string());
        let places: Vec<_> = faults.iter().map(|fault| fault.split(' ').next().unwrap()).collect();
        let wanted = ["$.format", "$.currency", "$.prices.archive_price", "$.prices.gold", "$.prices.standard_price"];
        assert_eq!(places, wanted, "{faults:#?}");
        assert!(faults[3].contains("standard_price, ") && faults[4].contains("0 to 1000 CNY"), "{faults:#?}");
        assert_eq!(said("{").len() + said("[]").len() + said(&" ".repeat(BYTES_MAX + 1)).len(), 1 + 2 + 1);
    }
}
