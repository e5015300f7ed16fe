//! The price table: illustrative, to be edited, taken elsewhere and brought back.

use engine::{
    command::Command,
    view::{
        assumptions::{self, Group, Typed},
        price_table,
    },
};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::{
    adapters::download::download, app::t, components::dynamic::dynamic, library::use_library,
    screens::assumptions::Fields, text::Label,
};

/// The section, closed until it is wanted.
#[component]
pub fn PriceTable() -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let typed = RwSignal::new(Typed::new());
    let faults = RwSignal::new(Vec::<String>::new());
    let in_force = library.view(|revisions| revisions.fleet, |run| run.world().assumptions);
    let groups = Memo::new(move |_| {
        let mut groups = in_force.with(assumptions::assumptions);
        groups.retain(|group| group.group == Group::Prices);
        groups
    });
    Effect::new(move |before: Option<u32>| {
        let number = library.number.get();
        if before.is_some_and(|before| before != number) {
            typed.set(Typed::new());
            faults.set(Vec::new());
        }
        number
    });
    let changes = Memo::new(move |_| typed.with(|typed| in_force.with(|known| assumptions::changes(known, typed))));
    let why_not = move || match changes.get() {
        Err(_) => Some(Label::MendFirst),
        Ok(changes) if changes.is_empty() => Some(Label::NothingToApply),
        Ok(_) => None,
    };
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(settings) = changes.get_untracked() else { return };
        if !settings.is_empty() && library.dispatch(Command::EditSettings { settings }).is_ok() {
            typed.set(Typed::new());
            library.toast(Label::SettingsApplied.get(locale.get_untracked()).to_owned(), None);
        }
    };
    view! {
        <details class="bill-section bill-more">
            <summary>
                <h2>{t(Label::PriceTable)}</h2>
            </summary>
            <p class="hint">{t(Label::PricesAreIllustrative)}</p>
            <form class="assumptions" on:submit=apply novalidate>
                {groups
                    .get_untracked()
                    .into_iter()
                    .map(|group| view! { <Fields group=group groups=groups typed=typed /> })
                    .collect_view()}
                {dynamic(move || said(faults.get()))}
                <footer class="dialog-foot">
                    <small id="why-not-prices" role="status">
                        {dynamic(move || why_not().map(|label| label.get(locale.get())))}
                    </small>
                    <Files typed=typed faults=faults />
                    <button type="button" on:click=move |_| typed.set(Typed::new())>
                        {t(Label::DiscardSettings)}
                    </button>
                    <button
                        type="submit"
                        class="primary"
                        aria-disabled=move || why_not().is_some().then_some("true")
                        aria-describedby="why-not-prices"
                    >
                        {t(Label::ApplySettings)}
                    </button>
                </footer>
            </form>
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
