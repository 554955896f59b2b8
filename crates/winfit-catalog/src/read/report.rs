//! Collects problems while the files are read.

use std::rc::Rc;

use super::problem::{Fault, Problem, Problems};

/// How many problems are listed; more are only counted.
const LIMIT: usize = 1_000;

/// Where a row stands.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Which layer and file, for the order of the report.
    pub(super) rank: (usize, usize),
    /// The file as problems name it.
    pub(super) file: Rc<str>,
    /// The line, counted from 1.
    pub(super) line: usize,
    /// The key of the row as problems name it.
    pub(super) row: String,
}

/// The problems found so far.
#[derive(Debug, Default)]
pub(super) struct Report {
    found: Vec<((usize, usize), Problem)>,
    omitted: usize,
}

impl Report {
    /// Notes what is wrong with a row.
    pub(super) fn row(&mut self, place: &Place, fault: Fault) {
        let (file, line, row) = (place.file.to_string(), Some(place.line), place.row.clone());
        self.add(place.rank, Problem { file, line, row, fault });
    }

    /// Notes what is wrong with a file, at a line if one is known.
    pub(super) fn file(&mut self, rank: (usize, usize), file: &str, line: Option<usize>, fault: Fault) {
        self.add(rank, Problem { file: file.to_owned(), line, row: String::new(), fault });
    }

    /// How many problems were found.
    pub(super) fn count(&self) -> usize {
        self.found.len() + self.omitted
    }

    /// The problems by layer, file and line, or `None` if there are none.
    pub(super) fn into_problems(mut self) -> Option<Problems> {
        if self.found.is_empty() {
            return None;
        }
        self.found.sort_by_key(|(rank, problem)| (*rank, problem.line));
        let listed = self.found.into_iter().map(|(_, problem)| problem).collect();
        Some(Problems { listed, omitted: self.omitted })
    }

    fn add(&mut self, rank: (usize, usize), problem: Problem) {
        if self.found.len() < LIMIT {
            self.found.push((rank, problem));
        } else {
            self.omitted += 1;
        }
    }
}
