//! A sweep over a grid of settings, carried out beside the page.

use engine::{
    catalog::region::Region,
    locale::Locale,
    sweep::{Ask, Found, Grid},
    time::Days,
    timeline::Timeline,
    view::{
        format,
        plan_compare::{FoundRow, Rhythm, Template, found_rows},
    },
};
use leptos::prelude::*;

use super::{Candidate, destinations, scatter::Scatter, use_comparing};
use crate::{
    adapters::worker::{Beside, Said},
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
    },
    library::{use_library, write_out},
    text::Label,
};

/// How it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Resting,
    Running(usize, usize),
    Stopped,
    Failed(String),
    There,
}

/// The settings, each with whether it is tried.
type Choices<T> = RwSignal<Vec<(T, bool)>>;

/// The settings that are tried and what was found. Copies share it.
#[derive(Clone, Copy)]
struct Sweeping {
    rhythms: Choices<Rhythm>,
    retentions: Choices<Days>,
    archives: Choices<Option<Days>>,
    copies: Choices<Option<Region>>,
    state: RwSignal<State>,
    found: RwSignal<Vec<Found>>,
    work: StoredValue<Option<Beside>, LocalStorage>,
}

/// The settings, the way to try them, and what was found.
#[component]
pub(super) fn SweepGrid() -> impl IntoView {
    let (comparing, library) = (use_comparing(), use_library());
    let sweeping = Sweeping::new(destinations(library));
    let templates = library
        .view(|revisions| revisions.policies, move |run| sweeping.grid().templates(run.world(), library.region.get()));
    let start = move |_| {
        let Some(until) = comparing.until() else { return };
        let ask = Ask {
            region: library.region.get_untracked(),
            instances: untrack(|| comparing.instances()),
            until,
            templates: templates.get_untracked(),
        };
        sweeping.start(&ask, &library.read_timeline(|timeline: &Timeline| write_out(timeline)));
    };
    let cannot =
        move || templates.with(Vec::is_empty) || comparing.until().is_none() || comparing.instances().is_empty();
    let count = move || {
        let (count, locale) = (templates.with(Vec::len), library.locale.get());
        match count {
            0 => Label::SweepNoneTaken.get(locale).to_owned(),
            _ => Label::SweepCount.get(locale).replace("{}", &format::count(count as u64)),
        }
    };
    let days = |days: &Days, locale| format::days(*days, locale);
    let archive = |after: &Option<Days>, locale| match after {
        Some(after) => format::days(*after, locale),
        None => Label::SweepNever.get(locale).to_owned(),
    };
    let region = |to: &Option<Region>, locale| match to {
        Some(to) => to.name(locale).to_owned(),
        None => Label::VersusNothing.get(locale).to_owned(),
    };
    view! {
        <section class="sweep" aria-labelledby="sweep-title">
            <h2 id="sweep-title">{t(Label::SweepGridTitle)}</h2>
            <p class="hint">{t(Label::SweepLead)}</p>
            <div class="sweep-grid">
                {choices(
                    Label::Schedule,
                    sweeping.rhythms,
                    |rhythm, locale| rhythm.text(locale).to_owned(),
                )} {choices(Label::RetentionPeriod, sweeping.retentions, days)}
                {choices(Label::VersusArchive, sweeping.archives, archive)}
                {choices(Label::VersusCopies, sweeping.copies, region)}
            </div>
            <div class="plan-go">
                <button type="button" class="primary" disabled=cannot on:click=start>
                    <Icon picture=Picture::Play />
                    {t(Label::SweepStart)}
                </button>
                <span role="status">{dynamic(count)}</span>
            </div>
            {dynamic(move || sweeping.stand())}
            <Show when=move || sweeping.state.with(|state| *state == State::There)>
                <Outcome sweeping=sweeping />
            </Show>
        </section>
    }
}

/// The check boxes of one setting.
fn choices<T: Clone + Send + Sync + 'static>(
    label: Label,
    choices: Choices<T>,
    text: fn(&T, Locale) -> String,
) -> impl IntoView {
    let locale = use_library().locale;
    let one = move |place: usize| {
        view! {
            <label class="way">
                <input
                    type="checkbox"
                    prop:checked=move || choices.with(|choices| choices[place].1)
                    on:change=move |event| {
                        choices.update(|choices| choices[place].1 = event_target_checked(&event));
                    }
                />
                {dynamic(move || choices.with(|choices| text(&choices[place].0, locale.get())))}
            </label>
        }
    };
    let count = choices.with_untracked(Vec::len);
    view! {
        <fieldset class="sweep-setting">
            <legend>{t(label)}</legend>
            {(0..count).map(one).collect_view()}
        </fieldset>
    }
}

impl Sweeping {
    fn new(regions: Vec<Region>) -> Self {
        let copies = regions.into_iter().map(|region| (Some(region), false));
        Self {
            rhythms: RwSignal::new(Rhythm::ALL.map(|rhythm| (rhythm, true)).into()),
            retentions: RwSignal::new(RETENTIONS.map(|days| (Days(days), days <= 180)).into()),
            archives: RwSignal::new(ARCHIVES.map(|days| (days.map(Days), days != Some(60))).into()),
            copies: RwSignal::new(std::iter::once((None, true)).chain(copies).collect()),
            state: RwSignal::new(State::Resting),
            found: RwSignal::new(Vec::new()),
            work: StoredValue::new_local(None),
        }
    }

    /// The settings that are tried.
    fn grid(self) -> Grid {
        Grid {
            rhythms: taken(self.rhythms),
            retentions: taken(self.retentions),
            archives: taken(self.archives),
            copies: taken(self.copies),
        }
    }

    fn start(self, ask: &Ask, save: &str) {
        self.state.set(State::Running(0, ask.templates.len()));
        let ask = serde_json::to_string(ask).unwrap_or_default();
        let work = Beside::begin(save, &ask, move |said| self.hear(said));
        if work.is_none() {
            self.state.set(State::Failed(String::new()));
        }
        self.work.set_value(work);
    }

    fn hear(self, said: Said) {
        let state = match said {
            Said::Behind(behind, all) => State::Running(behind, all),
            Said::Failed(why) => State::Failed(why),
            Said::Found(found) => match serde_json::from_str(&found) {
                Ok(found) => {
                    self.found.try_set(found);
                    State::There
                }
                Err(error) => State::Failed(error.to_string()),
            },
        };
        let is_over = !matches!(state, State::Running(..));
        self.state.try_set(state);
        if is_over {
            // Not at once: what is dropped is what is heard just now.
            set_timeout(move || drop(self.work.try_update_value(Option::take)), std::time::Duration::ZERO);
        }
    }

    fn stop(self) {
        self.work.set_value(None);
        self.state.set(State::Stopped);
    }

    /// How far it is, that it was stopped, or why it failed.
    fn stand(self) -> AnyView {
        match self.state.get() {
            State::Resting | State::There => ().into_any(),
            State::Stopped => view! { <p role="status">{t(Label::PlanStopped)}</p> }.into_any(),
            State::Failed(why) => view! {
                <p class="notice" role="alert" data-tone="failed">
                    {t(Label::SweepFailed)}
                    " "
                    {why}
                </p>
            }
            .into_any(),
            State::Running(behind, all) => view! {
                <div class="plan-progress">
                    <label>
                        {t(Label::PlanRehearsing)} " "
                        <progress max=all.max(1) value=behind></progress>
                    </label>
                    <span aria-hidden="true">{behind} " / " {all}</span>
                    <button type="button" on:click=move |_| self.stop()>
                        {t(Label::Stop)}
                    </button>
                </div>
            }
            .into_any(),
        }
    }
}

fn taken<T: Clone + Send + Sync + 'static>(choices: Choices<T>) -> Vec<T> {
    choices.with(|choices| choices.iter().filter(|(_, is_taken)| *is_taken).map(|(choice, _)| choice.clone()).collect())
}

/// What was found: a chart, and all of it in a table.
#[component]
fn Outcome(sweeping: Sweeping) -> impl IntoView {
    let library = use_library();
    let comparing = use_comparing();
    let rows = Memo::new(move |_| sweeping.found.with(|found| found_rows(found, library.locale.get())));
    let compare = Callback::new(move |template: Template| {
        let slots = comparing.slots();
        let free = slots.iter().find(|slot| slot.with_untracked(|slot| *slot == Candidate::Nothing));
        if let Some(slot) = free.or(slots.last()) {
            slot.set(Candidate::Template(template));
            comparing.start();
        }
    });
    let head = [
        Label::SweepPolicy,
        Label::SweepAll,
        Label::SweepAxisCost,
        Label::SweepAxisRpo,
        Label::SweepAxisBack,
        Label::SweepAxisRto,
        Label::Points,
        Label::SweepStored,
        Label::Actions,
    ];
    let head = move || head.map(|label| view! { <th scope="col">{t(label)}</th> }).collect_view();
    view! {
        <Scatter rows=rows />
        <p class="hint">{t(Label::SweepFrontier)}</p>
        <div class="table-frame versus-frame">
            <table class="list sweep-table" aria-label=t(Label::SweepGridTitle)>
                <thead>
                    <tr>{head()}</tr>
                </thead>
                <tbody>
                    {dynamic(move || {
                        rows.with(|rows| {
                            rows.iter().map(|row| line(row, compare)).collect_view()
                        })
                    })}
                </tbody>
            </table>
        </div>
    }
}

fn line(row: &FoundRow, compare: Callback<Template>) -> impl IntoView + use<> {
    let locale = use_library().locale.get();
    let (state, picture, label) = match row.is_efficient {
        true => ("ok", Picture::Ok, Label::SweepAll),
        false => ("suspended", Picture::Suspended, Label::SweepBeaten),
    };
    let template = row.template.clone();
    let description = format!("{} {}", Label::SweepCompare.get(locale), row.name);
    let cell = |label: Label, text: String| {
        view! {
            <td class="figure" data-label=label.get(locale)>
                {text}
            </td>
        }
    };
    view! {
        <tr>
            <th scope="row">{row.name.clone()}</th>
            <td>
                <span class="state" data-state=state>
                    <Icon picture=picture />
                    {label.get(locale)}
                </span>
            </td>
            {cell(Label::SweepAxisCost, row.cost.to_string())}
            {cell(Label::SweepAxisRpo, row.rpo.clone())}
            {cell(Label::SweepAxisBack, row.look_back.clone())}
            {cell(Label::SweepAxisRto, row.rto.clone())}
            {cell(Label::Points, row.kept.clone())}
            {cell(Label::SweepStored, row.stored.clone())}
            <td>
                <button
                    type="button"
                    class="link"
                    aria-label=description
                    on:click=move |_| compare.run(template.clone())
                >
                    {Label::SweepCompare.get(locale)}
                </button>
            </td>
        </tr>
    }
}

/// The days to choose from.
const RETENTIONS: [u32; 6] = [7, 14, 30, 90, 180, 365];
const ARCHIVES: [Option<u32>; 4] = [None, Some(14), Some(30), Some(60)];
