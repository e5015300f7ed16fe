//! Someone's real set-up, brought in: the answers that were given, what is found in them, and what they do not say.

use std::{collections::BTreeSet, sync::Arc};

use serde_json::Value;

use super::{editor::FaultRow, format};
use crate::{
    catalog::region::Region,
    import::{self, Answer, Imported, LeftOut, Usage, Usages},
    json::{self, JsonError},
    locale::Locale,
    scenario::{Fault, SCENARIO_BYTES_MAX, Scenario},
    time::{Timestamp, Zone},
    units::Mib,
    words::{self, Wrong},
};

/// How many documents are taken.
pub const DOCUMENTS_MAX: usize = 500;
/// How many faults, and how much of what is left out, are shown.
pub const LINES_SHOWN_MAX: usize = 100;

/// The form as it is filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportForm {
    /// What was given, the oldest first.
    documents: Vec<Given>,
    /// How system disks are used.
    pub system: UsageFields,
    /// How data disks are used.
    pub data: UsageFields,
    /// The day on which the run begins, at midnight UTC+8, such as `2026-11-27`.
    pub start: String,
}

/// A text that was given: an answer, or a list of answers.
#[derive(Clone, Debug, PartialEq)]
struct Given {
    name: String,
    answers: Arc<Vec<Value>>,
}

/// What the services do not say of a kind of disk, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageFields {
    /// How full they are, in percent: 1 to 100.
    pub used_percent: String,
    /// GiB written in a day.
    pub written_gib: String,
    /// GiB added to the data in a day.
    pub growth_gib: String,
}

/// A field of the form that is not about one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsageField {
    /// How full the disks are.
    Used,
    /// What is written in a day.
    Written,
    /// What is added in a day.
    Growth,
}

/// A kind of disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// System disks.
    System,
    /// Data disks.
    Data,
}

/// One document that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// The name of its file.
    pub name: String,
    /// What is found in it.
    pub found: String,
    /// Whether there is anything of use.
    pub is_known: bool,
}

/// One operation whose answer is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRow {
    /// The operation.
    pub operation: &'static str,
    /// The command that asks for it.
    pub command: String,
    /// How many items were given.
    pub found: usize,
    /// What stands of it, in words.
    pub text: String,
    /// Whether something is missing.
    pub is_short: bool,
}

/// What comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What is in the scenario, in words; none where there is none.
    pub found: Option<String>,
    /// What is left out, and why; not more than [`LINES_SHOWN_MAX`].
    pub left_out: Vec<String>,
    /// How much more is left out.
    pub more_left_out: usize,
    /// What is wrong, each with its place; not more than [`LINES_SHOWN_MAX`].
    pub faults: Vec<FaultRow>,
}

impl ImportForm {
    /// An empty form for a run that begins on the day of `now`.
    pub fn new(now: Timestamp) -> Self {
        let usages = Usages::default();
        let civil = now.clamp(Timestamp::MIN, Timestamp::MAX).civil(Zone::CHINA);
        Self {
            documents: Vec::new(),
            system: UsageFields::of(usages.system),
            data: UsageFields::of(usages.data),
            start: format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day),
        }
    }

    /// Takes a text: an answer, or a list of them.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn take(&mut self, name: &str, text: &str) -> Result<(), Wrong> {
        if self.documents.len() >= DOCUMENTS_MAX {
            return Err(Wrong::EntriesMax { most: DOCUMENTS_MAX });
        }
        if text.len() > SCENARIO_BYTES_MAX {
            return Err(Wrong::FileTooLarge);
        }
        let answers = match json::read(text.trim_start_matches('\u{feff}')) {
            Ok(Value::Array(answers)) => answers,
            Ok(answer) => vec![answer],
            Err(JsonError::TooManyValues) => return Err(Wrong::TooManyValues),
            Err(JsonError::Syntax(error)) => {
                let (line, column) = (error.line(), error.column());
                return Err(Wrong::NotJson { line, column, detail: error.to_string() });
            }
        };
        self.documents.push(Given { name: name.to_owned(), answers: Arc::new(answers) });
        Ok(())
    }

    /// Takes a document out again.
    pub fn remove(&mut self, position: usize) {
        if position < self.documents.len() {
            self.documents.remove(position);
        }
    }

    /// Whether nothing was given yet.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// What was given.
    pub fn documents(&self, locale: Locale) -> Vec<DocumentRow> {
        let row = |given: &Given| {
            let counts = Answer::ALL.map(|answer| count(&given.answers, answer));
            let is_known = counts.iter().any(|count| *count > 0);
            let found = if is_known { in_words(counts, locale) } else { nothing(&given.answers, locale) };
            DocumentRow { name: given.name.clone(), found, is_known }
        };
        self.documents.iter().map(row).collect()
    }

    /// What is wanted, and what of it is there.
    pub fn answers(&self, region: Region, locale: Locale) -> Vec<AnswerRow> {
        let row = |answer: Answer| {
            let (found, of) = (self.found(answer), self.announced(answer));
            let is_short = found == 0 || of.is_none_or(|of| of > found);
            AnswerRow {
                operation: answer.operation()[1],
                command: command(answer, region),
                found,
                text: standing(answer, found, of, locale),
                is_short,
            }
        };
        Answer::ALL.into_iter().map(row).collect()
    }

    /// What is wrong with a field.
    pub fn usage_fault(&self, kind: Kind, field: UsageField) -> Option<Wrong> {
        let fields = self.fields(kind);
        match field {
            UsageField::Used => fields.used().is_none().then_some(Wrong::Whole { least: 1, most: 100 }),
            UsageField::Written => fields.written().is_none().then_some(Wrong::Gib),
            UsageField::Growth => fields.growth().is_none().then_some(Wrong::Gib),
        }
    }

    /// What is wrong with the day of the start.
    pub fn start_fault(&self) -> Option<Wrong> {
        self.start().err()
    }

    /// The fields of a kind of disk.
    pub fn fields(&self, kind: Kind) -> &UsageFields {
        match kind {
            Kind::System => &self.system,
            Kind::Data => &self.data,
        }
    }

    /// The same, to be filled in.
    pub fn fields_mut(&mut self, kind: Kind) -> &mut UsageFields {
        match kind {
            Kind::System => &mut self.system,
            Kind::Data => &mut self.data,
        }
    }

    /// What comes of it as far as it is filled in; nothing while a field is wrong.
    pub fn outcome(&self, locale: Locale) -> Outcome {
        let (imported, faults) = match self.imported() {
            None => (None, Vec::new()),
            Some(Err(faults)) => (None, faults),
            Some(Ok(imported)) => {
                let faults = Scenario::from_value(&imported.scenario).err().unwrap_or_default();
                (Some(imported), faults)
            }
        };
        let named = |path: &str| match &imported {
            Some(imported) => place(&imported.scenario, path),
            None => path.to_owned(),
        };
        let rows = faults.iter().take(LINES_SHOWN_MAX).map(|fault| FaultRow {
            path: named(&fault.path),
            message: fault.message.said(locale),
            rule: fault.rule,
        });
        let faults: Vec<_> = rows.collect();
        // What has nothing of use is said where the documents are listed.
        let left_out = imported.iter().flat_map(|imported| &imported.left_out);
        let left_out: Vec<_> = left_out.filter(|what| !matches!(what, LeftOut::Document(_))).collect();
        Outcome {
            found: imported.as_ref().map(|imported| ready(imported, locale)),
            left_out: left_out.iter().take(LINES_SHOWN_MAX).map(|what| words::left_out(what, locale)).collect(),
            more_left_out: left_out.len().saturating_sub(LINES_SHOWN_MAX),
            faults,
        }
    }

    /// The scenario, if nothing is wrong.
    pub fn scenario(&self) -> Option<Scenario> {
        Scenario::from_value(&self.imported()?.ok()?.scenario).ok()
    }

    fn imported(&self) -> Option<Result<Imported, Vec<Fault>>> {
        let usages = Usages { system: self.system.usage()?, data: self.data.usage()? };
        let start = self.start().ok()?;
        let answers = self.documents.iter().flat_map(|given| given.answers.iter());
        (!self.is_empty()).then(|| import::scenario(answers, &usages, start))
    }

    fn start(&self) -> Result<Timestamp, Wrong> {
        let given = self.start.trim();
        Ok(Timestamp::parse_rfc3339(&format!("{given}T00:00:00{}", Zone::CHINA))?)
    }

    fn items(&self, answer: Answer) -> impl Iterator<Item = &Value> {
        self.documents.iter().flat_map(|given| given.answers.iter()).flat_map(move |document| answer.items(document))
    }

    /// How many items were given of it, each counted once.
    fn found(&self, answer: Answer) -> usize {
        self.items(answer).map(|item| answer.identity(item)).collect::<BTreeSet<_>>().len()
    }

    /// How many there are by what the answers say; none where they say only that more follow.
    fn announced(&self, answer: Answer) -> Option<usize> {
        let answers = self.documents.iter().flat_map(|given| given.answers.iter());
        let pages: Vec<_> = answers.filter(|document| answer.items(document).next().is_some()).collect();
        let total = pages.iter().filter_map(|page| page["TotalCount"].as_u64()).max();
        let is_last = |page: &&Value| page["NextToken"].as_str().is_none_or(str::is_empty);
        match total {
            Some(total) => usize::try_from(total).ok(),
            None => pages.iter().any(is_last).then(|| self.found(answer)).or(pages.is_empty().then_some(0)),
        }
    }
}

impl UsageFields {
    fn of(usage: Usage) -> Self {
        Self {
            used_percent: usage.used_percent.to_string(),
            written_gib: usage.written.to_gib_text(),
            growth_gib: usage.growth.to_gib_text(),
        }
    }

    /// What is typed in a field.
    pub fn field(&self, field: UsageField) -> &String {
        match field {
            UsageField::Used => &self.used_percent,
            UsageField::Written => &self.written_gib,
            UsageField::Growth => &self.growth_gib,
        }
    }

    /// The same, to be typed in.
    pub fn field_mut(&mut self, field: UsageField) -> &mut String {
        match field {
            UsageField::Used => &mut self.used_percent,
            UsageField::Written => &mut self.written_gib,
            UsageField::Growth => &mut self.growth_gib,
        }
    }

    fn usage(&self) -> Option<Usage> {
        let hot_percent = Usages::default().data.hot_percent;
        Some(Usage { used_percent: self.used()?, written: self.written()?, hot_percent, growth: self.growth()? })
    }

    fn used(&self) -> Option<u32> {
        self.used_percent.trim().parse().ok().filter(|percent| (1..=100).contains(percent))
    }

    fn written(&self) -> Option<Mib> {
        Mib::parse_gib(self.written_gib.trim())
    }

    fn growth(&self) -> Option<Mib> {
        Mib::parse_gib(self.growth_gib.trim())
    }
}

/// The command of the `aliyun` CLI that asks for an answer, all pages of it.
fn command(answer: Answer, region: Region) -> String {
    let [product, operation] = answer.operation();
    let (region, file) = (region.id(), operation.trim_start_matches("Describe").trim_end_matches("V2").to_lowercase());
    let asked = match answer {
        Answer::Instances | Answer::Disks => format!("--RegionId {region} --PageSize 100 --pager"),
        Answer::Policies => format!("--region {region} --MaxResults 100"),
        Answer::Bindings => format!("--region {region} --SourceType UDM_ECS --MaxResults 100"),
    };
    format!("aliyun {product} {operation} {asked} > {file}.json")
}

fn count(answers: &[Value], answer: Answer) -> usize {
    answers.iter().map(|document| answer.items(document).count()).sum()
}

/// So many of each, without what there is none of.
fn in_words(counts: [usize; 4], locale: Locale) -> String {
    let parts: Vec<_> = Answer::ALL
        .into_iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(answer, count)| some(answer, count, locale))
        .collect();
    parts.join(comma(locale))
}

/// What stands between the items of a list.
pub(super) fn comma(locale: Locale) -> &'static str {
    match locale {
        Locale::En => ", ",
        Locale::Zh => "、",
    }
}

/// So many of something.
pub(super) fn some(answer: Answer, number: usize, locale: Locale) -> String {
    let count = format::count(number as u64);
    let (en, many, zh) = match answer {
        Answer::Instances => ("instance", "instances", "台实例"),
        Answer::Disks => ("disk", "disks", "块云盘"),
        Answer::Policies => ("policy", "policies", "个策略"),
        Answer::Bindings => ("association", "associations", "个绑定"),
    };
    match locale {
        Locale::En if number == 1 => format!("{count} {en}"),
        Locale::En => format!("{count} {many}"),
        Locale::Zh => format!("{count}{zh}"),
    }
}

/// Why there is nothing of use: the service may have refused.
fn nothing(answers: &[Value], locale: Locale) -> String {
    let refused = answers.iter().find_map(|answer| answer["Code"].as_str().filter(|code| *code != "200"));
    match (refused, locale) {
        (Some(code), Locale::En) => format!("the service refused the call: {code}"),
        (Some(code), Locale::Zh) => format!("服务拒绝了该调用：{code}"),
        (None, Locale::En) => "none of the four answers, or an empty one".to_owned(),
        (None, Locale::Zh) => "不是这四个接口的返回结果，或结果为空".to_owned(),
    }
}

/// How an answer stands: what of it is here, and what its lack means.
fn standing(answer: Answer, found: usize, of: Option<usize>, locale: Locale) -> String {
    let some = some(answer, found, locale);
    match (found, of, locale) {
        (0, _, _) => missing(answer, locale).to_owned(),
        (_, Some(of), _) if of <= found => some,
        (_, Some(of), Locale::En) => format!("{some} of {}: the other pages are missing", format::count(of as u64)),
        (_, Some(of), Locale::Zh) => format!("{some}，共{}：缺少其他页", format::count(of as u64)),
        (_, None, Locale::En) => format!("{some}, and more follow: the page after NextToken is missing"),
        (_, None, Locale::Zh) => format!("{some}，还有更多：缺少NextToken之后的页"),
    }
}

fn missing(answer: Answer, locale: Locale) -> &'static str {
    match (answer, locale) {
        (Answer::Instances, Locale::En) => "not given yet; needed",
        (Answer::Instances, Locale::Zh) => "尚未提供，必需",
        (Answer::Disks, Locale::En) => "not given yet; without it each instance gets one system disk",
        (Answer::Disks, Locale::Zh) => "尚未提供；缺少时每台实例只有一块系统盘",
        (Answer::Policies, Locale::En) => "not given yet; without it there is no policy",
        (Answer::Policies, Locale::Zh) => "尚未提供；缺少时没有策略",
        (Answer::Bindings, Locale::En) => "not given yet; without it nothing is protected",
        (Answer::Bindings, Locale::Zh) => "尚未提供；缺少时没有受保护的实例",
    }
}

fn ready(imported: &Imported, locale: Locale) -> String {
    let words = [Answer::Instances, Answer::Policies, Answer::Bindings];
    let counts = [imported.instances, imported.policies, imported.bindings];
    let parts: Vec<_> = words.into_iter().zip(counts).map(|(answer, count)| some(answer, count, locale)).collect();
    parts.join(comma(locale))
}

/// A place of the scenario by the id of what it lies in, as the documents know it: `$.policies[2].Rules[0]` becomes
/// `po-123: Rules[0]`.
fn place(scenario: &Value, path: &str) -> String {
    let named = || {
        let (list, rest) = path.strip_prefix("$.")?.split_once('[')?;
        let (position, rest) = rest.split_once(']')?;
        let item = scenario.get(list)?.get(position.parse::<usize>().ok()?)?;
        let id = ["id", "PolicyId"].into_iter().find_map(|key| item[key].as_str())?;
        let source = item["DataSourceId"].as_str().map(|source| format!(" {source}")).unwrap_or_default();
        let rest = rest.trim_start_matches('.');
        let colon = if rest.is_empty() { "" } else { ": " };
        Some(format!("{id}{source}{colon}{rest}"))
    };
    named().unwrap_or_else(|| path.to_owned())
}
