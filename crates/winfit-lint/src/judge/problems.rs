//! Problems of the documents themselves, as findings.

use crate::rules::document::{broken_document, malformed_field};
use crate::{Finding, Label, Problem, ProblemKind, Severity};

pub(super) fn finding(file: usize, problem: &Problem) -> Finding {
    let (rule, severity) = match problem.kind {
        ProblemKind::Syntax(_) | ProblemKind::DockerfileSyntax { .. } | ProblemKind::LongLine { .. } => {
            (&broken_document::RULE, Severity::Error)
        }
        ProblemKind::WrongType { .. } | ProblemKind::Missing { .. } | ProblemKind::NoImage => {
            (&malformed_field::RULE, Severity::Error)
        }
        _ => (&malformed_field::RULE, Severity::Warning),
    };
    Finding {
        rule: rule.id,
        confidence: crate::Confidence::Certain,
        fix: None,
        severity,
        message: problem.to_string(),
        file,
        place: Some(Label { span: problem.span, text: String::new() }),
        related: Vec::new(),
        notes: Vec::new(),
        help: Vec::new(),
    }
}
