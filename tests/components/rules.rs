use engine::{locale::Locale, rule::Rule};
use leptos::prelude::*;
use page::components::rule_chip::{RuleCard, RuleChip};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, escape, focused, settle, show, text};

async fn two_chips() -> Stage {
    show(|| {
        view! {
            <RuleChip rule=Rule::Pol12 />
            <RuleChip rule=Rule::Con03 />
            <RuleCard />
        }
    })
    .await
}

#[wasm_bindgen_test]
async fn a_chip_opens_what_its_rule_says_with_how_sure_that_is_and_the_way_to_the_rulebook() {
    let stage = two_chips().await;
    assert_eq!(stage.button("POL-12").get_attribute("aria-haspopup").as_deref(), Some("dialog"));
    stage.click("POL-12").await;
    let card = text(&stage.one("dialog:modal .rule-card"));
    assert!(card.contains("POL-12") && card.contains(Rule::Pol12.text(Locale::En)), "{card}");
    assert!(stage.has("dialog .rule-card .stand"));
    assert_eq!(
        stage.one("dialog .rule-card a[href^='#/rulebook']").get_attribute("href").as_deref(),
        Some("#/rulebook/POL-12")
    );
    stage.library.locale.set(Locale::Zh);
    settle().await;
    assert!(text(&stage.one("dialog .rule-card")).contains(Rule::Pol12.text(Locale::Zh)));
}

#[wasm_bindgen_test]
async fn one_card_serves_all_chips_and_the_same_chip_opens_it_again() {
    let stage = two_chips().await;
    for id in ["POL-12", "CON-03", "CON-03"] {
        let chip = stage.button(id);
        chip.focus().unwrap();
        chip.click();
        settle().await;
        assert!(text(&stage.one("dialog:modal .rule-card code")).contains(id));
        escape(&stage.one("dialog")).await;
        assert!(!stage.has("dialog[open]"));
        assert_eq!(focused(), Some(chip.into()));
    }
}
