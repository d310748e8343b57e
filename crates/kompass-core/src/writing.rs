//! Writes TOML as a person would: texts in several languages on one line, `[[name]]` for each item of a list of tables,
//! in the order of the type's fields.

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt::Write as _;

/// The value as TOML. Only for types whose values are texts, numbers, truth values, lists and tables of these.
pub(crate) fn toml<T: Serialize>(value: &T) -> String {
    // By way of JSON text, which keeps the order of the fields.
    let json = serde_json::to_string(value).unwrap_or_default();
    let mut out = String::new();
    if let Ok(Node::Table(table)) = serde_json::from_str(&json) {
        write_table(&mut out, "", &table);
    }
    out
}

enum Node {
    Leaf(toml::Value),
    List(Vec<Node>),
    Table(Vec<(String, Node)>),
    Nothing,
}

impl Node {
    /// True for a text in several languages, which stands on one line.
    fn is_text(&self) -> bool {
        let Self::Table(table) = self else { return false };
        table.iter().all(|(key, value)| {
            matches!(key.as_str(), "sv" | "en" | "nb") && matches!(value, Self::Leaf(_))
        })
    }

    /// True for what stands after its name and an equals sign, not under a heading.
    fn is_inline(&self) -> bool {
        match self {
            Self::Leaf(_) | Self::Nothing => true,
            Self::Table(_) => self.is_text(),
            Self::List(items) => items.iter().all(Self::is_inline),
        }
    }
}

fn write_table(out: &mut String, path: &str, table: &[(String, Node)]) {
    for (name, node) in table.iter().filter(|(_, node)| node.is_inline()) {
        if !matches!(node, Node::Nothing) {
            out.push_str(&key(name));
            out.push_str(" = ");
            write_inline(out, node);
            out.push('\n');
        }
    }
    for (name, node) in table.iter().filter(|(_, node)| !node.is_inline()) {
        let path = if path.is_empty() { key(name) } else { format!("{path}.{}", key(name)) };
        match node {
            Node::Table(inner) => {
                // A heading that the headings under it imply is left out.
                if inner.is_empty() || inner.iter().any(|(_, node)| node.is_inline()) {
                    let _ = writeln!(out, "\n[{path}]");
                }
                write_table(out, &path, inner);
            }
            Node::List(items) => {
                for item in items {
                    let _ = writeln!(out, "\n[[{path}]]");
                    if let Node::Table(inner) = item {
                        write_table(out, &path, inner);
                    }
                }
            }
            Node::Leaf(_) | Node::Nothing => {}
        }
    }
}

fn write_inline(out: &mut String, node: &Node) {
    match node {
        Node::Leaf(value) => {
            let _ = write!(out, "{value}");
        }
        Node::List(items) if items.iter().any(Node::is_text) => {
            out.push_str("[\n");
            for item in items {
                out.push_str("    ");
                write_inline(out, item);
                out.push_str(",\n");
            }
            out.push(']');
        }
        Node::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                write_inline(out, item);
            }
            out.push(']');
        }
        Node::Table(table) => {
            out.push('{');
            for (index, (name, item)) in table.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { " " });
                let _ = write!(out, "{} = ", key(name));
                write_inline(out, item);
            }
            out.push_str(" }");
        }
        Node::Nothing => {}
    }
}

/// The name as it is, or in quotation marks where TOML needs them.
fn key(name: &str) -> String {
    let bare = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    if !name.is_empty() && name.bytes().all(bare) {
        name.to_owned()
    } else {
        // As in JSON, but for one character that JSON lets pass.
        serde_json::Value::from(name).to_string().replace('\u{7F}', "\\u007F")
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Leaf(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Leaf(value.into()))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Node, E> {
        i64::try_from(value).map(|value| Node::Leaf(value.into())).map_err(E::custom)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Leaf(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Leaf(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut table = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            table.push(entry);
        }
        Ok(Node::Table(table))
    }
}
