//! Isolation: as a flag or a field asks for it, as the daemon has it by default, as the request to Windows had it.

use winfit_compat::Isolation;

use super::plain::Plain;
use super::scan::{Mark, Value, before, values, word};
use super::told::Said;
use super::{Facts, IsolationTold, Told};

/// Adds the isolation that a text tells.
pub(super) fn read(plain: &Plain<'_>, facts: &mut Facts<'_>) {
    let mut said = Said::nothing();
    for value in values(plain, "isolation") {
        if let Some(told) = told(plain, &value) {
            said.add(value.key_at, told);
        }
    }
    for value in values(plain, "hvpartition") {
        let isolation = match word(value.text) {
            "true" => Isolation::HyperV,
            "false" => Isolation::Process,
            _ => continue,
        };
        said.add(value.key_at, IsolationTold::Requested(isolation));
    }
    for value in values(plain, "hostprocess").filter(|value| value.mark == Mark::Colon) {
        if word(value.text) == "true" {
            said.add(value.key_at, IsolationTold::Asked(Isolation::HostProcess));
        }
    }
    said.tell(plain, &mut facts.isolations);
}

/// Adds what messages tell: a handler of containerd is named for the isolation that it gives.
pub(super) fn of_sightings(facts: &mut Facts<'_>) {
    for sighting in &facts.sightings {
        let class = sighting.capture("runtime_class").map(str::to_ascii_lowercase).unwrap_or_default();
        let is_hyperv = class.contains("hypervisor") || class.contains("hyperv");
        let value = IsolationTold::Asked(Isolation::HyperV);
        if is_hyperv && !facts.isolations.iter().any(|it| it.value == value) {
            facts.isolations.push(Told::at(value, sighting.place));
        }
    }
    facts.isolations.sort_by_key(|it| it.place);
}

fn told(plain: &Plain<'_>, value: &Value<'_>) -> Option<IsolationTold> {
    let head = before(plain.lower(), value.key_at, 48);
    let is_flag = head.ends_with("--");
    if value.mark == Mark::Space && !is_flag {
        return None;
    }
    let isolation = word(value.text).trim_end_matches('.').parse::<Isolation>().ok()?;
    let is_of_daemon = head.trim_end().ends_with("default") || head.contains("exec-opt");
    Some(if is_of_daemon { IsolationTold::Default(isolation) } else { IsolationTold::Asked(isolation) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Piece;

    fn isolations(text: &str) -> Vec<IsolationTold> {
        let mut facts = Facts::default();
        let piece = Piece::new(1, text.as_bytes());
        read(&Plain::new(0, &piece), &mut facts);
        facts.isolations.into_iter().map(|it| it.value).collect()
    }

    #[test]
    fn flags_and_fields_ask() {
        for text in [
            "docker run --isolation=process iis",
            "docker run --isolation process iis",
            "docker run **--isolation=process** iis",
            "docker run `--isolation=process` iis",
            "    isolation: process",
            "    isolation: 'process'",
            "\"Isolation\": \"process\",",
            "use --isolation=process.",
        ] {
            assert_eq!(isolations(text), [IsolationTold::Asked(Isolation::Process)], "{text}");
        }
    }

    #[test]
    fn the_daemon_has_a_default() {
        for text in [
            "Default Isolation: hyperv",
            "{ \"exec-opts\": [\"isolation=hyperv\"] }",
            "dockerd --exec-opt isolation=hyperv",
        ] {
            assert_eq!(isolations(text), [IsolationTold::Default(Isolation::HyperV)], "{text}");
        }
    }

    #[test]
    fn the_request_had_it_however_often_it_was_escaped() {
        for text in
            ["\"HvPartition\":false", "\\\"HvPartition\\\":false", "\\\\\\\"HvPartition\\\\\\\": false"]
        {
            assert_eq!(isolations(text), [IsolationTold::Requested(Isolation::Process)], "{text}");
        }
        assert_eq!(isolations("\"HvPartition\":true"), [IsolationTold::Requested(Isolation::HyperV)]);
    }

    #[test]
    fn words_about_isolation_tell_none() {
        for text in [
            "process isolation is needed",
            "isolation process",
            "--isolation string   Container isolation technology",
            "\"Isolation\": \"default\"",
            "\"Isolation\": \"\"",
            "isolation: none",
            "myisolation=process",
            "hostProcess: false",
        ] {
            assert_eq!(isolations(text), [], "{text}");
        }
        assert_eq!(isolations("hostProcess: true"), [IsolationTold::Asked(Isolation::HostProcess)]);
    }
}
