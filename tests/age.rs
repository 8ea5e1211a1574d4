//! The sealed file is an age file: the public test vectors, and the system's own `age` tool, both ways.
#![cfg(test)] // so that helpers beside the tests may unwrap, too

use relatch::backup::seal::{Identity, OpenError, open, parse_identity_file, seal};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// One file of the test kit.
struct Vector {
    name: String,
    expect: String,
    payload: Option<String>,
    identities: Vec<Identity>,
    sealed: Vec<u8>,
}

impl Vector {
    fn read(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap();
        let end = bytes.windows(2).position(|pair| pair == b"\n\n").unwrap();
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let lines: Vec<(&str, &str)> = head.lines().filter_map(|line| line.split_once(": ")).collect();
        let field = |name| lines.iter().filter(move |line| line.0 == name).map(|line| line.1);
        let body = &bytes[end + 2..];
        let sealed = match field("compressed").next() {
            Some("zlib") => miniz_oxide::inflate::decompress_to_vec_zlib(body).unwrap(),
            other => {
                assert_eq!(other, None);
                body.to_vec()
            }
        };
        Self {
            name: path.file_name().unwrap().to_str().unwrap().to_owned(),
            expect: field("expect").next().unwrap().to_owned(),
            payload: field("payload").next().map(ToOwned::to_owned),
            identities: field("identity").map(|text| text.parse().unwrap()).collect(),
            sealed,
        }
    }

    fn check(&self) {
        let found = open(&self.sealed, &self.identities);
        let name = &self.name;
        // Passphrases are not for snapshots: where the kit expects a passphrase to open or to fail, this is refused.
        if name.starts_with("scrypt") && found == Err(OpenError::Passphrase) {
            assert_ne!(self.expect, "payload failure", "{name}");
            return;
        }
        match self.expect.as_str() {
            "success" => {
                let digest = Sha256::digest(found.unwrap_or_else(|error| panic!("{name}: {error}")).as_slice());
                let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
                assert_eq!(Some(&digest), self.payload.as_ref(), "{name}");
            }
            "header failure" => assert!(
                matches!(
                    found,
                    Err(OpenError::Damaged | OpenError::OtherVersion | OpenError::Foreign)
                ),
                "{name}: {:?}",
                found.err()
            ),
            "HMAC failure" | "payload failure" => assert_eq!(found.err(), Some(OpenError::Damaged), "{name}"),
            "no match" => assert_eq!(found.err(), Some(OpenError::NoMatch), "{name}"),
            other => panic!("{name} expects {other}"),
        }
    }
}

#[test]
fn the_public_vectors_pass() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/age-vectors");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let vectors: Vec<Vector> = paths
        .filter(|path| path.extension().is_none())
        .map(|path| Vector::read(&path))
        .collect();
    assert_eq!(vectors.len(), 92);
    vectors.iter().for_each(Vector::check);
    // The kit has 15 files that open; one of them with a passphrase.
    let opened = vectors
        .iter()
        .filter(|vector| open(&vector.sealed, &vector.identities).is_ok());
    assert_eq!(opened.count(), 14);
}

/// Runs a program of the system's age. `None`, said loudly, if it is missing and this is not CI.
fn stock(program: &str, arguments: &[&str]) -> Option<Output> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => Some(output),
        Err(error) if std::env::var_os("CI").is_none() => {
            println!("LEFT OUT: {program} did not start ({error}); install the package `age` to run this test");
            None
        }
        Err(error) => panic!("{program} did not start ({error}); install the package `age`"),
    }
}

#[test]
fn the_stock_tool_opens_what_is_sealed_here() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let identity = Identity::generate();
    for length in [0, 1, 46_991, 65_536, 200_000] {
        let plain = vec![b'x'; length];
        let sealed = seal(&plain, &[Identity::generate().recipient(), identity.recipient()]).unwrap();
        fs::write(at("sealed"), sealed).unwrap();
        fs::write(at("key"), identity.secret_text().as_bytes()).unwrap();
        let Some(output) = stock("age", &["--decrypt", "--identity", &at("key"), &at("sealed")]) else {
            return;
        };
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stdout == plain, "length {length}");
    }
}

#[test]
fn what_the_stock_tool_seals_opens_here() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let Some(made) = stock("age-keygen", &["--output", &at("key")]) else {
        return;
    };
    assert!(made.status.success());
    let identities = parse_identity_file(&fs::read_to_string(at("key")).unwrap()).unwrap();
    let recipient = identities[0].recipient().to_string();
    for length in [0, 1, 65_536, 200_000] {
        let plain = vec![b'y'; length];
        fs::write(at("plain"), &plain).unwrap();
        for armor in [false, true] {
            let mut arguments = vec!["--encrypt", "--recipient", &recipient];
            arguments.extend(armor.then_some("--armor"));
            let path = at("plain");
            arguments.push(&path);
            let sealed = stock("age", &arguments).expect("it is there, as age-keygen is");
            assert!(sealed.status.success(), "{}", String::from_utf8_lossy(&sealed.stderr));
            let opened = open(&sealed.stdout, &identities);
            if armor {
                assert_eq!(opened.err(), Some(OpenError::Armored));
            } else {
                assert!(*opened.unwrap() == plain, "length {length}");
            }
        }
    }
}
