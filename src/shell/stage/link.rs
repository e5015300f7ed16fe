//! The link between the stage and the window of its presenter.

use engine::{locale::Locale, view::stage::Stage};
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::show::{Deed, Show};
use crate::{
    adapters::{address, broadcast::Channel},
    library::Library,
    text::Label,
};

/// What the windows say to each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Said {
    /// A presenter's window asks what is on.
    Hello,
    /// What is on.
    On(Box<On>),
    /// A presenter does something.
    Do(String),
}

/// What is on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct On {
    /// The stage, in English and in Chinese.
    pub stages: [Stage; 2],
    /// Whether it plays by itself.
    pub is_playing: bool,
    /// When it began, in UNIX milliseconds of the host.
    pub begun_ms: Option<i64>,
}

/// Tells presenters' windows what is on, whenever that changes, and does what they ask for.
pub fn answer(show: Show, shown: Memo<Option<Stage>>) {
    let library = show.library();
    let asked = RwSignal::new(0_u32);
    let channel = Channel::open(CHANNEL, move |text| match serde_json::from_str(&text) {
        Ok(Said::Hello) => asked.update(|times| *times += 1),
        Ok(Said::Do(word)) => {
            if let Some(deed) = Deed::parse(&word) {
                show.perform(deed);
            }
        }
        _ => {}
    });
    Effect::new(move |_| {
        asked.track();
        if shown.with(Option::is_none) {
            return;
        }
        let stages = library.read(|run| Locale::ALL.map(|locale| Stage::of(run, locale)));
        let [Some(english), Some(chinese)] = stages else { return };
        let on = On { stages: [english, chinese], is_playing: show.playing.get(), begun_ms: show.begun_ms.get() };
        say(channel, &Said::On(Box::new(on)));
    });
    // A window that hears nothing for a while knows that it is alone.
    let beating = Interval::new(HEARTBEAT_MS, move || asked.update(|times| *times += 1));
    let beating = StoredValue::new_local(Some(beating));
    on_cleanup(move || drop(beating.try_update_value(Option::take)));
}

/// Says something on the channel.
pub fn say(channel: Channel, said: &Said) {
    if let Ok(text) = serde_json::to_string(said) {
        channel.say(&text);
    }
}

/// Opens the window of the presenter.
pub fn open_window(library: Library) {
    let page = address::page();
    let address = format!("{}{}", page.split('?').next().unwrap_or_default(), address::PRESENTER);
    let opened = window().open_with_url_and_target_and_features(&address, WINDOW, "width=560,height=720");
    if !matches!(opened, Ok(Some(_))) {
        let said = Label::PresenterBlocked.get(library.locale.get_untracked());
        library.toast(format!("{said}{address}"), None);
    }
}

/// What the channel between the windows is called.
pub const CHANNEL: &str = "cloud-backup-simulator/stage";
/// One window, however often it is asked for.
const WINDOW: &str = "cloud-backup-simulator-presenter";
const HEARTBEAT_MS: u32 = 1_000;
