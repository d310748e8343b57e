//! The report as plain data: everything that it prints and nothing else. A delivered report is stored as this model
//! beside its bytes, so nothing here refers to a database or to a framework file.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use jiff::civil::Date;
use kompass_core::evaluation::{
    Document, Example, Fact, Feedback, Finding, Impact, Kind, SinceLast, Source, TeamRole,
};
use kompass_core::result::Basis;
use kompass_core::{Lang, Points};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Language of labels and texts; decides hyphenation and how numbers are written.
    pub language: Lang,
    /// Name without "kommun": `Tyresö`.
    pub municipality: String,
    /// Year of the evaluation.
    pub year: i16,
    /// True for an invented municipality; every page says so.
    pub fictional: bool,
    /// How the evaluation came about.
    pub kind: Kind,
    /// How the points were set.
    pub basis: Basis,
    /// Which issue of the report this is.
    pub edition: Edition,
    /// What was evaluated against.
    pub framework: FrameworkMark,
    /// The day whose state of affairs is judged.
    pub assessment_date: Option<Date>,
    /// Evaluators and reviewer.
    pub team: Vec<Person>,
    /// Days of the visit.
    pub visit: Vec<Date>,
    /// Interview groups met.
    pub groups: Vec<Group>,
    /// How many documents and web pages were read; `None` if it is not known.
    pub documents_read: Option<u32>,
    /// Those that are listed.
    pub documents: Vec<Document>,
    /// Oral feedback.
    pub feedback: Option<Feedback>,
    /// How the evaluation was made, in Markdown.
    pub method: String,
    /// What the result is compared with; figures and tables show the first.
    pub comparisons: Vec<Comparison>,
    /// Judgement of the whole, in Markdown.
    pub summary: String,
    /// Total, whole points; `None` where only areas are known.
    pub total: Option<u32>,
    /// The highest possible total.
    pub max: u32,
    /// What the same visit came to on another framework; `None` if it was scored on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<Second>,
    /// Earlier results of the same municipality, oldest first.
    pub earlier: Vec<Earlier>,
    /// The areas, in order.
    pub areas: Vec<Area>,
    /// What each source says about what is written (genomslag); empty if it was not recorded.
    pub impact: ImpactMatrix,
    /// Short facts about the municipality.
    pub facts: Vec<Fact>,
    /// Who made which part of the framework.
    pub origins: Vec<OriginMark>,
    /// Where something in the report was published.
    pub sources: Vec<Source>,
    /// How this organisation wants its reports.
    pub template: Template,
}

/// Which issue of a report this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// What it is called: "Utkast för faktagranskning", "Slutrapport".
    pub label: String,
    /// Date of the issue; also the date of the document.
    pub date: Date,
    /// Record number (diarienummer), if any.
    pub record_number: String,
}

/// The framework, as far as a report names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkMark {
    /// Title in the language of the report.
    pub title: String,
    /// Who owns the instrument.
    pub owner: String,
    /// Version of the file.
    pub version: String,
    /// Name of the version in published results: `2.0`, `2020`.
    pub results_version: String,
    /// SHA-256 of the canonical form, in hexadecimal.
    pub digest: String,
}

/// A member of the team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Employer.
    pub employer: String,
    /// What the member did.
    pub role: TeamRole,
}

/// An interview group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Name of the group.
    pub title: String,
    /// Number of people met.
    pub people: u32,
    /// When.
    pub date: Option<Date>,
}

/// Something that the result is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// What it is: "Genomsnitt av samtliga utvärderingar".
    pub label: String,
    /// The same in a word or two, for heads of columns: "Genomsnitt".
    pub short: String,
    /// How many evaluations; `None` if the source does not say.
    pub n: Option<u32>,
    /// The rule in words: which evaluations count, and how.
    pub rule: String,
    /// Total.
    pub total: Option<Points>,
    /// Areas, in the order of the report; empty if unknown.
    pub areas: Vec<Option<Points>>,
    /// Where the result stands, in words: "högsta fjärdedelen"; empty if it is not ranked.
    pub position: String,
}

/// What a visit came to on another framework than that of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Second {
    /// Title of the framework, with the version where the title does not end with it.
    pub framework: String,
    /// Total, whole points.
    pub total: u32,
    /// The highest possible total.
    pub max: u32,
}

/// An earlier result of the same municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// Year of that evaluation.
    pub year: i16,
    /// Name of the version in published results; `None` if it is not known.
    pub version: Option<String>,
    /// Total, whole points.
    pub total: Option<u32>,
    /// Areas, in the order of the report; empty if unknown.
    pub areas: Vec<Option<u32>>,
    /// True if carried over from another version by a crosswalk.
    pub estimate: bool,
    /// Where from, and what is uncertain.
    pub note: String,
}

/// An area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// From 1.
    pub number: u8,
    /// Name of the main field it belongs to; empty if there are none.
    pub field: String,
    /// Name of the area.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// Whole points; `None` if not published or not yet set.
    pub points: Option<u32>,
    /// The highest possible points.
    pub max: u32,
    /// The judgement in one paragraph, in Markdown.
    pub text: String,
    /// Strengths.
    pub strengths: Vec<Finding>,
    /// Improvement areas.
    pub improvements: Vec<Finding>,
    /// Good examples, of this municipality or of others.
    pub examples: Vec<Example>,
    /// What became of the improvement areas of the last evaluation.
    pub since_last: Vec<SinceLast>,
    /// The sub-areas.
    pub sub_areas: Vec<SubArea>,
    /// What the key figures say that belong to its questions; `None` if none of them has a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// A sub-area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubArea {
    /// `1.4`.
    pub code: String,
    /// Name as in the source.
    pub title: String,
    /// A short heading.
    pub short: String,
    /// Points; `None` if not published or not yet set.
    pub points: Option<Points>,
    /// The highest possible points; `None` where they are not known.
    pub max: Option<Points>,
    /// False if a condition of the framework makes it inapplicable: it is left out and its area scaled.
    pub applies: bool,
    /// Prose, in Markdown.
    pub text: String,
}

/// Outcome beside governance: key figures that belong to the questions of an area. They are no part of its points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Those with a value, in the order of the questions.
    pub figures: Vec<KeyFigure>,
    /// How many more belong to the questions, but have no value.
    pub without: u32,
}

/// A key figure of the municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyFigure {
    /// Id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Codes of the sub-areas that it belongs to.
    pub sub_areas: Vec<String>,
    /// What its provider published.
    pub published: PublishedValue,
    /// What was computed from it.
    pub processed: ProcessedValue,
}

/// A value as its provider published it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedValue {
    /// The value with its unit: "8,3 %".
    pub value: String,
    /// The year it measures.
    pub year: i16,
    /// True if it was fetched before the final publication of its year.
    pub preliminary: bool,
    /// The mark that names the provider as its source.
    pub mark: String,
    /// When it was fetched.
    pub fetched: Date,
}

/// What was computed from published values, of which their provider is not the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessedValue {
    /// The place among all that have a value: "plats 12 av 290".
    pub place: String,
    /// The band in words, or why there is none: "högsta fjärdedelen".
    pub band: String,
    /// The mark that says whose work it is.
    pub mark: String,
}

/// What each source says about what is written, per sub-area.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImpactMatrix {
    /// Names of the sources: documents first, then the interview groups.
    pub sources: Vec<String>,
    /// One row per sub-area, in order.
    pub rows: Vec<ImpactRow>,
}

/// A row of the impact matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImpactRow {
    /// Code of the sub-area.
    pub code: String,
    /// Its short heading.
    pub short: String,
    /// One per source; `None` where the source was not asked.
    pub marks: Vec<Option<Impact>>,
}

/// Who made a part of the framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginMark {
    /// The part: "Poäng per delområde".
    pub part: String,
    /// Who made it, and what a reader should know.
    pub text: String,
}

/// How an organisation wants its reports. The default is Kompass' own look.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Template {
    /// Logo on the cover.
    pub logo: Option<Logo>,
    /// Main colour as `#RRGGBB`, in place of spruce.
    pub primary: Option<String>,
    /// Colour that points, as `#RRGGBB`, in place of needle.
    pub accent: Option<String>,
    /// Font files (OpenType) of one family, in place of Libertinus Serif, which still fills in what they lack.
    pub fonts: Vec<Binary>,
    /// Own texts.
    pub blocks: Vec<Block>,
}

/// A logo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// The picture: SVG or PNG.
    pub bytes: Binary,
    /// What it shows, for those who don't see it: "Granviks kommunvapen".
    pub alt: String,
}

/// A text of the organisation's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands.
    pub place: Place,
    /// Its heading.
    pub heading: String,
    /// The text, in Markdown.
    pub text: String,
}

/// Where a text of the organisation's own stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A chapter before the first.
    Foreword,
    /// A section at the end of what was evaluated and how.
    Method,
    /// A chapter before the sources.
    Closing,
}

/// Bytes of a picture or a font. In JSON as base64.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Binary(pub Vec<u8>);

impl std::fmt::Debug for Binary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Binary({} bytes)", self.0.len())
    }
}

impl Serialize for Binary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&base64::display::Base64Display::new(&self.0, &BASE64))
    }
}

impl<'de> Deserialize<'de> for Binary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        BASE64.decode(text).map(Self).map_err(serde::de::Error::custom)
    }
}

impl Report {
    /// The latest earlier result.
    pub fn previous(&self) -> Option<&Earlier> {
        self.earlier.last()
    }

    /// The comparison that figures and tables show.
    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparisons.first()
    }
}
