//! The certificate holds for every name that it was made for, and for no other.

use super::World;
use relatch::virtual_cloud::certificate::{Certificate, DAY_MS};
use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use std::sync::Arc;
use std::time::Duration;

#[test]
fn a_certificate_holds_for_every_name_that_it_was_made_for() {
    let now_ms = World::new().now_ms;
    let names = ["localhost", "cloud.example.org", "127.0.0.1", "10.0.2.2", "::1"];
    // Names enough that their length takes two bytes.
    let many: Vec<String> = (0..40).map(|number| format!("host-{number}.example.org")).collect();
    let all: Vec<&str> = names.into_iter().chain(many.iter().map(String::as_str)).collect();
    let certificate = Certificate::make_for(&all, now_ms - DAY_MS, now_ms + DAY_MS).unwrap();
    let der = CertificateDer::from(certificate.der);
    let mut roots = RootCertStore::empty();
    roots.add(der.clone()).unwrap();
    let provider = Arc::new(rustls_graviola::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider);
    let verifier = verifier.build().unwrap();
    let now = UnixTime::since_unix_epoch(Duration::from_millis(now_ms.unsigned_abs()));
    let holds_for = |name: &str| {
        let name = ServerName::try_from(name.to_owned()).unwrap();
        verifier.verify_server_cert(&der, &[], &name, &[], now).is_ok()
    };
    for name in all {
        assert!(holds_for(name), "{name}");
    }
    for other in ["example.org", "other.example.org", "127.0.0.2", "::2"] {
        assert!(!holds_for(other), "{other}");
    }
}
