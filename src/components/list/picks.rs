//! Several rows at once: a check box in each row and one for all of the page, and what can be done with those picked.

use std::sync::Arc;

use engine::{locale::Locale, simulation::Simulation, view::bulk};
use leptos::{html, prelude::*};

use super::Picks;
use crate::{
    app::t,
    components::dynamic::{Row, dynamic},
    library::use_library,
    text::Label,
};

/// What of the run says what is done with the rows of certain keys.
type Judge = Arc<dyn Fn(&Simulation, &[String], Locale) -> bulk::Bulk + Send + Sync>;

/// Something to do with the rows that are picked.
#[derive(Clone)]
pub struct Deed {
    label: Label,
    judge: Judge,
    act: Callback<bulk::Bulk>,
}

impl Deed {
    /// `judge` says with which rows it can be done; `act` does it, or asks first.
    pub fn new(
        label: Label,
        judge: impl Fn(&Simulation, &[String], Locale) -> bulk::Bulk + Send + Sync + 'static,
        act: impl Fn(bulk::Bulk) + Send + Sync + 'static,
    ) -> Self {
        Self { label, judge: Arc::new(judge), act: Callback::new(act) }
    }

    /// What it comes to with the rows that are picked now.
    fn judged(&self, picks: Picks) -> Memo<bulk::Bulk> {
        let library = use_library();
        let judge = Arc::clone(&self.judge);
        Memo::new(move |_| {
            library.revisions.track();
            library.region.track();
            library.account.track();
            let locale = library.locale.get();
            picks.0.with(|keys| library.read(|run| judge(run, keys, locale)))
        })
    }
}

impl Picks {
    /// Picks none any more.
    pub fn clear(self) {
        self.0.set(Vec::new());
    }

    /// The keys of what is picked.
    pub fn keys(self) -> Vec<String> {
        self.0.get_untracked()
    }

    fn has(self, key: &str) -> bool {
        self.0.with(|keys| keys.iter().any(|picked| picked == key))
    }

    fn set(self, key: &str, on: bool) {
        self.0.update(|keys| {
            keys.retain(|picked| picked != key);
            if on {
                keys.push(key.to_owned());
            }
        });
    }
}

/// The check box of a row.
pub fn pick(picks: Picks, key: String, name: Signal<String>) -> AnyView {
    let locale = use_library().locale;
    let label = move || format!("{} {}", Label::Pick.get(locale.get()), name.get());
    let is_on = {
        let key = key.clone();
        move || picks.has(&key)
    };
    view! {
        <input
            type="checkbox"
            aria-label=label
            prop:checked=is_on
            on:change=move |event| picks.set(&key, event_target_checked(&event))
        />
    }
    .into_any()
}

/// The check box for all rows of the page: half checked where some are picked.
pub fn pick_all(picks: Picks, rows: Signal<Vec<Row>>) -> AnyView {
    let node: NodeRef<html::Input> = NodeRef::new();
    let counts =
        Memo::new(move |_| rows.with(|rows| (rows.iter().filter(|(key, _)| picks.has(key)).count(), rows.len())));
    Effect::new(move |_| {
        let (picked, all) = counts.get();
        if let Some(node) = node.get() {
            node.set_indeterminate(picked > 0 && picked < all);
        }
    });
    let change = move |event| {
        let on = event_target_checked(&event);
        for (key, _) in rows.get_untracked() {
            picks.set(&key, on);
        }
    };
    view! {
        <span class="pick">
            <input
                type="checkbox"
                node_ref=node
                aria-label=t(Label::PickAll)
                prop:checked=move || {
                    let (picked, all) = counts.get();
                    all > 0 && picked == all
                }
                on:change=change
            />
        </span>
    }
    .into_any()
}

/// How many are picked and what can be done with them; nothing while none is.
pub fn bar(picks: Picks, deeds: Vec<Deed>) -> AnyView {
    let judged: Vec<_> = deeds.into_iter().map(|deed| (deed.judged(picks), deed)).collect();
    // Rows that have gone are no longer picked; each deed is judged by all that are there.
    let first = judged.first().map(|(bulk, _)| *bulk);
    let count = Memo::new(move |_| first.map_or(0, |bulk| bulk.with(bulk::Bulk::rows)));
    let some = Memo::new(move |_| count.get() > 0);
    let buttons = move || judged.iter().map(|(bulk, deed)| button(*bulk, deed.clone())).collect_view();
    dynamic(move || {
        some.get().then(|| {
            view! {
                <div class="bulk" role="group" aria-label=t(Label::PickedRows)>
                    <strong role="status">
                        {dynamic(move || count.get())} " " {t(Label::Selected)}
                    </strong>
                    <button type="button" class="link" on:click=move |_| picks.clear()>
                        {t(Label::PickNone)}
                    </button>
                    {buttons()}
                </div>
            }
        })
    })
    .into_any()
}

/// A button that tells with how many rows it does something, where that is not all, and why with none.
fn button(bulk: Memo<bulk::Bulk>, deed: Deed) -> AnyView {
    let Deed { label, act, .. } = deed;
    let why_not = move || bulk.with(|bulk| bulk.obstacle().map(|why| why.text.clone()));
    let some = move || {
        bulk.with(|bulk| {
            (!bulk.names.is_empty() && !bulk.left_out.is_empty()).then(|| format!(" ({})", bulk.names.len()))
        })
    };
    let press = move |_| {
        let bulk = bulk.get_untracked();
        if bulk.obstacle().is_none() {
            act.run(bulk);
        }
    };
    view! {
        <button
            type="button"
            aria-disabled=move || why_not().map(|_| "true")
            aria-description=why_not
            title=why_not
            on:click=press
        >
            {t(label)}
            {dynamic(some)}
        </button>
    }
    .into_any()
}
