//! What becomes of a snapshot that is deleted, and of a disk that is put back to one.

use super::{Consequence, points, say};
use crate::{
    backup::point::SnapshotRef,
    billing::{bill::traffic_fee, prices::Prices},
    id::{ImageId, SnapshotId},
    locale::Locale,
    rule::Rule,
    units::Mib,
    view::format,
    world::World,
};

/// What the deletion of a snapshot brings about.
pub(super) fn delete(world: &World, id: &SnapshotId, locale: Locale) -> Vec<Consequence> {
    let Ok(held) = world.snapshot(id) else { return Vec::new() };
    let disk = &world.disks[held.disk];
    let taken = format::date_time(held.taken.at, world.zone, locale);
    let goes = match locale {
        Locale::En => format!("The snapshot of {} of {taken} goes for good: nothing can be put back to it.", disk.id),
        Locale::Zh => format!("{}于{taken}创建的快照将永久删除，不能再用于回滚。", disk.id),
    };
    let size = format::size(freed(world, held));
    let frees = match locale {
        Locale::En => format!("It frees {size}; what other snapshots need of it passes to them."),
        Locale::Zh => format!("将释放{size}；其他快照需要的数据转归其他快照。"),
    };
    let mut all = vec![Consequence { text: goes, rule: Rule::Api48 }, Consequence { text: frees, rule: Rule::Snp04 }];
    all.extend(points::early_deletion(world, &[held], locale));
    let separator = if locale == Locale::En { ", " } else { "、" };
    let made: Vec<_> = world.disks_made_from(held).map(|disk| world.disks[disk].id.to_string()).collect();
    if !made.is_empty() {
        let made = made.join(separator);
        let text = match locale {
            Locale::En => format!("Disks made from it work on but cannot be re-initialised: {made}."),
            Locale::Zh => format!("由其创建的云盘可继续使用，但不能重新初始化：{made}。"),
        };
        all.push(Consequence { text, rule: Rule::Snp21 });
    }
    all
}

/// What moving a snapshot to the Archive tier brings about.
pub(super) fn archive(world: &World, id: &SnapshotId, locale: Locale) -> Vec<Consequence> {
    if world.snapshot(id).is_err() {
        return Vec::new();
    }
    vec![
        say(
            Rule::Arc01,
            locale,
            "It moves to the Archive tier for good: it cannot come back.",
            "快照将转入归档层，不可逆。",
        ),
        say(
            Rule::Bil12,
            locale,
            "There it is charged for at least 60 days, even if it is deleted before.",
            "归档层至少计费60天，提前删除也须支付剩余时长的费用。",
        ),
    ]
}

/// What a copy to another region is charged for at most: a later copy carries less, as the difference to the one before
/// (BIL-13, SNP-30).
pub(super) fn copy(world: &World, id: &SnapshotId, is_encrypted: bool, locale: Locale) -> Vec<Consequence> {
    let Ok(held) = world.snapshot(id) else { return Vec::new() };
    let Some(snapshot) = world.disks[held.disk].chain.get(held.taken) else { return Vec::new() };
    let is_whole = is_encrypted && !world.disks[held.disk].encrypted;
    let most = if is_whole { snapshot.disk_size } else { snapshot.full() };
    let price = Prices::of(&world.assumptions).copy;
    let charge = traffic_fee(most, price);
    let (most, price) = (format::size(most), price.to_price_text());
    let (en, zh) = (
        format!(
            "It carries {most} at most, CNY {charge} at CNY {price} a GiB: all of it if it is the first copy of the disk \
             there, else what changed since the last."
        ),
        format!("最多传输{most}，按每GiB {price}元计{charge}元：首次复制为全量，之后仅传输自上次复制以来的变化。"),
    );
    vec![say(Rule::Bil13, locale, &en, &zh)]
}

/// What the deletion of a custom image brings about.
pub(super) fn delete_image(world: &World, id: &ImageId, locale: Locale) -> Vec<Consequence> {
    let Some(image) = world.images.get(id) else { return Vec::new() };
    let (name, count) = (&image.name, image.snapshots.len());
    let text = match locale {
        Locale::En => format!("The image {name} goes for good; no instance can start from it any more."),
        Locale::Zh => format!("镜像{name}将永久删除，不能再用于创建实例。"),
    };
    let stay = match locale {
        Locale::En => format!("Its snapshots stay: {count}. They can then be deleted."),
        Locale::Zh => format!("其快照保留：{count}个，之后可以删除。"),
    };
    vec![Consequence { text, rule: Rule::Snp21 }, Consequence { text: stay, rule: Rule::Snp21 }]
}

/// What putting a disk back to a snapshot brings about.
pub(super) fn roll_back(world: &World, id: &SnapshotId, locale: Locale) -> Vec<Consequence> {
    let Ok(held) = world.snapshot(id) else { return Vec::new() };
    let disk = &world.disks[held.disk];
    let Some(snapshot) = disk.chain.get(held.taken) else { return Vec::new() };
    let taken = format::date_time(held.taken.at, world.zone, locale);
    let lost = match locale {
        Locale::En => format!(
            "All that was written to {} since {taken} is lost and cannot be brought back. Take a snapshot first to keep it.",
            disk.id
        ),
        Locale::Zh => format!("{}自{taken}以来写入的全部数据将丢失且不可恢复。如需保留，请先创建快照。", disk.id),
    };
    let mut all = vec![Consequence { text: lost, rule: Rule::Res03 }];
    if disk.size != snapshot.disk_size {
        let (from, to) = (format::size(disk.size), format::size(snapshot.disk_size));
        let text = match locale {
            Locale::En => format!("Its size goes back from {from} to {to}."),
            Locale::Zh => format!("其容量将由{from}恢复为{to}。"),
        };
        all.push(Consequence { text, rule: Rule::Res04 });
    }
    let (en, zh) = ("All of its snapshots stay, newer ones too.", "其全部快照保留，包括较新的快照。");
    all.push(say(Rule::Mdl03, locale, en, zh));
    all
}

/// What the chain occupies less without a snapshot.
fn freed(world: &World, held: SnapshotRef) -> Mib {
    let mut disk = world.disks[held.disk].clone();
    let before = disk.chain.stored();
    disk.remove_snapshot(held.taken, world.now);
    Mib(before.0.saturating_sub(disk.chain.stored().0))
}
