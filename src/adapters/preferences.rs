//! Language, theme, region and name: of the reader, not of the run. Lost preferences cost nothing, so failures pass in silence.

use engine::{catalog::region::Region, locale::Locale};
use leptos::prelude::{document, window};

/// A colour theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All themes.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The value of the `data-theme` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme that was chosen last.
    pub fn load() -> Self {
        let chosen = read(THEME);
        Self::ALL.into_iter().find(|theme| chosen.as_deref() == Some(theme.name())).unwrap_or_default()
    }

    /// Shows the page in this theme and remembers it.
    pub fn apply(self) {
        if let Some(root) = document().document_element() {
            let _ = match self {
                Self::System => root.remove_attribute("data-theme"),
                Self::Light | Self::Dark => root.set_attribute("data-theme", self.name()),
            };
        }
        write(THEME, self.name());
    }
}

/// The size of all that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// As the browser and the screen say.
    #[default]
    Normal,
    /// Larger, to be read from the back of a room.
    Room,
}

impl Scale {
    /// All sizes.
    pub const ALL: [Self; 2] = [Self::Normal, Self::Room];

    /// The value of the `data-scale` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Room => "room",
        }
    }

    /// The size that was chosen last.
    pub fn load() -> Self {
        let chosen = read(SCALE);
        Self::ALL.into_iter().find(|scale| chosen.as_deref() == Some(scale.name())).unwrap_or_default()
    }

    /// Shows the page in this size and remembers it.
    pub fn apply(self) {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-scale", self.name());
        }
        write(SCALE, self.name());
    }
}

/// The language that was chosen last, else the first of the browser's that the page speaks.
pub fn load_locale() -> Locale {
    let chosen = read(LOCALE).and_then(|tag| Locale::parse(&tag));
    let preferred = || {
        let tags = window().navigator().languages();
        tags.iter().filter_map(|tag| tag.as_string()).find_map(|tag| Locale::parse(&tag))
    };
    chosen.or_else(preferred).unwrap_or_default()
}

/// Marks the page as being in this language and remembers it.
pub fn apply_locale(locale: Locale) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", locale.tag());
    }
    write(LOCALE, locale.tag());
}

/// The region that was shown last, else the first; `regions` are those of the run, never none.
pub fn load_region(regions: &[Region]) -> Region {
    let chosen = read(REGION).and_then(|id| Region::parse(&id)).filter(|region| regions.contains(region));
    chosen.unwrap_or(regions[0])
}

/// Remembers the region that is shown.
pub fn keep_region(region: Region) {
    write(REGION, region.id());
}

/// Whether the welcome was read once.
pub fn is_welcomed() -> bool {
    read(WELCOME).is_some()
}

/// Remembers that the welcome was read.
pub fn keep_welcomed() {
    write(WELCOME, "read");
}

/// The name that stands in reports; empty until someone gives one.
pub fn load_learner() -> String {
    read(LEARNER).unwrap_or_default()
}

/// Remembers the name that stands in reports.
pub fn keep_learner(name: &str) {
    write(LEARNER, name);
}

fn read(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

fn write(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}

const THEME: &str = "cloud-backup-simulator/theme";
const SCALE: &str = "cloud-backup-simulator/scale";
const LOCALE: &str = "cloud-backup-simulator/locale";
const REGION: &str = "cloud-backup-simulator/region";
const WELCOME: &str = "cloud-backup-simulator/welcome";
const LEARNER: &str = "cloud-backup-simulator/learner";
