//! Tabs and browsers killed at random moments: nothing that was acknowledged may be lost.

use crate::{
    page,
    shell::{Outcome, run, say},
    test,
};

/// How many kills a soak has unless told.
pub(crate) const KILLS: &str = "200";

/// Builds the page and kills what shows it, so many times.
pub(crate) fn soak(kills: &str) -> Outcome {
    kills.parse::<u32>().map_err(|_| format!("`{kills}` is not a number of kills"))?;
    page::build()?;
    say(&format!("{kills} kills at random moments"));
    run(test::playwright()?.args(["test", "--no-deps", "journeys/kills.spec.ts"]).env("KILLS", kills))
}
