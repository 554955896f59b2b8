//! Who is still asked to wait when time is up.

use winfit_compat::reference::Reference;

use super::endpoint::{Endpoint, Transport};
use super::{Registries, RegistryError};

impl Registries {
    /// Why there is no answer yet, if that is since the registry, or a mirror of it, has asked to wait. For whoever has to
    /// give up before the wait is over.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "who reads many images within a deadline is still to ask")
    )]
    pub(crate) fn waiting_for(&self, reference: &Reference) -> Option<RegistryError> {
        let hosts = &self.access.get()?.as_ref().ok()?.hosts;
        let mirrors = self.settings.mirrors.get(&reference.registry).into_iter().flatten();
        let mirrors = mirrors.filter_map(|mirror| Endpoint::mirror(mirror, reference).ok());
        let own = Endpoint::of(reference, &self.settings.plain_http);
        mirrors.chain([own]).find_map(|endpoint| {
            let scheme = if endpoint.transport == Transport::Http { "http" } else { "https" };
            hosts.asked(&endpoint.url(scheme, "").ok()?)?.still_asks_to_wait()
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use winfit_testkit::{Answer, Rude, fixtures};

    use super::*;
    use crate::credentials::{CredentialSettings, Credentials};
    use crate::registry::RegistrySettings;

    fn registries(settings: RegistrySettings) -> Registries {
        Registries::new(settings, Arc::new(Credentials::new(CredentialSettings::default())))
    }

    /// By plain http.
    fn plainly(rude: &Rude) -> RegistrySettings {
        RegistrySettings { plain_http: vec![rude.host()], ..RegistrySettings::default() }
    }

    /// What is said of the wait while the manifest is being asked for, as soon as `is_time`.
    fn waiting_while_asked(
        registries: &Registries,
        reference: &str,
        is_time: impl Fn() -> bool,
    ) -> Option<RegistryError> {
        let reference: Reference = reference.parse().unwrap();
        let time = async {
            while !is_time() || registries.waiting_for(&reference).is_none() {
                tokio::task::yield_now().await;
            }
            registries.waiting_for(&reference)
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            tokio::select! {
                waiting = time => waiting,
                _ = registries.manifest(&reference) => None,
            }
        })
    }

    #[test]
    fn who_gives_up_while_a_host_asks_to_wait_is_told_so() {
        let rude = Rude::start();
        rude.otherwise(Answer::too_many_requests("20"));
        let registries = registries(plainly(&rude));
        let error = waiting_while_asked(&registries, &rude.reference("app", "1"), || true).unwrap();
        let RegistryError::RateLimited { registry, seconds: Some(seconds), .. } = &error else {
            panic!("{error:?}")
        };
        assert_eq!(registry, &rude.host());
        assert!((1..=20).contains(seconds), "{seconds}");
        assert_eq!(registries.waiting_for(&"other.example/app".parse().unwrap()), None);
    }

    #[test]
    fn a_host_that_asks_to_wait_and_then_is_silent_has_asked_to_wait() {
        let rude = Rude::start();
        rude.on_each("/v2/app/manifests/1", vec![Answer::too_many_requests("0"), Answer::silence()]);
        let registries = registries(plainly(&rude));
        let is_asked_again = || rude.requests().len() == 2;
        let error = waiting_while_asked(&registries, &rude.reference("app", "1"), is_asked_again).unwrap();
        assert!(matches!(error, RegistryError::RateLimited { seconds: None, .. }), "{error:?}");
    }

    #[test]
    fn a_mirror_that_asks_to_wait_is_named() {
        let mirror = Rude::start();
        mirror.otherwise(Answer::too_many_requests("20"));
        let mut settings = RegistrySettings::default();
        settings.mirrors.insert("docker.io".to_owned(), vec![mirror.url("")]);
        let error = waiting_while_asked(&registries(settings), "app:1", || true).unwrap();
        assert!(
            matches!(&error, RegistryError::RateLimited { registry, .. } if *registry == mirror.host()),
            "{error:?}"
        );
    }

    #[test]
    fn a_host_that_has_answered_since_asks_for_nothing() {
        let rude = Rude::start();
        let good = Answer::ok(fixtures::multi_version().bytes());
        rude.on_each("/v2/app/manifests/1", vec![Answer::too_many_requests("0"), good]);
        let registries = registries(plainly(&rude));
        let reference: Reference = rude.reference("app", "1").parse().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(registries.manifest(&reference)).unwrap();
        assert_eq!(rude.requests().len(), 2);
        assert_eq!(registries.waiting_for(&reference), None);
    }
}
