//! Share: the run as a link, or as a file.

use engine::{
    save::{
        Save,
        link::{LINK_BYTES_MAX, Link, LinkError},
    },
    scenario::Scenario,
    time::Timestamp,
    timeline::{Bookmark, Timeline},
    view::{format, keeping},
};
use leptos::{html, prelude::*};

use crate::{
    adapters::{address, clipboard, download::download},
    app::t,
    components::{
        dialog::{Dialog, Foot},
        dynamic::{Rows, dynamic, row},
    },
    library::{Library, scenarios::fetch_bundled, use_library, write_out},
    shell::open_run::FileChoice,
    text::Label,
};

thread_local! {
    static OPEN: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static KNOWN: ArcRwSignal<Known> = ArcRwSignal::new(Known::default());
}

/// The scenario that comes with the page under the name of the run's: a link names it instead of carrying it.
#[derive(Clone, Default)]
struct Known {
    /// The name that was looked for.
    name: String,
    /// Whether it is known by now.
    is_sought: bool,
    /// The scenario, where there is one.
    scenario: Option<Scenario>,
}

/// Looks for the scenario of the run among those of the page, so that it is at hand when a link is made.
pub fn look_for_scenario(library: Library) {
    let name = library.read(|run| run.scenario().name.clone());
    let known = KNOWN.with(Clone::clone);
    if known.with_untracked(|known| known.name == name) {
        return;
    }
    known.set(Known { name: name.clone(), is_sought: false, scenario: None });
    leptos::task::spawn_local(async move {
        let scenario = fetch_bundled(&name).await;
        // Another run may have been opened meanwhile.
        if known.with_untracked(|known| known.name == name) {
            known.set(Known { name, is_sought: true, scenario });
        }
    });
}

/// Where a link opens its run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum OpensAt {
    /// Where it stands.
    #[default]
    Now,
    /// As far as it has come.
    End,
    /// At an instant that is marked.
    Mark(Timestamp),
}

/// The address that opens the run of the page.
pub fn address_of_run(library: Library, at: Option<Timestamp>, with_branches: bool) -> Result<String, LinkError> {
    let save = library.read_timeline(Save::of_timeline);
    let save = if with_branches { save } else { save.without_others() };
    let known = KNOWN.with(|known| known.with_untracked(|known| known.scenario.clone()));
    Link { save, at }.to_address_knowing(&address::page(), known.as_slice())
}

/// Copies a link; where the browser does not let the page do so, the caller shows it.
pub fn copy(library: Library, link: String, refused: impl FnOnce() + 'static) {
    leptos::task::spawn_local(async move {
        let is_copied = clipboard::copy(&link).await;
        if !is_copied {
            refused();
        }
        let said = if is_copied { Label::LinkCopied } else { Label::LinkNotCopied };
        library.toast(said.get(library.locale.get_untracked()).to_owned(), None);
    });
}

/// Offers the run as a file.
pub fn save_as_file(library: Library) {
    if let Err(error) = download("cloud-backup-run.json", &library.read_timeline(write_out)) {
        library.toast(format!("{error:?}"), None);
    }
}

/// Opens the dialog.
pub fn show() {
    OPEN.with(|open| open.set(true));
}

/// The way to the dialog.
#[component]
pub fn ShareButton() -> impl IntoView {
    view! {
        <button type="button" class="quiet" on:click=move |_| show()>
            {t(Label::Share)}
        </button>
    }
}

/// The dialog.
#[component]
pub fn Share() -> impl IntoView {
    let open = RwSignal::from(OPEN.with(Clone::clone));
    view! {
        <Dialog open=open title=Label::ShareRun>
            <Form />
        </Dialog>
    }
}

/// What is shared, made anew each time the dialog opens.
#[component]
fn Form() -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let (opens_at, with_branches) = (RwSignal::new(OpensAt::Now), RwSignal::new(true));
    let others = library.read_timeline(|timeline| timeline.others().len());
    let known = RwSignal::from(KNOWN.with(Clone::clone));
    Effect::new(move |_| {
        library.number.track();
        look_for_scenario(library);
    });
    let link = Memo::new(move |_| {
        library.number.track();
        library.revisions.track();
        if !known.with(|known| known.is_sought) {
            return None;
        }
        let at = match opens_at.get() {
            OpensAt::Now => None,
            OpensAt::End => Some(library.read_timeline(Timeline::reached)),
            OpensAt::Mark(at) => Some(at),
        };
        Some(address_of_run(library, at, with_branches.get()))
    });
    let branches = (others > 0).then(|| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=with_branches
                    on:change=move |event| with_branches.set(event_target_checked(&event))
                />
                {t(Label::WithBranches)}
            </label>
        }
    });
    let outcome = move || match link.get() {
        None => ().into_any(),
        Some(Ok(link)) => view! { <Address link=link /> }.into_any(),
        Some(Err(error)) => view! {
            <p class="notice" role="status" data-tone="failed">
                {keeping::link_reason(&error, locale.get())}
                " "
                {keeping::advice(&error, locale.get())}
            </p>
        }
        .into_any(),
    };
    view! {
        <div class="share">
            <p>{t(Label::ShareLead)}</p>
            <OpensAtChoice chosen=opens_at />
            {branches}
            {dynamic(outcome)}
            <section>
                <h3 id="share-open">{t(Label::OpenFile)}</h3>
                <p>{t(Label::OpenFileHint)}</p>
                <FileChoice labelled_by="share-open" />
            </section>
            <Foot>
                <button type="button" on:click=move |_| save_as_file(library)>
                    {t(Label::SaveAsFile)}
                </button>
            </Foot>
        </div>
    }
}

/// Where the link opens the run: offered where there is a choice.
#[component]
fn OpensAtChoice(chosen: RwSignal<OpensAt>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale.get_untracked();
    let zone = library.read(|run| run.world().zone);
    let (start, now, reached, marks) = library.read_timeline(|timeline| {
        let run = timeline.run();
        (run.world().start, run.now(), timeline.reached(), timeline.bookmarks().to_vec())
    });
    let at = |label: Label, at| {
        format!("{}{}{}", label.get(locale), Label::Colon.get(locale), format::date_time(at, zone, locale))
    };
    let mut choices = vec![(OpensAt::Now, at(Label::OpensWhereItStands, now))];
    if reached > now {
        choices.push((OpensAt::End, at(Label::OpensAtTheEnd, reached)));
    }
    let marks = marks.into_iter().filter(|mark| (start..=reached).contains(&mark.at));
    choices.extend(
        marks.map(|Bookmark { at, name }| {
            (OpensAt::Mark(at), format!("{name} ({})", format::date_time(at, zone, locale)))
        }),
    );
    if choices.len() == 1 {
        return ().into_any();
    }
    let kinds: Vec<_> = choices.iter().map(|(kind, _)| *kind).collect();
    let choose = move |event| {
        let position: usize = event_target_value(&event).parse().unwrap_or_default();
        chosen.set(kinds.get(position).copied().unwrap_or_default());
    };
    let options = choices
        .into_iter()
        .enumerate()
        .map(|(position, (_, name))| row(position, move || view! { <option value=position>{name.clone()}</option> }));
    let options = Signal::stored(options.collect::<Vec<_>>());
    view! {
        <div class="field">
            <label for="share-at">{t(Label::OpensAt)}</label>
            <select id="share-at" on:change=choose>
                <Rows rows=options />
            </select>
        </div>
    }
    .into_any()
}

/// The link, to be copied.
#[component]
fn Address(link: String) -> impl IntoView {
    let library = use_library();
    let field: NodeRef<html::Input> = NodeRef::new();
    let size = format!("{} ", format::count(link.len() as u64));
    let most = format!(" {}", format::count(LINK_BYTES_MAX as u64));
    let copied = link.clone();
    let select = move || {
        if let Some(field) = field.get_untracked() {
            let _ = field.focus();
            field.select();
        }
    };
    let press = move |_| copy(library, copied.clone(), select);
    view! {
        <div class="field">
            <label for="share-link">{t(Label::AddressOfRun)}</label>
            <div class="share-link">
                <input
                    id="share-link"
                    node_ref=field
                    type="text"
                    readonly
                    prop:value=link
                    aria-describedby="share-size"
                    on:focus=move |_| {
                        if let Some(field) = field.get_untracked() {
                            field.select();
                        }
                    }
                />
                <button type="button" class="primary" on:click=press>
                    {t(Label::CopyLink)}
                </button>
            </div>
            <small id="share-size">{size} {t(Label::LinkBytes)} {most}</small>
        </div>
    }
}
