//! The price table: illustrative, to be edited, taken elsewhere and brought back.

use engine::view::{
    assumptions::{Group, Typed},
    price_table,
};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::{
    adapters::download::download, app::t, components::dynamic::dynamic, library::use_library,
    screens::assumptions::SettingsForm, text::Label,
};

/// The section, closed until it is wanted.
#[component]
pub fn PriceTable() -> impl IntoView {
    let typed = RwSignal::new(Typed::new());
    let faults = RwSignal::new(Vec::<String>::new());
    view! {
        <details class="bill-section bill-more">
            <summary>
                <h2>{t(Label::PriceTable)}</h2>
            </summary>
            <p class="hint">{t(Label::PricesAreIllustrative)}</p>
            {dynamic(move || said(faults.get()))}
            <SettingsForm only=Group::Prices typed=typed>
                <Files typed=typed faults=faults />
            </SettingsForm>
        </details>
    }
}

/// The ways of a price table to a file and back.
#[component]
fn Files(typed: RwSignal<Typed>, faults: RwSignal<Vec<String>>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let export = move |_| {
        let text = library.read(|run| price_table::export(&run.world().assumptions));
        if let Err(error) = download("cloud-backup-prices.json", &text) {
            leptos::logging::error!("{error:?}");
        }
    };
    let take = move |text: &str| match price_table::import(text) {
        Ok(read) => {
            faults.set(Vec::new());
            typed.set(read);
            library.toast(Label::ImportedPrices.get(locale.get_untracked()).to_owned(), None);
        }
        Err(found) => {
            let locale = locale.get_untracked();
            faults.set(found.iter().map(|fault| fault.said(locale)).collect());
        }
    };
    let import = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        // Chosen again, the same file is taken again.
        input.set_value("");
        leptos::task::spawn_local(async move {
            let text: Result<JsValue, _> = wasm_bindgen_futures::JsFuture::from(file.text()).await;
            take(&text.ok().and_then(|text| text.as_string()).unwrap_or_default());
        });
    };
    view! {
        <label for="prices-file">{t(Label::ImportPrices)}</label>
        <input id="prices-file" type="file" accept=".json,application/json" on:change=import />
        <button type="button" on:click=export>
            {t(Label::ExportPrices)}
        </button>
    }
}

/// What is wrong with a file that was chosen.
fn said(faults: Vec<String>) -> impl IntoView {
    (!faults.is_empty()).then(|| {
        let lines = faults.into_iter().map(|fault| view! { <li>{fault}</li> });
        view! {
            <div class="notice" data-tone="due" role="alert">
                <p>{t(Label::PriceFaults)}</p>
                <ul>{lines.collect_view()}</ul>
            </div>
        }
    })
}
