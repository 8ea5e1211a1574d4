//! The virtual cloud behind ports: by which names clients come, several regions, and one process to a file.

use super::served::Served;
use super::world::World;

const APPLICATION: &str = "--client-id 00000000000000000000000000000001 --client-secret-file client.secret";

fn world() -> World {
    let world = World::new();
    world.write("client.secret", "00000000000000000000000000000002\n");
    world.write("europe", "a-secret-of-europe\n");
    world.write("china", "a-secret-of-china\n");
    let add = "cloud add hall.cloud --user owner@example.org --password a-secret-of-europe";
    world.run(add).ended(0);
    world
}

fn sign_in(world: &World, url: &str, password: &str, more: &str) -> Option<i32> {
    let run = world.run(&format!(
        "account sign-in --user owner@example.org --region {url} --password-file {password} {APPLICATION} --identity me.age {more}"
    ));
    run.code
}

#[test]
fn clients_come_by_every_name_that_the_certificate_has() {
    let world = world();
    let served = Served::start(&world, "--listen localhost:0 --tls --name 127.0.0.2");
    let url = served.url(0).to_owned();
    assert!(url.starts_with("https://localhost:"), "{url}");
    for host in ["localhost", "127.0.0.1"] {
        let url = url.replace("localhost", host);
        assert_eq!(sign_in(&world, &url, "europe", "--trust hall.pem"), Some(0), "{url}");
    }
    drop(served);
    let served = Served::start(&world, "--listen 0.0.0.0:0 --tls --name 127.0.0.2");
    let url = served.url(0).to_owned();
    for (host, code) in [("localhost", 0), ("127.0.0.2", 0), ("127.0.0.3", 1)] {
        let url = url.replace("localhost", host);
        assert_eq!(sign_in(&world, &url, "europe", "--trust hall.pem"), Some(code), "{url}");
    }
}

#[test]
fn one_cloud_has_several_regions_with_accounts_of_one_name() {
    let world = world();
    let add = "cloud add hall.cloud --user owner@example.org --password a-secret-of-china --region cn";
    world.run(add).ended(0);
    let served = Served::start(&world, "--listen 127.0.0.1:0 --listen cn=127.0.0.1:0");
    assert_eq!(served.told["regions"][1]["region"], "cn");
    for (number, password, code) in [(0, "europe", 0), (1, "china", 0), (0, "china", 12), (1, "europe", 12)] {
        let url = served.url(number);
        assert_eq!(sign_in(&world, url, password, ""), Some(code), "{number}, {password}");
    }
}

#[test]
fn a_cloud_that_another_process_serves_is_11() {
    let world = world();
    let served = Served::start(&world, "--listen 127.0.0.1:0");
    let serve = "cloud serve --state hall.cloud --listen 127.0.0.1:0";
    world.run(serve).ended(11).advises();
    let add = "cloud add hall.cloud --user other@example.org --password x";
    world.run(add).ended(11).advises();
    drop(served);
    world.run(add).ended(0);
}

#[test]
fn a_place_that_is_none_is_wrong_usage() {
    let world = world();
    for place in [
        "localhost",
        "::1:7",
        "[::1:7",
        "=localhost:7",
        "localhost:70000",
        "a_b:7",
        ":7",
    ] {
        let serve = format!("cloud serve --state hall.cloud --listen {place}");
        world.run(&serve).ended(2);
    }
    world.run("cloud serve --state hall.cloud").ended(2);
    let named = "cloud serve --state hall.cloud --listen 127.0.0.1:0";
    world.run(&format!("{named} --name hall")).ended(2);
    world.run(&format!("{named} --tls --name a_b")).ended(2);
    let nowhere = "cloud serve --state hall.cloud --listen nowhere.invalid:0";
    world.run(nowhere).ended(1).advises();
}
