//! Frameworks: those compiled in and those of the installation's own folder.

use crate::files;
use kompass_core::framework::Framework;
use kompass_core::framework::catalogue::Catalogue;
use kompass_core::{Error, Problem, Result};
use std::path::{Path, PathBuf};

/// The frameworks compiled in and, if one is named, those of a folder. One broken file and none of the folder is taken.
///
/// # Errors
/// A folder that cannot be read, or any problem in any of its files, with file and line.
pub fn catalogue(folder: Option<&Path>) -> Result<Catalogue> {
    let Some(folder) = folder else { return Ok(Catalogue::built_in().clone()) };
    let mut files = Vec::new();
    for path in toml_files(folder)? {
        let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        files.push((name, files::read(&path)?));
    }
    Catalogue::with_files(files).map_err(Error::Invalid)
}

/// What is wrong with framework and crosswalk files; each is checked beside the frameworks of the catalogue. Without
/// files those of the catalogue themselves are checked.
///
/// # Errors
/// A file that cannot be read.
pub fn lint(catalogue: &Catalogue, paths: &[PathBuf]) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    if paths.is_empty() {
        for framework in catalogue.frameworks() {
            let found = kompass_core::framework::lint::lint(framework, catalogue.sources());
            problems.extend(found.into_iter().map(|problem| problem.file(&framework.id)));
        }
        for crosswalk in catalogue.crosswalks() {
            let (from, to) =
                (catalogue.framework(&crosswalk.from)?, catalogue.framework(&crosswalk.to)?);
            let name = format!("{} – {}", crosswalk.from, crosswalk.to);
            problems
                .extend(crosswalk.lint(from, to).into_iter().map(|problem| problem.file(&name)));
        }
    }
    for path in paths {
        let (name, bytes) = (path.display().to_string(), files::read(path)?);
        let crosswalk = path.parent().is_some_and(|folder| folder.ends_with("crosswalks"));
        let checked = if crosswalk {
            catalogue.lint_crosswalk(&name, &bytes).err()
        } else {
            catalogue.lint_file(&name, &bytes).err()
        };
        problems.extend(checked.into_iter().flatten());
    }
    Ok(problems)
}

/// A framework as a spreadsheet.
///
/// # Errors
/// [`Error::Internal`] if the workbook cannot be made.
pub fn spreadsheet(framework: &Framework, lang: kompass_core::Lang) -> Result<Vec<u8>> {
    kompass_report::xlsx::framework(framework, lang)
}

/// All TOML files of a folder and of its folders, in a fixed order.
fn toml_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut open = vec![folder.to_path_buf()];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        let entries =
            std::fs::read_dir(&folder).map_err(|error| files::unreadable(&folder, &error))?;
        for entry in entries {
            let path = entry.map_err(|error| files::unreadable(&folder, &error))?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
