//! Puts an entry in the place of another.

use super::super::Limits;
use super::super::node::NodeKind;
use super::collection::{Collection, Form};
use super::{Value, habits, remove};
use crate::{Edit, Span};

/// Puts an entry in the place of one whose value is a scalar; a comment behind that stays.
pub(super) fn entry(of: &Collection<'_, '_, '_>, index: usize, new: (&str, &Value)) -> Option<Vec<Edit>> {
    let part = of.part(index)?;
    let is_flow = matches!(of.form, Form::Flow { .. });
    let is_free = remove::may_go(of, &part) && (!is_flow || of.reads_without(&[part.numbers]));
    let is_scalar = matches!(part.value.kind(), NodeKind::Scalar | NodeKind::Null);
    let (key, value) = new;
    let is_too_deep = value.depth() + of.place.around.len() >= Limits::DOCUMENT.depth;
    if !is_free || !is_scalar || is_too_deep || of.block_scalar(part.value.site())?.is_some() {
        return None;
    }
    of.gap_inside(&part).filter(|gap| !gap.has_comment)?;
    let text = match of.form {
        Form::Block { column } => {
            let rest = of.lines.rest(part.end)?;
            let start = of.lines.margin(part.start)?.start;
            let block = habits::block(of, of.lines.line_break(rest.end, start));
            block.entries(&[(key.to_owned(), value.clone())], column)?
        }
        Form::Flow { .. } => {
            of.gap_before(index)?;
            habits::flow(of).entry(key, value)?
        }
    };
    Some(vec![Edit::replace(Span::new(part.start, part.end), text)])
}
