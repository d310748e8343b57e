//! The command line: every command, its arguments and its help.

use clap::{Args, Parser, Subcommand, ValueEnum};
use kompass_core::Lang;
use std::num::NonZero;
use std::path::PathBuf;

/// Run Kommunkompassen evaluations of how a municipality is led and governed: from the filled-in evaluation to the
/// published report.
#[derive(Debug, Parser)]
#[command(name = "kompass", version, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done; 1 failed; 2 wrong usage; 3 not found; 4 wrong input (nothing was changed); \
    5 conflict; 6 something outside is away or full.\nEvery option can stand in kompass.toml or as KOMPASS_… in the \
    environment; see docs/how-to/configure.md."
)]
pub struct Kompass {
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// Configuration file [default: kompass.toml in the current folder, if there is one].
    #[arg(long, global = true, value_name = "FILE", env = "KOMPASS_CONFIG")]
    pub config: Option<PathBuf>,
    /// Folder of the database, documents and keys [default: ./kompass-data].
    #[arg(long, global = true, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// Database: a sqlite: or postgres: address [default: kompass.db in the data folder].
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub database: Option<String>,
    /// Folder with frameworks of your own, besides those built in.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub frameworks: Option<PathBuf>,
    /// Language of what is printed from the data: sv, en or nb [default: sv].
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub lang: Option<Lang>,
    /// Print JSON for programs instead of text for people.
    #[arg(long, global = true)]
    pub json: bool,
    /// Print nothing but errors and what was asked for.
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make an embedded database, import the published results, the Tyresö 2015 feedback and a fictional evaluation, write
    /// both reports and serve the pages.
    Demo(Demo),
    /// Make a data folder: database, documents, audit key.
    Init {
        /// Name of the organisation that owns the evaluations made here [default: Kompass].
        #[arg(long)]
        organisation: Option<String>,
    },
    /// Evaluations: make, import, export, score, follow.
    #[command(subcommand)]
    Evaluation(Evaluation),
    /// Published results: import, list, compare.
    #[command(subcommand)]
    Results(Results),
    /// Frameworks: list, show, check, compare, export.
    #[command(subcommand)]
    Framework(Framework),
    /// Reports: write, deliver, list, verify.
    #[command(subcommand)]
    Report(Report),
    /// National key figures: search, show, compare, find deviations, export; import, sync with Kolada, verify, see what was
    /// revised.
    #[command(subcommand)]
    Kpi(Kpi),
    /// Serve the pages and the API until told to stop (Ctrl-C or SIGTERM).
    Serve {
        /// Address and port to listen on [default: 127.0.0.1:8080].
        #[arg(long, value_name = "ADDRESS")]
        address: Option<std::net::SocketAddr>,
    },
    /// Do what is to be done later, such as sending mail, until told to stop (Ctrl-C or SIGTERM); on as many machines as
    /// one likes, beside or instead of what `kompass serve` does.
    Worker,
    /// Mail: whether it works.
    #[command(subcommand)]
    Mail(Mail),
    /// Make a system administrator that can sign in even when the provider of sign-in is away; prints a link for setting
    /// the password.
    Admin {
        /// E-mail address, with which the administrator signs in.
        email: String,
        /// Name of the person.
        #[arg(long, default_value = "")]
        name: String,
    },
    /// Accounts, for the day when a telephone or a laptop is gone: list, sign out, close, open.
    #[command(subcommand)]
    Account(Account),
    /// List every route with what its caller must be allowed to do.
    Routes,
    /// Write everything – database and documents – to one verified file.
    Backup {
        /// The file to write; must not exist.
        file: PathBuf,
    },
    /// Read a backup into an empty database, of either engine.
    Restore {
        /// The file to read.
        file: PathBuf,
    },
    /// Keeping of records: numbers, how long each type is kept, what is due for disposal, and protocols.
    #[command(subcommand)]
    Record(Record),
    /// Personal data: what is stored of somebody, a copy of it, and erasure as far as archive law lets.
    #[command(subcommand)]
    Person(Person),
    /// The audit log.
    #[command(subcommand)]
    Audit(Audit),
    /// Say what is wrong with this installation, and what to do.
    Doctor,
    /// Bring the database to the version of this program.
    Migrate,
    /// Read the text out of a document on standard input; the server runs it as a process of its own.
    #[command(hide = true)]
    Extract {
        /// Ending of the name of the document.
        #[arg(long)]
        ending: String,
        /// Seconds of computing that it may take.
        #[arg(long)]
        seconds: u32,
        /// Megabytes of memory that it may take.
        #[arg(long)]
        megabytes: u32,
    },
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Write the manual pages to a folder.
    Man {
        /// The folder; made if it does not exist.
        folder: PathBuf,
    },
}

/// `kompass account …`.
#[derive(Debug, Subcommand)]
pub enum Account {
    /// List all accounts.
    List,
    /// Sign an account out on every device; without an address, every account.
    SignOut {
        /// E-mail address of the account.
        email: Option<String>,
    },
    /// Close an account: it is signed out everywhere and cannot sign in any more.
    Close {
        /// E-mail address of the account.
        email: String,
    },
    /// Open an account again that was closed.
    Open {
        /// E-mail address of the account.
        email: String,
    },
    /// Turn the second factor of an account off whose owner has lost telephone and recovery codes. See first who asks.
    RemoveSecondFactor {
        /// E-mail address of the account.
        email: String,
    },
}

/// `kompass demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Write the reports and end, without serving.
    #[arg(long)]
    pub once: bool,
}

/// `kompass evaluation …`.
#[derive(Debug, Subcommand)]
pub enum Evaluation {
    /// Book a new evaluation.
    New(NewEvaluation),
    /// Import an evaluation from a file (TOML or JSON); the same file twice changes nothing.
    Import {
        /// Replace the evaluation of the same id by the file, as a whole.
        #[arg(long)]
        replace: bool,
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Write an evaluation to a file or to the terminal.
    Export {
        /// Id, or name of the municipality with year: tyresö-2015.
        evaluation: String,
        /// Format of the file.
        #[arg(long, value_enum, default_value_t = TextFormat::Json)]
        format: TextFormat,
        /// The file [default: the terminal].
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Give a document its file: the one named, or what is found now at the document's web address.
    Attach {
        /// Id, or name of the municipality with year.
        evaluation: String,
        /// Code of the document: D1.
        document: String,
        /// The file [default: fetched from the web address of the document].
        file: Option<PathBuf>,
    },
    /// Write a whole case as one package for an e-archive (E-ARK CSIP 2.1 and SIP 2.1, FGS Paketstruktur 2.0): every edition of
    /// the report, documents, all types of record as data and on a page to read, the audit log, secrecy and disposal. It holds
    /// what is secret, and before the delivery also who judged what. The same state gives the same bytes.
    Archive {
        /// Id, or name of the municipality with year.
        evaluation: String,
        /// The file: a zip, which must not be there yet.
        file: PathBuf,
    },
    /// Points per area and sub-area, agreement between evaluators, and what is still missing.
    Score {
        /// Id, or name of the municipality with year.
        evaluation: String,
        /// Only one evaluator's judgements, by code: E1.
        #[arg(long, value_name = "CODE")]
        by: Option<String>,
    },
    /// Where an evaluation is, what must hold for the next step, and – with --to – take that step.
    Status {
        /// Id, or name of the municipality with year.
        evaluation: String,
        /// The step to enter: preparation, interviews, scoring, consensus, review, fact_check, delivered, follow_up, closed.
        #[arg(long, value_name = "STATE")]
        to: Option<String>,
        /// Why, when the step goes back.
        #[arg(long, requires = "to")]
        reason: Option<String>,
    },
    /// All evaluations.
    List,
}

/// `kompass evaluation new`.
#[derive(Debug, Args)]
pub struct NewEvaluation {
    /// Name or code of the municipality: Tyresö, 0138.
    pub municipality: String,
    /// Id of the framework.
    #[arg(long, default_value = "kommunkompassen-2020")]
    pub framework: String,
    /// How it comes about: external, peer or self.
    #[arg(long, default_value = "external")]
    pub kind: String,
    /// The day whose state of affairs is judged: ÅÅÅÅ-MM-DD.
    #[arg(long, value_name = "DATE")]
    pub date: jiff::civil::Date,
    /// Who leads it, with employer: "Anna Berg, Exempelby kommun".
    #[arg(long, value_name = "NAME, EMPLOYER")]
    pub lead: Option<String>,
}

/// `kompass results …`.
#[derive(Debug, Subcommand)]
pub enum Results {
    /// Import published results from a CSV file; the same file twice changes nothing.
    Import {
        /// The file [default: the published results that come with Kompass].
        file: Option<PathBuf>,
    },
    /// All results, newest first.
    List {
        /// Only results of this framework version: original, 2.0, 2020, no-2010, no-2020.
        #[arg(long, value_name = "VERSION")]
        version: Option<String>,
        /// Only results of this municipality, by name or code.
        #[arg(long, value_name = "NAME")]
        municipality: Option<String>,
    },
    /// Compare one result with others by a rule; n and the rule are printed with every figure.
    Compare(Compare),
}

/// `kompass results compare`.
#[derive(Debug, Args)]
pub struct Compare {
    /// Name of the municipality with year: tyresö-2015.
    pub result: String,
    /// With which others.
    #[command(flatten)]
    pub rule: Rule,
}

/// The rule of a comparison: every part not given is as in the own result.
#[derive(Debug, Args)]
pub struct Rule {
    /// Origins to compare with: published, external, peer, self; several by comma [default: the same].
    #[arg(long, value_delimiter = ',', value_name = "ORIGIN")]
    pub origin: Vec<String>,
    /// Bases to compare with: official, kompass-default, direct; several by comma [default: the same].
    #[arg(long, value_delimiter = ',', value_name = "BASIS")]
    pub basis: Vec<String>,
    /// Framework versions to compare with; several by comma [default: the same].
    #[arg(long, value_delimiter = ',', value_name = "VERSION")]
    pub version: Vec<String>,
    /// Window: all, version, latest:N, or years A-B.
    #[arg(long, default_value = "version")]
    pub window: String,
    /// Repeated evaluations of one municipality: every, or latest.
    #[arg(long, default_value = "every")]
    pub repeat: String,
    /// Count the municipality's own results too.
    #[arg(long)]
    pub include_own: bool,
    /// Group: all, first-timers, size, skr, similar, or municipality codes by comma.
    #[arg(long, default_value = "all")]
    pub group: String,
}

/// `kompass kpi …`.
#[derive(Debug, Subcommand)]
pub enum Kpi {
    /// Find a KPI by your own words.
    Search {
        /// What you want to know: sjukfrånvaro.
        #[arg(required = true)]
        words: Vec<String>,
        /// At most so many.
        #[arg(long, default_value_t = NonZero::new(20).expect("20 is not 0"))]
        limit: NonZero<usize>,
    },
    /// Show a KPI, and where an area stands in it.
    Show(ShowKpi),
    /// Put KPIs of areas and years side by side.
    Compare(CompareKpis),
    /// Find where an area stands out by more than chance.
    Deviations(Deviations),
    /// Write KPIs of areas and years to a file, one value a row.
    Export {
        /// Which.
        #[command(flatten)]
        which: CompareKpis,
        /// The file; its ending says its form: xlsx, csv or parquet.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Make key figures of files and take them into use in place of those before, all or nothing.
    Import(ImportKpis),
    /// Ask Kolada for what changed since the last time, or for everything, and take it into use, all or nothing. A sync that
    /// was interrupted goes on where it was.
    Sync {
        /// Ask for everything.
        #[arg(long)]
        full: bool,
        /// Take it even if more than a fifth of the values are gone.
        #[arg(long)]
        accept_loss: bool,
    },
    /// Read every byte of the key figures in use and hold it against its sums.
    Verify,
    /// List what was imported and fetched, the newest first.
    Editions,
    /// What an edition revised without telling anybody: what a value was and what it is.
    Revisions {
        /// Only of this KPI, in all editions: N01951.
        #[arg(long, value_name = "ID")]
        kpi: Option<String>,
        /// Only of this edition [default: the newest, unless a KPI is named].
        #[arg(long, value_name = "NUMBER")]
        edition: Option<u32>,
        /// Only of this area: 0138.
        #[arg(long, value_name = "CODE")]
        area: Option<String>,
    },
}

/// `kompass kpi show`.
#[derive(Debug, Args)]
pub struct ShowKpi {
    /// Id: N00090.
    pub kpi: String,
    /// Area by name or code: Tyresö, 0138.
    #[arg(long)]
    pub area: Option<String>,
    /// Whom the values count: T (all), K (women) or M (men).
    #[arg(long)]
    pub gender: Option<String>,
}

/// `kompass kpi compare` and `export`.
#[derive(Debug, Args)]
pub struct CompareKpis {
    /// Ids: N00090 U00200.
    #[arg(required = true)]
    pub kpis: Vec<String>,
    /// Area by name or code; can be given several times.
    #[arg(long, required_unless_present = "group")]
    pub area: Vec<String>,
    /// Group of areas: all, nation, regions, similar:0138, skr:0138, or the id of a group in Kolada; can be given several times.
    #[arg(long)]
    pub group: Vec<String>,
    /// Whom the values count: T (all), K (women) or M (men); can be given several times.
    #[arg(long)]
    pub gender: Vec<String>,
    /// First year.
    #[arg(long)]
    pub from: Option<i16>,
    /// Last year.
    #[arg(long)]
    pub to: Option<i16>,
}

/// `kompass kpi deviations`.
#[derive(Debug, Args)]
pub struct Deviations {
    /// Area by name or code: Tyresö, 0138.
    pub area: String,
    /// Only this area of operations: "Äldre och funktionshinder".
    #[arg(long)]
    pub field: Option<String>,
    /// Only this perspective: Resurser, "Kvalitet och resultat", Volymer, Övrigt.
    #[arg(long)]
    pub perspective: Option<String>,
    /// Only key figures for which at least so many areas have a value.
    #[arg(long, value_name = "N")]
    pub least: Option<usize>,
    /// Only where women and men are further apart than is usual.
    #[arg(long)]
    pub gap: bool,
    /// Only what is better than the middle of all, or only what is worse: better, worse.
    #[arg(long)]
    pub way: Option<String>,
    /// Only what may be more than chance.
    #[arg(long)]
    pub signals: bool,
    /// At most so many lines.
    #[arg(long, default_value_t = NonZero::new(20).expect("20 is not 0"))]
    pub limit: NonZero<usize>,
    /// Write them to a file; its ending says its form: xlsx, csv or parquet.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// `kompass kpi import`.
#[derive(Debug, Args)]
pub struct ImportKpis {
    /// Values, as Parquet or CSV: kpi, municipality, year, gender, value, and status where there is one.
    #[arg(required_unless_present = "bundled")]
    pub values: Vec<PathBuf>,
    /// Go back to what comes with the program.
    #[arg(long, conflicts_with_all = ["values", "catalogue"])]
    pub bundled: bool,
    /// A catalogue of KPIs that is newer than the one that comes with the program.
    #[arg(long, value_name = "FILE")]
    pub catalogue: Vec<PathBuf>,
    /// Where the files come from: an address, or a repository with its commit.
    #[arg(long, required_unless_present = "bundled")]
    pub origin: Option<String>,
    /// The day on which they were fetched from Kolada: ÅÅÅÅ-MM-DD.
    #[arg(long, value_name = "DATE", required_unless_present = "bundled")]
    pub fetched: Option<jiff::civil::Date>,
    /// Take them even if more than a fifth of the values are gone.
    #[arg(long)]
    pub accept_loss: bool,
}

/// `kompass framework …`.
#[derive(Debug, Subcommand)]
pub enum Framework {
    /// All frameworks.
    List,
    /// A framework: its areas, sub-areas and questions, rubric and where each part comes from.
    Show {
        /// Id of the framework.
        id: String,
        /// Only this area, sub-area or question: 3, 3.2, 3.2.1.
        #[arg(long, value_name = "CODE")]
        part: Option<String>,
    },
    /// Check framework files; without files, those built in.
    Lint {
        /// The files.
        files: Vec<PathBuf>,
    },
    /// What differs between two frameworks.
    Diff {
        /// Id of the first.
        from: String,
        /// Id of the second.
        to: String,
    },
    /// Write a framework for other programs or for a spreadsheet.
    Export {
        /// Id of the framework.
        id: String,
        /// Format of the file.
        #[arg(long, value_enum, default_value_t = FrameworkFormat::Json)]
        format: FrameworkFormat,
        /// The file [default: the terminal; xlsx needs a file].
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// How the sub-areas of one framework correspond to those of another.
    Crosswalk {
        /// Id of the first.
        from: String,
        /// Id of the second.
        to: String,
    },
}

/// `kompass report …`.
#[derive(Debug, Subcommand)]
pub enum Report {
    /// Write the report of an evaluation as it is now.
    Write {
        /// Id, or name of the municipality with year.
        evaluation: String,
        /// The file [default: rapport-NAME-YEAR.pdf].
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        /// What it is compared with.
        #[command(flatten)]
        rule: Rule,
    },
    /// Freeze the report as a delivered edition.
    Deliver {
        /// Id, or name of the municipality with year.
        evaluation: String,
        /// What it is compared with.
        #[command(flatten)]
        rule: Rule,
    },
    /// The delivered editions.
    List,
    /// Say whether a file is a report that was delivered from here, unchanged.
    Verify {
        /// The file.
        file: PathBuf,
    },
}

/// `kompass record …`.
#[derive(Debug, Subcommand)]
pub enum Record {
    /// Show the record number of an evaluation, or give it one.
    Number {
        /// Id, or name of the municipality with year: tyresö-2015.
        evaluation: String,
        /// The number, as the organisation's own register has it.
        number: Option<String>,
        /// Take the next number of the organisation's series.
        #[arg(long, conflicts_with = "number")]
        next: bool,
    },
    /// Show the series of record numbers, or set it.
    Series {
        /// The pattern, with {year} and {number}: "KS {year}/{number}"; empty if numbers come from elsewhere.
        pattern: Option<String>,
        /// Whose.
        #[command(flatten)]
        whose: Whose,
    },
    /// How long each type of record is kept.
    Plan {
        /// Whose.
        #[command(flatten)]
        whose: Whose,
    },
    /// What is due for disposal.
    Due {
        /// Whose.
        #[command(flatten)]
        whose: Whose,
    },
    /// Enter a decision to dispose of everything that is due, or of these types; whoever works on jobs does it.
    Dispose {
        /// What the decision is called where it stands.
        #[arg(long)]
        decision: String,
        /// When it was taken: ÅÅÅÅ-MM-DD.
        #[arg(long, value_name = "DATE")]
        day: String,
        /// Its section.
        #[arg(long, default_value = "")]
        section: String,
        /// Only this type: notes, links, …; can be given several times.
        #[arg(long = "type", value_name = "TYPE")]
        types: Vec<String>,
        /// Whose.
        #[command(flatten)]
        whose: Whose,
    },
    /// List the decisions to dispose of records, or show the protocol of one.
    Protocol {
        /// Id of the decision.
        decision: Option<uuid::Uuid>,
        /// Whose.
        #[command(flatten)]
        whose: Whose,
    },
}

/// `kompass person …`.
#[derive(Debug, Subcommand)]
pub enum Person {
    /// List the people who are meant, with what names each of them.
    Find {
        /// The whole e-mail address, a part of the name, or what names them: account.0199….
        who: String,
    },
    /// Write everything that is stored of a person to a file, as JSON.
    Export {
        /// As for find; one person must be meant.
        who: String,
        /// The file to write.
        file: PathBuf,
    },
    /// Say what would become of everything that is stored of a person; with --yes, do it.
    Erase {
        /// As for find; one person must be meant.
        who: String,
        /// Erase the person. Without it nothing is changed.
        #[arg(long)]
        yes: bool,
    },
}

/// Whose records.
#[derive(Debug, Args)]
pub struct Whose {
    /// Id of the organisation [default: the first one].
    #[arg(long, value_name = "ID")]
    pub organisation: Option<uuid::Uuid>,
}

/// `kompass audit …`.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Read the log: who did what and when, the last first. What was written is read where it stands.
    List(Asked),
    /// Check every chain of the audit log, if given against an exported checkpoint.
    Verify {
        /// A checkpoint written by `audit checkpoint`.
        #[arg(long, value_name = "FILE")]
        checkpoint: Option<PathBuf>,
    },
    /// Bind all chain heads into a checkpoint and write it to a file, to be kept elsewhere.
    Checkpoint {
        /// The file to write.
        file: PathBuf,
    },
}

/// What of the log is asked for.
#[derive(Debug, Args)]
pub struct Asked {
    /// Id of an evaluation, or name of the municipality with year: tyresö-2015. Without it what belongs to none.
    #[arg(long)]
    pub evaluation: Option<String>,
    /// What it was done to: document, judgement, report, …
    #[arg(long, value_name = "NOUN", default_value = "")]
    pub about: String,
    /// Beginning of the name of who did it, or their address of mail.
    #[arg(long, default_value = "")]
    pub person: String,
    /// First day: ÅÅÅÅ-MM-DD.
    #[arg(long, value_name = "DATE", default_value = "")]
    pub from: String,
    /// Last day: ÅÅÅÅ-MM-DD.
    #[arg(long, value_name = "DATE", default_value = "")]
    pub to: String,
    /// A part of what it was done to.
    #[arg(long, default_value = "")]
    pub text: String,
}

/// Formats of an evaluation file.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum TextFormat {
    /// JSON.
    Json,
    /// TOML.
    Toml,
}

/// Formats of an exported framework.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FrameworkFormat {
    /// JSON with areas, sub-areas and questions nested.
    Json,
    /// The TOML file format.
    Toml,
    /// A spreadsheet.
    Xlsx,
}

/// What can be done about mail.
#[derive(Debug, Subcommand)]
pub enum Mail {
    /// Send a mail to this address, at once, and say what the server answered.
    Test {
        /// E-mail address.
        address: String,
    },
}
