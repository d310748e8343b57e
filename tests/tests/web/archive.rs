//! The archive of a case: what is in the package, that it proves itself, and who may take it.

use super::fixture::{Fixture, Person, speaks_every_language};
use super::harness::{TestApp, on_both_apps};
use super::record::{YEAR, with_clock, work};
use axum::http::StatusCode;
use kompass_app::access::Caller;
use kompass_app::document::{self, Origin};
use kompass_app::installation::Installation;
use kompass_app::result::Question;
use kompass_app::{archive, audit, disposal, report};
use kompass_core::Lang;
use kompass_core::digest::sha256;
use kompass_core::evaluation::State;
use kompass_core::i18n::texts;
use kompass_core::record::Record;
use kompass_core::secrecy::{Held, Kind};
use kompass_store::secrecy;
use kompass_testkit::{TestDb, on_both};
use roxmltree::{Document, Node, ParsingOptions};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::process::Command;
use std::sync::atomic::Ordering;
use uuid::Uuid;
use zip::ZipArchive;

const METS: &str = "http://www.loc.gov/METS/";
const PREMIS: &str = "http://www.loc.gov/premis/v3";
const CSIP: &str = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
const CASE: &str = "urn:kompass:case:1";
const DATA: &str = "representations/rep1/data/";
const LAW: &str = "OSL 21 kap. 1 §";

/// A package that was opened: its root folder, and its files by their place in it.
struct Package {
    root: String,
    files: BTreeMap<String, Vec<u8>>,
}

impl Package {
    fn open(bytes: Vec<u8>) -> Self {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut files = BTreeMap::new();
        let mut roots = BTreeSet::new();
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).unwrap();
            let name = file.name().unwrap().into_owned();
            let (root, path) = name.split_once('/').unwrap();
            roots.insert(root.to_owned());
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            assert!(files.insert(path.to_owned(), bytes).is_none(), "{name} is there twice");
        }
        assert_eq!(roots.len(), 1, "{roots:?}");
        Self { root: roots.pop_first().unwrap(), files }
    }

    fn xml(&self, path: &str) -> Document<'_> {
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        let text = std::str::from_utf8(&self.files[path]).unwrap();
        Document::parse_with_options(text, options).unwrap_or_else(|it| panic!("{path}: {it}"))
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_slice(&self.files[&format!("{DATA}{path}")]).unwrap()
    }

    /// Every file is named by a METS with its size and digest, and what a METS names is there.
    fn check(&self) {
        let outer = self.xml("METS.xml");
        let root = outer.root_element();
        assert!(root.has_tag_name((METS, "mets")));
        assert_eq!(root.attribute("OBJID"), Some(self.root.as_str()));
        assert_eq!(root.attribute("TYPE"), Some("Mixed"));
        assert_eq!(root.attribute((CSIP, "CONTENTINFORMATIONTYPE")), Some("OTHER"));
        assert!(root.attribute("PROFILE").unwrap().contains("E-ARK-SIP"));
        let head = all(&outer, METS, "metsHdr")[0];
        assert_eq!(head.attribute((CSIP, "OAISPACKAGETYPE")), Some("SIP"));
        let agents: Vec<_> = all(&outer, METS, "agent")
            .iter()
            .map(|it| (it.attribute("ROLE").unwrap(), it.attribute("TYPE").unwrap()))
            .collect();
        let asked =
            [("CREATOR", "OTHER"), ("ARCHIVIST", "ORGANIZATION"), ("CREATOR", "ORGANIZATION")];
        assert_eq!(agents, asked);
        let structure = all(&outer, METS, "structMap")[0];
        assert_eq!(structure.attribute("LABEL"), Some("CSIP"));
        assert_eq!(structure.attribute("TYPE"), Some("PHYSICAL"));

        let mut named = vec!["METS.xml".to_owned()];
        for folder in ["", "representations/rep1/"] {
            let mets = self.xml(&format!("{folder}METS.xml"));
            let ids: Vec<&str> = mets.descendants().filter_map(|it| it.attribute("ID")).collect();
            assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "ids are unique");
            for pointer in all(&mets, METS, "fptr") {
                assert!(ids.contains(&pointer.attribute("FILEID").unwrap()));
            }
            let files = all(&mets, METS, "file");
            for file in files.into_iter().chain(all(&mets, METS, "mdRef")) {
                let here = if file.has_tag_name((METS, "file")) {
                    file.children().find(Node::is_element).unwrap()
                } else {
                    file
                };
                let path = format!("{folder}{}", here.attribute((XLINK, "href")).unwrap());
                let bytes = self.files.get(&path).unwrap_or_else(|| panic!("{path} is missing"));
                let of =
                    |name: &str| file.attribute(name).unwrap_or_else(|| panic!("{path} {name}"));
                assert_eq!(of("SIZE"), bytes.len().to_string(), "{path}");
                assert_eq!((of("CHECKSUMTYPE"), of("CHECKSUM")), ("SHA-256", &*sha256(bytes)));
                assert!(of("MIMETYPE").contains('/') && of("CREATED").contains('T'), "{path}");
                named.push(path);
            }
        }
        named.sort();
        assert_eq!(named, self.files.keys().cloned().collect::<Vec<_>>());

        let premis = self.xml("metadata/preservation/premis.xml");
        assert!(premis.root_element().has_tag_name((PREMIS, "premis")));
        let known: BTreeMap<String, String> = all(&premis, PREMIS, "object")
            .iter()
            .filter_map(|it| {
                Some((said(*it, "objectIdentifierValue")?, said(*it, "messageDigest")?))
            })
            .collect();
        let data = self.files.iter().filter(|(path, _)| path.starts_with(DATA));
        let inner = |path: &str| path.trim_start_matches("representations/rep1/").to_owned();
        let data: BTreeMap<_, _> = data.map(|(path, it)| (inner(path), sha256(it))).collect();
        assert_eq!(known, data);

        for record in Record::ALL {
            let data = self.json(&format!("records/{record}.json"));
            assert_eq!(data["record"], record.to_string());
            assert!(data["tables"].is_object());
        }
        self.xml("metadata/descriptive/dc.xml");
        self.check_description();
    }

    /// The description of the case follows its own schema, which lies beside it and is named as such.
    fn check_description(&self) {
        let (own, schema) = ("metadata/descriptive/case.xml", "schemas/kompass-case-1.xsd");
        let outer = self.xml("METS.xml");
        let groups = all(&outer, METS, "fileGrp");
        let group = groups.iter().find(|it| it.attribute("USE") == Some("Schemas")).unwrap();
        let place = group.descendants().find_map(|it| it.attribute((XLINK, "href")));
        assert_eq!(place, Some(schema));
        let division = outer.descendants().find(|it| it.attribute("LABEL") == Some("Schemas"));
        let pointer = division.unwrap().first_element_child().unwrap();
        assert_eq!(pointer.attribute("FILEID"), group.attribute("ID"));
        let case = self.xml(own);
        let place = case.root_element().attribute((XSI, "schemaLocation")).unwrap();
        assert_eq!(place, format!("{CASE} ../../{schema}"));

        let folder = tempfile::tempdir().unwrap();
        let [own, schema] = [own, schema].map(|path| {
            let file = folder.path().join(path.rsplit('/').next().unwrap());
            std::fs::write(&file, &self.files[path]).unwrap();
            file
        });
        let checked = Command::new("xmllint")
            .args(["--noout", "--nonet", "--schema"])
            .args([schema, own])
            .output()
            .expect("xmllint is installed: `cargo xtask test` does it");
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }

    /// The rows of a table of a type of record.
    fn rows(&self, record: Record, table: &str) -> Vec<Value> {
        self.json(&format!("records/{record}.json"))["tables"][table].as_array().unwrap().clone()
    }
}

fn all<'a>(document: &'a Document<'_>, namespace: &str, name: &str) -> Vec<Node<'a, 'a>> {
    let named = document.descendants().filter(|it| it.has_tag_name((namespace, name)));
    // The lifetime of the input is longer.
    named.map(|it| document.get_node(it.id()).unwrap()).collect()
}

/// The text of the first element of this name in a node.
fn said(node: Node<'_, '_>, name: &str) -> Option<String> {
    let found = node.descendants().find(|it| it.tag_name().name() == name);
    found.and_then(|it| it.text()).map(str::to_owned)
}

async fn archived(installation: &Installation, id: Uuid) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.zip");
    let made = archive::write(installation, &Caller::command_line(), id, &path).await.unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!((made.sha256, made.size), (sha256(&bytes), bytes.len() as u64));
    bytes
}

#[test]
fn a_whole_case_is_archived_and_proves_itself() {
    with_clock(async |test, passed| {
        let fixture = Fixture::make(test, |it| {
            it.state = State::Closed;
            "Dnr <KS> & 2026/1".clone_into(&mut it.record_number);
        })
        .await;
        let (installation, id) = (test.installation(), fixture.evaluation);
        let (db, stamp) = (&installation.db, || installation.stamp().unwrap());
        let handed_in = b"%PDF-1.4 handed in".to_vec();
        let origin = Origin::File("M\u{e5}l & budget <1>.pdf".to_owned(), handed_in.clone());
        let code = document::attach(installation, id, "D1", origin).await.unwrap().code;
        report::deliver(installation, id, &Question::default()).await.unwrap();
        let held =
            Held { kind: Kind::Document, subject: code, quote: String::new(), law: LAW.to_owned() };
        secrecy::mark(db, &stamp(), id, &held, "Vendela <Strand>").await.unwrap();

        passed.fetch_add(3 * YEAR, Ordering::Relaxed);
        let caller = Caller::command_line();
        let typed = disposal::Typed {
            decision: "KS 2026/12",
            day: "2026-01-02",
            section: "§ 4",
            chosen: &[(id, Record::Links)],
        };
        disposal::decide(installation, &caller, fixture.own.0, &typed).await.unwrap();
        work(test).await;

        let bytes = archived(installation, id).await;
        passed.fetch_add(60, Ordering::Relaxed);
        assert!(bytes == archived(installation, id).await, "the same state, the same bytes");
        let package = Package::open(bytes);
        package.check();
        assert!(package.root.starts_with(&format!("kompass-{id}-")));

        let document = package.files.iter().find(|(path, _)| path.contains("/data/documents/"));
        let (path, bytes) = document.unwrap();
        assert!(path.ends_with("0001-D1-Mal___budget__1_.pdf"), "{path}");
        assert_eq!(bytes, &handed_in);
        let premis = package.xml("metadata/preservation/premis.xml");
        let names: Vec<_> =
            all(&premis, PREMIS, "originalName").iter().filter_map(Node::text).collect();
        assert_eq!(names, ["Mål & budget <1>.pdf"]);
        let events: Vec<_> = all(&premis, PREMIS, "event")
            .iter()
            .map(|it| said(*it, "eventType").unwrap())
            .collect();
        assert_eq!(
            events,
            ["creation", "deletion", "fixity check", "information package creation"]
        );

        let names: Vec<_> =
            all(&premis, PREMIS, "agentName").iter().filter_map(Node::text).collect();
        assert!(names.contains(&"kommandoraden"), "{names:?}");

        let pdf = &package.files[&format!("{DATA}reports/edition-1-sv.pdf")];
        printable_for_ever(pdf);

        let case = package.xml("metadata/descriptive/case.xml");
        assert!(case.root_element().has_tag_name((CASE, "case")));
        assert_eq!(said(case.root_element(), "recordNumber").as_deref(), Some("Dnr <KS> & 2026/1"));
        let mark = all(&case, CASE, "mark")[0];
        assert_eq!((mark.attribute("law"), mark.attribute("subject")), (Some(LAW), Some("D1")));
        assert_eq!(mark.attribute("by"), Some("Vendela <Strand>"));
        let kept = all(&case, CASE, "record");
        let types: Vec<_> =
            kept.iter().map(|it| it.attribute("type").unwrap().to_owned()).collect();
        assert_eq!(types, Record::ALL.map(|it| it.to_string()));
        assert!(kept.iter().any(|it| it.attribute("keep") == Some("dispose")
            && it.attribute("years").is_some()
            && it.attribute("after").is_some()));
        let gone = all(&case, CASE, "disposal")[0];
        let asked = [("record", "links"), ("decision", "KS 2026/12"), ("section", "§ 4")];
        for (name, value) in asked.into_iter().chain([("standing", "done")]) {
            assert_eq!(gone.attribute(name), Some(value));
        }
        assert_eq!(package.rows(Record::Links, "link"), Vec::<Value>::new(), "disposed of");

        assert!(!package.rows(Record::Judgements, "judgement").is_empty());
        assert!(package.rows(Record::Judgements, "judgement")[0]["evidence"].is_array());
        let log = package.json("records/log.json");
        let entries = log["tables"]["audit_entry"].as_array().unwrap().clone();
        let last = entries.last().unwrap();
        assert_eq!(log["proof"]["chains"][0]["mac"], last["mac"]);
        assert_eq!(log["proof"]["faults"], Value::Array(Vec::new()));
        assert_eq!(log["proof"]["key"], installation.audit_key().fingerprint());
        let verified = audit::verify(installation, None).await.unwrap();
        assert!(verified.is_intact());
        assert_eq!(log["proof"]["checkpoint"]["number"], verified.checkpoint.unwrap());
        for entry in entries.iter().filter(|entry| !entry["salt"].is_null()) {
            let mut said = Vec::new();
            for part in ["salt", "actor", "content"] {
                let part = entry[part].as_str().unwrap();
                said.extend((part.len() as u64).to_be_bytes());
                said.extend(part.as_bytes());
            }
            assert_eq!(entry["digest"], sha256(&said), "as documentation/format.txt tells it");
        }
        assert!(entries.iter().any(|entry| entry["salt"].is_null()), "those of the links");
        let framework = package.files.iter().find(|(path, _)| path.contains("/frameworks/"));
        let (path, canonical) = framework.unwrap();
        assert!(path.contains(&sha256(canonical)), "{path}");

        let page = package.xml(&format!("{DATA}case.html"));
        let read: String = page.descendants().filter_map(|it| it.text()).collect();
        let t = texts(Lang::Sv);
        for record in Record::ALL {
            assert!(read.contains(&t.record(record)), "{record} is missing on the page");
        }
        for words in [
            "utvärderingsledare",
            LAW,
            "KS 2026/12 § 4",
            "gallrad",
            "Dnr <KS> & 2026/1",
            "ingenting är rört",
        ] {
            assert!(read.contains(words), "{words} is missing on the page");
        }
        assert!(
            !read.contains("lead_evaluator") && !read.contains("follow_up"),
            "words, not codes"
        );

        let judged = &package.rows(Record::Judgements, "judgement")[0];
        let digest = path.rsplit('/').next().unwrap().trim_end_matches(".json");
        let framework = installation.framework(digest).await.unwrap();
        let subject = judged["subject"].as_str().unwrap();
        let question = framework.question(subject).unwrap().title.get(Lang::Sv);
        assert!(read.contains(&format!("{subject} {question}")), "{subject} by its words");
        let dimension = &framework.rubric.as_ref().unwrap().dimensions[0];
        let level = dimension.levels.iter().find(|it| judged["levels"][0] == it.code.as_str());
        let level = level.unwrap().title.get(Lang::Sv);
        assert!(read.contains(&format!("{}: {level}", dimension.title.get(Lang::Sv))), "{level}");
        let met = package.rows(Record::Interviews, "group_interview");
        let group = framework.groups.iter().find(|it| met[0]["group_code"] == it.code.as_str());
        assert!(read.contains(group.unwrap().title.get(Lang::Sv)), "a group by its name");
        let area = format!("1 {}", framework.area(1).unwrap().title.get(Lang::Sv));
        assert!(read.contains(&area), "{area}");

        let mut client = fixture.client(test, Person::Administrator).await;
        let told =
            client.get(&format!("/organisations/{}/log?about=evaluation", fixture.own.0)).await;
        assert!(told.text().contains("evaluation.archive"));
    });
}

/// Declared as PDF/A-2a, with an output intent that carries its profile.
fn printable_for_ever(bytes: &[u8]) {
    let pdf = lopdf::Document::load_mem(bytes).unwrap();
    let catalog = pdf.catalog().unwrap();
    let (_, metadata) = pdf.dereference(catalog.get(b"Metadata").unwrap()).unwrap();
    let metadata = metadata.as_stream().unwrap();
    let metadata = metadata.decompressed_content().unwrap_or_else(|_| metadata.content.clone());
    let metadata = String::from_utf8(metadata).unwrap();
    assert!(metadata.contains("pdfaid:part>2<") && metadata.contains("pdfaid:conformance>A<"));
    let (_, intents) = pdf.dereference(catalog.get(b"OutputIntents").unwrap()).unwrap();
    let (_, intent) = pdf.dereference(&intents.as_array().unwrap()[0]).unwrap();
    let intent = intent.as_dict().unwrap();
    assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFA1");
    let (_, profile) = pdf.dereference(intent.get(b"DestOutputProfile").unwrap()).unwrap();
    let profile = profile.as_stream().unwrap();
    let profile = profile.decompressed_content().unwrap_or_else(|_| profile.content.clone());
    assert_eq!(&profile[36..40], b"acsp", "an ICC profile");
}

#[test]
fn a_young_case_can_be_archived_at_the_machine() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |it| {
            it.state = State::Planned;
            it.areas.clear();
            it.documents.clear();
            it.summary.clear();
            it.record_number.clear();
        })
        .await;
        let (installation, id) = (test.installation(), fixture.evaluation);
        let package = Package::open(archived(installation, id).await);
        package.check();
        assert_eq!(package.rows(Record::Judgements, "judgement"), Vec::<Value>::new());
        let outer = package.xml("METS.xml");
        assert!(all(&outer, METS, "altRecordID").is_empty());
    });
}

#[test]
fn a_damaged_log_is_told_of_in_the_package_and_on_its_page() {
    on_both(async |db: &TestDb| {
        let test = &TestApp::over(db).await;
        let fixture = Fixture::make(test, |it| it.state = State::Closed).await;
        let (installation, id) = (test.installation(), fixture.evaluation);
        let whole = Package::open(archived(installation, id).await);
        let bound = whole.json("records/log.json")["proof"]["checkpoint"].clone();
        let chain = format!("evaluation:{id}");
        db.tamper(&format!(
            "UPDATE audit_entry SET subject = 'x' WHERE chain = '{chain}' AND number = 1"
        ))
        .await;

        let package = Package::open(archived(installation, id).await);
        package.check();
        let proof = &package.json("records/log.json")["proof"];
        let fault = &proof["faults"][0];
        assert_eq!((fault["chain"].as_str(), fault["number"].as_i64()), (Some(&*chain), Some(1)));
        assert_eq!(proof["checkpoint"], bound, "what was bound stays bound");
        let premis = package.xml("metadata/preservation/premis.xml");
        let outcomes = all(&premis, PREMIS, "eventOutcome");
        assert!(outcomes.iter().filter_map(Node::text).any(|it| it.contains("1 fel")));
        let page = package.xml(&format!("{DATA}case.html"));
        let read: String = page.descendants().filter_map(|it| it.text()).collect();
        assert!(read.contains("Loggen är skadad: 1 fel"));
        assert!(!read.contains("ingenting är rört"));
    });
}

#[test]
fn what_is_missing_is_named_and_nothing_is_left() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |it| it.state = State::Closed).await;
        let (installation, id) = (test.installation(), fixture.evaluation);
        let origin = Origin::File("plan.pdf".to_owned(), b"%PDF-1.4 plan".to_vec());
        let blob = document::attach(installation, id, "D1", origin).await.unwrap().blob;
        let (bytes, digest) = (installation.config.data.join("documents/blobs"), &blob.digest);
        std::fs::remove_file(bytes.join(&digest[..2]).join(digest)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.zip");
        let caller = Caller::command_line();
        let refused = archive::write(installation, &caller, id, &path).await.unwrap_err();
        assert!(refused.to_string().contains("0001-D1-plan.pdf"), "{refused}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left");

        std::fs::write(&path, "something else").unwrap();
        let refused = archive::write(installation, &caller, id, &path).await.unwrap_err();
        assert!(refused.to_string().contains("there already"), "{refused}");
        assert_eq!(std::fs::read(&path).unwrap(), b"something else");
        let log = format!("/organisations/{}/log?about=evaluation", fixture.own.0);
        let told = fixture.client(test, Person::Administrator).await.get(&log).await;
        assert!(!told.text().contains("evaluation.archive"), "nothing left the case");
    });
}

#[test]
fn the_page_gives_it_to_those_who_lead_or_run_it_once_it_is_delivered() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let (installation, id) = (test.installation(), fixture.evaluation);
        let here = format!("/evaluations/{id}/archive");
        let records = format!("/evaluations/{id}/records");
        for state in [State::Scoring, State::Consensus, State::FactCheck] {
            if state != State::Scoring {
                fixture.step_to(test, state).await;
            }
            for person in [Person::Administrator, Person::Lead] {
                let mut client = fixture.client(test, person).await;
                let page = client.get(&here).await;
                assert_eq!(page.status, StatusCode::OK, "{person} {state:?}");
                assert!(page.find("main .notice").unwrap().contains("är levererad"));
                assert_eq!(page.find("form[action$=archive]"), None);
                let refused = client.forge(&here).await;
                assert_eq!(refused.status, StatusCode::FORBIDDEN, "{person} {state:?}");
                assert!(!refused.body.starts_with(b"PK"));
            }
        }
        fixture.step_to(test, State::Delivered).await;
        speaks_every_language(test, &fixture, Person::Lead, &here).await;
        for person in Person::ALL {
            let may = matches!(person, Person::Administrator | Person::Lead);
            let mut client = fixture.client(test, person).await;
            let list = client.get(&records).await;
            assert_eq!(list.attributes("main a", "href").contains(&here), may, "{person}");
            let page = client.get(&here).await;
            assert_eq!(page.status == StatusCode::OK, may, "{person}");
            assert_eq!(page.find("form[action$=archive]").is_some(), may, "{person}");
            let taken = client.forge(&here).await;
            assert_eq!(taken.body.starts_with(b"PK"), may, "{person}");
            if !may {
                continue;
            }
            assert_eq!(taken.header("content-type"), "application/octet-stream");
            assert!(taken.header("content-disposition").contains(".zip"));
            let package = Package::open(taken.body.to_vec());
            package.check();
            assert!(taken.body == archived(installation, id).await, "the command gives the same");
        }
        let log = format!("/organisations/{}/log?about=evaluation", fixture.own.0);
        let told = fixture.client(test, Person::Administrator).await.get(&log).await;
        assert!(told.find("tbody").unwrap().contains("Person lead"));
    });
}
