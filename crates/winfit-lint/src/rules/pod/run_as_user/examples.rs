//! Pods with numeric users, and what becomes of them.

use crate::rule::Example;

pub(super) const EXAMPLES: &[Example] = &[
    Example::new(
        "a number, and no account",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext:
    runAsUser: 1000 # app
#   ^^^^^^^^^ warning: Pod web: securityContext.runAsUser: Windows ignores it
    fsGroup: 1000
  containers: [{name: web, image: registry.example/web:1}]
",
    )
    .offered(
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext:
    windowsOptions:
      runAsUserName: ContainerUser # app
    fsGroup: 1000
  containers: [{name: web, image: registry.example/web:1}]
",
    ),
    Example::new(
        "options for Windows beside it, in a pod whose spec.os says windows",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  os: {name: windows}
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        runAsUser: 1000
#       ^^^^^^^^^ error: Pod web: securityContext.runAsUser of container web: the API server refuses it in a pod whose os.name is windows
        windowsOptions: {gmsaCredentialSpecName: web}
",
    )
    .offered(
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  os: {name: windows}
  containers:
    - name: web
      image: registry.example/web:1
      securityContext:
        windowsOptions: {gmsaCredentialSpecName: web, runAsUserName: ContainerUser}
",
    ),
    Example::new(
        "an account that the pod names already",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext:
    windowsOptions: {runAsUserName: web}
  containers:
    - name: web
      image: registry.example/web:1
      securityContext: {runAsUser: 1000}
#                       ^^^^^^^^^ warning: Pod web: securityContext.runAsUser of container web: Windows ignores it
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
    windowsOptions: {runAsUserName: web}
  containers:
    - name: web
      image: registry.example/web:1
",
    ),
    Example::new(
        "a version whose kubelet hands the token over",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext: {runAsUser: 1000}
#                   ^^^^^^^^^ error: Pod web: securityContext.runAsUser: the kubelet cannot hand the token of the service account over to it
  containers: [{name: web, image: registry.example/web:1}]
",
    )
    .offered(
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext: {windowsOptions: {runAsUserName: ContainerUser}}
  containers: [{name: web, image: registry.example/web:1}]
",
    )
    .kubernetes("1.29"),
    Example::new(
        "the same without a token",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  automountServiceAccountToken: false
  securityContext: {runAsUser: 1000}
#                   ^^^^^^^^^ warning: Pod web: securityContext.runAsUser: Windows ignores it
  containers: [{name: web, image: registry.example/web:1}]
",
    )
    .offered(
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  automountServiceAccountToken: false
  securityContext: {windowsOptions: {runAsUserName: ContainerUser}}
  containers: [{name: web, image: registry.example/web:1}]
",
    )
    .kubernetes("1.29"),
    Example::new(
        "the same with two numbers, of which none gets the token",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext: {runAsUser: 1000}
#                   ^^^^^^^^^ warning: Pod web: securityContext.runAsUser: Windows ignores it
  containers:
    - name: web
      image: registry.example/web:1
    - name: log
      image: registry.example/web:1
      securityContext: {runAsUser: 1001}
#                       ^^^^^^^^^ warning: Pod web: securityContext.runAsUser of container log: Windows ignores it
",
    )
    .offered(
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext: {windowsOptions: {runAsUserName: ContainerUser}}
  containers:
    - name: web
      image: registry.example/web:1
    - name: log
      image: registry.example/web:1
      securityContext: {windowsOptions: {runAsUserName: ContainerUser}}
",
    )
    .kubernetes("1.29"),
    Example::new(
        "the same without the usual token, and with one that somebody asks for",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  serviceAccountName: web
  automountServiceAccountToken: false
  securityContext: {runAsUser: 1000}
#                   ^^^^^^^^^ error: Pod web: securityContext.runAsUser: the kubelet cannot hand the token of the service account over to it
  volumes:
    - name: token
      projected: {sources: [{serviceAccountToken: {path: token}}]}
  containers: [{name: web, image: registry.example/web:1}]
",
    )
    .offered(
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  serviceAccountName: web
  automountServiceAccountToken: false
  securityContext: {windowsOptions: {runAsUserName: ContainerUser}}
  volumes:
    - name: token
      projected: {sources: [{serviceAccountToken: {path: token}}]}
  containers: [{name: web, image: registry.example/web:1}]
",
    )
    .kubernetes("1.29"),
    Example::new(
        "a version without accounts",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext: {runAsUser: 1000}
#                   ^^^^^^^^^ warning: Pod web: securityContext.runAsUser: Windows ignores it
  containers: [{name: web, image: registry.example/web:1}]
",
    )
    .kubernetes("1.15"),
    Example::new(
        "a host-process container, which has the accounts of its host",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  hostNetwork: true
  securityContext: {windowsOptions: {hostProcess: true}, runAsUser: 1000}
#                                                        ^^^^^^^^^ warning: Pod web: securityContext.runAsUser: Windows ignores it
  containers: [{name: web, image: registry.example/web:1}]
",
    ),
    Example::new(
        "an account",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: windows}
  securityContext: {windowsOptions: {runAsUserName: ContainerUser}}
  containers: [{name: web, image: registry.example/web:1}]
",
    ),
    Example::new(
        "a pod for Linux",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {kubernetes.io/os: linux}
  securityContext: {runAsUser: 1000}
  containers: [{name: web, image: registry.example/web:1}]
",
    ),
];
