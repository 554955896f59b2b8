//! Tags: any name and tag is read, what is claimed is whole, and what is offered instead parses.
//!
//! The first line of the input is the repository, the rest the tag; neither need fit the grammar of references.
#![no_main]

use libfuzzer_sys::fuzz_target;
use winfit_compat::builtin::builtin;
use winfit_compat::catalog::Date;
use winfit_compat::reference::Reference;
use winfit_compat::remedy::{Means, Remedy, remedies};
use winfit_compat::rules::RuleSet;
use winfit_compat::tag::read_tag;
use winfit_compat::verdict::Question;
use winfit_compat::{Host, ImageOsVersion, Os, OsVersion, Provenance};

fuzz_target!(|text: &str| {
    let Some((name, tag)) = text.split_once('\n') else { return };
    let Some((registry, repository)) = name.split_once('/') else { return };
    let reference = Reference {
        registry: registry.to_owned(),
        repository: repository.to_owned(),
        tag: (!tag.is_empty()).then(|| tag.to_owned()),
        digest: None,
    };
    let claim = read_tag(builtin(), &reference);
    let names_version = matches!(claim.platform.os_version, ImageOsVersion::Known(_));
    assert!(!names_version || claim.platform.os == Some(Os::Windows));
    assert_eq!(claim.platform.os.is_none(), claim.platform.provenance == Provenance::None);
    let host = Host::server(OsVersion::of_build(17763));
    let question =
        Question { host: &host, image: &claim.platform, isolation: None, rules: RuleSet::default() };
    let Some(today) = Date::new(2026, 1, 1) else { return };
    for remedy in remedies(builtin(), &question, &Means { reference: Some((&reference, &claim)), today }) {
        if let Remedy::Retag(retag) = remedy {
            assert!(retag.reference.parse::<Reference>().is_ok(), "{}", retag.reference);
        }
    }
});
