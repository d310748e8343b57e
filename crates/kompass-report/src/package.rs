//! A case packed for an e-archive: a submission information package of E-ARK (CSIP 2.1 and SIP 2.1, which together are the
//! Swedish FGS Paketstruktur 2.0) in one zip. Files go in as they come, never the whole at once; what describes them comes
//! last. The same content gives the same bytes.

mod mets;
mod page;
mod premis;
mod xml;

#[cfg(test)]
mod tests;

pub use page::{Section, page};
pub use premis::{Agent, Event};
pub use xml::Xml;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{self, Seek, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Where the files of the case lie in the package.
const DATA: &str = "representations/rep1/data/";

/// The folder of the representation.
const REPRESENTATION: &str = "representations/rep1/";

/// What a package is.
#[derive(Debug, Clone)]
pub struct About {
    /// Name of the package and of its one root folder: letters, digits, `-`, `_` and `.`.
    pub id: String,
    /// What it is, for people.
    pub label: String,
    /// The moment of the case at which it is archived.
    pub created: Timestamp,
    /// Its record number; empty if it has none.
    pub record_number: String,
    /// Whose archive it belongs to.
    pub organisation: Party,
    /// What the content is, where E-ARK has no specification of its own for it.
    pub content: &'static str,
    /// Version of the program that made it.
    pub version: &'static str,
}

/// An organisation.
#[derive(Debug, Clone)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// What identifies it.
    pub code: String,
}

/// A file that goes into a package.
#[derive(Debug, Clone)]
pub struct File {
    /// Its place among the files of the case: ASCII without spaces, folders with `/`.
    pub path: String,
    /// What it was called where it came from; empty if it was made for the package.
    pub original: String,
    /// Its format.
    pub media_type: &'static str,
    /// When it came to be.
    pub created: Timestamp,
}

/// Something that describes the case.
#[derive(Debug)]
pub struct Description {
    /// Its name.
    pub name: &'static str,
    /// Its format, as METS calls it; `OTHER` for one of our own.
    pub kind: &'static str,
    /// What the format is called, if it is our own.
    pub other: &'static str,
    /// The whole of it.
    pub bytes: Vec<u8>,
    /// Name and text of the XML Schema that it follows, if the format is our own.
    pub schema: Option<(&'static str, &'static str)>,
}

/// A file as it lies in the package.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    /// From the root folder.
    path: String,
    original: String,
    media_type: &'static str,
    created: Timestamp,
    size: u64,
    sha256: String,
}

impl Listed {
    /// From the folder of the representation.
    fn inner(&self) -> &str {
        self.path.strip_prefix(REPRESENTATION).unwrap_or(&self.path)
    }
}

/// A package under way.
pub struct Packer<W: Write + Seek> {
    about: About,
    zip: ZipWriter<W>,
    data: Vec<Listed>,
    open: Option<(Listed, Sha256)>,
}

impl<W: Write + Seek> Packer<W> {
    /// An empty package.
    pub fn new(out: W, about: About) -> Self {
        Self { about, zip: ZipWriter::new(out), data: Vec::new(), open: None }
    }

    /// Begins a file of the case.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn begin(&mut self, file: File) -> io::Result<()> {
        let File { path, original, media_type, created } = file;
        self.start(format!("{DATA}{path}"), original, media_type, created)
    }

    /// Some of its bytes.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some((listed, hash)) = &mut self.open {
            hash.update(bytes);
            listed.size += bytes.len() as u64;
        }
        self.zip.write_all(bytes)
    }

    /// Ends it. Returns the SHA-256 of its bytes.
    ///
    /// # Errors
    /// No file was begun.
    pub fn end(&mut self) -> io::Result<String> {
        let listed = self.close()?;
        let digest = listed.sha256.clone();
        self.data.push(listed);
        Ok(digest)
    }

    /// A whole file of the case.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn put(&mut self, file: File, bytes: &[u8]) -> io::Result<()> {
        self.begin(file)?;
        self.bytes(bytes)?;
        self.end().map(|_| ())
    }

    /// Ends the package with what describes it: what the case is, what was done with it and by whom, and how it is to be read.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(
        mut self,
        descriptions: Vec<Description>,
        (events, agents): (&[Event], &[Agent]),
        documentation: &[u8],
    ) -> io::Result<W> {
        let created = self.about.created;
        let (mut described, mut schemas) = (Vec::new(), Vec::new());
        for Description { name, kind, other, bytes, schema } in descriptions {
            let path = format!("metadata/descriptive/{name}");
            described.push((self.whole(&path, "application/xml", &bytes)?, kind, other));
            if let Some((name, text)) = schema {
                let path = format!("schemas/{name}");
                schemas.push(self.whole(&path, "application/xml", text.as_bytes())?);
            }
        }
        let premis = premis::write(&self.about, &self.data, (events, agents))?;
        let premis = self.whole("metadata/preservation/premis.xml", "application/xml", &premis)?;
        let readme = self.whole("documentation/format.txt", "text/plain", documentation)?;
        let inner = mets::representation(&self.about, &self.data)?;
        let inner = self.whole(&format!("{REPRESENTATION}METS.xml"), "application/xml", &inner)?;
        let aids = (schemas.as_slice(), &readme);
        let outer = mets::package(&self.about, &described, &premis, aids, &inner)?;
        self.start("METS.xml".to_owned(), String::new(), "application/xml", created)?;
        self.bytes(&outer)?;
        self.close()?;
        Ok(self.zip.finish()?)
    }

    fn whole(&mut self, path: &str, media_type: &'static str, bytes: &[u8]) -> io::Result<Listed> {
        self.start(path.to_owned(), String::new(), media_type, self.about.created)?;
        self.bytes(bytes)?;
        self.close()
    }

    fn start(
        &mut self,
        path: String,
        original: String,
        media_type: &'static str,
        created: Timestamp,
    ) -> io::Result<()> {
        // A fixed date: the content decides the bytes, not the moment.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.zip.start_file(format!("{}/{path}", self.about.id), options)?;
        let listed = Listed { path, original, media_type, created, size: 0, sha256: String::new() };
        self.open = Some((listed, Sha256::new()));
        Ok(())
    }

    fn close(&mut self) -> io::Result<Listed> {
        let (mut listed, hash) =
            self.open.take().ok_or_else(|| io::Error::other("no file was begun"))?;
        listed.sha256 = hash.finalize().iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        Ok(listed)
    }
}

/// A name that every file system and address takes, with its ending: letters without marks, digits, `-`, `_` and `.`.
pub fn plain_name(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    /// Most letters before the ending, and most of it.
    const LONGEST: (usize, usize) = (80, 10);
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let letters = last.nfd().filter(|it| !('\u{300}'..='\u{36f}').contains(it));
    let plain = |it: char| if it.is_ascii_alphanumeric() || "-_.".contains(it) { it } else { '_' };
    let plain: String = letters.map(plain).collect();
    let (stem, end) = match plain.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() && !end.is_empty() => (stem, end),
        _ => (plain.trim_matches('.'), ""),
    };
    let stem: String = stem.trim_matches('.').chars().take(LONGEST.0).collect();
    let end: String = end.chars().take(LONGEST.1).collect();
    if end.is_empty() { stem } else { format!("{stem}.{end}") }
}
