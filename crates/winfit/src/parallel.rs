//! The same work on many things, on all cores.

use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does some work on each of these, and gives what came of it in their order, whatever was done first.
pub(crate) fn in_order<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let others = cores.min(items.len()).saturating_sub(1);
    if others == 0 {
        return items.into_iter().map(work).collect();
    }
    let left = Mutex::new(items.into_iter().enumerate());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let some = || {
        let mut done = Vec::new();
        while let Some((index, item)) = next() {
            done.push((index, work(item)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (0..others).map(|_| scope.spawn(some)).collect();
        let mut done = some();
        for other in others {
            match other.join() {
                Ok(mut its) => done.append(&mut its),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_although_later_work_ends_earlier() {
        let slow_first = |item: u64| {
            thread::sleep(Duration::from_millis(if item.is_multiple_of(7) { 3 } else { 0 }));
            item * 2
        };
        let expected: Vec<u64> = (0..100).map(|item| item * 2).collect();
        assert_eq!(in_order((0..100).collect(), slow_first), expected);
    }

    #[test]
    fn one_thing_and_none_are_done_as_well() {
        assert_eq!(in_order(vec![3], |item| item + 1), [4]);
        assert!(in_order(Vec::<i32>::new(), |item| item + 1).is_empty());
    }
}
