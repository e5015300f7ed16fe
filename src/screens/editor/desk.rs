//! The desk: the draft that lies on it, and the fields that edit places of it.

use engine::view::editor::{Draft, Entry, FaultRow, faults_at};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::{
    adapters::draft,
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::Library,
    text::Label,
};

/// The draft, and what is wrong with it.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The run of the page, and its language.
    pub library: Library,
    /// The draft.
    pub draft: RwSignal<Draft>,
    /// What is wrong with it.
    pub faults: Memo<Vec<FaultRow>>,
    /// Whether the browser keeps it.
    pub is_kept: RwSignal<bool>,
    /// Another draft, or one that was changed as a whole, has another number.
    pub number: RwSignal<u32>,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A line of text.
    Line,
    /// A line of text that may be left out.
    Optional,
    /// Text of several lines.
    Lines,
    /// A whole number.
    Number,
    /// Any JSON.
    Json,
}

impl Desk {
    /// The desk with the draft that this browser keeps, or an empty one.
    pub fn set_up(library: Library) -> Self {
        let kept = draft::load().and_then(|text| Draft::read(&text).ok());
        let draft = RwSignal::new(kept.unwrap_or_else(Draft::empty));
        let faults = Memo::new(move |_| {
            let locale = library.locale.get();
            draft.with(|draft| draft.scenario(locale)).err().unwrap_or_default()
        });
        Self { library, draft, faults, is_kept: RwSignal::new(true), number: RwSignal::new(0) }
    }

    /// Changes the draft, and keeps it.
    pub fn edit(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        self.is_kept.set(draft::keep(&self.draft.with_untracked(Draft::text)));
    }

    /// Puts another draft in the place of this one.
    pub fn lay(self, other: Draft) {
        self.edit(|draft| *draft = other);
        self.number.update(|number| *number += 1);
    }

    /// Puts what was typed to its place.
    fn put(self, place: &str, takes: Takes, text: &str) {
        self.edit(|draft| match takes {
            Takes::Line | Takes::Lines => draft.put_text(place, text),
            Takes::Optional => draft.put_text_or_nothing(place, text),
            Takes::Number => draft.put_number(place, text),
            Takes::Json => draft.put_json(place, text),
        });
    }

    /// A field of one place.
    pub fn field(self, place: &str, label: Label, hint: Option<Label>, takes: Takes) -> AnyView {
        let id = id_of(place);
        let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
        let described_by = if hint.is_some() { format!("{hint_id} {error_id}") } else { error_id.clone() };
        let faults = self.faults_of(place, takes == Takes::Json);
        let is_invalid = move || faults.with(|faults| !faults.is_empty()).then_some("true");
        let on_input = {
            let place = place.to_owned();
            move |event| self.put(&place, takes, &event_target_value(&event))
        };
        let now = {
            let place = place.to_owned();
            move || self.draft.with(|draft| draft.field(&place))
        };
        let input = match takes {
            Takes::Line | Takes::Optional | Takes::Number => view! {
                <input
                    id=id.clone()
                    type="text"
                    inputmode=(takes == Takes::Number).then_some("numeric")
                    prop:value=now
                    aria-describedby=described_by
                    aria-invalid=is_invalid
                    on:input=on_input
                />
            }
            .into_any(),
            Takes::Lines => view! {
                <textarea
                    id=id.clone()
                    prop:value=now
                    aria-describedby=described_by
                    aria-invalid=is_invalid
                    on:input=on_input
                ></textarea>
            }
            .into_any(),
            // Not followed: it would be put in order under the hands of whoever types.
            Takes::Json => view! {
                <textarea
                    id=id.clone()
                    class="json"
                    spellcheck="false"
                    prop:value=self.draft.with_untracked(|draft| draft.field(place))
                    aria-describedby=described_by
                    aria-invalid=is_invalid
                    on:input=on_input
                ></textarea>
            }
            .into_any(),
        };
        view! {
            <div class="field" data-invalid=is_invalid>
                <label for=id>{t(label)}</label>
                {input}
                {hint.map(|hint| view! { <small id=hint_id>{t(hint)}</small> })}
                <p class="field-error" id=error_id>
                    {dynamic(move || faults.get().first().map(said))}
                </p>
            </div>
        }
        .into_any()
    }

    /// A text in both languages.
    pub fn pair(self, place: &str, label: Label, takes: Takes) -> AnyView {
        view! {
            <fieldset class="editor-pair">
                <legend>{t(label)}</legend>
                {self.field(&format!("{place}/en"), Label::EditEnglish, None, takes)}
                {self.field(&format!("{place}/zh-CN"), Label::EditChinese, None, takes)}
                {self.errors(place)}
            </fieldset>
        }
        .into_any()
    }

    /// What is wrong with a place as a whole, such as a list with too many entries.
    pub fn errors(self, place: &str) -> AnyView {
        let faults = self.faults_of(place, false);
        dynamic(move || faults.get().first().map(|fault| view! { <p class="field-error">{said(fault)}</p> })).into_any()
    }

    /// Yes or no.
    pub fn flag(self, place: &str, label: Label) -> AnyView {
        let (read, put) = (place.to_owned(), place.to_owned());
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || self.draft.with(|draft| draft.flag(&read))
                    on:change=move |event| {
                        let is = event_target_checked(&event);
                        self.edit(|draft| draft.put_flag(&put, is));
                    }
                />
                {t(label)}
            </label>
        }
        .into_any()
    }

    /// Adds an entry to a list.
    pub fn adder(self, list: &str, entry: Entry, label: Label) -> AnyView {
        let (id, list) = (id_of(list), list.to_owned());
        let add = move |_| {
            let position = self.draft.with_untracked(|draft| draft.len(&list));
            self.edit(|draft| draft.add(&list, entry));
            focus_within(&id_of(&format!("{list}/{position}")));
        };
        view! {
            <button type="button" id=id on:click=add>
                <Icon picture=Picture::Plus />
                {t(label)}
            </button>
        }
        .into_any()
    }

    /// The head of an entry of a list: what it is, and how it is moved and removed.
    pub fn head(self, list: &str, position: usize, label: Label, level: u8) -> AnyView {
        let locale = self.library.locale;
        let name = move || label.get(locale.get()).replace("{}", &(position + 1).to_string());
        let heading = match level {
            3 => view! { <h3>{dynamic(name)}</h3> }.into_any(),
            _ => view! { <h4>{dynamic(name)}</h4> }.into_any(),
        };
        let named = move |deed: Label| {
            move || format!("{}{}{}", deed.get(locale.get()), Label::Colon.get(locale.get()), name())
        };
        let (upper, lower) = (list.to_owned(), list.to_owned());
        let up = (position > 0).then(|| {
            let up = move |_| {
                self.edit(|draft| draft.move_up(&upper, position));
                self.number.update(|number| *number += 1);
                focus_within(&id_of(&format!("{upper}/{}", position - 1)));
            };
            view! {
                <button type="button" class="link" aria-label=named(Label::EditMoveUp) on:click=up>
                    {t(Label::EditMoveUp)}
                </button>
            }
        });
        let remove = move |_| {
            self.edit(|draft| draft.remove(&lower, position));
            self.number.update(|number| *number += 1);
            focus(id_of(&lower));
        };
        view! {
            <div class="editor-head">
                {heading} {up}
                <button
                    type="button"
                    class="link"
                    aria-label=named(Label::EditRemove)
                    on:click=remove
                >
                    {t(Label::EditRemove)}
                </button>
            </div>
        }
        .into_any()
    }

    fn faults_of(self, place: &str, with_inner: bool) -> Memo<Vec<FaultRow>> {
        let place = place.to_owned();
        Memo::new(move |_| self.faults.with(|faults| faults_at(faults, &place, with_inner).cloned().collect()))
    }
}

/// A fault in words, with its rule.
fn said(fault: &FaultRow) -> AnyView {
    view! {
        <Icon picture=Picture::Failed />
        <span>{fault.message.clone()}</span>
        {fault.rule.map(|rule| view! { <RuleChip rule=rule /> })}
    }
    .into_any()
}

/// The id of the field of a place.
pub fn id_of(place: &str) -> String {
    format!("edit{}", place.replace('/', "-"))
}

/// Puts the focus to the field of a fault, or to the nearest there is.
pub fn go_to_fault(path: &str) {
    let mut id = format!("edit-{}", path.trim_start_matches("$.").replace(['.', '['], "-").replace(']', ""));
    while document().get_element_by_id(&id).is_none() {
        match id.rsplit_once('-') {
            Some((parent, _)) => id.truncate(parent.len()),
            None => return focus("edit-whole".to_owned()),
        }
    }
    focus(id);
}

/// Puts the focus to an element once it is there.
fn focus(id: String) {
    request_animation_frame(move || {
        let found = document().get_element_by_id(&id);
        if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = found.focus();
        }
    });
}

/// Puts the focus to the first field of an entry once it is there.
fn focus_within(id: &str) {
    let selector = format!("[id^=\"{id}-\"]:is(input, textarea)");
    request_animation_frame(move || {
        let found = document().query_selector(&selector).ok().flatten();
        if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = found.focus();
        }
    });
}
