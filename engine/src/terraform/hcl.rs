//! Blocks, arguments and comments of the Terraform language, laid out as `terraform fmt` does: two spaces a level, the
//! equals signs of arguments that follow one another in one column, an empty line between blocks.

use std::fmt::Display;

/// A block: its type, its labels and what stands in it.
pub(super) struct Block {
    kind: &'static str,
    labels: Vec<String>,
    body: Body,
}

/// What stands in a block, in the order that it was said.
#[derive(Default)]
pub(super) struct Body {
    parts: Vec<Part>,
}

enum Part {
    Argument(&'static str, String),
    Comment(String),
    Block(Block),
}

impl Block {
    /// An empty body makes an empty block.
    pub(super) fn new(kind: &'static str, labels: &[&str], body: Body) -> Self {
        Self { kind, labels: labels.iter().map(|label| (*label).to_owned()).collect(), body }
    }

    fn write(&self, out: &mut String, level: usize) {
        out.push_str(&indent(level));
        out.push_str(self.kind);
        for label in &self.labels {
            out.push(' ');
            out.push_str(&text(label));
        }
        if self.body.is_empty() {
            out.push_str(" {}\n");
            return;
        }
        out.push_str(" {\n");
        self.body.write(out, level + 1);
        out.push_str(&indent(level));
        out.push_str("}\n");
    }
}

impl Body {
    /// An argument; `value` stands as it is.
    pub(super) fn set(mut self, name: &'static str, value: impl Display) -> Self {
        self.parts.push(Part::Argument(name, value.to_string()));
        self
    }

    /// A line of comment.
    pub(super) fn comment(mut self, comment: &str) -> Self {
        self.parts.push(Part::Comment(comment.replace(['\n', '\r'], " ")));
        self
    }

    /// A block inside.
    pub(super) fn block(mut self, block: Block) -> Self {
        self.parts.push(Part::Block(block));
        self
    }

    /// Whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Its arguments as the value of another one.
    pub(super) fn as_object(&self) -> impl Display {
        let mut out = "{\n".to_owned();
        self.write(&mut out, OBJECT_LEVEL + 1);
        out + &indent(OBJECT_LEVEL) + "}"
    }

    fn write(&self, out: &mut String, level: usize) {
        let mut before: Option<&Part> = None;
        for (position, part) in self.parts.iter().enumerate() {
            match part {
                Part::Argument(name, value) => {
                    let width = self.width_at(position);
                    let padding = " ".repeat(width.saturating_sub(name.len()));
                    out.extend([&indent(level), *name, &padding, " = ", value, "\n"]);
                }
                Part::Comment(comment) => out.extend([&indent(level), "# ", comment, "\n"]),
                Part::Block(block) => {
                    if before.is_some() {
                        out.push('\n');
                    }
                    block.write(out, level);
                }
            }
            before = Some(part);
        }
    }

    /// The length of the longest name among the arguments around `position` with nothing between them.
    fn width_at(&self, position: usize) -> usize {
        let name = |part: &Part| match part {
            Part::Argument(name, value) if !value.contains('\n') => Some(name.len()),
            _ => None,
        };
        let after = self.parts[position..].iter().map_while(name);
        let before = self.parts[..position].iter().rev().map_while(name);
        after.chain(before).max().unwrap_or_default()
    }
}

/// A file of these blocks.
pub(super) fn file(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        block.write(&mut out, 0);
    }
    out
}

/// A text as the language quotes it; what would begin a template is escaped.
pub(super) fn text(value: &str) -> String {
    let mut out = String::from('"');
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' | '%' if characters.peek() == Some(&'{') => {
                out.push(character);
                out.push(character);
            }
            other if other.is_control() => out.extend(["\\u", &format!("{:04x}", u32::from(other))]),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// A name that a resource may have: letters, digits and underscores, not beginning with a digit.
pub(super) fn name(wanted: &str) -> String {
    let fits = |character: char| if character.is_alphanumeric() { character } else { '_' };
    let name: String = wanted.chars().map(fits).collect();
    match name.chars().next() {
        Some(first) if first.is_alphabetic() || first == '_' => name,
        Some(_) => format!("_{name}"),
        None => "_".to_owned(),
    }
}

fn indent(level: usize) -> String {
    " ".repeat(2 * level)
}

/// The level of the only object that is written: the one in `required_providers`.
const OBJECT_LEVEL: usize = 2;
