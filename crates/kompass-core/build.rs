//! Makes one typed function per Swedish message, so that a missing key or argument is a compile error.

#[path = "build/messages.rs"]
mod messages;

use messages::Message;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let locales =
        PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join("../../locales");
    let out = PathBuf::from(env::var("OUT_DIR").expect("set by cargo")).join("texts.rs");
    println!("cargo::rerun-if-changed={}", locales.display());
    println!("cargo::rerun-if-changed=build/messages.rs");

    let mut messages: BTreeMap<String, Message> = BTreeMap::new();
    for file in files(&locales.join("sv")) {
        let source = fs::read_to_string(&file).expect("the file was just listed");
        let parsed =
            messages::parse(&source).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for message in parsed {
            let key = message.key.clone();
            let twice = messages.insert(key.clone(), message).is_some();
            assert!(!twice, "{}: {key} stands in another file too", file.display());
        }
    }
    fs::write(out, format!("{}{}", sources(&locales), functions(&messages)))
        .expect("OUT_DIR is writable");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
        .collect();
    files.sort();
    files
}

/// The files of each language, compiled in.
fn sources(locales: &Path) -> String {
    let mut code =
        String::from("fn sources(lang: Lang) -> &'static [&'static str] {\n    match lang {\n");
    for (variant, folder) in [("Sv", "sv"), ("En", "en"), ("Nb", "nb")] {
        let included: Vec<String> = files(&locales.join(folder))
            .iter()
            .map(|file| format!("include_str!({:?})", file.display().to_string()))
            .collect();
        let _ = writeln!(code, "        Lang::{variant} => &[{}],", included.join(", "));
    }
    code.push_str("    }\n}\n");
    code
}

/// A list of all keys with their variables, and a function for each.
fn functions(messages: &BTreeMap<String, Message>) -> String {
    let mut code = String::from("\n/// All keys with their variables, in alphabetical order.\n");
    code.push_str("static KEYS: &[(&str, &[&str])] = &[\n");
    for message in messages.values() {
        let variables: Vec<&str> = message.variables.iter().map(String::as_str).collect();
        let _ = writeln!(code, "    ({:?}, &{variables:?}),", message.key);
    }
    code.push_str("];\n\nimpl Texts {\n");
    for message in messages.values() {
        for line in message.text.lines() {
            let _ = writeln!(code, "    #[doc = {line:?}]");
        }
        let _ = writeln!(code, "{}", function(message));
    }
    code.push_str("}\n");
    code
}

fn function(message: &Message) -> String {
    let (key, name) = (&message.key, message.key.replace('-', "_"));
    if message.variables.is_empty() {
        return format!("    pub fn {name}(&self) -> String {{ self.text({key:?}, None) }}");
    }
    let (mut parameters, mut arguments, mut lifetime) = (String::new(), String::new(), "");
    for variable in &message.variables {
        let parameter = variable.replace('-', "_");
        // A year is a name, not a quantity: it never gets a thousands separator.
        if parameter == "year" || parameter.ends_with("_year") {
            let _ = write!(parameters, ", {parameter}: i16");
            let _ = write!(arguments, " args.set({variable:?}, {parameter}.to_string());");
        } else {
            lifetime = "<'a>";
            let _ = write!(parameters, ", {parameter}: impl Into<FluentValue<'a>>");
            let _ = write!(arguments, " args.set({variable:?}, {parameter});");
        }
    }
    format!(
        "    pub fn {name}{lifetime}(&self{parameters}) -> String {{ \
         let mut args = FluentArgs::new();{arguments} self.text({key:?}, Some(&args)) }}"
    )
}
