//! The branches of the run, and its actions back and forth.

use engine::{
    rejection::Problem,
    timeline::{BranchId, BranchRow},
    view::format,
    words,
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dialog::{Confirm, Dialog},
        dynamic::{Rows, dynamic, row},
        field::{Field, Hint},
        icon::{Icon, Picture},
    },
    library::{Library, use_library},
    text::Label,
};

/// Whether the dialog is open.
#[derive(Clone, Copy)]
pub struct BranchesOpen(pub RwSignal<bool>);

/// Takes back the last action, and says so.
pub fn undo(library: Library) {
    if library.undo().is_some() {
        library.toast(Label::Undone.get(library.locale.get_untracked()).to_owned(), None);
    }
}

/// Gives the next action again, and says so.
pub fn redo(library: Library) {
    let redone = match library.redo() {
        Ok(Some(_)) => Label::Redone,
        Ok(None) => Label::RedoneAll,
        Err(rejection) => return library.refuse(&rejection),
    };
    library.toast(redone.get(library.locale.get_untracked()).to_owned(), None);
}

/// What people call a branch: the name it was given, or its number.
pub fn name(branch: &BranchRow, locale: engine::locale::Locale) -> String {
    let number = || format!("{} {}", Label::Branch.get(locale), branch.id.number());
    branch.name.clone().unwrap_or_else(number)
}

/// Undo and redo.
#[component]
pub fn Steps() -> impl IntoView {
    let library = use_library();
    let moved = move || {
        library.number.track();
        library.revisions.track();
    };
    let can_undo = Memo::new(move |_| {
        moved();
        library.read_timeline(|timeline| timeline.last_command().is_some())
    });
    let can_redo = Memo::new(move |_| {
        moved();
        library.read_timeline(|timeline| timeline.reached() > timeline.run().now() || timeline.next_command().is_some())
    });
    let button = move |label: Label, nothing: Label, picture, can: Memo<bool>, deed: fn(Library)| {
        let act = move |_| {
            if can.get_untracked() {
                deed(library);
            }
        };
        let name = move || {
            let locale = library.locale.get();
            if can.get() { label.get(locale) } else { nothing.get(locale) }
        };
        view! {
            <button
                type="button"
                aria-label=t(label)
                title=name
                aria-description=move || (!can.get()).then(name)
                aria-disabled=move || (!can.get()).then_some("true")
                on:click=act
            >
                <Icon picture=picture />
            </button>
        }
    };
    view! {
        {button(Label::Undo, Label::NothingToUndo, Picture::Undo, can_undo, undo)}
        {button(Label::Redo, Label::NothingToRedo, Picture::Redo, can_redo, redo)}
    }
}

/// The way to the branches.
#[component]
pub fn BranchesButton() -> impl IntoView {
    let library = use_library();
    let open = expect_context::<BranchesOpen>().0;
    let count = Memo::new(move |_| {
        library.number.track();
        library.branched.track();
        library.read_timeline(|timeline| timeline.others().len() + 1)
    });
    view! {
        <button type="button" class="branches-of-run" on:click=move |_| open.set(true)>
            <Icon picture=Picture::Branch />
            <span>{t(Label::Branches)}</span>
            {dynamic(move || (count.get() > 1).then(|| format!(" {}", count.get())))}
        </button>
    }
}

/// The dialog: all branches, and another one from here.
#[component]
pub fn Branches() -> impl IntoView {
    let open = expect_context::<BranchesOpen>().0;
    view! {
        <Dialog open=open title=Label::Branches>
            <p>{t(Label::BranchesLead)}</p>
            <List open=open />
            <Fork />
        </Dialog>
    }
}

#[component]
fn List(open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let asked = RwSignal::new(None::<BranchId>);
    let asking = RwSignal::new(false);
    let remove = Callback::new(move |()| {
        if let Some(id) = asked.get_untracked() {
            say(library, library.remove_branch(id));
        }
    });
    let ask = Callback::new(move |id| {
        asked.set(Some(id));
        asking.set(true);
    });
    let lines = Signal::derive(move || {
        library.number.track();
        library.branched.track();
        library.revisions.track();
        let line = |branch: BranchRow| {
            let key = format!("{branch:?} {}", library.locale.get().tag());
            row(key, move || view! { <Line branch=branch.clone() open=open ask=ask /> })
        };
        library.branches().into_iter().map(line).collect()
    });
    view! {
        <ul class="branches" aria-label=t(Label::Branches)>
            <Rows rows=lines />
        </ul>
        <Confirm
            open=asking
            title=Label::RemoveBranch
            consequence=Label::RemoveBranchConfirm
            on_confirm=remove
        />
    }
}

/// One branch: what it is called, where it stands, and the way there.
#[component]
fn Line(branch: BranchRow, open: RwSignal<bool>, ask: Callback<BranchId>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale.get_untracked();
    let zone = library.read(|run| run.world().zone);
    let fact = |label: Label, text: String| format!("{}{}{text}", label.get(locale), Label::Colon.get(locale));
    let at = |label, at| fact(label, format::date_time(at, zone, locale));
    let ahead = (branch.reached > branch.now).then(|| at(Label::BranchReached, branch.reached));
    let facts = [
        Some(at(Label::BranchStandsAt, branch.now)),
        ahead,
        Some(fact(Label::BranchCommands, branch.commands.to_string())),
        branch.fork.map(|fork| at(Label::BranchForkedAt, fork.at)),
    ];
    let facts = facts.into_iter().flatten().map(|fact| view! { <span>{fact}</span> }).collect_view();
    let id = branch.id;
    let go = move |_| {
        open.set(false);
        leptos::task::spawn_local(async move { say(library, library.switch_to(id).await) });
    };
    let deeds = if branch.is_present {
        view! { <span class="badge">{t(Label::BranchPresent)}</span> }.into_any()
    } else {
        view! {
            <button type="button" class="link" on:click=go>
                {t(Label::GoToBranch)}
            </button>
            <button type="button" class="link" on:click=move |_| ask.run(id)>
                {t(Label::RemoveBranch)}
            </button>
        }
        .into_any()
    };
    view! {
        <li aria-current=branch.is_present.then_some("true")>
            <strong>{name(&branch, locale)}</strong>
            <span class="branch-deeds">{deeds}</span>
            <small>{facts}</small>
        </li>
    }
}

/// Another branch from here.
#[component]
fn Fork() -> impl IntoView {
    let library = use_library();
    let typed = RwSignal::new(String::new());
    let fork = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let forked = library.fork(&typed.get_untracked());
        if forked.is_ok() {
            typed.set(String::new());
        }
        say(library, forked);
    };
    view! {
        <form class="fork" on:submit=fork novalidate>
            <Field
                id="branch-name"
                label=Label::BranchName
                hint=Hint::Said(words::branch_name_hint)
                value=typed.into()
                on_input=Callback::new(move |text| typed.set(text))
                fault=Signal::stored(None)
            />
            <button type="submit">{t(Label::ForkHere)}</button>
        </form>
    }
}

/// Says what was refused.
fn say<T>(library: Library, outcome: Result<T, Problem>) {
    if let Err(problem) = outcome {
        library.refuse(&problem.into());
    }
}
