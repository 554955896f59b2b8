//! What a piece says, gathered in several goes over it, and then told in text order with its places.

use super::plain::Plain;
use super::{MOST, Told};
use crate::text::Place;

/// Where something was found first. A place takes time to tell, so it is told anew only for what stands further up.
#[derive(Debug, Default)]
pub(super) struct First {
    /// The lines that the offset is in.
    of: Option<(usize, u64)>,
    at: usize,
}

impl First {
    /// Corrects a place if something stands further up in the same lines.
    pub(super) fn found(&mut self, plain: &Plain<'_>, at: usize, place: &mut Option<Place>) {
        let of = Some(plain.identity());
        if place.is_none() || (self.of == of && at < self.at) {
            *self = Self { of, at };
            *place = Some(plain.place(at));
        }
    }
}

/// Values with the first offset at which each was found.
#[derive(Debug)]
pub(super) struct Said<T>(Vec<(usize, T)>);

impl<T: PartialEq> Said<T> {
    pub(super) const fn nothing() -> Self {
        Self(Vec::new())
    }

    /// Adds a value, unless it is known from further up.
    pub(super) fn add(&mut self, at: usize, value: T) {
        let has_room = self.0.len() < MOST;
        match self.0.iter_mut().find(|(_, known)| *known == value) {
            Some((first, _)) => *first = at.min(*first),
            None if has_room => self.0.push((at, value)),
            None => {}
        }
    }

    /// In text order.
    pub(super) fn in_order(mut self) -> impl Iterator<Item = (usize, T)> {
        self.0.sort_by_key(|(at, _)| *at);
        self.0.into_iter()
    }

    /// Tells what the pieces before did not say.
    pub(super) fn tell(self, plain: &Plain<'_>, told: &mut Vec<Told<T>>) {
        for (at, value) in self.in_order() {
            if told.len() < MOST && !told.iter().any(|known| known.value == value) {
                told.push(Told::at(value, plain.place(at)));
            }
        }
    }
}
