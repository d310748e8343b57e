//! The archive of a case: an evaluation with everything that is kept of it, as one package for the e-archive of the
//! municipality. What it holds and why is told in `docs/decisions/0025-archive-package.md`.

mod described;
mod rows;
mod shown;

use crate::access::{self, Caller, Scope, head_for};
use crate::audit;
use crate::document::Download;
use crate::installation::Installation;
use crate::record::{self, Kept, reason};
use bytes::Bytes;
use futures_util::{Stream, TryStreamExt};
use jiff::Timestamp;
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::State;
use kompass_core::i18n::{Texts, texts};
use kompass_core::record::Record;
use kompass_core::{Error, Lang, Problem, Result};
use kompass_report::package::{self, About, File, Packer, Party};
use kompass_store::archive as store;
use kompass_store::audit::Fault;
use kompass_store::blob::Blobs;
use kompass_store::evaluation::{self, Head};
use rows::{Part, moment, text};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Read, Seek, Write};
use std::path::Path;
use tokio::io::AsyncReadExt;
use tokio::runtime::Handle;
use uuid::Uuid;

/// What the content of a package is called; goes up when what it holds is held in another way.
const CONTENT: &str = "Kompass case 1";

/// How the package is to be read, for who has nothing but it.
const FORMAT: &str = include_str!("archive/format.txt");

/// Bytes sent at a time.
const CHUNK: usize = 64 * 1024;

/// The formats of what is in a package, by how its name ends.
const MEDIA_TYPES: [(&str, &str); 18] = [
    ("pdf", "application/pdf"),
    ("txt", "text/plain"),
    ("md", "text/markdown"),
    ("markdown", "text/markdown"),
    ("csv", "text/csv"),
    ("json", "application/json"),
    ("html", "text/html"),
    ("htm", "text/html"),
    ("xml", "application/xml"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
];

/// A package that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Made {
    /// Its name, which is that of its root folder.
    pub package: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Its bytes.
    pub size: u64,
    /// What is wrong with the audit log of the case, which stands in the package too; nothing, as a rule.
    pub faults: Vec<Fault>,
}

/// A case as it goes into a package.
struct Case {
    head: Head,
    lang: Lang,
    label: String,
    record_number: String,
    organisation: Party,
    /// The last moment at which something was done in it.
    moment: Timestamp,
    package: String,
    parts: Vec<Part>,
    kept: Vec<Kept>,
    frameworks: Vec<(String, String)>,
    sheets: shown::Sheets,
    proof: Value,
    faults: Vec<Fault>,
    /// What those who stand in the log are called.
    names: BTreeMap<String, String>,
}

/// Bytes that go into a package as they lie in the store, by their digest.
struct Stored {
    file: File,
    digest: String,
}

/// The evaluation, for those who may archive it: they who run the organisation or lead the evaluation.
///
/// # Errors
/// The caller may not.
pub async fn of_evaluation(installation: &Installation, caller: &Caller, id: Uuid) -> Result<Head> {
    head_for(installation, caller, id, Resource::Records, Action::Write).await
}

/// True if the archive of an evaluation is given out by the pages: only once the report is delivered, and not while it is
/// corrected. Before, the archive would tell who judged what.
pub fn is_open(head: &Head) -> bool {
    head.state >= State::Delivered
}

/// Writes the archive of a case to a file, in any state of it. A file that cannot be written whole is not there.
///
/// # Errors
/// The caller may not; bytes of a document or report are missing or altered; the file is there already or cannot be written.
pub async fn write(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
    path: &Path,
) -> Result<Made> {
    let main = evaluation::head(&installation.db, id).await?.main();
    let head = of_evaluation(installation, caller, main).await?;
    if path.exists() {
        let problem = Problem::new("", "the file is there already", "choose another name");
        return Err(Error::invalid(problem.file(path.display().to_string())));
    }
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let out = tempfile::NamedTempFile::new_in(folder).map_err(|it| unwritable(path, it))?;
    let file = out.reopen().map_err(|it| unwritable(path, it))?;
    let organisation = head.organisation;
    let (made, file) = make(installation, head, file).await.map_err(|it| named(path, it))?;
    file.sync_all().map_err(|it| unwritable(path, it))?;
    tell(installation, caller, organisation, main, &made).await?;
    // It holds what is secret: only its owner reads it until they decide otherwise.
    out.persist_noclobber(path).map_err(|it| unwritable(path, it.error))?;
    Ok(made)
}

/// The archive of a case, for somebody who takes it from a page.
///
/// # Errors
/// The caller may not, or has to prove anew who they are; [`reason::ARCHIVE_STATE`]; as [`write`].
pub async fn download(
    installation: &Installation,
    caller: &Caller,
    id: Uuid,
) -> Result<Download<impl Stream<Item = Result<Bytes>> + use<>>> {
    let head = of_evaluation(installation, caller, id).await?;
    let (records, write, scope) = (Resource::Records, Action::Write, Scope::Evaluation(&head));
    access::authorise_anew(installation, caller, records, write, &scope).await?;
    if !is_open(&head) {
        return Err(reason::ARCHIVE_STATE.forbidden());
    }
    let folder = &installation.config.data;
    let file = tempfile::tempfile_in(folder).map_err(|it| unwritable(folder, it))?;
    let organisation = head.organisation;
    let (made, mut file) = make(installation, head, file).await?;
    tell(installation, caller, organisation, id, &made).await?;
    file.rewind().map_err(|it| unwritable(folder, it))?;
    let file = tokio::fs::File::from_std(file);
    let bytes = futures_util::stream::try_unfold(file, |mut file| async move {
        let mut chunk = vec![0; CHUNK];
        let read = file.read(&mut chunk).await;
        let read = read.map_err(|error| Error::Unavailable(error.to_string()))?;
        chunk.truncate(read);
        Ok((read > 0).then(|| (Bytes::from(chunk), file)))
    });
    Ok(Download { name: format!("{}.zip", made.package), size: made.size, bytes })
}

async fn tell(
    installation: &Installation,
    caller: &Caller,
    organisation: Uuid,
    evaluation: Uuid,
    made: &Made,
) -> Result<()> {
    let Made { package, sha256, size, faults } = made;
    let archived = store::Archived { evaluation, package, sha256, size: *size };
    let stamp = installation.stamp_anew(caller)?;
    store::told(&installation.db, &stamp, organisation, &archived).await?;
    let faults = faults.len();
    tracing::warn!(target: "security", event = "case_archived", %evaluation, by = ?caller.who, faults);
    Ok(())
}

/// Makes the package in an empty file.
async fn make(
    installation: &Installation,
    head: Head,
    file: std::fs::File,
) -> Result<(Made, std::fs::File)> {
    let mut case = Case::of(installation, head).await?;
    let (blobs, runtime) = (installation.blobs.clone(), Handle::current());
    let made = tokio::task::spawn_blocking(move || pack(&mut case, &blobs, &runtime, file)).await;
    made.unwrap_or_else(|error| Err(Error::Internal(error.to_string())))
}

fn pack(
    case: &mut Case,
    blobs: &Blobs,
    runtime: &Handle,
    file: std::fs::File,
) -> Result<(Made, std::fs::File)> {
    let t = texts(case.lang);
    let about = About {
        id: case.package.clone(),
        label: case.label.clone(),
        created: case.moment,
        record_number: case.record_number.clone(),
        organisation: case.organisation.clone(),
        content: CONTENT,
        version: env!("CARGO_PKG_VERSION"),
    };
    let failed = |error: std::io::Error| {
        Error::Unavailable(format!(
            "the archive could not be written ({error}); check the folder and the space on disk"
        ))
    };
    let mut packer = Packer::new(std::io::BufWriter::new(file), about);
    for Stored { file, digest } in case.stored() {
        let name = file.path.clone();
        packer.begin(file).map_err(failed)?;
        runtime.block_on(async {
            let mut bytes = blobs.get_stream(&digest).await.map_err(|it| of(&name, it))?;
            while let Some(chunk) = bytes.try_next().await? {
                packer.bytes(&chunk).map_err(failed)?;
            }
            Ok::<_, Error>(())
        })?;
        if packer.end().map_err(failed)? != digest {
            return Err(Error::Unavailable(format!(
                "the bytes of {name} were altered in the store – restore a backup; no archive was written"
            )));
        }
    }
    for (file, bytes) in case.made(t)? {
        packer.put(file, &bytes).map_err(failed)?;
    }
    let page = described::page(t, case).map_err(failed)?;
    packer.put(case.file("case.html", "text/html"), &page).map_err(failed)?;
    let descriptions = described::descriptions(t, case).map_err(failed)?;
    let (events, agents) = described::events(t, case);
    let out = packer.finish(descriptions, (&events, &agents), FORMAT.as_bytes()).map_err(failed)?;
    let mut file = out.into_inner().map_err(|error| failed(error.into_error()))?;
    file.flush().map_err(failed)?;
    let (sha256, size) = hashed(&mut file).map_err(failed)?;
    let (package, faults) = (case.package.clone(), case.faults.clone());
    Ok((Made { package, sha256, size, faults }, file))
}

/// SHA-256 and size of a file.
fn hashed(file: &mut std::fs::File) -> std::io::Result<(String, u64)> {
    file.rewind()?;
    let (mut hash, mut size, mut chunk) = (Sha256::new(), 0, vec![0; CHUNK]);
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            let digest = hash.finalize();
            return Ok((digest.iter().map(|byte| format!("{byte:02x}")).collect(), size));
        }
        hash.update(&chunk[..read]);
        size += read as u64;
    }
}

impl Case {
    async fn of(installation: &Installation, head: Head) -> Result<Self> {
        let (db, key) = (&installation.db, installation.audit_key());
        let there = store::case(db, key, head.id, installation.now()).await?;
        let kept = record::kept(installation, &head, false).await?;
        let parts = there.parts.into_iter().map(rows::part).collect::<Result<Vec<_>>>()?;
        let first = |name: &str| {
            let part = parts.iter().find(|part| part.name == name);
            part.and_then(|part| part.rows.first()).cloned().unwrap_or_default()
        };
        let mut sheets = shown::Sheets::new();
        for row in parts.iter().filter(|part| part.name == "evaluation").flat_map(|it| &it.rows) {
            let framework = installation.framework(text(row, "framework_digest")).await?;
            sheets.insert(text(row, "id").to_owned(), framework);
        }
        let (evaluation, organisation) = (first("evaluation"), first("organisation"));
        let code = [text(&organisation, "code"), text(&organisation, "id")];
        let moments = [
            ("audit_entry", "at"),
            ("report", "delivered_at"),
            ("disposal_item", "done_at"),
            ("disposal", "at"),
        ];
        let moments = moments.iter().flat_map(|(name, column)| {
            let parts = parts.iter().filter(|part| part.name == *name);
            parts.flat_map(|part| &part.rows).filter_map(|row| moment(row, column))
        });
        let bound = &there.bound;
        let moment = moments.fold(bound.at, Timestamp::max);
        let entries: i64 = there.heads.iter().map(|head| head.number).sum();
        let proof = json!({
            "chains": there.heads,
            "faults": there.faults,
            "checkpoint": {
                "number": bound.number,
                "at": bound.at,
                "previous": bound.previous,
                "heads_digest": bound.heads_digest(),
                "mac": bound.mac,
            },
            "key": key.fingerprint(),
        });
        let log = parts.iter().filter(|part| part.name == "audit_entry");
        let actors = log.flat_map(|part| &part.rows).map(|row| text(row, "actor").to_owned());
        let lang = shown::read(text(&evaluation, "language")).unwrap_or_default();
        let names = audit::called(installation, actors.collect(), texts(lang)).await?;
        Ok(Self {
            lang,
            label: format!("Kommunkompassen {} {}", head.municipality, head.year),
            record_number: text(&evaluation, "record_number").to_owned(),
            organisation: Party {
                name: text(&organisation, "name").to_owned(),
                code: code.into_iter().find(|code| !code.is_empty()).unwrap_or_default().to_owned(),
            },
            package: format!("kompass-{}-{entries}", head.id),
            frameworks: there.frameworks,
            sheets,
            moment,
            parts,
            kept,
            proof,
            faults: there.faults,
            names,
            head,
        }
        .with_places())
    }

    /// The rows of a part.
    fn rows(&self, name: &str) -> impl Iterator<Item = &rows::Row> {
        self.parts.iter().filter(move |part| part.name == name).flat_map(|part| &part.rows)
    }

    /// The same, with what only the package knows: where each file lies, and what those in the log are called.
    fn with_places(mut self) -> Self {
        let main = self.head.id.to_string();
        for part in &mut self.parts {
            for (at, row) in part.rows.iter_mut().enumerate() {
                let place = match part.name {
                    "report" => {
                        let sheet = if text(row, "evaluation_id") == main { "" } else { "second-" };
                        let edition = row.get("edition").and_then(Value::as_i64).unwrap_or(0);
                        format!("reports/{sheet}edition-{edition}-{}.pdf", text(row, "language"))
                    }
                    "document" if !text(row, "blob_digest").is_empty() => {
                        let name = format!("{}-{}", text(row, "code"), text(row, "file_name"));
                        format!("documents/{:04}-{}", at + 1, package::plain_name(&name))
                    }
                    "audit_entry" => {
                        let who = self.names.get(text(row, "actor")).cloned();
                        row.insert("who".to_owned(), who.map_or(Value::Null, Value::String));
                        continue;
                    }
                    _ => continue,
                };
                row.insert("path".to_owned(), Value::String(place));
            }
        }
        self
    }

    fn file(&self, path: &str, media_type: &'static str) -> File {
        let (path, original) = (path.to_owned(), String::new());
        File { path, original, media_type, created: self.moment }
    }

    /// The reports and documents, as they were delivered and handed in.
    fn stored(&self) -> Vec<Stored> {
        let received: BTreeMap<&str, Timestamp> = self
            .rows("document_receipt")
            .filter_map(|row| Some((text(row, "code"), moment(row, "at")?)))
            .collect();
        let reports = self.rows("report").map(|row| {
            let created = moment(row, "delivered_at");
            (row, String::new(), text(row, "digest"), created)
        });
        let documents = self.rows("document").map(|row| {
            let created = received.get(text(row, "code")).copied();
            let created = created.or(moment(row, "changed_at"));
            (row, text(row, "file_name").to_owned(), text(row, "blob_digest"), created)
        });
        reports
            .chain(documents)
            .filter(|(_, _, digest, _)| !digest.is_empty())
            .map(|(row, original, digest, created)| {
                let path = text(row, "path").to_owned();
                let media_type = media_type(&path);
                let created = created.unwrap_or(self.moment);
                let file = File { path, original, media_type, created };
                Stored { file, digest: digest.to_owned() }
            })
            .collect()
    }

    /// What is made of the rows: what surrounds them, the frameworks, and a file for each type of record.
    fn made(&self, t: &Texts) -> Result<Vec<(File, Vec<u8>)>> {
        let tables = |record: Option<Record>| -> BTreeMap<&str, &Vec<rows::Row>> {
            let parts = self.parts.iter().filter(|part| part.record == record);
            parts.map(|part| (part.name, &part.rows)).collect()
        };
        let mut made = Vec::new();
        let mut add = |path: String, value: Value| -> Result<()> {
            let mut bytes = serde_json::to_vec_pretty(&value)
                .map_err(|error| Error::Internal(error.to_string()))?;
            bytes.push(b'\n');
            made.push((self.file(&path, "application/json"), bytes));
            Ok(())
        };
        add("case.json".to_owned(), json!({ "format": CONTENT, "tables": tables(None) }))?;
        for record in Record::ALL {
            let mut value = json!({
                "format": CONTENT,
                "record": record,
                "name": t.record(record),
                "tables": tables(Some(record)),
            });
            if record == Record::Log {
                value["proof"] = self.proof.clone();
            }
            add(format!("records/{record}.json"), value)?;
        }
        for (digest, canonical) in &self.frameworks {
            let file = self.file(&format!("frameworks/{digest}.json"), "application/json");
            made.push((file, canonical.clone().into_bytes()));
        }
        Ok(made)
    }
}

fn media_type(name: &str) -> &'static str {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    let known = MEDIA_TYPES.iter().find(|(known, _)| *known == end);
    known.map_or("application/octet-stream", |(_, media_type)| media_type)
}

/// An error about bytes that are not there, with the name by which people know them.
fn of(name: &str, error: Error) -> Error {
    match error {
        Error::NotFound { id, remedy, .. } => {
            Error::not_found("file of the case", format!("{name} ({id})"), remedy)
        }
        other => other,
    }
}

fn named(path: &Path, error: Error) -> Error {
    match error {
        Error::Unavailable(what) => {
            Error::Unavailable(format!("{} was not written: {what}", path.display()))
        }
        other => other,
    }
}

fn unwritable(path: &Path, error: impl std::fmt::Display) -> Error {
    Error::Unavailable(format!("{} cannot be written: {error}", path.display()))
}
