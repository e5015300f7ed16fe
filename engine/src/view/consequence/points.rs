//! What becomes of a backup point that is deleted by hand, or of the part of one disk.

use super::{Consequence, say};
use crate::{
    backup::point::SnapshotRef, billing, billing::money::MicroCny, id::PointId, locale::Locale, rule::Rule,
    view::format, world::World,
};

/// What the deletion brings about; the charge is what a bill would say (BIL-12).
pub(super) fn delete(world: &World, id: &PointId, locale: Locale) -> Vec<Consequence> {
    let (mut all, snapshots) = match (world.disk_point(id), world.point(id)) {
        (Some((_, point, part)), _) => (vec![without_disk(world, point.snapshots.len(), part, locale)], vec![part]),
        (None, Ok((instance, point))) => {
            let name = &world.instances[instance].name;
            let (at, count) = (format::date_time(point.created.at, world.zone, locale), point.snapshots.len());
            let text = match locale {
                Locale::En => format!("The backup point of {name} of {at} goes for good, with its snapshots: {count}."),
                Locale::Zh => format!("{name}于{at}的备份点将永久删除，包括其快照：{count}个。"),
            };
            (vec![Consequence { text, rule: Rule::Job11 }], point.snapshots.iter().copied().collect())
        }
        (None, Err(_)) => return Vec::new(),
    };
    all.extend(early_deletion(world, &snapshots, locale));
    let outlive: Vec<_> = snapshots.iter().filter(|held| world.is_in_use(**held)).collect();
    if !outlive.is_empty() {
        let separator = if locale == Locale::En { ", " } else { "、" };
        let ids: Vec<_> = outlive.into_iter().map(|held| world.snapshot_id(*held).to_string()).collect();
        let ids = ids.join(separator);
        let text = match locale {
            Locale::En => format!("Disks or images were made from these snapshots; they stay and become yours: {ids}."),
            Locale::Zh => format!("以下快照已用于创建云盘或镜像，将保留并归您管理：{ids}。"),
        };
        all.push(Consequence { text, rule: Rule::Snp22 });
    }
    all
}

/// What becomes of a point without one of its disks.
fn without_disk(world: &World, disks: usize, part: SnapshotRef, locale: Locale) -> Consequence {
    let disk = &world.disks[part.disk].id;
    let text = match (locale, disks) {
        (Locale::En, 0 | 1) => format!("{disk} is the last disk of the backup point, which goes for good with it."),
        (Locale::En, _) => {
            format!("The part of {disk} goes for good with its snapshot. The point stays, complete in part only.")
        }
        (Locale::Zh, 0 | 1) => format!("{disk}是该备份点的最后一块云盘，备份点将一并永久删除。"),
        (Locale::Zh, _) => format!("{disk}的部分及其快照将永久删除。备份点保留，仅部分完成。"),
    };
    Consequence { text, rule: Rule::Job11 }
}

/// What is charged for archive snapshots that go before their least time; nothing where nothing is.
pub(super) fn early_deletion(world: &World, snapshots: &[SnapshotRef], locale: Locale) -> Option<Consequence> {
    let (charge, price) = billing::bill::early_deletion(world, snapshots.iter().copied(), world.now);
    if charge == MicroCny::ZERO {
        return None;
    }
    let price = price.to_price_text();
    let (en, zh) = (
        format!("What is left of 60 days in the Archive tier is charged: CNY {charge}, at CNY {price} a GiB-month."),
        format!("归档层60天中剩余时长将收费：{charge}元（每GiB·月{price}元）。"),
    );
    Some(say(Rule::Bil12, locale, &en, &zh))
}
