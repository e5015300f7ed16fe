//! What opens over a list: the question before something is destroyed, and the panels of an instance's plans.

use engine::{
    command::Command,
    id::{InstanceId, PolicyId},
    locale::Locale,
    view::{
        bulk::{Bulk, LeftOut},
        consequence::{self, Consequence},
        plans,
    },
};
use leptos::prelude::*;

use super::{associate::AssociateAll, associated::Associated, modify::Modify};
use crate::{
    app::t,
    components::{
        dialog::{Dialog, Foot, Shape},
        dynamic::dynamic,
        list::Picks,
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// What is open over a list, in context: one question and one panel serve all rows.
#[derive(Clone, Copy)]
pub struct Over {
    asked: RwSignal<Option<Asked>>,
    /// The panel that is open.
    panel: RwSignal<Option<Panel>>,
    /// The rows that are picked.
    pub picks: Picks,
}

/// What is to be confirmed: what it is called, and the commands.
type Asked = (Label, Bulk);

/// A panel of the plans of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Panel {
    /// View All Associated Policies.
    Associated(InstanceId),
    /// Modify Plan.
    Modify(InstanceId, PolicyId),
    /// Associate Backup Policy, with the instances that are picked.
    Associate,
}

impl Over {
    /// Nothing is open yet.
    pub fn provide() -> Self {
        let over = Self { asked: RwSignal::new(None), panel: RwSignal::new(None), picks: Picks::none() };
        provide_context(over);
        over
    }

    /// Says what a command will bring about, and carries it out when that is confirmed.
    pub fn ask(self, title: Label, command: Command) {
        self.ask_all(title, Bulk { commands: vec![command], ..Bulk::default() });
    }

    /// The same of what is done with several rows: says with how many of them, too.
    pub fn ask_all(self, title: Label, bulk: Bulk) {
        self.asked.set(Some((title, bulk)));
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
        <Question asked=over.asked picks=over.picks />
        <Associated panel=over.panel />
        <Modify panel=over.panel />
        <AssociateAll panel=over.panel picks=over.picks />
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

/// Asks before something is destroyed, or done with many: says with what, what will happen and by which rule, then does
/// it.
#[component]
fn Question(asked: RwSignal<Option<Asked>>, picks: Picks) -> impl IntoView {
    let library = use_library();
    let open = is_open(asked, |_| true);
    // The heading stays while the dialog closes.
    let title = Memo::new(move |before: Option<&Label>| {
        asked.with(|asked| asked.as_ref().map(|(title, _)| *title)).or(before.copied()).unwrap_or(Label::Ok)
    });
    let confirm = move |_| {
        let Some((title, bulk)) = asked.get_untracked() else { return };
        let several = bulk.rows() > 0;
        let done = library.dispatch_all(bulk.commands);
        if done == 0 {
            return;
        }
        if several {
            let locale = library.locale.get_untracked();
            library.toast(format!("{}{}{done}", title.get(locale), Label::Colon.get(locale)), None);
            picks.clear();
        }
        asked.set(None);
    };
    let commands = Signal::derive(move || asked.get().map(|(_, bulk)| bulk.commands).unwrap_or_default());
    let rows = move || {
        asked.with(|asked| asked.as_ref().filter(|(_, bulk)| bulk.rows() > 0).map(|(_, bulk)| with_which(bulk)))
    };
    move || {
        view! {
            <Dialog open=open title=title.get()>
                {dynamic(rows)}
                {consequences(commands)}
                <Foot>
                    <button type="button" on:click=move |_| asked.set(None)>
                        {t(Label::Cancel)}
                    </button>
                    <button type="button" class="primary" on:click=confirm>
                        {move || t(title.get())()}
                    </button>
                </Foot>
            </Dialog>
        }
    }
}

/// With which of the picked rows something is done, and with which not and why.
pub fn with_which(bulk: &Bulk) -> impl IntoView + use<> {
    let library = use_library();
    let locale = library.locale.get();
    let colon = Label::Colon.get(locale);
    let (done, rows) = (bulk.names.len(), bulk.rows());
    let names = few(&bulk.names.iter().map(String::as_str).collect::<Vec<_>>(), locale);
    let left_out = |why: &Consequence, rows: &[&LeftOut]| {
        let them = few(&rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), locale);
        view! { <li>{them} {colon} {why.text.clone()} " " <RuleChip rule=why.rule /></li> }
    };
    let mut reasons: Vec<(&Consequence, Vec<&LeftOut>)> = Vec::new();
    for row in &bulk.left_out {
        match reasons.iter_mut().find(|(why, _)| **why == row.why) {
            Some((_, rows)) => rows.push(row),
            None => reasons.push((&row.why, vec![row])),
        }
    }
    let more = reasons.len().saturating_sub(SHOWN_MAX);
    let more = (more > 0).then(|| view! { <li>{and_more(more, locale)}</li> });
    let reasons: Vec<_> = reasons.into_iter().take(SHOWN_MAX).map(|(why, rows)| left_out(why, &rows)).collect();
    let without = (!reasons.is_empty()).then(|| {
        view! {
            <p>{Label::WithoutThese.get(locale)} {colon}</p>
            <ul>{reasons} {more}</ul>
        }
    });
    view! {
        <div class="with-which">
            <p>
                <strong>{Label::WithSelected.get(locale)} {colon} {done} " / " {rows}</strong>
                " "
                {names}
            </p>
            {without}
        </div>
    }
}

/// The first of some names, and how many more there are.
fn few(names: &[&str], locale: Locale) -> String {
    let comma = Label::Comma.get(locale);
    let first = names[..names.len().min(SHOWN_MAX)].join(comma);
    match names.len().saturating_sub(SHOWN_MAX) {
        0 => first,
        more => format!("{first}{comma}{}", and_more(more, locale)),
    }
}

fn and_more(count: usize, locale: Locale) -> String {
    Label::AndMore.get(locale).replace("{}", &count.to_string())
}

/// How many names, and how many reasons, are shown in a question.
const SHOWN_MAX: usize = 6;

/// What commands will bring about, each with its rule.
pub fn consequences(commands: Signal<Vec<Command>>) -> impl IntoView {
    let library = use_library();
    let line = |consequence: Consequence| {
        view! { <li>{consequence.text} <RuleChip rule=consequence.rule /></li> }
    };
    let lines = move || {
        let locale = library.locale.get();
        let said = commands.with(|commands| library.read(|run| consequence::of_all(run.world(), commands, locale)));
        said.into_iter().map(line).collect_view()
    };
    view! { <ul class="consequences">{dynamic(lines)}</ul> }
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
