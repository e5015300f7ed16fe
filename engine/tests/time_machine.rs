//! The time machine over many seeds: whatever way a run takes, saved and opened, back and on again, it comes to the same.
//!
//! `SOAK_SEEDS` plays more seeds than the fixed few, and `SOAK_DIGESTS` names a file for what they came to, against which
//! the tests inside the browser are held.

mod harness;
mod seeds;
mod simulated_operator;

use engine::{
    chance::{Purpose, below},
    digest::Digest,
    save::{SAVE_BYTES_MAX, Save, pack, unpack},
    time::Timestamp,
    timeline::{Opening, Timeline},
};
use simulated_operator::{ACTIONS, play};

/// A fiftieth of the soak.
const SEEDS: u64 = 200;

#[test]
fn whatever_way_a_run_takes_it_comes_to_the_same() {
    let soak = std::env::var("SOAK_SEEDS").ok();
    let count = soak.map_or(SEEDS, |seeds| seeds.parse().expect("SOAK_SEEDS is a number"));
    let (mut lines, mut batch) = (Vec::new(), Vec::new());
    for seed in 0..count {
        batch.push(travel(seed));
        if (seed + 1).is_multiple_of(seeds::BATCH) {
            lines.push(seeds::line(&batch));
            batch.clear();
        }
    }
    println!("{count} seeds");
    if let Ok(path) = std::env::var("SOAK_DIGESTS") {
        std::fs::write(path, lines.join("\n")).expect("the file can be written");
        return;
    }
    // When behaviour changes on purpose, raise `RULES_VERSION` and put the new digests in their place.
    let golden = include_str!("golden/seeds.digests").trim_end();
    assert_eq!(lines.join("\n"), golden, "one line for {} seeds", seeds::BATCH);
}

/// Plays a seed, takes its run through time in every way, and gives the digest it came to each time.
fn travel(seed: u64) -> Digest {
    let mut timeline = Timeline::new(play(seed, ACTIONS).run);
    timeline.note();
    let (start, end) = (timeline.run().world().start, timeline.run().now());
    let digest = timeline.run().digest();
    let instant = |nth: u64| {
        let span = (end.0 - start.0 + 1).unsigned_abs();
        Timestamp(start.0 + below(span, seed, Purpose::FleetSpread, nth, 0).cast_signed())
    };

    let text = Save::of_timeline(&timeline).to_text();
    let unpacked = unpack(&pack(&text), SAVE_BYTES_MAX).unwrap();
    let (opened, parting) = Opening::of(Save::read(&unpacked).unwrap()).finish();
    assert_eq!((parting, opened.run().digest()), (None, digest), "seed {seed}: saved and opened");
    assert_eq!(Save::of_timeline(&opened).to_text(), text, "seed {seed}: saved again");

    timeline.rewind(instant(0)).unwrap();
    let text = Save::of_timeline(&timeline).to_text();
    let (mut opened, parting) = Opening::of(Save::read(&text).unwrap()).finish();
    assert_eq!((parting, opened.run().digest()), (None, timeline.run().digest()), "seed {seed}: saved on the way");
    for again in [&mut timeline, &mut opened] {
        while again.redo().unwrap().is_some() {}
        assert_eq!(again.run().digest(), digest, "seed {seed}: back and on again");
    }

    timeline.seek(instant(1)).unwrap();
    timeline.seek(instant(2)).unwrap();
    timeline.seek(end).unwrap();
    assert_eq!((timeline.run().digest(), timeline.others().len()), (digest, 0), "seed {seed}: sought");
    digest
}
