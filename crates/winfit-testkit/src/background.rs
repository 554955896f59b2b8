//! Async work from blocking code, even where the caller stands in an async runtime itself.

use std::future::Future;
use std::thread;

/// Runs the future on a thread and a runtime of its own, and waits for it.
pub(crate) fn block_on<T: Send>(future: impl Future<Output = T> + Send) -> T {
    let run = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("the system gives a runtime its handles").block_on(future)
    };
    let result = thread::scope(|scope| scope.spawn(run).join());
    result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
