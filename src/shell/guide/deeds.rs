//! What can be done with a step of a lesson: a hint, an answer, to skip it, to do it again.

use engine::{
    command::{Command, LessonCommand},
    lesson::{self, NotSkipped, Skipped},
    words,
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        dialog::{Confirm, Dialog, Foot},
        dynamic::dynamic,
        rule_chip::RuleChip,
    },
    library::{Library, use_library},
    text::Label,
};

/// The deeds, and what is asked of the person for them.
#[derive(Clone, Copy)]
pub struct Deeds {
    library: StoredValue<Library>,
    /// What skipping comes to, as it was tried: nothing has happened yet.
    skipped: StoredValue<Option<Skipped>, LocalStorage>,
    from_start: RwSignal<Option<bool>>,
    /// Why it cannot be skipped.
    refused: RwSignal<Option<NotSkipped>>,
    skipping: RwSignal<bool>,
    /// After how many commands the step began that is to be done again.
    again: StoredValue<Option<usize>>,
    restarting: RwSignal<bool>,
}

impl Deeds {
    /// Nothing is asked yet.
    pub fn new(library: Library) -> Self {
        Self {
            library: StoredValue::new(library),
            skipped: StoredValue::new_local(None),
            from_start: RwSignal::new(None),
            refused: RwSignal::new(None),
            skipping: RwSignal::new(false),
            again: StoredValue::new(None),
            restarting: RwSignal::new(false),
        }
    }

    /// Takes the next hint of a step.
    pub fn take_hint(self, step: &str) {
        let _ = self.library.get_value().dispatch(Command::Lesson(LessonCommand::TakeHint { step: step.to_owned() }));
    }

    /// Hands an answer in.
    pub fn answer(self, question: &str, choice: u32) {
        let answer = LessonCommand::Answer { question: question.to_owned(), choice };
        let _ = self.library.get_value().dispatch(Command::Lesson(answer));
    }

    /// Tries what skipping the step comes to, and asks whether that is to happen.
    pub fn ask_to_skip(self, step: &str) {
        self.library.get_value().playing.set(false);
        self.library.get_value().stop_jump();
        match self.library.get_value().read(|run| lesson::skip(run, step)) {
            Ok(skipped) => {
                self.from_start.set(Some(skipped.from_start));
                self.refused.set(None);
                self.skipped.set_value(Some(skipped));
            }
            Err(why) => {
                self.from_start.set(None);
                self.skipped.set_value(None);
                self.refused.set(Some(why));
            }
        }
        self.skipping.set(true);
    }

    fn skip(self) {
        if let Some(skipped) = self.skipped.try_update_value(Option::take).flatten() {
            self.library.get_value().go_over(skipped.run);
        }
        self.skipping.set(false);
    }

    /// Asks whether a step is to be done again that began after so many commands.
    pub fn ask_to_restart(self, began_with: usize) {
        self.again.set_value(Some(began_with));
        self.restarting.set(true);
    }

    fn restart(self) {
        let (library, Some(commands)) = (self.library.get_value(), self.again.get_value()) else { return };
        leptos::task::spawn_local(async move {
            if let Err(problem) = library.return_to(commands).await {
                library.refuse(&problem.into());
            }
        });
    }
}

/// The questions.
#[component]
pub fn Dialogs(deeds: Deeds) -> impl IntoView {
    let Deeds { skipping, from_start, refused, restarting, .. } = deeds;
    let library = use_library();
    let consequence = move || {
        let label = match from_start.get() {
            Some(false) => Label::SkipFromHere,
            Some(true) => Label::SkipFromStart,
            None => Label::SkipNotPossible,
        };
        label.get(library.locale.get())
    };
    let why = move || {
        let (text, rule) = words::not_skipped(refused.get().as_ref()?, library.locale.get());
        Some(view! {
            <p class="notice" data-tone="failed">
                {text}
                " "
                {rule.map(|rule| view! { <RuleChip rule=rule /> })}
            </p>
        })
    };
    view! {
        <Dialog open=skipping title=Label::SkipStep>
            <p>{dynamic(consequence)}</p>
            {dynamic(why)}
            <Foot>
                <button type="button" on:click=move |_| skipping.set(false)>
                    {t(Label::Cancel)}
                </button>
                {dynamic(move || {
                    from_start
                        .get()
                        .map(|_| {
                            view! {
                                <button
                                    type="button"
                                    class="primary"
                                    on:click=move |_| deeds.skip()
                                >
                                    {t(Label::SkipStep)}
                                </button>
                            }
                        })
                })}
            </Foot>
        </Dialog>
        <Confirm
            open=restarting
            title=Label::RestartStep
            consequence=Label::RestartStepConfirm
            on_confirm=Callback::new(move |()| deeds.restart())
        />
    }
}
