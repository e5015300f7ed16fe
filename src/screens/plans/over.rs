//! What opens over a list: the question before something is destroyed, and the panels of an instance's plans.

use engine::{
    command::Command,
    id::{InstanceId, PolicyId},
    view::{
        consequence::{self, Consequence},
        plans,
    },
};
use leptos::prelude::*;

use super::{associated::Associated, modify::Modify};
use crate::{
    app::t,
    components::{
        dialog::{Dialog, Shape},
        dynamic::dynamic,
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// What is open over a list, in context: one question and one panel serve all rows.
#[derive(Clone, Copy)]
pub struct Over {
    /// What is to be confirmed: what it is called and the command.
    asked: RwSignal<Option<(Label, Command)>>,
    /// The panel that is open.
    panel: RwSignal<Option<Panel>>,
}

/// A panel of the plans of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Panel {
    /// View All Associated Policies.
    Associated(InstanceId),
    /// Modify Plan.
    Modify(InstanceId, PolicyId),
}

impl Over {
    /// Nothing is open yet.
    pub fn provide() -> Self {
        let over = Self { asked: RwSignal::new(None), panel: RwSignal::new(None) };
        provide_context(over);
        over
    }

    /// Says what a command will bring about, and carries it out when that is confirmed.
    pub fn ask(self, title: Label, command: Command) {
        self.asked.set(Some((title, command)));
    }

    /// Opens a panel.
    pub fn open(self, panel: Panel) {
        self.panel.set(Some(panel));
    }
}

/// What is open over the lists of a screen.
pub fn use_over() -> Over {
    expect_context::<Over>()
}

/// The question and the panels.
#[component]
pub fn OverList() -> impl IntoView {
    let over = use_over();
    view! {
        <Question asked=over.asked />
        <Associated panel=over.panel />
        <Modify panel=over.panel />
    }
}

/// Whether `what` is there, as dialogs want it: it goes when the dialog closes.
pub fn is_open<T: Clone + Send + Sync + 'static>(what: RwSignal<Option<T>>, of: fn(&T) -> bool) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(what.with(|what| what.as_ref().is_some_and(of))));
    Effect::new(move |before: Option<bool>| {
        let open = open.get();
        if before == Some(true) && !open && what.with_untracked(|what| what.as_ref().is_some_and(of)) {
            what.set(None);
        }
        open
    });
    open
}

/// Asks before something is destroyed: says what will happen and by which rule, then does it.
#[component]
fn Question(asked: RwSignal<Option<(Label, Command)>>) -> impl IntoView {
    let library = use_library();
    let open = is_open(asked, |_| true);
    // The heading stays while the dialog closes.
    let title = Memo::new(move |before: Option<&Label>| {
        asked.with(|asked| asked.as_ref().map(|(title, _)| *title)).or(before.copied()).unwrap_or(Label::Ok)
    });
    let confirm = move |_| {
        if let Some((_, command)) = asked.get_untracked() {
            drop(library.dispatch(command));
        }
        asked.set(None);
    };
    let line = |consequence: Consequence| {
        view! { <li>{consequence.text} <RuleChip rule=consequence.rule /></li> }
    };
    let lines = move || {
        let locale = library.locale.get();
        let said = asked.with(|asked| {
            let (_, command) = asked.as_ref()?;
            Some(library.read(|run| consequence::consequences(run.world(), command, locale)))
        });
        said.unwrap_or_default().into_iter().map(line).collect_view()
    };
    move || {
        view! {
            <Dialog open=open title=title.get()>
                <ul class="consequences">{dynamic(lines)}</ul>
                <footer class="dialog-foot">
                    <button type="button" on:click=move |_| asked.set(None)>
                        {t(Label::Cancel)}
                    </button>
                    <button type="button" class="primary" on:click=confirm>
                        {t(title.get())}
                    </button>
                </footer>
            </Dialog>
        }
    }
}

/// A plan of an instance, kept up to date while a panel shows it.
pub fn plan(panel: RwSignal<Option<Panel>>) -> Memo<Option<plans::PlanRow>> {
    let library = use_library();
    Memo::new(move |_| {
        library.revisions.with(|revisions| (revisions.policies, revisions.fleet));
        let Some(Panel::Modify(instance, policy)) = panel.get() else { return None };
        let all = library.read(|run| plans::of_instance(run.world(), &instance));
        all.into_iter().find(|plan| plan.policy == policy)
    })
}

/// How panels lie.
pub const SHAPE: Shape = Shape::Panel;
