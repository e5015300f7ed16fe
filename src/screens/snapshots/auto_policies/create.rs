//! Create Automatic Snapshot Policy: checked as it is typed, told in words and as its next times.

use engine::{
    command::{Command, EcsCommand},
    rejection::Rejection,
    view::{
        auto_policies::{AutoPolicyField, AutoPolicyForm},
        format,
    },
};
use leptos::prelude::*;

use crate::{
    app::t,
    components::{
        check_boxes::CheckBoxes,
        dialog::{Dialog, Shape},
        dynamic::dynamic,
        field::{Field, Hint},
    },
    library::use_library,
    screens::{
        ecs::fields::{self, CommandForm},
        snapshots::create::Kept,
    },
    text::Label,
};

/// The panel.
#[component]
pub fn CreateAutoPolicy(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog open=open title=Label::CreateAutoPolicy shape=Shape::Panel>
            <Form open=open />
        </Dialog>
    }
}

#[component]
fn Form(open: RwSignal<bool>) -> impl IntoView {
    let library = use_library();
    let AutoPolicyForm { name, hours, weekdays, permanent, days } = AutoPolicyForm::default();
    let [name, days] = [name, days].map(RwSignal::new);
    let [hours, weekdays] = [hours, weekdays].map(RwSignal::new);
    let permanent = RwSignal::new(permanent);
    let typed = Memo::new(move |_| AutoPolicyForm {
        name: name.get(),
        hours: hours.get(),
        weekdays: weekdays.get(),
        permanent: permanent.get(),
        days: days.get(),
    });
    let faults = Memo::new(move |_| typed.with(AutoPolicyForm::check).err().unwrap_or_default());
    let fault = move |field: AutoPolicyField| -> Signal<Option<Rejection>> {
        Signal::derive(move || {
            faults.with(|faults| faults.iter().find(|(at, _)| *at == field).map(|(_, fault)| fault.clone()))
        })
    };
    let command = Callback::new(move |()| {
        let region = library.region.get_untracked();
        let checked = typed.with_untracked(AutoPolicyForm::check);
        let spec = checked.map_err(|mut faults| faults.remove(0).1)?;
        Ok(Command::Ecs(EcsCommand::CreateAutoPolicy { region, spec }))
    });
    view! {
        <CommandForm
            open=open
            command=command
            faulty=Signal::derive(move || faults.with(|faults| !faults.is_empty()))
        >
            <Field
                id="auto-name"
                label=Label::PolicyName
                hint=Hint::Said(|locale| AutoPolicyField::Name.hint(locale))
                rule=AutoPolicyField::Name.rule()
                value=name.into()
                on_input=fields::into(name)
                fault=fault(AutoPolicyField::Name)
            />
            <CheckBoxes
                id="auto-hours"
                label=Label::AutoHours
                hint=Hint::Said(|locale| AutoPolicyField::Hours.hint(locale))
                rule=AutoPolicyField::Hours.rule()
                numbers=0..=23
                name=|hour, _| format!("{hour:02}:00")
                chosen=hours.into()
                on_change=Callback::new(move |chosen| hours.set(chosen))
                fault=fault(AutoPolicyField::Hours)
            />
            <CheckBoxes
                id="auto-weekdays"
                label=Label::AutoWeekdays
                hint=Hint::Said(|locale| AutoPolicyField::Weekdays.hint(locale))
                rule=AutoPolicyField::Weekdays.rule()
                numbers=0..=6
                name=|weekday, locale| format::weekday(weekday, locale).to_owned()
                chosen=weekdays.into()
                on_change=Callback::new(move |chosen| weekdays.set(chosen))
                fault=fault(AutoPolicyField::Weekdays)
            />
            <Kept permanent=permanent days=days fault=fault(AutoPolicyField::Retention) />
            <NextTimes typed=typed />
        </CommandForm>
    }
}

/// The schedule in words and as its next times.
#[component]
fn NextTimes(typed: Memo<AutoPolicyForm>) -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    let zone = library.read(|run| run.world().zone);
    let words = move || {
        let said = typed.with(|typed| typed.schedule(locale.get()));
        said.unwrap_or_else(|| Label::NoSchedule.get(locale.get()).to_owned())
    };
    let times = move || {
        let now = library.read(engine::simulation::Simulation::now);
        let times = typed.with(|typed| typed.next_times(now, zone)).into_iter();
        times.map(|time| view! { <li>{format::weekday_date_time(time, zone, locale.get())}</li> }).collect_view()
    };
    view! {
        <section class="next-runs" aria-live="polite">
            <h3>{t(Label::NextRuns)} {t(Label::Colon)} {dynamic(words)}</h3>
            <ol>{dynamic(times)}</ol>
        </section>
    }
}
