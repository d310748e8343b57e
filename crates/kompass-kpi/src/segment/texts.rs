//! Columns of texts, read in place: the ends of all texts as `u32`, then their bytes.

/// Writes columns of equally many texts, one column after the other.
pub(crate) fn encode<'a>(columns: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let (mut ends, mut bytes) = (Vec::new(), Vec::new());
    for text in columns {
        bytes.extend_from_slice(text.as_bytes());
        ends.push(u32::try_from(bytes.len()).expect("a dictionary is far smaller than 4 GiB"));
    }
    let mut out: Vec<u8> = bytemuck::cast_slice(&ends).to_vec();
    out.append(&mut bytes);
    out
}

/// Texts of a block.
#[derive(Clone, Copy)]
pub(crate) struct Texts<'a> {
    ends: &'a [u32],
    bytes: &'a [u8],
    /// Texts in a column.
    count: usize,
}

impl<'a> Texts<'a> {
    /// Splits a block that was checked: a text outside of it would be empty.
    pub(crate) fn new(block: &'a [u8], columns: usize, count: usize) -> Self {
        let (ends, bytes) = block.split_at_checked(4 * columns * count).unwrap_or_default();
        Self { ends: bytemuck::try_cast_slice(ends).unwrap_or_default(), bytes, count }
    }

    /// Holds a block against what it should be.
    pub(crate) fn check(block: &[u8], columns: usize, count: usize) -> Result<(), String> {
        let texts = Texts::new(block, columns, count);
        if texts.ends.len() != columns * count {
            return Err(format!("it is too short for {count} entries"));
        }
        if texts.ends.last().map_or(0, |end| *end as usize) != texts.bytes.len() {
            return Err("its texts do not end where it ends".to_owned());
        }
        if texts.ends.is_sorted() { Ok(()) } else { Err("a text ends before it begins".to_owned()) }
    }

    /// Holds every text against what a text can be.
    pub(crate) fn check_letters(&self) -> Result<(), &'static str> {
        let whole = std::str::from_utf8(self.bytes).map_err(|_| "its texts are not UTF-8")?;
        if self.ends.iter().all(|end| whole.is_char_boundary(*end as usize)) {
            Ok(())
        } else {
            Err("a text ends inside a letter")
        }
    }

    /// The text in a column at a place; empty if there is none, or if it is no text.
    pub(crate) fn get(&self, column: usize, at: usize) -> &'a str {
        std::str::from_utf8(self.bytes_of(column, at)).unwrap_or_default()
    }

    fn bytes_of(&self, column: usize, at: usize) -> &'a [u8] {
        if at >= self.count {
            return &[];
        }
        let index = column * self.count + at;
        let start = if index == 0 { 0 } else { self.ends.get(index - 1).copied().unwrap_or(0) };
        let end = self.ends.get(index).copied().unwrap_or(0);
        self.bytes.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The place of a text in a column that rises within these places.
    pub(crate) fn find(
        &self,
        column: usize,
        within: std::ops::Range<usize>,
        text: &str,
    ) -> Option<usize> {
        let (mut low, mut high) = (within.start, within.end);
        while low < high {
            let middle = low.midpoint(high);
            match self.bytes_of(column, middle).cmp(text.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Whether a column rises strictly within these places.
    pub(crate) fn rises(&self, column: usize, within: std::ops::Range<usize>) -> bool {
        within
            .clone()
            .zip(within.skip(1))
            .all(|(one, next)| self.bytes_of(column, one) < self.bytes_of(column, next))
    }
}
