//! METS: what is in a package, file by file, in the shape that CSIP and SIP ask for.

use super::xml::Xml;
use super::{About, Listed};
use std::io;

/// Profile that the package follows (SIP 2.1).
const PROFILE: &str = "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml";

/// Profile that a representation in it follows (CSIP 2.1).
const INNER_PROFILE: &str = "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml";

const NAMESPACES: [(&str, &str); 6] = [
    ("xmlns", "http://www.loc.gov/METS/"),
    ("xmlns:csip", "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"),
    ("xmlns:sip", "https://DILCIS.eu/XML/METS/SIPExtensionMETS"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    (
        "xsi:schemaLocation",
        "http://www.loc.gov/METS/ http://www.loc.gov/standards/mets/mets.xsd \
         http://www.w3.org/1999/xlink http://www.loc.gov/standards/mets/xlink.xsd \
         https://DILCIS.eu/XML/METS/CSIPExtensionMETS https://earkcsip.dilcis.eu/schema/DILCISExtensionMETS.xsd \
         https://DILCIS.eu/XML/METS/SIPExtensionMETS https://earksip.dilcis.eu/schema/DILCISExtensionSIPMETS.xsd",
    ),
];

/// The METS of the package.
pub(super) fn package(
    about: &About,
    described: &[(Listed, &str, &str)],
    premis: &Listed,
    (schemas, readme): (&[Listed], &Listed),
    inner: &Listed,
) -> io::Result<Vec<u8>> {
    let created = about.created.to_string();
    let mut xml = begin(about, &about.id, PROFILE)?;
    xml.begin(
        "metsHdr",
        &[("CREATEDATE", &created), ("RECORDSTATUS", "NEW"), ("csip:OAISPACKAGETYPE", "SIP")],
    )?;
    software(&mut xml, about)?;
    // Whose archive it belongs to, and who hands it over.
    for role in ["ARCHIVIST", "CREATOR"] {
        xml.begin("agent", &[("ROLE", role), ("TYPE", "ORGANIZATION")])?;
        xml.leaf("name", &[], &about.organisation.name)?;
        let code = [("csip:NOTETYPE", "IDENTIFICATIONCODE")];
        xml.leaf("note", &code, &about.organisation.code)?;
        xml.end()?;
    }
    if !about.record_number.is_empty() {
        xml.leaf("altRecordID", &[("TYPE", "REFERENCECODE")], &about.record_number)?;
    }
    xml.leaf("metsDocumentID", &[], "METS.xml")?;
    xml.end()?;
    let mut ids = Vec::new();
    for (at, (listed, kind, other)) in described.iter().enumerate() {
        let id = format!("dmd-{}", at + 1);
        xml.begin("dmdSec", &[("ID", &id), ("CREATED", &created), ("STATUS", "CURRENT")])?;
        reference(&mut xml, listed, kind, other)?;
        xml.end()?;
        ids.push(id);
    }
    xml.begin("amdSec", &[("ID", "amd-1")])?;
    xml.begin("digiprovMD", &[("ID", "digiprov-1"), ("CREATED", &created), ("STATUS", "CURRENT")])?;
    reference(&mut xml, premis, "PREMIS", "")?;
    xml.end()?;
    xml.end()?;
    xml.begin("fileSec", &[("ID", "files")])?;
    group(&mut xml, about, &[("ID", "group-documentation"), ("USE", "Documentation")])?;
    file(&mut xml, "file-documentation-1", readme, &readme.path)?;
    xml.end()?;
    if !schemas.is_empty() {
        group(&mut xml, about, &[("ID", "group-schemas"), ("USE", "Schemas")])?;
        for (at, schema) in schemas.iter().enumerate() {
            file(&mut xml, &format!("file-schemas-{}", at + 1), schema, &schema.path)?;
        }
        xml.end()?;
    }
    let of_rep1 = [("ID", "group-rep1"), ("USE", "Representations/rep1"), ("ADMID", "digiprov-1")];
    group(&mut xml, about, &of_rep1)?;
    file(&mut xml, "file-rep1-METS", inner, &inner.path)?;
    xml.end()?;
    xml.end()?;
    structure(&mut xml)?;
    xml.begin("div", &[("ID", "div-package"), ("LABEL", &about.id)])?;
    let dmd = ids.join(" ");
    let metadata =
        [("ID", "div-metadata"), ("LABEL", "Metadata"), ("ADMID", "digiprov-1"), ("DMDID", &dmd)];
    xml.leaf("div", &metadata, "")?;
    xml.begin("div", &[("ID", "div-documentation"), ("LABEL", "Documentation")])?;
    xml.leaf("fptr", &[("FILEID", "group-documentation")], "")?;
    xml.end()?;
    if !schemas.is_empty() {
        xml.begin("div", &[("ID", "div-schemas"), ("LABEL", "Schemas")])?;
        xml.leaf("fptr", &[("FILEID", "group-schemas")], "")?;
        xml.end()?;
    }
    xml.begin("div", &[("ID", "div-rep1"), ("LABEL", "Representations/rep1")])?;
    let pointer = [
        ("LOCTYPE", "URL"),
        ("xlink:type", "simple"),
        ("xlink:title", "group-rep1"),
        ("xlink:href", &inner.path),
    ];
    xml.leaf("mptr", &pointer, "")?;
    xml.end()?;
    end(xml)
}

/// The METS of the representation, which names every file of the case.
pub(super) fn representation(about: &About, data: &[Listed]) -> io::Result<Vec<u8>> {
    let created = about.created.to_string();
    let mut xml = begin(about, "rep1", INNER_PROFILE)?;
    xml.begin("metsHdr", &[("CREATEDATE", &created), ("csip:OAISPACKAGETYPE", "SIP")])?;
    software(&mut xml, about)?;
    xml.leaf("metsDocumentID", &[], "METS.xml")?;
    xml.end()?;
    xml.begin("fileSec", &[("ID", "files")])?;
    group(&mut xml, about, &[("ID", "group-data"), ("USE", "Data")])?;
    for (at, listed) in data.iter().enumerate() {
        file(&mut xml, &format!("file-{}", at + 1), listed, listed.inner())?;
    }
    xml.end()?;
    xml.end()?;
    structure(&mut xml)?;
    xml.begin("div", &[("ID", "div-representation"), ("LABEL", "rep1")])?;
    // What describes the case describes its one representation, and lies with the package.
    xml.leaf("div", &[("ID", "div-metadata"), ("LABEL", "Metadata")], "")?;
    xml.begin("div", &[("ID", "div-data"), ("LABEL", "Data")])?;
    xml.leaf("fptr", &[("FILEID", "group-data")], "")?;
    xml.end()?;
    end(xml)
}

fn begin(about: &About, id: &str, profile: &str) -> io::Result<Xml> {
    let mut xml = Xml::new()?;
    let mut attributes = NAMESPACES.to_vec();
    attributes.extend([
        ("OBJID", id),
        ("LABEL", &about.label),
        ("TYPE", "Mixed"),
        ("PROFILE", profile),
        ("csip:CONTENTINFORMATIONTYPE", "OTHER"),
        ("csip:OTHERCONTENTINFORMATIONTYPE", about.content),
    ]);
    xml.begin("mets", &attributes)?;
    Ok(xml)
}

fn software(xml: &mut Xml, about: &About) -> io::Result<()> {
    xml.begin("agent", &[("ROLE", "CREATOR"), ("TYPE", "OTHER"), ("OTHERTYPE", "SOFTWARE")])?;
    xml.leaf("name", &[], "Kompass")?;
    xml.leaf("note", &[("csip:NOTETYPE", "SOFTWARE VERSION")], about.version)?;
    xml.end()
}

fn structure(xml: &mut Xml) -> io::Result<()> {
    let kind = [("ID", "structure"), ("TYPE", "PHYSICAL"), ("LABEL", "CSIP")];
    xml.begin("structMap", &kind)
}

/// Ends the outer division, the structure and the document.
fn end(mut xml: Xml) -> io::Result<Vec<u8>> {
    for _ in 0..3 {
        xml.end()?;
    }
    xml.finish()
}

/// Begins a group of files. Each says what its content is: validators ask it of all, not only of representations.
fn group(xml: &mut Xml, about: &About, own: &[(&str, &str)]) -> io::Result<()> {
    let content = [
        ("csip:CONTENTINFORMATIONTYPE", "OTHER"),
        ("csip:OTHERCONTENTINFORMATIONTYPE", about.content),
    ];
    xml.begin("fileGrp", &[own, &content].concat())
}

/// A file that describes.
fn reference(xml: &mut Xml, listed: &Listed, kind: &str, other: &str) -> io::Result<()> {
    let (size, created) = (listed.size.to_string(), listed.created.to_string());
    let mut attributes = vec![
        ("LOCTYPE", "URL"),
        ("xlink:type", "simple"),
        ("xlink:href", listed.path.as_str()),
        ("MDTYPE", kind),
        ("MIMETYPE", listed.media_type),
        ("SIZE", &size),
        ("CREATED", &created),
        ("CHECKSUM", &listed.sha256),
        ("CHECKSUMTYPE", "SHA-256"),
    ];
    if !other.is_empty() {
        attributes.push(("OTHERMDTYPE", other));
    }
    xml.leaf("mdRef", &attributes, "")
}

/// A file, at its place from the folder of this METS.
fn file(xml: &mut Xml, id: &str, listed: &Listed, place: &str) -> io::Result<()> {
    let (size, created) = (listed.size.to_string(), listed.created.to_string());
    xml.begin(
        "file",
        &[
            ("ID", id),
            ("MIMETYPE", listed.media_type),
            ("SIZE", &size),
            ("CREATED", &created),
            ("CHECKSUM", &listed.sha256),
            ("CHECKSUMTYPE", "SHA-256"),
        ],
    )?;
    let place = [("LOCTYPE", "URL"), ("xlink:type", "simple"), ("xlink:href", place)];
    xml.leaf("FLocat", &place, "")?;
    xml.end()
}
