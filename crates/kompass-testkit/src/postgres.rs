//! PostgreSQL servers for tests, from the binaries of the machine.

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Address of a server to use instead of one of our own: `postgres://USER@HOST/NAME`, with the right to create databases.
const OWN_SERVER: &str = "KOMPASS_TEST_POSTGRES";

/// Stops the shared server once no test process has held the lock for half a minute, and removes what it left.
/// `$1` lock, `$2` folder of the server.
const STOP_WHEN_IDLE: &str = r#"
idle=0
while [ "$idle" -lt 15 ]; do
    sleep 2
    if flock --nonblock --exclusive "$1" true; then idle=$((idle + 1)); else idle=0; fi
done
exec flock --exclusive "$1" sh -c "$STOP" stop "$2"
"#;

/// Stops a private server as soon as the test process is gone: then nobody holds the other end of standard input.
/// `$1` folder of the server.
const STOP_WITH_PARENT: &str = r#"
cat >/dev/null
exec sh -c "$STOP" stop "$1"
"#;

/// Stops the server of a folder and removes the folder. Process ids come again, so the process must be of this folder.
/// `$1` folder of the server.
const STOP: &str = r#"
if read -r pid <"$1/data/postmaster.pid"; then
    serves() { grep -qaF "$1" "/proc/$pid/cmdline"; }
    serves "$1" && kill -QUIT "$pid"
    while serves "$1"; do sleep 0.1; done
fi
rm -rf "$1"
"#;

/// Address of the shared server's maintenance database; starts the server if this process is the first to need it.
pub(crate) fn shared() -> &'static str {
    static ADDRESS: OnceLock<(String, Option<File>)> = OnceLock::new();
    let (address, _) = ADDRESS.get_or_init(|| match std::env::var(OWN_SERVER) {
        Ok(address) => (address, None),
        Err(_) => {
            let (address, in_use) = join_shared();
            (address, Some(in_use))
        }
    });
    address
}

/// The address, and the lock that keeps the server alive as long as this process lives.
fn join_shared() -> (String, File) {
    // One folder per user and working copy; its name is short because a socket's path must be.
    let copy = hash(env!("CARGO_MANIFEST_DIR").as_bytes());
    let base = PathBuf::from(format!("/var/tmp/kompass-test-{}-{copy:08x}", user_id()));
    fs::create_dir_all(&base).expect("a folder under /var/tmp");
    // Waits while the server is being stopped.
    let in_use = lock_file(&base.join("in-use"));
    in_use.lock_shared().expect("a shared lock");
    let starting = lock_file(&base.join("starting"));
    starting.lock().expect("an exclusive lock");
    let folder = base.join("server");
    let running = postmaster(&folder).is_some_and(|pid| serves(pid, &folder));
    if !running {
        kill_remains(&folder);
        initialise(&folder, false);
        start(&folder);
    }
    // One watcher is enough: a second one finds the lock taken and ends.
    let mut watcher = Command::new("setsid");
    watcher.args(["--fork", "flock", "--nonblock"]).arg(base.join("watching"));
    watcher
        .args(["sh", "-c", STOP_WHEN_IDLE, "stop-when-idle"])
        .arg(base.join("in-use"))
        .arg(&folder);
    quiet(&mut watcher).env("STOP", STOP).status().expect("setsid and flock, of util-linux");
    (address(&folder, "postgres"), in_use)
}

/// A server of one test's own, durable as in production, that can be killed and started again.
#[derive(Debug)]
pub struct PostgresServer {
    pub(crate) folder: PathBuf,
    settings: Vec<String>,
    server: Child,
    watcher: Child,
}

impl PostgresServer {
    /// Makes and starts one.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// One with settings of its own, as `name=value`.
    pub(crate) fn start_with(settings: &[String]) -> Self {
        Self::in_folder_made_by(|folder| initialise(folder, true), settings)
    }

    /// One that copies another and follows it, as its settings say how.
    pub(crate) fn standby_of(primary: &Self, settings: &[String]) -> Self {
        let copy = |folder: &Path| {
            make_folder(folder);
            let mut copy = as_postgres("pg_basebackup");
            copy.arg("--pgdata").arg(folder.join("data")).arg("--host").arg(&primary.folder);
            copy.args(["--username=kompass", "--checkpoint=fast", "--wal-method=stream"]);
            run(copy.arg("--write-recovery-conf"), folder);
        };
        Self::in_folder_made_by(copy, settings)
    }

    fn in_folder_made_by(make: impl FnOnce(&Path), settings: &[String]) -> Self {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let (process, number) = (std::process::id(), STARTED.fetch_add(1, Ordering::Relaxed));
        let folder = PathBuf::from(format!("/var/tmp/kompass-kill-{process}-{number}"));
        kill_remains(&folder);
        make(&folder);
        let mut watcher = Command::new("setsid");
        watcher.args(["sh", "-c", STOP_WITH_PARENT, "stop-with-parent"]).arg(&folder);
        quiet(&mut watcher).env("STOP", STOP).stdin(Stdio::piped());
        let watcher = watcher.spawn().expect("setsid, of util-linux");
        let server = spawn(&folder, settings);
        Self { folder, settings: settings.to_vec(), server, watcher }
    }

    /// Its socket.
    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.join(".s.PGSQL.5432")
    }

    /// Makes a standby the primary.
    pub(crate) fn promote(&self) {
        let mut promote = as_postgres("pg_ctl");
        promote.arg("promote").arg("--pgdata").arg(self.folder.join("data")).arg("--wait");
        run(&mut promote, &self.folder);
    }

    /// Address of its only database.
    pub fn address(&self) -> String {
        address(&self.folder, "postgres")
    }

    /// Kills every process of the server at once, as a power cut would, and starts it again.
    pub fn kill_and_restart(&mut self) {
        self.kill();
        self.server = spawn(&self.folder, &self.settings);
    }

    /// Kills every process of the server at once.
    pub(crate) fn kill(&mut self) {
        let pid = self.server.id();
        // Stopped, it cannot start children between listing and killing them.
        signal("STOP", &[pid]);
        let all: Vec<u32> = children(pid).into_iter().chain([pid]).collect();
        signal("KILL", &all);
        // Until it is collected, its process id counts as a running server.
        self.server.wait().expect("our own child");
        while all.iter().any(|pid| is_alive(*pid)) {
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// The watcher stops it, here as after a kill of the test.
impl Drop for PostgresServer {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        let _ = self.server.wait();
        let _ = self.watcher.wait();
    }
}

/// Starts a server as our own child and waits until it takes connections.
fn spawn(folder: &Path, settings: &[String]) -> Child {
    let mut postgres = as_postgres("postgres");
    postgres.arg("-D").arg(folder.join("data")).arg("-k").arg(folder);
    postgres.args(["-c", "listen_addresses=", "-c", "logging_collector=on"]);
    postgres.args(settings.iter().flat_map(|setting| ["-c", setting]));
    let mut server = quiet(&mut postgres).spawn().expect("postgres");
    loop {
        if server.try_wait().expect("our own child").is_some() {
            panic!("the server in {} ended; see data/log there", folder.display());
        }
        let file = fs::read_to_string(folder.join("data/postmaster.pid")).unwrap_or_default();
        let lines: Vec<&str> = file.lines().map(str::trim).collect();
        if lines.first() == Some(&server.id().to_string().as_str())
            && lines.get(7) == Some(&"ready")
        {
            return server;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Makes the folder and the cluster in it.
fn initialise(folder: &Path, durable: bool) {
    make_folder(folder);
    let mut initdb = as_postgres("initdb");
    initdb.arg("--pgdata").arg(folder.join("data"));
    initdb.args(["--username=kompass", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]);
    if !durable {
        initdb.arg("--no-sync");
    }
    run(&mut initdb, folder);
}

fn make_folder(folder: &Path) {
    fs::create_dir_all(folder).expect("a folder under /var/tmp");
    if user_id() == 0 {
        let owner = postgres_user();
        std::os::unix::fs::chown(folder, Some(owner), None).expect("root may give folders away");
    }
    // Whoever reaches the socket is let in, so only we may reach it.
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).expect("an own folder");
}

/// Starts the shared server, which outlives this process: quick rather than durable, and with the statistics that tests gather, at
/// the time when they do.
fn start(folder: &Path) {
    let quick = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off";
    let options =
        format!("-k {} -c listen_addresses= -c max_connections=300 {quick}", folder.display());
    let mut ctl = as_postgres("pg_ctl");
    ctl.arg("--pgdata").arg(folder.join("data")).arg("--log").arg(folder.join("log"));
    ctl.arg("--options").arg(options).args(["--wait", "start"]);
    run(&mut ctl, folder);
}

/// A program of PostgreSQL, as a user under which it runs: it refuses root.
fn as_postgres(program: &str) -> Command {
    let path = binaries().join(program);
    if user_id() != 0 {
        return Command::new(path);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--"]).arg(path);
    command
}

/// The folder of the newest PostgreSQL on the machine.
fn binaries() -> PathBuf {
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> = debian
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, bin)| bin.join("initdb").exists())
        .collect();
    versions.sort();
    let elsewhere = || {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).find(|folder| folder.join("initdb").exists())
    };
    versions.pop().map(|(_, bin)| bin).or_else(elsewhere).unwrap_or_else(|| {
        panic!(
            "PostgreSQL is missing, and these tests need it. On Debian: put `create_main_cluster=false` into \
             /etc/postgresql-common/createcluster.conf, then `apt-get install postgresql` (as root, `cargo xtask test` \
             does both). Elsewhere: put initdb and pg_ctl on PATH, or set {OWN_SERVER} to the address of a server."
        )
    })
}

fn run(command: &mut Command, folder: &Path) {
    let output = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let output = output.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let log = || fs::read_to_string(folder.join("log")).unwrap_or_default();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}\n{}", log());
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

pub(crate) fn address(folder: &Path, database: &str) -> String {
    format!("postgres://kompass@localhost/{database}?host={}", folder.display())
}

/// Process id of the server of this folder, as it wrote it down.
fn postmaster(folder: &Path) -> Option<u32> {
    let file = fs::read_to_string(folder.join("data/postmaster.pid")).ok()?;
    file.lines().next()?.trim().parse().ok()
}

/// True if this process is a server of this folder: process ids come again.
fn serves(pid: u32, folder: &Path) -> bool {
    let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&line).contains(&*folder.to_string_lossy())
}

/// Ends what a killed test run left, and removes its files.
fn kill_remains(folder: &Path) {
    if let Some(pid) = postmaster(folder).filter(|pid| serves(*pid, folder)) {
        signal("QUIT", &[pid]);
        while is_alive(pid) {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    let _ = fs::remove_dir_all(folder);
}

/// By the shell's own `kill`: a bare machine has no program of that name.
fn signal(name: &str, pids: &[u32]) {
    let mut kill = Command::new("sh");
    kill.args(["-c", "kill -\"$0\" \"$@\"", name]).args(pids.iter().map(u32::to_string));
    // A process that is gone already is what we want.
    let _ = quiet(&mut kill).status().expect("a shell");
}

/// False for a process that only waits to be collected.
fn is_alive(pid: u32) -> bool {
    status(pid).is_some_and(|(state, _)| state != 'Z')
}

fn children(parent: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    pids.filter(|pid| status(*pid).is_some_and(|(_, of)| of == parent)).collect()
}

/// State and parent of a process.
fn status(pid: u32) -> Option<(char, u32)> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in parentheses may hold anything; what follows the last one is regular.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?.chars().next()?;
    Some((state, fields.next()?.parse().ok()?))
}

fn user_id() -> u32 {
    fs::metadata("/proc/self").map_or(0, |process| process.uid())
}

fn postgres_user() -> u32 {
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let line = users.lines().find(|line| line.starts_with("postgres:"));
    line.and_then(|line| line.split(':').nth(2)?.parse().ok())
        .expect("the package postgresql makes the user postgres")
}

fn lock_file(path: &Path) -> File {
    File::options().create(true).truncate(false).write(true).open(path).expect("a lock file")
}

/// FNV-1a, 32 bits: a short name that stays the same between processes.
pub(crate) fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
