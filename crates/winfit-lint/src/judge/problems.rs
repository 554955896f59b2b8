//! Problems of the documents themselves, as findings.

use crate::rules::{BROKEN_DOCUMENT, MALFORMED_FIELD};
use crate::{Finding, Label, Problem, ProblemKind, Severity};

pub(super) fn finding(file: usize, problem: &Problem) -> Finding {
    let (rule, severity) = match problem.kind {
        ProblemKind::Syntax(_) | ProblemKind::DockerfileSyntax { .. } => (BROKEN_DOCUMENT, Severity::Error),
        ProblemKind::WrongType { .. } | ProblemKind::Missing { .. } | ProblemKind::NoImage => {
            (MALFORMED_FIELD, Severity::Error)
        }
        _ => (MALFORMED_FIELD, Severity::Warning),
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
