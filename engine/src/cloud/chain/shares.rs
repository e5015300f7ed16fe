//! Who stores what is left of deleted snapshots (SNP-04).
//!
//! A snapshot on which one other builds passes all it has to that one, whose difference is then taken to the base of
//! both (MDL-03). Where several build on it, the oldest takes over what it does not have itself; what it has
//! overwritten is still needed by the others and passes to the next; only what all have overwritten is freed. So no
//! deletion makes a chain longer, and what one snapshot holds for another never gets lost.

use super::{
    Chain,
    lineage::{Base, Delta, Node, Remnant},
};
use crate::{cloud::disk::spread, id::Occasion, units::Mib};

/// A snapshot, or a remnant of one with several heirs, that takes over from a remnant.
struct Heir {
    node: Node,
    delta: Delta,
    used: Mib,
    /// The oldest snapshot in its part of the lineage: heirs come in this order.
    oldest: Occasion,
}

/// All of them: in the order of their oldest, and those apart that ransomware wrote anew from end to end, which need
/// nothing of what was there before (MDL-04).
#[derive(Default)]
struct Heirs {
    heirs: Vec<Heir>,
    apart: Vec<Heir>,
}

/// What a remnant passes on.
#[derive(Clone, Copy)]
struct Estate {
    /// As a difference; none where it is all that the disk held.
    delta: Option<Delta>,
    /// What it occupies, with what it holds for others.
    size: Mib,
}

impl Chain {
    /// What each snapshot stores, oldest first.
    pub(super) fn shares(&self, hot: Mib) -> Vec<Mib> {
        let mut shares: Vec<_> = self.snapshots.iter().map(|snapshot| snapshot.own(hot)).collect();
        let uppermost = self.remnants.iter().filter(|remnant| {
            let base = remnant.base.map(|base| base.taken);
            !self.remnants.iter().any(|other| Some(other.taken) == base)
        });
        for remnant in uppermost {
            let delta = remnant.base.map(|base| base.delta);
            let size = delta.map_or(remnant.used, |delta| delta.stored(hot, remnant.used));
            self.share(remnant, Estate { delta, size }, hot, &mut shares);
        }
        shares
    }

    fn share(&self, remnant: &Remnant, estate: Estate, hot: Mib, shares: &mut [Mib]) {
        let Heirs { heirs, apart } = self.heirs(remnant);
        for heir in apart {
            self.bequeath(&heir, Estate { delta: Some(heir.delta), size: heir.used }, hot, shares);
        }
        let Some((oldest, others)) = heirs.split_first() else { return };
        let delta = estate.delta.map(|delta| delta.then(oldest.delta));
        let size = delta.map_or(oldest.used, |delta| delta.stored(hot, oldest.used));
        self.bequeath(oldest, Estate { delta, size }, hot, shares);
        let both = estate.size + oldest.delta.stored(hot, oldest.used);
        let mut overwritten = both.saturating_sub(size + estate.unneeded(remnant, &heirs, hot));
        for (heir, after) in others.iter().zip((0..others.len()).rev()) {
            let own = heir.delta.stored(hot, heir.used);
            let room = if after == 0 { overwritten } else { heir.used.saturating_sub(own) };
            let taken_over = overwritten.min(room);
            overwritten -= taken_over;
            self.bequeath(heir, Estate { delta: Some(heir.delta), size: own + taken_over }, hot, shares);
        }
    }

    fn bequeath(&self, heir: &Heir, estate: Estate, hot: Mib, shares: &mut [Mib]) {
        match heir.node {
            Node::Snapshot(position) => shares[position] = estate.size,
            Node::Remnant(position) => self.share(&self.remnants[position], estate, hot, shares),
            Node::Head => {}
        }
    }

    fn heirs(&self, remnant: &Remnant) -> Heirs {
        let mut all = Heirs::default();
        for child in self.children(remnant.taken) {
            match child {
                // The disk itself stores nothing.
                Node::Head => {}
                Node::Snapshot(position) => {
                    let snapshot = &self.snapshots[position];
                    let Some(base) = snapshot.base else { continue };
                    let (used, oldest) = (snapshot.content.used, snapshot.taken);
                    all.add(Heir { node: child, delta: base.delta, used, oldest });
                }
                Node::Remnant(position) => self.add_heirs_beyond(position, &mut all),
            }
        }
        all
    }

    /// Adds the heirs in the part of the lineage above another remnant: a remnant with one heir passes everything to
    /// that one, one with several is an heir itself.
    fn add_heirs_beyond(&self, position: usize, all: &mut Heirs) {
        let remnant = &self.remnants[position];
        let Heirs { mut heirs, apart } = self.heirs(remnant);
        all.apart.extend(apart);
        let Some(Base { delta, .. }) = remnant.base else { return };
        match heirs.len() {
            0 => {}
            1 => all.add(heirs.remove(0).over(delta)),
            _ => all.add(Heir { node: Node::Remnant(position), delta, used: remnant.used, oldest: heirs[0].oldest }),
        }
    }
}

impl Heirs {
    fn add(&mut self, heir: Heir) {
        if heir.delta.rewritten {
            self.apart.push(heir);
        } else {
            let position = self.heirs.partition_point(|other| other.oldest < heir.oldest);
            self.heirs.insert(position, heir);
        }
    }
}

impl Heir {
    /// The same, seen from before another difference.
    fn over(self, delta: Delta) -> Self {
        Self { delta: delta.then(self.delta), ..self }
    }
}

impl Estate {
    /// What a remnant has and all its heirs have overwritten: nobody needs it.
    fn unneeded(self, remnant: &Remnant, heirs: &[Heir], hot: Mib) -> Mib {
        // What was written anew from end to end is everything, whatever it builds on.
        let base = remnant.base.filter(|_| !self.delta.is_some_and(|delta| delta.rewritten));
        unneeded(base, heirs, hot)
    }
}

/// The same of one that differs so from what is before it; of one that holds everything where that is none.
fn unneeded(base: Option<Base>, heirs: &[Heir], hot: Mib) -> Mib {
    let written = heirs.iter().map(|heir| heir.delta.written);
    match (base, heirs) {
        // Of two heirs to everything one stores all it uses and the other the difference to that, rounded as any.
        (None, [one, other]) => {
            let (one, other) = (one.delta.written, other.delta.written);
            spread(hot, one) + spread(hot, other) - spread(hot, one + other)
        }
        (None, _) => common(hot, &written.collect::<Vec<_>>()),
        (Some(base), _) => common(hot, &written.chain([base.delta.written]).collect::<Vec<_>>()),
    }
}

/// The part of `hot` that every one of these writes has fallen on, rounded down.
///
/// The blocks that the writes of a set touch together are `spread` of their sum (MDL-02), so those that all touch
/// follow by inclusion and exclusion: the sum of ±`hot² / (hot + w)` over all subsets. Nothing where there are more
/// writes than [`WRITES_COMPARED_MAX`]; the truth is little more then.
fn common(hot: Mib, writes: &[Mib]) -> Mib {
    if hot == Mib::ZERO || writes.is_empty() || writes.len() > WRITES_COMPARED_MAX {
        return Mib::ZERO;
    }
    let mut sum = 0_i128;
    for subset in 0_u32..1 << writes.len() {
        let chosen = writes.iter().enumerate().filter(|(position, _)| subset >> position & 1 == 1);
        let written: Mib = chosen.map(|(_, written)| *written).sum();
        let untouched = (i128::from(hot.0 * hot.0) << FRACTION_BITS) / i128::from(hot.0 + written.0);
        sum += if subset.count_ones() % 2 == 0 { untouched } else { -untouched };
    }
    // Each term is rounded by less than one; a size that is not certain is not freed.
    let certain = (sum - (1 << WRITES_COMPARED_MAX)).max(0) >> FRACTION_BITS;
    Mib(u64::try_from(certain).unwrap_or(0))
}

const WRITES_COMPARED_MAX: usize = 6;
const FRACTION_BITS: u32 = 48;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snp_04_only_what_all_have_overwritten_is_freed() {
        let hot = Mib(1_000);
        assert_eq!(common(hot, &[Mib(0), Mib(1 << 40)]), Mib(0), "one has overwritten nothing");
        assert_eq!(common(hot, &[Mib(1 << 40); 3]), Mib(999), "all have overwritten all of it, or almost");
        assert_eq!(common(hot, &[Mib(1_000)]), Mib(499), "500 of it, and not certain to the last bit");
        // 500 + 500 - 666.67
        assert_eq!(common(hot, &[Mib(1_000), Mib(1_000)]), Mib(333));
        assert_eq!(common(hot, &[Mib(1_000); 7]), Mib(0));
    }
}
