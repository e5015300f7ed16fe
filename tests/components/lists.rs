use std::sync::Arc;

use engine::view::{
    list::{Page, Query},
    search,
};
use leptos::prelude::*;
use page::{
    components::{
        dynamic::dynamic,
        list::{Column, Frame, expander},
    },
    text::Label,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, focused, settle, show, text};

const COLUMNS: &[Column] = &[Column::ordered(Label::JobId, 0), Column::new(Label::Status), Column::new(Label::Actions)];

/// Numbers below `count`, each with what it says now; the filter leaves the even ones.
#[derive(Clone, Copy)]
struct Numbers {
    count: RwSignal<usize>,
    said: RwSignal<&'static str>,
    query: RwSignal<Query>,
}

impl Numbers {
    fn below(count: usize) -> Self {
        Self { count: RwSignal::new(count), said: RwSignal::new("fine"), query: RwSignal::new(Query::by(0, false)) }
    }

    async fn show(self, inner: bool) -> Stage {
        show(move || {
            let even = RwSignal::new(0);
            let page = Memo::new(move |_| self.page(even.get() == 1));
            let nothing = Arc::new(|| view! { <p class="empty">"Nothing here"</p> }.into_any());
            let frame = Frame::new(Label::Jobs, "numbers", COLUMNS, Label::Search, nothing);
            let frame = frame.choice(Label::Status, &[Label::AllInstances, Label::Active], even);
            let frame = if inner { frame.inner() } else { frame };
            frame.list(self.query, page, |(number, _)| number.to_string(), |row| line(row).into_any())
        })
        .await
    }

    fn page(self, even: bool) -> Page<(usize, &'static str)> {
        let (query, said) = (self.query.get(), self.said.get());
        let all = 0..self.count.get();
        let found: Vec<_> = all
            .filter(|number| !even || number % 2 == 0)
            .filter(|number| search::holds(&number.to_string(), &query.search))
            .collect();
        query.page(&found, self.count.get(), &usize::cmp, &|number| (*number, said))
    }
}

fn line(row: Memo<Option<(usize, &'static str)>>) -> impl IntoView {
    let number = row.get_untracked().map(|(number, _)| number);
    view! {
        <tr>
            <th scope="row">{number}</th>
            <td>{dynamic(move || row.get().map(|(_, said)| said))}</td>
            <td>
                <button type="button">"Act"</button>
            </td>
        </tr>
    }
}

fn numbers(stage: &Stage) -> Vec<String> {
    stage.all("tbody th").iter().map(|head| text(head)).collect()
}

#[wasm_bindgen_test]
async fn the_head_of_a_column_orders_the_list_and_tells_how() {
    let stage = Numbers::below(3).show(false).await;
    let sort = || stage.one("th[data-sortable]").get_attribute("aria-sort");
    assert_eq!((numbers(&stage).join(" ").as_str(), sort().as_deref()), ("0 1 2", Some("ascending")));
    stage.click("Job ID").await;
    assert_eq!((numbers(&stage).join(" ").as_str(), sort().as_deref()), ("2 1 0", Some("descending")));
    stage.click("Job ID").await;
    assert_eq!((numbers(&stage).join(" ").as_str(), sort().as_deref()), ("0 1 2", Some("ascending")));
    assert_eq!(stage.all("thead button").len(), 1, "by the others it cannot be ordered");
}

#[wasm_bindgen_test]
async fn a_search_narrows_the_list_and_what_it_hides_is_told_and_taken_back() {
    let stage = Numbers::below(30).show(false).await;
    stage.type_into("input[type=search]", "7").await;
    assert_eq!(numbers(&stage), ["7", "17", "27"]);
    stage.select(".filter select", "Active").await;
    assert_eq!(numbers(&stage), [""; 0]);
    assert_eq!(text(&stage.one("[role=status]")), "Search and filters hide all rows \"7\": 30 Clear");
    assert!(!stage.has("table"));
    stage.click("Clear").await;
    assert_eq!(numbers(&stage).len(), 20, "the search and the filter are gone");
}

#[wasm_bindgen_test]
async fn of_ten_thousand_rows_a_page_is_drawn_and_the_others_are_a_page_away() {
    let list = Numbers::below(10_000);
    let stage = list.show(false).await;
    let span = || text(&stage.one(".pages [role=status]"));
    let disabled = |name| stage.button(name).get_attribute("aria-disabled");
    assert_eq!((stage.all("tbody tr").len(), span()), (20, "1-20 / 10,000".to_owned()));
    assert_eq!((disabled("Previous page").as_deref(), disabled("Next page")), (Some("true"), None));
    stage.click("Next page").await;
    assert_eq!((numbers(&stage)[0].as_str(), span()), ("20", "21-40 / 10,000".to_owned()));
    stage.select(".pages select", "100").await;
    assert_eq!((stage.all("tbody tr").len(), span()), (100, "1-100 / 10,000".to_owned()));
    list.query.update(|query| query.page = 99);
    settle().await;
    assert_eq!((disabled("Previous page"), disabled("Next page").as_deref()), (None, Some("true")));
    stage.click("Next page").await;
    assert_eq!(span(), "9,901-10,000 / 10,000", "there is none after the last");
}

#[wasm_bindgen_test]
async fn a_row_stays_and_keeps_the_focus_while_it_changes() {
    let list = Numbers::below(3);
    let stage = list.show(false).await;
    let button = stage.all("tbody button").remove(1);
    button.focus().unwrap();
    list.said.set("late");
    list.count.set(5);
    settle().await;
    assert_eq!(text(&stage.all("tbody td")[2]), "late");
    assert_eq!(numbers(&stage).len(), 5);
    assert_eq!(focused(), Some(button.into()));
}

#[wasm_bindgen_test]
async fn a_list_says_when_there_is_nothing_and_shows_rows_as_they_come() {
    let list = Numbers::below(0);
    let stage = list.show(false).await;
    assert_eq!(text(&stage.one(".empty")), "Nothing here");
    assert!(!stage.has("table"));
    list.count.set(2);
    settle().await;
    assert_eq!((numbers(&stage).len(), stage.has(".empty")), (2, false));
}

#[wasm_bindgen_test]
async fn few_rows_need_no_pages_and_within_another_list_no_search() {
    let list = Numbers::below(10);
    let stage = list.show(true).await;
    assert_eq!((stage.has(".pages button"), stage.has("input[type=search]")), (false, false));
    list.count.set(11);
    settle().await;
    assert_eq!((stage.has(".pages button"), stage.has("input[type=search]")), (true, true));
    assert!(Numbers::below(2).show(false).await.has("input[type=search]"), "a list by itself can always be searched");
}

#[wasm_bindgen_test]
async fn what_lies_under_a_row_opens_and_closes_and_its_button_tells() {
    let open = RwSignal::new(false);
    let stage = show(move || {
        let toggle = move || open.update(|open| *open = !*open);
        expander(move || open.get(), || "job-1".to_owned(), [Label::ShowDisks, Label::HideDisks], toggle)
    })
    .await;
    for (name, expanded) in [("Show the disks of job-1", "false"), ("Hide the disks of job-1", "true")] {
        assert_eq!(stage.button(name).get_attribute("aria-expanded").as_deref(), Some(expanded));
        stage.click(name).await;
    }
    assert!(!open.get_untracked());
}
