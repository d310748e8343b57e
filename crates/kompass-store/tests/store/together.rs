//! Many callers at the same moment.

use std::sync::Arc;
use tokio::sync::Barrier;

/// How many.
pub(crate) const CALLERS: usize = 16;

/// Runs the same call in many tasks that begin together; what each of them got.
pub(crate) async fn together<T, F>(call: impl Fn() -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let barrier = Arc::new(Barrier::new(CALLERS));
    let tasks: Vec<_> = (0..CALLERS)
        .map(|_| {
            let (barrier, call) = (barrier.clone(), call());
            tokio::spawn(async move {
                barrier.wait().await;
                call.await
            })
        })
        .collect();
    let mut got = Vec::new();
    for task in tasks {
        got.push(task.await.unwrap());
    }
    got
}
