//! Fields of Kubernetes objects that Windows treats otherwise, by the rows of the catalogue.

use super::{Object, Pod};
use crate::rule::Rule;
use crate::{Finding, Fix};

/// How a rule goes by rows of the catalogue.
#[derive(Debug)]
pub(crate) struct FieldRule {
    /// The edits for a field, if there are any.
    pub(crate) fix: fn(&FieldUse<'_, '_>) -> Option<Fix>,
}

/// A field that is written, and a row that says what becomes of it.
pub(crate) struct FieldUse<'a, 't> {
    pub(crate) pod: Option<&'a Pod<'a, 't>>,
}

pub(super) fn of_pod(_: &'static Rule, _: &FieldRule, _: &Pod<'_, '_>, _: &mut Vec<Finding>) {}

pub(super) fn of_object(_: &'static Rule, _: &FieldRule, _: &Object<'_, '_>, _: &mut Vec<Finding>) {}
