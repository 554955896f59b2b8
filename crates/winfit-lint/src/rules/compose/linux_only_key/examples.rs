//! Keys of services, as they are refused, ignored, or fine.

use crate::rule::Example;

pub(super) const EXAMPLES: &[Example] = &[
    Example::new(
        "keys that are refused",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: process
    privileged: true
#   ^^^^^^^^^^ error: service web: privileged: the engine refuses it on Windows
    deploy:
      resources:
        limits:
          memory: 2G
          pids: 100
#         ^^^^ error: service web: deploy.resources.limits.pids: the engine refuses it on Windows
",
    )
    .fixed_unsafely(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    isolation: process
    deploy:
      resources:
        limits:
          memory: 2G
",
    ),
    Example::new(
        "keys that are ignored",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    init: true
#   ^^^^ warning: service web: init: Windows ignores it
    sysctls:
#   ^^^^^^^ warning: service web: sysctls: Windows ignores it
      net.core.somaxconn: 1024
    tmpfs: [/run]
#   ^^^^^ warning: service web: tmpfs: Windows ignores it
",
    )
    .fixed(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "lists of which all or some items are for Linux",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    cap_add:
#   ^^^^^^^ error: service web: cap_add: the engine refuses it on Windows
      - NET_ADMIN
      - SYS_TIME
    security_opt:
      - credentialspec=file://web.json
      - label=disable
#       ^^^^^^^^^^^^^ error: service web: security_opt \"label=disable\": the engine refuses it on Windows
    volumes:
      - type: volume
        source: data
        target: C:\\data
      - type: tmpfs
#             ^^^^^ error: service web: volumes[1].type \"tmpfs\": the engine refuses it on Windows
        target: C:\\temp
",
    )
    .fixed_unsafely(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    security_opt:
      - credentialspec=file://web.json
    volumes:
      - type: volume
        source: data
        target: C:\\data
",
    ),
    Example::new(
        "ports of one address, in both ways to write them",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    ports:
      - 127.0.0.1:8080:80
#       ^^^^^^^^^^^^^^^^^ error: service web: ports \"127.0.0.1:8080:80\": the engine refuses it on Windows
      - {target: 443, published: 8443, host_ip: 127.0.0.1}
#                                      ^^^^^^^ error: service web: ports[1].host_ip: the engine refuses it on Windows
",
    )
    .fixed_unsafely(
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    ports:
      - 8080:80
      - {target: 443, published: 8443}
",
    ),
    Example::new(
        "a key of a service that is extended, which others may want",
        "compose.yaml",
        "\
services:
  base:
    image: registry.example/base:1
    network_mode: host
#                 ^^^^ error: service web: network_mode \"host\": the engine refuses it on Windows
  web:
    extends: base
    image: mcr.microsoft.com/windows/servercore:ltsc2022
",
    ),
    Example::new(
        "a key in what services share",
        "compose.yaml",
        "\
x-common: &common
  stop_signal: SIGUSR1
#              ^^^^^^^ error: service web: stop_signal \"SIGUSR1\": the engine refuses it on Windows
services:
  web:
    <<: *common
    image: mcr.microsoft.com/windows/servercore:ltsc2022
  cache:
    <<: *common
    image: redis:7
",
    ),
    Example::new("a Swarm, which does not pass on what it does not know", "stack.yaml", SWARM)
        .fleet("orchestrator: swarm\nhosts:\n  - {name: win-1, os-version: 10.0.20348.3091, labels: {}}\n")
        .fixed(
            "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    mem_reservation: 1G
",
        ),
    Example::new(
        "the keys of a service for Linux",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
  cache:
    image: redis:7
    user: root
    privileged: true
    cap_add: [NET_ADMIN]
",
    ),
    Example::new(
        "values that ask for nothing, or for what Windows has",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    user: ContainerAdministrator
    privileged: false
    read_only: false
    cap_add: []
    mem_swappiness: -1
    shm_size: 0
    stop_signal: SIGTERM
    network_mode: nat
    ports: [\"8080:80\", \"443\"]
    devices: [class/5B45201D-F2F2-4F3B-85BB-30FF1F953599]
    security_opt: [credentialspec=file://web.json]
",
    ),
    Example::new(
        "a value of which nothing tells what it is",
        "compose.yaml",
        "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    user: ${ACCOUNT}
    network_mode: ${NETWORK:-nat}
",
    ),
];

const SWARM: &str = "\
services:
  web:
    image: mcr.microsoft.com/windows/servercore:ltsc2022
    mem_reservation: 1G
    read_only: true
#   ^^^^^^^^^ warning: service web: read_only: Windows ignores it
";
