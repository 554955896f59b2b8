//! A registry that asks for a login, or refuses one.

use super::pull::{is_of_pull, registry, wanted};
use super::told::{Says, Told, told_of};
use crate::cause::{Case, Cause, Class, Confidence, Engine, Example, Found};

/// The registry asks for a login, or refuses the one that was given.
pub static CAUSE: Cause = Cause {
    id: "registry-unauthorized",
    class: Class::Pull,
    title: "the registry asks for a login, or refuses the one given",
    statement: "No credentials for that registry reached it, or they are wrong, expired, or not allowed to read the repository. \
                In Kubernetes they come from an imagePullSecret of the pod's own namespace or of its service account, or from \
                the node's credential provider; in Swarm from whoever said --with-registry-auth.",
    requires: "A registry's 401 or 403, a token that was not given, or credentials that could not be read.",
    against: "\"Repository does not exist or may require login\" beside it: mistyped names are answered so as well.",
    signs: &["pull-unauthorized"],
    sources: &["distribution-spec", "docker-cli", "containerd", "k8s-kubelet"],
    retry_may_help: false,
    find,
    examples: EXAMPLES,
};

fn find(case: &Case<'_>) -> Vec<Found> {
    told_of(case, &CAUSE, case.seen(CAUSE.signs).filter(|it| is_telling(case, it)), |told| Some(say(told)))
}

/// Whether a registry said it: other servers answer 401 and 403 too.
fn is_telling(case: &Case<'_>, sighting: &crate::facts::Sighting<'_>) -> bool {
    let is_of_any_server = |words: &str| sighting.row.phrase.starts_with(words);
    !(is_of_any_server("401") || is_of_any_server("incorrect username")) || is_of_pull(case, sighting)
}

fn say(told: &Told<'_>) -> Says {
    let registry = registry(told);
    let words = registry.clone().unwrap_or_else(|| "the registry".to_owned());
    let image = wanted(told).map_or_else(|| "the image".to_owned(), str::to_owned);
    let login = registry.unwrap_or_default();
    let is_helper = told.is_worded("error getting credentials");
    let may_be_missing = told.case.has("pull-unknown-image");
    let only_secret = told.seen.iter().all(|it| it.row.phrase.starts_with("Unable to retrieve"));
    let says = match () {
        () if is_helper => {
            Says::certain(format!("the credential helper of Docker gives no login for {words}")).remedy(
                "correct or remove credsStore and credHelpers in the configuration, then log in again",
                "notepad $Env:USERPROFILE\\.docker\\config.json",
            )
        }
        () if told.is_worded("token has expired") => {
            Says::certain(format!("the login for {words} has expired"))
        }
        () if may_be_missing => Says::possible(format!("{words} wants a login for {image}"))
            .against("the registry answers in the same words where there is no such repository"),
        // Pulls go on without a secret that is not there.
        () if only_secret => {
            Says::possible(format!("{} names a pull secret that is not there", told.pod_words()))
        }
        () if told.case.has("no-matching-manifest") || told.case.has("image-newer") => Says::possible(
            format!("{words} wants a login for {image}"),
        )
        .against(
            "the image was found, and refused for its platform: this may be a second registry that was tried",
        ),
        () => Says::certain(format!("{words} refuses {image}: it wants a login, or another one")),
    };
    let says = match told.engine() {
        Engine::Kubernetes => says
            .remedy(
                "give the namespace of the pod a pull secret",
                format!(
                    "kubectl{} create secret docker-registry pull --docker-server={} --docker-username=USER --docker-password=PASSWORD",
                    told.pair.pod.and_then(|it| it.namespace.as_ref()).map(|it| format!(" -n {it}")).unwrap_or_default(),
                    if login.is_empty() { "REGISTRY" } else { &login }
                ),
            )
            .remedy("and name it in the pod template", "imagePullSecrets:\n- name: pull")
            .settle(
                "which secrets the pod names",
                format!("kubectl get pod {} -o jsonpath='{{.spec.imagePullSecrets}}'", told.pod()),
            ),
        Engine::Swarm => says.remedy(
            "log in on a manager, and send the login along to the nodes",
            format!("docker login {login}; docker service update --with-registry-auth --force {}", told.service()),
        ),
        Engine::Docker => says
            .remedy("log in, as the account that runs the command", format!("docker login {login}").trim_end().to_owned()),
    };
    says.settle(
        "whether the image can be read with the login at hand",
        format!("winfit image {}", wanted(told).unwrap_or("IMAGE")),
    )
}

const EXAMPLES: &[Example] = &[
    Example {
        says: "no login",
        text: "Error response from daemon: Get https://registry.example.com/v2/shop/manifests/1: no basic auth credentials",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "containerd gets no token",
        text: r#"failed to pull and unpack image "shop.azurecr.io/web:1": failed to resolve reference "shop.azurecr.io/web:1": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://shop.azurecr.io/oauth2/token: 401 Unauthorized"#,
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a login that ran out",
        text: "denied: Your authorization token has expired. Reauthenticate and try again.",
        found: Some(Confidence::Certain),
    },
    Example {
        says: "a web server that is no registry",
        text: "GET /login HTTP/1.1 answered 401 Unauthorized in 4 ms",
        found: None,
    },
];
