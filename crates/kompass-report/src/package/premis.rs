//! PREMIS: what keeps the files provable, what was done with the case, and by whom.

use super::xml::Xml;
use super::{About, Listed};
use jiff::Timestamp;
use std::io;

const NAMESPACES: [(&str, &str); 4] = [
    ("xmlns:premis", "http://www.loc.gov/premis/v3"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    (
        "xsi:schemaLocation",
        "http://www.loc.gov/premis/v3 http://www.loc.gov/standards/premis/premis.xsd",
    ),
    ("version", "3.0"),
];

/// What was done with a case.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its kind.
    pub kind: &'static str,
    /// When.
    pub at: Timestamp,
    /// What, in words.
    pub detail: String,
    /// What became of it.
    pub outcome: String,
    /// Who did it: the identity of an agent.
    pub agent: String,
    /// The file it is about, by its place among the files of the case; empty if it is about the case.
    pub file: String,
}

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Agent {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// `organization`, `person` or `software`.
    pub kind: &'static str,
    /// Its version, if it is software.
    pub version: &'static str,
}

pub(super) fn write(
    about: &About,
    data: &[Listed],
    (events, agents): (&[Event], &[Agent]),
) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new()?;
    xml.begin("premis:premis", &NAMESPACES)?;
    xml.begin("premis:object", &[("xsi:type", "premis:representation")])?;
    identifier(&mut xml, "object", &about.id)?;
    xml.end()?;
    for listed in data {
        object(&mut xml, about, listed)?;
    }
    for (at, event) in events.iter().enumerate() {
        self::event(&mut xml, about, at + 1, event)?;
    }
    for agent in agents {
        xml.begin("premis:agent", &[])?;
        identifier(&mut xml, "agent", &agent.id)?;
        xml.leaf("premis:agentName", &[], &agent.name)?;
        xml.leaf("premis:agentType", &[], agent.kind)?;
        if !agent.version.is_empty() {
            xml.leaf("premis:agentVersion", &[], agent.version)?;
        }
        xml.end()?;
    }
    xml.end()?;
    xml.finish()
}

fn object(xml: &mut Xml, about: &About, listed: &Listed) -> io::Result<()> {
    xml.begin("premis:object", &[("xsi:type", "premis:file")])?;
    identifier(xml, "object", listed.inner())?;
    xml.begin("premis:objectCharacteristics", &[])?;
    xml.begin("premis:fixity", &[])?;
    xml.leaf("premis:messageDigestAlgorithm", &[], "SHA-256")?;
    xml.leaf("premis:messageDigest", &[], &listed.sha256)?;
    xml.end()?;
    xml.leaf("premis:size", &[], &listed.size.to_string())?;
    xml.begin("premis:format", &[])?;
    xml.begin("premis:formatDesignation", &[])?;
    xml.leaf("premis:formatName", &[], listed.media_type)?;
    xml.end()?;
    xml.end()?;
    xml.end()?;
    if !listed.original.is_empty() {
        xml.leaf("premis:originalName", &[], &listed.original)?;
    }
    xml.begin("premis:relationship", &[])?;
    xml.leaf("premis:relationshipType", &[], "structural")?;
    xml.leaf("premis:relationshipSubType", &[], "is part of")?;
    xml.begin("premis:relatedObjectIdentifier", &[])?;
    xml.leaf("premis:relatedObjectIdentifierType", &[], "local")?;
    xml.leaf("premis:relatedObjectIdentifierValue", &[], &about.id)?;
    xml.end()?;
    xml.end()?;
    xml.end()
}

fn event(xml: &mut Xml, about: &About, number: usize, event: &Event) -> io::Result<()> {
    xml.begin("premis:event", &[])?;
    identifier(xml, "event", &format!("event-{number}"))?;
    xml.leaf("premis:eventType", &[], event.kind)?;
    xml.leaf("premis:eventDateTime", &[], &event.at.to_string())?;
    xml.begin("premis:eventDetailInformation", &[])?;
    xml.leaf("premis:eventDetail", &[], &event.detail)?;
    xml.end()?;
    if !event.outcome.is_empty() {
        xml.begin("premis:eventOutcomeInformation", &[])?;
        xml.leaf("premis:eventOutcome", &[], &event.outcome)?;
        xml.end()?;
    }
    identifier(xml, "linkingAgent", &event.agent)?;
    let file = format!("data/{}", event.file);
    identifier(xml, "linkingObject", if event.file.is_empty() { &about.id } else { &file })?;
    xml.end()
}

fn identifier(xml: &mut Xml, what: &str, value: &str) -> io::Result<()> {
    xml.begin(&format!("premis:{what}Identifier"), &[])?;
    xml.leaf(&format!("premis:{what}IdentifierType"), &[], "local")?;
    xml.leaf(&format!("premis:{what}IdentifierValue"), &[], value)?;
    xml.end()
}
