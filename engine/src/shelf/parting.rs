//! Where a run that comes out differently than it was saved can be gone on with.

use crate::{
    save::{Journal, RULES_VERSION, Save},
    simulation::Parting,
    time::Timestamp,
    timeline::{Branch, BranchId},
};

/// The last instant at which a replay is known to have agreed with what was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastEqual {
    /// How many commands had been given by then.
    pub commands: usize,
    /// When that was; the start of the run where nothing later is known to agree.
    pub at: Timestamp,
}

impl LastEqual {
    /// What is known of the replay of `save` that parted from it.
    pub fn of(save: &Save, parting: &Parting) -> Self {
        let entries = &save.journal.entries;
        let position = position(save, parting);
        let agreed = entries[..position].iter().rposition(|entry| entry.digest.is_some());
        match agreed {
            Some(agreed) => Self { commands: agreed + 1, at: entries[agreed].at },
            // In a large world no digests are kept: all that is known to differ is a command that can no longer be given.
            None if matches!(parting, Parting::Refused { .. } | Parting::OutOfOrder { .. }) => {
                let before = entries[..position].last().map_or(save.scenario.start, |entry| entry.at);
                let at = entries.get(position).map_or(before, |entry| entry.at.max(before));
                Self { commands: position, at }
            }
            None => Self { commands: 0, at: save.scenario.start },
        }
    }

    /// The save standing at that instant. All that was done later lies ahead of it, to be done again one by one.
    pub fn back(self, save: &Save) -> Save {
        let whole = save.present.clone().unwrap_or_else(|| Branch {
            id: BranchId::FIRST,
            name: None,
            fork: None,
            journal: save.journal.clone(),
            given: save.journal.entries.len(),
            now: save.now,
            reached: save.now,
        });
        let present = forget_digests(Branch { given: self.commands, now: self.at, ..whole });
        Save {
            journal: Journal { entries: present.journal.entries[..self.commands].to_vec() },
            now: self.at,
            digest: None,
            figures: None,
            present: Some(present),
            ..save.clone()
        }
    }
}

/// The save without the digests that other rules gave to what lies ahead: they say nothing about how that comes out now.
pub fn ready_to_go_on(mut save: Save) -> Save {
    if save.rules_version != RULES_VERSION {
        save.present = save.present.map(forget_digests);
    }
    save
}

/// The command that a replay parted at, counted from 0; their number where all agreed.
pub fn position(save: &Save, parting: &Parting) -> usize {
    let position = match parting {
        Parting::Digest { position } | Parting::Refused { position, .. } | Parting::OutOfOrder { position } => {
            *position
        }
        Parting::End => usize::MAX,
    };
    position.min(save.journal.entries.len())
}

fn forget_digests(mut branch: Branch) -> Branch {
    for entry in &mut branch.journal.entries[branch.given..] {
        entry.digest = None;
    }
    branch
}
