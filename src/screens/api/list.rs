//! The operations, searched and narrowed, product by product.

use engine::view::api::{self, Filter, OperationRow, PRODUCTS};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::desk::Desk;
use crate::{
    app::t,
    components::dynamic::{Rows, dynamic, row},
    library::use_library,
    route::Route,
    text::Label,
};

/// The list.
#[component]
pub(super) fn Operations(desk: Desk) -> impl IntoView {
    let locale = use_library().locale;
    let filter = RwSignal::new(Filter::default());
    let listed = Memo::new(move |_| filter.with(|filter| api::operations(filter, locale.get())));
    let lines = Signal::derive(move || {
        listed.with(|listed| {
            PRODUCTS
                .into_iter()
                .flat_map(|product| {
                    let of: Vec<_> = listed.iter().filter(|row| row.product == product).cloned().collect();
                    let head = (!of.is_empty()).then(|| row(product, move || view! { <Head product=product /> }));
                    let operations = of.into_iter().map(|operation| {
                        let key = format!("{} {} {}", operation.product, operation.action, locale.get().tag());
                        row(key, move || view! { <Line row=operation.clone() desk=desk /> })
                    });
                    head.into_iter().chain(operations).collect::<Vec<_>>()
                })
                .collect()
        })
    });
    let list: NodeRef<html::Ul> = NodeRef::new();
    Effect::new(move |_| {
        desk.entry.track();
        request_animation_frame(move || show_open(list));
    });
    let count = move || format!("{} / {}", listed.with(Vec::len), api::count());
    view! {
        <section class="api-operations" aria-labelledby="api-operations">
            <header>
                <h2 id="api-operations">{t(Label::ApiOperations)}</h2>
                <small role="status">{dynamic(count)}</small>
            </header>
            <Choices filter=filter />
            <ul class="api-list" node_ref=list>
                <Rows rows=lines />
            </ul>
        </section>
    }
}

/// Brings the operation that is open into the view of the list, and moves nothing else.
fn show_open(list: NodeRef<html::Ul>) {
    let Some(list) = list.try_get_untracked().flatten() else { return };
    let open = list.query_selector("[aria-current]").ok().flatten();
    let Some(open) = open.and_then(|open| open.dyn_into::<web_sys::HtmlElement>().ok()) else { return };
    let (top, height) = (open.offset_top(), list.client_height());
    if top < list.scroll_top() || top + open.offset_height() > list.scroll_top() + height {
        list.set_scroll_top(top - height / 2);
    }
}

/// Search and filters.
#[component]
fn Choices(filter: RwSignal<Filter>) -> impl IntoView {
    let locale = use_library().locale;
    let products = PRODUCTS.into_iter().enumerate().map(|(position, product)| {
        view! {
            <option value=position
                .to_string()>{dynamic(move || api::product(product, locale.get()))}</option>
        }
    });
    view! {
        <input
            type="search"
            aria-label=t(Label::ApiSearch)
            placeholder=t(Label::ApiSearch)
            prop:value=move || filter.with(|filter| filter.search.clone())
            on:input=move |event| {
                filter.update(|filter| filter.search = event_target_value(&event));
            }
        />
        <div class="api-choices">
            <select
                aria-label=t(Label::ApiProduct)
                on:change=move |event| {
                    filter
                        .update(|filter| filter.product = event_target_value(&event).parse().ok());
                }
            >
                <option value="">{t(Label::ApiAllProducts)}</option>
                {products.collect_view()}
            </select>
            <select
                aria-label=t(Label::ApiReadsOrWrites)
                on:change=move |event| {
                    filter
                        .update(|filter| {
                            filter.writes = event_target_value(&event).parse().ok();
                        });
                }
            >
                <option value="">{t(Label::ApiReadsAndWrites)}</option>
                <option value="false">{t(Label::ApiReads)}</option>
                <option value="true">{t(Label::ApiWrites)}</option>
            </select>
        </div>
    }
}

/// The name of a product.
#[component]
fn Head(product: &'static str) -> impl IntoView {
    let locale = use_library().locale;
    view! {
        <li>
            <h3>{dynamic(move || api::product(product, locale.get()))}</h3>
        </li>
    }
}

/// The way to one operation.
#[component]
fn Line(row: OperationRow, desk: Desk) -> impl IntoView {
    let OperationRow { product, action, does, writes, .. } = row;
    let is_open = move || desk.entry.get().is_some_and(|entry| entry.product == product && entry.action == action);
    let to = Route::Api { open: Some((product.to_owned(), action.to_owned())) };
    view! {
        <li>
            <a href=to.to_string() title=does aria-current=move || is_open().then_some("page")>
                {action}
                {writes
                    .then(|| {
                        view! {
                            " "
                            <small>{t(Label::ApiWrites)}</small>
                        }
                    })}
            </a>
        </li>
    }
}
