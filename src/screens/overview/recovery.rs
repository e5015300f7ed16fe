//! Could I recover right now? The newest point of each instance against its schedule.

use engine::view::{
    format,
    overview::{OverviewView, RecoveryRow, State},
};
use leptos::prelude::*;

use super::protection::Bar;
use crate::{
    app::t,
    components::{
        dynamic::{Rows, dynamic, row},
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::use_library,
    route::Route,
    text::Label,
};

/// The card.
#[component]
pub fn RecoveryCard(
    /// The overview.
    view: Memo<OverviewView>,
) -> impl IntoView {
    let locale = use_library().locale;
    let counts =
        Memo::new(move |_| view.with(|view| (view.recovery.on_target, view.recovery.instances, view.recovery.more)));
    let lines = Signal::derive(move || {
        let ids = view.with(|view| view.recovery.rows.iter().map(|row| row.instance.clone()).collect::<Vec<_>>());
        let keyed = ids.into_iter().map(|id| {
            let of = id.clone();
            row(id, move || {
                let of = of.clone();
                let found = Memo::new(move |_| {
                    view.with(|view| view.recovery.rows.iter().find(|row| row.instance == of).cloned())
                });
                view! { <Line found=found view=view /> }
            })
        });
        keyed.collect()
    });
    view! {
        <section class="overview-card" aria-labelledby="can-recover">
            <h2 id="can-recover">{t(Label::CanRecover)}</h2>
            <p>
                <strong class="overview-figure">
                    {dynamic(move || format::count(counts.get().0 as u64))}
                </strong>
                " "
                {dynamic(move || {
                    let all = format::count(counts.get().1 as u64);
                    Label::OfInstances.get(locale.get()).replace("{}", &all)
                })}
                {t(Label::Comma)}
                {t(Label::AsScheduled)}
            </p>
            <p class="hint">{t(Label::CanRecoverHint)}</p>
            <Show when=move || counts.with(|(_, all, _)| *all > 0)>
                <table class="recovery" aria-labelledby="can-recover">
                    <thead>
                        <tr>
                            <th scope="col">{t(Label::EcsInstance)}</th>
                            <th scope="col" class="figure">
                                {t(Label::NewestAge)}
                            </th>
                            <td></td>
                            <th scope="col">{t(Label::Promised)}</th>
                            <th scope="col">{t(Label::StateNow)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <Rows rows=lines />
                    </tbody>
                </table>
            </Show>
            {dynamic(move || {
                let (_, _, more) = counts.get();
                (more > 0)
                    .then(|| {
                        let text = Label::AndMore
                            .get(locale.get())
                            .replace("{}", &format::count(more as u64));
                        view! {
                            <p>
                                <a href=Route::HOME.to_string()>{text}</a>
                            </p>
                        }
                    })
            })}
        </section>
    }
}

/// One instance. The parts that the clock moves are made anew, the row stays.
#[component]
fn Line(found: Memo<Option<RecoveryRow>>, view: Memo<OverviewView>) -> impl IntoView {
    let locale = use_library().locale;
    let zone = view.with_untracked(|view| view.zone);
    let head = found.get_untracked().map(|row| {
        let to = Route::Instances { open: Some(row.instance.clone()), point: None }.to_string();
        let region = view.with_untracked(|view| view.recovery.spans_regions()).then(|| {
            view! {
                " "
                <small>{dynamic(move || row.region.name(locale.get()))}</small>
            }
        });
        view! {
            <a href=to>{row.name.clone()}</a>
            {region}
        }
    });
    let part = move |part: fn(&RecoveryRow, engine::locale::Locale) -> Option<String>| {
        dynamic(move || found.with(|row| row.as_ref().and_then(|row| part(row, locale.get()))))
    };
    let bar = move || {
        let row = found.get()?;
        let tone = if row.state == State::OnTarget { "ok" } else { "failed" };
        row.fill().map(|width| view! { <Bar width=width mark=Some(500) tone=tone /> })
    };
    let state = move || {
        let row = found.get()?;
        let (state, picture) = match row.state {
            State::OnTarget => ("ok", Picture::Ok),
            State::Late => ("failed", Picture::Failed),
            State::Waiting => ("running", Picture::Running),
            State::Lost | State::Nothing => ("failed", Picture::Close),
            State::Ageing => ("suspended", Picture::Suspended),
        };
        Some(view! {
            <span class="state" data-state=state>
                <Icon picture=picture />
                {row.text(zone, locale.get())}
            </span>
            <RuleChip rule=row.rule />
            {row.way(locale.get()).map(|way| view! { <small class="recovery-way">{way}</small> })}
        })
    };
    let shown = Memo::new(move |_| {
        found.with(|row| row.as_ref().map(|row| (row.state, row.rule, row.next_run, row.way(locale.get()))))
    });
    view! {
        <tr>
            <th scope="row">{head}</th>
            <td class="figure">
                {part(|row, locale| {
                    row.newest.as_ref().map(|(_, age)| format::span(*age, locale))
                })}
            </td>
            <td>{dynamic(bar)}</td>
            <td class="figure">
                {part(|row, locale| {
                    let span = format::span(row.promised?, locale);
                    Some(format!("{} {span}", Label::EveryAtMost.get(locale)))
                })}
            </td>
            <td>
                {dynamic(move || {
                    shown.with(|_| ());
                    locale.track();
                    untrack(state)
                })}
            </td>
        </tr>
    }
}
