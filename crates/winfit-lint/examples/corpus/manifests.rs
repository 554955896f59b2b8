//! Kubernetes manifests as people keep them in Git, in which there is nothing to find.

/// The system that a manifest is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    /// Linux: nothing in it is winfit's business.
    Linux,
    /// Windows: read and judged to the end.
    Windows,
}

/// What is in every Deployment, whatever its system.
const DEPLOYMENT: &str = r#"# NAME: the team's runbook says how to roll it back.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: NAME
  namespace: shop
  labels:
    app.kubernetes.io/name: NAME
    app.kubernetes.io/part-of: "shop"
    app.kubernetes.io/managed-by: kustomize
  annotations:
    prometheus.io/scrape: "true"
    prometheus.io/port: "9102"
spec:
  replicas: 3
  revisionHistoryLimit: 5
  strategy:
    type: RollingUpdate
    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
  selector:
    matchLabels: {app: NAME}
  template:
    metadata:
      labels: {app: NAME}
    spec:
      serviceAccountName: NAME
SYSTEM
          args: ["--port", "8080", "--log-format", "json"] # as in every other service
          ports:
            - name: http
              containerPort: 8080
              protocol: TCP
          env:
            - name: DATABASE_URL
              valueFrom:
                secretKeyRef: {name: NAME-db, key: url}
            - name: FEATURES
              value: "search,cart,checkout"
            - name: GREETING
              value: |
                Welcome to the shop: it is open.
                Orders placed before noon are sent the same day.
          resources:
            requests: {cpu: 100m, memory: 256Mi}
            limits:
              cpu: 500m
              memory: 512Mi
          readinessProbe:
            httpGet: {path: /ready, port: http}
            initialDelaySeconds: 5
            periodSeconds: 10
          livenessProbe:
            httpGet:
              path: /healthz
              port: http
            failureThreshold: 3
"#;

const ON_LINUX: &str = "      \
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        fsGroup: 10001
        seccompProfile: {type: RuntimeDefault}
      containers:
        - name: NAME
          image: registry.example.com/shop/NAME:1.2.3
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: {drop: [ALL]}";

const ON_WINDOWS: &str = "      \
      os: {name: windows}
      nodeSelector:
        kubernetes.io/os: windows
        node.kubernetes.io/windows-build: 10.0.20348
      tolerations:
        - {key: os, operator: Equal, value: windows, effect: NoSchedule}
      securityContext:
        windowsOptions:
          runAsUserName: ContainerUser
      containers:
        - name: NAME
          image: mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2022";

const SERVICE: &str = "---
apiVersion: v1
kind: Service
metadata:
  name: NAME
  namespace: shop
  labels: {app: NAME}
spec:
  selector:
    app: NAME
  ports:
    - name: http
      port: 80
      targetPort: http
";

const SETTINGS: &str = "---
apiVersion: v1
kind: ConfigMap
metadata:
  name: NAME
  namespace: shop
data:
  log-level: info
  app.properties: |
    server.port=8080
    server.shutdown=graceful
    spring.datasource.hikari.maximum-pool-size=20
    management.endpoints.web.exposure.include=health,info,prometheus
";

const INGRESS: &str = "---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: NAME
  namespace: shop
  annotations:
    cert-manager.io/cluster-issuer: letsencrypt
spec:
  ingressClassName: nginx
  tls:
    - hosts: [NAME.shop.example.com]
      secretName: NAME-tls
  rules:
    - host: NAME.shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: NAME
                port: {name: http}
";

/// The file of one service: 2 KB to 3 KB, of two to four documents.
pub(crate) fn manifest(system: System, number: usize) -> String {
    let own = match system {
        System::Linux => ON_LINUX,
        System::Windows => ON_WINDOWS,
    };
    named(&DEPLOYMENT.replace("SYSTEM", own), number) + &around(number)
}

/// What stands beside the workload that a file is about: another one, and what belongs to it.
pub(crate) fn beside(system: System, number: usize) -> String {
    format!("---\n{}", manifest(system, number))
}

/// Many such files in one of at least this many bytes.
pub(crate) fn stream(system: System, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 4096);
    for number in 0.. {
        text.push_str(&beside(system, number));
        if text.len() >= bytes {
            break;
        }
    }
    text
}

/// The objects around a Deployment.
fn around(number: usize) -> String {
    let mut text = SERVICE.to_owned();
    if number.is_multiple_of(2) {
        text.push_str(SETTINGS);
    }
    if number.is_multiple_of(3) {
        text.push_str(INGRESS);
    }
    named(&text, number)
}

fn named(text: &str, number: usize) -> String {
    text.replace("NAME", &format!("service-{number}"))
}
