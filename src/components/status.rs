//! How things stand, by glyph, word and colour together.

use engine::{
    backup::{job::JobStatus, restore::RestoreStatus},
    cloud::instance::InstanceStatus,
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::icon::{Icon, Picture},
    text::Label,
};

/// How a job stands.
#[component]
pub fn JobState(
    /// How it stands.
    status: JobStatus,
) -> impl IntoView {
    let (state, picture, label) = match status {
        JobStatus::Running => ("running", Picture::Running, Label::Running),
        JobStatus::Complete => ("ok", Picture::Ok, Label::Completed),
        JobStatus::PartialComplete => ("partial", Picture::Failed, Label::CompletedInPart),
        JobStatus::Failed => ("failed", Picture::Failed, Label::Failed),
        JobStatus::Canceled => ("suspended", Picture::Stopped, Label::Canceled),
    };
    view! {
        <span class="state" data-state=state>
            <Icon picture=picture />
            {t(label)}
        </span>
    }
}

/// How a restore stands.
#[component]
pub fn RestoreState(
    /// How it stands.
    status: RestoreStatus,
) -> impl IntoView {
    let (state, picture, label) = match status {
        RestoreStatus::Created => ("running", Picture::Running, Label::JobCreated),
        RestoreStatus::Running => ("running", Picture::Running, Label::Running),
        RestoreStatus::Complete => ("ok", Picture::Ok, Label::Completed),
        RestoreStatus::PartialComplete => ("partial", Picture::Failed, Label::CompletedInPart),
        RestoreStatus::Failed => ("failed", Picture::Failed, Label::Failed),
        RestoreStatus::Canceled => ("suspended", Picture::Stopped, Label::Canceled),
        RestoreStatus::Expired => ("failed", Picture::Close, Label::ExpiredJob),
    };
    view! {
        <span class="state" data-state=state>
            <Icon picture=picture />
            {t(label)}
        </span>
    }
}

/// What an instance is doing.
#[component]
pub fn InstanceState(
    /// What it is doing.
    status: InstanceStatus,
) -> impl IntoView {
    let (state, picture, label) = match status {
        InstanceStatus::Running => ("ok", Picture::Play, Label::Running),
        InstanceStatus::Stopped => ("suspended", Picture::Stopped, Label::Stopped),
        InstanceStatus::Starting => ("running", Picture::Play, Label::Starting),
        InstanceStatus::Stopping => ("running", Picture::Stopped, Label::Stopping),
        InstanceStatus::Pending => ("running", Picture::Play, Label::Pending),
        InstanceStatus::Released => ("failed", Picture::Close, Label::Released),
    };
    view! {
        <span class="state" data-state=state>
            <Icon picture=picture />
            {t(label)}
        </span>
    }
}
