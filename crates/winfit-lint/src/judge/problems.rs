//! Problems of the documents themselves, as findings.

use crate::rules::compose::unread_include;
use crate::rules::document::{broken_document, malformed_field};
use crate::{Finding, Label, Problem, ProblemKind, Severity};

pub(super) fn finding(file: usize, problem: &Problem) -> Finding {
    let (rule, severity) = match problem.kind {
        ProblemKind::Syntax(_) | ProblemKind::DockerfileSyntax { .. } | ProblemKind::LongLine { .. } => {
            (&broken_document::RULE, Severity::Error)
        }
        // Swarm refuses the service.
        ProblemKind::WrongType { .. }
        | ProblemKind::Missing { .. }
        | ProblemKind::Constraint(_)
        | ProblemKind::NoImage => (&malformed_field::RULE, Severity::Error),
        // Compose reads it, and here it was not given.
        ProblemKind::ExtendsFile { .. } => (&unread_include::RULE, Severity::Info),
        _ => (&malformed_field::RULE, Severity::Warning),
    };
    let help = match problem.kind {
        ProblemKind::ExtendsFile { .. } => vec![unread_include::help()],
        _ => Vec::new(),
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
        help,
    }
}
