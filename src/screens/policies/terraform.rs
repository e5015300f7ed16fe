//! Policies taken home as Terraform.

use engine::{
    id::PolicyId,
    view::terraform::{Home, Remark, Which, counts, home},
};
use leptos::prelude::*;

use crate::{
    adapters::download::download_as,
    app::t,
    components::{
        dialog::{Dialog, Foot, Shape},
        dynamic::dynamic,
        listing::Listing,
        rule_chip::RuleChip,
    },
    library::use_library,
    text::Label,
};

/// Which policies are taken home, in the context of Policy Center.
#[derive(Clone, Copy)]
pub struct Taking {
    open: RwSignal<bool>,
    /// One policy; none for all of the region or the run.
    one: RwSignal<Option<PolicyId>>,
}

impl Taking {
    /// Nothing is taken yet.
    pub fn provide() -> Self {
        let taking = Self { open: RwSignal::new(false), one: RwSignal::new(None) };
        provide_context(taking);
        taking
    }

    /// Shows one policy, or all of them.
    pub fn show(self, one: Option<PolicyId>) {
        self.one.set(one);
        self.open.set(true);
    }
}

/// The panel.
#[component]
pub fn Terraform() -> impl IntoView {
    let taking = expect_context::<Taking>();
    view! {
        <Dialog open=taking.open title=Label::ExportTerraform shape=Shape::Panel>
            <Body taking=taking />
        </Dialog>
    }
}

#[component]
fn Body(taking: Taking) -> impl IntoView {
    let library = use_library();
    let is_whole_run = RwSignal::new(false);
    let one = taking.one.get_untracked();
    let is_one = one.is_some();
    let shown = library.view(
        |revisions| (revisions.fleet, revisions.policies),
        move |run| {
            let which = match (&one, is_whole_run.get()) {
                (Some(policy), _) => Which::Policy(policy.clone()),
                (None, true) => Which::All,
                (None, false) => Which::Region(library.region.get()),
            };
            home(run.world(), &which, library.locale.get())
        },
    );
    let text = Signal::derive(move || shown.with(|home| home.text.clone()));
    let save = move |_| {
        if let Err(error) = download_as(FILE, "text/plain", &text.get_untracked()) {
            library.toast(format!("{error:?}"), None);
        }
    };
    let body = move || match shown.with(|home| home.policies) {
        0 => view! { <p class="empty">{t(Label::TerraformEmpty)}</p> }.into_any(),
        _ => view! {
            <Listing label=Label::ExportTerraform text=text />
            <section aria-labelledby="terraform-unsaid">
                <h3 id="terraform-unsaid">{t(Label::TerraformUnsaid)}</h3>
                {dynamic(move || shown.with(unsaid))}
            </section>
        }
        .into_any(),
    };
    let has_policies = Memo::new(move |_| shown.with(|home| home.policies > 0));
    view! {
        <div class="panel-body">
            <p>{t(Label::TerraformLead)}</p>
            {(!is_one).then(|| choice(is_whole_run))}
            <p role="status">
                {dynamic(move || {
                    shown
                        .with(|home| home.name.clone())
                        .map(|name| view! { <strong>{name}</strong> })
                })} " " {dynamic(move || shown.with(|home| home.found.clone()))}
            </p>
            {dynamic(body)}
        </div>
        <Foot>
            <button type="button" on:click=move |_| taking.open.set(false)>
                {t(Label::Close)}
            </button>
            {dynamic(move || {
                has_policies
                    .get()
                    .then(|| {
                        view! {
                            <button type="button" class="primary" on:click=save>
                                {t(Label::Download)}
                                " "
                                {FILE}
                            </button>
                        }
                    })
            })}
        </Foot>
    }
}

/// Those of the region, or all: asked only where there is a difference.
fn choice(is_whole_run: RwSignal<bool>) -> AnyView {
    let library = use_library();
    let [here, all] = library.read(|run| counts(run.world(), library.region.get_untracked()));
    if here == all {
        return ().into_any();
    }
    let region = move || format!("{} ({here})", library.region.get().name(library.locale.get()));
    let whole = move || format!("{} ({all})", Label::AllRegions.get(library.locale.get()));
    view! {
        <div class="field">
            <label for="terraform-of">{t(Label::TerraformOf)}</label>
            <select
                id="terraform-of"
                on:change=move |event| is_whole_run.set(event_target_value(&event) == WHOLE)
            >
                <option>{region}</option>
                <option value=WHOLE>{whole}</option>
            </select>
        </div>
    }
    .into_any()
}

fn unsaid(home: &Home) -> AnyView {
    if home.remarks.is_empty() {
        return view! { <p>{t(Label::TerraformWhole)}</p> }.into_any();
    }
    let line = |remark: &Remark| {
        let Remark { of, text, rule } = remark.clone();
        view! {
            <li>
                <strong>{of}</strong>
                {t(Label::Colon)}
                {text}
                " "
                <RuleChip rule=rule />
            </li>
        }
    };
    view! {
        <p>{t(Label::TerraformUnsaidHint)}</p>
        <ul class="remarks">{home.remarks.iter().map(line).collect_view()}</ul>
    }
    .into_any()
}

const FILE: &str = "cloud-backup.tf";
const WHOLE: &str = "all";
