//! Lists: what is searched, ordered and paged, the same on every screen.

use std::cmp::Ordering;

/// What someone asks of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What each row must hold somewhere; empty for all.
    pub search: String,
    /// What decides the order; that of the list itself where left out.
    pub order: Option<Order>,
    /// The page, from 0. One beyond the last means the last.
    pub page: usize,
    /// Rows on a page.
    pub size: usize,
}

/// By which column a list is ordered, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column, as the list counts those it can be ordered by.
    pub column: usize,
    /// The largest first.
    pub descending: bool,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// Its rows in order.
    pub rows: Vec<T>,
    /// What it is a page of.
    pub extent: Extent,
}

/// How much there is of a list, and where its page lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// How many rows there are, whatever is searched and filtered.
    pub all: usize,
    /// How many are found.
    pub found: usize,
    /// The page, from 0.
    pub page: usize,
    /// Rows on a page.
    pub size: usize,
}

/// The numbers of rows on a page to choose from.
pub const PAGE_SIZES: [usize; 4] = [10, 20, 50, 100];

impl Default for Query {
    fn default() -> Self {
        Self { search: String::new(), order: None, page: 0, size: PAGE_SIZES[1] }
    }
}

impl Query {
    /// A query ordered by a column.
    pub fn by(column: usize, descending: bool) -> Self {
        Self { order: Some(Order { column, descending }), ..Self::default() }
    }

    /// Orders by `column`: upwards first, the other way round when it is asked for again.
    pub fn reorder(&mut self, column: usize) {
        let descending = self.order == Some(Order { column, descending: false });
        self.order = Some(Order { column, descending });
        self.page = 0;
    }

    /// Which of `columns` decides the order; none where it is that of the list itself.
    pub fn column<C: Copy>(&self, columns: &[C]) -> Option<C> {
        self.order.and_then(|order| columns.get(order.column).copied())
    }

    /// The page of `found`, out of `all` rows: ordered by `compare` the way that is asked for, equals as they come.
    pub fn page<R, T>(
        &self,
        found: &[R],
        all: usize,
        compare: &dyn Fn(&R, &R) -> Ordering,
        row: &dyn Fn(&R) -> T,
    ) -> Page<T> {
        let extent = Extent { all, found: found.len(), page: self.page.min(self.last(found.len())), size: self.size() };
        let placed = self.positions(extent, &|a, b| compare(&found[a], &found[b]));
        Page { rows: placed.into_iter().map(|position| row(&found[position])).collect(), extent }
    }

    /// On which page the row at `position` of `found` lies.
    pub fn page_of<R>(&self, found: &[R], position: usize, compare: &dyn Fn(&R, &R) -> Ordering) -> usize {
        let before = |other: &usize| {
            self.directed(compare(&found[*other], &found[position])).then(other.cmp(&position)) == Ordering::Less
        };
        (0..found.len()).filter(before).count() / self.size()
    }

    fn size(&self) -> usize {
        self.size.max(1)
    }

    fn last(&self, found: usize) -> usize {
        found.div_ceil(self.size()).saturating_sub(1)
    }

    /// The positions of the rows of a page. Only the rows up to its end are put in order: of a long list a page is short.
    fn positions(&self, extent: Extent, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
        let order = |a: &usize, b: &usize| self.directed(compare(*a, *b)).then(a.cmp(b));
        let mut positions: Vec<usize> = (0..extent.found).collect();
        let end = extent.found.min((extent.page + 1) * extent.size);
        if end < extent.found {
            positions.select_nth_unstable_by(end, order);
            positions.truncate(end);
        }
        positions.sort_unstable_by(order);
        positions.split_off((extent.page * extent.size).min(end))
    }

    fn directed(&self, ordering: Ordering) -> Ordering {
        match self.order {
            Some(Order { descending: true, .. }) => ordering.reverse(),
            _ => ordering,
        }
    }
}

impl Extent {
    /// How many pages there are; one even of nothing.
    pub fn pages(self) -> usize {
        self.found.div_ceil(self.size.max(1)).max(1)
    }

    /// The numbers of the first and last row of the page, from 1; zeros where there is none.
    pub fn span(self) -> (usize, usize) {
        let from = self.page * self.size;
        (self.found.min(from + 1), self.found.min(from + self.size))
    }

    /// How many rows search and filters hide.
    pub fn hidden(self) -> usize {
        self.all - self.found.min(self.all)
    }
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), extent: Extent::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERS: [i32; 7] = [5, 3, 9, 3, 1, 7, 3];

    fn page(query: &Query) -> Page<(usize, i32)> {
        let found: Vec<_> = NUMBERS.into_iter().enumerate().collect();
        query.page(&found, 9, &|a, b| a.1.cmp(&b.1), &|row| *row)
    }

    #[test]
    fn a_page_is_what_sorting_all_would_give() {
        for descending in [false, true] {
            let mut sorted: Vec<_> = NUMBERS.into_iter().enumerate().collect();
            sorted.sort_by(|a, b| if descending { b.1.cmp(&a.1) } else { a.1.cmp(&b.1) });
            for size in 1..9 {
                let query = Query { size, ..Query::by(0, descending) };
                let pages =
                    (0..page(&query).extent.pages()).map(|number| page(&Query { page: number, ..query.clone() }));
                let rows: Vec<_> = pages.flat_map(|page| page.rows).collect();
                assert_eq!(rows, sorted, "{size} on a page, descending {descending}");
            }
        }
    }

    #[test]
    fn a_page_beyond_the_last_is_the_last_and_tells_what_it_shows() {
        let query = Query { page: 40, size: 3, ..Query::default() };
        let page = page(&query);
        assert_eq!((page.extent.page, page.extent.span(), page.extent.hidden()), (2, (7, 7), 2));
        assert_eq!(Query::default().page::<u8, u8>(&[], 0, &|a, b| a.cmp(b), &|row| *row).extent.span(), (0, 0));
    }

    #[test]
    fn a_row_is_on_the_page_that_shows_it() {
        for position in 0..NUMBERS.len() {
            let query = Query { size: 2, ..Query::by(0, true) };
            let number = query.page_of(&NUMBERS, position, &i32::cmp);
            let shown = query.clone();
            let shown = page(&Query { page: number, ..shown });
            assert!(shown.rows.iter().any(|(at, _)| *at == position), "{position} on {number}");
        }
    }

    #[test]
    fn a_column_turns_round_when_it_is_asked_for_again() {
        let mut query = Query { page: 3, ..Query::default() };
        query.reorder(1);
        assert_eq!((query.order, query.page), (Some(Order { column: 1, descending: false }), 0));
        query.reorder(1);
        assert_eq!(query.order, Some(Order { column: 1, descending: true }));
        query.reorder(0);
        assert_eq!(query.column(&['a', 'b']), Some('a'));
    }
}
