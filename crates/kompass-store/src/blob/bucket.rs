//! A bucket on a server that speaks S3.

use kompass_core::{Error, Problem, Result};
use object_store::aws::AmazonS3Builder;
use object_store::{BackoffConfig, Certificate, ClientOptions, ObjectStore, RetryConfig};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A server that does not take a connection within this time is away.
const CONNECT: Duration = Duration::from_secs(3);

/// What was begun may take long as a whole; this is the longest silence in it.
const SILENCE: Duration = Duration::from_secs(30);

/// A request that failed is tried again so often, within this time: whoever waits for it is a person.
const RETRIES: usize = 3;
const RETRY_WITHIN: Duration = Duration::from_secs(5);

/// Where it is, and who may use it.
#[derive(Clone)]
pub struct Bucket {
    /// Address of the server; without it that of Amazon in the region.
    pub endpoint: Option<String>,
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: String,
    /// Which key is used.
    pub access_key: String,
    /// The secret of that key.
    pub secret_key: String,
    /// True if the bucket stands in the path of addresses, false if in the name of the host.
    pub path_style: bool,
    /// Certificate authorities besides those of the system, as PEM.
    pub authorities: Option<Vec<u8>>,
}

impl Bucket {
    /// A client for it; nothing is asked yet.
    pub(super) fn open(&self) -> Result<Arc<dyn ObjectStore>> {
        // The client takes the cryptography that was named for the process; an error means that it was named before.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut client = ClientOptions::new()
            .with_allow_http(true)
            .with_connect_timeout(CONNECT)
            .with_read_timeout(SILENCE)
            .with_timeout_disabled();
        for authority in self.certificates()? {
            client = client.with_root_certificate(authority);
        }
        let backoff = BackoffConfig { max_backoff: Duration::from_secs(1), ..Default::default() };
        let retry = RetryConfig { backoff, max_retries: RETRIES, retry_timeout: RETRY_WITHIN };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&self.name)
            .with_region(&self.region)
            .with_access_key_id(&self.access_key)
            .with_secret_access_key(&self.secret_key)
            .with_virtual_hosted_style_request(!self.path_style)
            // Not every server knows it, and nothing here removes many at once.
            .with_disable_bulk_delete(true)
            .with_client_options(client)
            .with_retry(retry);
        if let Some(endpoint) = &self.endpoint {
            let endpoint = endpoint.trim_end_matches('/');
            builder = builder.with_endpoint(match self.path_style {
                true => endpoint.to_owned(),
                false => endpoint.replacen("://", &format!("://{}.", self.name), 1),
            });
        }
        Ok(Arc::new(builder.build().map_err(|error| wrong("documents.s3", &error))?))
    }

    fn certificates(&self) -> Result<Vec<Certificate>> {
        let Some(pem) = &self.authorities else { return Ok(Vec::new()) };
        let found = Certificate::from_pem_bundle(pem);
        let found = found.map_err(|error| wrong("documents.s3.ca_file", &error))?;
        match found.is_empty() {
            true => Err(wrong("documents.s3.ca_file", &"it holds no certificate")),
            false => Ok(found),
        }
    }
}

fn wrong(place: &str, error: &dyn fmt::Display) -> Error {
    let remedy = "see docs/how-to/configure.md";
    Error::invalid(Problem::new(place, error.to_string(), remedy).code("C005"))
}

/// Name and server.
impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amazon = format!("Amazon in {}", self.region);
        write!(f, "bucket {} at {}", self.name, self.endpoint.as_ref().unwrap_or(&amazon))
    }
}

/// Without the secret.
impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bucket({self})")
    }
}
