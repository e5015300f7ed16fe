//! Resource plans: those that were bought, and one to buy with what it costs and saves (ACC-08, BIL-16).

use engine::{
    billing::resource_plan::PlanKind,
    catalog::region::Region,
    command::Command,
    rejection::{Field as Place, Rejection},
    rule::Rule,
    simulation::Simulation,
    view::resource_plans::{self, PlanForm, PlanRow},
    words,
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        field::{Field, Hint},
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// The section, closed until it is wanted.
#[component]
pub fn ResourcePlans() -> impl IntoView {
    let library = use_library();
    let rows = library.view(
        |revisions| (revisions.fleet, revisions.points, revisions.clock),
        move |run| resource_plans::rows(run.world(), library.locale.get()),
    );
    let bought = move || {
        let rows = rows.get();
        if rows.is_empty() {
            return view! { <p class="hint">{t(Label::NoResourcePlans)}</p> }.into_any();
        }
        view! {
            <div class="table-frame">
                <table class="list" aria-label=t(Label::ResourcePlans)>
                    <thead>
                        <tr>
                            {[
                                Label::PlanKind,
                                Label::Region,
                                Label::PlanCapacity,
                                Label::PlanInUse,
                                Label::PlanSpan,
                            ]
                                .map(|label| view! { <th scope="col">{t(label)}</th> })}
                            <th scope="col" class="figure">
                                {t(Label::PlanPrice)}
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <details class="bill-section bill-more">
            <summary>
                <h2>{t(Label::ResourcePlans)}</h2>
            </summary>
            <p class="hint">
                {t(Label::ResourcePlansLead)} " " <RuleChip rule=Rule::Bil16 /> " "
                <RuleChip rule=Rule::Acc08 />
            </p>
            {dynamic(bought)}
            {dynamic(move || {
                library.number.track();
                view! { <Buy /> }
            })}
        </details>
    }
}

fn row(row: PlanRow) -> impl IntoView {
    let [from, until] = row.span;
    view! {
        <tr>
            <th scope="row">{row.kind}</th>
            <td>{row.region}</td>
            <td>{row.capacity}</td>
            <td>{row.used.map_or_else(|| t(Label::PlanEnded).into_any(), IntoAny::into_any)}</td>
            <td>{from} <br /> {until}</td>
            <td class="figure money">{row.price.to_string()}</td>
        </tr>
    }
}

/// The form of one to buy.
#[component]
fn Buy() -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let regions = library.read(|run| run.world().regions.clone());
    let form = RwSignal::new(library.read(|run| PlanForm::for_region(run.world(), library.region.get_untracked())));
    let moved = library.view(|revisions| (revisions.fleet, revisions.points), Simulation::now);
    let offer = Memo::new(move |_| {
        moved.with(|_| ());
        library.read(|run| form.with(|form| form.offer(run.world(), locale.get())))
    });
    let fault = move |place: Place| -> Signal<Option<Rejection>> {
        Signal::derive(move || offer.get().err().filter(|fault| fault.field == Some(place)))
    };
    let buy = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(offer) = offer.get_untracked() else { return };
        if library.dispatch(Command::BuyResourcePlan { order: offer.order }).is_ok() {
            library.toast(Label::PlanBought.get(locale.get_untracked()).to_owned(), Some(Rule::Acc08));
        }
    };
    let kind = move |kind: PlanKind| {
        view! {
            <option value=kind.api_name() selected=move || form.with(|form| form.kind == kind)>
                {move || words::plan_kind(kind, locale.get())}
            </option>
        }
    };
    let region = move |region: Region| {
        view! {
            <option value=region.id() selected=move || form.with(|form| form.region == region)>
                {move || region.name(locale.get())}
            </option>
        }
    };
    view! {
        <form class="pay" on:submit=buy novalidate>
            <div class="field">
                <label for="plan-kind">{t(Label::PlanKind)}</label>
                <select
                    id="plan-kind"
                    on:change=move |event| {
                        if let Some(kind) = PlanKind::parse(&event_target_value(&event)) {
                            form.update(|form| form.kind = kind);
                        }
                    }
                >
                    {PlanKind::ALL.map(kind)}
                </select>
            </div>
            <div class="field">
                <label for="plan-region">{t(Label::Region)}</label>
                <select
                    id="plan-region"
                    on:change=move |event| {
                        if let Some(region) = Region::parse(&event_target_value(&event)) {
                            form.update(|form| form.region = region);
                        }
                    }
                >
                    {regions.into_iter().map(region).collect_view()}
                </select>
            </div>
            <Field
                id="plan-capacity"
                label=Label::PlanCapacity
                hint=Hint::Said(resource_plans::capacity_hint)
                value=Signal::derive(move || form.with(|form| form.capacity.clone()))
                on_input=Callback::new(move |typed| form.update(|form| form.capacity = typed))
                fault=fault(Place::Capacity)
            />
            <Field
                id="plan-months"
                label=Label::PlanMonths
                hint=Hint::Said(resource_plans::months_hint)
                value=Signal::derive(move || form.with(|form| form.months.clone()))
                on_input=Callback::new(move |typed| form.update(|form| form.months = typed))
                fault=fault(Place::Months)
            />
            <button
                type="submit"
                class="primary"
                aria-disabled=move || offer.with(Result::is_err).then_some("true")
            >
                {t(Label::BuyPlan)}
            </button>
            <p class="offer" role="status">
                {dynamic(move || offer.get().ok().map(|offer| offer.text))}
            </p>
        </form>
    }
}
