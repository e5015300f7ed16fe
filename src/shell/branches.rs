//! The branches of the run, and its actions back and forth.

use engine::{
    command::Command,
    rejection::Problem,
    timeline::{BranchId, BranchRow, Timeline},
    view::{actions, format},
    words,
};
use leptos::{html, prelude::*};

use crate::{
    app::t,
    components::{
        dialog::{Confirm, Dialog},
        dynamic::{Rows, dynamic, row},
        field::{Field, Hint},
        icon::{Icon, Picture},
    },
    library::{Library, use_library},
    route::Route,
    text::Label,
};

/// Whether the dialog is open.
#[derive(Clone, Copy)]
pub struct BranchesOpen(pub RwSignal<bool>);

/// Takes back the last action, and says which.
pub fn undo(library: Library) {
    if let Some(command) = library.undo() {
        say_done(library, Label::Undone, &command);
    }
}

/// Gives the next action again, and says which.
pub fn redo(library: Library) {
    match library.redo() {
        Ok(Some(command)) => say_done(library, Label::Redone, &command),
        Ok(None) => library.toast(Label::RedoneAll.get(library.locale.get_untracked()).to_owned(), None),
        Err(rejection) => library.refuse(&rejection),
    }
}

fn say_done(library: Library, label: Label, command: &Command) {
    let locale = library.locale.get_untracked();
    let what = library.read(|run| words::command(run.world(), command, locale));
    library.toast(label.get(locale).replace("{}", &what), None);
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
    // What each would do, in words; nothing where there is nothing to do.
    let what_to_undo = Memo::new(move |_| {
        moved();
        let locale = library.locale.get();
        let last = library.read_timeline(|timeline| actions::last(timeline, locale))?;
        Some(format!("{}{}{last}", Label::Undo.get(locale), Label::Colon.get(locale)))
    });
    let what_to_redo = Memo::new(move |_| {
        moved();
        let locale = library.locale.get();
        library.read_timeline(|timeline| {
            let next = actions::next(timeline, locale);
            let next = next.map(|next| format!("{}{}{next}", Label::Redo.get(locale), Label::Colon.get(locale)));
            let time_is_left = timeline.reached() > timeline.run().now();
            next.or_else(|| time_is_left.then(|| Label::RedoTime.get(locale).to_owned()))
        })
    });
    let button = move |label: Label, nothing: Label, picture, what: Memo<Option<String>>, deed: fn(Library)| {
        let can = Memo::new(move |_| what.with(Option::is_some));
        let act = move |_| {
            if can.get_untracked() {
                deed(library);
            }
        };
        let title = move || what.get().unwrap_or_else(|| nothing.get(library.locale.get()).to_owned());
        view! {
            <button
                type="button"
                aria-label=t(label)
                title=title
                aria-description=title
                aria-disabled=move || (!can.get()).then_some("true")
                on:click=act
            >
                <Icon picture=picture />
            </button>
        }
    };
    view! {
        {button(Label::Undo, Label::NothingToUndo, Picture::Undo, what_to_undo, undo)}
        {button(Label::Redo, Label::NothingToRedo, Picture::Redo, what_to_redo, redo)}
    }
}

/// The way to the branches.
#[component]
pub fn BranchesButton() -> impl IntoView {
    let library = use_library();
    let open = expect_context::<BranchesOpen>().0;
    let shown = Memo::new(move |_| {
        library.number.track();
        library.branched.track();
        let rows = library.branches();
        let present = rows.iter().find(|row| row.is_present).map(|row| name(row, library.locale.get()));
        (present.unwrap_or_default(), rows.len() - 1)
    });
    view! {
        <button
            type="button"
            class="branches-of-run"
            aria-label=move || {
                let locale = library.locale.get();
                let (present, others) = shown.get();
                let name = format!(
                    "{}{}{present}",
                    Label::Branches.get(locale),
                    Label::Colon.get(locale),
                );
                if others > 0 { format!("{name} + {others}") } else { name }
            }
            on:click=move |_| open.set(true)
        >
            <Icon picture=Picture::Branch />
            <span class="branch-name">
                {dynamic(move || shown.with(|(present, _)| present.clone()))}
            </span>
            {dynamic(move || {
                let others = shown.with(|(_, others)| *others);
                (others > 0).then(|| view! { <small>{format!("+ {others}")}</small> })
            })}
        </button>
    }
}

/// The dialog: all branches, and another one from here.
#[component]
pub fn Branches() -> impl IntoView {
    let open = expect_context::<BranchesOpen>().0;
    view! {
        <Dialog open=open title=Label::Branches>
            <p>{t(Label::BranchesLead)} " " {t(Label::BranchesMoment)}</p>
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
    let renaming = RwSignal::new(false);
    let compare = (!branch.is_present).then(|| {
        let to = Route::Compare { branches: Some([present_of(library), id]) }.to_string();
        view! {
            <a href=to on:click=move |_| open.set(false)>
                {t(Label::CompareBranches)}
            </a>
        }
    });
    let deeds = if branch.is_present {
        view! { <span class="badge">{t(Label::BranchPresent)}</span> }.into_any()
    } else {
        view! {
            <button type="button" class="link" on:click=go>
                {t(Label::GoToBranch)}
            </button>
            {compare}
            <button type="button" class="link" on:click=move |_| ask.run(id)>
                {t(Label::RemoveBranch)}
            </button>
        }
        .into_any()
    };
    let called = StoredValue::new(name(&branch, locale));
    view! {
        <li aria-current=branch.is_present.then_some("true")>
            <strong>{called.get_value()}</strong>
            <span class="branch-deeds">
                <button
                    type="button"
                    class="link"
                    aria-expanded=move || renaming.get().to_string()
                    on:click=move |_| renaming.update(|open| *open = !*open)
                >
                    {t(Label::RenameBranch)}
                </button>
                {deeds}
            </span>
            <small>{facts}</small>
            <Show when=move || renaming.get()>
                <Rename id=id name=called.get_value() renaming=renaming />
            </Show>
        </li>
    }
}

/// Another name for a branch.
#[component]
fn Rename(id: BranchId, name: String, renaming: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let typed = RwSignal::new(name.clone());
    let field: NodeRef<html::Input> = NodeRef::new();
    field.on_load(|field| drop(field.focus()));
    let rename = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match typed.get_untracked() == name {
            true => renaming.set(false),
            false => say(library, library.rename_branch(id, &typed.get_untracked())),
        }
    };
    view! {
        <form class="rename" on:submit=rename novalidate>
            <input
                type="text"
                node_ref=field
                aria-label=t(Label::BranchName)
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <button type="submit">{t(Label::Save)}</button>
            <button type="button" on:click=move |_| renaming.set(false)>
                {t(Label::Cancel)}
            </button>
        </form>
    }
}

/// The branch that the run is of.
fn present_of(library: Library) -> BranchId {
    library.read_timeline(Timeline::present_id)
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
