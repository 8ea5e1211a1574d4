//! Instructions that each step of a frame takes, counted by valgrind: the same on a busy machine and on an idle one.
//!
//! `./check bench` compares them with `instructions.json`. They depend on the compiler, which `rust-toolchain.toml` names.
#![allow(
    missing_docs,
    unreachable_pub,
    unsafe_code,
    clippy::pedantic,
    reason = "what the macros of the benchmark harness make is not ours"
)]

mod codec;

use codec::{Message, Size};
use gungraun::{library_benchmark, library_benchmark_group, main};
use relatch::model::Raw;
use relatch::protocol::Frame;
use std::hint::black_box;

#[library_benchmark(setup = Message::new)]
#[bench::full(Size::Full)]
#[bench::short(Size::Short)]
fn encode(message: Message) -> Option<Vec<u8>> {
    black_box(&message).encode()
}

#[library_benchmark(setup = Message::new)]
#[bench::full(Size::Full)]
#[bench::short(Size::Short)]
fn encrypt(message: Message) -> Raw {
    black_box(&message).encrypt()
}

#[library_benchmark(setup = Message::new)]
#[bench::full(Size::Full)]
#[bench::short(Size::Short)]
fn parse(message: Message) -> Option<Frame> {
    black_box(&message).parse()
}

#[library_benchmark(setup = Message::new)]
#[bench::full(Size::Full)]
#[bench::short(Size::Short)]
fn decrypt(message: Message) -> Option<Vec<u8>> {
    black_box(&message).decrypt()
}

#[library_benchmark(setup = Message::new)]
#[bench::full(Size::Full)]
#[bench::short(Size::Short)]
fn decode(message: Message) -> usize {
    black_box(&message).decode()
}

library_benchmark_group!(
    name = codec_group,
    benchmarks = [encode, encrypt, parse, decrypt, decode]
);

main!(library_benchmark_groups = codec_group);
