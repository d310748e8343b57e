//! Renders a sample report to a file: `cargo run -p kompass-report --example sample -- granvik out.pdf`. With more
//! than one round the text changes a little each time, and the time of each is told.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::time::Instant;

#[expect(clippy::print_stdout, reason = "a program")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let which = arguments.first().map_or("granvik", String::as_str);
    let mut report = if which == "tyreso" { sample::tyreso() } else { sample::granvik() };
    if which == "outcome" {
        report.areas.iter_mut().for_each(|area| sample::add_outcome(area, 9));
    }
    let file = arguments.get(1).map_or("sample.pdf", String::as_str);
    let rounds: u32 = arguments.get(2).map_or(Ok(1), |rounds| rounds.parse())?;
    for round in 0..rounds {
        let begun = if round == 0 { start } else { Instant::now() };
        let pdf = kompass_report::pdf::render(&report)?;
        println!("{file}: {} bytes in {:.0?}", pdf.len(), begun.elapsed());
        std::fs::write(file, pdf)?;
        report.areas[3].sub_areas[0].text.push_str(" Det här är nytt.");
    }
    Ok(())
}
