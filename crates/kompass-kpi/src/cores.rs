//! Work that is shared among the cores of the machine.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

/// How many of so many things are one core's; at least one.
pub(crate) fn share(things: usize) -> usize {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    things.div_ceil(cores).max(1)
}

/// Works on all parts at once and gives what came of each, in their order.
pub(crate) fn each<P: Send, T: Send>(
    parts: impl Iterator<Item = P>,
    work: impl Fn(P) -> T + Sync,
) -> Vec<T> {
    thread::scope(|scope| {
        let work = &work;
        let running: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
        // A thread only fails by a defect, which must not look like a result.
        let ended = running.into_iter().map(thread::ScopedJoinHandle::join);
        ended.map(|part| part.unwrap_or_else(|defect| resume_unwind(defect))).collect()
    })
}
