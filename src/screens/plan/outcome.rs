//! What a rehearsal comes to: a sentence, what to know before it is saved, points kind by kind, and money.

use engine::{
    locale::Locale,
    view::{
        format,
        rehearsal::{self, Card, CostRow, Figure, RehearsalView},
    },
};
use leptos::prelude::*;

use super::use_planning;
use crate::{
    app::t,
    components::{dynamic::dynamic, rule_chip::RuleChip},
    library::use_library,
    text::Label,
};

/// The figures.
#[component]
pub(super) fn Figures() -> impl IntoView {
    let planning = use_planning();
    let library = use_library();
    let shown = Memo::new(move |_| {
        let locale = library.locale.get();
        planning.read(|planned, today| rehearsal::view(planned, today, locale))
    });
    let part = move |draw: fn(&RehearsalView, Locale) -> AnyView| {
        dynamic(move || shown.with(|shown| shown.as_ref().map(|shown| draw(shown, library.locale.get()))))
    };
    view! {
        <section class="plan-outcome" aria-labelledby="plan-totals">
            {part(said)}
            <h2 id="plan-totals">{t(Label::PlanTotals)}</h2>
            {part(cards)}
            <h2>{t(Label::PlanCost)}</h2>
            {part(costs)}
        </section>
    }
}

fn said(shown: &RehearsalView, _: Locale) -> AnyView {
    let warning = |(text, rule): &(String, engine::rule::Rule)| {
        view! {
            <li>
                <RuleChip rule=*rule />
                <span>{text.clone()}</span>
            </li>
        }
    };
    let warnings = (!shown.warnings.is_empty())
        .then(|| view! { <ul class="reasons plan-warnings">{shown.warnings.iter().map(warning).collect_view()}</ul> });
    view! {
        <p class="plan-headline" role="status">
            {shown.headline.clone()}
        </p>
        {warnings}
    }
    .into_any()
}

fn cards(shown: &RehearsalView, locale: Locale) -> AnyView {
    let card = |card: &Card| {
        let figure = |figure: Figure| format::count(figure.count);
        let difference = card.difference.clone().map(|difference| view! { <span class="badge">{difference}</span> });
        let mark = card.kind.map(engine::rehearsal::Kind::api_name);
        view! {
            <li data-kind=mark>
                <h3>{card.name} {card.rule.map(|rule| view! { <RuleChip rule=rule /> })}</h3>
                <p class="plan-figure">
                    <strong>{figure(card.proposal)}</strong>
                    " "
                    <small>{card.proposal.size.map(format::size)}</small>
                </p>
                <p>
                    <small>
                        {Label::PlanAsToday.get(locale)} {Label::Colon.get(locale)}
                        {figure(card.today)}
                    </small>
                    " "
                    {difference}
                </p>
            </li>
        }
    };
    view! { <ul class="plan-cards">{shown.cards.iter().map(card).collect_view()}</ul> }.into_any()
}

fn costs(shown: &RehearsalView, locale: Locale) -> AnyView {
    let line = |row: &CostRow| {
        let label = |label: Label| label.get(locale);
        view! {
            <tr>
                <th scope="row">
                    {row.name} {row.rule.map(|rule| view! { <RuleChip rule=rule /> })}
                </th>
                <td class="figure money" data-label=label(Label::PlanWith)>
                    {row.proposal.to_string()}
                </td>
                <td class="figure money" data-label=label(Label::PlanAsToday)>
                    {row.today.to_string()}
                </td>
                <td class="figure" data-label=label(Label::CompareDifference)>
                    {row.difference.clone()}
                </td>
            </tr>
        }
    };
    let head = [Label::BillableItem, Label::PlanWith, Label::PlanAsToday, Label::CompareDifference];
    let head = head.into_iter().enumerate().map(|(place, label)| {
        view! {
            <th scope="col" class=(place > 0).then_some("figure")>
                {label.get(locale)}
            </th>
        }
    });
    view! {
        <p class="hint">{Label::PricesAreIllustrative.get(locale)}</p>
        <div class="table-frame">
            <table class="list plan-costs" aria-label=Label::PlanCost.get(locale)>
                <thead>
                    <tr>{head.collect_view()}</tr>
                </thead>
                <tbody>{shown.costs.iter().map(line).collect_view()} {line(&shown.total)}</tbody>
            </table>
        </div>
    }
    .into_any()
}
