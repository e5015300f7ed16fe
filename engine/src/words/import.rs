//! What is left out of a set-up that is brought in, in words.

use crate::{
    import::LeftOut,
    locale::Locale,
    openapi::{SOURCE_TYPE, SYSTEM_GIB},
};

/// What has no place in the simulation, and what becomes of it.
pub fn left_out(what: &LeftOut, locale: Locale) -> String {
    match locale {
        Locale::En => en(what),
        Locale::Zh => zh(what),
    }
}

fn en(what: &LeftOut) -> String {
    match what {
        LeftOut::Region(id, region) => format!("{id} is left out: region {} is not simulated.", given(region)),
        LeftOut::NoDisks(id) => {
            format!("The documents have no system disk of {id}: it gets one of {SYSTEM_GIB} GiB.")
        }
        LeftOut::InstanceType(id, kind) => {
            format!("{id} becomes an ecs.g7.large: its type {} is not read.", given(kind))
        }
        LeftOut::DiskCategory(id, category) => {
            format!("{id} is left out: disk category {} is not simulated.", given(category))
        }
        LeftOut::Detached(id) => format!("{id} is left out: it is attached to no instance of the documents."),
        LeftOut::PolicyType(id, kind) => {
            format!("{id} is left out: its type {} is not that of ECS instance backup.", given(kind))
        }
        LeftOut::Binding(policy, source) => format!(
            "The association of {} with {} is left out: it is no ECS instance, or one of the two is not there.",
            given(source),
            given(policy)
        ),
        LeftOut::ByTag(id) => {
            format!("The association of {id} by tag is left out: the tags of the policy make it anew.")
        }
        LeftOut::Document(number) => format!("Document {number} has nothing of use."),
    }
}

fn zh(what: &LeftOut) -> String {
    match what {
        LeftOut::Region(id, region) => format!("未导入{id}：不模拟地域{}。", given(region)),
        LeftOut::NoDisks(id) => format!("文档中没有{id}的系统盘，将为其添加{SYSTEM_GIB} GiB的系统盘。"),
        LeftOut::InstanceType(id, kind) => {
            format!("{id}将改为ecs.g7.large：无法识别实例规格{}。", given(kind))
        }
        LeftOut::DiskCategory(id, category) => format!("未导入{id}：不模拟云盘类型{}。", given(category)),
        LeftOut::Detached(id) => format!("未导入{id}：未挂载到文档中的任何实例。"),
        LeftOut::PolicyType(id, kind) => format!("未导入{id}：策略类型{}不是ECS整机备份。", given(kind)),
        LeftOut::Binding(policy, source) => {
            format!(
                "未导入{}与{}的绑定：数据源类型不是{SOURCE_TYPE}，或文档中缺少其中之一。",
                given(source),
                given(policy)
            )
        }
        LeftOut::ByTag(id) => format!("未导入{id}的按标签绑定：策略的标签会重新绑定该实例。"),
        LeftOut::Document(number) => format!("第{number}份文档中没有可用的内容。"),
    }
}

/// What a document said, which may be nothing.
fn given(text: &str) -> &str {
    if text.is_empty() { "-" } else { text }
}
