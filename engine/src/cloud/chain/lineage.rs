//! What each snapshot builds on: the disk as it was, one snapshot before, and so on to the first (SNP-03, MDL-03).
//!
//! Without a rollback the lineage is the chain itself, each snapshot on the one before. A rollback moves the disk to an
//! earlier snapshot, so that two may build on the same one. When such a one is deleted, a [`Remnant`] stays in its
//! place, without a name: what the others need of it. It goes as soon as only one is left that builds on it.

use super::{Chain, Snapshot};
use crate::{
    cloud::disk::{Content, spread},
    id::Occasion,
    units::Mib,
};

/// What was done to a disk between two instants of its lineage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delta {
    /// What was written, `w` of MDL-02.
    pub written: Mib,
    /// By how much what holds data has grown.
    pub grown: Mib,
    /// Whether every block that holds data was written anew in between (MDL-04).
    pub rewritten: bool,
}

/// What a snapshot, or the disk as it is, builds on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Base {
    /// The snapshot before it in the lineage.
    pub taken: Occasion,
    /// What was done to the disk since then.
    pub delta: Delta,
}

/// Where the disk as it is stands in the lineage: the next snapshot builds on what it builds on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Head {
    /// What it built on when it held `mark`; none where the next snapshot is the first.
    pub(super) base: Option<Base>,
    mark: Content,
}

/// A deleted snapshot that at least two others, or another and the disk, still build on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Remnant {
    pub(super) taken: Occasion,
    pub(super) used: Mib,
    pub(super) base: Option<Base>,
}

/// What can build on a snapshot; snapshots and remnants by their positions.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node {
    Snapshot(usize),
    Remnant(usize),
    Head,
}

impl Delta {
    /// From a content to a later one, without a rollback between them.
    pub fn between(earlier: Content, later: Content) -> Self {
        let written = later.written.saturating_sub(earlier.written);
        Self { written, grown: later.used.saturating_sub(earlier.used), rewritten: false }
    }

    /// This, then another.
    pub fn then(self, later: Self) -> Self {
        let rewritten = self.rewritten || later.rewritten;
        Self { written: self.written + later.written, grown: self.grown + later.grown, rewritten }
    }

    /// What it takes to store the difference, where writes fall on `hot` and `used` holds data after it (MDL-02).
    pub fn stored(self, hot: Mib, used: Mib) -> Mib {
        if self.rewritten { used } else { (spread(hot, self.written) + self.grown).min(used) }
    }
}

impl Base {
    /// The base of what builds on it, once the snapshot that had the base `removed` is gone from between.
    fn joined(removed: Option<Self>, own: Self) -> Option<Self> {
        removed.map(|base| Self { taken: base.taken, delta: base.delta.then(own.delta) })
    }
}

impl Head {
    /// On the snapshot taken on this occasion; the disk now holds `content`, which is the same data.
    pub(super) fn on(taken: Occasion, content: Content) -> Self {
        Self { base: Some(Base { taken, delta: Delta::default() }), mark: content }
    }

    /// The disk, which held `content`, was written anew from end to end: what comes next differs from its base in all
    /// that it holds (MDL-04).
    pub(super) fn rewrite(&mut self, content: Content) {
        self.base = self.base_of(content);
        self.mark = content;
        if let Some(base) = &mut self.base {
            base.delta.rewritten = true;
        }
    }

    /// What a snapshot of `content` builds on.
    pub(super) fn base_of(&self, content: Content) -> Option<Base> {
        let since = Delta::between(self.mark, content);
        self.base.map(|base| Base { taken: base.taken, delta: base.delta.then(since) })
    }
}

impl Chain {
    /// Lets what builds on the snapshot that stood at `position` build on its base instead. Only in a chain that never
    /// branched: what builds on it is the next snapshot, or else the disk.
    pub(super) fn close_gap(&mut self, position: usize, removed: &Snapshot) {
        let heir = self.snapshots.get_mut(position).map_or(&mut self.head.base, |next| &mut next.base);
        *heir = heir.and_then(|own| Base::joined(removed.base, own));
    }

    /// Leaves a remnant in the place of a removed snapshot, as far as it is needed.
    pub(super) fn leave_remnant(&mut self, removed: &Snapshot) {
        let remnant = Remnant { taken: removed.taken, used: removed.content.used, base: removed.base };
        let position = self.remnants.partition_point(|other| other.taken < remnant.taken);
        self.remnants.insert(position, remnant);
        self.tidy();
    }

    /// Puts the disk, which now holds the data of a snapshot as `content`, onto that snapshot; onto none where it cannot
    /// be compared with it.
    pub(super) fn move_head(&mut self, taken: Option<Occasion>, content: Content) {
        self.head = taken.map_or_else(Head::default, |taken| Head::on(taken, content));
        self.branched = true;
        self.tidy();
    }

    /// What builds on the snapshot or remnant of this occasion.
    pub(super) fn children(&self, taken: Occasion) -> Vec<Node> {
        let builds = |base: Option<Base>| base.is_some_and(|base| base.taken == taken);
        let snapshots = self.snapshots.iter().enumerate().filter(|(_, snapshot)| builds(snapshot.base));
        let remnants = self.remnants.iter().enumerate().filter(|(_, remnant)| builds(remnant.base));
        let head = builds(self.head.base).then_some(Node::Head);
        let nodes = snapshots.map(|(position, _)| Node::Snapshot(position));
        nodes.chain(remnants.map(|(position, _)| Node::Remnant(position))).chain(head).collect()
    }

    /// Removes the remnants on which fewer than two build.
    fn tidy(&mut self) {
        let needless = |chain: &Self| chain.remnants.iter().position(|one| chain.children(one.taken).len() < 2);
        while let Some(position) = needless(self) {
            let heir = self.children(self.remnants[position].taken).first().copied();
            let removed = self.remnants[position].base;
            if let Some(base) = heir.map(|heir| self.base_mut(heir)) {
                *base = base.and_then(|own| Base::joined(removed, own));
            }
            self.remnants.remove(position);
        }
        self.branched = !self.is_a_line();
    }

    fn base_mut(&mut self, node: Node) -> &mut Option<Base> {
        match node {
            Node::Snapshot(position) => &mut self.snapshots[position].base,
            Node::Remnant(position) => &mut self.remnants[position].base,
            Node::Head => &mut self.head.base,
        }
    }

    /// Whether each snapshot builds on the one before, and the disk on the newest.
    fn is_a_line(&self) -> bool {
        let bases = self.snapshots.iter().map(|snapshot| snapshot.base).chain([self.head.base]);
        let before = [None].into_iter().chain(self.snapshots.iter().map(|snapshot| Some(snapshot.taken)));
        bases.map(|base| base.map(|base| base.taken)).eq(before)
    }
}
