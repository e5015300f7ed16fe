//! The disks of an instance.

use serde_json::Value;

use super::{
    DISKS_PER_INSTANCE_MAX, DiskSpec,
    read::entity_id,
    reader::{Fields, Reader},
};
use crate::{
    catalog::disk::{DiskCategory, PerformanceLevel},
    cloud::disk::{DiskKind, Wear},
    id::DiskId,
    rule::Rule,
    units::Mib,
    words::Wrong,
};

/// The disks of an instance, system disk first: exactly one system disk.
pub(super) fn disks(fields: &Fields<'_>, reader: &mut Reader) -> Option<Vec<DiskSpec>> {
    fields.required("disks", reader)?;
    let list = fields.list("disks", reader);
    let given = list.len();
    let mut disks: Vec<_> = list.into_iter().filter_map(|(path, value)| disk(&path, value, reader)).collect();
    if given > DISKS_PER_INSTANCE_MAX {
        reader.fault(&fields.at("disks"), Wrong::DisksMax { most: DISKS_PER_INSTANCE_MAX });
        return None;
    }
    let system = disks.iter().filter(|disk| disk.kind == DiskKind::System).count();
    if disks.len() == given && system != 1 {
        reader.fault(&fields.at("disks"), Wrong::SystemDisks { found: system });
        return None;
    }
    if let Some(position) = disks.iter().position(|disk| disk.kind == DiskKind::System) {
        disks[..=position].rotate_right(1);
    }
    Some(disks)
}

const DISK_KEYS: &[&str] = &[
    "id",
    "kind",
    "category",
    "performance_level",
    "size_gib",
    "used_gib",
    "write_gib_per_day",
    "hot_gib",
    "growth_gib_per_day",
    "multi_attach",
    "encrypted",
];

/// A disk. Left out: half of it is used, and its data changes as of a typical disk.
fn disk(path: &str, value: &Value, reader: &mut Reader) -> Option<DiskSpec> {
    let fields = reader.object(path, value, DISK_KEYS)?;
    let id = fields.get("id").and_then(|_| entity_id(&fields, "d-", reader)).map(DiskId);
    let kind = match fields.get("kind").map(Value::as_str) {
        Some(Some("system")) => DiskKind::System,
        None | Some(Some("data")) => DiskKind::Data,
        Some(_) => {
            reader.fault(&fields.at("kind"), Wrong::Either { one: "system", other: "data" });
            DiskKind::Data
        }
    };
    let category = match fields.get("category") {
        None => Some(DiskCategory::CloudEssd),
        Some(code) => {
            let parsed = code.as_str().and_then(DiskCategory::parse);
            if parsed.is_none() {
                let known = DiskCategory::ALL.map(DiskCategory::code).join(", ");
                reader.fault(&fields.at("category"), Wrong::NotCategory { given: code.to_string(), known });
            }
            parsed
        }
    };
    let performance_level = performance_level(&fields, category, reader);
    let size = size(&fields, category, performance_level, reader);
    let used = fields.gib("used_gib", reader).or_else(|| size.map(|size| Mib(size.0 / 2)));
    let typical = Wear::typical(used.unwrap_or_default());
    let write_per_day = fields.gib("write_gib_per_day", reader).unwrap_or(typical.write_per_day);
    let hot = fields.gib("hot_gib", reader).unwrap_or(typical.hot);
    let growth_per_day = fields.gib("growth_gib_per_day", reader).unwrap_or(typical.growth_per_day);
    let (size, used) = (size?, used?);
    if used > size {
        reader.fault_by(&fields.at("used_gib"), Rule::Mdl01, Wrong::NotAbove { other: "size_gib" });
    }
    if hot > used {
        reader.fault_by(&fields.at("hot_gib"), Rule::Mdl01, Wrong::NotAbove { other: "used_gib" });
    }
    let multi_attach = fields.flag("multi_attach", false, reader);
    let encrypted = fields.flag("encrypted", false, reader);
    let category = category?;
    if multi_attach && !category.can_be_snapshotted() {
        reader.fault(&fields.at("multi_attach"), Wrong::LocalShared);
    }
    Some(DiskSpec {
        id,
        kind,
        category,
        performance_level,
        size,
        used,
        write_per_day,
        hot,
        growth_per_day,
        multi_attach,
        encrypted,
    })
}

fn performance_level(
    fields: &Fields<'_>,
    category: Option<DiskCategory>,
    reader: &mut Reader,
) -> Option<PerformanceLevel> {
    let default = (category == Some(DiskCategory::CloudEssd)).then(PerformanceLevel::default);
    let Some(code) = fields.get("performance_level") else { return default };
    match code.as_str().and_then(PerformanceLevel::parse) {
        None => reader.fault_by(&fields.at("performance_level"), Rule::Con23, Wrong::Level),
        level if default.is_some() => return level,
        Some(_) => reader.fault_by(&fields.at("performance_level"), Rule::Con23, Wrong::NoLevels),
    }
    default
}

fn size(
    fields: &Fields<'_>,
    category: Option<DiskCategory>,
    level: Option<PerformanceLevel>,
    reader: &mut Reader,
) -> Option<Mib> {
    fields.required("size_gib", reader)?;
    let gib = fields.whole("size_gib", 1..=1 << 20, reader)?;
    let range = category?.size_range_gib(level);
    if !range.contains(&gib) {
        let kind = level.map_or(String::new(), |level| format!(" {}", level.code()));
        let category = format!("{}{kind}", category?.code());
        let wrong = Wrong::DiskSize { category, least: *range.start(), most: *range.end() };
        reader.fault_by(&fields.at("size_gib"), Rule::Con23, wrong);
        return None;
    }
    Some(Mib::from_gib(gib))
}
