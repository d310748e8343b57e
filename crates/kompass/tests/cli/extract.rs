//! The reader of documents as a process of its own: hostile files end it and nothing else.

use kompass_app::config::ExtractConfig;
use kompass_app::document::reading::{Reading, in_process};
use kompass_app::document::{Format, Trouble};
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn config(seconds: u32, megabytes: u32) -> ExtractConfig {
    let own = env!("CARGO_BIN_EXE_kompass").to_owned();
    ExtractConfig { command: vec![own, "extract".to_owned()], seconds, megabytes }
}

async fn read(config: &ExtractConfig, name: &str, bytes: Vec<u8>) -> Reading {
    in_process(config, name.to_owned(), bytes.into()).await.unwrap()
}

/// A Word file whose text is this many megabytes of one letter.
fn bomb(megabytes: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    writer.write_all(b"<w:p><w:t>").unwrap();
    let piece = vec![b'a'; 1 << 20];
    for _ in 0..megabytes {
        writer.write_all(&piece).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_file_is_read_by_another_process() {
    let reading = read(&config(30, 1024), "plan.txt", "Mål och medel".into()).await;
    assert_eq!(reading.format, Some(Format::Text));
    assert_eq!(reading.pages, ["Mål och medel"]);
    assert!(reading.end.is_ok());
    let other = read(&config(30, 1024), "plan.pdf", b"no pdf".to_vec()).await;
    assert_eq!((other.format, other.pages.len()), (None, 0), "it is of no kind that is read");
}

#[tokio::test]
async fn hostile_files_end_the_reader_and_nothing_else() {
    let packed = bomb(64);
    assert!(packed.len() < 1 << 20, "it is small: {}", packed.len());
    let begun = Instant::now();
    let reading = read(&config(30, 256), "bomb.docx", packed).await;
    assert!(reading.end.is_err() || reading.end.is_ok_and(|it| it.cut), "{:?}", reading.end);
    assert!(reading.pages.iter().map(String::len).sum::<usize>() <= 33 << 20);
    assert!(begun.elapsed() < Duration::from_secs(60));
    for (name, bytes) in [
        (
            "random.pdf",
            [b"%PDF-1.7\n".to_vec(), (0..50_000_u32).flat_map(u32::to_le_bytes).collect()].concat(),
        ),
        ("cut.xlsx", bomb(1)[..500].to_vec()),
        ("empty.docx", Vec::new()),
    ] {
        let reading = read(&config(30, 512), name, bytes).await;
        assert!(reading.pages.is_empty(), "{name}");
    }
    let after = read(&config(30, 512), "after.txt", b"still here".to_vec()).await;
    assert_eq!(after.pages, ["still here"]);
}

#[tokio::test]
async fn a_reader_that_takes_too_long_is_ended() {
    let sleeping = |seconds| ExtractConfig {
        command: vec!["/bin/sh".to_owned(), "-c".to_owned(), "exec sleep 60".to_owned()],
        seconds,
        megabytes: 512,
    };
    let begun = Instant::now();
    let reading = read(&sleeping(1), "plan.pdf", b"%PDF-".to_vec()).await;
    assert_eq!(reading.end, Err(Trouble::TooHeavy));
    assert!(begun.elapsed() < Duration::from_secs(20));
    // A file that is larger than the memory it may take.
    let reading = read(&config(10, 64), "plan.txt", vec![b'a'; 100 << 20]).await;
    assert!(reading.end.is_err() && reading.pages.is_empty());
}
