//! Which policy meets what is asked for, and all figures of each.

use engine::view::plan_compare::{self, Measures, Row, verdict};
use leptos::prelude::*;

use super::{LETTERS, read_target, use_comparing};
use crate::{
    app::t,
    components::{
        dynamic::dynamic,
        icon::{Icon, Picture},
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// What is asked for, and which meets it.
#[component]
pub(super) fn Answer() -> impl IntoView {
    let comparing = use_comparing();
    let library = use_library();
    let measured = Memo::new(move |_| comparing.measured());
    let answer = move || {
        let targets = comparing.read_targets()?;
        measured.with(|measured| Some(verdict(measured.as_ref()?, &targets, library.locale.get()).text))
    };
    view! {
        <section class="plan-save versus-answer" aria-labelledby="versus-answer">
            <h2 id="versus-answer">{t(Label::VersusTargets)}</h2>
            <div class="versus-targets">
                <Target place=0 id="versus-rpo" label=Label::VersusRpo />
                <Target place=1 id="versus-rto" label=Label::VersusRto />
                <Target place=2 id="versus-duty" label=Label::VersusDuty />
            </div>
            <p class="hint">{t(Label::VersusRpoHint)}</p>
            <h3>{t(Label::VersusVerdict)}</h3>
            <p class="plan-headline" role="status">
                {dynamic(answer)}
            </p>
        </section>
    }
}

/// One of what is asked for.
#[component]
fn Target(place: usize, id: &'static str, label: Label) -> impl IntoView {
    let targets = use_comparing().targets;
    let is_wrong = Memo::new(move |_| targets.with(|targets| read_target(&targets[place]).is_none()));
    let error = format!("{id}-error");
    let described_by = error.clone();
    view! {
        <div class="field" data-invalid=move || is_wrong.get().then_some("true")>
            <label for=id>{t(label)}</label>
            <input
                id=id
                type="text"
                inputmode="numeric"
                prop:value=move || targets.with(|targets| targets[place].clone())
                aria-describedby=described_by
                aria-invalid=move || is_wrong.get().then_some("true")
                on:input=move |event| {
                    targets.update(|targets| targets[place] = event_target_value(&event));
                }
            />
            <p class="field-error" id=error>
                {dynamic(move || {
                    is_wrong
                        .get()
                        .then(|| {
                            view! {
                                <Icon picture=Picture::Failed />
                                <span>{t(Label::VersusTargetFault)}</span>
                            }
                        })
                })}
            </p>
        </div>
    }
}

/// All figures, a column a policy.
#[component]
pub(super) fn Figures() -> impl IntoView {
    let comparing = use_comparing();
    let library = use_library();
    let measured = Memo::new(move |_| comparing.measured().unwrap_or_default());
    let head = move || {
        let locale = library.locale.get();
        let targets = comparing.read_targets();
        measured.with(|measured| {
            let found = targets.map(|targets| verdict(measured, &targets, locale));
            let column = |(place, (name, _)): (usize, &(String, Measures))| {
                let stand = found.as_ref().map(|found| stand(&found.misses[place], locale));
                view! {
                    <th scope="col" class="wraps">
                        <span class="versus-letter" data-letter=LETTERS[place]>
                            {LETTERS[place]}
                        </span>
                        " "
                        {name.clone()}
                        {stand}
                    </th>
                }
            };
            measured.iter().enumerate().map(column).collect_view()
        })
    };
    let lines = move || {
        let locale = library.locale.get();
        measured.with(|measured| {
            let columns: Vec<_> = measured.iter().map(|(_, of)| of.clone()).collect();
            let rows = plan_compare::rows(&columns, locale);
            rows.iter().map(line).collect_view()
        })
    };
    view! {
        <section aria-labelledby="versus-figures">
            <h2 id="versus-figures">{t(Label::VersusFigures)}</h2>
            {dynamic(move || refused(comparing))}
            <div class="table-frame versus-frame">
                <table class="list versus-table" aria-label=t(Label::VersusFigures)>
                    <thead>
                        <tr>
                            <td></td>
                            {dynamic(head)}
                        </tr>
                    </thead>
                    <tbody>{dynamic(lines)}</tbody>
                </table>
            </div>
        </section>
    }
}

/// Those that could not be rehearsed, and why.
fn refused(comparing: super::Comparing) -> impl IntoView {
    let locale = use_library().locale.get();
    let names = comparing.asked.get().map(|asked| asked.names).unwrap_or_default();
    let refused: Vec<_> = comparing.play.read(|played| {
        let of = |(name, played): (&String, &crate::screens::plan::play::Played)| {
            played.as_ref().err().map(|rejection| (name.clone(), rejection.clone()))
        };
        names.iter().zip(played).filter_map(of).collect()
    });
    let one = |(name, rejection): (String, engine::rejection::Rejection)| {
        view! {
            <p class="notice" role="alert" data-tone="failed">
                <span>
                    {name} {Label::Colon.get(locale)} {engine::words::rejection(&rejection, locale)}
                </span>
                <RuleChip rule=rejection.rule() />
            </p>
        }
    };
    refused.into_iter().map(one).collect_view()
}

/// Whether a policy meets all, or what it misses.
fn stand(misses: &[plan_compare::Miss], locale: engine::locale::Locale) -> impl IntoView + use<> {
    let (state, picture, label) = match misses.is_empty() {
        true => ("ok", Picture::Ok, Label::VersusDoes),
        false => ("failed", Picture::Failed, Label::VersusDoesNot),
    };
    let why: Vec<_> = misses.iter().map(|miss| miss.text(locale)).collect();
    view! {
        <small class="state versus-stand" data-state=state>
            <Icon picture=picture />
            {label.get(locale)}
        </small>
        <small>{why.join(Label::Comma.get(locale))}</small>
    }
}

fn line(row: &Row) -> impl IntoView + use<> {
    let cells = row.cells.iter().enumerate().map(|(place, cell)| {
        view! {
            <td class="figure" data-label=LETTERS[place]>
                {cell.clone()}
            </td>
        }
    });
    view! {
        <tr data-part=row.is_part.then_some("true")>
            <th scope="row">
                {row.title.clone()} {row.rule.map(|rule| view! { <RuleChip rule=rule /> })}
            </th>
            {cells.collect_view()}
        </tr>
    }
}
