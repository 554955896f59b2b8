//! Uploads: the blobs first, then the documents, those that are referred to before those that refer.

use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, header};

use super::{Access, Registry};
use crate::{Blob, Image, http};

/// Uploads everything of the image; its last document gets the tag.
pub(super) async fn image(registry: &Registry, repository: &str, tag: &str, image: &Image) {
    let uploads = Uploads::new(registry, repository);
    for blob in image.blobs() {
        uploads.blob(blob).await;
    }
    for document in image.documents() {
        let name = if document.digest == image.digest() { tag } else { &document.digest };
        uploads.document(document, name).await;
    }
}

/// Removes a manifest or index.
pub(super) async fn delete(registry: &Registry, repository: &str, digest: &str) {
    let uploads = Uploads::new(registry, repository);
    let url = format!("{}/manifests/{digest}", uploads.base);
    uploads.send(Method::DELETE, &url, "application/json", Vec::new(), StatusCode::ACCEPTED).await;
}

struct Uploads {
    client: Client,
    /// `http://HOST/v2/REPOSITORY`
    base: String,
    authorization: Option<String>,
}

impl Uploads {
    fn new(registry: &Registry, repository: &str) -> Self {
        let authorization = match &registry.access {
            Access::Anonymous => None,
            Access::Basic { user, password } => Some(crate::token::basic(user, password)),
            // Signed here and not asked for, so that the server's count is that of the code under test.
            Access::Token(server) => Some(format!("Bearer {}", server.token_for_everything(repository))),
        };
        let base = format!("{}/v2/{repository}", registry.url());
        Self { client: http::client(registry.authority.as_ref()), base, authorization }
    }

    async fn blob(&self, blob: &Blob) {
        if self.has(blob).await {
            return;
        }
        let url = format!("{}/blobs/uploads/", self.base);
        let stream = "application/octet-stream";
        let begun = self.send(Method::POST, &url, stream, Vec::new(), StatusCode::ACCEPTED).await;
        let location = begun.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
        let location = location.expect("the registry says where to upload to");
        let separator = if location.contains('?') { '&' } else { '?' };
        let url = format!("{location}{separator}digest={}", blob.digest);
        self.send(Method::PUT, &url, stream, blob.bytes.clone(), StatusCode::CREATED).await;
    }

    /// Whether the repository has it already, from an earlier push.
    async fn has(&self, blob: &Blob) -> bool {
        let url = format!("{}/blobs/{}", self.base, blob.digest);
        let answer = self.request(Method::HEAD, &url).send().await;
        answer.is_ok_and(|answer| answer.status() == StatusCode::OK)
    }

    async fn document(&self, document: &Blob, name: &str) {
        let url = format!("{}/manifests/{name}", self.base);
        let bytes = document.bytes.clone();
        self.send(Method::PUT, &url, &document.media_type, bytes, StatusCode::CREATED).await;
    }

    async fn send(
        &self,
        method: Method,
        url: &str,
        media_type: &str,
        body: Vec<u8>,
        wanted: StatusCode,
    ) -> Response {
        let request = self.request(method.clone(), url).header(header::CONTENT_TYPE, media_type).body(body);
        let answer = request.send().await.unwrap_or_else(|error| panic!("{method} {url}: {error}"));
        if answer.status() == wanted {
            return answer;
        }
        let status = answer.status();
        panic!("{method} {url}: {status}: {}", answer.text().await.unwrap_or_default())
    }

    fn request(&self, method: Method, url: &str) -> RequestBuilder {
        let request = self.client.request(method, url);
        match &self.authorization {
            None => request,
            Some(authorization) => request.header(header::AUTHORIZATION, authorization),
        }
    }
}
