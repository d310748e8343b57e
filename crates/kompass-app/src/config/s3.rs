//! Documents in a bucket instead of a folder.

use crate::files;
use kompass_core::{Error, Problem, Result};
use kompass_store::blob::Bucket;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use url::Url;

/// The secret, where no file holds it.
const SECRET_KEY: &str = "KOMPASS_S3_SECRET_KEY";

/// A bucket on a server that speaks S3, for documents, reports and the files of key figures. All nodes use the same. The
/// secret key stands in a file, or in `KOMPASS_S3_SECRET_KEY`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct S3Config {
    /// Address of the server: `https://s3.example.se`. Without it that of Amazon in the region.
    pub endpoint: Option<String>,
    /// Name of the bucket, which must exist and hold nothing else.
    pub bucket: String,
    /// Region; what a server of your own wants to hear.
    pub region: String,
    /// Which key is used.
    pub access_key: String,
    /// File with the secret of that key.
    pub secret_key_file: Option<PathBuf>,
    /// True if the bucket stands in the path of addresses, false if in the name of the host.
    pub path_style: bool,
    /// File with the certificate authority of the server (PEM), besides those of the system.
    pub ca_file: Option<PathBuf>,
}

impl Default for S3Config {
    fn default() -> Self {
        Self {
            endpoint: None,
            bucket: String::new(),
            region: "us-east-1".to_owned(),
            access_key: String::new(),
            secret_key_file: None,
            path_style: true,
            ca_file: None,
        }
    }
}

impl S3Config {
    /// The bucket with its secret.
    ///
    /// # Errors
    /// There is no secret; a file cannot be read.
    pub(crate) fn bucket(&self) -> Result<Bucket> {
        Ok(Bucket {
            endpoint: self.endpoint.clone(),
            name: self.bucket.clone(),
            region: self.region.clone(),
            access_key: self.access_key.clone(),
            secret_key: self.secret_key()?,
            path_style: self.path_style,
            authorities: self.ca_file.as_deref().map(files::read).transpose()?,
        })
    }

    fn secret_key(&self) -> Result<String> {
        let text = match &self.secret_key_file {
            Some(path) => String::from_utf8_lossy(&files::read(path)?).into_owned(),
            None => std::env::var(SECRET_KEY).map_err(|_| {
                Error::Unavailable(format!(
                    "documents are in a bucket, but there is no key for it: name a file in documents.s3.secret_key_file, \
                     or set {SECRET_KEY}"
                ))
            })?,
        };
        Ok(text.trim_end_matches(['\r', '\n']).to_owned())
    }
}

/// What is wrong with it.
pub(super) fn check(s3: &S3Config) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut wrong = |key: &str, message: &str, remedy: &str| {
        let key = format!("documents.s3.{key}");
        problems.push(Problem::new(key, message, remedy).code("C005"));
    };
    let of_a_bucket =
        |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || ".-".contains(it);
    if s3.bucket.is_empty() || !s3.bucket.chars().all(of_a_bucket) {
        wrong("bucket", "it is no name of a bucket", "write it with a–z, 0–9, dots and hyphens");
    }
    if s3.access_key.is_empty() {
        wrong(
            "access_key",
            "a bucket needs a key",
            "make one at the server that may read, write, list and remove",
        );
    }
    let endpoint = s3.endpoint.as_deref().map(Url::parse);
    let is_address = |url: &Url| ["http", "https"].contains(&url.scheme()) && url.path() == "/";
    if endpoint.is_some_and(|url| !url.is_ok_and(|url| is_address(&url))) {
        wrong("endpoint", "it is no address of a server", "write it as https://s3.example.se");
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_work_is_refused() {
        let keys = |s3: &S3Config| -> Vec<String> {
            check(s3).into_iter().map(|problem| problem.place).collect()
        };
        let good = S3Config {
            endpoint: Some("https://s3.granvik.example:9000".to_owned()),
            bucket: "kompass-1".to_owned(),
            access_key: "kompass".to_owned(),
            ..S3Config::default()
        };
        assert!(keys(&good).is_empty());
        assert!(keys(&S3Config { endpoint: None, ..good.clone() }).is_empty(), "Amazon");
        assert_eq!(keys(&S3Config::default()), ["documents.s3.bucket", "documents.s3.access_key"]);
        for endpoint in ["s3.granvik.example", "ftp://s3.granvik.example", "https://a.example/b"] {
            let endpoint = Some(endpoint.to_owned());
            assert_eq!(keys(&S3Config { endpoint, ..good.clone() }), ["documents.s3.endpoint"]);
        }
    }

    #[test]
    fn the_secret_stands_in_a_file_and_is_never_printed() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "s3cr3t\n").unwrap();
        let secret_key_file = Some(file.path().to_owned());
        let bucket = S3Config { secret_key_file, ..S3Config::default() }.bucket().unwrap();
        assert_eq!(bucket.secret_key, "s3cr3t");
        assert!(!format!("{bucket:?} {bucket}").contains("s3cr3t"));
        let missing = S3Config::default().bucket().unwrap_err().to_string();
        assert!(missing.contains("documents.s3.secret_key_file"), "{missing}");
    }
}
