//! Makes `data/tiles.csv` from where municipalities lie and from a drawing of Sweden:
//! `cargo run -p kompass-core --example tiles -- data`.

mod assign;

use std::path::Path;
use std::{error, fs};

fn main() -> Result<(), Box<dyn error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "data".to_owned());
    let read = |name: &str| fs::read_to_string(Path::new(&folder).join(name));
    let tiles = assign::tiles(&read("tiles-places.csv")?, &read("tiles-shape.txt")?)?;
    fs::write(Path::new(&folder).join("tiles.csv"), assign::write(&tiles))?;
    Ok(())
}
