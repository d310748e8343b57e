//! What is wrong, up to a readable number; the rest is counted.

use kompass_core::{Error, Problem, Result};

/// Problems told one by one.
pub(super) const TOLD: usize = 20;

#[derive(Default)]
pub(super) struct Wrong {
    problems: Vec<Problem>,
    more: u64,
}

impl Wrong {
    pub(super) fn add(&mut self, problem: Problem) {
        if self.problems.len() < TOLD {
            self.problems.push(problem);
        } else {
            self.more += 1;
        }
    }

    /// Nothing is wrong, or all of it as one error.
    pub(super) fn done(mut self) -> Result<()> {
        if self.more > 0 {
            let message = format!("{} more problems of this kind", self.more);
            self.problems.push(Problem::new("", message, "mend those above first"));
        }
        if self.problems.is_empty() { Ok(()) } else { Err(Error::Invalid(self.problems)) }
    }
}
