//! Icons: 16 px grid, drawn in the colour of the text, always beside a word or inside a labelled button.

use leptos::prelude::*;

/// A picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what the pictures show")]
pub enum Picture {
    Activity,
    Branch,
    Calendar,
    ChevronDown,
    ChevronRight,
    Close,
    Failed,
    Flag,
    Gear,
    Help,
    Jobs,
    Lock,
    Logo,
    Menu,
    Money,
    Ok,
    Pause,
    Play,
    Plus,
    Redo,
    Region,
    Running,
    Search,
    Server,
    Shield,
    StepBack,
    StepNext,
    Stopped,
    Suspended,
    Undo,

    Assumptions,
    Overview,
    Rulebook,
}

impl Picture {
    /// The outline, as the `d` of an SVG path.
    fn outline(self) -> &'static str {
        match self {
            Self::Activity => "M2 8h3l2-5 3 10 2-5h2",
            Self::Branch => "M4.5 2.5v11M4.5 10c4 0 7-1 7-4.5M9.5 5.5l2-2 2 2",
            Self::Calendar => "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3",
            Self::ChevronDown => "M3.5 6 8 10.5 12.5 6",
            Self::ChevronRight => "M6 3.5 10.5 8 6 12.5",
            Self::Close => "m4 4 8 8M12 4l-8 8",
            Self::Failed => "M8 2.4a5.6 5.6 0 1 0 0 11.2A5.6 5.6 0 0 0 8 2.4zM6 6l4 4M10 6l-4 4",
            Self::Flag => "M4 14V2.5h8L10 5.5l2 3H4",
            Self::Gear => {
                "M8 5.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM8 2v1.8M8 12.2V14M2 8h1.8M12.2 8H14M3.8 3.8l1.2 1.2M11 11l1.2 1.2M12.2 3.8 11 5M5 11l-1.2 1.2"
            }
            Self::Help => {
                "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM6.4 6.4c0-2 3.2-2 3.2 0 0 1.3-1.6 1.3-1.6 2.6M8 11.2v.01"
            }
            Self::Jobs => "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.01M2.5 8v.01M2.5 12v.01",
            Self::Lock => "M4 7.2h8v6H4zM5.6 7.2V5a2.4 2.4 0 0 1 4.8 0v2.2",
            Self::Logo => "M3 4.2h6M5.5 8h6M8 11.8h5.5",
            Self::Menu => "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
            Self::Money => "M8 2.4a5.6 5.6 0 1 0 0 11.2A5.6 5.6 0 0 0 8 2.4zM5.8 5 8 7.8 10.2 5M8 7.8v3.6M6.2 8.4h3.6",
            Self::Ok => "M8 2.4a5.6 5.6 0 1 0 0 11.2A5.6 5.6 0 0 0 8 2.4zM5.6 8.2l1.7 1.7 3.2-3.6",
            Self::Pause => "M5.5 3.5v9M10.5 3.5v9",
            Self::Play => "M5 3.2v9.6L12.8 8z",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Redo => "M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10M10 3.5l3 3-3 3",
            Self::Region => "M2.5 4.5h5M2.5 11.5h11M4.5 4.5v7M11 9l2.5 2.5L11 14",
            Self::Running => "M8 2.4A5.6 5.6 0 1 1 2.4 8",
            Self::Search => "M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM10.3 10.3l3.2 3.2",
            Self::Server => "M2.5 2.8h11V7h-11zM2.5 9h11v4.2h-11zM5 5v.01M5 11v.01",
            Self::Shield => "M8 2l5 1.8V8c0 3-2.2 5-5 6-2.8-1-5-3-5-6V3.8z",
            Self::StepBack => "M12.5 3.5v9L6 8zM3.5 3.5v9",
            Self::StepNext => "M3.5 3.5v9L10 8zM12.5 3.5v9",
            Self::Stopped => "M4 4h8v8H4z",
            Self::Suspended => "M8 2.4a5.6 5.6 0 1 0 0 11.2A5.6 5.6 0 0 0 8 2.4zM6.5 6v4M9.5 6v4",
            Self::Undo => "M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M6 3.5l-3 3 3 3",

            Self::Assumptions => "M2.5 5h6M11.5 5h2M10 3.4v3.2M2.5 11h2M7.5 11h6M6 9.4v3.2",
            Self::Overview => "M2.5 2.5h4.8v6H2.5zM8.7 2.5h4.8v3.6H8.7zM8.7 7.5h4.8v6H8.7zM2.5 9.9h4.8v3.6H2.5z",
            Self::Rulebook => {
                "M8 3.6C6.6 2.7 4.8 2.5 2.5 2.6v9.9c2.3-.1 4.1.1 5.5 1 1.4-.9 3.2-1.1 5.5-1V2.6C11.2 2.5 9.4 2.7 8 3.6zM8 3.6v9.9"
            }
        }
    }
}

/// An icon. It says nothing by itself, so readers of the screen pass it over.
#[component]
pub fn Icon(
    /// What it shows.
    picture: Picture,
) -> impl IntoView {
    view! {
        <svg
            class="icon"
            viewBox="0 0 16 16"
            width="16"
            height="16"
            aria-hidden="true"
            focusable="false"
        >
            <path d=picture.outline() />
        </svg>
    }
}
