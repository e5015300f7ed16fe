//! The browser comes to the same digests as the native engine.
#![cfg(target_arch = "wasm32")]

#[path = "../engine/tests/harness/mod.rs"]
mod harness;
#[path = "../engine/tests/simulated_operator/mod.rs"]
mod simulated_operator;

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

#[wasm_bindgen_test]
fn known_seeds_of_the_operator_come_to_known_digests() {
    let golden = include_str!("../engine/tests/golden/operator.digests");
    for (seed, digest) in (0..).zip(golden.lines()) {
        let played = simulated_operator::play(seed, simulated_operator::ACTIONS);
        assert_eq!(played.run.digest().to_string(), digest, "seed {seed}");
    }
}
