//! Reads Fluent files as far as typed keys need it: the messages of a file and the variables each takes. Shared by the
//! build script, which makes the functions, and by the test that compares the languages.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::BTreeSet;

/// A message, as far as its caller can see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    /// `n-evaluations`.
    pub(crate) key: String,
    /// Names of its variables, in alphabetical order.
    pub(crate) variables: BTreeSet<String>,
    /// Its text as it stands in the file, without leading white space.
    pub(crate) text: String,
}

/// The messages of a Fluent file in order, or what is wrong with it, with the line.
pub(crate) fn parse(source: &str) -> Result<Vec<Message>, String> {
    let resource = fluent_syntax::parser::parse(source).map_err(|(_, errors)| {
        let places =
            errors.iter().map(|error| format!("line {}: {error}", line(source, error.pos.start)));
        places.collect::<Vec<_>>().join("; ")
    })?;
    let mut messages: Vec<Message> = Vec::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let key = message.id.name;
        if messages.iter().any(|earlier| earlier.key == key) {
            return Err(format!("{key}: stands twice in this file"));
        }
        if !message.attributes.is_empty() {
            return Err(format!("{key}: attributes are not read; make each a message of its own"));
        }
        let pattern = message.value.ok_or_else(|| format!("{key}: has no text"))?;
        let mut variables = BTreeSet::new();
        collect(&pattern, &mut variables).map_err(|what| format!("{key}: {what}"))?;
        messages.push(Message { key: key.to_owned(), variables, text: text_of(source, key) });
    }
    Ok(messages)
}

fn collect(pattern: &Pattern<&str>, into: &mut BTreeSet<String>) -> Result<(), String> {
    pattern.elements.iter().try_for_each(|element| match element {
        PatternElement::TextElement { .. } => Ok(()),
        PatternElement::Placeable { expression } => of_expression(expression, into),
    })
}

fn of_expression(expression: &Expression<&str>, into: &mut BTreeSet<String>) -> Result<(), String> {
    match expression {
        Expression::Inline(inline) => of_inline(inline, into),
        Expression::Select { selector, variants } => {
            of_inline(selector, into)?;
            variants.iter().try_for_each(|variant| collect(&variant.value, into))
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) -> Result<(), String> {
    match inline {
        InlineExpression::VariableReference { id } => {
            into.insert(id.name.to_owned());
            Ok(())
        }
        InlineExpression::Placeable { expression } => of_expression(expression, into),
        InlineExpression::TermReference { .. }
        | InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. } => Ok(()),
        InlineExpression::FunctionReference { id, .. } => {
            Err(format!("{}() is not there; numbers are formatted by `format`", id.name))
        }
        InlineExpression::MessageReference { id, .. } => {
            Err(format!("refers to the message {}; make that a term (-{0})", id.name))
        }
    }
}

fn line(source: &str, position: usize) -> usize {
    source.as_bytes().iter().take(position).filter(|byte| **byte == b'\n').count() + 1
}

/// What stands after `key =` up to the next line that is not indented.
fn text_of(source: &str, key: &str) -> String {
    let mut lines = source.lines().skip_while(|line| {
        line.strip_prefix(key).is_none_or(|rest| !rest.trim_start().starts_with('='))
    });
    let first = lines.next().and_then(|line| line.split_once('=')).map_or("", |(_, text)| text);
    let rest = lines.take_while(|line| line.starts_with([' ', '}']) || line.is_empty());
    let text: Vec<&str> = std::iter::once(first).chain(rest).map(str::trim).collect();
    text.join("\n").trim().to_owned()
}
