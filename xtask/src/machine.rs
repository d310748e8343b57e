//! What the tests need from the machine, installed where that is possible and named exactly where it is not.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A thing the tests need: how to see that it is there, and the Debian packages that bring it.
struct Need {
    what: &'static str,
    present: fn() -> bool,
    packages: &'static [&'static str],
}

const NEEDS: [Need; 3] = [
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
        what: "Python with pip (brings the licence checker of the gates)",
        present: || on_path("pip3") || on_path("pip"),
        packages: &["python3-pip"],
    },
];

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
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    })
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
