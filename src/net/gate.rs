//! Lets requests start at a pace, a few at a time.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What all threads of a client pass before each request.
#[derive(Debug)]
pub(super) struct Gate {
    state: Mutex<State>,
    changed: Condvar,
    interval: Duration,
    most: usize,
}

#[derive(Debug)]
struct State {
    running: usize,
    /// Nothing starts before this.
    next: Instant,
}

/// A request that has started; ends when dropped.
#[derive(Debug)]
pub(super) struct Permit<'a>(&'a Gate);

impl Gate {
    /// At most `most` requests at once, `interval` apart.
    pub(super) fn new(most: usize, interval: Duration) -> Self {
        let state = State { running: 0, next: Instant::now() };
        Self { state: Mutex::new(state), changed: Condvar::new(), interval, most: most.max(1) }
    }

    /// Waits for a turn.
    pub(super) fn enter(&self) -> Permit<'_> {
        let mut state = self.lock();
        loop {
            let now = Instant::now();
            if state.running >= self.most {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            } else if state.next > now {
                let pause = state.next - now;
                state = self.changed.wait_timeout(state, pause).unwrap_or_else(PoisonError::into_inner).0;
            } else {
                state.running += 1;
                state.next = now + self.interval;
                return Permit(self);
            }
        }
    }

    /// Nothing starts for a while: the server has asked for it.
    pub(super) fn pause(&self, duration: Duration) {
        let mut state = self.lock();
        state.next = state.next.max(Instant::now() + duration);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is two numbers that are always whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.0.lock().running -= 1;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn never_more_than_allowed_and_never_sooner() {
        let gate = Gate::new(2, Duration::from_millis(20));
        let (running, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let start = Instant::now();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..2 {
                        let _permit = gate.enter();
                        most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::sleep(Duration::from_millis(30));
                        running.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(most.load(Ordering::SeqCst), 2);
        assert!(start.elapsed() >= Duration::from_millis(7 * 20));
    }

    #[test]
    fn a_pause_holds_everybody() {
        let gate = Gate::new(4, Duration::ZERO);
        let start = Instant::now();
        gate.pause(Duration::from_millis(80));
        drop(gate.enter());
        assert!(start.elapsed() >= Duration::from_millis(80));
    }
}
