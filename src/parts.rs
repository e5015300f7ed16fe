//! The parts of the page that are fetched when they are first wanted.
//!
//! The build cuts the module at the functions marked `wasm_split`: what only they reach lies in files of its own. Each
//! returns a table of functions, so that the page waits once for a part and then calls into it like anywhere else.

use std::{cell::RefCell, future::Future, pin::Pin, time::Duration};

use engine::{
    command::Command,
    id::InstanceId,
    view::{fleet::InstanceRow, list::Query},
};
use js_sys::{Function, Promise};
#[cfg(not(feature = "whole"))]
use leptos::wasm_split::wasm_split;
use leptos::{prelude::*, wasm_split::SplitLoaderError};
#[cfg(feature = "whole")]
use std::future::{Ready, ready};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::{
    app::t,
    bridge,
    components::{
        dynamic::dynamic,
        list::{AllRows, Column, Piece, picks::Deed, tools},
        rule_chip, toasts,
    },
    library::{KEEPERS, Keepers, Library, Opened, opening},
    screens,
    shell::{
        account_switch, api_call, bookmarks, branches, customise, embed, finder, focus, guide, jump_dialog, keys,
        notices, open_run, open_scenario, scrubber, share, stage, welcome,
    },
    text::Label,
};

/// Screens and dialogs that are not there at first.
#[derive(Clone, Copy)]
pub struct Screens {
    /// Activity.
    pub activity: fn() -> AnyView,
    /// The panel of Add ECS Backup, and whether it is open.
    pub add_backup: fn(RwSignal<bool>) -> AnyView,
    /// The dialogs and messages that open from anywhere.
    pub dialogs: fn() -> AnyView,
    /// The backup history of an instance.
    pub history: fn(InstanceId) -> AnyView,
    /// Carries out a command, saves the run, and shows a refusal to the person.
    pub dispatch: fn(Library, Command),
    /// Jobs.
    pub jobs: fn() -> AnyView,
    /// What a person has to know about their run.
    pub notices: fn() -> AnyView,
    /// Opens what this browser keeps.
    pub open: fn() -> Pin<Box<dyn Future<Output = Opened>>>,
    /// Policy Center.
    pub policies: fn() -> AnyView,
    /// Settings.
    pub settings: fn() -> AnyView,
    /// Overview.
    pub overview: fn() -> AnyView,
    /// Rulebook.
    pub rulebook: fn() -> AnyView,
    /// Assumptions.
    pub assumptions: fn() -> AnyView,
    /// What keeps the run.
    pub keepers: Keepers,

    /// What can be done with a row of the list of instances.
    pub actions: OfInstance,
    /// What can be done with several rows of the list of instances.
    pub deeds: fn() -> Vec<Deed>,
    /// What lies under the rows of a list: what can be done with those that are picked, and the pages.
    pub list_foot: Piece,
    /// The head of a column of a list; of the first with what picks all rows.
    pub list_head: fn(Column, RwSignal<Query>, Option<AllRows>) -> AnyView,
    /// What search and filters hide, where they leave nothing.
    pub list_nothing_found: Piece,
    /// The search and the filters of a list.
    pub list_tools: Piece,
    /// The check box that picks a row of the list of instances.
    pub pick: OfInstance,
    /// The instances of ECS.
    pub ecs: fn() -> AnyView,
    /// The disks of ECS.
    pub ecs_disks: fn() -> AnyView,
    /// What opens over the list of instances: questions and panels.
    pub over: fn() -> AnyView,
    /// Backup Plans.
    pub plans: fn() -> AnyView,
    /// Billing.
    pub billing: fn() -> AnyView,
    /// Incidents.
    pub incidents: fn() -> AnyView,
    /// Drill Report.
    pub drill_report: fn() -> AnyView,
    /// Disk Snapshots.
    pub snapshots: fn() -> AnyView,
    /// The runs that this browser keeps.
    pub runs: fn() -> AnyView,

    /// The scenarios there are.
    pub scenarios: fn() -> AnyView,
    /// The report of a lesson.
    pub report: fn() -> AnyView,
    /// The reports of a class.
    pub class: fn() -> AnyView,
    /// The scenario editor.
    pub editor: fn() -> AnyView,
    /// Makes this the window of a demo's presenter.
    pub present: fn(),
    /// The guide through a lesson.
    pub guide: fn() -> AnyView,

    /// What a policy would do.
    pub plan: fn() -> AnyView,
    /// Several policies on the same fleet.
    pub plan_compare: fn() -> AnyView,
    /// Tries policies in a worker: the save of a run, what to try, and whom to tell how far it is.
    pub sweep: fn(&str, &str, &Function) -> Result<String, String>,
    /// The API explorer.
    pub api: fn() -> AnyView,
    /// How the fleet is protected.
    pub protection: fn() -> AnyView,

    /// The choice of an account.
    pub account_switch: fn() -> AnyView,

    /// The ways to the guide and to Share.
    pub share: fn() -> AnyView,
    /// The way to the bookmarks.
    pub bookmarks: fn() -> AnyView,

    /// The way to the branches.
    pub branches: fn() -> AnyView,
    /// Undo and redo.
    pub steps: fn() -> AnyView,
    /// Gives the next action again.
    pub redo: fn(Library),
    /// Takes back the last action.
    pub undo: fn(Library),

    /// The actions of the run.
    pub actions_of_run: fn() -> AnyView,
    /// Two branches side by side.
    pub compare: fn() -> AnyView,
    /// The whole run on a line.
    pub scrubber: fn() -> AnyView,
}

/// A piece of a row of the list of instances.
pub type OfInstance = fn(Memo<Option<InstanceRow>>) -> AnyView;

/// What programs drive the page by.
#[derive(Clone, Copy)]
pub struct Programs {
    /// Puts the functions on the window.
    pub attach: fn(Library),
    /// What keeps the run.
    pub keepers: Keepers,
}

#[cfg(not(feature = "whole"))]
#[wasm_split(screens, wasm_split_path = ::leptos::wasm_split, fallible)]
fn screens() -> Result<Screens, SplitLoaderError> {
    Ok(all_screens())
}

#[cfg(feature = "whole")]
fn screens() -> Ready<Result<Screens, SplitLoaderError>> {
    ready(Ok(all_screens()))
}

/// The table of the other screens. Whoever reaches it brings them all, so the page does only from its part.
pub fn all_screens() -> Screens {
    use screens::{
        activity, api, assumptions, billing, class, compare, ecs, editor, incidents, instances, jobs, overview, plan,
        plans, policies, presenter, protect, protection, report, rulebook, runs, scenarios, settings, snapshots,
    };
    Screens {
        activity: || view! { <activity::Activity /> }.into_any(),
        add_backup: |open| view! { <protect::AddBackup open=open /> }.into_any(),
        dialogs: || {
            view! {
                <focus::KeepFocus />
                <stage::Stage />
                <customise::Customise />
                <embed::Embed />
                <jump_dialog::JumpDialog />
                <branches::Branches />
                <keys::KeyHelp />
                <rule_chip::RuleCard />
                <toasts::Toasts />
                <finder::Finder />
                <share::Share />
                // Before the others: they take from the address what was asked for.
                <welcome::Welcome />
                <open_run::OpenRun />
                <bookmarks::Bookmarks />
                <open_scenario::OpenScenario />
                <api_call::ApiCall />
                <scenarios::fleet::Fleet />
            }
            .into_any()
        },
        dispatch: |library, command| drop(library.dispatch(command)),
        history: |instance| view! { <instances::history::History instance=instance /> }.into_any(),
        jobs: || view! { <jobs::Jobs /> }.into_any(),
        notices: || view! { <notices::Notices /> }.into_any(),
        open: || Box::pin(opening::open_at_start()),
        policies: || view! { <policies::Policies /> }.into_any(),
        settings: || view! { <settings::Settings /> }.into_any(),
        overview: || view! { <overview::Overview /> }.into_any(),
        rulebook: || view! { <rulebook::Rulebook /> }.into_any(),
        assumptions: || view! { <assumptions::Assumptions /> }.into_any(),
        keepers: KEEPERS,

        actions: |row| view! { <instances::actions::Actions row=row /> }.into_any(),
        deeds: instances::actions::deeds,
        list_foot: tools::foot,
        list_head: tools::head,
        list_nothing_found: tools::nothing_found,
        list_tools: tools::tools,
        pick: instances::actions::pick,
        ecs: || view! { <ecs::EcsInstances /> }.into_any(),
        ecs_disks: || view! { <ecs::disks::EcsDisks /> }.into_any(),
        over: || view! { <plans::over::OverList /> }.into_any(),
        plans: || view! { <plans::Plans /> }.into_any(),
        billing: || view! { <billing::Billing /> }.into_any(),
        incidents: || view! { <incidents::Incidents /> }.into_any(),
        drill_report: || view! { <incidents::report::DrillReport /> }.into_any(),
        snapshots: || view! { <snapshots::Snapshots /> }.into_any(),
        runs: || view! { <runs::Runs /> }.into_any(),

        scenarios: || view! { <scenarios::Scenarios /> }.into_any(),
        report: || view! { <report::CompletionReport /> }.into_any(),
        class: || view! { <class::Class /> }.into_any(),
        editor: || view! { <editor::Editor /> }.into_any(),
        present: presenter::present,
        guide: || view! { <guide::Guide /> }.into_any(),

        plan: || view! { <plan::Plan /> }.into_any(),
        plan_compare: || view! { <plan::compare::ComparePolicies /> }.into_any(),
        sweep: plan::trial::sweep,
        api: || view! { <api::ApiExplorer /> }.into_any(),
        protection: || view! { <protection::Protection /> }.into_any(),

        account_switch: || view! { <account_switch::AccountSwitch /> }.into_any(),

        share: || {
            view! {
                <guide::GuideButton />
                <share::ShareButton />
            }
            .into_any()
        },
        bookmarks: || view! { <bookmarks::BookmarksButton /> }.into_any(),

        branches: || view! { <branches::BranchesButton /> }.into_any(),
        steps: || {
            view! {
                <branches::Steps />
                <api_call::LastCall />
            }
            .into_any()
        },
        redo: branches::redo,
        undo: branches::undo,

        actions_of_run: || view! { <activity::actions::Actions /> }.into_any(),
        compare: || view! { <compare::Compare /> }.into_any(),
        scrubber: || view! { <scrubber::Scrubber /> }.into_any(),
    }
}

#[cfg(not(feature = "whole"))]
#[wasm_split(programs, wasm_split_path = ::leptos::wasm_split, fallible)]
fn programs() -> Result<Programs, SplitLoaderError> {
    Ok(all_programs())
}

#[cfg(feature = "whole")]
fn programs() -> Ready<Result<Programs, SplitLoaderError>> {
    ready(Ok(all_programs()))
}

fn all_programs() -> Programs {
    Programs { attach: bridge::attach, keepers: KEEPERS }
}

/// All parts, in context.
#[derive(Clone, Copy)]
pub struct Parts {
    /// What is on the page beside its first screen.
    pub screens: Part<Screens>,
}

impl Parts {
    /// What is here already, and nothing else yet.
    pub fn provide(library: Library, here: Option<Screens>) {
        let screens =
            Part { state: RwSignal::new(here.map_or(State::Away, State::Here)), fetch: || Box::pin(fetch_screens()) };
        provide_context(Self { screens });
        screens.once_come(move |screens| library.save_by(screens.keepers));
        // Whoever moves on the page will want the rest of it next.
        for gesture in ["pointermove", "pointerdown", "keydown", "focusin"] {
            let _ = window_event_listener_untyped(gesture, move |_| screens.want());
        }
        // Whoever only reads, perhaps with a screen reader, makes no gesture: for them it comes once the page is at rest.
        set_timeout(move || screens.want(), AT_REST);
    }
}

/// The other screens, with the style of what is on them.
pub async fn fetch_screens() -> Result<Screens, NotFetched> {
    let style = JsFuture::from(STYLE.with_borrow_mut(|style| style.get_or_insert_with(fetch_style).clone()));
    let screens = screens().await;
    if style.await.is_err() {
        // It is fetched anew when it is tried again.
        STYLE.take();
        return Err(NotFetched);
    }
    screens.map_err(|_| NotFetched)
}

/// The other screens without their style, for where there is no page to show them.
pub async fn screens_alone() -> Result<Screens, NotFetched> {
    screens().await.map_err(|_| NotFetched)
}

thread_local! {
    /// The style of the other screens, once it is wanted: one, for all who wait for it.
    static STYLE: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// A part could not be fetched: the network or the server refused it.
#[derive(Clone, Copy, Debug)]
pub struct NotFetched;

/// Makes a style sheet of the link that the build left for the other parts. Where the page was built with all sheets at
/// once there is none.
fn fetch_style() -> Promise {
    let Some(link) = document().query_selector("link[data-later]").ok().flatten() else {
        return Promise::resolve(&JsValue::UNDEFINED);
    };
    Promise::new(&mut |here, failed| {
        let _ = link.add_event_listener_with_callback("load", &here);
        let _ = link.add_event_listener_with_callback("error", &failed);
        for rel in ["later", "stylesheet"] {
            let _ = link.set_attribute("rel", rel);
        }
    })
}

/// The parts of the page.
pub fn use_parts() -> Parts {
    expect_context::<Parts>()
}

/// Puts the scripting interface on the window.
pub async fn attach_programs(library: Library) -> Result<(), NotFetched> {
    let programs = programs().await.map_err(|_| NotFetched)?;
    library.save_by(programs.keepers);
    (programs.attach)(library);
    Ok(())
}

/// How long after the first screen the page is at rest.
const AT_REST: Duration = Duration::from_secs(2);

type Fetch<T> = fn() -> Pin<Box<dyn Future<Output = Result<T, NotFetched>>>>;

/// A part of the page: away, coming or here.
pub struct Part<T: 'static> {
    state: RwSignal<State<T>>,
    fetch: Fetch<T>,
}

impl<T> Clone for Part<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Part<T> {}

#[derive(Clone, Copy)]
enum State<T> {
    Away,
    Coming,
    Here(T),
    /// The network or the server refused it; it may be asked for again.
    Failed,
}

impl<T: Copy + Send + Sync + 'static> Part<T> {
    /// Fetches the part unless it is here or coming.
    pub fn want(self) {
        if !matches!(self.state.get_untracked(), State::Away) {
            return;
        }
        self.state.set(State::Coming);
        leptos::task::spawn_local(async move {
            self.state.set((self.fetch)().await.map_or(State::Failed, State::Here));
        });
    }

    /// The part, where it is here.
    pub fn here(self) -> Option<T> {
        match self.state.get() {
            State::Here(part) => Some(part),
            State::Away | State::Coming | State::Failed => None,
        }
    }

    /// Whether the part is here.
    pub fn is_here(self) -> bool {
        matches!(self.state.get(), State::Here(_))
    }

    /// Does something with the part as soon as it is here, without asking for it.
    fn once_come(self, act: impl Fn(T) + 'static) {
        Effect::new(move |done: Option<bool>| match self.state.get() {
            State::Here(part) if done != Some(true) => {
                act(part);
                true
            }
            _ => done == Some(true),
        });
    }

    /// Does something with the part: now, or when it has been fetched for it.
    pub fn once(self, act: impl FnOnce(T) + 'static) {
        if let State::Here(part) = self.state.get_untracked() {
            act(part);
            return;
        }
        leptos::task::spawn_local(async move {
            if let Ok(part) = (self.fetch)().await {
                self.state.set(State::Here(part));
                act(part);
            } else {
                self.state.set(State::Failed);
            }
        });
    }

    /// Shows something of the part once it is here, and nothing until then.
    pub fn once_here(self, make: impl Fn(T) -> AnyView + Send + Sync + 'static) -> impl IntoView {
        dynamic(move || match self.state.get() {
            State::Here(part) => Some(make(part)),
            _ => None,
        })
    }

    /// Shows something of the part, which is fetched for it; says so while it comes, under the `heading` that a screen
    /// has, and offers to try again.
    pub fn show(self, heading: Option<Label>, make: impl Fn(T) -> AnyView + Send + Sync + 'static) -> impl IntoView {
        self.want();
        let head = move || heading.map(|label| view! { <h1 tabindex="-1">{t(label)}</h1> });
        dynamic(move || match self.state.get() {
            State::Here(part) => make(part),
            State::Away | State::Coming => view! {
                {head()}
                <p role="status">{t(Label::Fetching)}</p>
            }
            .into_any(),
            State::Failed => {
                let again = move |_| {
                    self.state.set(State::Away);
                    self.want();
                };
                view! {
                    {head()}
                    <div class="notice" role="alert" data-tone="failed">
                        <p>{t(Label::FetchFailed)}</p>
                        <button type="button" on:click=again>
                            {t(Label::TryAgain)}
                        </button>
                    </div>
                }
                .into_any()
            }
        })
    }
}
