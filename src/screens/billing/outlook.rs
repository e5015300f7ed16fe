//! Cost over time: the bill as columns, and as they will go on if nobody does anything else.

use engine::{
    billing::bill::Grouping,
    forecast::{FORECAST_DAYS_MAX, Forecast, Outlook},
    time::{Days, Timestamp},
    view::{
        bill::{self, BillRow, Span},
        bill_chart, format,
        policy_form::local_minute,
    },
};
use leptos::prelude::*;

use super::{columns::Columns, progress::Progress};
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::{
        slices::{Slices, Steps},
        use_library,
    },
    text::Label,
};

/// What a forecast found, and of which run it is: of the revision that the number stands for.
#[derive(Clone, Copy)]
struct Found {
    outlook: StoredValue<Option<Outlook>, LocalStorage>,
    arrived: RwSignal<u32>,
}

/// The section.
#[component]
pub fn CostOverTime(
    /// The span that the bill below is of.
    span: RwSignal<usize>,
) -> impl IntoView {
    let library = use_library();
    let found = Found { outlook: StoredValue::new_local(None), arrived: RwSignal::new(0) };
    // Whatever is done makes another future; time that passes as it was foreseen does not.
    let done = library.view(|revisions| *revisions, |run| run.journal().entries.len());
    Effect::new(move |before: Option<(u32, usize)>| {
        let present = (library.number.get(), done.get());
        if before.is_some_and(|before| before != present) {
            found.outlook.set_value(None);
            found.arrived.update(|times| *times += 1);
        }
        present
    });
    let hour = library.view(|revisions| revisions.clock, |run| run.now().clock_hour());
    let chart = Memo::new(move |_| {
        found.arrived.track();
        hour.with(|_| ());
        done.with(|_| ());
        library.number.track();
        let (span, locale) = (Span::ALL[span.get()], library.locale.get());
        let of_outlook = found.outlook.with_value(|outlook| {
            outlook.as_ref().map(|outlook| {
                let (now, from) = library.read(|run| (run.now(), span.bounds(run.world())[0]));
                bill_chart::chart(outlook.world(), [from, outlook.span().end], now, locale)
            })
        });
        of_outlook.unwrap_or_else(|| {
            library.read(|run| bill_chart::chart(run.world(), span.bounds(run.world()), run.now(), locale))
        })
    });
    view! {
        <section class="bill-section" aria-labelledby="cost-over-time">
            <h2 id="cost-over-time">{t(Label::CostOverTime)}</h2>
            <Ask found=found />
            <Columns chart=chart />
            {dynamic(move || {
                found.arrived.track();
                let locale = library.locale.get();
                found
                    .outlook
                    .with_value(|outlook| outlook.as_ref().map(|outlook| charged(outlook, locale)))
            })}
        </section>
    }
}

/// To which date, and the way there.
#[component]
fn Ask(found: Found) -> impl IntoView {
    let library = use_library();
    let slices = Slices::default();
    let day = move |days: u32| {
        library.read(|run| local_minute(run.now().plus_days(Days(days)), run.world().zone)[..10].to_owned())
    };
    let typed = RwSignal::new(day(365));
    let until = move || {
        let (zone, now) = library.read(|run| (run.world().zone, run.now()));
        let until = Timestamp::parse_rfc3339(&format!("{}T00:00:00{zone}", typed.get())).ok()?;
        (until > now && until <= now.plus_days(FORECAST_DAYS_MAX)).then_some(until)
    };
    let begin = move |until: Timestamp| {
        let forecast = library.read(|run| Forecast::begin(run, until));
        let steps = Steps {
            step: |forecast: &mut Forecast, events| forecast.step(events).then_some(()),
            percent: |forecast| {
                let (done, all) = forecast.progress();
                u8::try_from(100 * done.0 / all.0.max(1)).unwrap_or(100)
            },
        };
        slices.start(forecast, steps, move |forecast, ()| {
            found.outlook.set_value(Some(forecast.finish()));
            found.arrived.update(|times| *times += 1);
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(until) = until() {
            begin(until);
        }
    };
    let preset = move |days: u32| {
        typed.set(day(days));
        if let Some(until) = until() {
            begin(until);
        }
    };
    view! {
        <form class="forecast" on:submit=submit novalidate>
            <div class="field" data-invalid=move || until().is_none().then_some("true")>
                <label for="forecast-to">{t(Label::ForecastTo)}</label>
                <input
                    id="forecast-to"
                    type="date"
                    prop:value=typed
                    aria-describedby="forecast-fault"
                    aria-invalid=move || until().is_none().then_some("true")
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <p class="field-error" id="forecast-fault">
                    {dynamic(move || {
                        until()
                            .is_none()
                            .then(|| {
                                view! {
                                    <Icon picture=Picture::Failed />
                                    <span>{t(Label::ForecastFault)}</span>
                                }
                            })
                    })}
                </p>
            </div>
            <button
                type="submit"
                class="primary"
                aria-disabled=move || until().is_none().then_some("true")
            >
                {t(Label::Forecast)}
            </button>
            <div class="choices">
                {[90, 365, 1_095]
                    .map(|days| {
                        view! {
                            <button type="button" on:click=move |_| preset(days)>
                                "+"
                                {dynamic(move || format::days(Days(days), library.locale.get()))}
                            </button>
                        }
                    })}
            </div>
            <Progress slices=slices label=Label::ForecastPlaying />
        </form>
    }
}

/// What will be charged until then, by cause.
fn charged(outlook: &Outlook, locale: engine::locale::Locale) -> impl IntoView + use<> {
    let world = outlook.world();
    let span = outlook.span();
    let view = bill::bill(world, [span.start, span.end], Grouping::Cause, locale);
    let [from, until] = [span.start, span.end].map(|at| format::date_time(at, world.zone, locale));
    let line = |row: BillRow| {
        view! {
            <li>
                <strong class="money">{row.amount.to_string()}</strong>
                <span>{row.name} ", " {row.region} <br /> <small>{row.why}</small></span>
                <RuleChip rule=row.rule />
            </li>
        }
    };
    view! {
        <div class="forecast-found" role="status">
            <p>
                {t(Label::ForecastLead)} " "
                <strong class="money">{format!("CNY {}", view.total)}</strong> " "
                <small>{from} " – " {until}</small>
            </p>
            <ul class="forecast-lines">{view.rows.into_iter().map(line).collect_view()}</ul>
        </div>
    }
}
