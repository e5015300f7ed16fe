//! What can be done with a run that is kept.

use engine::{
    rejection::Rejection,
    shelf::{RunId, ShelfError, WriteError},
    timeline::checked_title,
    view::keeping,
};
use leptos::prelude::*;

use crate::{
    adapters::{download::download, storage::shelf},
    app::t,
    components::{
        dialog::{Confirm, Dialog, Foot},
        field::{Field, Hint},
    },
    library::{Library, host_ms, new_run_id, use_library, write_out},
    text::Label,
};

/// What is asked before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// How a run is to be called.
    Rename(RunId),
    /// Whether it is to be deleted.
    Delete(RunId),
}

/// The deeds, and what is asked of the person for them.
#[derive(Clone, Copy)]
pub struct Deeds {
    library: Library,
    asked: RwSignal<Option<Asked>>,
    renaming: RwSignal<bool>,
    deleting: RwSignal<bool>,
    typed: RwSignal<String>,
}

impl Deeds {
    /// Nothing is asked yet.
    pub fn provide() -> Self {
        Self {
            library: use_library(),
            asked: RwSignal::new(None),
            renaming: RwSignal::new(false),
            deleting: RwSignal::new(false),
            typed: RwSignal::new(String::new()),
        }
    }

    /// Opens a run in the place of the present one, which stays where it lies.
    pub fn open(self, run: RunId) {
        let library = self.library;
        leptos::task::spawn_local(async move {
            if let Err(error) = library.open_kept(&run).await {
                say(library, &error);
            }
            library.kept_changed();
        });
    }

    /// Begins another run of the present scenario.
    pub fn begin(self) {
        self.library.start_over();
        self.library.kept_changed();
    }

    /// Gives a run as a file.
    pub fn export(self, run: &RunId) {
        let text = if self.is_open(run) { Some(self.library.read_timeline(write_out)) } else { shelf().original(run) };
        match text {
            Some(text) => {
                if let Err(error) = download("cloud-backup-run.json", &text) {
                    leptos::logging::error!("{error:?}");
                }
            }
            None => say(self.library, &ShelfError::Gone),
        }
    }

    /// Makes another run of what one holds.
    pub fn duplicate(self, run: &RunId, name: &str) {
        if self.is_open(run) {
            self.library.save();
        }
        let copied = shelf().copy(run, new_run_id(), Some(next_name(name)), host_ms());
        match copied {
            Ok(()) => {
                let locale = self.library.locale.get_untracked();
                self.library.toast(Label::RunDuplicated.get(locale).to_owned(), None);
            }
            Err(error) => say(self.library, &error),
        }
        self.library.kept_changed();
    }

    /// Asks before something is done with a run that may have a title.
    pub fn ask(self, asked: Asked, title: Option<String>) {
        match &asked {
            Asked::Rename(_) => {
                self.typed.set(title.unwrap_or_default());
                self.renaming.set(true);
            }
            Asked::Delete(_) => self.deleting.set(true),
        }
        self.asked.set(Some(asked));
    }

    fn delete(self) {
        let Some(Asked::Delete(run)) = self.asked.get_untracked() else { return };
        if let Err(error) = shelf().remove(&run) {
            say(self.library, &error.into());
        }
        self.library.kept_changed();
    }

    fn rename(self) {
        let Some(Asked::Rename(run)) = self.asked.get_untracked() else { return };
        let typed = self.typed.get_untracked();
        if self.is_open(&run) {
            if let Err(problem) = self.library.set_title(&typed) {
                return self.library.refuse(&problem.into());
            }
        } else {
            let title = match checked_title(&typed) {
                Ok(title) => title,
                Err(problem) => return self.library.refuse(&problem.into()),
            };
            if let Err(error) = shelf().rename(&run, title, new_run_id().as_str()) {
                say(self.library, &error);
            }
        }
        self.renaming.set(false);
        self.library.kept_changed();
    }

    fn is_open(self, run: &RunId) -> bool {
        self.library.run_id() == *run
    }
}

/// The questions.
#[component]
pub fn Dialogs(deeds: Deeds) -> impl IntoView {
    let Deeds { renaming, deleting, .. } = deeds;
    view! {
        <Dialog open=renaming title=Label::RenameRun>
            <Rename deeds=deeds />
        </Dialog>
        <Confirm
            open=deleting
            title=Label::DeleteRun
            consequence=Label::DeleteRunConfirm
            on_confirm=Callback::new(move |()| deeds.delete())
        />
    }
}

#[component]
fn Rename(deeds: Deeds) -> impl IntoView {
    let Deeds { renaming, typed, .. } = deeds;
    let fault = Signal::derive(move || checked_title(&typed.get()).err().map(Rejection::from));
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        deeds.rename();
    };
    view! {
        <form on:submit=save novalidate>
            <Field
                id="run-title"
                label=Label::RunTitle
                hint=Hint::Label(Label::RunTitleHint)
                value=typed.into()
                on_input=Callback::new(move |text| typed.set(text))
                fault=fault
            />
            <Foot>
                <button type="button" on:click=move |_| renaming.set(false)>
                    {t(Label::Cancel)}
                </button>
                <button type="submit" class="primary">
                    {t(Label::SaveTitle)}
                </button>
            </Foot>
        </form>
    }
}

/// Says what went wrong with a run that is kept.
pub fn say(library: Library, error: &ShelfError) {
    let locale = library.locale.get_untracked();
    let text = match error {
        ShelfError::Read(error) => keeping::reason(error, locale),
        ShelfError::Gone | ShelfError::Write(WriteError::Removed) => Label::RunGone.get(locale).to_owned(),
        ShelfError::Write(WriteError::Refused) => Label::SaveRefused.get(locale).to_owned(),
        ShelfError::Write(WriteError::Elsewhere) => Label::SaveElsewhere.get(locale).to_owned(),
        ShelfError::Write(WriteError::Unavailable) => Label::SaveUnavailable.get(locale).to_owned(),
    };
    library.toast(text, None);
}

/// What a copy is called: by the next number.
fn next_name(name: &str) -> String {
    let (stem, number) = match name.rsplit_once(' ') {
        Some((stem, last)) => last.parse::<u32>().map_or((name, 1), |number| (stem, number)),
        None => (name, 1),
    };
    let suffix = format!(" {}", number + 1);
    let room = engine::timeline::NAME_CHARACTERS_MAX - suffix.len();
    format!("{}{suffix}", stem.chars().take(room).collect::<String>())
}
