//! What a run of libFuzzer printed, and what of it a person wants to know.

use std::path::Path;

/// How many lines are shown of a run that failed.
const SHOWN: usize = 30;

/// How the trouble opens: a panic, then what the sanitizer and libFuzzer themselves report (leak, timeout, memory).
const TROUBLE: &[&str] = &["panicked at ", "ERROR: ", "ALARM: "];

#[derive(Debug)]
pub(super) struct Findings {
    /// How often the target was called.
    executions: Option<u64>,
    /// The input that it failed on, where one was written.
    artifact: Option<String>,
    /// Where the trouble began; the end of the log if nothing looks like it.
    excerpt: String,
}

impl Findings {
    pub(super) fn read(log: &str) -> Self {
        let after = |words: &str| log.lines().find_map(|line| Some(line.split_once(words)?.1.trim()));
        let lines: Vec<&str> = log.lines().collect();
        let trouble = lines.iter().position(|line| TROUBLE.iter().any(|words| line.contains(words)));
        let start = trouble.unwrap_or(lines.len().saturating_sub(SHOWN));
        let excerpt: Vec<&str> = lines.into_iter().skip(start).take(SHOWN).collect();
        Self {
            executions: after("stat::number_of_executed_units:").and_then(|number| number.parse().ok()),
            artifact: after("Test unit written to ").map(str::to_owned),
            excerpt: excerpt.join("\n"),
        }
    }

    /// One line for a run that found nothing.
    pub(super) fn quiet(&self, target: &str, seconds: u32) -> String {
        format!("fuzz {target}: {} executions in {seconds} s, nothing found", self.executions())
    }

    /// All that is needed to go on with a run that failed; the input's path is shortened to that from `root`.
    pub(super) fn failed(&self, target: &str, root: &Path, log: &Path) -> String {
        let found = match &self.artifact {
            Some(file) => {
                let file = Path::new(file).strip_prefix(root).unwrap_or(Path::new(file)).display();
                format!("input: {file}\nreproduce: cargo xtask fuzz {target} {file}")
            }
            None => "no input was written: the target failed before or after its inputs".to_owned(),
        };
        let Self { excerpt, .. } = self;
        let verdict = format!("fuzz {target}: FAILED after {} executions", self.executions());
        format!("{excerpt}\n{verdict}\n{found}\nlog: {}", log.display())
    }

    fn executions(&self) -> String {
        self.executions.map_or_else(|| "an unknown number of".to_owned(), |number| number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CRASHED: &str = "\
#2 INITED cov: 12
thread '<unnamed>' panicked at fuzz_targets/os_version.rs:9:5:
SUMMARY: libFuzzer: deadly signal
artifact_prefix='/src/fuzz/artifacts/os_version/'; Test unit written to /src/fuzz/artifacts/os_version/crash-1a2b
stat::number_of_executed_units: 4711
";

    #[test]
    fn a_quiet_run_is_one_line_with_its_executions() {
        let findings =
            Findings::read("#2 INITED\nstat::number_of_executed_units: 1048576\nstat::peak_rss_mb: 40\n");
        assert_eq!(
            findings.quiet("os_version", 60),
            "fuzz os_version: 1048576 executions in 60 s, nothing found"
        );
    }

    #[test]
    fn a_crash_names_its_input_and_the_command_that_reproduces_it() {
        let report = Findings::read(CRASHED).failed("os_version", Path::new("/src"), Path::new("x.log"));
        assert!(
            report.starts_with("thread '<unnamed>' panicked at fuzz_targets/os_version.rs:9:5"),
            "{report}"
        );
        assert!(report.contains("FAILED after 4711 executions"), "{report}");
        let command = "reproduce: cargo xtask fuzz os_version fuzz/artifacts/os_version/crash-1a2b";
        assert!(report.contains(command), "{report}");
    }

    #[test]
    fn a_run_that_never_started_is_not_called_a_crash_on_an_input() {
        let report = Findings::read("error: could not compile\n").failed(
            "os_version",
            Path::new("/src"),
            Path::new("x.log"),
        );
        assert!(report.contains("could not compile") && report.contains("no input was written"), "{report}");
    }
}
