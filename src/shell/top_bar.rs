//! The top bar: product, region, scenario, language, theme.

use engine::{catalog::region::Region, locale::Locale};
use leptos::prelude::*;

use crate::{
    adapters::preferences::Theme,
    app::t,
    components::{
        dynamic::{Rows, dynamic, row},
        icon::{Icon, Picture},
    },
    library::use_library,
    parts::use_parts,
    shell::{finder, keys},
    text::Label,
};

/// The top bar.
#[component]
pub fn TopBar() -> impl IntoView {
    let library = use_library();
    let locale = library.locale;
    // A title is of the run with all its branches.
    let run = Memo::new(move |_| {
        library.number.track();
        library.branched.track();
        library.read_timeline(|timeline| {
            let scenario = timeline.run().scenario();
            let titles = Locale::ALL.map(|locale| timeline.title().unwrap_or(scenario.title(locale)).to_owned());
            (titles, scenario.seed)
        })
    });
    let title = move || run.with(|(titles, _)| titles[usize::from(locale.get() == Locale::Zh)].clone());
    view! {
        <header class="top">
            <a class="brand" href="#/instances">
                <Icon picture=Picture::Logo />
                <span>{t(Label::AppName)}</span>
            </a>
            <RegionSwitch />
            {use_parts().screens.once_here(|screens| (screens.account_switch)())}
            <p class="scenario">
                {t(Label::Scenario)} " " <strong>{dynamic(title)}</strong> {t(Label::Comma)}
                {t(Label::Seed)} " " {dynamic(move || run.with(|(_, seed)| *seed))}
            </p>
            <div class="top-end">
                {use_parts().screens.once_here(|screens| (screens.share)())} <FindButton />
                <LanguageSwitch /> <ThemeSwitch />
                <button
                    type="button"
                    class="quiet"
                    aria-label=t(Label::Help)
                    title=t(Label::Help)
                    on:click=move |_| keys::show_help()
                >
                    <Icon picture=Picture::Help />
                </button>
            </div>
        </header>
    }
}

#[component]
fn RegionSwitch() -> impl IntoView {
    let library = use_library();
    let regions = library.view(|_| (), |run| run.world().regions.clone());
    let choose = move |event| {
        if let Some(region) = Region::parse(&event_target_value(&event)) {
            library.region.set(region);
        }
    };
    let option = move |region: Region| {
        view! {
            <option value=region.id() selected=move || library.region.get() == region>
                {dynamic(move || region.name(library.locale.get()))}
            </option>
        }
    };
    let options =
        Signal::derive(move || regions.get().into_iter().map(|region| row(region, move || option(region))).collect());
    view! {
        <label class="region">
            <Icon picture=Picture::Region />
            <span class="visually-hidden">{t(Label::Region)}</span>
            <select on:change=choose>
                <Rows rows=options />
            </select>
        </label>
    }
}

/// Opens the dialog that finds anything.
#[component]
fn FindButton() -> impl IntoView {
    let open = expect_context::<finder::FindOpen>().0;
    view! {
        <button
            type="button"
            class="quiet"
            aria-label=t(Label::Find)
            title=t(Label::Find)
            on:click=move |_| open.set(true)
        >
            <Icon picture=Picture::Search />
        </button>
    }
}

/// English or Chinese.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let library = use_library();
    let button = move |locale: Locale, name: &'static str| {
        view! {
            <button
                type="button"
                lang=locale.tag()
                aria-pressed=move || (library.locale.get() == locale).to_string()
                on:click=move |_| library.locale.set(locale)
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="segmented" role="group" aria-label=t(Label::ChangeLanguage)>
            {button(Locale::En, "EN")}
            {button(Locale::Zh, "中文")}
        </div>
    }
}

/// Light, dark or as the system says.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let library = use_library();
    let choose = move |event| {
        let chosen = event_target_value(&event);
        if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.name() == chosen) {
            library.theme.set(theme);
        }
    };
    let options = Theme::ALL.map(|theme| {
        let label = match theme {
            Theme::System => Label::System,
            Theme::Light => Label::Light,
            Theme::Dark => Label::Dark,
        };
        view! {
            <option value=theme.name() selected=move || library.theme.get() == theme>
                {t(label)}
            </option>
        }
    });
    view! {
        <label class="theme">
            <span class="visually-hidden">{t(Label::Theme)}</span>
            <select on:change=choose>{options}</select>
        </label>
    }
}
