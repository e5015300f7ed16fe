use engine::{backup::job::JobStatus, cloud::instance::InstanceStatus, locale::Locale};
use leptos::prelude::*;
use page::components::status::{InstanceState, JobState};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{settle, show, text};

#[wasm_bindgen_test]
async fn how_a_job_stands_is_told_by_a_word_and_not_by_colour_alone() {
    for (status, state, en, zh) in [
        (JobStatus::Running, "running", "Running", "运行中"),
        (JobStatus::Complete, "ok", "Completed", "已完成"),
        (JobStatus::PartialComplete, "partial", "Partially completed", "部分完成"),
        (JobStatus::Failed, "failed", "Failed", "失败"),
        (JobStatus::Canceled, "suspended", "Canceled", "已取消"),
    ] {
        let stage = show(move || view! { <JobState status=status /> }).await;
        let shown = stage.one(".state");
        assert_eq!((shown.get_attribute("data-state").as_deref(), text(&shown).as_str()), (Some(state), en));
        assert_eq!(stage.one(".state svg").get_attribute("aria-hidden").as_deref(), Some("true"));
        stage.library.locale.set(Locale::Zh);
        settle().await;
        assert_eq!(text(&shown), zh);
    }
}

#[wasm_bindgen_test]
async fn what_an_instance_does_is_told_by_a_word() {
    for (status, en) in [
        (InstanceStatus::Running, "Running"),
        (InstanceStatus::Stopped, "Stopped"),
        (InstanceStatus::Starting, "Starting"),
        (InstanceStatus::Stopping, "Stopping"),
        (InstanceStatus::Released, "Released"),
    ] {
        let stage = show(move || view! { <InstanceState status=status /> }).await;
        assert_eq!(text(&stage.one(".state")), en);
        assert!(stage.has(".state[data-state] svg"));
    }
}
