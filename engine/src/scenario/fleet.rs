//! Many instances from one template, each a little different from the next.

use super::InstanceSpec;
use crate::{
    chance::{self, Purpose},
    units::Mib,
};

/// `count` instances called `<prefix>-0001` and on, spread over the zones of their region, their data varied by up to
/// a quarter either way.
pub(super) fn instances(template: &InstanceSpec, prefix: &str, count: u64, seed: u64) -> Vec<InstanceSpec> {
    let zones: Vec<_> = template.region.zones().collect();
    let name = |number| format!("{prefix}-{number:04}");
    (1..=count).map(|number| one(template, name(number), &zones, number, seed)).collect()
}

fn one(template: &InstanceSpec, name: String, zones: &[String], number: u64, seed: u64) -> InstanceSpec {
    let mut instance = template.clone();
    let entity = chance::entity(&name);
    instance.name = name;
    let turn = usize::try_from(number).unwrap_or_default() % zones.len().max(1);
    if let Some(zone) = zones.get(turn) {
        instance.zone.clone_from(zone);
    }
    for (disk, occurrence) in instance.disks.iter_mut().zip((0_u64..).step_by(3)) {
        let varied =
            |size: Mib, which| vary(size, chance::below(501, seed, Purpose::FleetSpread, entity, occurrence + which));
        disk.used = varied(disk.used, 0).min(disk.size);
        disk.write_per_day = varied(disk.write_per_day, 1);
        disk.hot = varied(disk.hot, 2).min(disk.used);
    }
    instance
}

/// `size` times 750 to 1,250 thousandths.
fn vary(size: Mib, drawn: u64) -> Mib {
    Mib(size.0 * (750 + drawn) / 1_000)
}
