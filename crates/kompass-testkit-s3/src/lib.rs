//! For tests only: a server that really speaks S3, with signatures, parts and copies, over a folder. It runs on threads of
//! its own in the process of the test.

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use kompass_store::blob::Bucket;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use tokio::runtime::Runtime;

const NAME: &str = "kompass";
const ACCESS_KEY: &str = "kompass";
const SECRET_KEY: &str = "the secret of the tests";

/// A server with one bucket; it ends with the test.
#[derive(Debug)]
pub struct S3Server {
    port: u16,
    folder: tempfile::TempDir,
    runtime: Option<Runtime>,
}

impl S3Server {
    /// Starts one.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join(NAME)).expect("a folder in it");
        let mut service =
            S3ServiceBuilder::new(FileSystem::new(folder.path()).expect("its folder"));
        service.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
        let service = service.build();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.set_nonblocking(true).expect("a listener of ours");
        let port = listener.local_addr().expect("it is bound").port();
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = runtime.worker_threads(2).enable_all().build().expect("threads");
        runtime.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(listener).expect("a listener of ours");
            let server = auto::Builder::new(TokioExecutor::new());
            loop {
                let Ok((stream, _)) = listener.accept().await else { continue };
                let connection = server.serve_connection(TokioIo::new(stream), service.clone());
                tokio::spawn(connection.into_owned());
            }
        });
        Self { port, folder, runtime: Some(runtime) }
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Its bucket.
    pub fn bucket(&self) -> Bucket {
        self.bucket_behind(self.port)
    }

    /// Its bucket for those who reach the server by another port, behind which something stands that can fail.
    pub fn bucket_behind(&self, port: u16) -> Bucket {
        Bucket {
            endpoint: Some(format!("http://127.0.0.1:{port}")),
            name: NAME.to_owned(),
            region: "us-east-1".to_owned(),
            access_key: ACCESS_KEY.to_owned(),
            secret_key: SECRET_KEY.to_owned(),
            path_style: true,
            authorities: None,
        }
    }

    /// The folder in which each object is a file.
    pub fn objects(&self) -> PathBuf {
        self.folder.path().join(NAME)
    }

    /// The folder of objects and of everything else the server keeps, such as parts of uploads.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
