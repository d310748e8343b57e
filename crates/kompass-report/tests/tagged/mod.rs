//! Reads back what makes a PDF accessible: catalog, structure tree, bookmarks.

use lopdf::{Dictionary, Document, Object};
use std::fmt::Write as _;

/// A finished PDF.
pub(crate) struct Tagged {
    document: Document,
}

/// An element of the structure tree.
#[derive(Debug, PartialEq)]
pub(crate) struct Element {
    /// Role, mapped to a standard one.
    pub(crate) role: String,
    /// Alternative text.
    pub(crate) alt: Option<String>,
    /// Title; headings have their text.
    pub(crate) title: Option<String>,
    /// Scope of a header cell.
    pub(crate) scope: Option<String>,
    /// What is in it.
    pub(crate) kids: Vec<Element>,
}

impl Tagged {
    pub(crate) fn read(pdf: &[u8]) -> Self {
        Self { document: Document::load_mem(pdf).expect("a PDF") }
    }

    /// An entry of the catalog.
    pub(crate) fn catalog(&self, key: &str) -> Option<&Object> {
        self.get(self.document.catalog().expect("a catalog"), key)
    }

    /// An entry of a dictionary in the catalog.
    pub(crate) fn catalog_entry(&self, dictionary: &str, key: &str) -> Option<&Object> {
        self.get(self.catalog(dictionary)?.as_dict().ok()?, key)
    }

    pub(crate) fn metadata(&self) -> String {
        let stream = self.catalog("Metadata").expect("XMP").as_stream().expect("a stream");
        String::from_utf8_lossy(&stream.content).into_owned()
    }

    pub(crate) fn pages(&self) -> usize {
        self.document.get_pages().len()
    }

    /// Text of all pages, without spaces, which lines and kerning make unsure.
    pub(crate) fn text(&self) -> String {
        let pages: Vec<u32> = self.document.get_pages().into_keys().collect();
        let text = self.document.extract_text(&pages).expect("text");
        text.chars().filter(|character| !character.is_whitespace()).collect()
    }

    /// Names of the fonts embedded.
    pub(crate) fn fonts(&self) -> Vec<String> {
        let objects = self.document.objects.values();
        let dictionaries = objects.filter_map(|object| object.as_dict().ok());
        dictionaries.filter_map(|dictionary| text(self.get(dictionary, "FontName")?)).collect()
    }

    /// Level (from 1) and title of every bookmark, in order.
    pub(crate) fn bookmarks(&self) -> Vec<(usize, String)> {
        let mut all = Vec::new();
        if let Some(outlines) =
            self.catalog("Outlines").and_then(|outlines| outlines.as_dict().ok())
        {
            self.bookmarks_in(outlines, 1, &mut all);
        }
        all
    }

    fn bookmarks_in(&self, parent: &Dictionary, level: usize, all: &mut Vec<(usize, String)>) {
        let mut next = self.get(parent, "First");
        while let Some(item) = next.and_then(|item| item.as_dict().ok()) {
            all.push((level, self.get(item, "Title").and_then(text).expect("a title")));
            self.bookmarks_in(item, level + 1, all);
            next = self.get(item, "Next");
        }
    }

    /// The structure tree.
    pub(crate) fn tree(&self) -> Vec<Element> {
        let root = self
            .catalog("StructTreeRoot")
            .expect("a structure tree")
            .as_dict()
            .expect("a dictionary");
        let roles = self.get(root, "RoleMap").and_then(|roles| roles.as_dict().ok());
        self.kids(root, roles)
    }

    fn kids(&self, element: &Dictionary, roles: Option<&Dictionary>) -> Vec<Element> {
        let kids = match self.get(element, "K") {
            Some(Object::Array(kids)) => kids.iter().collect(),
            Some(kid) => vec![kid],
            None => Vec::new(),
        };
        let kids = kids.into_iter().filter_map(|kid| self.follow(kid).as_dict().ok());
        kids.filter_map(|kid| self.element(kid, roles)).collect()
    }

    fn element(&self, element: &Dictionary, roles: Option<&Dictionary>) -> Option<Element> {
        let role = element.get(b"S").ok()?.as_name().ok()?;
        let mapped =
            roles.and_then(|roles| roles.get(role).ok()).and_then(|role| role.as_name().ok());
        let attributes = match self.get(element, "A") {
            Some(Object::Array(attributes)) => {
                attributes.iter().map(|object| self.follow(object)).collect()
            }
            Some(attributes) => vec![attributes],
            None => Vec::new(),
        };
        let scope = attributes
            .iter()
            .find_map(|attributes| attributes.as_dict().ok()?.get(b"Scope").ok()?.as_name().ok());
        Some(Element {
            role: String::from_utf8_lossy(mapped.unwrap_or(role)).into_owned(),
            alt: self.get(element, "Alt").and_then(text),
            title: self.get(element, "T").and_then(text),
            scope: scope.map(|scope| String::from_utf8_lossy(scope).into_owned()),
            kids: self.kids(element, roles),
        })
    }

    fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        dictionary.get(key.as_bytes()).ok().map(|object| self.follow(object))
    }

    fn follow<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).expect("no reference leads nowhere").1
    }
}

/// A text string or a name.
fn text(object: &Object) -> Option<String> {
    match object {
        Object::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
        _ => lopdf::decode_text_string(object).ok(),
    }
}

/// All elements, parents before children.
pub(crate) fn flat(elements: &[Element]) -> Vec<&Element> {
    elements
        .iter()
        .flat_map(|element| std::iter::once(element).chain(flat(&element.kids)))
        .collect()
}

/// The tree as text. Neighbours that are equal stand once with their number; lists and rows of tables that follow one
/// another differ in little else.
pub(crate) fn outline(elements: &[Element]) -> String {
    let mut out = String::new();
    write_outline(elements, 0, &mut out);
    out
}

fn write_outline(elements: &[Element], depth: usize, out: &mut String) {
    let mut rest = elements;
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|other| *other == first).count();
        let _ = write!(out, "{:1$}{2}", "", depth * 2, first.role);
        for (name, value) in [("", &first.scope), ("title", &first.title), ("alt", &first.alt)] {
            if let Some(value) = value {
                let _ = write!(out, " {name}{}{value:?}", if name.is_empty() { "" } else { "=" });
            }
        }
        out.push_str(&if same > 1 { format!(" ×{same}\n") } else { "\n".to_owned() });
        write_outline(&first.kids, depth + 1, out);
        rest = &rest[same..];
    }
}
