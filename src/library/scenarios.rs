//! Scenarios from files and addresses, and how a run of one begins.
//!
//! Only for other parts of the page than the first.

use engine::{
    save::FORMAT_STEM,
    scenario::{
        FORMAT, Fault, SCENARIO_BYTES_MAX, Scenario,
        catalogue::{Catalogue, Entry},
    },
    shelf::RunId,
    simulation::Simulation,
    timeline::Timeline,
    view::gallery,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, Response};

use super::Library;
use crate::{
    adapters::{address, storage::shelf},
    app::go,
    route::Route,
    text::Label,
};

/// Why a scenario is not there.
#[derive(Clone, Debug, PartialEq)]
pub enum NotOpened {
    /// Its address is of another origin.
    OtherOrigin,
    /// There is nothing at its address, or it could not be fetched.
    NotFetched,
    /// It has more than [`SCENARIO_BYTES_MAX`] bytes.
    TooLarge,
    /// It is no scenario; what is wrong, each fault with its place.
    Faulty(Vec<Fault>),
}

impl NotOpened {
    /// What to say of it.
    pub fn label(&self) -> Label {
        match self {
            Self::OtherOrigin => Label::ScenarioOtherOrigin,
            Self::NotFetched => Label::ScenarioNotFetched,
            Self::TooLarge => Label::ScenarioTooLarge,
            Self::Faulty(_) => Label::ScenarioFaultsLead,
        }
    }
}

/// The scenarios that come with the page.
pub async fn fetch_catalogue() -> Result<Vec<Entry>, NotOpened> {
    let text = fetch_text(&format!("{FOLDER}index.json")).await?;
    Ok(Catalogue::read(&text).map_err(|_| NotOpened::NotFetched)?.scenarios)
}

/// A scenario that comes with the page, by its name.
pub async fn fetch_scenario(name: &str) -> Result<Scenario, NotOpened> {
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !is_name {
        return Err(NotOpened::NotFetched);
    }
    parse(&fetch_text(&format!("{FOLDER}{name}.json")).await?)
}

/// A scenario of this name where one comes with the page; asked for only where the catalogue has it.
pub async fn fetch_bundled(name: &str) -> Option<Scenario> {
    let is_listed = fetch_catalogue().await.ok()?.iter().any(|entry| entry.name == name);
    if is_listed { fetch_scenario(name).await.ok() } else { None }
}

/// A scenario at an address of the page's own origin, relative to the page or absolute.
pub async fn fetch_scenario_at(given: &str) -> Result<Scenario, NotOpened> {
    let own = address::of_own_origin(given).ok_or(NotOpened::OtherOrigin)?;
    parse(&fetch_text(&own).await?)
}

/// The text of a file, which has `bytes_max` bytes at most.
pub async fn read_file(file: &File, bytes_max: usize) -> Result<String, NotOpened> {
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let is_too_large = file.size() > bytes_max as f64;
    if is_too_large {
        return Err(NotOpened::TooLarge);
    }
    let text = JsFuture::from(file.text()).await.map_err(|_| NotOpened::NotFetched)?;
    Ok(text.as_string().unwrap_or_default())
}

/// Reads a scenario, or lists its faults.
pub fn parse(text: &str) -> Result<Scenario, NotOpened> {
    Scenario::parse(text).map_err(NotOpened::Faulty)
}

/// Whether a text is, by what it says of itself, a scenario and not a save, which holds one.
pub fn is_scenario(text: &str) -> bool {
    text.contains(FORMAT) && !text.contains(FORMAT_STEM)
}

/// Fetches what has [`SCENARIO_BYTES_MAX`] bytes at most.
async fn fetch_text(address: &str) -> Result<String, NotOpened> {
    let failed = |_| NotOpened::NotFetched;
    let response = JsFuture::from(window().fetch_with_str(address)).await.map_err(failed)?;
    let response: Response = response.dyn_into().map_err(failed)?;
    // A redirection may lead elsewhere, and the policy of a page that was built otherwise may let it.
    if !response.ok() || address::of_own_origin(&response.url()).is_none() {
        return Err(NotOpened::NotFetched);
    }
    let announced = response.headers().get("content-length").ok().flatten();
    let is_too_large = |bytes: usize| bytes > SCENARIO_BYTES_MAX;
    if announced.and_then(|bytes| bytes.parse().ok()).is_some_and(is_too_large) {
        return Err(NotOpened::TooLarge);
    }
    let text = JsFuture::from(response.text().map_err(failed)?).await.map_err(failed)?;
    let text = text.as_string().unwrap_or_default();
    if is_too_large(text.len()) { Err(NotOpened::TooLarge) } else { Ok(text) }
}

impl Library {
    /// Begins a run of a scenario beside the present one, which stays where it lies, and shows it. Where the history before
    /// its lesson cannot be played, it says so and nothing changes.
    pub fn begin_scenario(&self, scenario: Scenario) -> bool {
        match Simulation::begin(scenario) {
            Ok(run) => {
                self.begin(Timeline::new(run));
                self.kept_changed();
                go(&Route::HOME);
                true
            }
            Err(fault) => {
                self.toast(fault.said(self.locale.get_untracked()), None);
                false
            }
        }
    }

    /// Begins another run of the same scenario.
    pub fn start_over(&self) {
        match Simulation::begin(self.read(|run| run.scenario().clone())) {
            Ok(run) => self.begin(Timeline::new(run)),
            Err(fault) => self.toast(fault.said(self.locale.get_untracked()), None),
        }
    }

    /// The kept run of a scenario that was used last.
    pub fn kept_run_of(&self, scenario: &Scenario) -> Option<RunId> {
        let titles = engine::locale::Locale::ALL.map(|locale| scenario.title(locale));
        gallery::last_run(&scenario.name, titles, &shelf().runs()).map(|(run, _)| run.clone())
    }
}

/// Where the scenarios of the page lie.
const FOLDER: &str = "./scenarios/";
