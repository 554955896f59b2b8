//! Kubernetes taints and tolerations.

use std::fmt;

/// What a taint does to pods that do not tolerate it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaintEffect {
    /// They are not placed.
    NoSchedule,
    /// They are placed elsewhere if possible.
    PreferNoSchedule,
    /// They are not placed, and running ones are evicted.
    NoExecute,
}

/// A taint of a node, printed as `key=value:effect`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Taint {
    /// Key, e.g. `os`.
    pub key: String,
    /// Value, e.g. `windows`; may be empty.
    pub value: String,
    /// What it does.
    pub effect: TaintEffect,
}

/// A toleration of a pod.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Toleration {
    /// Key; `None` tolerates every key.
    pub key: Option<String>,
    /// The value that must equal the taint's; `None` (operator `Exists`) tolerates every value.
    pub value: Option<String>,
    /// The effect that it covers; `None` covers all.
    pub effect: Option<TaintEffect>,
}

impl Taint {
    /// The taint that a cordoned Kubernetes node has. The scheduler lets pods that tolerate it onto the node, be the
    /// taint written there or not.
    #[must_use]
    pub fn unschedulable() -> Self {
        let key = "node.kubernetes.io/unschedulable".to_owned();
        Self { key, value: String::new(), effect: TaintEffect::NoSchedule }
    }
}

impl Toleration {
    /// The tolerations that the controller of DaemonSets adds to their pods, so that these run on nodes which take no
    /// others: <https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations>.
    pub fn of_daemon_sets() -> impl Iterator<Item = Self> {
        let taints = [
            ("not-ready", TaintEffect::NoExecute),
            ("unreachable", TaintEffect::NoExecute),
            ("disk-pressure", TaintEffect::NoSchedule),
            ("memory-pressure", TaintEffect::NoSchedule),
            ("pid-pressure", TaintEffect::NoSchedule),
            ("unschedulable", TaintEffect::NoSchedule),
        ];
        taints.into_iter().map(|(name, effect)| Self {
            key: Some(format!("node.kubernetes.io/{name}")),
            value: None,
            effect: Some(effect),
        })
    }

    /// Whether a pod with this toleration bears the taint.
    #[must_use]
    pub fn tolerates(&self, taint: &Taint) -> bool {
        self.key.as_ref().is_none_or(|key| *key == taint.key)
            && self.value.as_ref().is_none_or(|value| *value == taint.value)
            && self.effect.is_none_or(|effect| effect == taint.effect)
    }
}

impl fmt::Display for TaintEffect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NoSchedule => "NoSchedule",
            Self::PreferNoSchedule => "PreferNoSchedule",
            Self::NoExecute => "NoExecute",
        })
    }
}

impl fmt::Display for Taint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}:{}", self.key, self.value, self.effect)
    }
}
