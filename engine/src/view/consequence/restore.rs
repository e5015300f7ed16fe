//! What a restore brings about: in place exactly what is lost, for something new what it costs and what is not part of it.

use super::{Consequence, say};
use crate::{
    backup::{
        point::{Point, SnapshotRef},
        restore::RestoreKind,
    },
    billing::{bill::storage_fee, money::MicroCny, prices::Prices},
    catalog::disk::{DiskCategory, PerformanceLevel},
    cloud::{DiskIdx, InstanceIdx},
    command::{RestoreOrder, RestoreTarget},
    locale::Locale,
    rule::Rule,
    time::Seconds,
    units::Mib,
    view::format,
    world::World,
};

/// What a restore is from, as far as it is there.
struct Source<'w> {
    holder: InstanceIdx,
    point: &'w Point,
    parts: Vec<SnapshotRef>,
}

/// What the restore brings about.
pub(super) fn restore(world: &World, order: &RestoreOrder, locale: Locale) -> Vec<Consequence> {
    let Some(source) = source(world, order) else { return Vec::new() };
    let kind = order.target.kind();
    let mut all = Vec::new();
    if kind.is_in_place() {
        all.push(lost(world, &source, kind, locale));
        for part in &source.parts {
            all.extend(of_disk(world, source.holder, *part, locale));
        }
        all.extend(newer_points(world, &source, locale));
    } else {
        all.push(billed(world, &source, order, locale));
    }
    if !kind.is_of_disk() {
        all.extend(not_in_point(world, &source, kind, locale));
    }
    all.push(takes(world, &source, locale));
    all
}

/// What the cancellation of a restore brings about.
pub(super) fn cancel(locale: Locale) -> Consequence {
    say(
        Rule::Job06,
        locale,
        "It ends as Canceled: what it was to overwrite stays as it is, what it made is released.",
        "任务以已取消结束：原有数据保持不变，新建的资源将释放。",
    )
}

fn source<'w>(world: &'w World, order: &RestoreOrder) -> Option<Source<'w>> {
    if let Some((holder, point, part)) = world.disk_point(&order.point) {
        return Some(Source { holder, point, parts: vec![part] });
    }
    let (holder, point) = world.point(&order.point).ok()?;
    Some(Source { holder, point, parts: point.snapshots.to_vec() })
}

/// How much time is lost.
fn lost(world: &World, source: &Source<'_>, kind: RestoreKind, locale: Locale) -> Consequence {
    let created_at = source.point.created.at;
    let at = format::date_time(created_at, world.zone, locale);
    let span = format::span(world.now - created_at, locale);
    let name = &world.instances[source.holder].name;
    let (en, zh) = match kind {
        RestoreKind::Disk => ("the disk", "该云盘"),
        _ => (name.as_str(), name.as_str()),
    };
    let text = match locale {
        Locale::En => {
            format!(
                "All that was written to {en} since {at} ({span}) is lost for good. Take a snapshot first to keep it."
            )
        }
        Locale::Zh => format!("{zh}自{at}以来（{span}）写入的全部数据将永久丢失，如需保留请先创建快照。"),
    };
    Consequence { text, rule: Rule::Res03 }
}

/// What is lost of one disk, and what becomes of its size; or why it is not restored.
fn of_disk(world: &World, holder: InstanceIdx, part: SnapshotRef, locale: Locale) -> Vec<Consequence> {
    let disk = &world.disks[part.disk];
    let id = &disk.id;
    let Some(snapshot) = disk.chain.get(part.taken) else { return Vec::new() };
    if disk.is_released() {
        let (en, zh) = (format!("{id} is gone and cannot be restored."), format!("{id}已不存在，无法恢复。"));
        return vec![say(Rule::Res05, locale, &en, &zh)];
    }
    let written = disk.content(world.now).written.saturating_sub(snapshot.content.written);
    let written = format::size(written);
    let (en, zh) = (format!("{id}: {written} written since."), format!("{id}：此后写入{written}。"));
    let mut all = vec![say(Rule::Mdl01, locale, &en, &zh)];
    if disk.size != snapshot.disk_size {
        let (from, to) = (format::size(disk.size), format::size(snapshot.disk_size));
        let (en, zh) = (format!("{id} goes back from {from} to {to}."), format!("{id}的容量从{from}恢复为{to}。"));
        all.push(say(Rule::Res04, locale, &en, &zh));
    }
    if !disk.attached.contains(&holder) {
        let (en, zh) = (
            format!("{id} is no longer attached to the instance: only by force it is restored, where it is."),
            format!("{id}已不再挂载到该实例，仅可强制恢复。"),
        );
        all.push(say(Rule::Res05, locale, &en, &zh));
    }
    all
}

fn newer_points(world: &World, source: &Source<'_>, locale: Locale) -> Option<Consequence> {
    let points = world.instances[source.holder].history.points();
    let count = points.rev().take_while(|point| point.created > source.point.created).count();
    let (en, zh) = (format!("Newer backup points stay: {count}."), format!("更新的备份点保留：{count}个。"));
    (count > 0).then(|| say(Rule::Res03, locale, &en, &zh))
}

/// The disks that the restore does not touch: added since, or never backed up.
fn not_in_point(world: &World, source: &Source<'_>, kind: RestoreKind, locale: Locale) -> Vec<Consequence> {
    let is_in = |disk: &DiskIdx| source.parts.iter().any(|part| part.disk == *disk);
    let can_be = |disk: &DiskIdx| world.disks[*disk].category.can_be_snapshotted();
    let mut all = Vec::new();
    if kind.is_in_place() {
        let others = world.instances[source.holder].disks.iter().filter(|disk| !is_in(disk) && can_be(disk));
        for disk in others {
            let id = &world.disks[*disk].id;
            let (en, zh) =
                (format!("{id} is not in the point and stays as it is."), format!("{id}不在备份点中，保持不变。"));
            all.push(say(Rule::Res03, locale, &en, &zh));
        }
    }
    for disk in &source.point.skipped {
        let id = &world.disks[*disk].id;
        let (en, zh) = (
            format!("{id} is a local or ephemeral disk, was not backed up and is not part of it."),
            format!("{id}为本地盘或弹性临时盘，未备份，不在恢复范围内。"),
        );
        all.push(say(Rule::Con20, locale, &en, &zh));
    }
    all
}

/// What ECS charges for what is made, by the hour and by the month (RES-14).
fn billed(world: &World, source: &Source<'_>, order: &RestoreOrder, locale: Locale) -> Consequence {
    let prices = Prices::of(&world.assumptions).ecs;
    let sizes = source.parts.iter().filter_map(|part| world.disks[part.disk].chain.get(part.taken));
    let size: Mib = sizes.map(|snapshot| snapshot.disk_size).sum();
    let of_disks = |level| (prices.of_level(level), storage_fee(size, 1, prices.of_level(level)));
    let size = format::size(size);
    match &order.target {
        RestoreTarget::NewInstance(clone) => {
            let vcpus = clone.instance_type.cpus();
            let hour = MicroCny(prices.vcpu.0.saturating_mul(vcpus.into()));
            let (_, month) = of_disks(level(clone.category, clone.performance_level));
            let (en, zh) = (
                format!(
                    "The new instance is pay-as-you-go, from its creation on: {vcpus} vCPUs at CNY {hour} an hour, and \
                     {size} of disks at CNY {month} a month. The prices are illustrative."
                ),
                format!(
                    "新实例为按量付费，自创建起计费：{vcpus} vCPU每小时{hour}元，云盘{size}每月{month}元。价格仅作示意。"
                ),
            );
            say(Rule::Res14, locale, &en, &zh)
        }
        RestoreTarget::NewDisk { category, performance_level, .. } => {
            let (price, month) = of_disks(level(*category, *performance_level));
            let price = price.to_price_text();
            let (en, zh) = (
                format!(
                    "The new disk is pay-as-you-go, from its creation on: {size} at CNY {price} a GiB-month, CNY {month} a \
                     month. The prices are illustrative."
                ),
                format!("新云盘为按量付费，自创建起计费：{size}，每GiB·月{price}元，每月{month}元。价格仅作示意。"),
            );
            say(Rule::Res14, locale, &en, &zh)
        }
        RestoreTarget::Instance(_) | RestoreTarget::Disk(_) => unreachable!("what is restored in place is not made"),
    }
}

/// The level that a new disk has: PL1 where it is an ESSD and nothing is said (RES-07).
fn level(category: DiskCategory, given: Option<PerformanceLevel>) -> Option<PerformanceLevel> {
    let is_essd = category == DiskCategory::CloudEssd;
    is_essd.then(|| given.unwrap_or(PerformanceLevel::Pl1))
}

fn takes(world: &World, source: &Source<'_>, locale: Locale) -> Consequence {
    let slowest = source.parts.iter().map(|part| world.time_to_restore(*part)).max().unwrap_or(Seconds(0));
    let slowest = format::span(slowest, locale);
    let (en, zh) =
        (format!("It takes {slowest}: the slowest disk counts."), format!("耗时{slowest}，以最慢的云盘为准。"));
    say(Rule::Mdl14, locale, &en, &zh)
}
