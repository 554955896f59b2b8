//! Pods that events and messages name: `pod/web`, `pod="shop/web"`, `for pod "web"`, `web_shop(UID)`,
//! `Successfully assigned shop/web to node1`.

use super::super::plain::Plain;
use super::super::scan::{Mark, before, char_before, from, is_host_name, is_name, values, word};
use super::{MOST, Pods, Told};

/// Where a pod is named, and what is told of it there.
type Found<'t> = (usize, Told<'t>);

/// Adds the pods that a text names in passing.
pub(super) fn read(plain: &Plain<'_>, pods: &mut Pods) {
    let mut found: Vec<Found<'_>> = Vec::new();
    found.extend(assigned(plain).take(MOST));
    found.extend(events(plain).take(MOST));
    found.extend(values_of_pod(plain).take(MOST));
    found.extend(with_uid(plain).take(MOST));
    found.extend(in_metadata(plain).take(MOST));
    found.sort_by_key(|(at, _)| *at);
    for (at, mut told) in found {
        told.node = told.node.or_else(|| kubelet(plain, at));
        pods.add(&told, plain, at);
    }
}

/// What a message writes for a pod: `web`, `shop/web`, `web_shop(UID)`, `web_sandbox`.
pub(super) fn pod_of(text: &str) -> Told<'_> {
    let (namespace, name) = match text.split_once('/') {
        Some((namespace, name)) => (Some(namespace), name),
        None => (None, text),
    };
    match name.split_once('_') {
        Some((name, rest)) => {
            let of_uid = rest.split_once('(').map(|(namespace, _)| namespace);
            Told { name, namespace: namespace.or(of_uid), ..Told::default() }
        }
        None => Told { name, namespace, ..Told::default() },
    }
}

/// `Successfully assigned shop/web to node1`; before Kubernetes 1.13 without the namespace.
fn assigned<'p>(plain: &'p Plain<'_>) -> impl Iterator<Item = Found<'p>> {
    const BEFORE: &str = "successfully assigned ";
    plain.lower().match_indices(BEFORE).filter_map(|(at, _)| {
        let at = at + BEFORE.len();
        let mut words = from(plain.rest_of_line(at), 0, 1_000).split_whitespace();
        let (pod, to, node) = (words.next()?, words.next()?, words.next()?);
        let node = word(node).trim_end_matches('.');
        (to == "to" && is_host_name(node)).then(|| (at, Told { node: Some(node), ..pod_of(pod) }))
    })
}

/// `pod/web`, the object of an event.
fn events<'p>(plain: &'p Plain<'_>) -> impl Iterator<Item = Found<'p>> {
    const BEFORE: &str = "pod/";
    plain.text().match_indices(BEFORE).filter_map(|(at, _)| {
        let is_word = char_before(plain.text(), at).is_none_or(|c| c.is_whitespace() || "\"'([".contains(c));
        let name = word(from(plain.text(), at + BEFORE.len(), 300)).trim_end_matches([':', '.']);
        (is_word && is_name(name)).then(|| (at, Told { name, ..Told::default() }))
    })
}

/// `pod="shop/web"`, `for pod "web"`, `pod: shop/web`.
fn values_of_pod<'p>(plain: &'p Plain<'_>) -> impl Iterator<Item = Found<'p>> {
    values(plain, "pod").filter_map(|value| {
        let text = from(value.text, 0, 400);
        let end = text.find(|c: char| c.is_whitespace() || "\"'\\`,;)".contains(c));
        let written = text.get(..end.unwrap_or(text.len()))?.trim_end_matches([':', '.']);
        let is_named = value.is_quoted || (value.mark != Mark::Space && written.contains('/'));
        let told = pod_of(written);
        (is_named && is_name(told.name)).then_some((value.at, told))
    })
}

/// `web_shop(5bee20e9-543d-c773-95c9-f044c7b219c2)`.
fn with_uid<'p>(plain: &'p Plain<'_>) -> impl Iterator<Item = Found<'p>> {
    plain.text().match_indices('(').filter_map(|(open, _)| {
        let uid = plain.text().get(open + 1..open + 37)?;
        let is_uid = uid.bytes().enumerate().all(|(at, b)| match at {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        });
        let head = Some(before(plain.text(), open, 320)).filter(|_| is_uid)?;
        let start =
            head.rfind(|c: char| !c.is_ascii_alphanumeric() && !"-._".contains(c)).map_or(0, |at| at + 1);
        let written = head.get(start..)?;
        let (name, namespace) = written.split_once('_')?;
        let told = Told { name, namespace: Some(namespace), ..Told::default() };
        is_name(name).then_some((open - written.len(), told))
    })
}

/// `PodSandboxMetadata{Name:web,Uid:…,Namespace:shop,Attempt:0,}`, as containerd writes.
fn in_metadata<'p>(plain: &'p Plain<'_>) -> impl Iterator<Item = Found<'p>> {
    const BEFORE: &str = "PodSandboxMetadata{Name:";
    plain.text().match_indices(BEFORE).filter_map(|(at, _)| {
        let at = at + BEFORE.len();
        let fields = from(plain.text(), at, 800).split('}').next()?;
        let name = fields.split(',').next()?;
        let namespace = fields.split(',').find_map(|it| it.strip_prefix("Namespace:"));
        is_name(name).then_some((at, Told { name, namespace, ..Told::default() }))
    })
}

/// `kubelet, node1` in the same line: who tells of a pod runs it.
fn kubelet<'p>(plain: &'p Plain<'_>, at: usize) -> Option<&'p str> {
    let line = plain.line(plain.line_of(at))?;
    let (_, rest) = from(line.text, 0, 1_000).split_once("kubelet, ")?;
    let node = word(rest);
    is_host_name(node).then_some(node)
}
