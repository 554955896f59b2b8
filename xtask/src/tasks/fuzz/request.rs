//! What `cargo xtask fuzz` was asked to do.

use std::path::PathBuf;

use super::TASK;
use crate::failure::Failure;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// How long each target runs.
    pub(super) seconds: u32,
    /// One target; none means all.
    pub(super) target: Option<String>,
    /// Run the target on this file only.
    pub(super) file: Option<PathBuf>,
}

impl Request {
    pub(super) fn read(arguments: &[String]) -> Result<Self, Failure> {
        let mut request = Self { seconds: 30, target: None, file: None };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            if word == "--seconds" {
                let value = words.next().map_or("nothing", String::as_str);
                let problem = || wrong(format!("--seconds wants a whole number above 0, not \"{value}\""));
                request.seconds = value.parse().ok().filter(|seconds| *seconds > 0).ok_or_else(problem)?;
            } else if word.starts_with('-') {
                return Err(wrong(format!("there is no option \"{word}\"")));
            } else if request.target.is_none() {
                request.target = Some(word.clone());
            } else if request.file.is_none() {
                request.file = Some(PathBuf::from(word));
            } else {
                return Err(wrong(format!("\"{word}\" is one argument too many")));
            }
        }
        Ok(request)
    }
}

fn wrong(problem: String) -> Failure {
    Failure::Argument { task: TASK.name, problem, usage: TASK.usage }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Request, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Request::read(&words).map_err(|failure| failure.to_string())
    }

    #[test]
    fn seconds_target_and_file_are_taken_in_any_order() {
        let all = Request { seconds: 30, target: None, file: None };
        assert_eq!(read("").unwrap(), all);
        let one = Request { seconds: 5, target: Some("date_kb".into()), file: Some("crash".into()) };
        assert_eq!(read("--seconds 5 date_kb crash").unwrap(), one);
        assert_eq!(read("date_kb crash --seconds 5").unwrap(), one);
    }

    #[test]
    fn what_is_no_request_is_refused_by_its_word() {
        for (line, problem) in [
            ("--seconds", "not \"nothing\""),
            ("--seconds 0", "not \"0\""),
            ("--seconds 1.5", "not \"1.5\""),
            ("--secs 1", "no option \"--secs\""),
            ("a b c", "\"c\" is one argument too many"),
        ] {
            assert!(read(line).unwrap_err().contains(problem), "{line}");
        }
    }
}
