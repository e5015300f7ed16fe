//! One of two branches: what it kept of an instance, what made the difference, and what was done in it alone.

use engine::{
    id::InstanceId,
    simulation::Simulation,
    view::{
        actions::ActionRow,
        compare::{Comparison, Differing},
        format,
        history::{self, HistoryView},
    },
};
use leptos::prelude::*;

use super::play::Side;
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::{Library, use_library},
    screens::instances::{
        chart::{Chart, Looking},
        history::legend,
    },
    text::Label,
};

/// The branch.
#[component]
pub fn SideCard(
    /// Which.
    side: Side,
    /// Whether it is the first or the second.
    place: usize,
    /// What both kept of the instance that is looked at.
    histories: Memo<[Option<HistoryView>; 2]>,
    /// Counts up when there is something new to draw.
    drawn: RwSignal<u32>,
    /// What both come to.
    comparison: Memo<Option<Comparison>>,
    /// What was done differently.
    differing: Memo<Option<Differing>>,
) -> impl IntoView {
    let library = use_library();
    let id = format!("side-{place}");
    let labelled_by = id.clone();
    let name = move || {
        library.branched.track();
        let [name, _] = super::tables::names(library, [side.branch; 2]);
        name
    };
    let go = move |_| {
        leptos::task::spawn_local(async move {
            if let Err(problem) = library.switch_to(side.branch).await {
                library.refuse(&problem.into());
            }
        });
    };
    let is_present = Memo::new(move |_| {
        library.branched.track();
        library.number.track();
        side.is_present()
    });
    let view = Memo::new(move |_| histories.with(|both| both[place].clone()));
    view! {
        <section class="compare-side" aria-labelledby=labelled_by>
            <header>
                <h2 id=id>
                    <Icon picture=Picture::Branch />
                    {dynamic(name)}
                </h2>
                {dynamic(move || {
                    if is_present.get() {
                        view! { <span class="badge">{t(Label::BranchPresent)}</span> }.into_any()
                    } else {
                        view! {
                            <button type="button" on:click=go>
                                {t(Label::GoToThisBranch)}
                            </button>
                        }
                            .into_any()
                    }
                })}
            </header>
            {dynamic(move || {
                drawn.track();
                stand(side, library)
            })}
            <Show when=move || view.with(Option::is_some)>
                <History view=view />
            </Show>
            {dynamic(move || {
                comparison
                    .with(|comparison| {
                        comparison.as_ref().map(|comparison| notes(comparison, place))
                    })
            })}
            <h3>{t(Label::DoneDifferently)}</h3>
            {dynamic(move || {
                differing
                    .with(|differing| {
                        differing.as_ref().map(|differing| done(differing, place, library))
                    })
            })}
        </section>
    }
}

/// What each kept of an instance, on one axis.
pub fn histories(sides: [Side; 2], subject: Option<&InstanceId>) -> [Option<HistoryView>; 2] {
    let of = |side: Side| {
        let subject = subject?;
        let read = |run: &Simulation| {
            let found = run.world().instance(subject).ok()?;
            Some(history::history(run.world(), found))
        };
        side.read(read)?
    };
    let mut both = sides.map(of);
    let mut there: Vec<_> = both.iter_mut().flatten().collect();
    history::on_one_axis(&mut there);
    both
}

/// Where it stands, and whether that is beyond where it came to.
fn stand(side: Side, library: Library) -> Option<impl IntoView> {
    let locale = library.locale.get();
    let at = side.now()?;
    let zone = library.read(|run| run.world().zone);
    let reached = library.read_timeline(|timeline| timeline.branch(side.branch)).ok()?.reached;
    let beyond = (at > reached).then(|| {
        let text = Label::CompareBeyond.get(locale).replace("{}", &format::date_time(reached, zone, locale));
        view! { <p class="hint">{text}</p> }
    });
    let parted = side.parted.get().then(|| {
        let problem = engine::rejection::TimelineProblem::BranchParts { name: side.branch.to_string() };
        let text = engine::words::rejection(&engine::rejection::Problem::from(problem).into(), locale);
        view! { <p class="notice">{text}</p> }
    });
    Some(view! {
        <p class="compare-at">{format::weekday_date_time(at, zone, locale)}</p>
        {beyond}
        {parted}
    })
}

/// The retention chart of the instance, with what its marks mean.
#[component]
fn History(view: Memo<Option<HistoryView>>) -> impl IntoView {
    let looking = Looking::new(view, Memo::new(|_| None), Callback::new(|_| ()));
    view! {
        {dynamic(move || {
            looking.read_all(|view| (!view.own.points.is_empty()).then(|| legend(view))).flatten()
        })}
        <Show
            when=move || { looking.all() > 0 }
            fallback=move || view! { <p class="empty">{t(Label::NoPoints)}</p> }
        >
            <Chart looking=looking />
        </Show>
    }
}

/// What made the difference.
fn notes(comparison: &Comparison, place: usize) -> Option<impl IntoView + use<>> {
    let notes = &comparison.notes[place];
    let note = |(text, rule): &(String, engine::rule::Rule)| {
        view! {
            <li>
                <RuleChip rule=*rule />
                <span>{text.clone()}</span>
            </li>
        }
    };
    (!notes.is_empty()).then(|| {
        view! {
            <h3>{t(Label::MadeTheDifference)}</h3>
            <ul class="reasons">{notes.iter().map(note).collect_view()}</ul>
        }
    })
}

/// What was done in this branch and not in the other.
fn done(differing: &Differing, place: usize, library: Library) -> impl IntoView + use<> {
    let locale = library.locale.get();
    let zone = library.read(|run| run.world().zone);
    let action = |row: &ActionRow| {
        let ahead = row.is_ahead.then(|| {
            view! {
                " "
                <span class="badge">{t(Label::CompareYetToCome)}</span>
            }
        });
        view! {
            <li>
                <time>{format::date_time(row.at, zone, locale)}</time>
                <span>{row.text.clone()} {ahead}</span>
            </li>
        }
    };
    let own = &differing.own[place];
    if own.is_empty() {
        return view! { <p>{t(Label::NothingDoneOtherwise)}</p> }.into_any();
    }
    let more = differing.more[place];
    let more = (more > 0).then(|| {
        let text = Label::AndMore.get(locale).replace("{}", &format::count(more as u64));
        view! { <p>{text}</p> }
    });
    view! {
        <ol class="compare-actions">{own.iter().map(action).collect_view()}</ol>
        {more}
    }
    .into_any()
}
