//! The root of the page.

use std::cell::Cell;

use engine::{
    catalog::region::Region,
    id::{InstanceId, PointId, PolicyId},
    simulation::Simulation,
    view::{history, scope::Scope},
};
use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use crate::{
    adapters::{address, preferences, storage},
    components::{dynamic::dynamic, rule_chip::RuleRead},
    crash,
    library::{Library, Opened, use_library},
    parts::{self, NotFetched, Part, Parts, Screens, use_parts},
    route::{self, Route},
    screens,
    shell::{keys, navigation, time_bar, top_bar},
    text::Label,
};

/// Starts the page: on the first scenario at once, on a saved run when the part that opens it is here.
#[wasm_bindgen]
pub async fn start() -> Result<(), JsError> {
    crash::watch();
    if address::is_of_presenter() {
        // That window has no run of its own: opened twice, a run would be saved twice.
        (parts::fetch_screens().await.map_err(not_fetched)?.present)();
        return Ok(());
    }
    let screens = if storage::is_empty() { None } else { Some(parts::fetch_screens().await.map_err(not_fetched)?) };
    let opened = match screens {
        Some(screens) => (screens.open)().await,
        None => Opened::nothing(),
    };
    // Where a link is to be asked about, it is.
    if opened.is_stopped && !route::opens_a_run(&location_hash().unwrap_or_default()) {
        go_instead(&Route::Runs);
    }
    leptos::mount::mount_to_body(move || view! { <App opened=opened screens=screens /> });
    Ok(())
}

fn not_fetched(_: NotFetched) -> JsError {
    JsError::new("a part of the page could not be fetched")
}

thread_local! {
    /// The run, for programs, which call from outside of all components.
    static LIBRARY: Cell<Option<Library>> = const { Cell::new(None) };
}

/// Puts the scripting interface on the window. Called from the boot script, when a program first asks for it.
#[wasm_bindgen(js_name = attachSimulator)]
pub async fn attach_simulator() -> Result<(), JsError> {
    let library = LIBRARY.get().ok_or_else(|| JsError::new("the page has not started"))?;
    parts::attach_programs(library).await.map_err(not_fetched)
}

/// Tries policies in a worker, where there is no page. See [`screens::plan::trial`].
#[wasm_bindgen]
pub async fn sweep(save: String, ask: String, tell: Function) -> Result<String, JsError> {
    let screens = parts::screens_alone().await.map_err(not_fetched)?;
    (screens.sweep)(&save, &ask, &tell).map_err(|error| JsError::new(&error))
}

/// The whole page.
#[component]
pub fn App(
    /// What was found of the run that was saved last.
    opened: Opened,
    /// The other screens, where they are here already.
    screens: Option<Screens>,
) -> impl IntoView {
    let library = Library::open(opened);
    provide_context(library);
    let fragment = location_hash().unwrap_or_default();
    let route = RwSignal::new(if route::opens_a_run(&fragment) { Route::HOME } else { Route::parse(&fragment) });
    provide_context(RouteSignal(route));
    let on_hash = window_event_listener(leptos::ev::hashchange, move |_| {
        let fragment = location_hash().unwrap_or_default();
        // A link to a run is asked about where the person is.
        if !route::opens_a_run(&fragment) {
            route.set(Route::parse(&fragment));
        }
    });
    on_cleanup(move || on_hash.remove());
    let on_hide = window_event_listener(leptos::ev::pagehide, move |_| library.save());
    on_cleanup(move || on_hide.remove());
    // On a phone a page that is hidden may never be seen again, and is not told so.
    let on_leave = window_event_listener_untyped("visibilitychange", move |_| {
        if document().hidden() {
            library.save();
        }
    });
    on_cleanup(move || on_leave.remove());
    Effect::new(move |_| library.theme.get().apply());
    preferences::Scale::load().apply();
    Effect::new(move |_| preferences::apply_locale(library.locale.get()));
    Effect::new(move |_| preferences::keep_region(library.region.get()));
    // Whoever follows an address to an instance or a policy sees it, wherever it lies.
    Effect::new(move |_| {
        if let Route::Instances { open: Some(open), point } = route.get()
            && let Some(scope) =
                library.read(|run| scope_of(run, &open, point.as_ref(), library.region.get_untracked()))
        {
            library.region.set(scope.region);
            library.account.set(scope.account);
        }
        if let Route::Policies { open: Some(open) } = route.get()
            && let Some(region) = library.read(|run| region_of_policy(run, &open))
        {
            library.region.set(region);
        }
    });
    RuleRead::provide();
    Parts::provide(library, screens);
    keys::listen(library);
    LIBRARY.set(Some(library));
    let rest = use_parts().screens;
    if route::opens_a_run(&fragment) || !address::is_plain() {
        rest.want();
    }
    let has_trouble = library.view(
        |revisions| (revisions.fleet, revisions.clock),
        |run| run.world().account.arrears.is_some() || run.world().has_outage(),
    );
    let has_notices = Memo::new(move |_| has_trouble.get() || library.has_notices());
    // Read, not only tracked: a memo that nobody has read does not know yet what it depends on.
    let screen = Memo::new(move |_| (library.number.get(), route.with(std::mem::discriminant)));
    // A screen of another part is there only when that part is.
    let shown = Memo::new(move |_| {
        let at_hand = matches!(&*route.read(), Route::Instances { .. } | Route::Unknown) || rest.is_here();
        screen.with(|screen| (*screen, at_hand))
    });
    Effect::new(move |before: Option<()>| {
        let (_, at_hand) = shown.get();
        document().set_title(&title(&route.get_untracked(), library));
        if before.is_some() && at_hand {
            focus_heading();
        }
    });
    view! {
        <a class="skip" href="#main" on:click=skip_to_content>
            {t(Label::SkipToContent)}
        </a>
        <top_bar::TopBar />
        <navigation::Navigation />
        <main id="main" class="main" tabindex="-1">
            {dynamic(move || {
                has_notices.get().then(|| rest.show(None, |screens| (screens.notices)()))
            })}
            {dynamic(move || {
                screen.with(|_| ());
                screen_of(&route.get_untracked(), rest)
            })}
        </main>
        {rest.once_here(|screens| (screens.guide)())}
        <time_bar::TimeBar />
        {rest.once_here(|screens| (screens.dialogs)())}
    }
}

/// What makes a screen of another part.
type Make = fn(Screens) -> AnyView;

/// The screen of a route; those of another part say so until that is here.
fn screen_of(route: &Route, rest: Part<Screens>) -> AnyView {
    match (called(route), route) {
        ((heading, Some(make)), _) => rest.show(Some(heading), make).into_any(),
        (_, Route::Instances { .. }) => screens::instances::Instances().into_any(),
        _ => screens::unknown::Unknown().into_any(),
    }
}

/// What a route is called, and what makes its screen, where that is of another part.
fn called(route: &Route) -> (Label, Option<Make>) {
    // One type of function for all, so that what shows a part is compiled once.
    let (label, make): (Label, Make) = match route {
        Route::Instances { .. } => return (Label::BackedUpInstances, None),
        Route::Unknown => return (Label::NotFound, None),
        Route::Policies { .. } => (Label::PolicyCenter, |screens| (screens.policies)()),
        Route::Jobs => (Label::Jobs, |screens| (screens.jobs)()),
        Route::Activity => (Label::Activity, |screens| (screens.activity)()),
        Route::Settings => (Label::Settings, |screens| (screens.settings)()),
        Route::Overview => (Label::Overview, |screens| (screens.overview)()),
        Route::Rulebook { .. } => (Label::Rulebook, |screens| (screens.rulebook)()),
        Route::Assumptions => (Label::Assumptions, |screens| (screens.assumptions)()),
        Route::Plans => (Label::BackupPlans, |screens| (screens.plans)()),
        Route::Ecs => (Label::EcsInstances, |screens| (screens.ecs)()),
        Route::EcsDisks => (Label::Disks, |screens| (screens.ecs_disks)()),
        Route::Snapshots => (Label::DiskSnapshots, |screens| (screens.snapshots)()),
        Route::Billing => (Label::Billing, |screens| (screens.billing)()),
        Route::Incidents => (Label::Incidents, |screens| (screens.incidents)()),
        Route::DrillReport => (Label::DrillReport, |screens| (screens.drill_report)()),
        Route::Runs => (Label::Runs, |screens| (screens.runs)()),
        Route::Scenarios => (Label::Scenarios, |screens| (screens.scenarios)()),
        Route::Report => (Label::SeeReport, |screens| (screens.report)()),
        Route::Class => (Label::ClassTable, |screens| (screens.class)()),
        Route::Editor => (Label::EditScenario, |screens| (screens.editor)()),
        Route::Plan { .. } => (Label::Plan, |screens| (screens.plan)()),
        Route::PlanCompare => (Label::ComparePolicies, |screens| (screens.plan_compare)()),
        Route::Api { .. } => (Label::ApiExplorer, |screens| (screens.api)()),
        Route::Protection => (Label::ProtectionReport, |screens| (screens.protection)()),
        Route::Actions => (Label::ActionsOfRun, |screens| (screens.actions_of_run)()),
        Route::Compare { .. } => (Label::Compare, |screens| (screens.compare)()),
    };
    (label, Some(make))
}

/// The route in context.
#[derive(Clone, Copy)]
pub struct RouteSignal(pub RwSignal<Route>);

/// The present route.
pub fn use_route() -> RwSignal<Route> {
    expect_context::<RouteSignal>().0
}

/// Goes to another screen.
pub fn go(route: &Route) {
    let _ = window().location().set_hash(&route.to_string());
}

/// Goes to another screen in the place of this one: the way back leads past it.
pub fn go_instead(route: &Route) {
    let _ = window().location().replace(&route.to_string());
}

/// Where a point is seen, or an instance: in the region that is shown if it was replicated there (RES-11), else in its own.
fn scope_of(run: &Simulation, instance: &InstanceId, point: Option<&PointId>, shown: Region) -> Option<Scope> {
    let world = run.world();
    let of_point = point.and_then(|point| world.point(point).ok()).map(|(holder, _)| holder);
    let holder = of_point.or_else(|| history::holder(world, instance, shown))?;
    let holder = &world.instances[holder];
    Some(Scope { region: holder.region, account: holder.account })
}

fn region_of_policy(run: &Simulation, policy: &PolicyId) -> Option<Region> {
    let position = run.world().policy(policy).ok()?;
    Some(run.world().policies[position].region)
}

/// A label in the page's language, kept up to date.
pub fn t(label: Label) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let locale = use_library().locale;
    move || label.get(locale.get())
}

fn title(route: &Route, library: Library) -> String {
    let locale = library.locale.get();
    format!("{} - {}", called(route).0.get(locale), Label::AppName.get(locale))
}

/// After a change of screen the reader starts at its heading, and at its top; who works the time bar stays there.
fn focus_heading() {
    use wasm_bindgen::JsCast;
    request_animation_frame(|| {
        let focused = document().active_element();
        if focused.and_then(|focused| focused.closest(".scrubber").ok().flatten()).is_some() {
            return;
        }
        if let Some(main) = document().get_element_by_id("main") {
            main.set_scroll_top(0);
        }
        let heading = document().query_selector("main h1").ok().flatten();
        if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = heading.focus();
        }
    });
}

/// The address after `#` is the route, so the skip link moves the focus itself.
fn skip_to_content(event: leptos::ev::MouseEvent) {
    use wasm_bindgen::JsCast;
    event.prevent_default();
    let main = document().get_element_by_id("main");
    if let Some(main) = main.and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = main.focus();
    }
}
