//! A policy that is being written, kept on its way between its panel and Plan.

use std::cell::{Cell, RefCell};

use engine::{id::InstanceId, view::policy_form::PolicyForm};

use crate::{library::Library, screens::policies::editor::Subject};

/// A policy that is being written.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What is written: a new policy, or an edit.
    pub subject: Subject,
    /// What is typed so far.
    pub form: PolicyForm,
}

/// What was chosen for what is rehearsed; nothing where it is as usual.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    /// For which instances.
    pub instances: Option<Vec<InstanceId>>,
    /// Until which day.
    pub until: Option<String>,
}

thread_local! {
    /// The draft, and the scenario that it was written in.
    static DRAFT: RefCell<Option<(Draft, serde_json::Value)>> = const { RefCell::new(None) };
    /// Whether the panel is to open with it.
    static RESUMED: Cell<bool> = const { Cell::new(false) };
    /// What was chosen, and of what.
    static LOOKED: RefCell<Option<(String, Looked)>> = const { RefCell::new(None) };
}

/// Keeps a draft in the place of the one before.
pub fn keep(library: Library, draft: Draft) {
    let scenario = library.read(|run| run.scenario().to_value());
    DRAFT.with_borrow_mut(|kept| *kept = Some((draft, scenario)));
}

/// The draft, where it is one of this scenario and the policy that it edits is there.
pub fn kept(library: Library) -> Option<Draft> {
    let (draft, scenario) = DRAFT.with_borrow(Clone::clone)?;
    let belongs = library.read(|run| {
        let is_there = match &draft.subject {
            Subject::New => true,
            Subject::Policy(policy) => run.world().policy(policy).is_ok(),
        };
        is_there && run.scenario().to_value() == scenario
    });
    belongs.then_some(draft)
}

/// Forgets the draft: it was saved.
pub fn forget() {
    DRAFT.take();
}

/// Has the panel open with the draft when Policy Center comes next.
pub fn resume() {
    RESUMED.set(true);
}

/// Whether the panel is to open with a draft of a new policy, which no address names.
pub fn is_resumed_new(library: Library) -> bool {
    RESUMED.get() && kept(library).is_some_and(|draft| draft.subject == Subject::New)
}

/// The draft that the panel is to open with, once.
pub fn resumed(library: Library) -> Option<Draft> {
    RESUMED.take().then(|| kept(library))?
}

/// Keeps what was chosen for what is called `of`.
pub fn look(of: String, looked: Looked) {
    LOOKED.with_borrow_mut(|kept| *kept = Some((of, looked)));
}

/// What was chosen for what is called `of`.
pub fn looked(of: &str) -> Looked {
    LOOKED
        .with_borrow(|kept| kept.as_ref().filter(|(kept, _)| kept == of).map(|(_, looked)| looked.clone()))
        .unwrap_or_default()
}
