//! The browser comes to the same digest as the native engine.
#![cfg(target_arch = "wasm32")]

use engine::{scenario::Scenario, script::Script};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn golden_year_of_the_web_shop() {
    let script = include_str!("../engine/tests/golden/web-shop-year.json");
    let web_shop = Scenario::parse(include_str!("../public/scenarios/web-shop.json")).unwrap();
    let played = Script::parse(script, |_| Ok(web_shop)).unwrap().play().unwrap();
    let golden = include_str!("../engine/tests/golden/web-shop-year.digest").trim();
    assert_eq!(played.run.digest().to_string(), golden);
}
