//! The browser comes to the same digests as the native engine.
#![cfg(target_arch = "wasm32")]

#[path = "../engine/tests/harness/mod.rs"]
mod harness;
#[path = "../engine/tests/seeds/mod.rs"]
mod seeds;
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

/// What the native tests found for many seeds, in the soak for more of them.
#[wasm_bindgen_test]
async fn many_seeds_come_to_the_digests_of_the_native_engine() {
    let golden = option_env!("SOAK_DIGESTS_TEXT").unwrap_or(include_str!("../engine/tests/golden/seeds.digests"));
    for (batch, line) in (0..).zip(golden.split_whitespace()) {
        let mut digests = Vec::new();
        for seed in batch * seeds::BATCH..(batch + 1) * seeds::BATCH {
            digests.push(simulated_operator::play(seed, simulated_operator::ACTIONS).run.digest());
            // Whoever drives the browser asks now and then whether the page still lives.
            gloo_timers::future::TimeoutFuture::new(0).await;
        }
        assert_eq!(seeds::line(&digests), line, "batch {batch}");
    }
}
