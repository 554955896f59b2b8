//! Pods with host-process containers, refused and accepted.

use crate::rule::Example;

pub(super) const EXAMPLES: &[Example] = &[
    Example::new(
        "a pod without the network of its node",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext:
    windowsOptions:
      hostProcess: true
#     ^^^^^^^^^^^ error: Pod web: securityContext.windowsOptions.hostProcess true: the API server refuses it: the pod has no hostNetwork: true
      runAsUserName: NT AUTHORITY\\SYSTEM
  containers:
    - name: web
      image: registry.example/web:1
      securityContext: {windowsOptions: {hostProcess: true}}
",
    )
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext:
    windowsOptions:
      hostProcess: true
      runAsUserName: NT AUTHORITY\\SYSTEM
  containers:
    - name: web
      image: registry.example/web:1
      securityContext: {windowsOptions: {hostProcess: true}}
  hostNetwork: true
",
    ),
    Example::new(
        "two containers that say so themselves, and a no to the network",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  hostNetwork: false
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        windowsOptions: {hostProcess: true}
#                        ^^^^^^^^^^^ error: Pod web: securityContext.windowsOptions.hostProcess true of container web: the API server refuses it: the pod has no hostNetwork: true
    - name: log
      image: registry.example/web:1
      securityContext:
        windowsOptions: {hostProcess: true}
",
    )
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  hostNetwork: true
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        windowsOptions: {hostProcess: true}
    - name: log
      image: registry.example/web:1
      securityContext:
        windowsOptions: {hostProcess: true}
",
    ),
    Example::new(
        "an init container that is none",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  hostNetwork: true
  initContainers:
    - name: setup
      image: registry.example/setup:1
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        windowsOptions: {hostProcess: true}
#                        ^^^^^^^^^^^ error: Pod web: securityContext.windowsOptions.hostProcess true of container web: the API server refuses it: container setup is not host-process
",
    ),
    Example::new(
        "a container that says no where the pod says yes",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  hostNetwork: true
  securityContext:
    windowsOptions: {hostProcess: true}
#                    ^^^^^^^^^^^ error: Pod web: securityContext.windowsOptions.hostProcess true: the API server refuses it: container log is not host-process
  containers:
    - name: web
      image: registry.example/web:1
    - name: log
      image: registry.example/web:1
      securityContext:
        windowsOptions: {hostProcess: false}
",
    ),
    Example::new(
        "a container that says yes where the pod says no",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  hostNetwork: true
  securityContext:
    windowsOptions: {hostProcess: false}
#                    ^^^^^^^^^^^ error: Pod web: securityContext.windowsOptions.hostProcess: the API server refuses it: container web says otherwise
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        windowsOptions: {hostProcess: true, runAsUserName: web}
",
    )
    .offered(
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  hostNetwork: true
  securityContext:
    windowsOptions: {hostProcess: false}
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        windowsOptions: {runAsUserName: web}
",
    ),
    Example::new(
        "a pod of host-process containers",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  hostNetwork: true
  securityContext:
    windowsOptions: {hostProcess: true, runAsUserName: \"NT AUTHORITY\\\\SYSTEM\"}
  initContainers:
    - name: setup
      image: registry.example/setup:1
  containers:
    - name: web
      image: registry.example/web:1
      securityContext: {windowsOptions: {hostProcess: true}}
    - name: log
      image: registry.example/web:1
",
    ),
    Example::new(
        "a pod without any",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext:
    windowsOptions: {hostProcess: false}
  containers:
    - name: web
      image: registry.example/web:1
      securityContext: {windowsOptions: {hostProcess: false}}
",
    ),
    Example::new(
        "a version that drops the field",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext:
    windowsOptions: {hostProcess: true}
  containers: [{name: web, image: registry.example/web:1}]
",
    )
    .kubernetes("1.21"),
];
