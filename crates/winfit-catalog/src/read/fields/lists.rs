//! Fields that hold several values.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::{Fields, quoted};
use crate::read::problem::Fault;
use crate::{List, Text};

impl Fields<'_> {
    /// A list without repetitions, each entry read by `entry`.
    pub(in crate::read) fn list(
        &mut self,
        field: &'static str,
        values: Vec<String>,
        entry: impl Fn(&mut Self, &'static str, String) -> Option<Text>,
    ) -> Option<List<Text>> {
        let count = values.len();
        let mut read: Vec<Text> = Vec::new();
        let mut seen = BTreeSet::new();
        for value in values {
            let Some(value) = entry(self, field, value) else { continue };
            if seen.insert(value.clone()) {
                read.push(value);
            } else {
                self.fault(Fault::Repeated { field, value: quoted(&value) });
            }
        }
        (read.len() == count).then(|| read.into())
    }

    /// Numbers from the smallest to the largest, none twice.
    pub(in crate::read) fn ascending(&mut self, field: &'static str, numbers: Vec<u32>) -> Option<List<u32>> {
        for pair in numbers.windows(2) {
            let [before, number] = pair else { continue };
            let fault = match before.cmp(number) {
                Ordering::Less => continue,
                Ordering::Equal => Fault::Repeated { field, value: number.to_string() },
                Ordering::Greater => {
                    Fault::Unsorted { what: format!("{field} {number}"), after: before.to_string() }
                }
            };
            self.fault(fault);
            return None;
        }
        Some(numbers.into())
    }

    /// A cell with entries parted by blanks, or none.
    pub(in crate::read) fn words(
        &mut self,
        field: &'static str,
        value: &str,
        entry: impl Fn(&mut Self, &'static str, String) -> Option<Text>,
    ) -> Option<List<Text>> {
        self.list(field, words(value), entry)
    }

    /// A cell with entries parted by blanks, at least one.
    pub(in crate::read) fn filled_words(
        &mut self,
        field: &'static str,
        value: &str,
        entry: impl Fn(&mut Self, &'static str, String) -> Option<Text>,
    ) -> Option<List<Text>> {
        self.filled_list(field, words(value), entry)
    }

    /// A list with at least one entry.
    pub(in crate::read) fn filled_list(
        &mut self,
        field: &'static str,
        values: Vec<String>,
        entry: impl Fn(&mut Self, &'static str, String) -> Option<Text>,
    ) -> Option<List<Text>> {
        if values.is_empty() {
            self.fault(Fault::Empty { field });
            return None;
        }
        self.list(field, values, entry)
    }
}

fn words(cell: &str) -> Vec<String> {
    cell.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
