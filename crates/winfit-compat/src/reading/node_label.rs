//! Labels that name a node's build: `node.kubernetes.io/windows-build=10.0.17763` (set by every kubelet since 1.16),
//! `beta.kubernetes.io/osbuild=14393.1715` or `=16299` (set by hand, as Microsoft's page of 2017 advised), and the Swarm
//! label `OsVersion=10.0.16296`.
//!
//! They are read where labels are shown and where workloads select by them. Only the second kind can hold a revision.

use super::key::Mark;
use super::site::Site;
use super::{Form, Reading};

pub(super) fn read(site: &Site) -> Option<Reading> {
    let key = site.key?;
    let version = if key.is("windowsbuild") {
        site.version()?
    } else if key.is("osbuild") && key.name.contains('/') {
        site.version().or_else(|| site.build())?
    } else if key.is("osversion")
        && ((key.mark == Mark::Equals && key.name.ends_with("OsVersion")) || is_among_labels(site.before()))
    {
        site.version()?
    } else {
        return None;
    };
    Some(Reading::new(version, Form::NodeLabel, site.span_with(0)))
}

/// The object around the key is one of labels.
fn is_among_labels(before: &str) -> bool {
    before.rsplit_once("\"Labels\"").is_some_and(|(_, since)| !since.contains('}'))
}

#[cfg(test)]
mod tests {
    use super::super::site::site;
    use super::*;

    fn check(text: &str, number: &str) -> Option<String> {
        read(&site(text, number))?.os_version().map(|version| version.to_string())
    }

    #[test]
    fn labels_are_read_in_lists_yaml_json_and_constraints() {
        for (text, number, version) in [
            (
                "kubernetes.io/os=windows,node.kubernetes.io/windows-build=10.0.17763,x=y",
                "10.0.17763",
                "10.0.17763",
            ),
            ("    node.kubernetes.io/windows-build: 10.0.20348", "10.0.20348", "10.0.20348"),
            ("beta.kubernetes.io/osbuild=14393.1715,a=b", "14393.1715", "10.0.14393.1715"),
            ("\"beta.kubernetes.io/osbuild\": \"14393.1715\"", "14393.1715", "10.0.14393.1715"),
            ("$ kubectl label node x beta.kubernetes.io/osbuild=16299", "16299", "10.0.16299"),
            ("beta.kubernetes.io/osbuild = 14393.*", "14393", "10.0.14393"),
            (
                "\"Labels\": {\r\n  \"OS\": \"windows\",\r\n  \"OsVersion\": \"10.0.16296\"",
                "10.0.16296",
                "10.0.16296",
            ),
            ("--label-add OsVersion=\"10.0.16296\"", "10.0.16296", "10.0.16296"),
            ("node.labels.OsVersion == 10.0.16296", "10.0.16296", "10.0.16296"),
        ] {
            assert_eq!(check(text, number).as_deref(), Some(version), "{text}");
        }
    }

    #[test]
    fn other_labels_are_left_alone() {
        for (text, number) in [
            ("example.com/build=17763", "17763"),
            ("osbuild=17763", "17763"),
            ("beta.kubernetes.io/osbuild=1776", "1776"),
            ("beta.kubernetes.io/osbuild=17763.1.2", "17763.1.2"),
            ("beta.kubernetes.io/osbuilder=17763", "17763"),
            ("node.kubernetes.io/windows-build=17763", "17763"),
            ("\"os.version\": \"10.0.17763\"", "10.0.17763"),
            ("level=info osversion=10.0.17763", "10.0.17763"),
            ("\"Labels\": {\"a\": \"b\"}, \"OsVersion\": \"10.0.17763\"", "10.0.17763"),
        ] {
            assert_eq!(check(text, number), None, "{text}");
        }
    }
}
