//! How the script of a demo moves the run.
//!
//! Only for other parts of the page than the first.

use engine::{
    lesson::{ActionFault, Names, act},
    scenario::lesson::action::Action,
    time::Timestamp,
};

use super::Library;

impl Library {
    /// Does the actions of a script, one after the other, and saves the run.
    pub fn act(&self, actions: &[Action], names: &mut Names) -> Result<(), ActionFault> {
        let outcome = self.peek(|run| act(run, actions, names));
        self.changed();
        outcome
    }

    /// Lets time pass towards `until`, for one slice at most; whether it is reached.
    pub fn pass(&self, until: Timestamp) -> bool {
        let (_, is_reached) = self.run_slice(until);
        self.refresh();
        if is_reached {
            self.save();
        }
        is_reached
    }
}
