//! The token server, asked as clients of either protocol ask, and the registry that believes its tokens.

use reqwest::StatusCode;
use serde_json::Value;
use winfit_testkit::{Registry, TokenServer, fixtures};

const SCOPE: &str = "repository:app:pull";

/// A client that heeds no proxy, and a runtime to use it on: what async tests have.
fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn client() -> reqwest::Client {
    let tls = rustls::ClientConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    reqwest::Client::builder().no_proxy().tls_backend_preconfigured(tls).build().unwrap()
}

/// What the server answers to this form.
async fn post(server: &TokenServer, form: &str) -> (StatusCode, Value) {
    let request = client().post(server.realm()).header("Content-Type", "application/x-www-form-urlencoded");
    let answer = request.body(form.to_owned()).send().await.unwrap();
    let status = answer.status();
    (status, serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap())
}

/// What the registry answers to whoever has this token.
async fn pull(registry: &Registry, token: &Value) -> StatusCode {
    let url = format!("http://{}/v2/app/manifests/1", registry.host());
    // Without this, registries answer as if there were no OCI images.
    let request = client().get(url).header("Accept", fixtures::single().media_type());
    request.bearer_auth(token.as_str().unwrap()).send().await.unwrap().status()
}

#[test]
fn a_password_and_then_a_refresh_token_buy_tokens_that_the_registry_takes() {
    let Some(registry) = Registry::token(TokenServer::private("alice", "s3cret")) else { return };
    run(async {
        registry.push("app", "1", &fixtures::single());
        let server = registry.tokens().unwrap();
        server.set_expires_in(Some(90));
        let form =
            format!("grant_type=password&username=alice&password=s3cret&access_type=offline&scope={SCOPE}");
        let (status, first) = post(server, &form).await;
        assert_eq!((status, &first["expires_in"]), (StatusCode::OK, &Value::from(90)));
        assert_eq!(pull(&registry, &first["access_token"]).await, StatusCode::OK);
        let refresh = format!(
            "grant_type=refresh_token&refresh_token={}&scope={SCOPE}",
            first["refresh_token"].as_str().unwrap()
        );
        let (_, second) = post(server, &refresh).await;
        assert_eq!(pull(&registry, &second["access_token"]).await, StatusCode::OK);
        server.revoke_refresh_tokens();
        assert_eq!(post(server, &refresh).await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(server.issued(), 2);
    });
}

#[test]
fn a_token_for_another_repository_or_of_another_server_is_refused() {
    let Some(registry) = Registry::token(TokenServer::public()) else { return };
    run(async {
        registry.push("app", "1", &fixtures::single());
        let stranger = TokenServer::public();
        for (server, scope, wanted) in [
            (registry.tokens().unwrap(), SCOPE, StatusCode::OK),
            (registry.tokens().unwrap(), "repository:apple:pull", StatusCode::UNAUTHORIZED),
            (&stranger, SCOPE, StatusCode::UNAUTHORIZED),
        ] {
            let answer = client().get(format!("{}?scope={scope}", server.realm())).send().await.unwrap();
            let body: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
            assert_eq!(pull(&registry, &body["token"]).await, wanted, "{scope}");
        }
    });
}

#[test]
fn a_server_of_the_older_protocol_and_a_wrong_password_are_told_apart() {
    let server = TokenServer::private("alice", "s3cret");
    let form = "grant_type=password&username=alice&password=wrong";
    run(async {
        assert_eq!(post(&server, form).await.0, StatusCode::UNAUTHORIZED);
        server.refuse_post();
        assert_eq!(post(&server, form).await.0, StatusCode::NOT_FOUND);
    });
    assert_eq!(server.issued(), 0);
}
