//! Parts of the page that change by themselves.
//!
//! The view library compiles its machinery anew for every type of closure and row. These helpers give all of them one
//! type, which takes a large part of the weight off the page.

use std::sync::Arc;

use leptos::prelude::*;

/// A part that is made anew whenever what it reads has moved.
pub fn dynamic<V: IntoView + 'static>(view: impl Fn() -> V + Send + Sync + 'static) -> impl IntoView {
    of_one_type(Box::new(move || view().into_any()))
}

/// One row of a list: its key, and how it is made when it comes.
pub type Row = (String, Arc<dyn Fn() -> AnyView + Send + Sync>);

/// A row of a list.
pub fn row<V: IntoView + 'static>(key: impl ToString, view: impl Fn() -> V + Send + Sync + 'static) -> Row {
    (key.to_string(), Arc::new(move || view().into_any()))
}

/// Rows that stay as they are while their key is there.
#[component]
pub fn Rows(
    /// The rows in order.
    rows: Signal<Vec<Row>>,
) -> impl IntoView {
    view! { <For each=move || rows.get() key=|(key, _)| key.clone() children=|(_, make)| make() /> }
}

fn of_one_type(view: Box<dyn Fn() -> AnyView + Send + Sync>) -> impl IntoView {
    move || view()
}
