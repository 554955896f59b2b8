//! Tags that name a Windows release, and tags that do not.

use crate::rule::Example;

pub(super) const EXAMPLES: &[Example] = &[
    Example::new(
        "a version without a suffix, on a fleet of one build",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/dotnet/framework/aspnet:4.8 # moves
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the tag 4.8 of mcr.microsoft.com/dotnet/framework/aspnet names no Windows release, and moves to newer ones
",
    )
    .fleet(FLEET)
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2022 # moves
",
    ),
    Example::new(
        "a tag of a base image that is misspelt",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:ltsc2023
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the tag ltsc2023 of mcr.microsoft.com/windows/servercore names no Windows release that is known, and may not exist
",
    )
    .fleet(FLEET)
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "an official image in a Dockerfile for Windows, whose tags hold Linux images, too",
        "Dockerfile",
        "\
# escape=`
FROM golang:1.25 AS build
#    ^^^^^^^^^^^ warning: stage build: the tag 1.25 of golang names no Windows release, and moves to newer ones
RUN go build -o C:\\app.exe .
",
    )
    .fleet(FLEET)
    .fixed(
        "\
# escape=`
FROM golang:1.25-windowsservercore-ltsc2022 AS build
RUN go build -o C:\\app.exe .
",
    ),
    Example::new(
        "no tag, where no hosts are given",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web
#            ^^^^^^^^^^^^^^^^^^^^ warning: Pod web: registry.example/web without a tag (latest) names no Windows release, and moves to newer ones
",
    ),
    Example::new(
        "an image that was read, and is of one release today",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/dotnet/framework/runtime:4.8
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the tag 4.8 of mcr.microsoft.com/dotnet/framework/runtime names no Windows release, and moves to newer ones
",
    )
    .images(&[("mcr.microsoft.com/dotnet/framework/runtime:4.8", &["10.0.17763.6775"])])
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/dotnet/framework/runtime:4.8-windowsservercore-ltsc2019
",
    ),
    Example::new(
        "a list that lacks the build of a host",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/dotnet/framework/runtime:4.8
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Pod web: the tag 4.8 of mcr.microsoft.com/dotnet/framework/runtime names no Windows release, and moves to newer ones
",
    )
    .fleet(FLEET)
    .images(&[("mcr.microsoft.com/dotnet/framework/runtime:4.8", &["10.0.17763.6775", "10.0.14393.7699"])])
    .fixed(
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/dotnet/framework/runtime:4.8-windowsservercore-ltsc2022
",
    ),
    Example::new(
        "a list with an image for each of the hosts",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: golang:1.25
",
    )
    .fleet(TWO_BUILDS)
    .images(&[("golang:1.25", &["linux", "10.0.26100.3194", "10.0.20348.3091"])]),
    Example::new(
        "a tag that names the release",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2022
",
    )
    .fleet(FLEET),
    Example::new(
        "a digest",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: mcr.microsoft.com/dotnet/framework/aspnet:4.8@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
",
    )
    .fleet(FLEET),
    Example::new(
        "a version of somebody's own image, which nobody moves",
        "pod.yaml",
        "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: web
      image: registry.example/web:1.0
",
    )
    .fleet(FLEET)
    .images(&[("registry.example/web:1.0", &["10.0.20348.3091"])]),
    Example::new(
        "the same images for Linux",
        "Dockerfile",
        "\
FROM golang:1.25 AS build
RUN go build -o /app .
FROM mcr.microsoft.com/dotnet/runtime:8.0
COPY --from=build /app /app
",
    )
    .fleet(FLEET),
    Example::new(
        "a tag of Linux images, by mistake in a workload for Windows",
        "compose.yaml",
        "\
services:
  web:
    image: golang:1.25-alpine
    isolation: process
",
    ),
    Example::new(
        "an image that is built and not pulled",
        "compose.yaml",
        "\
services:
  web:
    build: .
    image: registry.example/web:latest
    isolation: process
",
    ),
];

const FLEET: &str = "\
orchestrator: kubernetes
hosts:
  - name: win-a
    os-version: 10.0.20348.3091
";

const TWO_BUILDS: &str = "\
orchestrator: kubernetes
hosts:
  - name: win-a
    os-version: 10.0.20348.3091
  - name: win-b
    os-version: 10.0.26100.3194
";
