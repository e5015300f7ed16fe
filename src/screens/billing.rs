//! Billing: how the account stands, and the bill, each line with what it is for and how it comes about.

mod account;
mod archiving;
mod columns;
mod managed;
mod outlook;
mod prices;
mod progress;
mod resource_plans;

use engine::{
    billing::bill::{Cause, Grouping},
    view::{
        bill::{self, BillQuery, BillRow, Span},
        list::{Page, Query},
    },
};
use leptos::prelude::*;

use self::{
    account::AccountCard, archiving::ArchivingPays, managed::ManagedAccounts, outlook::CostOverTime,
    prices::PriceTable, resource_plans::ResourcePlans,
};
use crate::{
    adapters::download::download,
    app::t,
    components::{
        dynamic::dynamic,
        list::{Column, Frame, chosen, empty_but},
        rule_chip::RuleChip,
    },
    library::use_library,
    route::Route,
    text::Label,
};

const COLUMNS: &[Column] = &[
    Column::ordered(Label::BillableItem, 0),
    Column::new(Label::Region),
    Column::ordered(Label::BilledFor, 1),
    Column::new(Label::Quantity).figure(),
    Column::new(Label::UnitPrice).figure(),
    Column::ordered(Label::AmountOfMoney, 2).figure(),
    Column::new(Label::Why),
];

/// The causes to choose from, in the order of [`Cause::ALL`], after all of them.
const CAUSES: &[Label] = &[
    Label::AllInstances,
    Label::StandardStorage,
    Label::ArchiveStorage,
    Label::EarlyDeletion,
    Label::SoftwareFee,
    Label::CopyTrafficFee,
    Label::InstanceFee,
    Label::DiskFee,
    Label::ResourcePlanFee,
];

/// The spans to choose from, in the order of [`Span::ALL`].
const SPANS: &[Label] = &[Label::ThisMonth, Label::MonthBefore, Label::LastYear, Label::WholeRun];

/// What lines are told apart by, in the order of [`Grouping::ALL`].
const GROUPINGS: &[Label] =
    &[Label::BillableItem, Label::Region, Label::EcsInstance, Label::ByTier, Label::ByDay, Label::ByMonth];

/// The screen.
#[component]
pub fn Billing() -> impl IntoView {
    let library = use_library();
    let query = RwSignal::new(Query::default());
    let (span, grouping, cause) = (RwSignal::new(0), RwSignal::new(0), RwSignal::new(0));
    // Every clock hour counts, and no less than that.
    let hour = library.view(
        |revisions| (revisions.fleet, revisions.clock),
        |run| (run.journal().entries.len(), run.now().clock_hour()),
    );
    let asked = move || BillQuery {
        list: query.get(),
        span: Span::ALL[span.get()],
        grouping: Grouping::ALL[grouping.get()],
        cause: chosen(&Cause::ALL, cause),
    };
    let shown = Memo::new(move |_| {
        hour.with(|_| ());
        library.number.track();
        library.read(|run| bill::lines(run.world(), &asked(), library.locale.get()))
    });
    let save = move |_| {
        let asked = untrack(asked);
        let text = library.read(|run| bill::as_json(run, asked.span, asked.grouping));
        if let Err(error) = download("cloud-backup-bill.json", &text) {
            leptos::logging::error!("{error:?}");
        }
    };
    let page: Memo<Page<BillRow>> = Memo::new(move |_| shown.with(|(page, _)| page.clone()));
    let total = Memo::new(move |_| shown.with(|(_, total)| *total));
    let empty = empty_but(|| t(Label::NothingBilled).into_any(), Label::BackedUpInstances, Route::HOME);
    let frame = Frame::new(Label::Bill, "bill", COLUMNS, Label::SearchBill, empty)
        .choice(Label::Period, SPANS, span)
        .choice(Label::GroupedBy, GROUPINGS, grouping)
        .choice(Label::BillableItem, CAUSES, cause);
    view! {
        <h1 tabindex="-1">{t(Label::Billing)}</h1>
        <p class="lead">
            {t(Label::PricesAreIllustrative)} " "
            <a href=Route::Assumptions.to_string()>{t(Label::EditPrices)}</a>
        </p>
        <AccountCard />
        <section class="bill-section" aria-labelledby="bill-title">
            <header class="bill-head">
                <h2 id="bill-title">{t(Label::Bill)}</h2>
                <p class="bill-total">
                    {t(Label::Total)} " "
                    <strong class="money">{dynamic(move || format!("CNY {}", total.get()))}</strong>
                </p>
                <button type="button" on:click=save>
                    {t(Label::DownloadJson)}
                </button>
            </header>
            {frame.list(query, page, BillRow::key, |row| view! { <Line row=row /> }.into_any())}
        </section>
        <CostOverTime span=span />
        <ArchivingPays />
        <ResourcePlans />
        <PriceTable />
        <ManagedAccounts />
    }
}

/// One line of the bill.
#[component]
fn Line(row: Memo<Option<BillRow>>) -> impl IntoView {
    let cells = move || {
        row.get().map(|row| {
            let of = row.of().to_owned();
            view! {
                <th scope="row">{row.name}</th>
                <td>{row.region}</td>
                <td>{of}</td>
                <td class="figure">{row.quantity} " " <small>{row.unit}</small></td>
                <td class="figure">{row.unit_price}</td>
                <td class="figure money">{row.amount.to_string()}</td>
                <td class="wraps">{row.why} " " <RuleChip rule=row.rule /></td>
            }
        })
    };
    view! { <tr>{dynamic(cells)}</tr> }
}
