//! Which regions are out of order, at the top of every screen until they are back (MDL-16).

use engine::{
    rule::Rule,
    view::{format, incidents},
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{dynamic::dynamic, rule_chip::RuleChip},
    library::use_library,
    route::Route,
    text::Label,
};

/// The banner; it is read out when a region falls out of order.
#[component]
pub fn Outage() -> impl IntoView {
    let library = use_library();
    let outages = library.view(|revisions| revisions.fleet, |run| incidents::outages(run.world()));
    let sentences = Memo::new(move |_| {
        let (zone, locale) = (library.read(|run| run.world().zone), library.locale.get());
        let sentence = |(region, until): (engine::catalog::region::Region, _)| {
            let until = format::date_time(until, zone, locale);
            format!("{} {} {until}", region.name(locale), Label::OutOfOrder.get(locale))
        };
        outages.get().into_iter().map(sentence).collect::<Vec<_>>()
    });
    let banner = move || {
        let sentences = sentences.get();
        (!sentences.is_empty()).then(|| {
            let line = |sentence: String| view! { <strong>{sentence}</strong> };
            view! {
                <div class="notice overdue" data-tone="failed">
                    <p>
                        {sentences.into_iter().map(line).collect_view()} " "
                        <RuleChip rule=Rule::Mdl16 />
                    </p>
                    <a href=Route::Incidents.to_string()>{t(Label::Incidents)}</a>
                </div>
            }
        })
    };
    view! {
        <p class="visually-hidden" role="alert">
            {move || sentences.with(|sentences| sentences.join(" "))}
        </p>
        {dynamic(banner)}
    }
}
