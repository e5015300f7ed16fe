//! Bookmarks: instants of the run with a name, and the way to them.

use engine::{
    rejection::Problem,
    time::Timestamp,
    timeline::Bookmark,
    view::{format, keeping},
    words,
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dialog::Dialog,
        dynamic::{Rows, dynamic, row},
        field::{Field, Hint},
        icon::{Icon, Picture},
    },
    library::{Library, use_library},
    shell::share,
    text::Label,
};

thread_local! {
    static OPEN: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// The way to the bookmarks.
#[component]
pub fn BookmarksButton() -> impl IntoView {
    view! {
        <button
            type="button"
            class="bookmarks-of-run"
            aria-label=t(Label::Bookmarks)
            title=t(Label::Bookmarks)
            on:click=move |_| OPEN.with(|open| open.set(true))
        >
            <Icon picture=Picture::Flag />
        </button>
    }
}

/// The dialog: all bookmarks, and another one of this instant.
#[component]
pub fn Bookmarks() -> impl IntoView {
    let open = RwSignal::from(OPEN.with(Clone::clone));
    view! {
        <Dialog open=open title=Label::Bookmarks>
            <p>{t(Label::BookmarksLead)}</p>
            <List open=open />
            <Mark />
        </Dialog>
    }
}

#[component]
fn List(open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    Effect::new(move |_| {
        library.number.track();
        share::look_for_scenario(library);
    });
    let marks = Memo::new(move |_| {
        library.number.track();
        library.branched.track();
        library.read_timeline(|timeline| timeline.bookmarks().to_vec())
    });
    let lines = Signal::derive(move || {
        let line = |mark: Bookmark| {
            let key = format!("{mark:?} {}", library.locale.get().tag());
            row(key, move || view! { <Line mark=mark.clone() open=open /> })
        };
        marks.get().into_iter().map(line).collect()
    });
    dynamic(move || match marks.with(Vec::is_empty) {
        true => view! { <p>{t(Label::BookmarksNone)}</p> }.into_any(),
        false => view! {
            <ul class="branches" aria-label=t(Label::Bookmarks)>
                <Rows rows=lines />
            </ul>
        }
        .into_any(),
    })
}

/// One bookmark: what it is called, when it is, the way there, and a link to it.
#[component]
fn Line(mark: Bookmark, open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale.get_untracked();
    let zone = library.read(|run| run.world().zone);
    let Bookmark { at, name } = mark;
    let go = move |_| {
        open.set(false);
        library.begin_jump(at);
    };
    view! {
        <li>
            <strong>{name}</strong>
            <span class="branch-deeds">
                <button type="button" class="link" on:click=go>
                    {t(Label::GoToInstant)}
                </button>
                <button type="button" class="link" on:click=move |_| copy_link(library, at)>
                    {t(Label::CopyLink)}
                </button>
                <button
                    type="button"
                    class="link"
                    on:click=move |_| say(library, library.remove_bookmark(at))
                >
                    {t(Label::RemoveBookmark)}
                </button>
            </span>
            <small>{format::date_time(at, zone, locale)}</small>
        </li>
    }
}

/// Copies a link to an instant of the run. Where the browser does not let the page do so, the dialog of Share has it.
fn copy_link(library: Library, at: Timestamp) {
    match share::address_of_run(library, Some(at), true) {
        Ok(link) => share::copy(library, link, share::show),
        Err(error) => {
            let locale = library.locale.get_untracked();
            let said = [keeping::link_reason(&error, locale), keeping::advice(&error, locale).to_owned()];
            library.toast(said.join(" "), None);
        }
    }
}

/// Another bookmark, of this instant.
#[component]
fn Mark() -> impl IntoView {
    let library = use_library();
    let typed = RwSignal::new(String::new());
    let mark = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let at = library.read(engine::simulation::Simulation::now);
        let marked = library.add_bookmark(at, &typed.get_untracked());
        if marked.is_ok() {
            typed.set(String::new());
        }
        say(library, marked);
    };
    view! {
        <form class="fork" on:submit=mark novalidate>
            <Field
                id="bookmark-name"
                label=Label::BookmarkName
                hint=Hint::Said(words::bookmark_name_hint)
                value=typed.into()
                on_input=Callback::new(move |text| typed.set(text))
                fault=Signal::stored(None)
            />
            <button type="submit">{t(Label::AddBookmark)}</button>
        </form>
    }
}

/// Says what was refused.
fn say<T>(library: Library, outcome: Result<T, Problem>) {
    if let Err(problem) = outcome {
        library.refuse(&problem.into());
    }
}
